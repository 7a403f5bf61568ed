"""Nudges in the channels of levels, at the guild's hour: each once in sixty days, and never one upon another."""

import discord
from discord.ext import commands

from bot.client import LearnBot
from bot.domain.guild import Post
from bot.domain.guild_jobs import NUDGES, mentioning_level
from bot.domain.translatable import gettext_noop as N_  # noqa: N812
from bot.services.nudges import Nothing, pick
from bot.services.posts import Due
from cogs._nudge_threads import Explain, Explanation, ShowWork, Vote, Work
from cogs._nudges import MARK, GetHelp, ReadMore, Reveal, Talk, is_nudge, nudge_screen
from cogs._posting import NotNow, Poster
from cogs.ui.layout import Screen

STILL_LAST = N_("the last nudge there is still the last message, so I wait until somebody writes")
ALL_USED = N_("every nudge for this level came within the last 60 days, so I pause")
NONE_WRITTEN = N_("there are no nudges for this level yet")

NEWEST = 10  # messages that are looked at; Discord's notes on threads that began may stand among them


class NudgePoster(Poster):
    """The nudges of one level's channel."""

    async def compose(self, due: Due) -> Screen | NotNow:
        """Something small for the level, unless nobody has written since the last."""
        bot = self.bot
        if await self._is_silent(due):
            return NotNow(STILL_LAST)
        picked = await pick(bot.db, bot.curriculum, due)
        if isinstance(picked, Nothing):
            return NotNow(ALL_USED if picked.written else NONE_WRITTEN)
        return nudge_screen(due.post, self.job.level or "", picked, self.mentions(due))

    def mark(self, post: Post) -> str:
        """The button that leads to the thread."""
        return f"{MARK}{self.job.level}:{post.day}:"

    def mentions(self, due: Due) -> list[int]:
        """Those who wish to hear of nudges, by one of the nudges of a day."""
        role, turn = due.settings.role("nudges-role"), mentioning_level(due.settings, due.post.day)
        return [role] if role and turn == self.job.level else []

    async def _is_silent(self, due: Due) -> bool:
        """Whether the newest message of the channel is a nudge; that a thread began is no message of anybody's."""
        me = self.bot.user
        async for message in self.channel(due.post).history(limit=NEWEST):
            if message.type is not discord.MessageType.thread_created:
                return me is not None and message.author.id == me.id and is_nudge(message)
        return False


class NudgesCog(commands.Cog, name="Nudges"):
    """What posts the nudges, a job for each level."""

    def __init__(self, bot: LearnBot) -> None:
        self.posters = tuple(NudgePoster(bot, job.kind) for job in NUDGES)


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(NudgesCog(bot))
    bot.add_controls(Talk, Reveal, ReadMore, GetHelp, Explain, Vote, ShowWork)
    bot.add_forms(Explanation, Work)
