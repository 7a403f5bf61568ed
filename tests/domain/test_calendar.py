"""The member's own day, over every change of the clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Calendar

ZONES = [
    "UTC", "Europe/Berlin", "Europe/London", "America/New_York", "America/St_Johns", "America/Sao_Paulo",
    "America/Havana", "Atlantic/Azores", "Africa/Cairo", "Asia/Kathmandu", "Asia/Tokyo", "Asia/Beirut",
    "Australia/Lord_Howe", "Australia/Sydney", "Pacific/Auckland", "Pacific/Kiritimati", "Pacific/Pago_Pago",
    "Pacific/Chatham",
]  # fmt: skip
calendars = st.builds(Calendar, st.sampled_from([ZoneInfo(zone) for zone in ZONES]), st.integers(0, 6))
moments = st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
days = st.dates(date(2015, 1, 1), date(2035, 1, 1))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 3, 28)),  # 00:30 in Berlin, the day before still runs
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 28)),  # 01:59, one minute before the clocks jump
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), date(2026, 3, 29)),  # 03:00, the jump skipped two o'clock
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 24)),  # 02:30, for the first time
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), date(2026, 10, 24)),  # 02:30, for the second time
        (datetime(2026, 10, 25, 2, 0, tzinfo=UTC), date(2026, 10, 25)),  # 03:00
    ],
)
def test_a_day_in_berlin_turns_over_at_three_also_when_the_clocks_change(moment: datetime, expected: date) -> None:
    assert Calendar(ZoneInfo("Europe/Berlin"), 3).day(moment) == expected


@given(calendars, moments)
def test_time_never_runs_back_to_an_earlier_day(calendar: Calendar, moment: datetime) -> None:
    later = moment + timedelta(minutes=30)
    assert calendar.day(moment) <= calendar.day(later) <= calendar.day(moment) + timedelta(days=1)


@given(calendars, days)
def test_a_day_begins_at_its_start_and_not_before(calendar: Calendar, day: date) -> None:
    start = calendar.start(day)
    assert calendar.day(start) == day
    assert calendar.day(start - timedelta(seconds=1)) == day - timedelta(days=1)


@given(calendars, days)
def test_a_day_lasts_from_23_to_25_hours(calendar: Calendar, day: date) -> None:
    length = calendar.start(day + timedelta(days=1)) - calendar.start(day)
    assert timedelta(hours=23) <= length <= timedelta(hours=25)


@pytest.mark.parametrize(
    ("zone", "rollover", "day", "expected"),
    [
        ("Pacific/Chatham", 3, date(2026, 9, 27), datetime(2026, 9, 26, 14, 0, tzinfo=UTC)),  # from 2:45 to 3:45
        ("Antarctica/Troll", 2, date(2026, 3, 29), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),  # from 1:00 to 3:00
    ],
)
def test_where_the_clocks_jump_over_the_hour_the_day_begins_with_the_jump(
    zone: str, rollover: int, day: date, expected: datetime
) -> None:
    assert Calendar(ZoneInfo(zone), rollover).start(day) == expected
