"""The colours that members chose for their pictures."""

import sqlite3

from bot.domain.pictures import Look


def find_look(db: sqlite3.Connection, user_id: int) -> Look:
    """The colours of a member's pictures: dark, until they choose otherwise."""
    row = db.execute("SELECT look FROM picture_setting WHERE user_id = :user_id", {"user_id": user_id}).fetchone()
    return Look(row["look"]) if row else Look.DARK


def save_look(db: sqlite3.Connection, user_id: int, look: Look) -> None:
    """Set the colours of a member's pictures."""
    db.execute(
        """
        INSERT INTO picture_setting (user_id, look) VALUES (:user_id, :look)
        ON CONFLICT (user_id) DO UPDATE SET look = excluded.look
        """,
        {"user_id": user_id, "look": look},
    )
