"""Guilds that removed the bot, and forgetting them."""

import sqlite3
from datetime import datetime

from bot.store._time import to_millis

# What members did stays theirs, wherever they did it; everything else that names a guild is about the guild.
OF_MEMBERS = frozenset({"event", "submission", "sitting", "reminder", "reminder_message"})


def known_guilds(db: sqlite3.Connection) -> set[int]:
    """The guilds of which anything is kept that goes with them."""
    known: set[int] = set()
    for table in guild_tables(db):
        if table != "guild_left":
            rows = db.execute(f"SELECT DISTINCT guild_id FROM {table} WHERE guild_id IS NOT NULL")  # noqa: S608
            known |= {row["guild_id"] for row in rows}
    return known


def left_guilds(db: sqlite3.Connection) -> set[int]:
    """The guilds that removed the bot and are not forgotten yet."""
    return {row["guild_id"] for row in db.execute("SELECT guild_id FROM guild_left")}


def save_left(db: sqlite3.Connection, guild_id: int, now: datetime) -> None:
    """Note that a guild removed the bot; its jobs rest."""
    db.execute(
        "INSERT INTO guild_left (guild_id, at) VALUES (:guild_id, :now) ON CONFLICT (guild_id) DO NOTHING",
        {"guild_id": guild_id, "now": to_millis(now)},
    )
    db.execute("UPDATE guild_job SET next_at = NULL WHERE guild_id = :guild_id", {"guild_id": guild_id})


def save_back(db: sqlite3.Connection, guild_id: int) -> None:
    """Note that a guild has the bot again; its jobs go on, and what was refused before it left is tried again."""
    if db.execute("DELETE FROM guild_left WHERE guild_id = :guild_id", {"guild_id": guild_id}).rowcount:
        db.execute(
            "UPDATE guild_job SET next_at = 0, problem = NULL, told = 0 WHERE guild_id = :guild_id",
            {"guild_id": guild_id},
        )


def left_before(db: sqlite3.Connection, moment: datetime) -> list[int]:
    """The guilds that removed the bot before a moment."""
    rows = db.execute("SELECT guild_id FROM guild_left WHERE at < :moment", {"moment": to_millis(moment)})
    return [row["guild_id"] for row in rows]


def guild_tables(db: sqlite3.Connection) -> list[str]:
    """The tables about guilds: those with a column guild_id, but for what members did."""
    rows = db.execute(
        """
        SELECT master.name FROM sqlite_master AS master, pragma_table_info(master.name) AS info
        WHERE master.type = 'table' AND info.name = 'guild_id' ORDER BY master.name
        """
    )
    return [row["name"] for row in rows if row["name"] not in OF_MEMBERS]


def delete_guild(db: sqlite3.Connection, guild_id: int) -> None:
    """Delete everything about a guild; what members did there stays theirs."""
    db.execute("PRAGMA defer_foreign_keys = ON")
    for table in guild_tables(db):
        db.execute(f"DELETE FROM {table} WHERE guild_id = :guild_id", {"guild_id": guild_id})  # noqa: S608
