"""The screens and controls of reminders: the message of the day with its buttons, and the choices of /remind."""

from datetime import date
from typing import Any

import discord

from bot.client import Interaction
from bot.domain.reminder import Topic
from bot.errors import UserError
from bot.i18n import _
from bot.services.reminder import Reminder
from bot.services.reminding import (
    Moved,
    View,
    move_to_later,
    move_to_tomorrow,
    set_hours,
    set_place,
    set_topics,
    set_weekdays,
    stop_topic,
    turn_off,
    turn_on,
    view_reminding,
)
from cogs._remind import choices_text, message_text, problem_text, topic_name, weekday_names
from cogs._weekly_report import OpenWeeklyGoal, goal_select
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, PersistentChoices, PersistentSelect, option
from cogs.ui.forms import PersistentForm, Values, text_field
from cogs.ui.layout import ACCENT, GOOD, GREEN, QUIET, Picture, Screen, show
from cogs.ui.state import OUTDATED, whole_number
from cogs.ui.words import hour

MOST_ACTIONS = 3  # with these, the message comes tomorrow anyway, and five buttons are enough
BY_MESSAGE, HERE, ELSEWHERE = "message", "here", "elsewhere"


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


class Later(PersistentButton, custom_id="remind:later:{owner}:{day}:{turn}"):
    """Lets the message come again in three hours."""

    async def pressed(self, interaction: Interaction) -> None:
        """Say when it comes, or why it cannot."""
        db, user, now = interaction.client.db, interaction.user.id, discord.utils.utcnow()
        day = self.state["day"]
        moved = await move_to_later(db, user, day, whole_number(self.state["turn"]), now)
        if moved.today and moved.at is None:
            text = _("In three hours it is quiet time for you, or tomorrow already. Shall I write tomorrow instead?")
            await show(interaction, Screen(text, [Tomorrow(_("Tomorrow"), style=GREEN, owner=user, day=day)]))
        else:
            await show(interaction, _moved_screen(moved, user))


class Tomorrow(PersistentButton, custom_id="remind:tomorrow:{owner}:{day}"):
    """Lets the next message come tomorrow."""

    async def pressed(self, interaction: Interaction) -> None:
        """Say when it comes."""
        db, user, now = interaction.client.db, interaction.user.id, discord.utils.utcnow()
        await show(interaction, _moved_screen(await move_to_tomorrow(db, user, self.state["day"], now), user))


class StopTopic(PersistentSelect, custom_id="remind:stop:{owner}"):
    """The things that a message mentions, each to be mentioned no more."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it."""
        db, user, now = interaction.client.db, interaction.user.id, discord.utils.utcnow()
        if self.chosen not in tuple(Topic):
            raise UserError(OUTDATED)
        view = await stop_topic(db, user, self.chosen, now)
        if not view.reminding.on:
            text = _("That was all that I mentioned, so your reminders are off.")
        else:
            text = _("I won't mention {topic} any more.").format(topic=topic_name(Topic(self.chosen)))
        await show(interaction, Screen(text, [navigation.open_reminders(user)]))


def message_screen(reminder: Reminder, picture: Picture | None = None) -> Screen:
    """The message of the day: what there is to say, what to do about it, and how to hear less."""
    claim = reminder.claim
    owner, day = claim.user_id, claim.message.day
    text = message_text(reminder)
    if claim.guild_id is not None:
        text = f"<@{owner}> {text}"
    if reminder.farewell:
        return Screen(text, [Resume(_("Remind me again"), style=GREEN, owner=owner, day=day)])
    actions, tomorrow = _actions(reminder, owner), [Tomorrow(_("Tomorrow"), owner=owner, day=day)]
    move = [
        Later(_("Later today"), owner=owner, day=day, turn=claim.message.turn),
        *(tomorrow if len(actions) < MOST_ACTIONS else []),
        TurnOff(_("Stop all"), owner=owner),
    ]
    stop = [option(topic_name(topic), topic) for topic in reminder.topics]
    pictures = [picture] if picture else []
    goal = [[goal_select(reminder.report.goal, owner)]] if reminder.report else []
    rest = [StopTopic(_("Stop mentioning …"), stop, owner=owner)]
    return Screen(text, *pictures, actions, move, *goal, rest)


def ids_of(message: discord.Message) -> set[str]:
    """The custom_ids of all controls of a message."""
    view = discord.ui.LayoutView.from_message(message, timeout=None)
    return {str(getattr(item, "custom_id", "")) for item in view.walk_children()}


def is_reminder_for(message: discord.Message, owner: int) -> bool:
    """Whether a message is a reminder of this member's."""
    return any(name.startswith((f"remind:later:{owner}:", f"remind:resume:{owner}:")) for name in ids_of(message))


def marks_of(owner: int, day: date, turn: int) -> tuple[str, str]:
    """The custom_ids by which the message of a day is found again: of a usual one, and of the last one."""
    return Later.id_for({"owner": owner, "day": day, "turn": turn}), Resume.id_for({"owner": owner, "day": day})


def trouble_screen(problem: str, owner: int) -> Screen:
    """Why nothing could be sent, and the button to try again."""
    return Screen(
        problem_text(problem), [TurnOn(_("Try again"), style=GREEN, owner=owner), navigation.open_reminders(owner)]
    )


async def own_choices(interaction: Interaction) -> Screen:
    """The member's own choices, as they are."""
    view = await view_reminding(interaction.client.db, interaction.user.id, interaction.guild_id)
    return choices_screen(interaction, view)


def choices_screen(interaction: Interaction, view: View) -> Screen:
    """All choices, each to be changed at once."""
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


def _actions(reminder: Reminder, owner: int) -> list[discord.ui.Button[Any]]:
    if reminder.small:
        cards, exercise = reminder.small.cards, reminder.small.exercise
        label, other = _("Three cards") if cards == 3 else _("Review now"), _("The exercise")
    else:
        cards = reminder.cards.ready if reminder.cards else 0
        exercise = reminder.daily.challenge if reminder.daily else None
        label, other = _("Review now"), _("Today's challenge")
    buttons = [navigation.begin_reviews(owner, label)] if cards else []
    if exercise:
        style = QUIET if cards else GREEN
        buttons.append(navigation.open_challenge(owner, exercise.id, other, style))
    if reminder.small and reminder.small.level:
        label = _("Try level {level}").format(level=reminder.small.level)
        buttons.append(navigation.take_level(owner, reminder.small.level, label))
    return buttons


def _moved_screen(moved: Moved, owner: int) -> Screen:
    if moved.at is None:
        return Screen(
            _("No further reminder is planned. Pick the days in the settings."), [navigation.open_reminders(owner)]
        )
    moment = int(moved.at.timestamp())
    if moved.today:
        return Screen(
            _("All right. I write again <t:{moment}:F>.").format(moment=moment), [navigation.open_reminders(owner)]
        )
    text = _("That day is over. The next reminder comes <t:{moment}:F>.").format(moment=moment)
    return Screen(text, [navigation.open_reminders(owner)])
