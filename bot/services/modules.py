"""Imported modules: more ways into a field, each with projects to build, and how far a member is with them."""

import re
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from bot.domain.curriculum import Curriculum, Project
from bot.domain.flashcards import Deck
from bot.domain.imported import Module, Origin, is_imported
from bot.services._learner import done_by
from bot.services._names import contains
from bot.store.database import Database

LEVEL, MODULE, PROJECT = "lp:level.", "lp:module.", "lp:project.module-"


@dataclass(frozen=True, slots=True)
class Before:
    """What to finish before a module: a level by its name, or another module, and whether all of that one is built."""

    level: str = ""
    module: Module | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class ModuleView:
    """A module as a member sees it: what comes before it, its projects with whether each is built, and its cards."""

    module: Module
    before: tuple[Before, ...]
    projects: tuple[tuple[Project, bool], ...]
    deck: Deck | None
    origin: Origin | None

    @property
    def done(self) -> int:
        """How many of its projects are built."""
        return sum(built for _, built in self.projects)

    @property
    def next(self) -> Project | None:
        """The first project that is not built."""
        return next((project for project, built in self.projects if not built), None)


async def view_modules(db: Database, curriculum: Curriculum, user_id: int) -> list[ModuleView]:
    """All modules as a member sees them."""

    def look(connection: sqlite3.Connection) -> list[ModuleView]:
        built = done_by(connection, curriculum, user_id)
        return [_view(curriculum, module, built) for module in curriculum.imported.modules.values()]

    return await db.read(look)


async def view_module(db: Database, curriculum: Curriculum, user_id: int, text: str) -> ModuleView | None:
    """A module by its id; None when it is none."""
    module = curriculum.imported.modules.get(text.strip())
    if module is None:
        return None
    return await db.read(lambda connection: _view(curriculum, module, done_by(connection, curriculum, user_id)))


def search_modules(curriculum: Curriculum, text: str) -> list[Module]:
    """The modules whose title, or what one learns in them, contains all words typed."""
    modules = curriculum.imported.modules.values()
    return [module for module in modules if contains(f"{module.title} {module.learns}", text)]


def module_of(curriculum: Curriculum, project_id: str) -> Module | None:
    """The module that a project belongs to; None for any other project."""
    number = project_id.removeprefix(PROJECT).partition("-")[0]
    return curriculum.imported.modules.get(MODULE + number) if project_id.startswith(PROJECT) else None


def _view(curriculum: Curriculum, module: Module, built: Collection[str]) -> ModuleView:
    projects = tuple((project, project.id in built) for project in _projects(curriculum, module))
    before = tuple(_before(curriculum, need, built) for need in module.requires)
    return ModuleView(module, before, projects, _deck(curriculum, module), curriculum.origin_of(module.id))


def _before(curriculum: Curriculum, need: str, built: Collection[str]) -> Before:
    module = curriculum.imported.modules.get(need)
    if module is None:
        return Before(level=need.removeprefix(LEVEL))
    projects = _projects(curriculum, module)
    return Before(module=module, done=bool(projects) and all(project.id in built for project in projects))


def _projects(curriculum: Curriculum, module: Module) -> list[Project]:
    beginning = f"{PROJECT}{module.id.removeprefix(MODULE)}-"
    return [project for project in curriculum.projects.values() if project.id.startswith(beginning)]


def _deck(curriculum: Curriculum, module: Module) -> Deck | None:
    """The imported deck that names the module by its number."""
    named = re.compile(rf"Module 0?{module.number}\b")
    decks = (deck for deck in curriculum.decks.values() if is_imported(deck.id))
    return next((deck for deck in decks if named.match(deck.title)), None)
