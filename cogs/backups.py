"""The job that copies the database once a day. Nobody sees it but in /server status."""

import logging
import sqlite3

import discord
from discord.ext import commands

from bot.client import LearnBot
from bot.services.backups import back_up

log = logging.getLogger(__name__)

JOB = "backups: daily"
HOURS = 1  # from one look at whether it is time to the next


class BackupsCog(commands.Cog, name="Backups"):
    """Looks now and then whether a copy of the database is due."""

    def __init__(self, bot: LearnBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Look every hour."""
        self.bot.scheduler.add_job(self.back_up, "interval", hours=HOURS, id=JOB, replace_existing=True)

    async def cog_unload(self) -> None:
        """Look no more."""
        if self.bot.scheduler.get_job(JOB):  # not when the scheduler stopped first
            self.bot.scheduler.remove_job(JOB)

    async def catch_up(self) -> None:
        """Copy what was not copied while the bot was away."""
        await self.back_up()

    async def back_up(self) -> None:
        """Copy the database if that is due; what is wrong is logged, and tried again within the hour."""
        try:
            if await back_up(self.bot.db.path, self.bot.backups, discord.utils.utcnow()):
                log.info("The database was copied")
        except (sqlite3.Error, OSError) as error:
            log.error("The database could not be copied, I try again within the hour: %s", error)


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(BackupsCog(bot))
