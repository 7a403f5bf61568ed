"""/levels: the thirteen levels, what each is about, and how much of it a member has done."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.curriculum import Curriculum, Item, Level
from bot.errors import UserError
from bot.services._learner import done_by, learner_of
from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level with its topics and projects and whether each is done; `own` if the member placed themselves there."""

    level: Level
    concepts: tuple[str, ...]
    items: tuple[tuple[Item, bool], ...]
    own: bool

    @property
    def done(self) -> int:
        """How many of its topics and projects are done."""
        return sum(done for _, done in self.items)


async def view_levels(db: Database, curriculum: Curriculum, user_id: int) -> tuple[LevelView, ...]:
    """All levels as a member sees them, from 00 to elite."""

    def load(connection: sqlite3.Connection) -> tuple[LevelView, ...]:
        done, own = done_by(connection, curriculum, user_id), learner_of(connection, user_id).level
        return tuple(_view(curriculum, level, done, own) for level in curriculum.levels.values())

    return await db.read(load)


async def view_level(db: Database, curriculum: Curriculum, user_id: int, name: str) -> LevelView:
    """One level. Raises UserError when there is none of that name."""
    found = find_level(curriculum, name)
    views = {view.level.name: view for view in await view_levels(db, curriculum, user_id)}
    return views[found.name]


def find_level(curriculum: Curriculum, text: str) -> Level:
    """The level of a name such as "3" or "Level 3". Raises UserError when there is none of that name."""
    level = curriculum.levels.get(text.casefold().removeprefix("level").strip())
    if level is None:
        names = ", ".join(curriculum.levels)
        raise UserError("There is no level “{name}”. The levels are {names}.", name=text[:20], names=names)
    return level


def search_levels(curriculum: Curriculum, text: str) -> list[Level]:
    """The levels whose name or title contains what was typed."""
    return [
        level
        for level in curriculum.levels.values()
        if text.casefold() in f"level {level.name} · {level.title}".casefold()
    ]


def _view(curriculum: Curriculum, level: Level, done: Mapping[str, object], own: str | None) -> LevelView:
    items = tuple((item, item.id in done) for item in curriculum.items.values() if item.level == level.name)
    concepts = tuple(curriculum.concepts[concept].title for concept in level.concepts)
    return LevelView(level, concepts, items, own=level.name == own)
