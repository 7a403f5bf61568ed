"""What one screen shows has room on it: Discord takes 4,000 characters a message, and cutting would take words away."""

from collections.abc import Iterator
from itertools import chain

from bot.curriculum._documents import Library, Problem, Source
from bot.curriculum.schema import (
    ChallengeModel,
    ChecklistModel,
    ConceptModel,
    GuideModel,
    LevelModel,
    PathModel,
    ProjectModel,
    TrackModel,
)

MAX_TEXT = 4000
FRAME = 500  # what the screen itself says: headings, facts, how far one is, what is new
ROOM = MAX_TEXT - FRAME
MARK = 14  # before and behind an entry of a list: whether it is done, how much of it, a hyphen

Screen = tuple[Source, str, int]  # the file, the key to shorten, the characters


def screen_problems(library: Library) -> Iterator[Problem]:
    """The files of which a screen would have to be cut."""
    screens = (_challenges, _concepts, _projects, _guides, _levels, _paths, _tracks)
    for source, key, length in chain.from_iterable(screen(library) for screen in screens):
        if length > ROOM:
            yield source.problem(
                key, f"one screen shows {length} characters of it, and has room for {ROOM}. Shorten it."
            )


def _challenges(library: Library) -> Iterator[Screen]:
    for source, task in library.of(ChallengeModel):
        yield source, "statement", _length(task.statement, task.starter, *task.examples)


def _concepts(library: Library) -> Iterator[Screen]:
    """A concept, below the longest of the topics that lead to it."""
    above: dict[str, int] = {}
    for _, path in library.of(PathModel):
        for topic in path.topics:
            if topic.concept:
                above[topic.concept] = max(above.get(topic.concept, 0), _length(topic.outcome, topic.practice))
    for source, concept in library.of(ConceptModel):
        example = (concept.example.code, concept.example.output)
        own = _length(concept.try_first, concept.summary, *example, *concept.pitfalls, *concept.links)
        yield source, "summary", own + above.get(concept.id, 0)


def _projects(library: Library) -> Iterator[Screen]:
    points = max((_length(*checklist.points) for _, checklist in library.of(ChecklistModel)), default=0)
    for source, project in library.of(ProjectModel):
        lists = (*project.skills, *project.must, *project.stretch, *project.rubric)
        yield source, "brief", _length(project.brief, *lists) + points


def _guides(library: Library) -> Iterator[Screen]:
    titles = _titles(library)
    for source, guide in library.of(GuideModel):
        steps = [
            text for step in guide.steps for text in (step.title, step.why, *(titles.get(i, "") for i in step.learn))
        ]
        prompt = max(guide.prompts.model_dump().values(), key=len)
        practice = [way.why for way in guide.practise]
        yield source, "steps", _length(guide.summary, *steps, *guide.questions, prompt, *practice)


def _levels(library: Library) -> Iterator[Screen]:
    """A level, with the topics and projects that are at it."""
    titles = _titles(library)
    at: dict[str, list[str]] = {}
    for _, path in library.of(PathModel):
        for topic in path.topics:
            at.setdefault(topic.level, []).append(topic.title)
    for _, project in library.of(ProjectModel):
        at.setdefault(project.level, []).append(project.title)
    for source, level in library.of(LevelModel):
        concepts = [titles.get(concept, "") for concept in level.concepts]
        yield (
            source,
            "unlocks",
            _length(level.theme, level.recognise, *level.unlocks, *concepts, *at.get(level.name, ())),
        )


def _paths(library: Library) -> Iterator[Screen]:
    """The last stage of a path, with what finishes the path."""
    for source, path in library.of(PathModel):
        topics = max((stage.topics for stage in path.stages), key=len)
        proofs = [proof.what for proof in path.exit.evidence]
        lines = (*(topic.title for topic in topics), *path.exit.checklist, *proofs)
        yield source, "exit", _length(path.summary, path.exit.statement, *lines)


def _tracks(library: Library) -> Iterator[Screen]:
    for source, track in library.of(TrackModel):
        steps = [text for step in track.steps for text in (step.title or step.path or "", step.note)]
        skills = [text for skill in track.skills for text in (skill.title, skill.proof)]
        yield source, "skills", _length(track.summary, *steps, *skills)


def _length(*texts: str) -> int:
    return sum(len(text) + MARK for text in texts if text)


def _titles(library: Library) -> dict[str, str]:
    titles = {source.document.id: source.document.title for source in library.sources}
    for _, path in library.of(PathModel):
        titles |= {f"{path.id}#{topic.key}": topic.title for topic in path.topics}
    return titles
