"""/server: settings, status, the audit, where the curriculum gives trouble, and office hours. For managers only."""

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.guild_settings import Group
from bot.errors import UserError
from bot.i18n import _
from bot.services.guild_settings import definition_of, load_guild_settings
from bot.services.server_curriculum import curriculum_insights
from cogs._office_hours import Announcer, announced_text, office_hours
from cogs._server import full_title, matching_settings, save_setting, value_choices, value_text
from cogs._server_curriculum import insights_screen
from cogs._server_settings import SETTINGS_CONTROLS, ZoneForm, settings_page
from cogs._server_status import STATUS_CONTROLS, audit_screen, status_screen
from cogs.ui.layout import Screen, shortened, show, show_later
from cogs.ui.permissions import require_manager

MAX_CHOICES = 25
DEFAULT_MINUTES = 60


@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class ServerCog(
    commands.GroupCog,
    name="Server",
    group_name="server",
    group_description=locale_str("For those who manage this server: settings and status"),
):
    """Everything about a server as a group of commands."""

    def __init__(self, bot: LearnBot) -> None:
        self.announcer = Announcer(bot)

    @app_commands.command(description=locale_str("All settings of this server: what each is for, and changing it"))
    async def settings(self, interaction: Interaction) -> None:
        """Show the first page."""
        await show(interaction, await settings_page(interaction, Group.POSTS))

    @app_commands.command(name="set", description=locale_str("Change one setting of this server"))
    @app_commands.describe(
        setting=locale_str("Which one"), value=locale_str("What it shall be; leave it out for the default")
    )
    async def change(self, interaction: Interaction, setting: str, value: str = "") -> None:
        """Save it, and say what it is now."""
        settings = await save_setting(interaction, setting, value)
        definition = definition_of(setting)
        said = _("Saved: **{title}** is now {value}.").format(
            title=full_title(definition), value=value_text(definition, settings.value(setting))
        )
        await show(interaction, Screen(said))

    @change.autocomplete("setting")
    async def settings_like(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        """The settings whose name or title holds what is typed."""
        found = matching_settings(current)[:MAX_CHOICES]
        return [
            app_commands.Choice(name=shortened(full_title(definition), 100), value=definition.name)
            for definition in found
        ]

    @change.autocomplete("value")
    async def values_like(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        """What the chosen setting may be; names of channels are for nobody but managers."""
        if not interaction.permissions.manage_guild:
            return []
        found = value_choices(interaction.guild, str(interaction.namespace.setting or ""), current)[:MAX_CHOICES]
        return [app_commands.Choice(name=shortened(label, 100), value=value) for label, value in found]

    @app_commands.command(description=locale_str("What I posted here, what comes next, what was left out, and why"))
    async def status(self, interaction: Interaction) -> None:
        """Show how things stand."""
        await show(interaction, await status_screen(interaction))

    @app_commands.command(description=locale_str("Who changed which setting of this server, from what to what"))
    async def audit(self, interaction: Interaction) -> None:
        """Show the newest changes."""
        await show(interaction, await audit_screen(interaction, 0))

    @app_commands.command(description=locale_str("Where the curriculum gives many of your members trouble"))
    async def curriculum(self, interaction: Interaction) -> None:
        """Show what concerns five people or more."""
        require_manager(interaction)
        await interaction.response.defer(ephemeral=True)
        bot, guild_id = interaction.client, interaction.guild_id or 0
        found = await curriculum_insights(bot.db, bot.curriculum, guild_id, discord.utils.utcnow())
        await show_later(interaction, insights_screen(found))

    @app_commands.command(name="office-hours", description=locale_str("Announce an hour for questions as an event"))
    @app_commands.describe(
        at=locale_str("Day and time by this server's clock, such as 2027-01-31 18:00"),
        title=locale_str("What it is called"),
        minutes=locale_str("How long it takes; an hour unless you say otherwise"),
        channel=locale_str("A voice or stage channel; leave it out to meet in text"),
    )
    async def office_hours(
        self,
        interaction: Interaction,
        at: str,
        title: app_commands.Range[str, 1, 100] = "",
        minutes: int = DEFAULT_MINUTES,
        channel: discord.VoiceChannel | discord.StageChannel | None = None,
    ) -> None:
        """Make the event."""
        require_manager(interaction)
        guild = interaction.guild
        if guild is None:
            raise UserError("Office hours belong to a server. Type the command there.")
        settings = await load_guild_settings(interaction.client.db, guild.id)
        planned = office_hours(settings, title, at, minutes, discord.utils.utcnow())
        meeting = guild.get_channel(settings.channel("study-channel") or settings.channel("general-channel") or 0)
        await interaction.response.defer(ephemeral=True)
        where = f"#{meeting.name}" if meeting else guild.name
        url = await self.announcer.announce(guild, planned, channel, where)
        await show_later(interaction, Screen(announced_text(planned, url)))


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(ServerCog(bot))
    bot.add_controls(*SETTINGS_CONTROLS, *STATUS_CONTROLS)
    bot.add_forms(ZoneForm)
