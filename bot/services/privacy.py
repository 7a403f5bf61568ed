"""/privacy: everything about a member, to take along or to delete."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.domain.guild_settings import LEVEL_ROLES, ROLES
from bot.services._learner import ensure_learner
from bot.services.guild_settings import settings_of
from bot.store.database import Database
from bot.store.learners import guilds_of, note_membership
from bot.store.privacy import delete_member, export_member


@dataclass(frozen=True, slots=True)
class GivenRoles:
    """The roles of a guild that a member may have from me."""

    guild_id: int
    roles: frozenset[int]


async def export(db: Database, user_id: int, now: datetime) -> bytes:
    """Everything that is stored about a member, from every table, as UTF-8 JSON."""

    def collect(connection: sqlite3.Connection) -> bytes:
        tables = export_member(connection, user_id)
        document = {"exported_at": now.isoformat(), "user_id": str(user_id), "tables": tables}
        return json.dumps(document, indent=2, ensure_ascii=False).encode()

    return await db.read(collect)


async def note_role(db: Database, user_id: int, guild_id: int, now: datetime) -> None:
    """Note that a member has a role of a guild from me: with everything else, it can be taken back."""

    def save(connection: sqlite3.Connection) -> None:
        ensure_learner(connection, user_id, now)
        note_membership(connection, guild_id, user_id)

    await db.write(save)


async def delete(db: Database, user_id: int, here: int | None = None) -> list[GivenRoles]:
    """Delete everything that is stored about a member; which roles they may have from me, also in the guild `here`."""

    def forget(connection: sqlite3.Connection) -> list[GivenRoles]:
        given = list(_given_roles(connection, {*guilds_of(connection, user_id), *([here] if here else [])}))
        delete_member(connection, user_id)
        return given

    return await db.write(forget)


def _given_roles(connection: sqlite3.Connection, guilds: Iterable[int]) -> Iterator[GivenRoles]:
    """All that I give: where a member did not come by since, it may be the role of a level of long ago."""
    for guild_id in sorted(guilds):
        settings = settings_of(connection, guild_id)
        roles = {settings.role(definition.name) for definition in (*ROLES, *LEVEL_ROLES)}
        if found := frozenset(role for role in roles if role is not None):
            yield GivenRoles(guild_id, found)


async def forget_traces(db: Database) -> None:
    """Take what was deleted out of the write-ahead log too; where another process reads, when the bot next stops."""
    await db.checkpoint()
