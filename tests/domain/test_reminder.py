"""When a reminder comes: over every change of the clocks, never in quiet hours, at most once on a member's day."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.reminder import (
    LATE,
    PLAN_ANEW,
    Message,
    QuietHours,
    Reminding,
    allowed_until,
    first_allowed,
    is_ignored,
    is_quiet,
    later,
    missed_days,
    moment_of,
    next_moment,
    step,
    tomorrow,
)
from bot.domain.time_off import TimeOff

NO_QUIET = QuietHours(0, 0)
ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Havana", "Pacific/Apia", "UTC"]
SUNDAY, MONDAY = date(2026, 3, 29), date(2026, 3, 30)

calendars = st.builds(Calendar, st.sampled_from([ZoneInfo(zone) for zone in ZONES]), st.integers(0, 6))
hours = st.integers(0, 23)
weekdays = st.frozensets(st.integers(0, 6), min_size=1)
remindings = st.builds(
    Reminding, on=st.just(True), hour=hours, weekdays=weekdays, quiet=st.builds(QuietHours, hours, hours)
).filter(lambda reminding: not reminding.quiet.holds(reminding.hour))
moments = st.datetimes(datetime(2011, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
days = st.dates(date(2011, 1, 1), date(2035, 1, 1))


def calendar(zone: str, rollover: int = 3) -> Calendar:
    return Calendar(ZoneInfo(zone), rollover)


def at(hour: int, quiet: QuietHours = NO_QUIET) -> Reminding:
    return Reminding(on=True, hour=hour, quiet=quiet)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("zone", "hour", "day", "expected"),
    [
        ("Europe/Berlin", 18, date(2026, 3, 28), utc(2026, 3, 28, 17)),
        ("Europe/Berlin", 18, date(2026, 3, 29), utc(2026, 3, 29, 16)),  # the same hour on the clock
        ("Europe/Berlin", 2, date(2026, 3, 29), utc(2026, 3, 29, 1)),  # skipped: 03:00, the first moment after
        ("Europe/Berlin", 2, date(2026, 10, 25), utc(2026, 10, 25, 0)),  # repeated: the first time
        ("Europe/Berlin", 18, date(2026, 10, 25), utc(2026, 10, 25, 17)),
        ("America/New_York", 2, date(2026, 3, 8), utc(2026, 3, 8, 7)),  # skipped
        ("America/New_York", 1, date(2026, 11, 1), utc(2026, 11, 1, 5)),  # repeated
        ("America/New_York", 18, date(2026, 3, 8), utc(2026, 3, 8, 22)),
        ("Australia/Lord_Howe", 2, date(2026, 10, 4), utc(2026, 10, 3, 15, 30)),  # skipped by half an hour: 02:30
        ("Australia/Lord_Howe", 1, date(2026, 4, 5), utc(2026, 4, 4, 14)),
        ("Australia/Lord_Howe", 18, date(2026, 10, 4), utc(2026, 10, 4, 7)),
        ("America/Havana", 0, date(2026, 3, 8), utc(2026, 3, 8, 5)),  # midnight itself is skipped: 01:00
        ("America/Havana", 0, date(2026, 11, 1), utc(2026, 11, 1, 4)),  # midnight comes twice
        ("America/Havana", 18, date(2026, 11, 1), utc(2026, 11, 1, 23)),
    ],
)
def test_it_comes_at_the_members_hour_whatever_the_clocks_do(
    zone: str, hour: int, day: date, expected: datetime
) -> None:
    own = calendar(zone, rollover=0)
    assert moment_of(at(hour), own, day) == expected
    assert next_moment(at(hour), own, expected - timedelta(hours=3)) == expected
    following = next_moment(at(hour), own, expected, own.day(expected))
    assert following is not None
    assert own.day(following) == day + timedelta(days=1)


def test_after_midnight_the_day_is_still_the_one_before() -> None:
    berlin = calendar("Europe/Berlin")
    assert moment_of(at(1), berlin, date(2026, 7, 1)) == utc(2026, 7, 1, 23)
    fridays = replace(at(1), weekdays=frozenset({4}))
    moment = next_moment(fridays, berlin, utc(2026, 7, 1))
    assert moment is not None
    assert moment.astimezone(berlin.zone).isoformat() == "2026-07-04T01:00:00+02:00"  # Saturday on the clock


@given(calendars, remindings, days)
def test_the_moment_of_a_day_lies_in_it_and_is_never_quiet(own: Calendar, reminding: Reminding, day: date) -> None:
    moment = moment_of(reminding, own, day)
    if moment is not None:
        assert own.day(moment) == day
        assert not is_quiet(reminding.quiet, own, moment)


@given(calendars, remindings, moments)
def test_there_is_always_a_next_moment_on_a_chosen_weekday(
    own: Calendar, reminding: Reminding, moment: datetime
) -> None:
    following = next_moment(reminding, own, moment)
    assert following is not None
    assert following > moment
    assert own.day(following).weekday() in reminding.weekdays
    assert not is_quiet(reminding.quiet, own, following)


@given(hours, hours, hours)
def test_quiet_hours_go_over_midnight_and_never_cover_the_whole_day(begin: int, end: int, hour: int) -> None:
    quiet = QuietHours(begin, end)
    expected = begin <= hour < end if begin <= end else hour >= begin or hour < end
    assert quiet.holds(hour) is expected
    assert not all(quiet.holds(hour) for hour in range(24))


def test_what_falls_into_quiet_hours_waits_for_their_end_or_is_left_out_when_the_day_is_over_before() -> None:
    berlin = calendar("Europe/Berlin")
    assert first_allowed(QuietHours(12, 14), berlin, utc(2026, 7, 1, 10, 5)) == utc(2026, 7, 1, 12)
    assert first_allowed(QuietHours(22, 7), berlin, utc(2026, 7, 1, 20, 5)) is None
    assert first_allowed(QuietHours(22, 1), berlin, utc(2026, 7, 1, 20, 5)) == utc(2026, 7, 1, 23)


@pytest.mark.parametrize(
    ("now", "quiet", "expected"),
    [
        (utc(2026, 7, 1, 16), NO_QUIET, utc(2026, 7, 1, 19)),
        (utc(2026, 7, 1, 20, 0, 41), NO_QUIET, utc(2026, 7, 1, 23)),  # past midnight, and still the member's day
        (utc(2026, 7, 1, 20), QuietHours(0, 7), None),  # past midnight into quiet hours
        (utc(2026, 7, 1, 22), NO_QUIET, None),  # three o'clock: the next day has begun
        (utc(2026, 7, 1, 18), QuietHours(22, 7), None),
        (utc(2026, 3, 28, 22, 30), NO_QUIET, None),  # three hours later the clocks have jumped over the end of the day
        (utc(2026, 10, 24, 22, 30), NO_QUIET, utc(2026, 10, 25, 1, 30)),  # and here an hour was given back
    ],
)
def test_later_is_in_three_hours_unless_that_is_quiet_or_another_day(
    now: datetime, quiet: QuietHours, expected: datetime | None
) -> None:
    assert later(at(18, quiet), calendar("Europe/Berlin"), now) == expected


def test_tomorrow_is_asked_for_whatever_the_weekday_but_not_on_a_day_off() -> None:
    berlin, mondays = calendar("Europe/Berlin"), replace(at(18), weekdays=frozenset({0}))
    now = utc(2026, 3, 30, 16)
    assert tomorrow(mondays, berlin, now) == utc(2026, 3, 31, 16)
    off = [TimeOff(date(2026, 3, 31), date(2026, 4, 2))]
    assert tomorrow(mondays, berlin, now, off) == utc(2026, 4, 3, 16)


def test_what_was_missed_comes_late_on_its_day_and_not_on_another() -> None:
    berlin, planned = calendar("Europe/Berlin"), utc(2026, 7, 1, 16)
    evening = at(18, QuietHours(22, 7))
    assert step(evening, berlin, planned, None, planned).send
    assert step(evening, berlin, planned, None, utc(2026, 7, 1, 19, 59)).send
    quiet = step(evening, berlin, planned, None, utc(2026, 7, 1, 20))
    assert (quiet.send, quiet.next_at) == (False, utc(2026, 7, 2, 16))
    next_day = step(evening, berlin, planned, None, utc(2026, 7, 2, 10))
    assert (next_day.send, next_day.next_at) == (False, utc(2026, 7, 2, 16))
    assert step(evening, berlin, planned, None, utc(2026, 7, 2, 17)).send  # that day's own, missed as well


def test_after_a_change_of_the_clock_the_moment_is_worked_out_anew_and_nothing_is_sent() -> None:
    tokyo = calendar("Asia/Tokyo")
    now = utc(2026, 7, 1, 12)  # 21:00 there, so today's hour is past
    assert not step(at(18), tokyo, PLAN_ANEW, None, now).send
    assert step(at(18), tokyo, PLAN_ANEW, None, now).next_at == utc(2026, 7, 2, 9)


def test_who_turned_reminders_off_gets_none() -> None:
    off = replace(at(18), on=False)
    taken = step(off, calendar("UTC"), utc(2026, 7, 1, 18), None, utc(2026, 7, 1, 18))
    assert (taken.send, taken.next_at) == (False, None)


actions = st.lists(
    st.tuples(st.sampled_from(["tick", "later", "tomorrow", "crash", "fly"]), st.integers(1, 40 * 60)),
    min_size=1,
    max_size=60,
)


@given(remindings, st.sampled_from(ZONES), st.sampled_from(ZONES), moments, actions)
def test_at_most_one_message_a_day_for_any_sequence_of_ticks_crashes_snoozes_and_flights(
    reminding: Reminding, home: str, away: str, now: datetime, doings: list[tuple[str, int]]
) -> None:
    """A later turn of a day comes only where the member moved the message; the store allows one claim a turn."""
    own, other = calendar(home), calendar(away)
    next_at = next_moment(reminding, own, now)
    messages: dict[date, Message] = {}
    sent: Counter[date] = Counter()
    moved: Counter[date] = Counter()
    for doing, minutes in doings:
        now += timedelta(minutes=minutes)
        day = own.day(now)
        if doing == "tick" and next_at is not None and next_at <= now:
            before = messages.get(day)
            taken = step(reminding, own, next_at, before, now)
            least = now - LATE if next_at == PLAN_ANEW else now  # what waited when the clock was changed is not lost
            next_at = taken.next_at
            assert next_at is None or next_at > least
            if taken.send:
                assert not is_quiet(reminding.quiet, own, now)
                assert before is None or before.again_at is not None
                messages[day] = Message(day, turn=before.turn + 1 if before else 0)
                sent[day] += 1
        elif doing == "later" and day in messages and messages[day].again_at is None:
            moment = later(reminding, own, now)
            if moment is not None:
                messages[day], next_at = replace(messages[day], again_at=moment), moment
                moved[day] += 1
        elif doing == "tomorrow" and day in messages:
            messages[day], next_at = replace(messages[day], again_at=None), tomorrow(reminding, own, now)
        elif doing == "fly":
            own, other, next_at = other, own, PLAN_ANEW
    assert all(sent[day] <= 1 + moved[day] for day in sent)


def test_missed_days_are_whole_days_without_days_off() -> None:
    assert missed_days(SUNDAY, MONDAY) == 0
    assert missed_days(SUNDAY, SUNDAY + timedelta(days=4)) == 3
    assert missed_days(SUNDAY, SUNDAY + timedelta(days=4), [TimeOff(MONDAY, MONDAY)]) == 2


@pytest.mark.parametrize(
    ("sent", "today", "off", "expected"),
    [
        ([], 30, [], False),
        ([0], 30, [], False),  # one alone may have been overlooked
        (list(range(13)), 13, [], False),
        (list(range(14)), 14, [], True),
        ([0, 7], 14, [], True),  # Mondays only
        ([0, 1], 14, [TimeOff(SUNDAY + timedelta(days=2), SUNDAY + timedelta(days=12))], False),
    ],
)
def test_messages_are_ignored_after_two_weeks_without_an_answer(
    sent: list[int], today: int, off: list[TimeOff], expected: bool
) -> None:
    days = [SUNDAY + timedelta(days=day) for day in sent]
    assert is_ignored(days, SUNDAY + timedelta(days=today), off) is expected


def test_a_message_may_wait_until_the_quiet_hours_or_the_next_day() -> None:
    berlin = Calendar(ZoneInfo("Europe/Berlin"), 3)
    six = datetime(2026, 5, 14, 16, 7, tzinfo=UTC)
    assert allowed_until(QuietHours(22, 7), berlin, six) == datetime(2026, 5, 14, 20, tzinfo=UTC)
    assert allowed_until(QuietHours(0, 0), berlin, six) == datetime(2026, 5, 15, 1, tzinfo=UTC)
    assert allowed_until(QuietHours(18, 19), berlin, six) == six
