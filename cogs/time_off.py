"""Days off, reached from /settings: nothing is missed on them and nobody is reminded."""

import discord
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.time_off import TimeOff
from bot.i18n import _, ngettext
from bot.services.time_off import coming_time_off, end_time_off, take_time_off
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton
from cogs.ui.forms import PersistentForm, Values, text_field
from cogs.ui.layout import GREEN, Row, Screen, show

MAX_DAY = 10  # characters of 2026-08-01
SHOWN = 4


class OpenTimeOff(PersistentButton, custom_id=navigation.TIME_OFF):
    """To the member's days off."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them."""
        await show(interaction, await time_off_screen(interaction))


class AskTimeOff(PersistentButton, custom_id="time-off:ask:{owner}"):
    """To the form for days off."""

    async def pressed(self, interaction: Interaction) -> None:
        """Open it."""
        first = text_field(_("The first day off"), "first", hint=_("Such as 2026-08-01"), limit=MAX_DAY)
        hint = _("Leave it empty for a single day")
        last = text_field(_("The last day off"), "last", hint=hint, limit=MAX_DAY, required=False)
        await interaction.response.send_modal(TimeOffForm(_("Days off"), first, last, owner=interaction.user.id))


class TimeOffForm(PersistentForm, custom_id="time-off:take:{owner}"):
    """The first and the last day off."""

    @classmethod
    async def submitted(cls, interaction: Interaction, state: dict[str, str], values: Values) -> None:
        """Save them."""
        bot, user = interaction.client, interaction.user.id
        await take_time_off(bot.db, user, values["first"], values["last"], discord.utils.utcnow())
        await show(interaction, await time_off_screen(interaction))


class EndTimeOff(PersistentButton, custom_id="time-off:end:{owner}:{first}"):
    """Takes days off back, from today on."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it."""
        bot, user = interaction.client, interaction.user.id
        await end_time_off(bot.db, user, self.state["first"], discord.utils.utcnow())
        await show(interaction, await time_off_screen(interaction))


async def time_off_screen(interaction: Interaction) -> Screen:
    """The days off that are not over, and how to take some or to be back earlier."""
    user = interaction.user.id
    times = await coming_time_off(interaction.client.db, user, discord.utils.utcnow())
    lines = [f"- {_words(time)}" for time in times] or [_("None are planned.")]
    ends: Row = [
        EndTimeOff(
            _("Take back {first}").format(first=time.first.isoformat()), owner=user, first=time.first.isoformat()
        )
        for time in times[:SHOWN]
    ]
    return Screen(
        _("## Days off"),
        "\n".join(lines),
        _("Your streak doesn't break on them, I don't remind you, and what comes due is spread out afterwards."),
        [AskTimeOff(_("Take days off"), style=GREEN, owner=user), navigation.open_settings(user)],
        ends,
    )


def _words(time: TimeOff) -> str:
    if time.days == 1:
        return time.first.isoformat()
    days = ngettext("{count} day", "{count} days", time.days).format(count=time.days)
    return _("{first} to {last}, {days}").format(first=time.first.isoformat(), last=time.last.isoformat(), days=days)


class TimeOffCog(commands.Cog, name="TimeOff"):
    """Days off; they are reached from the settings."""


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(TimeOffCog())
    bot.add_controls(OpenTimeOff, AskTimeOff, EndTimeOff)
    bot.add_forms(TimeOffForm)
