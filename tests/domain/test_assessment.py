"""The adaptive assessment: what it concludes from answers, what it asks, and how well it places known learners."""

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import repeat
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.assessment import BOUNDS, DIFFICULTY, OWN, SLOPE, Depth, Reply, estimate, guess, next_question, score_at
from bot.domain.placement import BAND_FROM, band_of
from bot.domain.questions import Question
from bot.domain.skills import Axis
from tests.assessments import pool, sit

POOL = pool()
LEARNERS = 1000
WORTH = st.sampled_from([0.0, 0.5, 1.0])
ANSWERS = st.lists(WORTH, min_size=BOUNDS[Depth.DEEP].most, max_size=BOUNDS[Depth.DEEP].most)
DEPTHS = st.sampled_from(Depth)


def test_without_an_answer_nothing_is_claimed() -> None:
    found = estimate([])
    assert round(found.overall.score) == 50
    assert found.overall.margin > 30
    assert {measure.answers for measure in found.axes.values()} == {0}


def test_who_knows_everything_is_near_100_and_who_knows_nothing_near_0() -> None:
    best, worst = (estimate(sit(Depth.DEEP, repeat(worth), POOL)).overall for worth in (1.0, 0.0))
    assert (best.score > 95, best.margin <= 5) == (True, True)
    assert (worst.score < 5, worst.margin <= 5) == (True, True)


def test_an_axis_without_an_answer_leans_on_the_others_and_is_less_sure() -> None:
    replies = [Reply(question, 1.0) for question in POOL if question.axis is not Axis.WEB_DATABASES]
    found = estimate(replies)
    web, other = found.axes[Axis.WEB_DATABASES], found.axes[Axis.FUNDAMENTALS]
    assert 70 < web.score < other.score
    assert web.deviation > other.deviation


def test_right_by_a_likely_guess_says_less_than_right_without_one() -> None:
    typed, either = POOL[2], POOL[1]
    assert guess(typed) < 0.05 < guess(either) == 0.5
    assert estimate([Reply(typed, 1.0)]).overall.score > estimate([Reply(either, 1.0)]).overall.score


def test_ticking_at_random_gets_what_it_gets_on_average() -> None:
    ticked = POOL[3]
    assert guess(ticked) == pytest.approx((2 * 0.5 + 1 + 4 * 0 + 2 * 0.5 + 0) / 15)


@given(DEPTHS, ANSWERS, st.data())
@settings(max_examples=60)
def test_a_better_answer_never_lowers_any_score(depth: Depth, answers: list[float], data: st.DataObject) -> None:
    replies = sit(depth, answers, POOL)
    at = data.draw(st.integers(0, len(replies) - 1))
    better = [Reply(reply.question, 1.0) if at == number else reply for number, reply in enumerate(replies)]
    before, after = estimate(replies), estimate(better)
    assert after.overall.score >= before.overall.score - 1e-9
    assert all(after.axes[axis].score >= before.axes[axis].score - 1e-9 for axis in Axis)


@given(DEPTHS, ANSWERS, st.text(max_size=5))
@settings(max_examples=60)
def test_it_keeps_to_its_bounds_asks_nothing_twice_and_would_ask_the_same_again(
    depth: Depth, answers: list[float], seed: str
) -> None:
    replies = sit(depth, answers, POOL, seed)
    asked = [reply.question.id for reply in replies]
    assert BOUNDS[depth].least <= len(asked) <= BOUNDS[depth].most
    assert len(asked) == len(set(asked))
    counts = Counter(reply.question.axis for reply in replies)
    assert all(counts[axis] >= {Depth.QUICK: 0, Depth.FULL: 2, Depth.DEEP: 4}[depth] for axis in Axis)
    for place, question in enumerate(asked):
        again = next_question(reversed(POOL), depth, replies[:place], {}, seed)
        assert again is not None
        assert again.id == question


def test_whoever_answers_well_gets_harder_questions_and_whoever_does_not_gets_easier_ones() -> None:
    def hardness(worth: float) -> float:
        bands = [reply.question.difficulty for reply in sit(Depth.FULL, repeat(worth), POOL)]
        return sum(bands) / len(bands)

    assert hardness(1.0) > 2.5
    assert hardness(0.0) < 1.5


def test_what_was_met_before_comes_last_and_what_was_met_longest_ago_first() -> None:
    first = next_question(POOL, Depth.QUICK, [], {}, "1")
    assert first is not None
    alike = [q for q in POOL if (q.axis, q.difficulty) == (first.axis, first.difficulty)]
    met = {question.id: turn for turn, question in enumerate(alike)}
    oldest = next_question(POOL, Depth.QUICK, [], met, "1")
    assert oldest == alike[0]
    del met[alike[3].id]
    assert next_question(POOL, Depth.QUICK, [], met, "1") == alike[3]


def test_it_ends_early_when_nothing_is_left_to_ask() -> None:
    few = pool(axes=[Axis.FUNDAMENTALS])[:4]
    assert len(sit(Depth.FULL, repeat(1.0), few)) == 4
    assert next_question([], Depth.QUICK, [], {}, "1") is None


@dataclass(frozen=True)
class World:
    """How learners really answer: a slope, a difficulty and a chance to guess for each question."""

    slope: dict[str, float]
    difficulty: dict[str, float]
    guess: dict[str, float]
    deviate: Callable[[Random], float]

    def knows(self, question: Question, ability: float) -> float:
        return 1 / (1 + math.exp(-self.slope[question.id] * (ability - self.difficulty[question.id])))


@dataclass(frozen=True)
class Learner:
    ability: dict[Axis, float]
    world: World

    @property
    def truth(self) -> float:
        """The share of all our questions that they know."""
        return 100 * sum(self.world.knows(q, self.ability[q.axis]) for q in POOL) / len(POOL)

    def answer(self, question: Question, draw: Random) -> float:
        guessed = self.world.guess[question.id]
        return float(draw.random() < guessed + (1 - guessed) * self.world.knows(question, self.ability[question.axis]))


def as_assumed(draw: Random) -> World:
    return World(
        {question.id: SLOPE for question in POOL},
        {question.id: DIFFICULTY[question.difficulty] for question in POOL},
        {question.id: guess(question) for question in POOL},
        lambda draw: draw.gauss(0, OWN),
    )


def otherwise(draw: Random) -> World:
    """Questions that tell more or less than assumed, bands that overlap, more guessing, axes further apart."""
    return World(
        {question.id: draw.uniform(0.6, 2.2) for question in POOL},
        {question.id: DIFFICULTY[question.difficulty] + draw.gauss(0, 0.5) for question in POOL},
        {question.id: min(1.4 * guess(question) + 0.03, 0.6) for question in POOL},
        lambda draw: draw.uniform(-2, 2),
    )


def general_of(share: float) -> float:
    """The ability in logits at which the score is `share`."""
    low, high = -9.0, 9.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if score_at(middle) < share else (low, middle)
    return low


@pytest.mark.parametrize("world", [as_assumed, otherwise])
def test_in_full_mode_nine_of_ten_simulated_learners_are_placed_within_one_band(
    world: Callable[[Random], World], capsys: pytest.CaptureFixture[str]
) -> None:
    draw = Random(20260514)
    answering, bands = world(draw), list(BAND_FROM.values())
    exact = near = covered = questions = 0
    for number in range(LEARNERS):
        general = general_of((number + 0.5) * 100 / LEARNERS)
        learner = Learner({axis: general + answering.deviate(draw) for axis in Axis}, answering)
        replies: list[Reply] = []
        while question := next_question(POOL, Depth.FULL, replies, {}, str(number)):
            replies.append(Reply(question, learner.answer(question, draw)))
        found, truth = estimate(replies).overall, learner.truth
        apart = abs(bands.index(band_of(found.score)) - bands.index(band_of(truth)))
        exact, near, questions = exact + (apart == 0), near + (apart <= 1), questions + len(replies)
        covered += abs(found.score - truth) <= found.margin
    with capsys.disabled():
        print(
            f"\n{LEARNERS} learners, {world.__name__}: {near / LEARNERS:.1%} within one band, {exact / LEARNERS:.1%} "
            f"in the right one, {covered / LEARNERS:.1%} within the margin, {questions / LEARNERS:.1f} questions each"
        )
    assert near / LEARNERS >= 0.9
    assert exact / LEARNERS >= 0.65
    assert covered / LEARNERS >= 0.65
