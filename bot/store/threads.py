"""Threads about items: one for each guild and item."""

import sqlite3


def find_thread(db: sqlite3.Connection, guild_id: int, item: str) -> int | None:
    """The id of a guild's thread about an item; None when there is none."""
    row = db.execute(
        "SELECT thread_id FROM thread WHERE guild_id = :guild_id AND item = :item", {"guild_id": guild_id, "item": item}
    ).fetchone()
    return row["thread_id"] if row else None


def save_thread(db: sqlite3.Connection, guild_id: int, item: str, thread_id: int) -> None:
    """Note a guild's thread about an item, in place of one that is gone."""
    db.execute(
        """
        INSERT INTO thread (guild_id, item, thread_id) VALUES (:guild_id, :item, :thread_id)
        ON CONFLICT (guild_id, item) DO UPDATE SET thread_id = excluded.thread_id
        """,
        {"guild_id": guild_id, "item": item, "thread_id": thread_id},
    )
