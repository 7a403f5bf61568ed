"""/leaderboard: taking part by choice, the places around oneself this week, and wanting no comparison at all."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.domain.curriculum import Curriculum
from bot.domain.daily import Band
from bot.domain.guild_settings import GuildSettings
from bot.domain.leaderboard import AROUND, RANKED, Place, Scope, board_week
from bot.errors import UserError
from bot.services._boards import board_row
from bot.services._learner import ensure_learner
from bot.services.guild_settings import settings_of
from bot.store.database import Database
from bot.store.leaderboard import (
    Field,
    Row,
    compares,
    count_above,
    delete_row,
    delete_rows,
    find_row,
    next_above,
    next_below,
    save_comparing,
    save_row,
)


@dataclass(frozen=True, slots=True)
class Board:
    """The places around a member: those before, the nearest last, and those behind, the nearest first.

    `rank` is their place; None without points, or behind many. `cohort` is the month in which they began together with
    others, '' for none.
    """

    scope: Scope
    band: Band
    cohort: str
    xp: int
    rank: int | None
    before: tuple[Place, ...]
    behind: tuple[Place, ...]
    ends: datetime


@dataclass(frozen=True, slots=True)
class BoardView:
    """A board as a member sees it: None before they take part; `comparing` unless they want to see none."""

    comparing: bool
    board: Board | None


async def view_board(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, scope: Scope, now: datetime
) -> BoardView:
    """The places around a member, who takes part; nobody else's board can be seen."""

    def look(connection: sqlite3.Connection) -> BoardView:
        settings = _settings(connection, guild_id)
        if not compares(connection, user_id):
            return BoardView(comparing=False, board=None)
        if find_row(connection, settings.guild_id, user_id) is None:
            return BoardView(comparing=True, board=None)
        row = board_row(connection, curriculum, settings.guild_id, user_id, now)
        return BoardView(comparing=True, board=board_around(connection, settings, row, scope, now))

    return await db.read(look)


async def join_board(db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, now: datetime) -> None:
    """Take part in a guild's board. Raises UserError for whoever wants no comparison."""

    def save(connection: sqlite3.Connection) -> None:
        settings = _settings(connection, guild_id)
        if not compares(connection, user_id):
            raise UserError("You chose to see no comparison. Switch it on again with /leaderboard first.")
        ensure_learner(connection, user_id, now)
        save_row(connection, board_row(connection, curriculum, settings.guild_id, user_id, now))

    await db.write(save)


async def leave_board(db: Database, user_id: int, guild_id: int | None) -> None:
    """Take no part any more; also where boards are off by now."""
    await db.write(lambda connection: delete_row(connection, guild_id or 0, user_id))


async def set_comparing(db: Database, user_id: int, comparing: bool, now: datetime) -> None:
    """Choose whether to see boards; whoever wants to see none takes part in none, in any guild."""

    def save(connection: sqlite3.Connection) -> None:
        ensure_learner(connection, user_id, now)
        save_comparing(connection, user_id, comparing)
        if not comparing:
            delete_rows(connection, user_id)

    await db.write(save)


def _settings(connection: sqlite3.Connection, guild_id: int | None) -> GuildSettings:
    """The settings of a guild that has boards. Raises UserError elsewhere."""
    if guild_id is None:
        raise UserError("A board belongs to a server. Type /leaderboard in the server that you mean.")
    settings = settings_of(connection, guild_id)
    if not settings.on("boards"):
        raise UserError("This server has no board. Your own week stands in /progress.")
    return settings


def board_around(
    connection: sqlite3.Connection, settings: GuildSettings, row: Row, scope: Scope, now: datetime
) -> Board:
    """The places around a row; without a cohort, those of the band."""
    scope = scope if row.cohort else Scope.BAND
    field = Field(row.guild_id, row.week, scope, row.cohort if scope is Scope.COHORT else row.band)
    above = count_above(connection, field, row.xp, RANKED) if row.xp else RANKED
    before = next_above(connection, field, row.user_id, row.xp, AROUND)
    behind = next_below(connection, field, row.user_id, row.xp, AROUND)
    return Board(
        scope,
        Band(row.band),
        row.cohort,
        row.xp,
        above + 1 if above < RANKED else None,
        tuple(reversed(before)),
        tuple(behind),
        board_week(settings.calendar, now).end,
    )
