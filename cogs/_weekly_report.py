"""The weekly report in words, with its picture and a question to think about, and the choice of the weekly goal."""

from datetime import date, timedelta

import discord

from bot.client import Interaction, LearnBot
from bot.domain.streak import WEEK
from bot.domain.weekly_goal import MOST, NO_GOAL, GoalState, monday
from bot.i18n import _, ngettext
from bot.services.weekly_goal import GoalView, set_weekly_goal, view_weekly_goal
from bot.services.weekly_report import Report
from cogs._pictures import practice_sketch
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, PersistentSelect, option
from cogs.ui.layout import GREEN, Picture, Screen, show
from cogs.ui.state import whole_number


class PickWeeklyGoal(PersistentSelect, custom_id="remind:goal:{owner}"):
    """On how many days a week to practise, or no goal."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        view = await set_weekly_goal(bot.db, bot.curriculum, user, whole_number(self.chosen), now)
        await show(interaction, goal_screen(view, user))


class OpenWeeklyGoal(PersistentButton, custom_id="remind:weekly-goal:{owner}"):
    """To the weekly goal."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show how it stands."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        await show(interaction, goal_screen(await view_weekly_goal(bot.db, bot.curriculum, user, now), user))


GOAL_CONTROLS = (PickWeeklyGoal, OpenWeeklyGoal)


def goal_screen(view: GoalView, owner: int) -> Screen:
    """How the weekly goal stands, and the choice of another."""
    state = view.state
    said = goal_text(state) if state else _("You have no weekly goal. Every day that you practise counts all the same.")
    rule = _(
        "-# After two weeks in which you met it, a goal grows by one day by itself; after two others it becomes one "
        "day smaller. Weeks with days off are never missed."
    )
    row = [navigation.open_progress(owner), navigation.open_reminders(owner)]
    return Screen(_("## Your weekly goal"), f"{said}\n{rule}", [goal_select(state, owner)], row)


def goal_select(state: GoalState | None, owner: int) -> PickWeeklyGoal:
    """The goals to choose from; the one of this week is marked."""
    now = state.days if state else NO_GOAL
    choices = [option(_goal_name(days), str(days), chosen=days == now) for days in range(NO_GOAL, MOST + 1)]
    return PickWeeklyGoal(_("Goal for the week"), choices, owner=owner)


def week_text(report: Report) -> str:
    """The last seven days, the goal, and a question to take along."""
    lines = [_("**Your week:** practised on {days} of 7 days").format(days=report.streak.active_days)]
    if done := _done(report):
        lines.append(", ".join(done))
    if report.goal:
        lines.append(goal_text(report.goal))
    question = reflection(report.streak.today)
    lines.append(_("**A question to take along:** {question}").format(question=question))
    return "\n".join(lines)


def goal_text(state: GoalState) -> str:
    """How the goal stands in this week, and whether it has just changed by itself."""
    text = ngettext(
        "**Goal of the week:** {done} of {count} day", "**Goal of the week:** {done} of {count} days", state.days
    ).format(done=state.practised, count=state.days)
    if state.met:
        text += " · " + _("met")
    if state.change > 0:
        text += "\n" + _("-# You met it two weeks in a row, so since Monday it is one day more.")
    elif state.change < 0:
        text += "\n" + _("-# Since Monday it is one day smaller, to fit the weeks that you have now.")
    return text


def reflection(today: date) -> str:
    """The question of a week, another one each."""
    questions = _questions()
    return questions[monday(today).toordinal() // WEEK % len(questions)]


async def report_picture(bot: LearnBot, report: Report) -> Picture:
    """The picture of a report: the week, and half a year."""
    sketch = practice_sketch(report, report.look)
    (content,) = await bot.gallery.draw([sketch.drawing])
    return Picture(sketch.name, content, sketch.words)


def report_screen(report: Report, picture: Picture, owner: int) -> Screen:
    """The report by itself, for whoever asks for it."""
    today = report.streak.today
    first = today - timedelta(days=WEEK - 1)
    heading = _("## Your week, {first} to {last}").format(first=first.isoformat(), last=today.isoformat())
    row = [navigation.open_suggestions(owner, GREEN), OpenWeeklyGoal(_("Weekly goal"), owner=owner)]
    return Screen(heading, picture, week_text(report), row)


def _goal_name(days: int) -> str:
    if days == NO_GOAL:
        return _("No weekly goal")
    return ngettext("Goal: {count} day a week", "Goal: {count} days a week", days).format(count=days)


def _done(report: Report) -> list[str]:
    """What was done, without what wasn't."""
    counted = [
        (report.cards, ngettext("{count} card reviewed", "{count} cards reviewed", report.cards)),
        (report.questions, ngettext("{count} question answered", "{count} questions answered", report.questions)),
        (report.challenges, ngettext("{count} challenge solved", "{count} challenges solved", report.challenges)),
        (report.items, ngettext("{count} step done", "{count} steps done", report.items)),
    ]
    return [text.format(count=count) for count, text in counted if count]


def _questions() -> list[str]:
    return [
        _("What did you understand this week that was fog a week ago?"),
        _("Which error message taught you something, and what?"),
        _("What would you explain to a friend in two sentences?"),
        _("When did it go well, and what was different then?"),
        _("Which piece of your code would you write differently today?"),
        _("What did you look up twice? Could a card remember it for you?"),
        _("What was harder than it looked, and where did it begin to be hard?"),
        _("Whose solution surprised you, and what did they do that you didn't?"),
        _("What could you build with what you know now?"),
        _("Which question would you like to have answered next week?"),
        _("What did you try that didn't work, and what did it rule out?"),
        _("What will you leave out next week, to have time for what matters?"),
    ]
