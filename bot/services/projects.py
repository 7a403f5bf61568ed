"""/project: three projects that fit a member, and one project with the checklist that finishes it."""

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bot.domain.curriculum import Checklist, Curriculum, Level, Path, Project, Track
from bot.domain.imported import Module, Origin
from bot.domain.learner import DEFAULT_MINUTES, Learner
from bot.domain.progress import Completion, path_state, route
from bot.domain.projects import Offer, Wish, offers, page, pages
from bot.errors import UserError
from bot.services._learner import done_by, learner_of
from bot.services.levels import find_level
from bot.services.modules import module_of
from bot.services.roadmap import find_path
from bot.store.claims import claims_of
from bot.store.database import Database

CHECKLIST = "checklist.project"


@dataclass(frozen=True, slots=True)
class Ask:
    """What a member asked for; None where they leave it to what is known of them. `hours` are those of a week."""

    level: str | None = None
    path: str | None = None
    hours: int | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """Three projects (or fewer), and what they were chosen for. `minutes` are those of a week.

    `sources` are the origins of imported ones, by id.

    `path` is the one that was asked for; `widened` tells that everything on it is built, so these are of other paths.
    """

    offers: tuple[Offer, ...]
    level: Level
    track: Track | None
    path: Path | None
    minutes: int
    widened: bool
    more: bool
    sources: Mapping[str, Origin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project, its path, since when it is built, and the points to look at before one says so.

    An imported one belongs to no path, but perhaps to a module, and has an origin; `claimed` tells that the member's
    PROGRESS.md ticks it.
    """

    project: Project
    path: Path | None
    done: Completion | None
    checklist: Checklist | None
    origin: Origin | None = None
    claimed: bool = False
    module: Module | None = None


async def choose_projects(db: Database, curriculum: Curriculum, user_id: int, ask: Ask) -> Chosen:
    """The projects to offer. Raises UserError for a level, a path or a number of hours that there is not."""
    level = find_level(curriculum, ask.level) if ask.level else None
    path = find_path(curriculum, ask.path) if ask.path else None
    if ask.hours is not None and not 1 <= ask.hours <= 80:
        raise UserError("Tell me how many hours a week you have, from {least} to {most}.", least=1, most=80)

    def choose(connection: sqlite3.Connection) -> Chosen:
        learner = learner_of(connection, user_id)
        built = done_by(connection, curriculum, user_id)
        found = level or curriculum.levels.get(learner.level or "") or next(iter(curriculum.levels.values()))
        minutes = ask.hours * 60 if ask.hours else (learner.minutes or DEFAULT_MINUTES) * 7
        ranked, widened = _ranked(curriculum, learner, built, found, path, minutes)
        shown = tuple(page(ranked, ask.number))
        track = curriculum.track(learner.goal)
        origins = curriculum.imported.origins
        sources = {o.project.id: origins[o.project.id] for o in shown if o.project.id in origins}
        return Chosen(shown, found, track, path, minutes, widened, more=pages(ranked) > 1, sources=sources)

    return await db.read(choose)


async def view_project(db: Database, curriculum: Curriculum, user_id: int, project_id: str) -> ProjectView:
    """A project. Raises UserError when it is no longer offered."""
    project = curriculum.projects.get(curriculum.canonical(project_id))
    if project is None:
        raise UserError("This project is no longer offered. Type /project to see what there is now.")

    def look(connection: sqlite3.Connection) -> tuple[dict[str, Completion], bool]:
        return done_by(connection, curriculum, user_id), project.id in claims_of(connection, user_id)

    done, claimed = await db.read(look)
    checklist = curriculum.checklists.get(CHECKLIST)
    path, origin = curriculum.paths.get(project.path), curriculum.origin_of(project.id)
    module = module_of(curriculum, project.id)
    return ProjectView(project, path, done.get(project.id), checklist, origin, claimed, module)


def offers_for(curriculum: Curriculum, learner: Learner, built: dict[str, Completion]) -> list[Offer]:
    """What to offer a member of whom nothing more is known than what they told, what fits best first."""
    level = curriculum.levels.get(learner.level or "") or next(iter(curriculum.levels.values()))
    minutes = (learner.minutes or DEFAULT_MINUTES) * 7
    return _ranked(curriculum, learner, built, level, None, minutes)[0]


def _ranked(
    curriculum: Curriculum,
    learner: Learner,
    built: dict[str, Completion],
    level: Level,
    path: Path | None,
    minutes: int,
) -> tuple[list[Offer], bool]:
    """What is not built yet, the best first, and whether the path that was asked for had nothing left."""
    wish = Wish(_positions(curriculum)[level.name], minutes, _way(curriculum, learner, built))
    of_path = [project for project in curriculum.projects.values() if path is None or project.path == path.id]
    ranked = offers(of_path, built, _positions(curriculum), wish)
    if ranked or path is None:
        return ranked, False
    return offers(curriculum.projects.values(), built, _positions(curriculum), wish), True


def _way(curriculum: Curriculum, learner: Learner, built: dict[str, Completion]) -> tuple[str, ...]:
    """The paths to a member's goal, those that are not walked to their end first; none without a goal."""
    track = curriculum.track(learner.goal)
    if track is None:
        return ()
    paths = [path for path, _ in route(curriculum, track)]
    walked: Collection[str] = {path.id for path in paths if path_state(curriculum, path, built).complete}
    return tuple(sorted(dict.fromkeys(path.id for path in paths), key=lambda path: path in walked))


def _positions(curriculum: Curriculum) -> dict[str, int]:
    return {name: position for position, name in enumerate(curriculum.levels)}
