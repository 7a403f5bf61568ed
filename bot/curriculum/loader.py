"""Load `content/*.yaml` into the frozen objects of the domain, or say everything that is wrong with it."""

from pathlib import Path
from typing import TypeVar

from bot.curriculum._documents import SERVER_FILE, Library, Problem, read_library
from bot.curriculum._links import link_problems
from bot.curriculum.schema import (
    AssessmentModel,
    BadgeModel,
    ChallengeModel,
    ChecklistModel,
    CheckpointModel,
    ConceptModel,
    DeckModel,
    Document,
    GlossaryModel,
    GuideModel,
    LevelModel,
    NudgeModel,
    PathModel,
    PlanModel,
    ProjectModel,
    QuizModel,
    StatementsModel,
    TrackModel,
)
from bot.curriculum.server import build_server, parse_server
from bot.domain.curriculum import Curriculum
from bot.domain.levels import Level
from bot.domain.server import Server
from bot.errors import ContentError

D = TypeVar("D", bound=Document)


def load(folder: Path) -> Curriculum:
    """The curriculum in a content folder. Raises ContentError with every problem at once."""
    library = read_library(folder)
    problems = library.problems + link_problems(library) + server_problems(folder, library)
    if problems:
        raise ContentError([str(problem) for problem in sorted(problems)])
    return build(library)


def build(library: Library) -> Curriculum:
    """The curriculum of a library without problems; retired documents are left out, their ids stay known."""
    paths = sorted(_active(library, PathModel), key=lambda path: path.position)
    titles = {path.id: path.title for path in paths}
    tracks = sorted(_active(library, TrackModel), key=lambda track: track.position)
    levels = sorted(_active(library, LevelModel), key=lambda level: level.position)
    guides = sorted(_active(library, GuideModel), key=lambda guide: guide.position)
    positions: dict[str, int] = {level.name: level.position for level in levels}
    checkpoints = sorted(_active(library, CheckpointModel), key=lambda found: positions[found.after])
    decks = sorted((deck.build() for deck in _active(library, DeckModel)), key=lambda d: (positions[d.level], d.id))
    quizzes = sorted((quiz.build() for quiz in _active(library, QuizModel)), key=lambda q: (positions[q.level], q.id))
    return Curriculum(
        paths={path.id: path.build() for path in paths},
        tracks={track.id: track.build(titles) for track in tracks},
        levels={level.name: level.build() for level in levels},
        concepts={concept.id: concept.build() for concept in _active(library, ConceptModel)},
        projects={project.id: project.build() for project in _active(library, ProjectModel)},
        challenges={challenge.id: challenge.build() for challenge in _active(library, ChallengeModel)},
        decks={deck.id: deck for deck in decks},
        plans={plan.id: plan.build() for plan in _active(library, PlanModel)},
        quizzes={quiz.id: quiz for quiz in quizzes},
        assessments={assessment.axis: assessment.build() for assessment in _active(library, AssessmentModel)},
        self_assessments={found.id: found.build() for found in _active(library, StatementsModel)},
        server=_server(library, [level.build() for level in levels]),
        badges={badge.id: badge.build() for badge in _active(library, BadgeModel)},
        guides={guide.id: guide.build() for guide in guides},
        checklists={checklist.id: checklist.build() for checklist in _active(library, ChecklistModel)},
        terms={term.id: term for glossary in _active(library, GlossaryModel) for term in glossary.build()},
        checkpoints={checkpoint.id: checkpoint.build() for checkpoint in checkpoints},
        nudges={nudge.id: nudge.build() for nudge in _active(library, NudgeModel)},
        aliases=_aliases(library),
        retired=_retired(library),
    )


def server_problems(folder: Path, library: Library) -> list[Problem]:
    """What is wrong with the description of a server, if there is one."""
    if library.server is None:
        return []
    found, problems = parse_server(library.server, f"{folder.name}/{SERVER_FILE}")
    if found is None:
        return problems
    return build_server(found, [level.build() for level in _active(library, LevelModel)])[1]


def _server(library: Library, levels: list[Level]) -> Server | None:
    found = parse_server(library.server, SERVER_FILE)[0] if library.server is not None else None
    return build_server(found, levels)[0] if found else None


def _active(library: Library, model: type[D]) -> list[D]:
    return [document for _, document in library.of(model) if document.status == "active"]


def _aliases(library: Library) -> dict[str, str]:
    """Former id -> id of today, for documents, and for topics, cards, questions and statements in them."""
    aliases = {alias: source.document.id for source in library.sources for alias in source.document.aliases}
    for _, path in library.of(PathModel):
        for stage in path.stages:
            for topic in stage.topics:
                for former in (path.id, *path.aliases):
                    aliases |= {f"{former}#{key}": f"{path.id}#{topic.key}" for key in (topic.key, *topic.aliases)}
        aliases |= {f"{former}#exit": f"{path.id}#exit" for former in path.aliases}
    for _, deck in library.of(DeckModel):
        for card in deck.cards:
            for former in (deck.id, *deck.aliases):
                aliases |= {f"{former}#{key}": f"{deck.id}#{card.key}" for key in (card.key, *card.aliases)}
    for source in library.sources:
        if isinstance(source.document, QuizModel | AssessmentModel):
            now, keys = source.document.id, [question.key for question in source.document.questions]
            aliases |= {f"{former}#{key}": f"{now}#{key}" for former in source.document.aliases for key in keys}
    for _, glossary in library.of(GlossaryModel):
        keys = [term.key for term in glossary.terms]
        aliases |= {f"{former}#{key}": f"{glossary.id}#{key}" for former in glossary.aliases for key in keys}
    for _, rated in library.of(StatementsModel):
        keys = [statement.key for statement in rated.statements]
        aliases |= {f"{former}#{key}": f"{rated.id}#{key}" for former in rated.aliases for key in keys}
    return {old: new for old, new in aliases.items() if old != new}


def _retired(library: Library) -> dict[str, str]:
    """The titles of what is no longer offered, by id: members' histories still name it."""
    retired = {s.document.id: s.document.title for s in library.sources if s.document.status == "retired"}
    for _, path in library.of(PathModel):
        for stage in path.stages:
            retired |= {f"{path.id}#{t.key}": t.title for t in stage.topics if t.status == "retired"}
    return retired
