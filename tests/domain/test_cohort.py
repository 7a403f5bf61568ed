"""Cohorts and buddies: which month is open, and who suits whom."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cohort import (
    JOIN_UNTIL,
    Seeker,
    best_match,
    distance,
    hours_apart,
    month_of,
    next_month,
    open_month,
)
from bot.domain.guild_jobs import BY_KIND, next_start
from bot.domain.guild_settings import GuildSettings

days = st.dates(date(2020, 1, 1), date(2060, 12, 31))
seekers = st.builds(
    Seeker,
    st.integers(1, 9),
    st.integers(0, 12),
    st.integers(-720, 840),
    st.sampled_from([None, "project.a", "project.b"]),
)


@given(days)
def test_the_month_that_can_be_joined_begins_at_most_a_few_days_ago_and_at_most_a_month_ahead(day: date) -> None:
    begin = date.fromisoformat(f"{open_month(day)}-01")
    assert -JOIN_UNTIL < (begin - day).days <= 31 - JOIN_UNTIL
    assert open_month(day) in (month_of(day), next_month(day))


@given(seekers, seekers)
def test_two_are_as_far_apart_the_one_way_as_the_other(one: Seeker, other: Seeker) -> None:
    assert distance(one, other) == distance(other, one) >= 0
    assert hours_apart(one, other) <= 13


@given(seekers, st.lists(seekers, max_size=8))
def test_nobody_is_nearer_than_the_match(seeker: Seeker, others: list[Seeker]) -> None:
    found = best_match(seeker, others)
    assert (found is None) == (not others)
    assert found is None or all(distance(seeker, found) <= distance(seeker, other) for other in others)


def test_level_zone_and_project_each_make_a_difference() -> None:
    seeker = Seeker(1, 3, 60, "project.a")
    alike = Seeker(2, 3, 60, "project.a")
    for other in (Seeker(3, 4, 60, "project.a"), Seeker(3, 3, 240, "project.a"), Seeker(3, 3, 60, "project.b")):
        assert best_match(seeker, [other, alike]) == alike
    assert distance(seeker, Seeker(3, 3, 60, None)) == distance(Seeker(1, 3, 60, None), Seeker(3, 3, 60, None)) > 0


def test_its_job_comes_on_the_first_and_every_week_after_it() -> None:
    settings = GuildSettings(1, {"cohorts": "on", "study-channel": "7", "post-hour": "0"})
    day, found = date(2027, 1, 30), list[str]()
    while len(found) < 6:
        start = next_start(BY_KIND["cohorts"], settings, day)
        assert start is not None
        day = start.date()
        found.append(day.isoformat())
    assert found == ["2027-02-01", "2027-02-08", "2027-02-15", "2027-02-22", "2027-03-01", "2027-03-08"]


def test_its_job_is_never_more_than_a_week_away() -> None:
    settings = GuildSettings(1, {"cohorts": "on", "study-channel": "7"})
    begin = date(2026, 1, 1)
    assert all(next_start(BY_KIND["cohorts"], settings, begin + timedelta(days=count)) for count in range(800))
