"""What members did in a guild within a span of time: tried, solved, shared.

SQLite uses the index only for queries that repeat its condition on the kind word for word.
"""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.store._time import to_millis

IN_SPAN = """event.guild_id = :guild_id AND event.kind IN ('attempted', 'solved', 'shared')
    AND event.at >= :since AND event.at < :until"""
OWN = """NOT (event.kind = 'solved' AND EXISTS (
    SELECT 1 FROM event AS other
    WHERE other.user_id = event.user_id AND other.item = event.item AND other.kind = 'gave_up'
))"""  # who gave up has not solved it


@dataclass(frozen=True, slots=True)
class Tried:
    """How many members tried a challenge in a guild, and how many of them solved it."""

    item: str
    tried: int
    solved: int


def members_between(db: sqlite3.Connection, guild_id: int, since: datetime, until: datetime) -> Tried:
    """How many members tried anything, and how many solved something."""
    row = db.execute(
        f"""
        SELECT count(DISTINCT CASE WHEN kind = 'attempted' THEN user_id END) AS tried,
            count(DISTINCT CASE WHEN kind = 'solved' THEN user_id END) AS solved
        FROM event INDEXED BY event_in_guild WHERE {IN_SPAN} AND {OWN}
        """,  # noqa: S608
        _span(guild_id, since, until),
    ).fetchone()
    return Tried("", row["tried"], row["solved"])


def most_tried(
    db: sqlite3.Connection, guild_id: int, items: Collection[str], since: datetime, until: datetime
) -> Tried | None:
    """The one of some challenges that most members tried; of two alike the one that more solved. None: nobody tried."""
    row = db.execute(
        f"""
        SELECT item, count(DISTINCT CASE WHEN kind = 'attempted' THEN user_id END) AS tried,
            count(DISTINCT CASE WHEN kind = 'solved' THEN user_id END) AS solved
        FROM event INDEXED BY event_in_guild WHERE {IN_SPAN} AND {OWN} AND item IN (SELECT value FROM json_each(:items))
        GROUP BY item HAVING tried > 0 ORDER BY tried DESC, solved DESC, item LIMIT 1
        """,  # noqa: S608
        {**_span(guild_id, since, until), "items": json.dumps(list(items))},
    ).fetchone()
    return Tried(row["item"], row["tried"], row["solved"]) if row else None


def shared_between(
    db: sqlite3.Connection, guild_id: int, since: datetime, until: datetime, limit: int
) -> list[tuple[int, str, str]]:
    """The solutions that members shared in a guild: by whom, of which challenge, and the code; newest first."""
    rows = db.execute(
        f"""
        SELECT event.user_id, event.item, submission.code FROM event INDEXED BY event_in_guild
        JOIN submission ON submission.submission_id = json_extract(event.details, '$.submission')
        WHERE {IN_SPAN} AND event.kind = 'shared'
        GROUP BY event.user_id, event.item ORDER BY max(event.event_id) DESC LIMIT :limit
        """,  # noqa: S608
        {**_span(guild_id, since, until), "limit": limit},
    )
    return [(row["user_id"], row["item"], row["code"]) for row in rows]


def first_solves(
    db: sqlite3.Connection, guild_id: int, since: datetime, until: datetime, limit: int
) -> list[tuple[int, str]]:
    """The members, visible in the guild, who solved the first challenge of their lives there; which it was."""
    rows = db.execute(
        f"""
        SELECT event.user_id, event.item FROM event INDEXED BY event_in_guild
        JOIN visible_member
            ON visible_member.guild_id = event.guild_id AND visible_member.user_id = event.user_id
        WHERE {IN_SPAN} AND {OWN} AND event.kind = 'solved'
            AND NOT EXISTS (
                SELECT 1 FROM event AS earlier
                WHERE earlier.user_id = event.user_id AND earlier.event_id < event.event_id AND earlier.kind = 'solved'
            )
        ORDER BY event.event_id LIMIT :limit
        """,  # noqa: S608
        {**_span(guild_id, since, until), "limit": limit},
    )
    return [(row["user_id"], row["item"]) for row in rows]


def _span(guild_id: int, since: datetime, until: datetime) -> dict[str, int]:
    return {"guild_id": guild_id, "since": to_millis(since), "until": to_millis(until)}
