"""The log of what members did. It is only ever appended to.

SQLite uses the index on items only for queries that repeat its condition on the kind word for word.
"""

import json
import sqlite3
from collections.abc import Collection
from datetime import datetime

from bot.domain.events import Event, Kind
from bot.store._time import from_millis, to_millis

NOTHING = "{}"  # details of most events; reading them by themselves takes half of the time of a long log


def append_event(db: sqlite3.Connection, user_id: int, event: Event) -> None:
    """Add one event of a learner."""
    db.execute(
        """
        INSERT INTO event (user_id, guild_id, kind, item, at, shift, details)
        VALUES (:user_id, :guild_id, :kind, :item, :at, :shift, :details)
        """,
        {
            "user_id": user_id,
            "guild_id": event.guild_id,
            "kind": event.kind,
            "item": event.item,
            "at": to_millis(event.at),
            "shift": event.shift,
            "details": json.dumps(event.details, ensure_ascii=False),
        },
    )


def event_log(db: sqlite3.Connection, user_id: int, kinds: Collection[Kind] = tuple(Kind)) -> list[Event]:
    """The events of a learner of some kinds, oldest first."""
    rows = db.execute(
        """
        SELECT kind, item, at, shift, guild_id, details FROM event
        WHERE user_id = :user_id AND kind IN (SELECT value FROM json_each(:kinds))
        ORDER BY event_id
        """,
        {"user_id": user_id, "kinds": json.dumps(list(kinds))},
    )
    return [
        Event(
            kind=Kind(row["kind"]),
            at=from_millis(row["at"]),
            shift=row["shift"],
            guild_id=row["guild_id"],
            item=row["item"],
            details=json.loads(row["details"]) if row["details"] != NOTHING else {},
        )
        for row in rows
    ]


def counts_in_guild(
    db: sqlite3.Connection, items: Collection[str], guild_id: int, since: datetime, until: datetime
) -> dict[Kind, int]:
    """How many members of a guild did each kind of thing with any of the items there; who gave up has not solved it."""
    rows = db.execute(
        """
        SELECT kind, count(DISTINCT user_id) AS members FROM event INDEXED BY event_by_item
        WHERE item IN (SELECT value FROM json_each(:items)) AND guild_id = :guild_id
            AND kind IN ('attempted', 'solved', 'shared') AND at >= :since AND at < :until
            AND NOT (kind = 'solved' AND EXISTS (
                SELECT 1 FROM event AS other
                WHERE other.user_id = event.user_id AND other.item = event.item AND other.kind = 'gave_up'
            ))
        GROUP BY kind
        """,
        _in_guild(items, guild_id, since, until),
    )
    return {Kind(row["kind"]): row["members"] for row in rows}


def sharers_in_guild(
    db: sqlite3.Connection, items: Collection[str], guild_id: int, since: datetime, until: datetime
) -> list[int]:
    """The members who shared their solution of any of the items in a guild, in the order in which they did."""
    rows = db.execute(
        """
        SELECT user_id FROM event INDEXED BY event_by_item
        WHERE item IN (SELECT value FROM json_each(:items)) AND guild_id = :guild_id
            AND kind IN ('attempted', 'solved', 'shared') AND kind = 'shared' AND at >= :since AND at < :until
        GROUP BY user_id ORDER BY min(event_id)
        """,
        _in_guild(items, guild_id, since, until),
    )
    return [row["user_id"] for row in rows]


def shared_in_guild(db: sqlite3.Connection, item: str, guild_id: int, limit: int) -> list[tuple[int, str]]:
    """The members who shared their solution of an item in a guild, and the code that they shared, newest first."""
    rows = db.execute(
        """
        SELECT event.user_id, submission.code FROM event
        JOIN submission ON submission.submission_id = json_extract(event.details, '$.submission')
        WHERE event.item = :item AND event.guild_id = :guild_id
            AND event.kind IN ('attempted', 'solved', 'shared') AND event.kind = 'shared'
        GROUP BY event.user_id ORDER BY max(event.event_id) DESC LIMIT :limit
        """,
        {"item": item, "guild_id": guild_id, "limit": limit},
    )
    return [(row["user_id"], row["code"]) for row in rows]


def _in_guild(items: Collection[str], guild_id: int, since: datetime, until: datetime) -> dict[str, str | int]:
    return {
        "items": json.dumps(list(items)),
        "guild_id": guild_id,
        "since": to_millis(since),
        "until": to_millis(until),
    }
