"""What an assessment comes to: level, path, gaps, and what has changed."""

from collections.abc import Mapping
from datetime import date
from itertools import repeat

import pytest

from bot.domain.assessment import Depth, Estimate, Measure, Reply
from bot.domain.curriculum import Curriculum
from bot.domain.placement import (
    BAND_FROM,
    LEVEL_FROM,
    PATH_FOR,
    Earlier,
    PathAdvice,
    Reason,
    advise,
    band_of,
    change,
    gaps,
    level_for,
    missed_concepts,
    place,
)
from bot.domain.skills import Axis
from tests.assessments import pool, sit

DAY = date(2026, 5, 14)


def found(overall: float, axes: Mapping[Axis, float], margin: float = 8.0) -> Estimate:
    """An estimate in which only some axes were asked about; the others are as the overall score."""
    measures = {axis: Measure(axes.get(axis, overall), margin / 1.28, 0.0, 2 if axis in axes else 0) for axis in Axis}
    return Estimate(Measure(overall, margin / 1.28, 0.0, 16), measures)


def test_the_borders_of_the_bands_are_borders_of_levels_too(curriculum: Curriculum) -> None:
    assert tuple(LEVEL_FROM.values()) == tuple(curriculum.levels)
    assert set(BAND_FROM) <= set(LEVEL_FROM)
    assert list(LEVEL_FROM) == sorted(LEVEL_FROM)


@pytest.mark.parametrize(
    ("score", "level", "band"),
    [(-1, "00", "beginner"), (39, "2", "beginner"), (40, "3", "intermediate"), (69, "6", "intermediate"),
     (70, "7", "advanced"), (84, "8", "advanced"), (85, "9", "expert"), (101, "elite", "expert")],
)  # fmt: skip
def test_a_score_has_a_level_and_a_band(score: int, level: str, band: str) -> None:
    assert (level_for(score), band_of(score).value) == (level, band)


def test_every_path_that_may_be_suggested_exists(curriculum: Curriculum) -> None:
    every_axis = [found(50, {axis: 10}) for axis in Axis] + [found(95, dict.fromkeys(Axis, 95))]
    assert {advise(each, frozenset()).path for each in every_axis} <= set(curriculum.paths)
    assert set(PATH_FOR.values()) <= set(curriculum.paths)


def test_the_fundamentals_come_first_until_they_hold() -> None:
    weak = found(50, {Axis.FUNDAMENTALS: 50, Axis.WEB_DATABASES: 10})
    assert advise(weak, frozenset()) == PathAdvice("path.python-fundamentals", Reason.BASICS)


def test_then_the_weakest_axis_decides_and_of_those_on_the_way_to_the_goal_first() -> None:
    strong = found(72, {Axis.FUNDAMENTALS: 90, Axis.WEB_DATABASES: 60, Axis.TESTING_QUALITY: 40})
    assert advise(strong, frozenset()) == PathAdvice("path.testing-quality", Reason.WEAKEST, Axis.TESTING_QUALITY)
    goal = frozenset({"path.web-development", "path.python-fundamentals"})
    assert advise(strong, goal) == PathAdvice("path.web-development", Reason.WEAKEST, Axis.WEB_DATABASES)


def test_whoever_has_no_weak_axis_is_shown_how_to_bring_software_to_others() -> None:
    assert advise(found(92, dict.fromkeys(Axis, 92)), frozenset()).reason is Reason.ALL_WELL


def test_a_gap_lies_clearly_below_the_rest_and_was_asked_about() -> None:
    uneven = found(
        60, {Axis.FUNDAMENTALS: 80, Axis.FILES_FORMATS: 57, Axis.TESTING_QUALITY: 40, Axis.WEB_DATABASES: 30}
    )
    assert gaps(uneven) == (Axis.WEB_DATABASES, Axis.TESTING_QUALITY)
    assert gaps(found(60, dict.fromkeys(Axis, 60))) == ()


def test_the_concepts_of_wrong_answers_are_named_the_most_often_missed_first() -> None:
    first, second = pool()[0], pool()[5]
    other = pool()[6]
    wrong = [Reply(first, 0.0), Reply(second, 0.5), Reply(other, 0.0), Reply(pool()[10], 1.0)]
    assert missed_concepts(wrong) == ("concept.classes", "concept.functions")


def test_a_change_is_named_with_whether_chance_alone_explains_it() -> None:
    earlier = Earlier(DAY, 50, 8, {Axis.FUNDAMENTALS: 50, Axis.WEB_DATABASES: 48, Axis.TESTING_QUALITY: 50})
    now = found(60, {Axis.FUNDAMENTALS: 70, Axis.WEB_DATABASES: 50, Axis.FILES_FORMATS: 90})
    small, large = change(now, earlier), change(found(75, {}), earlier)
    assert (small.since, small.overall, small.beyond_chance, small.axes) == (DAY, 10, False, {Axis.FUNDAMENTALS: 20})
    assert (large.overall, large.beyond_chance, large.axes) == (25, True, {})


def test_only_axes_that_were_asked_about_have_a_score() -> None:
    placed = place(Depth.QUICK, sit(Depth.QUICK, repeat(0.0), pool()), (), None)
    assert 5 <= len(placed.measured) <= 7
    assert (placed.band.value, placed.advice.reason, placed.change) == ("beginner", Reason.BASICS, None)
