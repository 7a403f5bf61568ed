"""The puzzle version of a challenge, for phones: its lines, shuffled, put in order with a select."""

import discord
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.challenge import Challenge
from bot.domain.puzzle import letters, positions, puzzle_lines
from bot.errors import UserError
from bot.i18n import _
from bot.services.challenge import find_challenge, open_puzzle
from cogs._grading import hand_in
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, PersistentSelect, option
from cogs.ui.layout import QUIET, Screen, show
from cogs.ui.state import OUTDATED, whole_number
from cogs.ui.words import code_block

INDENT = "· "


class OpenPuzzle(PersistentButton, custom_id=navigation.PUZZLE):
    """To the puzzle of a challenge."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show its lines, none of them placed yet."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        challenge = find_challenge(bot.curriculum, self.state["challenge"])
        if not puzzle_lines(challenge):
            raise UserError("There is no puzzle for this challenge. Write your answer instead.")
        await open_puzzle(bot.db, bot.curriculum, user, interaction.guild_id, challenge.id, now)
        await show(interaction, puzzle_screen(challenge, [], user))


class PlaceLine(PersistentSelect, custom_id="puzzle:place:{owner}:{challenge}:{order}"):
    """The lines that are left."""

    async def pressed(self, interaction: Interaction) -> None:
        """Place one; with the last one, the answer is graded."""
        challenge, lines, order = _state(interaction, self.state)
        order = [*order, whole_number(self.chosen)]
        if positions(letters(order), len(lines)) is None:
            raise UserError(OUTDATED)
        if len(order) < len(lines):
            await show(interaction, puzzle_screen(challenge, order, interaction.user.id))
        else:
            await hand_in(interaction, challenge.id, "\n".join(lines[index] for index in order))


class TakeBack(PersistentButton, custom_id="puzzle:back:{owner}:{challenge}:{order}"):
    """Takes the last line back."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the puzzle without it."""
        challenge, _lines, order = _state(interaction, self.state)
        await show(interaction, puzzle_screen(challenge, order[:-1], interaction.user.id))


def puzzle_screen(challenge: Challenge, order: list[int], user: int) -> Screen:
    """The lines that are placed, and those that are left to choose from."""
    lines = puzzle_lines(challenge)
    placed = "\n".join(lines[index] for index in order) or _("# Choose the first line below.")
    left = [index for index in range(len(lines)) if index not in order]
    heading = _("## Puzzle · {title}\n{placed} of {total} lines are in place. The last one sends it in.").format(
        title=challenge.title, placed=len(order), total=len(lines)
    )
    placed_so_far = letters(order)
    choices = [option(_indented(lines[index]), str(index)) for index in left]
    label = _("Take the last line back")
    back = [TakeBack(label, owner=user, challenge=challenge.id, order=placed_so_far)] if order else []
    place = PlaceLine(_("Which line comes next?"), choices, owner=user, challenge=challenge.id, order=placed_so_far)
    task = navigation.open_challenge(user, challenge.id, _("The task"), QUIET)
    return Screen(
        f"{heading}\n{challenge.statement}",
        code_block(placed),
        [place],
        [*back, task],
    )


def _indented(line: str) -> str:
    """A line whose indentation is seen although Discord trims blanks; each dot is one level."""
    bare = line.lstrip(" ")
    return INDENT * ((len(line) - len(bare)) // 4) + bare


def _state(interaction: Interaction, state: dict[str, str]) -> tuple[Challenge, tuple[str, ...], list[int]]:
    challenge = find_challenge(interaction.client.curriculum, state["challenge"])
    lines = puzzle_lines(challenge)
    order = positions(state["order"], len(lines))
    if order is None:
        raise UserError(OUTDATED)
    return challenge, lines, order


class Puzzle(commands.Cog):
    """Puzzles; they are reached from their challenges."""


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(Puzzle())
    bot.add_controls(OpenPuzzle, PlaceLine, TakeBack)
