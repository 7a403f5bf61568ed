"""The message of the day: what it says, what to do about it, and how to hear less."""

from datetime import date
from typing import Any

import discord

from bot.client import Interaction
from bot.domain.reminder import Topic
from bot.errors import UserError
from bot.i18n import _
from bot.services.reminder import Reminder
from bot.services.reminding import Moved, move_to_later, move_to_tomorrow, stop_topic
from cogs._remind import message_text, topic_name
from cogs._reminding import Resume, TurnOff
from cogs._weekly_report import goal_select
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, PersistentSelect, option
from cogs.ui.layout import GREEN, QUIET, Picture, Screen, show
from cogs.ui.state import OUTDATED, whole_number

MOST_ACTIONS = 3  # with these, the message comes tomorrow anyway, and five buttons are enough


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
