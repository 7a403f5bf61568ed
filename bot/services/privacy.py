"""/privacy: everything about a member, to take along or to delete."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.domain.guild_settings import LEVELS
from bot.domain.guild_settings import ROLES as ROLE_SETTINGS
from bot.domain.server import level_role_setting
from bot.services._learner import learner_of
from bot.services.guild_settings import settings_of
from bot.store.database import Database
from bot.store.events import guilds_of
from bot.store.privacy import delete_member, export_member

ROLES = tuple(definition.name for definition in ROLE_SETTINGS)


@dataclass(frozen=True, slots=True)
class GivenRole:
    """A role of a guild that a member may have from me."""

    guild_id: int
    role_id: int


async def export(db: Database, user_id: int, now: datetime) -> bytes:
    """Everything that is stored about a member, from every table, as UTF-8 JSON."""

    def collect(connection: sqlite3.Connection) -> bytes:
        tables = export_member(connection, user_id)
        document = {"exported_at": now.isoformat(), "user_id": str(user_id), "tables": tables}
        return json.dumps(document, indent=2, ensure_ascii=False).encode()

    return await db.read(collect)


async def delete(db: Database, user_id: int) -> list[GivenRole]:
    """Delete everything that is stored about a member; the roles of servers that they may have from me."""

    def forget(connection: sqlite3.Connection) -> list[GivenRole]:
        given = list(_given_roles(connection, user_id))
        delete_member(connection, user_id)
        return given

    return await db.write(forget)


def _given_roles(connection: sqlite3.Connection, user_id: int) -> Iterator[GivenRole]:
    level = learner_of(connection, user_id).level
    names = [*ROLES, *([level_role_setting(level)] if level in LEVELS else [])]
    for guild_id in guilds_of(connection, user_id):
        settings = settings_of(connection, guild_id)
        yield from (GivenRole(guild_id, role) for name in names if (role := settings.role(name)))


async def forget_traces(db: Database) -> None:
    """Take what was deleted out of the write-ahead log too; where another process reads, when the bot next stops."""
    await db.checkpoint()
