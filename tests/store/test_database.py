"""The database: migrations, transactions, and what it refuses."""

import asyncio
import sqlite3
import threading
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.store import database
from bot.store.database import MEMORY, Database, DatabaseError, migrations


def rows(connection: sqlite3.Connection, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(sql)]


async def test_a_new_file_has_every_migration_and_its_version(tmp_path: Path) -> None:
    db = await Database.open(tmp_path / "deep" / "bot.db")
    assert await db.read(lambda c: rows(c, "PRAGMA user_version")) == [(max(migrations()),)]
    assert await db.read(lambda c: rows(c, "PRAGMA journal_mode")) == [("wal",)]
    assert await db.write(lambda c: rows(c, "PRAGMA synchronous")) == [(2,)]
    assert await db.write(lambda c: rows(c, "PRAGMA foreign_keys")) == [(1,)]
    await db.close()


async def test_migrations_are_numbered_without_a_gap_and_every_table_is_strict() -> None:
    assert list(migrations()) == list(range(1, max(migrations()) + 1))
    db = await Database.open(MEMORY)
    ours = "schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    tables = await db.read(lambda c: rows(c, f"SELECT name, strict FROM pragma_table_list WHERE {ours}"))
    assert tables
    assert all(strict for _, strict in tables)
    await db.close()


async def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    for _ in range(2):
        db = await Database.open(path)
        await db.write(lambda c: c.execute("INSERT INTO fact VALUES (random(), 'x')"))
        await db.close()
    db = await Database.open(path)
    assert await db.read(lambda c: rows(c, "SELECT count(*) FROM fact")) == [(2,)]
    await db.close()


async def test_an_error_undoes_the_whole_transaction(db: Database) -> None:
    def half(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO fact VALUES ('a', 'x')")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await db.write(half)
    assert await db.read(lambda c: rows(c, "SELECT * FROM fact")) == []


async def test_transactions_do_not_mix_however_many_run_at_once(tmp_path: Path) -> None:
    db = await Database.open(tmp_path / "bot.db")

    def count_up(connection: sqlite3.Connection) -> None:
        (value,) = connection.execute("SELECT value FROM fact WHERE name = 'n'").fetchone()
        connection.execute("UPDATE fact SET value = :value", {"value": str(int(value) + 1)})

    await db.write(lambda c: c.execute("INSERT INTO fact VALUES ('n', '0')"))
    await asyncio.gather(*(db.write(count_up) for _ in range(200)))
    assert await db.read(lambda c: rows(c, "SELECT value FROM fact")) == [("200",)]
    await db.close()


async def test_writes_that_wait_for_the_disk_are_committed_together_and_a_failing_one_undoes_only_itself(
    tmp_path: Path,
) -> None:
    db = await Database.open(tmp_path / "bot.db")
    statements: list[str] = []
    busy, done = threading.Event(), threading.Event()

    def hold_the_writer(connection: sqlite3.Connection) -> None:
        connection.set_trace_callback(statements.append)
        busy.set()
        assert done.wait(10)

    def insert(number: int, connection: sqlite3.Connection) -> int:
        connection.execute("INSERT INTO fact VALUES (:name, 'x')", {"name": str(number)})
        if number == 3:
            raise ZeroDivisionError
        if number == 4:
            next(iter(()))
        return number

    first = asyncio.ensure_future(db.write(hold_the_writer))
    await asyncio.to_thread(busy.wait, 10)
    writes = [asyncio.ensure_future(db.write(partial(insert, number))) for number in range(10)]
    await asyncio.sleep(0)
    done.set()
    await first
    results = await asyncio.gather(*writes, return_exceptions=True)
    assert [result for result in results if not isinstance(result, Exception)] == [0, 1, 2, 5, 6, 7, 8, 9]
    assert isinstance(results[3], ZeroDivisionError)
    assert isinstance(results[4], RuntimeError)
    assert statements.count("COMMIT") == 2
    kept = await db.read(lambda c: rows(c, "SELECT name FROM fact ORDER BY name"))
    assert kept == [(str(number),) for number in (0, 1, 2, 5, 6, 7, 8, 9)]
    await db.close()


async def test_a_write_whose_waiter_left_is_done_whole_and_holds_nobody_up(tmp_path: Path) -> None:
    db = await Database.open(tmp_path / "bot.db")
    busy, done = threading.Event(), threading.Event()

    def slow(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO fact VALUES ('slow', 'x')")
        busy.set()
        assert done.wait(10)

    left = asyncio.ensure_future(db.write(slow))
    await asyncio.to_thread(busy.wait, 10)
    left.cancel()
    other = asyncio.ensure_future(db.write(lambda c: rows(c, "SELECT name FROM fact")))
    await asyncio.sleep(0)
    done.set()
    assert await asyncio.wait_for(other, 10) == [("slow",)]
    with pytest.raises(asyncio.CancelledError):
        await left
    await db.close()


async def test_a_write_after_the_end_is_refused_every_time() -> None:
    db = await Database.open(MEMORY)
    await db.close()
    for _ in range(2):
        with pytest.raises(ValueError, match="closed"):
            await asyncio.wait_for(db.write(lambda connection: None), 10)


async def test_a_newer_database_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    connection = sqlite3.connect(path)
    connection.executescript("CREATE TABLE future (x); PRAGMA user_version = 999;")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseError, match=r"newer bot \(version 999"):
        await Database.open(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["bot.db"]


async def test_a_file_that_is_no_database_is_refused_in_words_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    path.write_text("my shopping list, which is longer than the header of a database " * 20)
    before = path.read_bytes()
    with pytest.raises(DatabaseError, match=r"cannot be used: file is not a database. Check DATABASE_PATH"):
        await Database.open(path)
    assert path.read_bytes() == before


async def test_a_failing_migration_leaves_the_database_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bot.db"
    await (await Database.open(path)).close()
    newer = {**migrations(), 99: "CREATE TABLE fresh (x TEXT) STRICT;\nINSERT INTO missing VALUES (1);\n"}
    monkeypatch.setattr("bot.store.database.migrations", lambda: newer)
    with pytest.raises(DatabaseError, match="no such table: missing"):
        await Database.open(path)
    connection = sqlite3.connect(path)
    assert rows(connection, "PRAGMA user_version") == [(max(number for number in newer if number != 99),)]
    assert rows(connection, "SELECT name FROM sqlite_master WHERE name = 'fresh'") == []
    connection.close()


async def test_events_cannot_be_changed(db: Database) -> None:
    await db.write(lambda c: c.execute("INSERT INTO learner (user_id, created_at) VALUES (1, 0)"))
    await db.write(lambda c: c.execute("INSERT INTO event (user_id, kind, at, shift) VALUES (1, 'done', 0, 0)"))
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        await db.write(lambda c: c.execute("UPDATE event SET kind = 'undone'"))


async def test_the_database_and_the_domain_agree_on_the_day_of_an_event(db: Database) -> None:
    await db.write(lambda c: c.execute("INSERT INTO learner (user_id, created_at) VALUES (1, 0)"))
    late = 1_778_545_800_000  # 2026-05-12 00:30 UTC, which is Monday night in Berlin with a day from 03:00
    await db.write(lambda c: c.execute(f"INSERT INTO event (user_id, kind, at, shift) VALUES (1, 'done', {late}, -60)"))
    assert await db.read(lambda c: rows(c, "SELECT day FROM event")) == [("2026-05-11",)]


async def test_a_writer_that_is_faster_than_whoever_woke_it_leaves_nobody_waiting(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    hop = database._hop

    def overtaken(connection: Any, function: Any) -> None:
        """Let the writer's thread finish before the caller goes on, as it may when a machine is busy."""
        done = threading.Event()

        def work(raw: sqlite3.Connection) -> None:
            function(raw)
            done.set()

        hop(connection, work)
        done.wait(5)

    monkeypatch.setattr(database, "_hop", overtaken)
    for _ in range(3):
        async with asyncio.timeout(5):
            assert await db.write(lambda connection: rows(connection, "SELECT 1")) == [(1,)]
