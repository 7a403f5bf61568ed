"""The weekly goal: it shrinks after two missed weeks, grows after two met ones, by one, and stays within its bounds."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.time_off import TimeOff
from bot.domain.weekly_goal import GROWS_TO, LEAST, MOST, NO_GOAL, Chosen, Week, goal_state, goals, monday

MONDAY = date(2026, 5, 4)
weeks = st.lists(st.builds(Week, st.integers(0, 7), st.booleans()), max_size=60)
starts = st.integers(LEAST, MOST)


def days(*practised: int) -> set[date]:
    """So many days at the begin of each of the weeks from the first Monday on."""
    return {MONDAY + timedelta(weeks=week, days=day) for week, count in enumerate(practised) for day in range(count)}


@given(starts, weeks)
def test_it_changes_by_one_at_most_and_stays_within_its_bounds(start: int, lived: list[Week]) -> None:
    found = goals(start, lived)
    assert len(found) == len(lived) + 1
    assert all(abs(after - before) <= 1 for before, after in pairwise(found))
    assert all(LEAST <= goal <= max(start, GROWS_TO) for goal in found)


@given(starts, weeks)
def test_it_changes_only_after_two_weeks_in_a_row_of_the_same_kind(start: int, lived: list[Week]) -> None:
    found = goals(start, lived)
    for number, (before, after) in enumerate(pairwise(found)):
        met = lived[number].practised >= before
        if after > before:
            assert met
            assert number
            assert lived[number - 1].practised >= found[number - 1] or lived[number - 1].excused
        if after < before:
            assert not met
            assert number


@pytest.mark.parametrize(
    ("lived", "expected"),
    [
        ([3, 3], 4),
        ([3, 2, 3], 3),
        ([2, 2], 2),
        ([2, 3, 2], 3),
        ([3, 3, 4, 4, 5, 5, 6, 6, 7, 7], GROWS_TO),
        ([0] * 20, LEAST),
    ],
)
def test_two_in_a_row_make_the_difference(lived: list[int], expected: int) -> None:
    assert goals(3, [Week(count) for count in lived])[-1] == expected


def test_the_goal_that_was_chosen_for_all_seven_days_is_kept_while_it_is_met() -> None:
    assert goals(7, [Week(7)] * 4)[-1] == 7


def test_a_week_that_was_begun_before_its_goal_was_chosen_is_not_missed() -> None:
    state = goal_state(Chosen(3, MONDAY), days(1, 1), MONDAY + timedelta(weeks=2))
    assert state is not None
    assert (state.days, state.practised, state.change) == (3, 0, 0)
    state = goal_state(Chosen(3, MONDAY), days(1, 1, 1), MONDAY + timedelta(weeks=3))
    assert state is not None
    assert (state.days, state.before, state.change) == (2, 3, -1)


def test_weeks_with_days_off_are_not_missed_either() -> None:
    off = [TimeOff(MONDAY + timedelta(days=9), MONDAY + timedelta(days=30))]
    state = goal_state(Chosen(3, MONDAY), days(3), MONDAY + timedelta(weeks=5), off)
    assert state is not None
    assert state.days == 3


def test_days_of_this_week_count_and_those_of_others_do_not() -> None:
    state = goal_state(Chosen(2, MONDAY), days(3, 2), MONDAY + timedelta(days=12))
    assert state is not None
    assert (state.practised, state.met) == (2, True)


def test_without_a_goal_there_is_nothing_to_say() -> None:
    assert goal_state(Chosen(NO_GOAL, MONDAY), days(3), MONDAY) is None


def test_a_week_begins_on_monday() -> None:
    assert [monday(MONDAY + timedelta(days=count)) for count in (0, 6, 7)] == [
        MONDAY,
        MONDAY,
        MONDAY + timedelta(weeks=1),
    ]
