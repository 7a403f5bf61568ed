"""/start: who a learner is, and a first exercise that works at once."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.calendar import LATEST_ROLLOVER
from bot.domain.curriculum import Curriculum
from bot.domain.events import Kind, practice
from bot.domain.learner import Learner
from bot.domain.levels import Level
from bot.domain.zones import ZoneMatch
from bot.errors import UserError
from bot.services._learner import change_learner, learner_of, log_of, record
from bot.services.zones import find_zone
from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class Answers:
    """What a member answered in /start; the zone as they typed it."""

    level: str
    goal: str
    minutes: int
    zone: str
    rollover: int


@dataclass(frozen=True, slots=True)
class Started:
    """The saved learner, and how their zone was understood."""

    learner: Learner
    zone: ZoneMatch


@dataclass(frozen=True, slots=True)
class Answered:
    """Whether a warm-up's answer was right, and whether it is the member's first practice of all."""

    right: bool
    first: bool


async def load_learner(db: Database, user_id: int) -> Learner:
    """What a learner has answered so far."""
    return await db.read(lambda connection: learner_of(connection, user_id))


async def start(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, answers: Answers, now: datetime
) -> Started:
    """Save the answers. An unclear zone keeps the former one until the member has picked; nothing is guessed."""
    possible = 0 < answers.minutes <= 24 * 60 and 0 <= answers.rollover <= LATEST_ROLLOVER
    if not possible or answers.level not in curriculum.levels or answers.goal not in curriculum.tracks:
        raise UserError("This form is from an older version of me. Type /start to get a fresh one.")
    match = await find_zone(answers.zone, now)

    def save(connection: sqlite3.Connection) -> Started:
        before = learner_of(connection, user_id)
        learner = replace(
            before,
            level=answers.level,
            goal=answers.goal,
            minutes=answers.minutes,
            rollover=answers.rollover,
            zone=match.zone or before.zone,
        )
        change_learner(connection, learner, now)
        if not before.started:
            record(connection, user_id, guild_id, Kind.STARTED, None, now)
        return Started(learner, match)

    return await db.write(save)


async def warm_up_level(db: Database, curriculum: Curriculum, user_id: int) -> Level | None:
    """The member's level while its warm-up is still to do; None afterwards, and before /start."""

    def find(connection: sqlite3.Connection) -> Level | None:
        level = curriculum.levels.get(learner_of(connection, user_id).level or "")
        return level if level and not _warmed_up(connection, curriculum, user_id, level) else None

    return await db.read(find)


async def answer_warm_up(
    db: Database,
    curriculum: Curriculum,
    user_id: int,
    guild_id: int | None,
    level_name: str,
    option: int,
    now: datetime,
) -> Answered:
    """Answer a level's warm-up; the first right answer is recorded, once."""
    level = curriculum.levels.get(level_name)
    if level is None or not 0 <= option < len(level.warm_up.options):
        raise UserError("This exercise has changed since you got it. Type /start for a fresh one.")
    if option != level.warm_up.answer:
        return Answered(right=False, first=False)

    def save(connection: sqlite3.Connection) -> Answered:
        first = not practice(log_of(connection, curriculum, user_id))
        if not _warmed_up(connection, curriculum, user_id, level):
            record(connection, user_id, guild_id, Kind.WARMED_UP, level.id, now)
        return Answered(right=True, first=first)

    return await db.write(save)


def _warmed_up(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, level: Level) -> bool:
    return any(event.item == level.id for event in log_of(connection, curriculum, user_id, (Kind.WARMED_UP,)))
