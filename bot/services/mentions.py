"""The roles that posts of a guild mention: members take them and give them back."""

import sqlite3
from enum import StrEnum

from bot.domain.guild_settings import GuildSettings
from bot.errors import UserError
from bot.services.guild_settings import settings_of
from bot.store.database import Database


class Mention(StrEnum):
    """What a member may be mentioned for; the names of settings are its value and an ending."""

    DAILY = "daily-ping"
    NUDGES = "nudges"


SWITCHES = {Mention.DAILY: "daily", Mention.NUDGES: "nudges"}


def mentions_of(settings: GuildSettings) -> dict[Mention, int]:
    """What a guild posts and has a role for, with the id of that role."""
    roles = {mention: settings.role(f"{mention}-role") for mention in Mention if settings.on(SWITCHES[mention])}
    return {mention: role for mention, role in roles.items() if role is not None}


async def mention_role(db: Database, guild_id: int | None, mention: Mention) -> int:
    """The role that is mentioned in a guild. Raises UserError where there is none."""

    def look(connection: sqlite3.Connection) -> int:
        found = mentions_of(settings_of(connection, guild_id)) if guild_id is not None else {}
        if mention not in found:
            raise UserError("There is no role for that here any more. Type /remind to see what there is.")
        return found[mention]

    return await db.read(look)
