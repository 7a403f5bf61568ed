"""The role of a member's level: which one to give in a guild, and which ones to take."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.domain.guild_settings import LEVELS, OFF, UNSET
from bot.domain.server import level_role_setting
from bot.services._learner import learner_of
from bot.services.guild_settings import change_settings, settings_of
from bot.store.database import Database

SWITCH = "level-roles"


@dataclass(frozen=True, slots=True)
class RoleChange:
    """The roles to give to a member and to take from them, by their ids."""

    give: tuple[int, ...] = ()
    take: tuple[int, ...] = ()


async def role_change(db: Database, guild_id: int, user_id: int, held: Collection[int]) -> RoleChange:
    """What a member's level asks for, who holds these roles now; nothing where the guild has turned that off."""

    def look(connection: sqlite3.Connection) -> RoleChange:
        settings = settings_of(connection, guild_id)
        level = learner_of(connection, user_id).level
        if not settings.on(SWITCH) or level not in LEVELS:
            return RoleChange()
        mine = settings.role(level_role_setting(level))
        others = {role for name in LEVELS if (role := settings.role(level_role_setting(name))) and role != mine}
        give = (mine,) if mine and mine not in held else ()
        return RoleChange(give, tuple(sorted(others & set(held))))

    return await db.read(look)


async def turn_level_roles_off(db: Database, guild_id: int, now: datetime) -> bool:
    """Give no more roles in a guild, until somebody turns it on again: Discord doesn't let us. Whether it was on."""

    def save(connection: sqlite3.Connection) -> bool:
        was_on = settings_of(connection, guild_id).on(SWITCH)
        change_settings(connection, guild_id, None, {SWITCH: OFF}, now)
        return was_on

    return await db.write(save)


async def forget_role(db: Database, guild_id: int, role_id: int, now: datetime) -> None:
    """Note that a role is gone: no level leads to it."""

    def save(connection: sqlite3.Connection) -> None:
        chosen = settings_of(connection, guild_id).chosen.items()
        mine = {level_role_setting(level) for level in LEVELS}
        lost = {name: UNSET for name, value in chosen if name in mine and value == str(role_id)}
        change_settings(connection, guild_id, None, lost, now)

    await db.write(save)
