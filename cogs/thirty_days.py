"""/thirty-days: one task a day in a fixed order, from any day on. Private, unless one shares the finish."""

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.challenge import Challenge
from bot.domain.curriculum import PlanDay
from bot.domain.plan import PlanState
from bot.i18n import _, ngettext
from bot.services.thirty_days import (
    ImportedPlan,
    PlanView,
    finished_plan,
    join,
    leave,
    search_plans,
    view_imported_plan,
    view_plan,
)
from cogs._challenge import kind_name
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton
from cogs.ui.layout import GOOD, GREEN, QUIET, Screen, shortened, show
from cogs.ui.permissions import require_writing
from cogs.ui.words import bar, marked, origin_text, plain

MAX_CHOICES = 25


class Join(PersistentButton, custom_id="thirty-days:join:{owner}"):
    """Takes part, from today on."""

    async def pressed(self, interaction: Interaction) -> None:
        """Join, and show the day that is open."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        view = await join(bot.db, bot.curriculum, user, interaction.guild_id, now)
        await show(interaction, plan_screen(view, user))


class Leave(PersistentButton, custom_id="thirty-days:leave:{owner}"):
    """Takes part no longer."""

    async def pressed(self, interaction: Interaction) -> None:
        """Leave, and show the way back."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        view = await leave(bot.db, bot.curriculum, user, interaction.guild_id, now)
        await show(interaction, plan_screen(view, user))


class OpenMine(PersistentButton, custom_id=navigation.THIRTY_DAYS):
    """From a finish that somebody shared to one's own thirty days, for whoever presses it."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them to this member alone."""
        await show(interaction, await own_screen(interaction))


class Share(PersistentButton, custom_id="thirty-days:share:{owner}"):
    """Posts the finish where the member is."""

    async def pressed(self, interaction: Interaction) -> None:
        """Post it for everybody here."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        require_writing(interaction)
        view = await finished_plan(bot.db, bot.curriculum, user, now)
        await interaction.response.send_message(view=shared_screen(view.state, interaction.user.display_name))


async def own_screen(interaction: Interaction) -> Screen:
    """The member's own thirty days."""
    bot, user = interaction.client, interaction.user.id
    return plan_screen(await view_plan(bot.db, bot.curriculum, user, discord.utils.utcnow()), user)


def plan_screen(view: PlanView, user: int) -> Screen:
    """What the plan is, the day that is open, or the finish."""
    if view.state.joined is None:
        return _invitation(view.state, user)
    if view.state.finished or view.state.open is None or view.challenge is None:
        return _finish(view.state, user)
    return _today(view, view.state.open, view.challenge, user)


def imported_screen(view: ImportedPlan, user: int) -> Screen:
    """An imported plan: its days with what is built, and the next thing to build."""
    total = len(view.plan.days)
    words = ngettext("{done} of {total} day", "{done} of {total} days", total).format(done=len(view.done), total=total)
    lines = [
        f"{'☑' if day.number in view.done else '☐'} {day.number} · {day.title}"
        + (_(" ← next") if day is view.next else "")
        for day in view.plan.days
    ]
    parts = [f"## {view.plan.title}\n{bar(len(view.done), total)} {words}", view.plan.summary, "\n".join(lines)]
    if view.next and view.next.why:
        parts.append(_("**Next, day {number}:** {why}").format(number=view.next.number, why=view.next.why))
    label = _("Build: {title}")
    row = [navigation.open_progress(user)]
    if view.project:
        title = label.format(title=view.project.title)
        row.insert(0, navigation.open_project(user, view.project.id, title, GREEN))
    return Screen(*filter(None, parts), *origin_text(view.origin), row)


def shared_screen(state: PlanState, name: str) -> Screen:
    """The finish as everybody sees it."""
    heading = _("## 🎉 {name} has finished {plan}").format(name=plain(name), plan=state.plan.title)
    said = _("They kept coming back until the last task was done. Well done!")
    return Screen(heading, f"{_bar(state)}\n{said}", [OpenMine(_("See my own"))], colour=GOOD)


def _invitation(state: PlanState, user: int) -> Screen:
    rules = _(
        "- One task opens each day, always in the same order, and it is graded right here.\n"
        "- A day that you miss moves the plan. It never starts over.\n"
        "- What you have solved already counts. If you get stuck, take the hints; giving up after them counts too.\n"
        "- Nobody else sees it, until you choose to share your finish."
    )
    parts = [f"## {state.plan.title}\n{state.plan.summary}", rules]
    if state.count:
        parts.append(_("Done already: {bar}").format(bar=_bar(state)))
    return Screen(*parts, [Join(_("Join"), style=GREEN, owner=user)])


def _today(view: PlanView, day: PlanDay, challenge: Challenge, user: int) -> Screen:
    state = view.state
    label, style = (_("See it again"), QUIET) if state.done_today else (_("Open today's task"), GREEN)
    row = [navigation.open_challenge(user, challenge.id, label, style), Leave(_("Leave"), owner=user)]
    task = _done_text(day) if state.done_today else _task_text(day, challenge)
    parts = [f"## {state.plan.title}\n{_bar(state)}{_waited(state)}", task]
    if state.next:
        parts.append(_next_text(view, state.next))
    return Screen(*parts, row)


def _task_text(day: PlanDay, challenge: Challenge) -> str:
    facts = _("level {level} · {kind} · about {minutes} min").format(
        level=challenge.level, kind=kind_name(challenge.kind), minutes=challenge.minutes
    )
    return f"{_heading(day)}\n{day.why}\n-# {challenge.title} · {facts}"


def _done_text(day: PlanDay) -> str:
    return f"{_heading(day)}\n{_('☑ Done. That was your task for today.')}"


def _next_text(view: PlanView, following: PlanDay) -> str:
    if view.state.done_today:
        opens = int(view.next_day.timestamp())
        return _("**Opens <t:{opens}:R>:** {title}").format(opens=opens, title=following.title)
    return _("**After that:** {title}").format(title=following.title)


def _heading(day: PlanDay) -> str:
    return _("**Day {number} · {title}**").format(number=day.number, title=day.title)


def _waited(state: PlanState) -> str:
    if not state.missed or state.done_today:
        return ""
    waited = ngettext(
        "Good to see you. The plan has moved by {count} day and waited for you.",
        "Good to see you. The plan has moved by {count} days and waited for you.",
        state.missed,
    )
    return "\n" + waited.format(count=state.missed)


def _finish(state: PlanState, user: int) -> Screen:
    heading = _("## 🎉 You have finished {plan}").format(plan=state.plan.title)
    text = _(
        "All thirty days are done, from one line of code to whole classes. You kept coming back, and that is how one "
        "learns it.\nOnly you see this. If you like, celebrate it with everybody here."
    )
    row = [Share(_("Share"), style=GREEN, owner=user), navigation.open_progress(user)]
    return Screen(heading, f"{_bar(state)}\n{text}", row, colour=GOOD)


def _bar(state: PlanState) -> str:
    total = len(state.plan.days)
    words = ngettext("{done} of {total} day", "{done} of {total} days", total).format(done=state.count, total=total)
    return f"{bar(state.count, total)} {words}"


class ThirtyDays(commands.Cog):
    """The thirty days as a command."""

    @app_commands.command(
        name="thirty-days", description=locale_str("One task a day for thirty days; missing a day only moves the plan")
    )
    @app_commands.describe(plan=locale_str("Another plan; without it, one task a day that is graded right here"))
    async def thirty_days(self, interaction: Interaction, plan: str | None = None) -> None:
        """Show the plan, the day that is open, or the finish."""
        bot, user = interaction.client, interaction.user.id
        imported = await view_imported_plan(bot.db, bot.curriculum, user, plan) if plan else None
        await show(interaction, imported_screen(imported, user) if imported else await own_screen(interaction))

    @thirty_days.autocomplete("plan")
    async def plan_choices(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        """The plans that there are."""
        curriculum = interaction.client.curriculum
        named = [(marked(plan.title, curriculum, plan.id), plan.id) for plan in search_plans(curriculum, current)]
        return [app_commands.Choice(name=shortened(name, 100), value=value) for name, value in named[:MAX_CHOICES]]


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(ThirtyDays())
    bot.add_controls(Join, Leave, OpenMine, Share)
