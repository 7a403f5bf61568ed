"""/privacy: everything about a member, to take along or to delete."""

import json
import sqlite3
from datetime import datetime

from bot.store.database import Database
from bot.store.privacy import delete_member, export_member


async def export(db: Database, user_id: int, now: datetime) -> bytes:
    """Everything that is stored about a member, from every table, as UTF-8 JSON."""

    def collect(connection: sqlite3.Connection) -> bytes:
        tables = export_member(connection, user_id)
        document = {"exported_at": now.isoformat(), "user_id": str(user_id), "tables": tables}
        return json.dumps(document, indent=2, ensure_ascii=False).encode()

    return await db.read(collect)


async def delete(db: Database, user_id: int) -> None:
    """Delete everything that is stored about a member."""
    await db.write(lambda connection: delete_member(connection, user_id))


async def forget_traces(db: Database) -> None:
    """Take what was deleted out of the write-ahead log too; where another process reads, when the bot next stops."""
    await db.checkpoint()
