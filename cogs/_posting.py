"""Posting by itself, at most once: claimed, sent with a nonce, confirmed, and looked for when that is in doubt.

A feature that posts has a cog with `posters`, one for each kind of its jobs; everything else happens here.
"""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol, runtime_checkable

import discord

from bot.client import DISCORD_IS_AWAY, LearnBot
from bot.domain.guild import Post
from bot.domain.guild_jobs import BY_KIND
from bot.i18n import speaking
from bot.services.posts import (
    TOO_LATE,
    Due,
    claim,
    confirm,
    doubtful_posts,
    leave_out,
    put_off,
    release,
    turn_off,
)
from cogs._posting_words import FORBIDDEN, FULL, GONE
from cogs.ui.layout import Screen
from cogs.ui.turns import Turns

log = logging.getLogger(__name__)

LOOK_FOR = timedelta(days=2)  # a post is tried until its day is over, and a later hour chosen meanwhile prolongs it
CLOCK_TOLERANCE = timedelta(minutes=2)  # Discord's clock is not ours
THREADS_FULL = 160006


@dataclass(frozen=True, slots=True)
class NotNow:
    """Nothing is posted on this day, for a reason that `/server status` tells; it is a text marked for translation."""

    reason: str


class Poster:
    """What one kind of job posts. A subclass says what it is, and by which custom_ids it is found again."""

    def __init__(self, bot: LearnBot, kind: str) -> None:
        self.bot = bot
        self.kind = kind
        self.job = BY_KIND[kind]
        self._turns = Turns()

    async def compose(self, due: Due) -> Screen | NotNow:
        """The post of a day, in the guild's language; the same however often it is asked."""
        raise NotImplementedError

    def mark(self, post: Post) -> str:
        """How the custom_id of a control begins that stands only on the post of this guild and day."""
        raise NotImplementedError

    def mentions(self, due: Due) -> list[int]:
        """The ids of the roles that the post mentions."""
        return []

    async def posted(self, due: Due, message: discord.PartialMessage) -> None:
        """What follows on a post that was sent just now or found again, such as its thread."""

    async def afterwards(self, guild_id: int) -> None:
        """What is done about the posts of earlier days, once today's is there."""

    async def post(self, guild_id: int, *, by_hand: bool = False) -> bool:
        """Send a guild its post of today, once; whether this call did, or found out that it is there."""
        async with self._turns.of(guild_id):
            due = await claim(self.bot.db, self.kind, guild_id, discord.utils.utcnow(), by_hand=by_hand)
            if due is None:
                return False
            with speaking(due.settings.value("language")):
                return await self._try(due)

    async def _try(self, due: Due) -> bool:
        """Send what was claimed; a refusal turns the job off, and when Discord is away it is tried again."""
        guild_id = due.post.guild_id
        try:
            sent = await self._send(due)
        except DISCORD_IS_AWAY as error:
            problem = problem_of(error)
            if problem is None:
                log.warning("Guild %s: whether %s was posted is not known yet: %s", guild_id, self.kind, error)
                await put_off(self.bot.db, due.post, discord.utils.utcnow())
                return False
            log.warning("Guild %s: %s cannot be posted: %s", guild_id, self.kind, error)
            gone = problem == GONE  # no message can be in a channel that is not there
            await turn_off(self.bot.db, due.post, problem, certainly_not_sent=gone or not due.doubtful)
            return False
        if sent:
            await self._look_for_doubtful(guild_id)
            await self.afterwards(guild_id)
        return sent

    async def _send(self, due: Due) -> bool:
        """Send a post unless it is there already; False when it is left out."""
        message = await self._find(due.post) if due.doubtful else None
        if message is None:
            said = NotNow(TOO_LATE) if due.given_up else await self.compose(due)
            if isinstance(said, NotNow):
                await leave_out(self.bot.db, due.post, said.reason)
                return False
            roles = [discord.Object(role) for role in self.mentions(due)]
            allowed = discord.AllowedMentions(everyone=False, users=False, roles=roles or False)
            channel = self.channel(due.post)
            message = await channel.send(view=said, nonce=_nonce(due.post), allowed_mentions=allowed)
        await confirm(self.bot.db, due.post, message.id)
        await self.posted(due, self.channel(due.post).get_partial_message(message.id))
        return True

    async def _look_for_doubtful(self, guild_id: int) -> None:
        """Find out which posts of earlier days were sent; the others are too late to be sent now, and left out."""
        db = self.bot.db
        for post in await doubtful_posts(db, self.kind, guild_id, discord.utils.utcnow()):
            try:
                message = await self._find(post)
            except discord.NotFound:
                await release(db, post)  # no message can be in a channel that is not there
                continue
            except DISCORD_IS_AWAY as error:
                log.warning("Guild %s: whether %s was posted is looked up another day: %s", guild_id, post.day, error)
                continue
            if message:
                await confirm(db, post, message.id)
            else:
                await leave_out(db, post, TOO_LATE)

    def channel(self, post: Post) -> discord.PartialMessageable:
        """Where a post is."""
        return self.bot.get_partial_messageable(post.channel_id, guild_id=post.guild_id)

    async def _find(self, post: Post) -> discord.Message | None:
        """The message of a post that was claimed and perhaps sent before the bot stopped."""
        mark, begin = self.mark(post), post.claimed_at - CLOCK_TOLERANCE
        async for message in self.channel(post).history(limit=None, after=begin, before=begin + LOOK_FOR):
            view = discord.ui.LayoutView.from_message(message, timeout=None)
            ids = [str(getattr(item, "custom_id", "")) for item in view.walk_children()]
            if self.bot.user and message.author.id == self.bot.user.id and any(i.startswith(mark) for i in ids):
                return message
        return None


@runtime_checkable
class Posting(Protocol):
    """A cog with jobs that post."""

    posters: Sequence[Poster]


def posters_of(bot: LearnBot) -> dict[str, Poster]:
    """What posts each kind of job, of all features."""
    return {poster.kind: poster for cog in bot.cogs.values() if isinstance(cog, Posting) for poster in cog.posters}


def problem_of(error: Exception) -> str | None:
    """Why Discord refuses for good; None when it may do it another time."""
    if isinstance(error, discord.NotFound):
        return GONE
    if isinstance(error, discord.Forbidden):
        return FORBIDDEN
    return FULL if isinstance(error, discord.HTTPException) and error.code == THREADS_FULL else None


def _nonce(post: Post) -> str:
    """The same for every attempt at a post, and for no other."""
    name = f"{post.guild_id}:{post.kind}:{post.day}"
    return hashlib.blake2s(name.encode(), digest_size=12).hexdigest()
