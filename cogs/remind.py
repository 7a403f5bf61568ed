"""/remind: one message a day at most, chosen by the member; and the job that sends what is due, minute by minute."""

import logging
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import DISCORD_IS_AWAY, Interaction, LearnBot
from bot.i18n import _
from bot.services.reminding import note_sign, offer_channel, untold_problem
from cogs._reminder import Later, StopTopic, Tomorrow, is_reminder_for
from cogs._reminding import (
    ChangeHours,
    HoursForm,
    OpenChoices,
    PickPlace,
    PickTopics,
    PickWeekdays,
    Resume,
    SetMention,
    TurnOff,
    TurnOn,
    own_choices,
    trouble_screen,
)
from cogs._wave import Wave
from cogs._weekly_report import GOAL_CONTROLS
from cogs.ui.layout import Screen, show
from cogs.ui.permissions import require_manager, require_permissions

log = logging.getLogger(__name__)

JOB = "remind: due"


class RemindCog(commands.Cog, name="Remind"):
    """Reminders as commands, and the job that sends them."""

    def __init__(self, bot: LearnBot) -> None:
        self.bot = bot
        self.wave = Wave(bot)

    async def cog_load(self) -> None:
        """Look every minute who is due."""
        self.bot.scheduler.add_job(self.tick, "interval", minutes=1, id=JOB, replace_existing=True)

    async def cog_unload(self) -> None:
        """Look no more, and send no more."""
        if self.bot.scheduler.get_job(JOB):  # not when the scheduler stopped first
            self.bot.scheduler.remove_job(JOB)
        await self.wave.stop()

    async def tick(self) -> None:
        """Begin to send what is due, unless it is being sent already."""
        self.wave.start()

    async def catch_up(self) -> None:
        """Send everything that is due, and wait until it is sent."""
        self.wave.start()
        await self.wave.finished()

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Whoever presses anything on a reminder has read it."""
        message = interaction.message
        if message is not None and not message.flags.ephemeral and is_reminder_for(message, interaction.user.id):
            await note_sign(self.bot.db, interaction.user.id, discord.utils.utcnow())

    @commands.Cog.listener()
    async def on_app_command_completion(self, interaction: Interaction, command: Any) -> None:
        """Tell a member once, after any command, that their reminders could not be sent, and what to do."""
        if interaction.response.type is discord.InteractionResponseType.modal:
            return  # nothing can follow a form; the next command does as well
        user = interaction.user.id
        problem = await untold_problem(self.bot.db, user)
        if problem is None or command is self.remind:
            return
        try:
            await interaction.followup.send(view=trouble_screen(problem, user), ephemeral=True)
        except DISCORD_IS_AWAY as error:
            log.info("Member %s was not told that they cannot be reminded: %s", user, error)

    @app_commands.command(description=locale_str("One message a day at most, when you choose: on or off, hours, days"))
    async def remind(self, interaction: Interaction) -> None:
        """Show all choices."""
        await show(interaction, await own_choices(interaction))

    @app_commands.command(
        name="remind-channel", description=locale_str("Choose a channel in which members may be reminded, or none")
    )
    @app_commands.describe(channel=locale_str("The channel that is offered; leave it out to offer none"))
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def remind_channel(self, interaction: Interaction, channel: discord.TextChannel | None = None) -> None:
        """Save the choice."""
        require_manager(interaction)
        if channel:
            require_permissions(channel)
        user, now = interaction.user.id, discord.utils.utcnow()
        await offer_channel(
            interaction.client.db, interaction.guild_id or 0, user, channel.id if channel else None, now
        )
        if channel:
            said = _("Members can now choose with /remind to be reminded in {channel}.").format(channel=channel.mention)
        else:
            said = _("Members are reminded in no channel of this server. I tell those who were.")
        await show(interaction, Screen(said))


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(RemindCog(bot))
    bot.add_controls(
        TurnOn,
        TurnOff,
        Resume,
        OpenChoices,
        ChangeHours,
        PickWeekdays,
        PickTopics,
        PickPlace,
        Later,
        Tomorrow,
        StopTopic,
        SetMention,
        *GOAL_CONTROLS,
    )
    bot.add_forms(HoursForm)
