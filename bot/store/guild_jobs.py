"""How each kind of post stands in each guild, and the posts that were left out."""

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime

from bot.domain.guild import Skipped
from bot.domain.guild_jobs import GuildJob
from bot.store._time import from_millis, maybe_millis, maybe_moment, to_millis

COLUMNS = "guild_id, kind, first_day, since, next_at, problem, told"


def find_job(db: sqlite3.Connection, guild_id: int, kind: str) -> GuildJob | None:
    """How a job stands in a guild; None before anything was chosen there."""
    row = db.execute(
        f"SELECT {COLUMNS} FROM guild_job WHERE guild_id = :guild_id AND kind = :kind",  # noqa: S608
        {"guild_id": guild_id, "kind": kind},
    ).fetchone()
    return _job(row) if row else None


def due_jobs(db: sqlite3.Connection, now: datetime, limit: int) -> list[GuildJob]:
    """The jobs that are to be looked at now, those that waited longest first."""
    rows = db.execute(
        f"""
        SELECT {COLUMNS} FROM guild_job WHERE next_at IS NOT NULL AND next_at <= :now ORDER BY next_at LIMIT :limit
        """,  # noqa: S608
        {"now": to_millis(now), "limit": limit},
    )
    return [_job(row) for row in rows]


def save_job(db: sqlite3.Connection, job: GuildJob) -> None:
    """Set how a job stands."""
    db.execute(
        """
        INSERT INTO guild_job (guild_id, kind, first_day, since, next_at, problem, told)
        VALUES (:guild_id, :kind, :first_day, :since, :next_at, :problem, :told)
        ON CONFLICT (guild_id, kind) DO UPDATE SET first_day = excluded.first_day, since = excluded.since,
            next_at = excluded.next_at, problem = excluded.problem, told = excluded.told
        """,
        {
            "guild_id": job.guild_id,
            "kind": job.kind,
            "first_day": str(job.first_day),
            "since": to_millis(job.since),
            "next_at": maybe_millis(job.next_at),
            "problem": job.problem,
            "told": job.told,
        },
    )


def set_next_at(db: sqlite3.Connection, guild_id: int, kind: str, moment: datetime | None) -> None:
    """Set when a job is looked at next; a job with a problem is not."""
    db.execute(
        """
        UPDATE guild_job SET next_at = :moment WHERE guild_id = :guild_id AND kind = :kind AND problem IS NULL
        """,
        {"guild_id": guild_id, "kind": kind, "moment": maybe_millis(moment)},
    )


def untold_jobs(db: sqlite3.Connection) -> list[GuildJob]:
    """The jobs with a problem of which the owner was not told, guild by guild."""
    rows = db.execute(
        f"SELECT {COLUMNS} FROM guild_job WHERE problem IS NOT NULL AND told = 0 ORDER BY guild_id, kind"  # noqa: S608
    )
    return [_job(row) for row in rows]


def look_at_all(db: sqlite3.Connection, kinds: Iterable[str], now: datetime) -> None:
    """Have every job be looked at within a minute, those included that guilds do not have yet.

    Guilds that removed the bot rest.
    """
    for kind in kinds:
        db.execute(
            """
            INSERT INTO guild_job (guild_id, kind, first_day, since, next_at)
            SELECT DISTINCT guild_id, :kind, date(:now / 1000, 'unixepoch'), :now, 0 FROM guild_choice WHERE true
            ON CONFLICT (guild_id, kind) DO NOTHING
            """,
            {"kind": kind, "now": to_millis(now)},
        )
    db.execute(
        """
        UPDATE guild_job SET next_at = 0
        WHERE problem IS NULL AND guild_id NOT IN (SELECT guild_id FROM guild_left)
        """
    )


def skip_post(db: sqlite3.Connection, guild_id: int, kind: str, day: date, reason: str) -> None:
    """Note that a post is left out."""
    db.execute(
        """
        INSERT INTO skipped_post (guild_id, kind, day, reason) VALUES (:guild_id, :kind, :day, :reason)
        ON CONFLICT (guild_id, kind, day) DO NOTHING
        """,
        {"guild_id": guild_id, "kind": kind, "day": str(day), "reason": reason},
    )


def unskip_post(db: sqlite3.Connection, guild_id: int, kind: str, day: date) -> None:
    """Take it back that a post is left out."""
    db.execute(
        "DELETE FROM skipped_post WHERE guild_id = :guild_id AND kind = :kind AND day = :day",
        {"guild_id": guild_id, "kind": kind, "day": str(day)},
    )


def skipped_posts(db: sqlite3.Connection, guild_id: int, kind: str, limit: int) -> list[Skipped]:
    """The posts that were left out, newest first."""
    rows = db.execute(
        """
        SELECT day, reason FROM skipped_post WHERE guild_id = :guild_id AND kind = :kind
        ORDER BY day DESC LIMIT :limit
        """,
        {"guild_id": guild_id, "kind": kind, "limit": limit},
    )
    return [Skipped(date.fromisoformat(row["day"]), row["reason"]) for row in rows]


def _job(row: sqlite3.Row) -> GuildJob:
    return GuildJob(
        row["guild_id"],
        row["kind"],
        date.fromisoformat(row["first_day"]),
        since=from_millis(row["since"]),
        next_at=maybe_moment(row["next_at"]),
        problem=row["problem"],
        told=bool(row["told"]),
    )
