"""Review checkpoints, reached from the levels: say it from memory, compare, repeat what is missing."""

from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.checkpoints import Checkpoint
from bot.domain.curriculum import Curriculum
from bot.i18n import _
from bot.services.checkpoints import find_checkpoint
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, PersistentSelect, option
from cogs.ui.layout import GREEN, QUIET, Row, Screen, show


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


def checkpoints_screen(interaction: Interaction) -> Screen:
    """All checkpoints, each with the level after which it comes."""
    curriculum, user = interaction.client.curriculum, interaction.user.id
    found = curriculum.checkpoints.values()
    menu = [option(checkpoint.title, checkpoint.id, checkpoint.summary) for checkpoint in found]
    return Screen(
        _("## Looking back\nSay from memory what you learnt some time ago. It is the surest way to keep it."),
        "\n".join(f"**{checkpoint.title}** · {_after(checkpoint)}\n{checkpoint.summary}" for checkpoint in found),
        [PickCheckpoint(_("Open a checkpoint"), menu, owner=user)] if menu else [],
        [navigation.open_levels(user)],
    )


def recall_screen(interaction: Interaction, checkpoint_id: str) -> Screen:
    """What to say from memory. Raises UserError when there is no such checkpoint."""
    user, checkpoint = interaction.user.id, find_checkpoint(interaction.client.curriculum, checkpoint_id)
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


def _after(checkpoint: Checkpoint) -> str:
    return _("after level {level}").format(level=checkpoint.after)


def _again(curriculum: Curriculum, checkpoint: Checkpoint, user: int) -> Row:
    """What to repeat; the first of it is the next thing to do."""
    row: list[navigation.Button] = []
    for item in checkpoint.again:
        title, style = curriculum.title_of(item), QUIET if row else GREEN
        match item.partition(".")[0]:
            case "deck":
                row.append(navigation.review_deck(user, item, _("Cards: {title}").format(title=title), style))
            case "quiz":
                row.append(navigation.open_quiz(user, item, _("Quiz: {title}").format(title=title), style))
            case _challenge:
                label = _("Challenge: {title}").format(title=title)
                row.append(navigation.open_challenge(user, item, label, style))
    return row


class Checkpoints(commands.Cog):
    """Checkpoints; they are reached from the levels."""


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(Checkpoints())
    bot.add_controls(AllCheckpoints, OpenCheckpoint, PickCheckpoint, Compare)
