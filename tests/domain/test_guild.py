"""A guild's day begins at its hour, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.guild_settings import GuildSettings


@pytest.mark.parametrize(
    ("zone", "hour", "day"),
    [
        ("Europe/Berlin", 2, date(2026, 3, 29)),  # the clocks skip two o'clock
        ("Europe/Berlin", 2, date(2026, 10, 25)),  # two o'clock comes twice
        ("America/Havana", 0, date(2026, 3, 8)),  # the day has no midnight
        ("America/New_York", 1, date(2026, 11, 1)),  # one o'clock comes twice
        ("Australia/Lord_Howe", 2, date(2026, 10, 4)),  # half an hour is skipped
    ],
)
def test_over_a_change_of_the_clocks_each_day_is_posted_once(zone: str, hour: int, day: date) -> None:
    calendar = GuildSettings(1, {"post-hour": str(hour), "zone": zone}).calendar
    now = datetime.combine(day, datetime.min.time(), UTC) - timedelta(days=3)
    posted: list[date] = []
    for _ in range(6):  # what the job does: post for the day that it is, then wait for the next one to begin
        posted.append(calendar.day(now))
        now = calendar.start(calendar.day(now) + timedelta(days=1))
    assert posted == [posted[0] + timedelta(days=count) for count in range(6)]
    assert day in posted
