"""The Hall of Fame of a guild: only members who let this guild look at their progress ever stand in it."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.curriculum import Curriculum
from bot.errors import UserError
from bot.services.guild_settings import settings_of
from bot.services.thirty_days import PLAN
from bot.store.database import Database
from bot.store.hall_of_fame import helpers_since, levels_passed_since, plan_finishers

MONTH = timedelta(days=30)
AT_MOST = 10


@dataclass(frozen=True, slots=True)
class Finisher:
    """Who has done all tasks of the 30 days, and when the last of them."""

    user_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class LevelPassed:
    """Who passed a level (its id), and when."""

    user_id: int
    level: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Helper:
    """Who was thanked within the last 30 days: how often, and by how many members."""

    user_id: int
    thanks: int
    people: int


@dataclass(frozen=True, slots=True)
class HallOfFame:
    """The newest finishers and passed levels, and the helpers of the last 30 days, at most ten each."""

    finishers: tuple[Finisher, ...]
    levels: tuple[LevelPassed, ...]
    helpers: tuple[Helper, ...]


async def hall_of_fame(db: Database, curriculum: Curriculum, guild_id: int | None, now: datetime) -> HallOfFame:
    """Who stands in a guild's Hall of Fame; no helpers where thanks are off. Raises UserError where there is none."""
    if guild_id is None:
        raise UserError("A Hall of Fame belongs to a server. Type /hall-of-fame in the server that you mean.")
    plan = curriculum.plans.get(curriculum.canonical(PLAN))
    tasks = [_names(curriculum, day.challenge) for day in plan.days] if plan else []

    def look(connection: sqlite3.Connection) -> HallOfFame:
        settings = settings_of(connection, guild_id)
        if not settings.on("hall-of-fame"):
            raise UserError("This server has no Hall of Fame. What you reached stands in /badges and /progress.")
        finished = plan_finishers(connection, guild_id, _names(curriculum, plan.id), tasks, AT_MOST) if plan else []
        levels = levels_passed_since(connection, guild_id, now - MONTH, AT_MOST)
        helpers = helpers_since(connection, guild_id, now - MONTH, AT_MOST) if settings.on("thanks") else []
        return HallOfFame(
            tuple(Finisher(*row) for row in finished),
            tuple(LevelPassed(user, curriculum.canonical(level), at) for user, level, at in levels),
            tuple(Helper(*row) for row in helpers),
        )

    return await db.read(look)


def _names(curriculum: Curriculum, item: str) -> tuple[str, ...]:
    """The id of today, and the former ones: the log keeps those under which things were done."""
    return (item, *curriculum.former_ids.get(item, ()))
