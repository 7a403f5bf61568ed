"""What is due in a guild, and when: once a day at its hour, whatever the clocks do, late only within its limit."""

import sqlite3
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.guild_jobs import JobDefinition
from bot.services import guild_settings, posts
from bot.services.guild_settings import set_setting, set_settings
from bot.services.posts import AWAY, TOO_LATE, Due, claim, confirm, look_at_all, take_due
from bot.store.database import Database
from bot.store.guild_jobs import find_job, skipped_posts

GUILD, CHANNEL = 161803398874989484, 141421356237309504
NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def choose(db: Database, now: datetime, guild: int = GUILD, **changes: str) -> None:
    values = {"daily-channel": str(CHANNEL), "post-hour": "9", "zone": "UTC"}
    values |= {name.replace("_", "-"): value for name, value in changes.items()}
    await set_settings(db, guild, None, values, now)


async def post_due(db: Database, now: datetime) -> list[Due]:
    """What a round does, with a Discord that takes every post."""
    claims = [await claim(db, kind, guild, now) for guild, kind in (await take_due(db, now)).due]
    sent = [due for due in claims if due]
    for due in sent:
        await confirm(db, due.post, 1)
    return sent


async def left_out(db: Database, kind: str = "daily") -> list[tuple[date, str]]:
    found = await db.read(lambda connection: skipped_posts(connection, GUILD, kind, 10))
    return [(skipped.day, skipped.reason) for skipped in found]


async def test_a_post_is_due_once_at_its_hour_and_then_not_before_the_next_day(db: Database) -> None:
    await choose(db, datetime(2026, 5, 14, 8, tzinfo=UTC))
    moments = [datetime(2026, 5, 14, 8, 59, tzinfo=UTC) + number * timedelta(minutes=20) for number in range(200)]
    sent = [(due.post.day, now) for now in moments for due in await post_due(db, now)]
    assert [day for day, _now in sent] == [date(2026, 5, 14), date(2026, 5, 15), date(2026, 5, 16)]
    assert [now for _day, now in sent] == [datetime(2026, 5, day, 9, 19, tzinfo=UTC) for day in (14, 15, 16)]


@pytest.mark.parametrize(
    ("zone", "hour", "day"),
    [
        ("Europe/Berlin", 2, date(2026, 3, 29)),  # the clocks skip two o'clock
        ("Europe/Berlin", 2, date(2026, 10, 25)),  # two o'clock comes twice
        ("America/Havana", 0, date(2026, 3, 8)),  # the day has no midnight
        ("Australia/Lord_Howe", 2, date(2026, 10, 4)),  # half an hour is skipped
    ],
)
async def test_over_a_change_of_the_clocks_each_day_is_posted_once_and_in_time(
    db: Database, zone: str, hour: int, day: date
) -> None:
    begin = datetime.combine(day - 2 * DAY, datetime.min.time(), ZoneInfo(zone)).astimezone(UTC)
    await choose(db, begin, zone=zone, post_hour=str(hour))
    sent = [
        due
        for minute in range(0, (4 * 24 - 3) * 60, 10)
        for due in await post_due(db, begin + timedelta(minutes=minute))
    ]
    assert [due.post.day for due in sent] == [day + count * DAY for count in range(-2, 2)]
    assert not any(due.post.late for due in sent)
    assert await left_out(db) == []


async def test_missed_by_a_few_hours_it_comes_late_and_missed_by_more_it_is_left_out_and_noted(db: Database) -> None:
    await choose(db, datetime(2026, 5, 13, 9, tzinfo=UTC))
    await post_due(db, datetime(2026, 5, 13, 9, tzinfo=UTC))
    (late,) = await post_due(db, datetime(2026, 5, 14, 20, 59, tzinfo=UTC))
    assert late.post.late
    assert await post_due(db, datetime(2026, 5, 15, 21, 1, tzinfo=UTC)) == []
    assert await left_out(db) == [(date(2026, 5, 15), TOO_LATE)]
    (fine,) = await post_due(db, datetime(2026, 5, 16, 9, tzinfo=UTC))
    assert not fine.post.late


async def test_the_hours_within_which_it_is_caught_up_are_the_guilds_own(db: Database) -> None:
    await choose(db, NOW - 2 * DAY, catch_up_hours="1")
    await post_due(db, NOW - 2 * DAY)
    assert await post_due(db, datetime(2026, 5, 13, 10, 1, tzinfo=UTC)) == []
    assert len(await post_due(db, datetime(2026, 5, 14, 9, 59, tzinfo=UTC))) == 1


async def test_days_on_which_the_bot_was_away_are_noted_not_posted(db: Database) -> None:
    await choose(db, NOW - 5 * DAY)
    await post_due(db, NOW - 5 * DAY)
    await look_at_all(db, NOW)
    (late,) = await post_due(db, NOW)
    assert late.post.day == NOW.date()
    assert await left_out(db) == [(NOW.date() - count * DAY, AWAY) for count in (1, 2, 3, 4)]


async def test_what_is_chosen_late_in_the_day_was_not_missed(db: Database) -> None:
    await choose(db, NOW + 11 * HOUR)
    (due,) = await post_due(db, NOW + 11 * HOUR)
    assert (due.post.day, due.post.late) == (NOW.date(), False)


async def test_what_was_claimed_and_is_too_late_by_now_is_only_looked_for(db: Database) -> None:
    await choose(db, NOW - DAY)
    await post_due(db, NOW - DAY)
    begin = datetime(2026, 5, 14, 9, tzinfo=UTC)
    first = await claim(db, "daily", GUILD, begin)
    again = await claim(db, "daily", GUILD, begin + 13 * HOUR)
    assert first is not None
    assert again is not None
    assert (first.doubtful, first.given_up, again.doubtful, again.given_up) == (False, False, True, True)


async def test_by_hand_it_comes_although_it_was_left_out_but_not_twice(db: Database) -> None:
    await choose(db, NOW - 2 * DAY)
    await post_due(db, NOW - 2 * DAY)
    evening = datetime(2026, 5, 13, 23, tzinfo=UTC)
    assert await post_due(db, evening) == []
    due = await claim(db, "daily", GUILD, evening, by_hand=True)
    assert due is not None
    assert not due.post.late
    await confirm(db, due.post, 1)
    assert await claim(db, "daily", GUILD, evening, by_hand=True) is None
    assert (date(2026, 5, 13), TOO_LATE) not in await left_out(db)


async def test_a_job_of_some_weekdays_comes_on_those_and_by_hand_on_any(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    weekly = JobDefinition("weekly", "A week", "general-channel", "recap", weekdays="recap-day")
    monkeypatch.setattr(guild_settings, "JOBS", (weekly,))
    monkeypatch.setattr(posts, "BY_KIND", {"weekly": weekly})
    await set_settings(db, GUILD, None, {"general-channel": "5", "recap": "on", "recap-day": "Sunday"}, NOW)
    sent = [due for hours in range(0, 14 * 24, 2) for due in await post_due(db, NOW + hours * HOUR)]
    assert [due.post.day for due in sent] == [date(2026, 5, 17), date(2026, 5, 24)]
    assert await claim(db, "weekly", GUILD, NOW + 13 * DAY) is None
    assert await claim(db, "weekly", GUILD, NOW + 13 * DAY, by_hand=True) is not None


async def test_a_switch_that_is_off_and_a_channel_that_is_not_set_mean_no_post(db: Database) -> None:
    await choose(db, NOW, daily="off")
    await choose(db, NOW, guild=2, daily_channel="")
    assert await post_due(db, NOW) == []
    assert await claim(db, "daily", GUILD, NOW, by_hand=True) is None
    await set_setting(db, GUILD, None, "daily", "on", NOW)
    assert len(await post_due(db, NOW)) == 1


async def test_a_guild_with_something_wrong_about_it_keeps_nobody_else_from_their_post(db: Database) -> None:
    await choose(db, NOW)
    await choose(db, NOW, guild=2)

    def spoil(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE guild_choice SET value = 'Nowhere/Land' WHERE name = 'zone' AND guild_id = 2")

    await db.write(spoil)
    batch = await take_due(db, NOW)
    assert batch.due == ((GUILD, "daily"),)
    assert list(batch.faults) == [2]
    assert (await take_due(db, NOW)).faults == {}


async def test_a_job_that_guilds_do_not_have_yet_is_planned_after_a_start(db: Database) -> None:
    await choose(db, NOW)
    await db.write(lambda connection: connection.execute("DELETE FROM guild_job"))
    await look_at_all(db, NOW)
    state = await db.read(lambda connection: find_job(connection, GUILD, "daily"))
    assert state is not None
    assert len(await post_due(db, NOW)) == 1
