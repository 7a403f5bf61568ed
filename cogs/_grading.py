"""Handing in an answer, and the screen with its verdict: shared by everything that can send code in."""

from collections.abc import Sequence

import discord

from bot.client import Interaction
from bot.domain.challenge import ChallengeKind
from bot.domain.curriculum import Curriculum
from bot.domain.puzzle import puzzle_lines
from bot.errors import UserError
from bot.i18n import _
from bot.services.challenge import ChallengeView
from bot.services.grading import Graded, grade, submit
from cogs._badges import news
from cogs._challenge import challenge_text, verdict_text
from cogs.ui import navigation
from cogs.ui.layout import GOOD, GREEN, QUIET, Attached, Block, Row, Screen, defer, shortened, show_later
from cogs.ui.state import fill
from cogs.ui.words import source_text


async def hand_in(interaction: Interaction, challenge_id: str, text: str) -> None:
    """Store an answer, then say that it has arrived, have it graded, and show the verdict to the member alone."""
    bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
    submission = await submit(bot.db, bot.curriculum, user, interaction.guild_id, challenge_id, text, now)
    await defer(interaction)
    count, seconds = bot.grader.waiting
    if count or not bot.grader.ready:
        saved = _("Your answer is saved and waits to be graded, about {seconds} seconds.")
        await show_later(interaction, Screen(saved.format(seconds=max(round(seconds), 1))))
    try:
        graded = await grade(bot.db, bot.grader, bot.curriculum, submission, now)
    except UserError:
        bot.dispatch("answer_left_waiting")
        raise
    told = await news(interaction) if graded.report.solved else []
    await show_later(interaction, verdict_screen(graded, bot.curriculum, told))


def task_screen(view: ChallengeView, user: int, *rows: Row) -> Screen:
    """A task with its examples, its starter as a file, and what can be done about it; `rows` lead elsewhere."""
    challenge = view.challenge
    options = [
        discord.ui.Button[discord.ui.LayoutView](
            label=shortened(text, 80),
            custom_id=fill(navigation.CHOOSE, owner=user, challenge=challenge.id, option=index),
        )
        for index, text in enumerate(challenge.options)
    ]
    name = f"{challenge.id.partition('.')[2].replace('-', '_')}.py"
    starter = Attached(name, challenge.starter.encode(), _("The code to begin with, as a Python file"))
    first = actions(view, user, write=not options)
    return Screen(*challenge_text(view), options, *first, *rows, files=[starter])


def verdict_screen(graded: Graded, curriculum: Curriculum, told: Sequence[Block] = ()) -> Screen:
    """What came of an answer, what is new because of it (`told`), and what to do next."""
    user, challenge = graded.submission.user_id, graded.challenge
    if not graded.report.solved:
        view = ChallengeView(challenge, graded.effort)
        source = source_text(curriculum, challenge.id)
        return Screen(*verdict_text(graded, curriculum), *source, *actions(view, user, again=True))
    row = [next_challenge(user)]
    if challenge.kind is not ChallengeKind.PREDICT:
        row.append(_button(_("Share my solution"), navigation.SHARE, user, challenge.id))
    if challenge.solution:
        row.append(_button(_("Model solution"), navigation.GIVE_UP, user, challenge.id))
    beside = [navigation.discuss(user, challenge.id), navigation.open_progress(user)]
    passed = any(not isinstance(block, str) for block in told)  # five buttons are enough
    source = source_text(curriculum, challenge.id)
    return Screen(*verdict_text(graded, curriculum), *source, *told, row, [] if passed else beside, colour=GOOD)


def actions(view: ChallengeView, user: int, *, again: bool = False, write: bool = True) -> list[Row]:
    """What can be done about a challenge: answer it, take a hint, give up, make a puzzle of it, find another one."""
    challenge, taken = view.challenge, view.effort.hints
    first: list[discord.ui.Button[discord.ui.LayoutView]] = []
    if write:
        label = _("Try again") if again else _("Write my answer")
        first.append(_button(label, navigation.WRITE, user, challenge.id, GREEN))
    if taken < len(challenge.hints):
        label = _("Hint {number} of {total}").format(number=taken + 1, total=len(challenge.hints))
        first.append(_button(label, navigation.HINT.replace("{number}", str(taken + 1)), user, challenge.id))
    elif challenge.solution:
        label = _("Model solution") if view.effort.solution_is_open else _("Give up…")
        first.append(_button(label, navigation.GIVE_UP, user, challenge.id))
    if puzzle_lines(challenge):
        first.append(_button(_("Puzzle version"), navigation.PUZZLE, user, challenge.id))
    second = [navigation.open_challenge(user, challenge.id, _("The task"), QUIET)] if again or taken else []
    if view.effort.submissions and not again:
        second.append(_button(_("Last verdict"), navigation.VERDICT, user, challenge.id))
    if view.effort.solution_is_open:
        second.append(navigation.discuss(user, challenge.id))
    return [first, [*second, _button(_("Another one"), navigation.ANOTHER, user)]]


def next_challenge(user: int) -> discord.ui.Button[discord.ui.LayoutView]:
    """To a challenge that is not solved yet."""
    return _button(_("Next challenge"), navigation.ANOTHER, user, style=GREEN)


def _button(
    label: str, id_format: str, user: int, challenge: str = "", style: discord.ButtonStyle = QUIET
) -> discord.ui.Button[discord.ui.LayoutView]:
    custom_id = fill(id_format, owner=user, challenge=challenge)
    return discord.ui.Button(label=shortened(label, 80), style=style, custom_id=custom_id)
