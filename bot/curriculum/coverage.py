"""How much content there is of what, and what is still missing: for whoever decides what to write next."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from bot.curriculum._documents import Library, Problem, Source
from bot.curriculum.schema import (
    AssessmentModel,
    ChallengeModel,
    ConceptModel,
    DeckModel,
    Document,
    GlossaryModel,
    LevelModel,
    PathModel,
    ProjectModel,
    QuizModel,
    StatementsModel,
)
from bot.domain.skills import Axis

D = TypeVar("D", bound=Document)

FIRST_RELEASE = {
    "path": 6,
    "track": 6,
    "level": 13,
    "concept": 34,
    "deck": 24,
    "card": 600,
    "quiz": 34,
    "question": 400,
    "challenge": 120,
    "assessment item": 120,
    "project": 120,
    "badge": 30,
    "nudge": 120,
    "plan": 1,
    "checkpoint": 5,
    "statement": 38,
    "term": 20,
}
EACH = 8  # challenges, projects and nudges of a level, projects of a path
EACH_HIGH, HIGH_LEVELS = 4, ("7", "8", "9", "10")  # challenges there
OF_LEVELS = ("challenge", "quiz", "question", "card", "project", "nudge")
OF_STAGES = ("concept", "card", "challenge", "project")  # to read, to practise, to solve and to build
OF_AXES = ("concept", "challenge", "question", "card", "assessment item")


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that counts, the levels and axes that it is for, and its path."""

    kind: str
    levels: tuple[str, ...] = ()
    axes: tuple[str, ...] = ()
    path: str = ""


def report_lines(library: Library) -> Iterator[str]:
    """The tables: everything, by level, axis, path and week, with the amounts of the first release where there are."""
    units = list(_units(library))
    total = Counter(unit.kind for unit in units)
    yield from _table(
        "in all", {kind: (_of(total[kind], wanted),) for kind, wanted in FIRST_RELEASE.items()}, ("there",)
    )
    yield from _by_level(library, units)
    axes = Counter((axis, unit.kind) for unit in units for axis in unit.axes)
    yield from _table("axis", {axis: tuple(str(axes[axis, kind]) for kind in OF_AXES) for axis in Axis}, OF_AXES)
    paths = Counter(unit.path for unit in units if unit.kind == "project")
    names = [path.id for _, path in library.of(PathModel)]
    yield from _table("path", {name: (_of(paths[name], EACH),) for name in names}, ("project",))
    yield from _by_stage(library)


def concept_problems(library: Library) -> Iterator[Problem]:
    """The concepts that no deck, no quiz or no challenge is about, as far as all files could be read."""
    if library.unreadable:
        return
    reached: dict[str, set[str]] = defaultdict(set)
    for _, deck in _active(library, DeckModel):
        reached["deck"] |= {card.concept or "" for card in deck.cards if card.status == "active"}
    for _, quiz in _active(library, QuizModel):
        reached["quiz"] |= {quiz.concept, *(question.concept or "" for question in quiz.questions)}
    for _, challenge in _active(library, ChallengeModel):
        reached["challenge"] |= set(challenge.concepts)
    for source, concept in _active(library, ConceptModel):
        missing = [kind for kind in ("deck", "quiz", "challenge") if concept.id not in reached[kind]]
        if missing:
            yield source.problem("id", f"no {' and no '.join(missing)} is about {concept.id!r}. Write one.")


def topic_problems(library: Library) -> Iterator[Problem]:
    """The topics without a concept: there would be nothing to read about them, and nothing to practise or to solve."""
    for source, path in _active(library, PathModel):
        for index, stage in enumerate(path.stages):
            for number, topic in enumerate(stage.topics):
                if topic.concept is None and topic.status == "active":
                    message = f"{topic.key!r} has no concept. Name the one that explains it, or write it."
                    yield source.problem(f"stages[{index}].topics[{number}]", message)


def _by_stage(library: Library) -> Iterator[str]:
    """What there is to read, to practise, to solve and to build in the weeks of each path."""
    cards, challenges = Counter[str](), Counter[str]()
    for _, deck in _active(library, DeckModel):
        cards.update(card.concept or "" for card in deck.cards if card.status == "active")
    for _, challenge in _active(library, ChallengeModel):
        challenges.update(challenge.concepts)
    projects = Counter(project.id for _, project in _active(library, ProjectModel))
    lines = {}
    for _, path in _active(library, PathModel):
        for stage in path.stages:
            concepts = {topic.concept or "" for topic in stage.topics if topic.status == "active"} - {""}
            counted = (sum(cards[name] for name in concepts), sum(challenges[name] for name in concepts))
            lines[f"{path.id} {stage.weeks}"] = tuple(map(str, (len(concepts), *counted, projects[stage.project])))
    yield from _table("weeks", lines, OF_STAGES)


def _by_level(library: Library, units: list[Unit]) -> Iterator[str]:
    counts = Counter((level, unit.kind) for unit in units for level in unit.levels)
    levels = sorted((level for _, level in library.of(LevelModel)), key=lambda level: level.position)
    lines = {
        str(level.name): tuple(_of(counts[level.name, kind], _wanted_at(level.name, kind)) for kind in OF_LEVELS)
        for level in levels
    }
    yield from _table("level", lines, OF_LEVELS)


def _wanted_at(level: str, kind: str) -> int:
    if level == "elite" or kind not in ("challenge", "project", "nudge"):
        return 0
    return EACH_HIGH if kind == "challenge" and level in HIGH_LEVELS else EACH


def _units(library: Library) -> Iterator[Unit]:
    axis_of = {concept.id: concept.axis for _, concept in library.of(ConceptModel)}
    for source in library.sources:
        if source.document.status == "active":
            yield from _units_of(source.document, axis_of)


def _units_of(document: Document, axis_of: dict[str, Axis]) -> Iterator[Unit]:
    match document:
        case ChallengeModel():
            yield Unit("challenge", (document.level,), document.axes)
        case DeckModel():
            yield Unit("deck", (document.level,))
            for card in document.cards:
                if card.status == "active":
                    axis = axis_of.get(card.concept or "")
                    yield Unit("card", (document.level,), (axis,) if axis else ())
        case QuizModel():
            yield Unit("quiz", (document.level,))
            for question in document.questions:
                if question.status == "active":
                    yield Unit("question", (document.level,), (question.axis or document.axis,))
        case AssessmentModel():
            for question in document.questions:
                if question.status == "active":
                    yield Unit("assessment item", (), (question.axis or document.axis,))
        case StatementsModel():
            yield from [Unit("statement") for statement in document.statements if statement.status == "active"]
        case GlossaryModel():
            yield from [Unit("term") for term in document.terms if term.status == "active"]
        case ConceptModel():
            yield Unit("concept", (), (document.axis,))
        case ProjectModel():
            yield Unit("project", (document.level,), (), document.path)
        case _:
            yield Unit(document.kind, tuple(getattr(document, "levels", ())))


def _of(count: int, wanted: int) -> str:
    return f"{count} of {wanted}" if wanted else str(count)


def _table(title: str, lines: dict[str, tuple[str, ...]], columns: tuple[str, ...]) -> Iterator[str]:
    """A table in columns of even width, numbers to the right, and an empty line."""
    first = max(map(len, (title, *lines)))
    widths = [max(map(len, column)) for column in zip(columns, *lines.values(), strict=True)]
    for name, texts in ((title, columns), *lines.items()):
        cells = "  ".join(f"{text:>{width}}" for text, width in zip(texts, widths, strict=True))
        yield f"{name:<{first}}  {cells}".rstrip()
    yield ""


def _active(library: Library, model: type[D]) -> Iterator[tuple[Source, D]]:
    return ((source, document) for source, document in library.of(model) if document.status == "active")
