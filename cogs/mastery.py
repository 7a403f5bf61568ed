"""No command: at a start, what members have shown is derived anew where the rules for it have changed."""

from datetime import timedelta

from discord.ext import commands

from bot.client import LearnBot
from bot.scheduler import run_in
from bot.services.mastery import renew

JOB = "mastery: renew"


class MasteryCog(commands.Cog, name="Mastery"):
    """The job."""

    def __init__(self, bot: LearnBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Look, in the background, whether there is anything to derive anew."""
        run_in(self.bot.scheduler, timedelta(), self.renew, name=JOB)

    async def renew(self) -> None:
        """Derive it."""
        await renew(self.bot.db, self.bot.curriculum)


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(MasteryCog(bot))
