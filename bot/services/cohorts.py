"""/cohort: joining those who begin the thirty days in a month, how far all are together, and leaving."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.cohort import month_of, next_month, open_month
from bot.domain.curriculum import Curriculum
from bot.domain.guild_settings import GuildSettings
from bot.errors import UserError
from bot.services._boards import refresh_boards
from bot.services._cohorts import tasks_of
from bot.services._learner import ensure_learner
from bot.services.guild_settings import settings_of
from bot.services.thirty_days import join_plan, the_plan
from bot.store.buddies import find_pair
from bot.store.cohorts import (
    CohortRow,
    Together,
    add_member,
    delete_cohort_member,
    find_member,
    together,
    visible_members,
)
from bot.store.database import Database
from bot.store.leaderboard import compares

KIND = "cohorts"
NAMED = 10  # of those who let the guild see them


@dataclass(frozen=True, slots=True)
class Cohort:
    """A guild's cohort of a month: how far all are, of how many tasks each, and those who may be named."""

    month: str
    begun: bool
    together: Together
    days: int
    named: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CohortView:
    """What a member sees: their cohort with their own tasks done, or (`own` is None) the one that they can join.

    `has_buddy` and `seeks_buddy` tell how it stands there, `comparing` whether they want to see boards.
    """

    cohort: Cohort
    own: int | None
    seeks_buddy: bool
    has_buddy: bool
    comparing: bool


async def view_cohort(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, now: datetime
) -> CohortView:
    """A member's cohort, or the one that they can join. Looking stores nothing."""
    return await db.read(lambda connection: _view(connection, curriculum, user_id, guild_id, now))


async def join_cohort(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, now: datetime
) -> CohortView:
    """Take part in the cohort that is open now; once it has begun, the thirty days begin with it."""

    def save(connection: sqlite3.Connection) -> CohortView:
        settings = cohort_settings(connection, guild_id)
        today = settings.calendar.day(now)
        if own_cohort(connection, settings, user_id, now) is None:
            ensure_learner(connection, user_id, now)
            tasks, month = tasks_of(connection, curriculum, user_id), open_month(today)
            add_member(connection, CohortRow(settings.guild_id, month, user_id, tasks, wants_buddy=False), now)
            if month == month_of(today):
                join_plan(connection, curriculum, user_id, guild_id, now)
            refresh_boards(connection, curriculum, user_id, now)
        return _view(connection, curriculum, user_id, guild_id, now)

    return await db.write(save)


async def leave_cohort(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, now: datetime
) -> CohortView:
    """Take no part any more. What was done stays done, and the thirty days go on if one likes."""

    def save(connection: sqlite3.Connection) -> CohortView:
        settings = cohort_settings(connection, guild_id)
        own = own_cohort(connection, settings, user_id, now)
        if own:
            delete_cohort_member(connection, own.guild_id, own.month, user_id)
            refresh_boards(connection, curriculum, user_id, now)
        return _view(connection, curriculum, user_id, guild_id, now)

    return await db.write(save)


async def cohort_of_day(db: Database, curriculum: Curriculum, guild_id: int, day: date) -> Cohort:
    """A guild's cohort of a day's month."""
    return await db.read(lambda connection: _cohort(connection, curriculum, guild_id, month_of(day), begun=True))


def cohort_settings(connection: sqlite3.Connection, guild_id: int | None) -> GuildSettings:
    """The settings of a guild that has cohorts. Raises UserError elsewhere."""
    if guild_id is None:
        raise UserError("A cohort belongs to a server. Type /cohort in the server that you mean.")
    settings = settings_of(connection, guild_id)
    if not settings.on("cohorts"):
        raise UserError("This server has no cohorts. You can begin the thirty days by yourself with /thirty-days.")
    return settings


def own_cohort(
    connection: sqlite3.Connection, settings: GuildSettings, user_id: int, now: datetime
) -> CohortRow | None:
    """A member's place in the cohort of this month or of the next one; None without one."""
    today, guild_id = settings.calendar.day(now), settings.guild_id
    this, following = (find_member(connection, guild_id, m, user_id) for m in (month_of(today), next_month(today)))
    return this or following


def _view(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, guild_id: int | None, now: datetime
) -> CohortView:
    settings = cohort_settings(connection, guild_id)
    today, own = settings.calendar.day(now), own_cohort(connection, settings, user_id, now)
    month = own.month if own else open_month(today)
    cohort = _cohort(connection, curriculum, settings.guild_id, month, begun=month == month_of(today))
    pair = find_pair(connection, settings.guild_id, month, user_id) if own else None
    return CohortView(
        cohort,
        tasks_of(connection, curriculum, user_id) if own else None,
        seeks_buddy=bool(own and own.wants_buddy),
        has_buddy=pair is not None,
        comparing=compares(connection, user_id),
    )


def _cohort(
    connection: sqlite3.Connection, curriculum: Curriculum, guild_id: int, month: str, *, begun: bool
) -> Cohort:
    days = len(the_plan(curriculum).days)
    named = visible_members(connection, guild_id, month, NAMED)
    return Cohort(month, begun, together(connection, guild_id, month, days), days, tuple(named))
