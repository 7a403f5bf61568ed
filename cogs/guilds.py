"""Guilds that remove the bot: noted, kept for a while, then forgotten."""

import logging

import discord
from discord.ext import commands

from bot.client import LearnBot
from bot.services.guilds import compare_guilds, forget_long_gone, note_back, note_left

log = logging.getLogger(__name__)

JOB = "guilds: long gone"
HOURS = 6


class GuildsCog(commands.Cog, name="Guilds"):
    """Notes who removed the bot, and forgets whoever does not come back."""

    def __init__(self, bot: LearnBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Look now and then who is long gone."""
        self.bot.scheduler.add_job(self.forget, "interval", hours=HOURS, id=JOB, replace_existing=True)

    async def cog_unload(self) -> None:
        """Look no more."""
        if self.bot.scheduler.get_job(JOB):  # not when the scheduler stopped first
            self.bot.scheduler.remove_job(JOB)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note it, and keep everything for a while."""
        await note_left(self.bot.db, guild.id, discord.utils.utcnow())

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Forget nothing about a guild that is back."""
        await note_back(self.bot.db, guild.id)

    async def catch_up(self) -> None:
        """Note what happened while the bot was away, and forget who is long gone."""
        present = [guild.id for guild in self.bot.guilds]
        await compare_guilds(self.bot.db, present, discord.utils.utcnow())
        await self.forget()

    async def forget(self) -> None:
        """Forget who is long gone."""
        for guild_id in await forget_long_gone(self.bot.db, discord.utils.utcnow()):
            log.info("Guild %s removed me thirty days ago: everything about it is deleted", guild_id)


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(GuildsCog(bot))
