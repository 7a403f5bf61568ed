"""/daily and the challenge of the day in its channel: posted once at the guild's hour, with its results a day later."""

import asyncio
import logging
from datetime import timedelta

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import DISCORD_IS_AWAY, Interaction, LearnBot
from bot.domain.guild import GuildSetting, Post
from bot.i18n import _
from bot.scheduler import run_in
from bot.services.challenge import open_challenge
from bot.services.daily import (
    DEFAULT_HOUR,
    Due,
    claim,
    close,
    confirm,
    doubtful_posts,
    guilds_without_post,
    of_day,
    posting_guilds,
    release,
    results,
    set_challenge_channel,
    stop_posting,
    todays,
)
from cogs._challenge import standing
from cogs._daily import Door, SharedSolutions, band_names, post_screen, results_screen
from cogs._grading import task_screen
from cogs.ui import navigation
from cogs.ui.layout import QUIET, Screen, show
from cogs.ui.permissions import require_manager, require_permissions
from cogs.ui.words import hour

log = logging.getLogger(__name__)

RETRY = timedelta(minutes=10)
LOOK_FOR = timedelta(days=2)  # a post is tried until its day is over, and a later hour chosen meanwhile prolongs it
CLOCK_TOLERANCE = timedelta(minutes=2)  # Discord's clock is not ours


class DailyCog(commands.Cog, name="Daily"):
    """The challenge of the day, for members and for the guild's channel."""

    def __init__(self, bot: LearnBot) -> None:
        self.bot = bot
        self._posting = asyncio.Lock()

    @app_commands.command(description=locale_str("Today's challenge, at your level"))
    async def daily(self, interaction: Interaction) -> None:
        """Show today's challenge at the member's level, and the doors to the other two."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        today = await todays(bot.db, bot.curriculum, user, interaction.guild_id, now)
        own = today.daily.challenges[today.band]
        view = await open_challenge(bot.db, bot.curriculum, user, interaction.guild_id, own.id, now)
        names = band_names()
        others = [
            navigation.open_challenge(user, challenge.id, names[band] + standing(today.efforts[band]), QUIET)
            for band, challenge in today.daily.challenges.items()
            if band is not today.band
        ]
        await show(interaction, task_screen(view, user, others))

    @app_commands.command(
        name="daily-channel", description=locale_str("Choose where and when the daily challenge appears")
    )
    @app_commands.describe(
        channel=locale_str("Where it appears"),
        at=locale_str("At which hour, from 0 to 23"),
        zone=locale_str("In which time zone, such as Europe/Berlin"),
    )
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def daily_channel(
        self, interaction: Interaction, channel: discord.TextChannel, zone: str, at: int = DEFAULT_HOUR
    ) -> None:
        """Save the choice, and post today's if its hour is past."""
        require_manager(interaction)
        require_permissions(channel)
        db, guild_id = interaction.client.db, channel.guild.id
        setting = await set_challenge_channel(db, guild_id, channel.id, at, zone, discord.utils.utcnow())
        self._plan(setting)
        said = _("Every day at {hour} ({zone}), the challenge appears in {channel}.").format(
            hour=hour(setting.post_hour), zone=setting.zone, channel=channel.mention
        )
        await show(interaction, Screen(said))
        await self.post(guild_id)

    async def catch_up(self) -> None:
        """Plan the next post of every guild, and post wherever today's is missing."""
        for setting in await posting_guilds(self.bot.db):
            self._plan(setting)
        for guild_id in await guilds_without_post(self.bot.db, discord.utils.utcnow()):
            await self.post(guild_id)

    async def post_and_plan(self, setting: GuildSetting) -> None:
        """Send a guild its post at its hour, and plan the next one."""
        self._plan(setting)
        await self.post(setting.guild_id)

    async def post(self, guild_id: int) -> None:
        """Send a guild its post of today, once, and add the results to those of the days before."""
        async with self._posting:
            now = discord.utils.utcnow()
            due = await claim(self.bot.db, self.bot.curriculum, guild_id, now)
            if due is None:
                return
            try:
                await self._send(due)
            except (discord.Forbidden, discord.NotFound) as error:
                log.warning("Guild %s: the daily challenge cannot be posted: %s", guild_id, error)
                gone = isinstance(error, discord.NotFound)  # no message can be in a channel that is not there
                await stop_posting(self.bot.db, due, str(error), certainly_not_sent=gone or not due.doubtful)
            except DISCORD_IS_AWAY as error:
                log.warning("Guild %s: whether the daily challenge was posted is not known yet: %s", guild_id, error)
                run_in(self.bot.scheduler, RETRY, self.post, guild_id, name=f"daily: again {guild_id}")
            else:
                await self._look_for_doubtful(guild_id)
                await self._add_results(guild_id)

    async def _send(self, due: Due) -> None:
        message = await self._find(due.post) if due.doubtful else None
        if message is None:
            nonce = f"daily{due.post.day:%y%m%d}{due.post.guild_id % 10**12:x}"
            message = await self._channel(due.post).send(view=post_screen(due), nonce=nonce[:25])
        await confirm(self.bot.db, due.post, message.id)

    async def _look_for_doubtful(self, guild_id: int) -> None:
        """Find out which posts of earlier days were sent; they are too late to be sent now."""
        db = self.bot.db
        for post in await doubtful_posts(db, guild_id, discord.utils.utcnow()):
            try:
                message = await self._find(post)
            except discord.NotFound:
                message = None  # no message can be in a channel that is not there
            except DISCORD_IS_AWAY as error:
                log.warning("Guild %s: whether %s was posted is looked up another day: %s", guild_id, post.day, error)
                continue
            if message:
                await confirm(db, post, message.id)
            else:
                await release(db, post)

    def _channel(self, post: Post) -> discord.PartialMessageable:
        return self.bot.get_partial_messageable(post.channel_id, guild_id=post.guild_id)

    async def _find(self, post: Post) -> discord.Message | None:
        """The message of a post that was claimed and perhaps sent before the bot stopped."""
        mark, channel = f"daily:door:{post.day}:", self._channel(post)
        begin = post.claimed_at - CLOCK_TOLERANCE
        async for message in channel.history(limit=None, after=begin, before=begin + LOOK_FOR):
            view = discord.ui.LayoutView.from_message(message, timeout=None)
            ids = [str(getattr(item, "custom_id", "")) for item in view.walk_children()]
            if self.bot.user and message.author.id == self.bot.user.id and any(i.startswith(mark) for i in ids):
                return message
        return None

    async def _add_results(self, guild_id: int) -> None:
        bot = self.bot
        for post, found in await results(bot.db, bot.curriculum, guild_id, discord.utils.utcnow()):
            message = self._channel(post).get_partial_message(post.message_id or 0)
            daily = of_day(bot.curriculum, guild_id, str(post.day))
            try:
                await message.edit(view=results_screen(post, daily, found))
            except (discord.NotFound, discord.Forbidden) as error:
                log.info("Guild %s: the post of %s gets no results: %s", guild_id, post.day, error)
            except DISCORD_IS_AWAY as error:
                log.warning("Guild %s: the post of %s gets its results another day: %s", guild_id, post.day, error)
                continue
            await close(bot.db, post)

    def _plan(self, setting: GuildSetting) -> None:
        now = discord.utils.utcnow()
        tomorrow = setting.calendar.start(setting.calendar.day(now) + timedelta(days=1))
        name = f"daily: {setting.guild_id}"
        run_in(self.bot.scheduler, tomorrow - now, self.post_and_plan, setting, name=name)


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(DailyCog(bot))
    bot.add_controls(Door, SharedSolutions)
