"""The job that posts what is due in every guild, minute by minute; what is posted is up to the features."""

import asyncio
import hashlib
import logging
from collections import deque
from collections.abc import Iterable
from functools import partial

import discord
from discord.ext import commands

from bot.client import LearnBot
from bot.services.posts import Stopped, look_at_all, note_told, stopped_jobs, take_due
from cogs._posting import posters_of
from cogs._posting_words import stopped_text
from cogs.ui.layout import Screen
from cogs.ui.owners import write_owner

log = logging.getLogger(__name__)

JOB = "posts: due"
SENDERS = 4  # posts under way at once, since each answer takes a while


class PostsCog(commands.Cog, name="Posts"):
    """Looks every minute which guilds are to get a post, and has the features post it."""

    def __init__(self, bot: LearnBot) -> None:
        self.bot = bot
        self._round: asyncio.Task[None] | None = None
        self._has_looked = False

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
        """Post everything that is due, and wait until it is posted; the first time, every job is looked at."""
        await self.finished()
        if not self._has_looked:
            await look_at_all(self.bot.db, discord.utils.utcnow())
            self._has_looked = True
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
            await self._tell_owners()
        except Exception:
            log.exception("The posts broke off; they go on within a minute")

    async def _tell_owners(self) -> None:
        """Write each owner once what Discord refused, all of it together; while it is away, again in a minute."""
        for stopped in await stopped_jobs(self.bot.db):
            if await write_owner(self.bot, stopped.guild_id, partial(_stopped_screen, stopped), _nonce(stopped)):
                await note_told(self.bot.db, stopped)

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


def _stopped_screen(stopped: Stopped, guild: str) -> Screen:
    return Screen(stopped_text(stopped, guild))


def _nonce(stopped: Stopped) -> str:
    """The same for every attempt to tell the same, and for nothing else."""
    return hashlib.blake2s(repr(stopped).encode(), digest_size=12).hexdigest()


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(PostsCog(bot))
