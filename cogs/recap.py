"""The weekly recap of a guild: posted once, on its day, in the general channel; nothing happened, nothing is posted."""

from discord.ext import commands

from bot.client import LearnBot
from bot.domain.guild import Post
from bot.domain.translatable import gettext_noop as N_  # noqa: N812
from bot.services.posts import Due
from bot.services.recap import KIND, guild_week
from cogs._posting import NotNow, Poster
from cogs._recap import OwnWeek, WeekShared, recap_screen
from cogs.ui.layout import Screen

QUIET_WEEK = N_("nothing happened in the week")


class RecapPoster(Poster):
    """A look back at the seven days before."""

    async def compose(self, due: Due) -> Screen | NotNow:
        """What came of the week."""
        week = await guild_week(self.bot.db, self.bot.curriculum, due.post.guild_id, due.post.day)
        return NotNow(QUIET_WEEK) if week.empty else recap_screen(due.post, week)

    def mark(self, post: Post) -> str:
        """The way to one's own week."""
        return f"recap:mine:{post.day}"


class RecapCog(commands.Cog, name="Recap"):
    """What posts the recap."""

    def __init__(self, bot: LearnBot) -> None:
        self.posters = (RecapPoster(bot, KIND),)


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(RecapCog(bot))
    bot.add_controls(WeekShared, OwnWeek)
