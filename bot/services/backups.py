"""Copies of the database against accidents: one a day, the newest of them kept."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

from bot.store.backups import backups_of, drop_backups, write_backup

A_DAY = timedelta(days=1)


async def back_up(database: Path | None, keep: int, now: datetime) -> bool:
    """Copy a database, unless that was done within a day, and keep so many copies; whether one was made.

    Raises sqlite3.Error or OSError when that cannot be done.
    """

    def copy(database: Path) -> bool:
        if any(now - A_DAY < moment <= now for moment in backups_of(database)):
            return False
        write_backup(database, now)
        drop_backups(database, keep)
        return True

    return await asyncio.to_thread(copy, database) if database and keep else False


async def last_backup(database: Path | None) -> datetime | None:
    """When a database was copied last; None: never."""
    return max(await asyncio.to_thread(backups_of, database), default=None) if database else None
