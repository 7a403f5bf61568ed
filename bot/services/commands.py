"""Which slash commands Discord already knows, so that they are sent only when they have changed."""

import hashlib
import json
from typing import Any

from bot.store.database import Database
from bot.store.facts import delete_facts, find_fact, save_fact

PREFIX = "commands of "


def fingerprint(commands: list[dict[str, Any]]) -> str:
    """A hash of the commands as they are sent to Discord."""
    return hashlib.sha256(json.dumps(commands, sort_keys=True).encode()).hexdigest()


async def is_synced(db: Database, application_id: int, commands: list[dict[str, Any]]) -> bool:
    """Whether these commands are the ones that were last sent for an application."""
    known = await db.read(lambda connection: find_fact(connection, _name(application_id)))
    return known == fingerprint(commands)


async def remember_sync(db: Database, application_id: int, commands: list[dict[str, Any]]) -> None:
    """Note that these commands have been sent."""
    await db.write(lambda connection: save_fact(connection, _name(application_id), fingerprint(commands)))


async def forget_sync(db: Database) -> None:
    """Take it that Discord knows no commands, so that the next start sends them."""
    await db.write(lambda connection: delete_facts(connection, PREFIX))


def _name(application_id: int) -> str:
    return f"{PREFIX}{application_id}"
