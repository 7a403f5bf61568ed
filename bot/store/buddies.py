"""Pairs within a cohort. No row names the other of a pair; only the number of the pair leads there."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair as one of the two has it: the other, and who wants to be named."""

    number: int
    other_id: int
    hello: bool
    other_hello: bool


def find_pair(db: sqlite3.Connection, guild_id: int, month: str, user_id: int) -> Pair | None:
    """The pair that a member is in now; None without one, or when the other has left."""
    row = db.execute(
        """
        SELECT own.pair, own.hello, other.user_id AS other_id, other.hello AS other_hello
        FROM buddy AS own JOIN buddy AS other ON other.pair = own.pair AND other.user_id <> own.user_id
        WHERE own.user_id = :user_id AND own.guild_id = :guild_id AND own.month = :month AND own.ended = 0
        """,
        {"guild_id": guild_id, "month": month, "user_id": user_id},
    ).fetchone()
    return Pair(row["pair"], row["other_id"], bool(row["hello"]), bool(row["other_hello"])) if row else None


def add_pair(db: sqlite3.Connection, guild_id: int, month: str, one: int, other: int) -> None:
    """Match two."""
    number = db.execute("SELECT coalesce(max(pair), 0) + 1 AS next FROM buddy").fetchone()["next"]
    for user_id in (one, other):
        db.execute(
            """
            INSERT INTO buddy (pair, user_id, guild_id, month) VALUES (:pair, :user_id, :guild_id, :month)
            """,
            {"pair": number, "user_id": user_id, "guild_id": guild_id, "month": month},
        )


def set_hello(db: sqlite3.Connection, number: int, user_id: int) -> None:
    """Note that one of a pair wants to be named."""
    db.execute(
        "UPDATE buddy SET hello = 1 WHERE pair = :pair AND user_id = :user_id", {"pair": number, "user_id": user_id}
    )


def end_pair(db: sqlite3.Connection, number: int) -> None:
    """Note that a pair goes on apart."""
    db.execute("UPDATE buddy SET ended = 1 WHERE pair = :pair", {"pair": number})


def free_seekers(db: sqlite3.Connection, guild_id: int, month: str, user_id: int, limit: int) -> list[int]:
    """Those of a cohort who look for a buddy, have none, and were never matched with this member; earliest first."""
    rows = db.execute(
        """
        SELECT seeker.user_id FROM cohort_member AS seeker
        WHERE seeker.guild_id = :guild_id AND seeker.month = :month AND seeker.wants_buddy = 1
            AND seeker.user_id <> :user_id
            AND NOT EXISTS (
                SELECT 1 FROM buddy AS taken
                JOIN buddy AS with_them ON with_them.pair = taken.pair AND with_them.user_id <> taken.user_id
                WHERE taken.user_id = seeker.user_id AND taken.guild_id = seeker.guild_id
                    AND taken.month = seeker.month AND taken.ended = 0
            )
            AND NOT EXISTS (
                SELECT 1 FROM buddy AS own JOIN buddy AS other ON other.pair = own.pair
                WHERE own.user_id = :user_id AND other.user_id = seeker.user_id
            )
        ORDER BY seeker.joined_at, seeker.user_id LIMIT :limit
        """,
        {"guild_id": guild_id, "month": month, "user_id": user_id, "limit": limit},
    )
    return [row["user_id"] for row in rows]
