"""The log of what members did. It is only ever appended to."""

import json
import sqlite3
from collections.abc import Collection

from bot.domain.events import Event, Kind
from bot.store._time import from_millis, to_millis


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
            details=json.loads(row["details"]),
        )
        for row in rows
    ]
