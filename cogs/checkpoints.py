"""Review checkpoints, reached from the levels: say it from memory, compare, repeat what is missing.

The imported ones stand behind ours; they name what to do again.
"""

from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain import imported
from bot.domain.checkpoints import Checkpoint
from bot.domain.curriculum import Curriculum
from bot.domain.imported import kind_of
from bot.errors import UserError
from bot.i18n import _
from bot.services.checkpoints import ReviewView, TaskView, find_checkpoint, find_review
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, PersistentSelect, option, press
from cogs.ui.layout import GREEN, QUIET, Row, Screen, show
from cogs.ui.state import OUTDATED
from cogs.ui.words import duration, marked, origin_text

MAX_OPTIONS = 25
PROGRAM = "`python "


class AllCheckpoints(PersistentButton, custom_id=navigation.CHECKPOINTS):
    """To all checkpoints."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them."""
        await show(interaction, checkpoints_screen(interaction))


class OpenCheckpoint(PersistentButton, custom_id=navigation.CHECKPOINT):
    """To a checkpoint."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show what to say from memory."""
        await show(interaction, recall_screen(interaction, self.state["checkpoint"]))


class PickCheckpoint(PersistentSelect, custom_id="checkpoint:pick:{owner}"):
    """The checkpoints to choose from."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the chosen one."""
        await show(interaction, recall_screen(interaction, self.chosen))


class Compare(PersistentButton, custom_id="checkpoint:compare:{owner}:{checkpoint}"):
    """To the answers."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them, with what to repeat."""
        await show(interaction, compared_screen(interaction, self.state["checkpoint"]))


class PickTask(PersistentSelect, custom_id="checkpoint:task:{owner}:{checkpoint}"):
    """What there is to do at an imported checkpoint."""

    async def pressed(self, interaction: Interaction) -> None:
        """Open it, as its own button would."""
        view = find_review(interaction.client.curriculum, self.state["checkpoint"])
        if view is None or self.chosen not in view.items:
            raise UserError(OUTDATED)
        await press(interaction, navigation.item_id(interaction.user.id, self.chosen))


def checkpoints_screen(interaction: Interaction) -> Screen:
    """All checkpoints, each with the level after which it comes."""
    curriculum, user = interaction.client.curriculum, interaction.user.id
    ours, others = curriculum.checkpoints.values(), curriculum.imported.checkpoints.values()
    menu = [option(checkpoint.title, checkpoint.id, checkpoint.summary) for checkpoint in ours]
    menu += [option(marked(found.title, curriculum, found.id), found.id) for found in others]
    lines = [f"**{checkpoint.title}** · {_after(checkpoint)}\n{checkpoint.summary}" for checkpoint in ours]
    named = [f"**{marked(found.title, curriculum, found.id)}**\n{found.subjects}" for found in others]
    return Screen(
        _("## Looking back\nSay from memory what you learnt some time ago. It is the surest way to keep it."),
        *("\n".join(block) for block in (lines, named) if block),
        [PickCheckpoint(_("Open a checkpoint"), menu[:MAX_OPTIONS], owner=user)] if menu else [],
        [navigation.open_levels(user)],
    )


def recall_screen(interaction: Interaction, checkpoint_id: str) -> Screen:
    """What to say from memory, or to do again. Raises UserError when there is no such checkpoint."""
    curriculum, user = interaction.client.curriculum, interaction.user.id
    if review := find_review(curriculum, checkpoint_id):
        return review_screen(review, user)
    checkpoint = find_checkpoint(curriculum, checkpoint_id)
    asked = "\n".join(f"{number}. {recall.ask}" for number, recall in enumerate(checkpoint.recall, 1))
    return Screen(
        f"## {checkpoint.title}\n-# {_after(checkpoint)}\n{checkpoint.summary}",
        _("**Say it aloud, or write it down, without looking anything up**\n{asked}").format(asked=asked),
        [
            Compare(_("Compare"), style=GREEN, owner=user, checkpoint=checkpoint.id),
            AllCheckpoints(_("All checkpoints"), owner=user),
        ],
    )


def compared_screen(interaction: Interaction, checkpoint_id: str) -> Screen:
    """The answers, and what to repeat. Raises UserError when there is no such checkpoint."""
    curriculum, user = interaction.client.curriculum, interaction.user.id
    checkpoint = find_checkpoint(curriculum, checkpoint_id)
    told = "\n".join(
        f"{number}. **{recall.ask}**\n{recall.answer}" for number, recall in enumerate(checkpoint.recall, 1)
    )
    advice = _("What came easily needs no more today. What didn't is worth repeating, now or in the next days.")
    return Screen(
        f"## {checkpoint.title}\n{told}",
        advice,
        [*_again(curriculum, checkpoint, user), AllCheckpoints(_("All checkpoints"), owner=user)],
    )


def review_screen(view: ReviewView, user: int) -> Screen:
    """An imported checkpoint: what it is about, what to do, and when that is enough."""
    checkpoint, items = view.checkpoint, view.items
    first = [navigation.open_item(user, item, title, GREEN) for item, title in list(items.items())[:1]]
    menu = [option(navigation.item_label(item, title), item) for item, title in items.items()][:MAX_OPTIONS]
    pick = PickTask(_("Open something of it"), menu, owner=user, checkpoint=checkpoint.id)
    return Screen(
        f"## {checkpoint.title}\n-# {checkpoint.when}\n{checkpoint.subjects}",
        _tasks_text(view),
        *_measure_text(checkpoint),
        *origin_text(view.origin),
        [pick] if len(menu) > 1 else [],
        [*first, AllCheckpoints(_("All checkpoints"), owner=user)],
    )


def _tasks_text(view: ReviewView) -> str:
    """What to do, in order, and what stands here for the curriculum's own programs."""
    lines = [f"{number}. {_task_line(task)}" for number, task in enumerate(view.tasks, 1)]
    if any(PROGRAM in _said(task) for task in view.tasks):
        lines.append(
            _("-# `python …` starts a program of the curriculum. Here, **/flashcards** and **/quiz** do the same.")
        )
    return _("**What to do again**\n{tasks}").format(tasks="\n".join(lines))


def _task_line(view: TaskView) -> str:
    task, said = view.task, _said(view)
    line = f"**{task.text}**: {said}" if said else f"**{task.text}**"
    return f"{line} · {duration(task.minutes)}" if task.minutes else line


def _said(view: TaskView) -> str:
    """What a task names, by its titles, or else in the curriculum's own words."""
    projects = any(kind_of(item) == "project" for item in view.items)
    return view.task.how if projects or not view.items else ", ".join(view.items.values())


def _measure_text(checkpoint: imported.Checkpoint) -> list[str]:
    """When it is enough, and what helps when it is hard, in the curriculum's words."""
    lines = []
    if checkpoint.passes:
        lines.append(_("**Enough, says the curriculum:** {passes}").format(passes=checkpoint.passes))
    if checkpoint.otherwise:
        lines.append(_("**If it is hard:** {advice}").format(advice=checkpoint.otherwise))
    return ["\n".join(lines)] if lines else []


def _after(checkpoint: Checkpoint) -> str:
    return _("after level {level}").format(level=checkpoint.after)


def _again(curriculum: Curriculum, checkpoint: Checkpoint, user: int) -> Row:
    """What to repeat; the first of it is the next thing to do."""
    return [
        navigation.open_item(user, item, curriculum.title_of(item), QUIET if number else GREEN)
        for number, item in enumerate(checkpoint.again)
    ]


class Checkpoints(commands.Cog):
    """Checkpoints; they are reached from the levels."""


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(Checkpoints())
    bot.add_controls(AllCheckpoints, OpenCheckpoint, PickCheckpoint, Compare, PickTask)
