"""A question of a quiz or an assessment: its words, its controls, and what is said about an answer."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import discord

from bot.client import Interaction
from bot.domain.curriculum import Curriculum
from bot.domain.flashcards import gapped
from bot.domain.questions import LETTERS, TYPED, UNKNOWN, Option, Question, QuestionType, confusions
from bot.domain.sitting import Answer, Sitting, SittingKind
from bot.i18n import _
from bot.services.sitting import Asked, Standing
from cogs._assess import ended_screen
from cogs._challenge import inline
from cogs._quiz import result_screen
from cogs.ui.controls import option
from cogs.ui.layout import ACCENT, GOOD, GREEN, MAX_TEXT, QUIET, Row, Screen, show
from cogs.ui.words import code_block, quiz_name, source_text

CHOOSE = "question:choose:{owner}:{sitting}:{place}:{option}"
TICK = "question:tick:{owner}:{sitting}:{place}"
TYPE = "question:type:{owner}:{sitting}:{place}"
ORDER = "question:order:{owner}:{sitting}:{place}:{order}"
BACK = "question:back:{owner}:{sitting}:{place}:{order}"
NEXT = "question:next:{owner}:{sitting}"
UNKNOWN_ANSWER = "question:unknown:{owner}:{sitting}:{place}"
OFF = "question:off:{owner}:{sitting}:{place}"
MOST_BUTTONS = 5

ENDS: dict[SittingKind, Callable[[Interaction, Standing], Awaitable[Screen]]] = {
    SittingKind.QUIZ: result_screen,
    SittingKind.ASSESSMENT: ended_screen,
}


async def show_standing(interaction: Interaction, standing: Standing) -> None:
    """Show what comes now: what is to be said about an answer, the next question, or the end."""
    curriculum, sitting = interaction.client.curriculum, standing.sitting
    if standing.given:
        screen = explained_screen(curriculum, sitting, *standing.given)
    elif standing.asked:
        screen = question_screen(curriculum, sitting, standing.asked)
    else:
        screen = await ENDS[sitting.kind](interaction, standing)
    await show(interaction, screen)


def question_screen(curriculum: Curriculum, sitting: Sitting, asked: Asked, placed: Sequence[int] = ()) -> Screen:
    """A question with what it takes to answer it; `placed` are the parts that are put in order so far."""
    question, heading = asked.question, _heading(curriculum, sitting, asked)
    texts = [f"## {heading}\n{question_text(question)}"]
    if question.options and question.type is not QuestionType.TRUE_FALSE:
        texts.append(options_text(asked))
    source = source_text(curriculum, question.id)
    if question.type is QuestionType.ORDER:
        texts.append(_placed_text(asked, placed))
        return Screen(*texts, *source, [_next_part(sitting, asked, placed)], _order_row(sitting, asked, placed))
    row = _answer_buttons(sitting, asked)
    every = [*row, *_beside(sitting, asked, MOST_BUTTONS - len(row))]
    return Screen(*texts, *source, every[:MOST_BUTTONS], every[MOST_BUTTONS:])


def explained_screen(curriculum: Curriculum, sitting: Sitting, asked: Asked, answer: Answer) -> Screen:
    """What was right and what was not, what was confused, and why it is so."""
    question = asked.question
    heading = f"## {_judgement(answer)}\n-# {_heading(curriculum, sitting, asked)}"
    last = asked.number == asked.total
    label = _("See how it went") if last else _("Next question")
    onward = _button(label, GREEN, NEXT.format(owner=sitting.user_id, sitting=sitting.sitting_id))
    texts = explained_texts(heading, question, answer)
    source = source_text(curriculum, question.id)
    return Screen(*texts, *source, [onward, _off(sitting, asked)], colour=GOOD if answer.right else ACCENT)


def explained_texts(heading: str, question: Question, answer: Answer) -> tuple[str, str, str]:
    """The question, what there is to say about its answer, and why it is so."""
    about, whole = _about(question, answer), f"{heading}\n{question_text(question)}"
    if len(whole) + len(about) + len(question.explanation) > MAX_TEXT:
        whole = f"{heading}\n{gapped(question.stem)}"  # its code was to be seen a moment ago
    return whole, about, question.explanation


def question_text(question: Question) -> str:
    """What is asked, with the code that belongs to it; a gap stands open."""
    code = f"\n{code_block(gapped(question.code))}" if question.code else ""
    return gapped(question.stem) + code


def options_text(asked: Asked) -> str:
    """The options, each with its letter."""
    options = asked.question.options
    lines = [
        f"**{letter}** · {option_text(options[number])}" for letter, number in zip(LETTERS, asked.order, strict=False)
    ]
    hint = [_("-# One of them is right, or more.")] if asked.question.type is QuestionType.MULTI else []
    return "\n".join([*lines, *hint])


def option_text(option: Option) -> str:
    """An option to the letter, unless its author marked code in it."""
    return option.text if "`" in option.text else discord.utils.escape_markdown(option.text)


def letters_and_words(asked: Asked) -> dict[str, str]:
    """The options in the order in which they are shown: what stands on their controls, by their numbers."""
    return {
        str(number): f"{letter}. {asked.question.options[number].text.replace('`', '')}"
        for letter, number in zip(LETTERS, asked.order, strict=False)
    }


def _heading(curriculum: Curriculum, sitting: Sitting, asked: Asked) -> str:
    """What is sat, and which question of how many this is."""
    title = quiz_name(curriculum.title_of(sitting.item))
    if sitting.kind is SittingKind.ASSESSMENT:
        place = _("{title} · question {number} of about {total}")
        return place.format(title=title, number=asked.number, total=asked.total)
    if asked.total is None:
        return _("{title} · question {number}").format(title=title, number=asked.number)
    return _("{title} · question {number} of {total}").format(title=title, number=asked.number, total=asked.total)


def _answer_buttons(sitting: Sitting, asked: Asked) -> list[discord.ui.Button[Any]]:
    where = {"owner": sitting.user_id, "sitting": sitting.sitting_id, "place": asked.place}
    match asked.question.type:
        case QuestionType.MULTI:
            return [_button(_("Tick my answers"), GREEN, TICK.format(**where))]
        case QuestionType.TRUE_FALSE:
            labels: Sequence[str] = (_("True"), _("False"))
        case kind if kind in TYPED:
            return [_button(_("Type my answer"), GREEN, TYPE.format(**where))]
        case _single:
            labels = LETTERS
    return [
        _button(label, QUIET, CHOOSE.format(**where, option=number))
        for label, number in zip(labels, asked.order, strict=False)
    ]


def _placed_text(asked: Asked, placed: Sequence[int]) -> str:
    if not placed:
        return _("Choose below what comes first.")
    left = len(asked.order) - len(placed)
    lines = _numbered(asked.question, placed)
    return lines if left > 1 else lines + "\n" + _("-# The last one sends it in.")


def _numbered(question: Question, order: Sequence[int]) -> str:
    return "\n".join(f"{place}. {option_text(question.options[number])}" for place, number in enumerate(order, 1))


def _next_part(sitting: Sitting, asked: Asked, placed: Sequence[int]) -> discord.ui.Select[Any]:
    left = {value: label for value, label in letters_and_words(asked).items() if int(value) not in placed}
    return discord.ui.Select(
        placeholder=_("What comes next?") if placed else _("What comes first?"),
        options=[option(label, value) for value, label in left.items()],
        custom_id=_order_id(ORDER, sitting, asked, placed),
    )


def _order_row(sitting: Sitting, asked: Asked, placed: Sequence[int]) -> Row:
    back = [_button(_("Take back"), QUIET, _order_id(BACK, sitting, asked, placed))] if placed else []
    return [*back, *_beside(sitting, asked, MOST_BUTTONS - len(back))]


def _order_id(template: str, sitting: Sitting, asked: Asked, placed: Sequence[int]) -> str:
    order = "".join(map(str, placed))
    return template.format(owner=sitting.user_id, sitting=sitting.sitting_id, place=asked.place, order=order)


def _beside(sitting: Sitting, asked: Asked, room: int) -> list[discord.ui.Button[Any]]:
    """What else one can say to a question, as far as there is room; not to know it counts as an answer."""
    where = {"owner": sitting.user_id, "sitting": sitting.sitting_id, "place": asked.place}
    off = _off(sitting, asked)
    if sitting.kind is SittingKind.QUIZ:
        return [off][:room]
    return [_button(_("I don't know"), QUIET, UNKNOWN_ANSWER.format(**where)), off][: max(room, 1)]


def _off(sitting: Sitting, asked: Asked) -> discord.ui.Button[Any]:
    custom_id = OFF.format(owner=sitting.user_id, sitting=sitting.sitting_id, place=asked.place)
    return _button(_("Something's off"), QUIET, custom_id)


def _button(label: str, style: discord.ButtonStyle, custom_id: str) -> discord.ui.Button[Any]:
    return discord.ui.Button(label=label, style=style, custom_id=custom_id)


def _judgement(answer: Answer) -> str:
    if answer.right:
        return _("Right")
    return _("Partly right") if answer.points else _("Not quite")


def _about(question: Question, answer: Answer) -> str:
    """What was answered, what that confuses, and what is right."""
    given = answer.given
    if given == UNKNOWN:
        return _("You said that you don't know.\n{right}").format(right=_right(question))
    if isinstance(given, str):
        return _about_typed(question, answer, given)
    match question.type:
        case QuestionType.MULTI:
            return _about_ticks(question, answer, given)
        case QuestionType.ORDER:
            yours = _("**You put**\n{parts}").format(parts=_numbered(question, given))
            return _right(question) if answer.right else f"{yours}\n{_right(question)}"
    chosen = _("You chose: {option}").format(option=_chosen(question, given))
    if answer.right:
        return chosen
    return "\n".join([chosen, *confusions(question, given), _right(question)])


def _right(question: Question) -> str:
    """The right answer, whatever was answered."""
    if question.type is QuestionType.ORDER:
        return _("**The right order**\n{parts}").format(parts=_numbered(question, question.right))
    if question.type in TYPED:
        return _("**Right:** {answer}").format(answer=inline(question.answers[0]))
    return _("**Right:** {option}").format(option=_chosen(question, question.right))


def _chosen(question: Question, numbers: Sequence[int]) -> str:
    if question.type is QuestionType.TRUE_FALSE:
        return _("True") if 0 in numbers else _("False")
    return ", ".join(option_text(question.options[number]) for number in numbers if number < len(question.options))


def _about_typed(question: Question, answer: Answer, given: str) -> str:
    """What members type stands in a code block, where it neither formats nor mentions."""
    typed = _("You typed\n{answer}").format(answer=code_block(given, "text"))
    if answer.right:
        return typed
    return "\n".join([typed, *confusions(question, given), _right(question)])


def _about_ticks(question: Question, answer: Answer, given: Sequence[int]) -> str:
    lines = []
    for number, choice in enumerate(question.options):
        ticked = number in given
        if ticked and choice.right:
            lines.append(_("☑ {option}: right").format(option=option_text(choice)))
        elif ticked:
            lines.append(_("☒ {option}: not this one. {why}").format(option=option_text(choice), why=choice.why))
        elif choice.right:
            lines.append(_("☐ {option}: right as well, and not ticked").format(option=option_text(choice)))
    if 0 < answer.points < 1:
        share = _("-# That is {percent} % of the point: a right tick adds its share, a wrong one takes as much away.")
        lines.append(share.format(percent=round(answer.points * 100)))
    return "\n".join(lines)
