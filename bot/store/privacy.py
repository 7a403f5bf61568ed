"""Everything about one member, in every table: to hand it over, and to delete it."""

import sqlite3
from typing import Any


def member_tables(db: sqlite3.Connection) -> list[str]:
    """The tables that hold something about members: those with a column user_id."""
    rows = db.execute(
        """
        SELECT master.name FROM sqlite_master AS master, pragma_table_info(master.name) AS info
        WHERE master.type = 'table' AND info.name = 'user_id' ORDER BY master.name
        """
    )
    return [row["name"] for row in rows]


def export_member(db: sqlite3.Connection, user_id: int) -> dict[str, list[dict[str, Any]]]:
    """All rows about a member, by table; ids as text, since many readers of JSON round numbers that large."""
    return {
        table: [
            {name: str(value) if name.endswith("_id") and value else value for name, value in dict(row).items()}
            for row in db.execute(f"SELECT * FROM {table} WHERE user_id = :user_id", {"user_id": user_id})  # noqa: S608
        ]
        for table in member_tables(db)
    }


def delete_member(db: sqlite3.Connection, user_id: int) -> None:
    """Delete all rows about a member: every table that names one refers to learner and cascades."""
    db.execute("DELETE FROM learner WHERE user_id = :user_id", {"user_id": user_id})
