"""What the tests of quizzes share: questions of every type, quizzes made of them, and how a member plays one."""

import re
from dataclasses import replace

import simcord
from simcord.results import InteractionResult

from bot.client import LearnBot
from bot.domain.curriculum import Curriculum
from bot.domain.questions import Compare, Given, Mistake, Option, Question, QuestionType, Quiz
from bot.domain.sitting import Answer
from bot.domain.skills import Axis
from bot.store.sittings import answers_of
from tests.screens import click, labels, words

SINGLE, MULTI, TRUE_FALSE, CLOZE, SHORT, ORDER = QuestionType


def question(kind: QuestionType = SINGLE, name: str = "a", quiz: str = "quiz.ferries", difficulty: int = 1) -> Question:
    """A question of a type, with three options or two answers; the first option is right."""
    plain = Question(
        f"{quiz}#{name}",
        kind,
        f"Which one is {name}?",
        "Because it is so, always.",
        Axis.FUNDAMENTALS,
        "concept.control-flow",
        difficulty,
    )
    options = (
        Option("first", right=True),
        Option("second", why="You mixed up two."),
        Option("third", why="No, three."),
    )
    match kind:
        case QuestionType.SINGLE:
            return replace(plain, options=options)
        case QuestionType.MULTI:
            return replace(plain, options=(*options, Option("fourth", right=True)))
        case QuestionType.TRUE_FALSE:
            return replace(plain, options=(Option("True", right=True), Option("False", why="It does float.")))
        case QuestionType.ORDER:
            return replace(plain, options=tuple(Option(text, right=True) for text in ("moor", "load", "sail")))
        case QuestionType.CLOZE:
            return replace(plain, code="{{c1::len}}(boats)", answers=("len",), compare=Compare.CODE)
    return replace(plain, answers=("KeyError", "a KeyError"), mistakes=(Mistake("IndexError", "That is for lists."),))


def quiz(*questions: Question, name: str = "ferries", level: str = "0", pass_mark: float = 0.8) -> Quiz:
    """A quiz of these questions, else of five with one right option each."""
    asked = questions or tuple(question(name=letter, quiz=f"quiz.{name}") for letter in "abcde")
    return Quiz(f"quiz.{name}", name.title(), level, "About boats.", "concept.control-flow", pass_mark, asked)


def right_answer(asked: Question) -> Given:
    """An answer to a question with nothing wrong in it."""
    return asked.answers[0] if asked.answers else asked.right


def with_quizzes(curriculum: Curriculum, *quizzes: Quiz, **aliases: str) -> Curriculum:
    """The shipped content with other quizzes; `aliases` leads from former ids to those of today."""
    return replace(curriculum, quizzes={quiz.id: quiz for quiz in quizzes}, aliases=aliases)


def ask(bot: LearnBot, *quizzes: Quiz) -> None:
    """Let the bot know these quizzes alone."""
    bot.curriculum = with_quizzes(bot.curriculum, *quizzes)


async def stored(bot: LearnBot, user: int) -> list[Answer]:
    """Every answer of a member."""
    return await bot.db.read(lambda connection: answers_of(connection, user))


def letter(shown: InteractionResult, option: str) -> str:
    """The letter of an option on the screen."""
    found = re.search(rf"^\*\*(\w)\*\* · {re.escape(option)}$", words(shown), re.MULTILINE)
    assert found, words(shown)
    return found[1]


async def choose(member: simcord.MemberActor, shown: InteractionResult, option: str) -> InteractionResult:
    """Press the letter of an option."""
    return await click(member, shown, letter(shown, option))


async def play(member: simcord.MemberActor, shown: InteractionResult, *options: str) -> InteractionResult:
    """Choose these options, one question after the other, up to the end."""
    for option in options:
        said = await choose(member, shown, option)
        shown = await click(member, said, labels(said)[0])
    return shown
