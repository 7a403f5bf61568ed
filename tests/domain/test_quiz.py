"""Which questions a round asks, and what came of it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.questions import Question
from bot.domain.quiz import MOST_MISTAKES, ROUND, draw, is_full_round, mistakes, outcome
from bot.domain.sitting import Answer
from tests.quizzes import question, quiz

NOW = datetime(2026, 5, 14, tzinfo=UTC)
Pool = tuple[list[Question], dict[str, Answer]]


def answered(name: str, points: float, days_ago: int = 0) -> Answer:
    """The newest answer to a question."""
    return Answer(1, 0, f"quiz.ferries#{name}", NOW - timedelta(days=days_ago), 0, (0,), points)


@st.composite
def pools(draw_: st.DrawFn, least: int = 0) -> Pool:
    """Questions, and the newest answers to some of them."""
    difficulties = draw_(st.lists(st.integers(1, 3), min_size=least, max_size=20))
    pool = [question(name=f"q{number}", difficulty=level) for number, level in enumerate(difficulties)]
    newest = {}
    for number, asked in enumerate(pool):
        state = draw_(st.sampled_from((None, 0.0, 0.5, 1.0)))
        if state is not None:
            newest[asked.id] = answered(f"q{number}", state, draw_(st.integers(0, 400)))
    return pool, newest


def split(drawn: tuple[Question, ...], newest: Mapping[str, Answer]) -> tuple[set[str], set[str], set[str]]:
    """The ids of what was drawn: wrong, never asked, known."""
    wrong = {question.id for question in mistakes(drawn, newest)}
    unseen = {question.id for question in drawn if question.id not in newest}
    return wrong, unseen, {question.id for question in drawn} - wrong - unseen


@given(pools(), st.text(max_size=5))
def test_a_round_has_five_different_questions_or_all_that_there_are(pool: Pool, seed: str) -> None:
    questions, newest = pool
    drawn = draw(questions, newest, seed)
    assert len({question.id for question in drawn}) == len(drawn) == min(ROUND, len(questions))
    assert {question.id for question in drawn} <= {question.id for question in questions}


@given(pools(), st.text(max_size=5), st.randoms())
def test_a_round_follows_from_its_seed_alone_and_begins_with_the_easier_ones(pool: Pool, seed: str, mix) -> None:  # type: ignore[no-untyped-def]
    questions, newest = pool
    drawn = draw(questions, newest, seed)
    mix.shuffle(questions)
    assert draw(questions, newest, seed) == drawn
    assert [question.difficulty for question in drawn] == sorted(question.difficulty for question in drawn)


@given(pools(least=ROUND), st.text(max_size=5))
def test_mistakes_come_back_the_oldest_first_and_leave_room_for_others(pool: Pool, seed: str) -> None:
    questions, newest = pool
    wrong, _unseen, _known = split(draw(questions, newest, seed), newest)
    all_wrong = mistakes(questions, newest)
    others = len(questions) - len(all_wrong)
    assert len(wrong) == min(len(all_wrong), max(MOST_MISTAKES, ROUND - others))
    younger = [newest[question.id].at for question in all_wrong if question.id not in wrong]
    assert all(newest[question].at <= at for question in wrong for at in younger)


@given(pools(), st.text(max_size=5))
def test_what_was_never_asked_comes_before_what_is_known_and_of_that_the_oldest(pool: Pool, seed: str) -> None:
    questions, newest = pool
    _wrong, unseen, known = split(draw(questions, newest, seed), newest)
    _, all_unseen, all_known = split(tuple(questions), newest)
    if known:
        assert unseen == all_unseen
    assert all(newest[one].at <= newest[other].at for one in known for other in all_known - known)


@given(st.text(max_size=5))
def test_what_was_never_asked_is_spread_over_the_difficulties(seed: str) -> None:
    pool = [question(name=f"q{number}", difficulty=1 + number % 3) for number in range(30)]
    levels = [question.difficulty for question in draw(pool, {}, seed)]
    assert {level: levels.count(level) for level in (1, 2, 3)} == {1: 2, 2: 2, 3: 1}


def test_another_seed_draws_other_questions() -> None:
    pool = [question(name=f"q{number}") for number in range(30)]
    rounds = {draw(pool, {}, str(seed)) for seed in range(50)}
    assert len(rounds) == 50
    assert {question for drawn in rounds for question in drawn} == set(pool)


def test_an_answer_that_is_right_in_part_is_a_mistake_until_the_newest_is_right() -> None:
    pool = [question(name="a"), question(name="b")]
    newest = {pool[0].id: answered("a", 0.5), pool[1].id: answered("b", 1.0)}
    assert mistakes(pool, newest) == [pool[0]]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=10), st.floats(0.5, 1))
def test_a_round_passes_from_its_mark_on(points: list[float], mark: float) -> None:
    came = outcome([answered(f"q{number}", value) for number, value in enumerate(points)], mark)
    assert came.of == len(points)
    assert 0 <= came.share <= 1
    assert came.points == pytest.approx(sum(points))
    assert len(came.wrong) == sum(value < 1 for value in points)
    if abs(came.share - mark) > 1e-6:
        assert came.passed == (came.share > mark)


def test_four_of_five_pass_at_80_percent_and_sums_of_thirds_do_not_fail_by_rounding() -> None:
    assert outcome([answered(name, points) for name, points in zip("abcde", (1, 1, 1, 1, 0), strict=True)], 0.8).passed
    thirds = [answered(name, points) for name, points in zip("abc", (1 / 3, 2 / 3, 1), strict=True)]
    assert outcome(thirds, 2 / 3).passed
    assert not outcome([], 0.5).passed


def test_a_few_mistakes_are_no_round_but_all_questions_of_a_small_quiz_are() -> None:
    assert is_full_round(quiz(), 5)
    assert not is_full_round(quiz(), 4)
    assert is_full_round(quiz(question()), 1)
