"""The choices of /remind, each to be changed at once."""

from collections.abc import Mapping

import discord

from bot.client import Interaction
from bot.domain.reminder import Topic
from bot.errors import UserError
from bot.i18n import _
from bot.services.mentions import Mention, mention_role
from bot.services.reminding import (
    View,
    set_hours,
    set_place,
    set_topics,
    set_weekdays,
    turn_off,
    turn_on,
    view_reminding,
)
from cogs._remind import choices_text, mention_text, problem_text, topic_name, weekday_names
from cogs._weekly_report import OpenWeeklyGoal
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, PersistentChoices, PersistentSelect, option
from cogs.ui.forms import PersistentForm, Values, text_field
from cogs.ui.layout import ACCENT, GOOD, GREEN, Block, Screen, show
from cogs.ui.roles import has_role, set_own_role
from cogs.ui.state import OUTDATED, whole_number
from cogs.ui.words import hour

BY_MESSAGE, HERE, ELSEWHERE = "message", "here", "elsewhere"
YES, NO = "1", "0"


class TurnOn(PersistentButton, custom_id="remind:on:{owner}"):
    """Turns reminders on, or tries again after they could not be sent."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        await show(interaction, choices_screen(interaction, await turn_on(bot.db, user, interaction.guild_id, now)))


class Resume(PersistentButton, custom_id="remind:resume:{owner}:{day}"):
    """On the last reminder: turns them on again."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        await show(interaction, choices_screen(interaction, await turn_on(bot.db, user, interaction.guild_id, now)))


class TurnOff(PersistentButton, custom_id="remind:off:{owner}"):
    """Turns reminders off."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        await show(interaction, choices_screen(interaction, await turn_off(bot.db, user, interaction.guild_id, now)))


class OpenChoices(PersistentButton, custom_id=navigation.REMINDERS):
    """To the choices."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them."""
        await show(interaction, await own_choices(interaction))


class ChangeHours(PersistentButton, custom_id="remind:hours:{owner}"):
    """To the form for the hours."""

    async def pressed(self, interaction: Interaction) -> None:
        """Open it, with what is chosen now."""
        view = await view_reminding(interaction.client.db, interaction.user.id, interaction.guild_id)
        await interaction.response.send_modal(hours_form(view, interaction.user.id))


class HoursForm(PersistentForm, custom_id="remind:typed:{owner}"):
    """Asks for the hour, and for the quiet hours."""

    @classmethod
    async def submitted(cls, interaction: Interaction, state: dict[str, str], values: Values) -> None:
        """Save all of them, or none."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        typed = values["hour"], values["quiet_from"], values["quiet_to"]
        await show(
            interaction, choices_screen(interaction, await set_hours(bot.db, user, interaction.guild_id, *typed, now))
        )


class PickWeekdays(PersistentChoices, custom_id="remind:weekdays:{owner}"):
    """The days of the week."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save them."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        picked = [whole_number(value) for value in self.item.values]
        view = await set_weekdays(bot.db, user, interaction.guild_id, picked, now)
        await show(interaction, choices_screen(interaction, view))


class PickTopics(PersistentChoices, custom_id="remind:topics:{owner}"):
    """What may be mentioned."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        view = await set_topics(bot.db, user, interaction.guild_id, self.item.values, now)
        await show(interaction, choices_screen(interaction, view))


class PickPlace(PersistentSelect, custom_id="remind:place:{owner}"):
    """By direct message, or in the server's channel."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it."""
        if self.chosen not in (BY_MESSAGE, HERE, ELSEWHERE):
            raise UserError(OUTDATED)
        if self.chosen != ELSEWHERE:
            bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
            await set_place(bot.db, user, interaction.guild_id, self.chosen == HERE, now)
        await show(interaction, await own_choices(interaction))


class SetMention(PersistentButton, custom_id="remind:mention:{owner}:{mention}:{wanted}"):
    """Takes a role that this server's posts mention, or gives it back."""

    async def pressed(self, interaction: Interaction) -> None:
        """Change the role, and show the choices again."""
        if self.state["mention"] not in tuple(Mention):
            raise UserError(OUTDATED)
        db, mention, wanted = interaction.client.db, Mention(self.state["mention"]), self.state["wanted"] == YES
        role = await mention_role(db, interaction.guild_id, mention)
        await set_own_role(interaction, role, wanted=wanted, reason="chosen with /remind")
        view = await view_reminding(db, interaction.user.id, interaction.guild_id)
        await show(interaction, choices_screen(interaction, view, {mention: wanted}))


def trouble_screen(problem: str, owner: int) -> Screen:
    """Why nothing could be sent, and the button to try again."""
    return Screen(
        problem_text(problem), [TurnOn(_("Try again"), style=GREEN, owner=owner), navigation.open_reminders(owner)]
    )


async def own_choices(interaction: Interaction) -> Screen:
    """The member's own choices, as they are."""
    view = await view_reminding(interaction.client.db, interaction.user.id, interaction.guild_id)
    return choices_screen(interaction, view)


def choices_screen(interaction: Interaction, view: View, changed: Mapping[Mention, bool] | None = None) -> Screen:
    """All choices; `changed` are the mentions that were taken or given back just now."""
    owner, reminding = interaction.user.id, view.reminding
    days = [option(day, str(number), chosen=number in reminding.weekdays) for number, day in enumerate(weekday_names())]
    topics = [option(topic_name(topic), topic, chosen=topic in reminding.topics) for topic in Topic]
    return Screen(
        _("## Your reminders"),
        choices_text(view, discord.utils.utcnow()),
        [
            _switch(view, owner),
            ChangeHours(_("Change hours"), owner=owner),
            OpenWeeklyGoal(_("Weekly goal"), owner=owner),
        ],
        [PickWeekdays(_("On which days?"), days, owner=owner)],
        [PickTopics(_("What may I mention?"), topics, owner=owner)],
        [PickPlace(_("Where?"), _places(interaction, view), owner=owner)],
        *_mention_blocks(interaction, view, changed or {}),
        colour=GOOD if reminding.on else ACCENT,
    )


def hours_form(view: View, owner: int) -> HoursForm:
    """The form for the hours, filled in."""
    quiet = view.reminding.quiet
    hint = _("The same hour twice, or nothing: no quiet hours")
    return HoursForm(
        _("When may I write?"),
        text_field(_("At which hour?"), "hour", hint="18:00", value=hour(view.reminding.hour), limit=5),
        text_field(_("Quiet from"), "quiet_from", hint=hint, value=hour(quiet.begin), limit=5, required=False),
        text_field(_("Quiet until"), "quiet_to", hint=hint, value=hour(quiet.end), limit=5, required=False),
        owner=owner,
    )


def _switch(view: View, owner: int) -> PersistentButton:
    if view.problem:
        return TurnOn(_("Try again"), style=GREEN, owner=owner)
    if view.reminding.on:
        return TurnOff(_("Turn off"), owner=owner)
    return TurnOn(_("Turn on"), style=GREEN, owner=owner)


def _mention_blocks(interaction: Interaction, view: View, changed: Mapping[Mention, bool]) -> list[Block]:
    """By which posts of this server the member is mentioned, and a button for each; nothing where there are none."""
    user = interaction.user
    taken = {mention: changed.get(mention, has_role(user, role)) for mention, role in view.mentions.items()}
    if not taken:
        return []
    buttons = [
        SetMention(_mention_label(mention, on=on), owner=user.id, mention=mention, wanted=NO if on else YES)
        for mention, on in taken.items()
    ]
    return [mention_text(taken), buttons]


def _mention_label(mention: Mention, *, on: bool) -> str:
    return {
        Mention.DAILY: _("No daily ping") if on else _("Daily ping"),
        Mention.NUDGES: _("No ping for nudges") if on else _("Ping for nudges"),
    }[mention]


def _places(interaction: Interaction, view: View) -> list[discord.SelectOption]:
    reminding, guild = view.reminding, interaction.guild
    here = reminding.in_channel and reminding.guild_id == interaction.guild_id
    places = [option(_("By direct message"), BY_MESSAGE, chosen=not reminding.in_channel)]
    if view.channel_id is not None:
        channel = guild.get_channel(view.channel_id) if guild else None
        name = f"#{channel.name}" if channel else _("the channel for reminders")
        told = _("Everybody there can read it; only you are mentioned")
        places.append(option(_("In {channel}").format(channel=name), HERE, told, chosen=here))
    if reminding.in_channel and not (here and view.channel_id):
        places.append(option(_("In a server's channel, as now"), ELSEWHERE, chosen=True))
    return places
