"""Members' days off."""

import sqlite3
from datetime import date

from bot.domain.time_off import TimeOff


def times_off(db: sqlite3.Connection, user_id: int) -> list[TimeOff]:
    """A member's days off, the earliest first."""
    rows = db.execute(
        "SELECT first_day, last_day FROM time_off WHERE user_id = :user_id ORDER BY first_day", {"user_id": user_id}
    )
    return [TimeOff(date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"])) for row in rows]


def save_time_off(db: sqlite3.Connection, user_id: int, time: TimeOff) -> None:
    """Add days off; those that begin on the same day are replaced."""
    db.execute(
        """
        INSERT INTO time_off (user_id, first_day, last_day) VALUES (:user_id, :first_day, :last_day)
        ON CONFLICT (user_id, first_day) DO UPDATE SET last_day = excluded.last_day
        """,
        {"user_id": user_id, "first_day": str(time.first), "last_day": str(time.last)},
    )


def delete_time_off(db: sqlite3.Connection, user_id: int, first: date) -> None:
    """Take days off back."""
    db.execute(
        "DELETE FROM time_off WHERE user_id = :user_id AND first_day = :first_day",
        {"user_id": user_id, "first_day": str(first)},
    )
