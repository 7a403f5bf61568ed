"""What members say that they have done in the curriculum."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from bot.store._time import from_millis, to_millis


def claims_of(db: sqlite3.Connection, user_id: int) -> dict[str, datetime]:
    """A member's claims by item, each with when it was first made."""
    rows = db.execute("SELECT item, at FROM claim WHERE user_id = :user_id ORDER BY item", {"user_id": user_id})
    return {row["item"]: from_millis(row["at"]) for row in rows}


def save_claims(db: sqlite3.Connection, user_id: int, items: Iterable[str], now: datetime) -> None:
    """Let these be a member's claims, and no others; those that were made before keep their moment."""
    before = claims_of(db, user_id)
    db.execute("DELETE FROM claim WHERE user_id = :user_id", {"user_id": user_id})
    values = [
        {"user_id": user_id, "item": item, "at": to_millis(before.get(item, now))} for item in dict.fromkeys(items)
    ]
    db.executemany("INSERT INTO claim (user_id, item, at) VALUES (:user_id, :item, :at)", values)
