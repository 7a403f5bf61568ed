"""How members rate themselves on statements; the log is kept, the newest rating of a statement counts."""

import sqlite3
from collections.abc import Mapping
from datetime import datetime

from bot.store._time import to_millis


def add_ratings(db: sqlite3.Connection, user_id: int, ratings: Mapping[str, int], now: datetime) -> None:
    """Add ratings (1 to 5) by statement; of two at the same moment the later one stays."""
    db.executemany(
        """
        INSERT INTO self_rating (user_id, statement, at, rating) VALUES (:user_id, :statement, :at, :rating)
        ON CONFLICT (user_id, statement, at) DO UPDATE SET rating = excluded.rating
        """,
        [
            {"user_id": user_id, "statement": statement, "at": to_millis(now), "rating": rating}
            for statement, rating in ratings.items()
        ],
    )


def newest_ratings(db: sqlite3.Connection, user_id: int) -> dict[str, int]:
    """A member's newest rating of each statement, the statement rated last at the end."""
    rows = db.execute(
        "SELECT statement, rating FROM self_rating WHERE user_id = :user_id ORDER BY at", {"user_id": user_id}
    )
    newest: dict[str, int] = {}
    for row in rows:
        newest.pop(row["statement"], None)
        newest[row["statement"]] = row["rating"]
    return newest
