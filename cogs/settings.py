"""/settings: time zone, begin of the day, goal, language, the colours of pictures, and who may look."""

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.calendar import LATEST_ROLLOVER
from bot.domain.learner import Visibility
from bot.domain.pictures import Look
from bot.errors import UserError
from bot.i18n import _, languages
from bot.services.pictures import set_look
from bot.services.settings import (
    Settings,
    load_settings,
    set_goal,
    set_language,
    set_rollover,
    set_visibility,
    set_zone,
)
from bot.services.start import load_learner
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, PersistentSelect, option
from cogs.ui.forms import PersistentForm, Values
from cogs.ui.layout import GOOD, GREEN, QUIET, Screen, show
from cogs.ui.state import OUTDATED, whole_number
from cogs.ui.words import hour
from cogs.ui.zones import RETYPE, START, TAKE, zone_field, zone_question
from cogs.ui.zones import SETTINGS as FROM_SETTINGS

AUTOMATIC = "automatic"
LANGUAGE_NAMES = {"en": "English"}


class ZoneForm(PersistentForm, custom_id="zone:typed:{owner}:{then}"):
    """Asks for the time zone once more."""

    @classmethod
    async def submitted(cls, interaction: Interaction, state: dict[str, str], values: Values) -> None:
        """Take the zone, or ask about it."""
        await _take_zone(interaction, values["zone"], state["then"])


class TakeZone(PersistentButton, custom_id=TAKE):
    """One of the suggested zones."""

    async def pressed(self, interaction: Interaction) -> None:
        """Take it."""
        await _take_zone(interaction, self.state["zone"], self.state["then"])


class RetypeZone(PersistentButton, custom_id=RETYPE):
    """To typing the zone again."""

    async def pressed(self, interaction: Interaction) -> None:
        """Open the form."""
        await _ask_for_zone(interaction, self.state["then"])


class OpenSettings(PersistentButton, custom_id=navigation.SETTINGS):
    """To all settings."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them."""
        await show(interaction, await settings_screen(interaction))


class PickRollover(PersistentSelect, custom_id="settings:rollover:{owner}"):
    """The hours at which a day may begin."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save the hour."""
        now = discord.utils.utcnow()
        await set_rollover(interaction.client.db, interaction.user.id, whole_number(self.chosen), now)
        await show(interaction, await settings_screen(interaction))


class PickGoal(PersistentSelect, custom_id="settings:goal:{owner}"):
    """The tracks to choose a goal from."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save the goal."""
        bot = interaction.client
        await set_goal(bot.db, bot.curriculum, interaction.user.id, self.chosen, discord.utils.utcnow())
        await show(interaction, await settings_screen(interaction))


class PickLanguage(PersistentSelect, custom_id="settings:language:{owner}"):
    """The languages that there are."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save the language, and speak it."""
        language = None if self.chosen == AUTOMATIC else self.chosen
        if language and language not in languages():
            raise UserError("I don't speak that language yet. Pick one from the list.")
        await set_language(interaction.client.db, interaction.user.id, language, discord.utils.utcnow())
        await show(interaction, await settings_screen(interaction))


class PickLook(PersistentSelect, custom_id="settings:look:{owner}"):
    """Dark or light pictures."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save the colours."""
        if self.chosen not in tuple(Look):
            raise UserError(OUTDATED)
        await set_look(interaction.client.db, interaction.user.id, Look(self.chosen), discord.utils.utcnow())
        await show(interaction, await settings_screen(interaction))


class SetVisibility(PersistentButton, custom_id="settings:visibility:{owner}:{visibility}"):
    """Lets the members of this server look, or not."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save who may look."""
        if self.state["visibility"] not in tuple(Visibility):
            raise UserError(OUTDATED)
        visibility = Visibility(self.state["visibility"])
        now = discord.utils.utcnow()
        await set_visibility(interaction.client.db, interaction.user.id, interaction.guild_id, visibility, now)
        await show(interaction, await settings_screen(interaction))


async def settings_screen(interaction: Interaction) -> Screen:
    """All settings with what they are now."""
    bot, user = interaction.client, interaction.user.id
    settings = await load_settings(bot.db, user, interaction.guild_id)
    learner = settings.learner
    hours = [
        option(_("My day begins at {hour}").format(hour=hour(number)), str(number), chosen=number == learner.rollover)
        for number in range(LATEST_ROLLOVER + 1)
    ]
    goals = [
        option(_("My goal: {goal}").format(goal=track.title), track.id, chosen=track.id == learner.goal)
        for track in bot.curriculum.tracks.values()
    ]
    return Screen(
        _("## Your settings"),
        _zone_line(learner.zone, learner.calendar.zone),
        [
            RetypeZone(_("Change time zone"), owner=user, then=FROM_SETTINGS),
            navigation.open_time_off(user),
            navigation.open_start(QUIET),
            navigation.set_comparing(user, comparing=not settings.comparing),
        ],
        [PickRollover(_("When does your day begin?"), hours, owner=user)],
        [PickGoal(_("Where do you want to get?"), goals, owner=user)],
        [PickLanguage(_("Language"), _language_options(learner.language), owner=user)],
        [PickLook(_("Pictures"), _look_options(settings.look), owner=user)],
        *_visibility_blocks(settings, user),
    )


def _zone_line(zone: str | None, clock: Any) -> str:
    now = discord.utils.utcnow().astimezone(clock)
    if zone is None:
        return _("**Time zone:** not chosen yet, so your day follows UTC (now {time}).").format(time=f"{now:%H:%M}")
    return _("**Time zone:** {zone} (now {time})").format(zone=zone, time=f"{now:%H:%M}")


def _language_options(current: str | None) -> list[discord.SelectOption]:
    named = [
        option(_("Language: {language}").format(language=LANGUAGE_NAMES.get(name, name)), name, chosen=name == current)
        for name in languages()
    ]
    return [option(_("Language: as in Discord"), AUTOMATIC, chosen=current is None), *named]


def _look_options(current: Look) -> list[discord.SelectOption]:
    return [
        option(_("Pictures: dark"), Look.DARK.value, chosen=current is Look.DARK),
        option(_("Pictures: light"), Look.LIGHT.value, chosen=current is Look.LIGHT),
    ]


def _visibility_blocks(settings: Settings, user: int) -> list[Any]:
    if settings.visibility is None:
        return [_("**Who may look:** chosen per server. Type /settings there.")]
    if not settings.profiles:
        return [_("**Who may look (this server):** only you. This server keeps everybody's progress private.")]
    if settings.visibility is Visibility.PRIVATE:
        text = _("**Who may look (this server):** only you. Others see nothing unless you press Share.")
        button = SetVisibility(_("Let this server look"), owner=user, visibility=Visibility.VISIBLE.value)
    else:
        text = _(
            "**Who may look (this server):** every member, with /progress and your name. "
            "They see all your progress, also what you did elsewhere."
        )
        button = SetVisibility(_("Make it private"), owner=user, visibility=Visibility.PRIVATE.value)
    return [text, [button]]


async def _ask_for_zone(interaction: Interaction, then: str) -> None:
    learner = await load_learner(interaction.client.db, interaction.user.id)
    await interaction.response.send_modal(
        ZoneForm(_("Time zone"), zone_field(learner.zone), owner=interaction.user.id, then=then)
    )


async def _take_zone(interaction: Interaction, text: str, then: str) -> None:
    bot, user = interaction.client, interaction.user.id
    match = await set_zone(bot.db, user, text, discord.utils.utcnow())
    if match.zone is None:
        await show(interaction, zone_question(user, text, match, then))
    elif then == START:
        learner = await load_learner(bot.db, user)
        onward: discord.ui.Button[Any] = discord.ui.Button(
            label=_("Go on"), style=GREEN, custom_id=navigation.WELCOME.format(owner=user)
        )
        await show(interaction, Screen(_zone_line(match.zone, learner.calendar.zone), [onward], colour=GOOD))
    else:
        await show(interaction, await settings_screen(interaction))


class SettingsCog(commands.Cog, name="Settings"):
    """The settings as a command."""

    @app_commands.command(
        description=locale_str("Your time zone, your day, your goal, your language, and who may look")
    )
    async def settings(self, interaction: Interaction) -> None:
        """Show all settings."""
        await show(interaction, await settings_screen(interaction))


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(SettingsCog())
    bot.add_controls(OpenSettings, TakeZone, RetypeZone, PickRollover, PickGoal, PickLanguage, PickLook, SetVisibility)
    bot.add_forms(ZoneForm)
