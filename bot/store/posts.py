"""Posts that appear by themselves: claimed, sent, confirmed, and closed with their results."""

import sqlite3
from datetime import date, datetime

from bot.domain.guild import Post
from bot.store._time import from_millis, to_millis

COLUMNS = "guild_id, kind, day, channel_id, claimed_at, message_id, late"


def claim_post(db: sqlite3.Connection, guild_id: int, kind: str, day: date, channel_id: int, now: datetime) -> bool:
    """Claim a post; whether nobody had claimed it before."""
    cursor = db.execute(
        """
        INSERT INTO post (guild_id, kind, day, channel_id, claimed_at)
        VALUES (:guild_id, :kind, :day, :channel_id, :now) ON CONFLICT DO NOTHING
        """,
        {"guild_id": guild_id, "kind": kind, "day": str(day), "channel_id": channel_id, "now": to_millis(now)},
    )
    return cursor.rowcount == 1


def find_post(db: sqlite3.Connection, guild_id: int, kind: str, day: date) -> Post | None:
    """The post of a day; None when nobody has claimed it."""
    row = db.execute(
        f"SELECT {COLUMNS} FROM post WHERE guild_id = :guild_id AND kind = :kind AND day = :day",  # noqa: S608
        {"guild_id": guild_id, "kind": kind, "day": str(day)},
    ).fetchone()
    return _post(row) if row else None


def newest_posts(db: sqlite3.Connection, guild_id: int, kind: str, limit: int) -> list[Post]:
    """The posts of a guild, newest first."""
    rows = db.execute(
        f"""
        SELECT {COLUMNS} FROM post WHERE guild_id = :guild_id AND kind = :kind ORDER BY day DESC LIMIT :limit
        """,  # noqa: S608
        {"guild_id": guild_id, "kind": kind, "limit": limit},
    )
    return [_post(row) for row in rows]


def newest_day(db: sqlite3.Connection, guild_id: int, kind: str) -> date | None:
    """The day of a guild's newest post; None when there is none."""
    row = db.execute(
        "SELECT max(day) AS day FROM post WHERE guild_id = :guild_id AND kind = :kind",
        {"guild_id": guild_id, "kind": kind},
    ).fetchone()
    return date.fromisoformat(row["day"]) if row["day"] else None


def confirm_post(db: sqlite3.Connection, post: Post, message_id: int) -> None:
    """Note which message a post became, and whether it came late."""
    db.execute(
        """
        UPDATE post SET message_id = :message_id, late = :late
        WHERE guild_id = :guild_id AND kind = :kind AND day = :day
        """,
        {
            "message_id": message_id,
            "late": post.late,
            "guild_id": post.guild_id,
            "kind": post.kind,
            "day": str(post.day),
        },
    )


def release_post(db: sqlite3.Connection, post: Post) -> None:
    """Give a claim back: the post was certainly not sent."""
    db.execute(
        "DELETE FROM post WHERE guild_id = :guild_id AND kind = :kind AND day = :day AND message_id IS NULL",
        {"guild_id": post.guild_id, "kind": post.kind, "day": str(post.day)},
    )


def open_posts(db: sqlite3.Connection, guild_id: int, kind: str, before: date) -> list[Post]:
    """The posts of earlier days that were sent and have no results yet, newest first."""
    rows = db.execute(
        f"""
        SELECT {COLUMNS} FROM post
        WHERE guild_id = :guild_id AND kind = :kind AND day < :before AND closed = 0 AND message_id IS NOT NULL
        ORDER BY day DESC
        """,  # noqa: S608
        {"guild_id": guild_id, "kind": kind, "before": str(before)},
    )
    return [_post(row) for row in rows]


def unconfirmed_posts(db: sqlite3.Connection, guild_id: int, kind: str, before: date) -> list[Post]:
    """The posts of earlier days of which nobody knows whether they were sent, oldest first."""
    rows = db.execute(
        f"""
        SELECT {COLUMNS} FROM post
        WHERE guild_id = :guild_id AND kind = :kind AND day < :before AND message_id IS NULL
        ORDER BY day
        """,  # noqa: S608
        {"guild_id": guild_id, "kind": kind, "before": str(before)},
    )
    return [_post(row) for row in rows]


def close_post(db: sqlite3.Connection, post: Post) -> None:
    """Note that a post has its results."""
    db.execute(
        "UPDATE post SET closed = 1 WHERE guild_id = :guild_id AND kind = :kind AND day = :day",
        {"guild_id": post.guild_id, "kind": post.kind, "day": str(post.day)},
    )


def delete_posts(db: sqlite3.Connection) -> None:
    """Forget all posts: the Discord that they were in is gone."""
    db.execute("DELETE FROM post")
    db.execute("DELETE FROM skipped_post")


def _post(row: sqlite3.Row) -> Post:
    return Post(
        guild_id=row["guild_id"],
        kind=row["kind"],
        day=date.fromisoformat(row["day"]),
        channel_id=row["channel_id"],
        claimed_at=from_millis(row["claimed_at"]),
        message_id=row["message_id"],
        late=bool(row["late"]),
    )
