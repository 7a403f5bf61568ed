"""A round of a quiz: which questions it asks, and what came of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from random import Random

from bot.domain.questions import Question, Quiz
from bot.domain.sitting import Answer

ROUND = 5  # questions
MOST_MISTAKES = 3  # of a round, unless there is nothing else to ask
PRACTICE = 10  # mistakes that are practised at once
MISTAKES = "mistakes"  # what a sitting is about that practises those of all quizzes
CLOSE = 1e-9  # shares of points are sums of thirds and the like


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a round: points of as many as there were questions, and the ids of those with something wrong."""

    points: float
    of: int
    passed: bool
    wrong: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of points, from 0 to 1."""
        return self.points / self.of if self.of else 0.0


def draw(questions: Iterable[Question], newest: Mapping[str, Answer], seed: str) -> tuple[Question, ...]:
    """The questions of a round, the easier ones first; `newest` holds the newest answer to each that was asked before.

    Mistakes come first, the oldest ones before others; then what was never asked, spread over the difficulties; then
    what was asked longest ago.
    """
    order = Random(f"draw {seed}")  # noqa: S311  (a choice, not a secret)
    pool = sorted(questions, key=lambda question: question.id)
    order.shuffle(pool)
    wrong = mistakes(pool, newest)
    unseen = [question for question in pool if question.id not in newest]
    known = [question for question in pool if question.id in newest and newest[question.id].right]
    known.sort(key=lambda question: newest[question.id].at)
    chosen = wrong[:MOST_MISTAKES]
    chosen += _spread(unseen, chosen, ROUND - len(chosen))
    chosen += known[: ROUND - len(chosen)]
    chosen += wrong[MOST_MISTAKES:][: ROUND - len(chosen)]
    return tuple(sorted(chosen, key=lambda question: question.difficulty))


def mistakes(questions: Iterable[Question], newest: Mapping[str, Answer]) -> list[Question]:
    """The questions with something wrong in their newest answer, the oldest mistake first."""
    wrong = [question for question in questions if question.id in newest and not newest[question.id].right]
    return sorted(wrong, key=lambda question: newest[question.id].at)


def is_full_round(quiz: Quiz, count: int) -> bool:
    """Whether so many questions are a round of a quiz, not only mistakes that were practised."""
    return count >= min(ROUND, len(quiz.questions))


def outcome(answers: Sequence[Answer], pass_mark: float) -> Outcome:
    """What came of the answers of a round; `pass_mark` is the share (0 to 1) of points that passes."""
    scored = fsum(answer.points for answer in answers)
    passed = bool(answers) and scored >= pass_mark * len(answers) - CLOSE
    return Outcome(scored, len(answers), passed, tuple(answer.question for answer in answers if not answer.right))


def _spread(questions: Sequence[Question], beside: Iterable[Question], count: int) -> list[Question]:
    """So many of some questions, each time one of a difficulty of which there are fewest so far."""
    chosen: list[Question] = []
    difficulties = Counter(question.difficulty for question in beside)
    left = list(questions)
    while left and len(chosen) < count:
        following = min(left, key=lambda question: (difficulties[question.difficulty], question.difficulty))
        left.remove(following)
        chosen.append(following)
        difficulties[following.difficulty] += 1
    return chosen
