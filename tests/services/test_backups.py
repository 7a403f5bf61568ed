"""Copies of the database: one a day, whole or not at all, and only so many."""

import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.services.backups import back_up, last_backup
from bot.services.settings import set_language
from bot.services.start import load_learner
from bot.store.backups import backups_of, folder_of
from bot.store.database import Database

NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
async def file(tmp_path: Path) -> AsyncIterator[Path]:
    """A database in use, in which one member has chosen a language."""
    db = await Database.open(tmp_path / "bot.db")
    await set_language(db, 11, "en", NOW)
    yield tmp_path / "bot.db"
    await db.close()


async def test_a_copy_holds_what_was_answered_before_and_opens_as_a_database(file: Path) -> None:
    assert await back_up(file, 7, NOW)
    assert await last_backup(file) == NOW
    (copy,) = backups_of(file).values()
    assert copy.stat().st_mode & 0o077 == 0  # it is about people
    db = await Database.open(copy)
    assert (await load_learner(db, 11)).language == "en"
    await db.close()


async def test_one_a_day_is_enough_and_only_the_newest_are_kept(file: Path) -> None:
    assert [await back_up(file, 2, NOW + hours * timedelta(hours=1)) for hours in (0, 1, 23)] == [True, False, False]
    for days in (1, 2, 3):
        assert await back_up(file, 2, NOW + days * DAY)
    assert list(backups_of(file)) == [NOW + 2 * DAY, NOW + 3 * DAY]


async def test_a_clock_that_was_wrong_stops_no_copies(file: Path) -> None:
    await back_up(file, 7, NOW + 400 * DAY)
    assert [await back_up(file, 7, NOW) for _ in range(2)] == [True, False]


async def test_what_a_crash_left_behind_is_no_copy_and_goes_and_other_files_stay(file: Path) -> None:
    await back_up(file, 7, NOW)
    lost, own = folder_of(file) / "bot-20260515T120000Z.part", folder_of(file) / "bot-mine.db"
    lost.write_bytes(b"half of it")
    own.write_bytes(b"kept by hand")
    assert await last_backup(file) == NOW
    assert await back_up(file, 1, NOW + DAY)
    assert not lost.exists()
    assert own.exists()
    assert list(backups_of(file)) == [NOW + DAY]


async def test_the_copies_of_another_database_beside_it_are_its_own(file: Path) -> None:
    other = await Database.open(file.with_name("bot-test.db"))
    await back_up(file.with_name("bot-test.db"), 7, NOW + DAY)
    await other.close()
    assert await last_backup(file) is None
    assert await back_up(file, 1, NOW)
    assert (len(backups_of(file)), len(backups_of(file.with_name("bot-test.db")))) == (1, 1)


async def test_a_copy_that_cannot_be_made_leaves_nothing_behind(file: Path) -> None:
    await back_up(file, 7, NOW)
    file.rename(file.with_suffix(".away"))
    with pytest.raises(sqlite3.OperationalError):
        await back_up(file, 7, NOW + DAY)
    assert [path.name for path in folder_of(file).iterdir()] == ["bot-20260514T120000Z.db"]


async def test_none_is_made_where_none_is_wanted_or_there_is_no_file(file: Path) -> None:
    assert not await back_up(file, 0, NOW)
    assert not await back_up(None, 7, NOW)
    assert (await last_backup(file), await last_backup(None)) == (None, None)
