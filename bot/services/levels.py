"""/levels: the thirteen levels, what each is about, how much of it a member has done, and going on to another."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.curriculum import Curriculum, Item
from bot.domain.deeds import History
from bot.domain.events import Kind, held
from bot.domain.levels import Level
from bot.domain.progress import completions
from bot.domain.promotion import LevelStanding, level_standings
from bot.errors import UserError
from bot.services._learner import learner_of
from bot.services.badges import News, history_of, settled
from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level with its topics and projects and whether each is done; `own` if the member placed themselves there.

    `concepts` holds the titles of its concepts, each with whether it is solid now.

    `standing` is how much of its rule is met, `passed` the member's own day on which it was noted as passed.
    """

    level: Level
    concepts: tuple[tuple[str, bool], ...]
    items: tuple[tuple[Item, bool], ...]
    own: bool
    standing: LevelStanding
    passed: date | None

    @property
    def done(self) -> int:
        """How many of its topics and projects are done."""
        return sum(done for _, done in self.items)


async def view_levels(
    db: Database, curriculum: Curriculum, user_id: int, now: datetime, history: History | None = None
) -> tuple[LevelView, ...]:
    """All levels as a member sees them, from 00 to elite; `history` is what is known of them already."""

    def load(connection: sqlite3.Connection) -> tuple[LevelView, ...]:
        learner = learner_of(connection, user_id)
        known = history or history_of(connection, curriculum, user_id, learner.calendar.day(now))
        done, passed = set(completions(known.log)), held(known.log, Kind.PASSED)
        days = {item: event.day for item, event in passed.items()}
        return tuple(
            _view(curriculum, found, done | known.solid, learner.level, days)
            for found in level_standings(curriculum, known)
        )

    return await db.read(load)


async def look_at_levels(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, now: datetime
) -> tuple[News, tuple[LevelView, ...]]:
    """Decide about a member's badges and levels, and the levels as they see them then."""
    settling = await db.write(lambda connection: settled(connection, curriculum, user_id, guild_id, now))
    return settling.news, await view_levels(db, curriculum, user_id, now, settling.history)


async def view_level(db: Database, curriculum: Curriculum, user_id: int, name: str, now: datetime) -> LevelView:
    """One level. Raises UserError when there is none of that name."""
    found = find_level(curriculum, name)
    return next(view for view in await view_levels(db, curriculum, user_id, now) if view.level == found)


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


async def passed_level(db: Database, curriculum: Curriculum, user_id: int, name: str, now: datetime) -> Level:
    """A level that a member wants to show as passed. Raises UserError while it isn't."""
    view = await view_level(db, curriculum, user_id, name, now)
    if view.passed is None:
        raise UserError("You can share this once the level is passed. Type /levels to see what is left.")
    return view.level


def _view(
    curriculum: Curriculum, found: LevelStanding, done: set[str], own: str | None, passed: dict[str, date]
) -> LevelView:
    level = found.level
    items = tuple(
        (item, item.id in done) for item in curriculum.items.values() if item.path and item.level == level.name
    )
    concepts = tuple((curriculum.concepts[concept].title, concept in done) for concept in level.concepts)
    return LevelView(level, concepts, items, level.name == own, found, passed.get(level.id))
