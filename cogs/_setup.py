"""The screens and controls of /setup."""

import asyncio
import logging
import math

import discord

from bot.client import DISCORD_IS_AWAY, Interaction
from bot.errors import ContentError, UserError
from bot.i18n import _
from bot.services.setup import Planned, end, forget_file, plan_setup
from cogs._setup_guild import snapshot_of
from cogs._setup_run import Ending, Progress, apply, go_on_later, sites_of
from cogs._setup_undo import remove_all, undoing_in
from cogs._setup_words import (
    PROBLEMS,
    ending_text,
    headline,
    note_line,
    opened_line,
    problem_line,
    progress_text,
    step_line,
    summary,
    undo_question,
    undone_text,
)
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton
from cogs.ui.layout import GOOD, GREEN, RED, Row, Screen, defer, shortened, show_later
from cogs.ui.permissions import require_manager
from cogs.ui.state import whole_number

log = logging.getLogger(__name__)

LINES = 20  # of a plan on a page
EVERY = 2.0  # seconds between two looks at the progress


class OpenPlan(PersistentButton, custom_id="setup:plan:{owner}"):
    """To the plan, made anew."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show it."""
        await begin_work(interaction)
        await show_later(interaction, await plan_screen(interaction))


class TurnPlan(PersistentButton, custom_id="setup:page:{owner}:{page}"):
    """To every single step of the plan."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show a page of them."""
        await begin_work(interaction)
        await show_later(interaction, await steps_screen(interaction, whole_number(self.state["page"])))


class UseStandard(PersistentButton, custom_id="setup:standard:{owner}"):
    """Back to the description that is shipped."""

    async def pressed(self, interaction: Interaction) -> None:
        """Forget the guild's own file, and show the plan."""
        guild = await begin_work(interaction)
        await forget_file(interaction.client.db, guild.id)
        await show_later(interaction, await plan_screen(interaction))


class Apply(PersistentButton, custom_id="setup:apply:{owner}"):
    """Has the plan carried out."""

    async def pressed(self, interaction: Interaction) -> None:
        """Carry it out."""
        await begin_work(interaction)
        await carry_out(interaction)


class AskUndo(PersistentButton, custom_id="setup:ask-undo:{owner}"):
    """To the question whether everything shall be removed again."""

    async def pressed(self, interaction: Interaction) -> None:
        """Ask."""
        await begin_work(interaction)
        await show_later(interaction, await undo_screen(interaction))


class Undo(PersistentButton, custom_id="setup:undo:{owner}"):
    """Removes what was made."""

    async def pressed(self, interaction: Interaction) -> None:
        """Look once more what can go, and remove it."""
        guild = await begin_work(interaction)
        bot = interaction.client
        with sites_of(bot).alone_in(guild.id):
            await end(bot.db, guild.id)  # an apply that waits for Discord must not make everything again
            undoing = await undoing_in(bot, guild)
            removed, refused = await remove_all(bot, guild, undoing, interaction.user.id)
        again: Row = [OpenPlan(_("Plan again"), owner=interaction.user.id)]
        await show_later(interaction, Screen(undone_text(undoing, removed, refused), again))


async def begin_work(interaction: Interaction) -> discord.Guild:
    """The guild, for those who may manage it; the answer may take its time from here on."""
    require_manager(interaction)
    guild = guild_of(interaction)
    await defer(interaction)
    return guild


def guild_of(interaction: Interaction) -> discord.Guild:
    """The guild in which somebody asks. Raises UserError where the bot isn't a member."""
    if interaction.guild is None or interaction.guild.unavailable or interaction.guild.me is None:
        raise UserError("I am not a member of this server. Invite me with the scope “bot”, and try again.")
    return interaction.guild


async def carry_out(interaction: Interaction) -> None:
    """Apply, showing how far it is for as long as Discord lets this answer be edited, and how it ended."""
    bot, guild = interaction.client, guild_of(interaction)
    ticker = Ticker(interaction)
    with sites_of(bot).alone_in(guild.id):
        progress = await apply(bot, guild, interaction.user.id, ticker.tell)
    if progress.ending is Ending.AWAY:
        go_on_later(bot, guild.id)
    await ticker.show(ending_screen(interaction, guild, progress))


class Ticker:
    """Shows how far an apply is, now and then."""

    def __init__(self, interaction: Interaction) -> None:
        self._interaction = interaction
        self._next = 0.0

    async def tell(self, progress: Progress) -> None:
        """Show it, unless that was done just now."""
        now = asyncio.get_running_loop().time()
        if now >= self._next:
            self._next = now + EVERY
            await self.show(Screen(progress_text(progress)))

    async def show(self, screen: Screen) -> None:
        """Show a screen, if the answer can still be edited; the work doesn't depend on it."""
        try:
            await show_later(self._interaction, screen)
        except DISCORD_IS_AWAY as error:
            self._next = math.inf
            log.info("Interaction %s shows no progress any more: %s", self._interaction.id, error)


CONTROLS = (OpenPlan, TurnPlan, UseStandard, Apply, AskUndo, Undo)


async def plan_screen(interaction: Interaction) -> Screen:
    """The plan in short, what is in its way, and the button to carry it out."""
    user, guild = interaction.user.id, guild_of(interaction)
    planned = await _planned(interaction, guild)
    plan = planned.plan
    problems = [problem_line(problem) for problem in plan.problems[:PROBLEMS]]
    notes = [*map(opened_line, plan.opened[:PROBLEMS]), *map(note_line, plan.notes)]
    if planned.file:
        notes.append(_("-# From your file {name}.").format(name=f"`{planned.file.replace('`', '')}`"))
    if planned.running:
        notes.append(_("-# An apply is under way; what is done already isn't listed."))
    row: list[PersistentButton] = []
    if plan.steps:
        row = [_apply_button(user, off=bool(problems)), TurnPlan(_("Show all"), owner=user, page=0)]
    if planned.file:
        row.append(UseStandard(_("Use the standard description"), owner=user))
    lower = "\n".join([*problems, *notes])
    return Screen(headline(guild.name, plan), summary(planned), *([lower] if lower else []), row)


async def steps_screen(interaction: Interaction, page: int) -> Screen:
    """Every step of the plan, a page of them."""
    user, guild = interaction.user.id, guild_of(interaction)
    planned = await _planned(interaction, guild)
    steps = planned.plan.steps
    last_page = max(len(steps) - 1, 0) // LINES
    page = min(max(page, 0), last_page)
    lines = [shortened(step_line(step, planned), 150) for step in steps[page * LINES : (page + 1) * LINES]]
    row: Row = [
        _apply_button(user, off=bool(planned.plan.problems) or not steps),
        *([TurnPlan(_("‹ Earlier"), owner=user, page=page - 1)] if page > 0 else []),
        *([TurnPlan(_("Later ›"), owner=user, page=page + 1)] if page < last_page else []),
        OpenPlan(_("In short"), owner=user),
    ]
    return Screen(headline(guild.name, planned.plan), "\n".join(lines) or _("Everything is as described."), row)


async def undo_screen(interaction: Interaction) -> Screen:
    """What would be removed, and the question whether to."""
    undoing = await undoing_in(interaction.client, guild_of(interaction))
    user = interaction.user.id
    keep = OpenPlan(_("Keep everything"), owner=user)
    row: Row = [Undo(_("Remove them"), style=RED, owner=user), keep] if undoing.remove else [keep]
    return Screen(undo_question(undoing), row)


def ending_screen(interaction: Interaction, guild: discord.Guild, progress: Progress) -> Screen:
    """How an apply ended, and what to do next."""
    user = interaction.user.id
    text = ending_text(progress, ~guild.me.guild_permissions.value)
    if progress.ending is not Ending.DONE:
        return Screen(text, [Apply(_("Go on"), style=GREEN, owner=user), OpenPlan(_("See the plan"), owner=user)])
    steps = [
        _("Next:"),
        _("1. Nothing is posted by itself yet: choose what shall come, and by which clock."),
        _("2. Type /start yourself, so that you see what members see."),
        _("3. Say hello, and invite the first members."),
    ]
    row = [navigation.choose_posts(user), OpenPlan(_("See the plan"), owner=user)]
    return Screen(text, "\n".join(steps), row, colour=GOOD)


def problems_screen(error: ContentError, user: int) -> Screen:
    """What is wrong in a file, a line for each."""
    lines = [f"- {shortened(discord.utils.escape_markdown(problem), 300)}" for problem in error.problems[:PROBLEMS]]
    more = len(error.problems) - PROBLEMS
    if more > 0:
        lines.append(_("… and {count} more").format(count=more))
    text = _("## I can't use this file\nNothing was changed. Mend this, and upload it again:")
    return Screen(text, "\n".join(lines), [OpenPlan(_("Plan without it"), owner=user)])


def _apply_button(user: int, *, off: bool) -> Apply:
    button = Apply(_("Apply"), style=GREEN, owner=user)
    button.item.disabled = off
    return button


async def _planned(interaction: Interaction, guild: discord.Guild) -> Planned:
    bot = interaction.client
    return await plan_setup(bot.db, bot.curriculum, await snapshot_of(bot, guild))
