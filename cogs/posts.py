"""The job that posts what is due in every guild, minute by minute; what is posted is up to the features."""

import asyncio
import logging
from collections import deque
from collections.abc import Iterable

import discord
from discord.ext import commands

from bot.client import LearnBot
from bot.services.posts import look_at_all, take_due
from cogs._posting import posters_of

log = logging.getLogger(__name__)

JOB = "posts: due"
SENDERS = 4  # posts under way at once, since each answer takes a while


class PostsCog(commands.Cog, name="Posts"):
    """Looks every minute which guilds are to get a post, and has the features post it."""

    def __init__(self, bot: LearnBot) -> None:
        self.bot = bot
        self._round: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        """Look every minute what is due."""
        self.bot.scheduler.add_job(self.tick, "interval", minutes=1, id=JOB, replace_existing=True)

    async def cog_unload(self) -> None:
        """Look no more, and end what is under way; what was claimed is looked for after the next start."""
        if self.bot.scheduler.get_job(JOB):  # not when the scheduler stopped first
            self.bot.scheduler.remove_job(JOB)
        if self._round:
            self._round.cancel()
            await self.finished()

    async def tick(self) -> None:
        """Begin to post what is due, unless that is being done already."""
        if self._round is None or self._round.done():
            self._round = asyncio.create_task(self._post_all(), name="posts")

    async def catch_up(self) -> None:
        """Look at every job again, post everything that is due, and wait until it is posted."""
        await self.finished()
        await look_at_all(self.bot.db, discord.utils.utcnow())
        await self.tick()
        await self.finished()

    async def finished(self) -> None:
        """Wait until nothing is being posted."""
        if self._round:
            await asyncio.wait([self._round])

    async def _post_all(self) -> None:
        try:
            more = True
            while more:
                batch = await take_due(self.bot.db, discord.utils.utcnow())
                for guild_id, fault in batch.faults.items():
                    log.error("Guild %s could not be looked at today", guild_id, exc_info=fault)
                await self._post(batch.due)
                more = batch.more
        except Exception:
            log.exception("The posts broke off; they go on within a minute")

    async def _post(self, due: Iterable[tuple[int, str]]) -> None:
        """Post what is due, several at once; a fault of ours in one does no harm to the others."""
        waiting, posters = deque(due), posters_of(self.bot)

        async def sender() -> None:
            while waiting:
                guild_id, kind = waiting.popleft()
                try:
                    await posters[kind].post(guild_id)
                except Exception:
                    log.exception("Guild %s: %s could not be posted today", guild_id, kind)

        async with asyncio.TaskGroup() as senders:
            for _number in range(min(SENDERS, len(waiting))):
                senders.create_task(sender())


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(PostsCog(bot))
