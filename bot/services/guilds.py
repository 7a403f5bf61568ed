"""Guilds that remove the bot: kept for thirty days in case they come back, then forgotten."""

import sqlite3
from collections.abc import Collection
from datetime import datetime, timedelta

from bot.store.database import Database
from bot.store.guilds import delete_guild, known_guilds, left_before, left_guilds, save_back, save_left

KEPT = timedelta(days=30)


async def note_left(db: Database, guild_id: int, now: datetime) -> None:
    """Note that a guild removed the bot."""
    await db.write(lambda connection: save_left(connection, guild_id, now))


async def note_back(db: Database, guild_id: int) -> None:
    """Note that a guild has the bot again: nothing is forgotten."""
    await db.write(lambda connection: save_back(connection, guild_id))


async def compare_guilds(db: Database, present: Collection[int], now: datetime) -> None:
    """Note which guilds removed the bot, and which took it back, while it was away."""

    def save(connection: sqlite3.Connection) -> None:
        for guild_id in known_guilds(connection) - set(present):
            save_left(connection, guild_id, now)
        for guild_id in left_guilds(connection) & set(present):
            save_back(connection, guild_id)

    await db.write(save)


async def forget_long_gone(db: Database, now: datetime) -> list[int]:
    """Delete everything about the guilds that removed the bot thirty days ago or earlier; which they were."""

    def forget(connection: sqlite3.Connection) -> list[int]:
        gone = left_before(connection, now - KEPT)
        for guild_id in gone:
            delete_guild(connection, guild_id)
        return gone

    return await db.write(forget)
