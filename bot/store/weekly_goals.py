"""On how many days a week members want to practise."""

import sqlite3
from datetime import date

from bot.domain.weekly_goal import Chosen


def find_goal(db: sqlite3.Connection, user_id: int) -> Chosen | None:
    """What a member chose; None for whoever never did."""
    row = db.execute("SELECT days, since FROM weekly_goal WHERE user_id = :user_id", {"user_id": user_id}).fetchone()
    return Chosen(row["days"], date.fromisoformat(row["since"])) if row else None


def save_goal(db: sqlite3.Connection, user_id: int, chosen: Chosen) -> None:
    """Set what a member chose."""
    db.execute(
        """
        INSERT INTO weekly_goal (user_id, days, since) VALUES (:user_id, :days, :since)
        ON CONFLICT (user_id) DO UPDATE SET days = excluded.days, since = excluded.since
        """,
        {"user_id": user_id, "days": chosen.days, "since": str(chosen.since)},
    )
