"""/daily and the challenge of the day in its channel: posted once at the guild's hour, with its results a day later."""

import logging

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import DISCORD_IS_AWAY, Interaction, LearnBot
from bot.domain.guild import Post
from bot.domain.translatable import gettext_noop as N_  # noqa: N812
from bot.errors import UserError
from bot.i18n import _
from bot.services.challenge import open_challenge
from bot.services.daily import KIND, close, of_day, recap, results, set_challenge_channel, todays
from bot.services.posts import Due
from cogs._challenge import standing
from cogs._daily import Door, SharedSolutions, band_names, post_screen, results_screen
from cogs._grading import task_screen
from cogs._posting import NotNow, Poster
from cogs.ui import navigation
from cogs.ui.layout import QUIET, Screen, show
from cogs.ui.permissions import require_manager, require_permissions
from cogs.ui.words import hour

log = logging.getLogger(__name__)

DEFAULT_HOUR = 9
NO_CHALLENGES = N_("there are no challenges of the day yet")


class DailyPoster(Poster):
    """The challenge of the day, and the results of the days before."""

    async def compose(self, due: Due) -> Screen | NotNow:
        """Today's three doors, and what came of yesterday."""
        bot, post = self.bot, due.post
        try:
            daily = of_day(bot.curriculum, post.guild_id, str(post.day))
        except UserError:
            return NotNow(NO_CHALLENGES)
        yesterday = await recap(bot.db, bot.curriculum, due, discord.utils.utcnow())
        return post_screen(post, daily, yesterday, self.mentions(due))

    def mark(self, post: Post) -> str:
        """The doors of the day."""
        return f"daily:door:{post.day}:"

    def mentions(self, due: Due) -> list[int]:
        """Those who wish to hear of it."""
        role = due.settings.role("daily-ping-role")
        return [role] if role else []

    async def afterwards(self, guild_id: int) -> None:
        """Add the results to the posts of earlier days."""
        bot = self.bot
        for post, found in await results(bot.db, bot.curriculum, guild_id, discord.utils.utcnow()):
            message = self.channel(post).get_partial_message(post.message_id or 0)
            daily = of_day(bot.curriculum, guild_id, str(post.day))
            try:
                await message.edit(
                    view=results_screen(post, daily, found), allowed_mentions=discord.AllowedMentions.none()
                )
            except (discord.NotFound, discord.Forbidden) as error:
                log.info("Guild %s: the post of %s gets no results: %s", guild_id, post.day, error)
            except DISCORD_IS_AWAY as error:
                log.warning("Guild %s: the post of %s gets its results another day: %s", guild_id, post.day, error)
                continue
            await close(bot.db, post)


class DailyCog(commands.Cog, name="Daily"):
    """The challenge of the day, for members and for the guild's channel."""

    def __init__(self, bot: LearnBot) -> None:
        self._poster = DailyPoster(bot, KIND)
        self.posters = (self._poster,)

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
        user, now = interaction.user.id, discord.utils.utcnow()
        settings = await set_challenge_channel(db, guild_id, user, channel.id, at, zone, now)
        said = _("Every day at {hour} ({zone}), the challenge appears in {channel}.").format(
            hour=hour(settings.hour("post-hour")), zone=settings.value("zone"), channel=channel.mention
        )
        await show(interaction, Screen(said))
        await self.post(guild_id)

    async def post(self, guild_id: int) -> None:
        """Send a guild its post of today, once, and add the results to those of the days before."""
        await self._poster.post(guild_id)


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(DailyCog(bot))
    bot.add_controls(Door, SharedSolutions)
