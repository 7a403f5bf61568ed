"""Questions of quizzes and assessments: what they ask, in which order their options stand, and what an answer is worth.

An answer is either text, or the numbers of options in the order in which the content lists them, however they were
shuffled on the screen.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import TypeAlias

from bot.domain.skills import Axis

Given: TypeAlias = "tuple[int, ...] | str"

LETTERS = "ABCDEF"
UNKNOWN: Given = ()  # "I don't know", to a question of any type
MAX_TYPED = 200  # characters of a typed answer
STRAIGHT = str.maketrans(  # what a phone makes of what one types
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'", "…": "...", "—": "--", "–": "-", "−": "-"}
)
MARKS = re.compile(r"^[.,;:!?]+(?=[^\W\d])|(?<=[\w)\]}'\"])[.,;:!?]+$")  # around words; alone they are the answer
QUOTED = re.compile(r"'[^']+'")
LITERAL = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"")
SPACE = re.compile(r"\s+")
LOOSE_SPACE = re.compile(r"(?<!\w)\s+|\s+(?!\w)")  # but for a space between two words, no program needs it


class QuestionType(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTI = "multi"
    TRUE_FALSE = "true-false"
    CLOZE = "cloze"
    SHORT = "short"
    ORDER = "order"


TYPED = frozenset({QuestionType.CLOZE, QuestionType.SHORT})


class Compare(StrEnum):
    """How a typed answer is compared: as words, as Python code, or character by character."""

    WORDS = "words"
    CODE = "code"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose. `why` says what somebody who chose it wrongly confuses."""

    text: str
    right: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong answer that beginners type, and what they confuse."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `difficulty` goes from 1 to 3, the bands of an assessment.

    The options of an ORDER question stand in the right order. `answers` are what may be typed for a CLOZE or SHORT
    one; the gap stands as `{{c1::…}}` in the stem or in the code. `shuffle` is False where the options refer to each
    other.
    """

    id: str
    type: QuestionType
    stem: str
    explanation: str
    axis: Axis
    concept: str | None
    difficulty: int
    code: str = ""
    options: tuple[Option, ...] = ()
    answers: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    compare: Compare = Compare.WORDS
    shuffle: bool = True

    @property
    def right(self) -> tuple[int, ...]:
        """The numbers of the options that are right; of an ORDER question, all of them as they belong."""
        if self.type is QuestionType.ORDER:
            return tuple(range(len(self.options)))
        return tuple(number for number, option in enumerate(self.options) if option.right)


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions about one concept; `pass_mark` is the share (0 to 1) of points that passes."""

    id: str
    title: str
    level: str
    summary: str
    concept: str
    pass_mark: float
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The questions of an assessment on one axis, in all bands of difficulty."""

    id: str
    title: str
    axis: Axis
    questions: tuple[Question, ...]


def points(question: Question, given: Given) -> float:
    """What an answer is worth, from 0 to 1. Only where several options are to be ticked, a part of it may be right.

    There each right tick counts its share, and each wrong one takes as much away.
    """
    if given == UNKNOWN:
        return 0.0
    if isinstance(given, str):
        return float(any(same(given, answer, question.compare) for answer in question.answers))
    if question.type is QuestionType.MULTI:
        ticked = set(given) & set(range(len(question.options)))
        hits = len(ticked & set(question.right))
        return max(2 * hits - len(ticked), 0) / len(question.right)
    return float(given == question.right)


def fits(question: Question, given: Given) -> bool:
    """Whether an answer is one that the controls of a question can give: something typed, or numbers of its options."""
    if isinstance(given, str):
        return question.type in TYPED
    known = len(set(given)) == len(given) and set(given) <= set(range(len(question.options)))
    if question.type is QuestionType.ORDER:
        return known and len(given) == len(question.options)
    return known and (len(given) > 0 if question.type is QuestionType.MULTI else len(given) == 1)


def confusions(question: Question, given: Given) -> tuple[str, ...]:
    """What somebody confuses who answered so: for each option that was chosen wrongly, or for a mistake often typed."""
    if isinstance(given, str):
        found = (mistake.why for mistake in question.mistakes if same(given, mistake.text, question.compare))
        return () if points(question, given) else tuple(found)[:1]
    if question.type is QuestionType.ORDER:
        return ()
    chosen = (question.options[number] for number in given if number in range(len(question.options)))
    return tuple(option.why for option in chosen if not option.right and option.why)


def arranged(question: Question, place: int, seed: str) -> tuple[int, ...]:
    """The numbers of the options in the order in which they are shown; `seed` tells one member's sitting from others.

    The one right option of a question stands at each position as often as at any other: of the first as many
    questions as there are positions, each has it elsewhere, and so on with the next ones.
    """
    count = len(question.options)
    if not question.shuffle or question.type is QuestionType.TRUE_FALSE:
        return tuple(range(count))
    draw = Random(f"{seed} {question.id}")  # noqa: S311  (an order, not a secret)
    if question.type is QuestionType.ORDER:
        return tuple(_out_of_order(count, draw))
    order = draw.sample(range(count), count)
    if question.type is QuestionType.SINGLE:
        (right,) = question.right
        order.remove(right)
        order.insert(_position(place, count, seed), right)
    return tuple(order)


def same(typed: str, wanted: str, compare: Compare) -> bool:
    """Whether a typed answer is the one that is wanted.

    >>> same(" The  “Loop” variable. ", 'the "loop" variable', Compare.WORDS)
    True
    >>> same('d.get("x",0)', "d.get('x', 0)", Compare.CODE), same("true", "True", Compare.CODE)
    (True, False)
    >>> same("a b", "a  b", Compare.EXACT)
    False
    """
    return _plain(typed, compare) == _plain(wanted, compare)


def _plain(text: str, compare: Compare) -> str:
    if compare is Compare.EXACT:
        return text.strip("\r\n")
    text = unicodedata.normalize("NFC", text).translate(STRAIGHT).strip()
    if compare is Compare.WORDS:
        text = MARKS.sub("", " ".join(text.casefold().replace('"', "'").replace("`", "").split()))
        return text[1:-1] if QUOTED.fullmatch(text) else text
    return "".join(_code_parts(text.strip("`").strip()))


def _code_parts(code: str) -> Iterator[str]:
    """Code without the spaces that mean nothing; what stands in quotes stays, in one kind of quotes."""
    end = 0
    for literal in LITERAL.finditer(code):
        yield _without_loose_space(code[end : literal.start()])
        inner = literal.group()[1:-1]
        yield literal.group() if "'" in inner or '"' in inner else f"'{inner}'"
        end = literal.end()
    yield _without_loose_space(code[end:])


def _without_loose_space(code: str) -> str:
    return LOOSE_SPACE.sub("", SPACE.sub(" ", code))


def _position(place: int, count: int, seed: str) -> int:
    turn, step = divmod(place, count)
    return Random(f"{seed} {turn} of {count}").sample(range(count), count)[step]  # noqa: S311


def _out_of_order(count: int, draw: Random) -> list[int]:
    order = draw.sample(range(count), count)
    return order if order != sorted(order) else [*order[1:], order[0]]
