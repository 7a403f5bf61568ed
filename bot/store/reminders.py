"""Reminders: what members chose, who is due, and where a server lets its members be reminded."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.reminder import QuietHours, Reminding, Topic
from bot.store._time import from_millis, maybe_millis, maybe_moment, to_millis

COLUMNS = """user_id, enabled, hour, weekdays, quiet_from, quiet_to, topics, guild_id, in_channel, next_at, since,
    seen_at, dm_channel_id, problem, told"""


@dataclass(frozen=True, slots=True)
class StoredReminder:
    """What a member chose, with what the bot noted about it; the columns of the table say what each means."""

    user_id: int
    reminding: Reminding
    next_at: datetime | None
    since: datetime
    seen_at: datetime
    dm_channel_id: int | None = None
    problem: str | None = None
    told: bool = False


def find_reminder(db: sqlite3.Connection, user_id: int) -> StoredReminder | None:
    """What a member chose; None for whoever never did."""
    sql = f"SELECT {COLUMNS} FROM reminder WHERE user_id = :user_id"  # noqa: S608
    row = db.execute(sql, {"user_id": user_id}).fetchone()
    return _reminder(row) if row else None


def save_reminder(db: sqlite3.Connection, stored: StoredReminder) -> None:
    """Insert what a member chose, or replace it."""
    reminding = stored.reminding
    db.execute(
        """
        INSERT INTO reminder (
            user_id, enabled, hour, weekdays, quiet_from, quiet_to, topics, guild_id, in_channel, next_at, since,
            seen_at, dm_channel_id, problem, told
        ) VALUES (
            :user_id, :enabled, :hour, :weekdays, :quiet_from, :quiet_to, :topics, :guild_id, :in_channel, :next_at,
            :since, :seen_at, :dm_channel_id, :problem, :told
        )
        ON CONFLICT (user_id) DO UPDATE SET
            enabled = excluded.enabled, hour = excluded.hour, weekdays = excluded.weekdays,
            quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, topics = excluded.topics,
            guild_id = excluded.guild_id, in_channel = excluded.in_channel, next_at = excluded.next_at,
            since = excluded.since, seen_at = excluded.seen_at, dm_channel_id = excluded.dm_channel_id,
            problem = excluded.problem, told = excluded.told
        """,
        {
            "user_id": stored.user_id,
            "enabled": reminding.on,
            "hour": reminding.hour,
            "weekdays": "".join(map(str, sorted(reminding.weekdays))),
            "quiet_from": reminding.quiet.begin,
            "quiet_to": reminding.quiet.end,
            "topics": ",".join(topic for topic in Topic if topic in reminding.topics),
            "guild_id": reminding.guild_id,
            "in_channel": reminding.in_channel,
            "next_at": maybe_millis(stored.next_at),
            "since": to_millis(stored.since),
            "seen_at": to_millis(stored.seen_at),
            "dm_channel_id": stored.dm_channel_id,
            "problem": stored.problem,
            "told": stored.told,
        },
    )


def due_reminders(db: sqlite3.Connection, now: datetime, limit: int) -> list[StoredReminder]:
    """Those whose next moment has come, the longest ago first."""
    sql = f"SELECT {COLUMNS} FROM reminder WHERE next_at <= :now ORDER BY next_at LIMIT :limit"  # noqa: S608
    return [_reminder(row) for row in db.execute(sql, {"now": to_millis(now), "limit": limit})]


def set_next(db: sqlite3.Connection, user_id: int, next_at: datetime | None) -> None:
    """Set a member's next moment, if they get reminders at all."""
    db.execute(
        """
        UPDATE reminder SET next_at = :next_at WHERE user_id = :user_id AND enabled = 1 AND problem IS NULL
        """,
        {"next_at": maybe_millis(next_at), "user_id": user_id},
    )


def set_seen(db: sqlite3.Connection, user_id: int, now: datetime) -> None:
    """Note a sign that a member reads what they are sent."""
    db.execute(
        "UPDATE reminder SET seen_at = max(seen_at, :now) WHERE user_id = :user_id",
        {"now": to_millis(now), "user_id": user_id},
    )


def set_dm_channel(db: sqlite3.Connection, user_id: int, channel_id: int) -> None:
    """Note where a member's direct messages are."""
    db.execute(
        "UPDATE reminder SET dm_channel_id = :channel_id WHERE user_id = :user_id",
        {"channel_id": channel_id, "user_id": user_id},
    )


def set_problem(db: sqlite3.Connection, user_id: int, problem: str) -> None:
    """Send a member nothing any more, for a reason that they are told later."""
    db.execute(
        "UPDATE reminder SET problem = :problem, told = 0, next_at = NULL WHERE user_id = :user_id AND enabled = 1",
        {"problem": problem, "user_id": user_id},
    )


def set_told(db: sqlite3.Connection, user_id: int) -> bool:
    """Note that a member knows of the problem; whether they had not known."""
    return (
        db.execute(
            "UPDATE reminder SET told = 1 WHERE user_id = :user_id AND problem IS NOT NULL AND told = 0",
            {"user_id": user_id},
        ).rowcount
        == 1
    )


def count_reviews(db: sqlite3.Connection, user_id: int, since: datetime) -> int:
    """How many cards a member reviewed from a moment on."""
    row = db.execute(
        "SELECT count(*) AS reviews FROM review WHERE user_id = :user_id AND at >= :since",
        {"user_id": user_id, "since": to_millis(since)},
    ).fetchone()
    count: int = row["reviews"]
    return count


def _topics(names: str) -> Iterable[Topic]:
    return (Topic(name) for name in names.split(","))


def _reminder(row: sqlite3.Row) -> StoredReminder:
    reminding = Reminding(
        on=bool(row["enabled"]),
        hour=row["hour"],
        weekdays=frozenset(map(int, row["weekdays"])),
        quiet=QuietHours(row["quiet_from"], row["quiet_to"]),
        topics=frozenset(_topics(row["topics"])),
        guild_id=row["guild_id"],
        in_channel=bool(row["in_channel"]),
    )
    return StoredReminder(
        row["user_id"],
        reminding,
        next_at=maybe_moment(row["next_at"]),
        since=from_millis(row["since"]),
        seen_at=from_millis(row["seen_at"]),
        dm_channel_id=row["dm_channel_id"],
        problem=row["problem"],
        told=bool(row["told"]),
    )
