"""/daily and the challenge of the day in its channel: posted once at the guild's hour, with its results a day later."""

import asyncio
import logging
from datetime import date, timedelta

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import DISCORD_IS_AWAY, Interaction, LearnBot
from bot.domain.daily import Band, Daily
from bot.domain.guild import GuildSetting, Post
from bot.errors import UserError
from bot.i18n import _, ngettext
from bot.scheduler import run_in
from bot.services.challenge import open_challenge
from bot.services.daily import (
    DEFAULT_HOUR,
    Due,
    Result,
    claim,
    close,
    confirm,
    guilds_without_post,
    of_day,
    posting_guilds,
    results,
    set_challenge_channel,
    shared_solutions,
    stop_posting,
    todays,
)
from cogs._challenge import kind_name, standing
from cogs._grading import task_screen
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton
from cogs.ui.layout import GREEN, QUIET, Screen, show
from cogs.ui.permissions import require_manager, require_permissions
from cogs.ui.words import code_block, hour

log = logging.getLogger(__name__)

RETRY = timedelta(minutes=10)
LOOK_FOR = timedelta(minutes=30)
CLOCK_TOLERANCE = timedelta(minutes=2)  # Discord's clock is not ours


class Door(PersistentButton, custom_id="daily:door:{day}:{band}"):
    """Under the post of a day: to the challenge of one difficulty, for whoever presses it."""

    async def pressed(self, interaction: Interaction) -> None:
        """Offer the challenge to this member alone."""
        challenges = of_day(interaction.client.curriculum, interaction.guild_id, self.state["day"]).challenges
        ahead = self.state["day"] > str(discord.utils.utcnow().date() + timedelta(days=1))
        if ahead or self.state["band"] not in tuple(Band):
            raise UserError("This is from an older version of me and no longer works. Type /daily for today's.")
        challenge = challenges[Band(self.state["band"])]
        row = [navigation.open_challenge(interaction.user.id, challenge.id, _("Open it"), GREEN)]
        facts = _("level {level} · {kind} · about {minutes} min").format(
            level=challenge.level, kind=kind_name(challenge.kind), minutes=challenge.minutes
        )
        await show(interaction, Screen(f"## {challenge.title}\n{facts}", row))


class SharedSolutions(PersistentButton, custom_id="daily:shared:{day}"):
    """Under the results of a day: to the solutions that their authors chose to show."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them, each covered until one presses it."""
        bot = interaction.client
        found = await shared_solutions(bot.db, bot.curriculum, interaction.guild_id or 0, self.state["day"])
        covered = [
            f"**{result.challenge.title}** · <@{author}>\n{code_block(code)}"
            for result in found
            for author, code in result.shared
        ]
        heading = _("## Shared solutions") if covered else _("Nobody has shared a solution of that day yet.")
        await show(interaction, Screen(heading, covered=covered))


def daily_text(daily: Daily, day: date, *, late: bool = False) -> list[str]:
    """The day's theme and its three doors."""
    names = band_names()
    theme = daily.theme.replace("-", " ")
    heading = _("## Daily challenge · {day} · {theme}").format(day=day.isoformat(), theme=theme)
    if late:
        heading += "\n" + _("-# A little late today.")
    lines = [
        f"**{names[band]}:** {challenge.title}\n"
        + _("-# {kind} · about {minutes} min").format(kind=kind_name(challenge.kind), minutes=challenge.minutes)
        for band, challenge in daily.challenges.items()
    ]
    return [heading, _("Three doors to one theme; pick the one that fits.\n{doors}").format(doors="\n".join(lines))]


def band_names() -> dict[Band, str]:
    """The difficulties in words."""
    return {Band.FOUNDATIONS: _("Foundations"), Band.BUILDER: _("Builder"), Band.ARCHITECT: _("Architect")}


def post_screen(due: Due) -> Screen:
    """The post in the guild's channel."""
    doors = [Door(name, day=due.post.day, band=band.value) for band, name in band_names().items()]
    return Screen(*daily_text(due.daily, due.post.day, late=due.late), doors)


def results_screen(post: Post, daily: Daily, found: tuple[Result, ...]) -> Screen:
    """The post of a day that is over: how many tried and solved, the model solutions, and what was shared."""
    names = band_names()
    lines = []
    for result in found:
        tried = ngettext("{count} tried", "{count} tried", result.tried).format(count=result.tried)
        solved = ngettext("{count} solved", "{count} solved", result.solved).format(count=result.solved)
        lines.append(f"**{names[result.band]}:** {result.challenge.title} · {tried} · {solved}")
    doors = [Door(name, day=post.day, band=band.value) for band, name in names.items()]
    model = _("Model solution: {title}")
    covered = [
        f"**{model.format(title=result.challenge.title)}**\n{code_block(result.challenge.solution)}" for result in found
    ]
    heading = daily_text(daily, post.day)[0]
    ended = _("This day is over. The model solutions are below, covered; the doors stay open.")
    return Screen(
        heading,
        "\n".join([ended, *lines]),
        [*doors, SharedSolutions(_("Shared solutions"), day=post.day)],
        covered=covered,
    )


class DailyCog(commands.Cog, name="Daily"):
    """The challenge of the day, for members and for the guild's channel."""

    def __init__(self, bot: LearnBot) -> None:
        self.bot = bot
        self._posting = asyncio.Lock()

    async def cog_load(self) -> None:
        """Plan the next post of every guild."""
        for setting in await posting_guilds(self.bot.db):
            self._plan(setting)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Send what was missed while the bot was away."""
        await self.catch_up()

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
        """Post wherever today's post is missing."""
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
                await self._add_results(guild_id)

    async def _send(self, due: Due) -> None:
        channel = self.bot.get_partial_messageable(due.post.channel_id, guild_id=due.post.guild_id)
        message = await self._find(channel, due.post) if due.doubtful else None
        if message is None:
            nonce = f"daily{due.post.day:%y%m%d}{due.post.guild_id % 10**12:x}"
            message = await channel.send(view=post_screen(due), nonce=nonce[:25])
        await confirm(self.bot.db, due.post, message.id)

    async def _find(self, channel: discord.PartialMessageable, post: Post) -> discord.Message | None:
        """The message of a post that was claimed and perhaps sent before the bot stopped."""
        mark = f"daily:door:{post.day}:"
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
            message = bot.get_partial_messageable(post.channel_id, guild_id=guild_id).get_partial_message(
                post.message_id or 0
            )
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
