"""What the tests of a server's rhythm share: members who try, solve and share, and what posts by itself."""

from datetime import datetime
from typing import Any

import discord
import simcord

from bot.client import LearnBot
from bot.domain.curriculum import Curriculum
from bot.domain.daily import Band
from bot.domain.events import Kind
from bot.domain.learner import Visibility
from bot.services._learner import record
from bot.services.challenge import remember_share
from bot.services.daily import of_day
from bot.services.grading import submit
from bot.services.guild_settings import load_guild_settings, set_settings
from bot.services.settings import set_visibility
from bot.store.database import Database

HOUR = 60 * 60
DAY = 24 * HOUR


async def tries(db: Database, curriculum: Curriculum, user: int, guild: int, item: str, now: datetime) -> None:
    """Hand in an answer that is wrong."""
    await submit(db, curriculum, user, guild, item, "print('something')", now)


async def solves(
    db: Database, curriculum: Curriculum, user: int, guild: int, item: str, now: datetime, *, shared: str = ""
) -> None:
    """Hand in an answer that is right, and perhaps show it to everybody."""
    answer = await submit(db, curriculum, user, guild, item, shared or "print('right')", now)
    await db.write(lambda connection: record(connection, user, guild, Kind.SOLVED, item, now))
    if shared:
        await remember_share(db, answer, guild, now)


async def is_visible(db: Database, user: int, guild: int, now: datetime) -> None:
    """Let everybody in a guild look."""
    await set_visibility(db, user, guild, Visibility.VISIBLE, now)


async def todays_easy_one(bot: LearnBot, guild: simcord.GuildHandle) -> str:
    """The challenge of the day for beginners."""
    settings = await load_guild_settings(bot.db, guild.id)
    day = settings.calendar.day(discord.utils.utcnow())
    return of_day(bot.curriculum, guild.id, str(day)).challenges[Band.FOUNDATIONS].id


async def choose(bot: LearnBot, guild: simcord.GuildHandle, **values: str) -> None:
    """Choose settings of a server, whose day begins at midnight."""
    named = {name.replace("_", "-"): value for name, value in values.items()}
    await set_settings(bot.db, guild.id, None, {"post-hour": "0", **named}, discord.utils.utcnow())


async def minute(bot: LearnBot) -> None:
    """What the job that posts does in a minute."""
    cog: Any = bot.get_cog("Posts")
    await cog.tick()
    await cog.finished()
