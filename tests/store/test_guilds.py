"""What guilds had chosen before their settings had one place moves there, and nothing is lost."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from bot.domain.guild_jobs import AT_ONCE, GuildJob
from bot.services.guild_settings import settings_of
from bot.store import database
from bot.store.database import migrate, migrations
from bot.store.guild_jobs import due_jobs, find_job
from bot.store.posts import find_post

NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)


@pytest.fixture
def old(monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """A database as it was before the settings of guilds had one place, with two guilds in it."""
    everything = migrations()
    before = {number: script for number, script in everything.items() if number < 12}
    monkeypatch.setattr(database, "migrations", lambda: before)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        migrate(connection)
        connection.execute("INSERT INTO guild_setting VALUES (1, 11, 7, 'Europe/Berlin', '2026-05-01', NULL)")
        connection.execute("INSERT INTO guild_setting VALUES (2, 22, 20, 'UTC', '2026-04-01', 'Missing Access')")
        connection.execute("INSERT INTO reminder_channel VALUES (2, 23), (3, 33)")
        connection.execute(
            "INSERT INTO post (guild_id, kind, day, channel_id, claimed_at, message_id)"
            " VALUES (1, 'daily', '2026-05-13', 11, 0, 111)"
        )
        monkeypatch.setattr(database, "migrations", lambda: everything)
        yield connection


def test_what_guilds_had_chosen_is_kept(old: sqlite3.Connection) -> None:
    migrate(old)
    assert settings_of(old, 1).chosen == {"daily-channel": "11", "post-hour": "7", "zone": "Europe/Berlin"}
    assert settings_of(old, 2).chosen == {
        "daily-channel": "22",
        "post-hour": "20",
        "zone": "UTC",
        "reminder-channel": "23",
    }
    assert settings_of(old, 3).chosen == {"reminder-channel": "33"}
    assert settings_of(old, 1).on("daily")


def test_the_job_goes_on_where_it_was_and_stays_off_where_it_had_a_problem(old: sqlite3.Connection) -> None:
    migrate(old)
    assert find_job(old, 1, "daily") == GuildJob(1, "daily", date(2026, 5, 1), AT_ONCE, AT_ONCE)
    assert find_job(old, 2, "daily") == GuildJob(2, "daily", date(2026, 4, 1), AT_ONCE, None, "Missing Access")
    assert [job.guild_id for job in due_jobs(old, NOW, 10)] == [1]
    post = find_post(old, 1, "daily", date(2026, 5, 13))
    assert post is not None
    assert (post.message_id, post.late) == (111, False)


def test_the_old_places_are_gone(old: sqlite3.Connection) -> None:
    migrate(old)
    tables = {row["name"] for row in old.execute("SELECT name FROM sqlite_master")}
    assert not tables & {"guild_setting", "reminder_channel"}
