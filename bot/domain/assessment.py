"""An adaptive assessment: what answers say about somebody's skill on eight axes, and which question says most next.

The model is that of Rasch (1960), with the guessing of Birnbaum's three-parameter logistic model (in Lord and Novick
1968). Somebody of ability θ answers a question of difficulty b, of which blind guessing gets g, right with

    P = g + (1 - g) · F(a · (θ - b)),    F(z) = 1 / (1 + e^-z)

θ and b are in logits, a is the SLOPE, and b depends on the question's band alone. The θ of each axis is a general
ability, about normal(0, GENERAL), plus a deviation of its own, about normal(0, OWN); so an axis with few answers leans
on all others, and its spread says how unsure it is. All of it is summed up on a grid of θ; nothing is random.

Members see a score from 0 to 100: the share of our questions on an axis, with equally many of each band, that they
would get right if nobody guessed. It rises with θ: `100 · mean over the bands of F(a · (θ - b))`. The overall score is
the mean of the eight axes.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from itertools import combinations
from operator import mul, sub
from typing import TypeAlias

from bot.domain.questions import TYPED, Question, QuestionType, points
from bot.domain.skills import Axis

SLOPE = 1.3  # how sharply a question tells who can do it from who can't, in 1 / logit
DIFFICULTY: Mapping[int, float] = {1: -1.8, 2: 0.0, 3: 1.8}  # logits, by band
GENERAL = 2.0  # logits; so wide that every score from 0 to 100 is about as likely before the first answer
OWN = 0.9  # logits
TYPED_GUESS = 0.02  # nobody types the right word by chance, or nearly nobody
RANGE = 1.28  # how many standard deviations "give or take" means: four times of five the score lies within it

STEP = 0.5  # logits
GRID = tuple(STEP * number for number in range(-12, 13))

Vector: TypeAlias = tuple[float, ...]


class Depth(StrEnum):
    """How thorough an assessment is. Stored, and therefore never renamed."""

    QUICK = "quick"
    FULL = "full"
    DEEP = "deep"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a depth asks: at least and at most so many questions, which take about so many minutes.

    Between the two it stops once each axis was asked `each` times and the overall score's standard deviation is at
    most `sure` points.
    """

    least: int
    most: int
    each: int
    sure: float
    minutes: int


BOUNDS: Mapping[Depth, Bounds] = {
    Depth.QUICK: Bounds(least=5, most=7, each=0, sure=12.0, minutes=4),
    Depth.FULL: Bounds(least=16, most=20, each=2, sure=7.5, minutes=12),
    Depth.DEEP: Bounds(least=32, most=40, each=4, sure=5.0, minutes=25),
}


@dataclass(frozen=True, slots=True)
class Reply:
    """A question that was answered, and what the answer was worth, from 0 to 1."""

    question: Question
    points: float


@dataclass(frozen=True, slots=True)
class Measure:
    """A score from 0 to 100, its standard deviation, the mean of θ in logits, and how many answers it rests on."""

    score: float
    deviation: float
    ability: float
    answers: int

    @property
    def margin(self) -> int:
        """What to give or take, in whole points: four times of five, the score lies within it."""
        return max(round(RANGE * self.deviation), 1)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What answers say: overall, and on each axis (also on one without an answer, from the general ability)."""

    overall: Measure
    axes: Mapping[Axis, Measure]


def score_at(ability: float) -> float:
    """The score of an ability in logits.

    >>> round(score_at(0)), round(score_at(-1.8)), round(score_at(9))
    (50, 20, 100)
    """
    return 100 * sum(_knows(ability, band) for band in DIFFICULTY) / len(DIFFICULTY)


def estimate(replies: Iterable[Reply]) -> Estimate:
    """The score of each axis and overall, from the answers in any order.

    Given the general ability, the axes are independent: the sum over it is a sum over one grid.
    """
    answered: dict[Axis, list[tuple[int, float, float]]] = {axis: [] for axis in Axis}
    for reply in replies:
        question = reply.question
        answered[question.axis].append((question.difficulty, guess(question), reply.points))
    found = {axis: _given_general(tuple(sorted(answers))) for axis, answers in answered.items()}
    weights = _weights([given.likelihood for given in found.values()])
    axes = {axis: _measure(given, weights, len(answered[axis])) for axis, given in found.items()}
    return Estimate(_overall(list(found.values()), weights, sum(map(len, answered.values()))), axes)


def next_question(
    questions: Iterable[Question], depth: Depth, replies: Sequence[Reply], met: Mapping[str, int], seed: str
) -> Question | None:
    """The question that says most after these answers; None when the assessment is done, or nothing is left to ask.

    It is on the axis with the fewest answers, of those on the one that is least sure; in the band that tells most
    there; and one that the member has not met, or else met longest ago (`met` rises with time). `seed` decides the
    rest, so the same answers always lead to the same question.
    """
    bounds, now = BOUNDS[depth], estimate(replies)
    asked = {reply.question.id for reply in replies}
    left = [question for question in questions if question.id not in asked]
    if not left or _enough(bounds, now, {question.axis for question in left}):
        return None

    def urgency(axis: Axis) -> tuple[int, float, bytes]:
        return now.axes[axis].answers, -now.axes[axis].deviation, _draw(seed, axis)

    axis = min({question.axis for question in left}, key=urgency)
    ability = now.axes[axis].ability
    here = [question for question in left if question.axis is axis]
    band = _most_telling(here, ability)
    fitting = [question for question in here if question.difficulty == band]
    return min(fitting, key=lambda question: (met.get(question.id, -1), _draw(seed, question.id)))


def _enough(bounds: Bounds, now: Estimate, open_axes: set[Axis]) -> bool:
    count = now.overall.answers
    if count >= bounds.most or count < bounds.least:
        return count >= bounds.most
    each = min(now.axes[axis].answers for axis in open_axes)
    return each >= bounds.each and now.overall.deviation <= bounds.sure


def _most_telling(questions: Sequence[Question], ability: float) -> int:
    """The band whose questions, on average, have the most information at an ability."""
    told: dict[int, list[float]] = {}
    for question in sorted(questions, key=lambda question: question.difficulty):
        band = question.difficulty
        told.setdefault(band, []).append(information(band, guess(question), ability))
    return max(told, key=lambda band: sum(told[band]) / len(told[band]))


def information(band: int, guessed: float, ability: float) -> float:
    """Fisher's information of an answer about θ, in 1 / logit²: `a² · (1 - F) · F² · (1 - g) / P`.

    >>> information(2, 0.0, 0.0) > information(2, 0.25, 0.0) > information(3, 0.25, 0.0)
    True
    """
    knows = _knows(ability, band)
    right = guessed + (1 - guessed) * knows
    return SLOPE**2 * (1 - knows) * knows**2 * (1 - guessed) / right


@lru_cache(maxsize=1024)
def guess(question: Question) -> float:
    """What blind guessing gets on average, from 0 to 1."""
    count = len(question.options)
    if question.type in TYPED:
        return TYPED_GUESS
    if question.type is QuestionType.ORDER:
        return 1 / math.factorial(count)
    if question.type is QuestionType.MULTI:
        ticks = [ticked for size in range(1, count + 1) for ticked in combinations(range(count), size)]
        return sum(points(question, ticked) for ticked in ticks) / len(ticks)
    return 1 / count


def _knows(ability: float, band: int) -> float:
    return 1 / (1 + math.exp(-SLOPE * (ability - DIFFICULTY[band])))


def _draw(seed: str, name: str) -> bytes:
    return sha256(f"{seed} {name}".encode()).digest()


@dataclass(frozen=True, slots=True)
class _Given:
    """What an axis' answers say for each general ability of the grid: how likely they are, and the moments there."""

    likelihood: Vector
    score: Vector
    square: Vector
    ability: Vector


SCORES: Vector = tuple(score_at(ability) for ability in GRID)
SQUARES: Vector = tuple(score * score for score in SCORES)


def _normal(value: float, width: float) -> float:
    return math.exp(-((value / width) ** 2) / 2)


def _shares(values: Iterable[float]) -> Vector:
    parts = tuple(values)
    total = sum(parts)
    return tuple(part / total for part in parts)


PRIOR: Vector = _shares(_normal(general, GENERAL) for general in GRID)
NEAR: tuple[Vector, ...] = tuple(_shares(_normal(ability - general, OWN) for ability in GRID) for general in GRID)


@lru_cache(maxsize=8192)
def _given_general(answers: tuple[tuple[int, float, float], ...]) -> _Given:
    """The sums over an axis' own θ; each answer is its band, what guessing gets, and its points."""
    likelihood = [1.0] * len(GRID)
    for band, guessed, worth in answers:
        likelihood = list(map(mul, likelihood, _likelihood(band, guessed, worth)))
    rows = [tuple(map(mul, near, likelihood)) for near in NEAR]
    sums = tuple(map(sum, rows))
    return _Given(
        sums,
        *(
            tuple(sum(map(mul, row, values)) / total for row, total in zip(rows, sums, strict=True))
            for values in (SCORES, SQUARES, GRID)
        ),
    )


@lru_cache(maxsize=1024)
def _likelihood(band: int, guessed: float, worth: float) -> Vector:
    """How likely an answer is for each θ. A part of the points counts as so much of a right and of a wrong answer."""
    right = [guessed + (1 - guessed) * _knows(ability, band) for ability in GRID]
    return tuple(chance**worth * (1 - chance) ** (1 - worth) for chance in right)


def _weights(likelihoods: Iterable[Vector]) -> Vector:
    """How likely each general ability is after all answers."""
    weights = PRIOR
    for likelihood in likelihoods:
        weights = _shares(map(mul, weights, likelihood))
    return weights


def _measure(given: _Given, weights: Vector, answers: int) -> Measure:
    score = sum(map(mul, weights, given.score))
    spread = sum(map(mul, weights, given.square)) - score**2
    return Measure(score, math.sqrt(max(spread, 0.0)), sum(map(mul, weights, given.ability)), answers)


def _overall(found: Sequence[_Given], weights: Vector, answers: int) -> Measure:
    """The mean of all axes: given the general ability, means add up, and so do variances."""
    count = len(found)
    means, squares = _sums(given.score for given in found), _sums(given.square for given in found)
    squared = _sums(tuple(score * score for score in given.score) for given in found)
    score = sum(map(mul, weights, means)) / count
    within = sum(map(mul, weights, map(sub, squares, squared))) / count**2
    between = sum(weight * (mean / count - score) ** 2 for weight, mean in zip(weights, means, strict=True))
    ability = sum(map(mul, weights, _sums(given.ability for given in found))) / count
    return Measure(score, math.sqrt(max(within + between, 0.0)), ability, answers)


def _sums(vectors: Iterable[Vector]) -> Vector:
    return tuple(map(sum, zip(*vectors, strict=True)))
