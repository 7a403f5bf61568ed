"""The SQLite database: one connection that writes, one that reads, each on a thread of its own."""

import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from importlib import resources
from pathlib import Path
from typing import TypeVar

import aiosqlite

T = TypeVar("T")
Transaction = Callable[[sqlite3.Connection], T]

MEMORY = Path(":memory:")
BUSY_MS = 5000
PRAGMAS = f"""
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA busy_timeout = {BUSY_MS};
    PRAGMA secure_delete = ON;
"""


class DatabaseError(Exception):
    """The database cannot be used: what is wrong with it, and what to do."""


class Database:
    """The open database. `write` and `read` run one plain function as one transaction, in one hop to a thread."""

    def __init__(self, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self._writer = writer
        self._reader = reader

    @classmethod
    async def open(cls, path: Path) -> "Database":
        """Open a file, created and migrated as needed. Raises DatabaseError, and then leaves the file as it was.

        `:memory:` has one connection for both, since another would see another database.
        """
        try:
            if path != MEMORY:
                path.parent.mkdir(parents=True, exist_ok=True)
                _refuse_newer(path)
            writer = await _connect(path)
            try:
                await _call(writer, migrate)
                reader = writer if path == MEMORY else await _connect(path)
            except BaseException:
                await writer.close()
                raise
        except (sqlite3.Error, OSError) as error:
            raise DatabaseError(f"The database {path} cannot be used: {error}. Check DATABASE_PATH.") from error
        return cls(writer, reader)

    async def write(self, transaction: Transaction[T]) -> T:
        """Run a function between BEGIN IMMEDIATE and COMMIT; nothing can come in between, an error undoes it all."""
        return await _call(self._writer, partial(_transact, transaction, "BEGIN IMMEDIATE"))

    async def read(self, transaction: Transaction[T]) -> T:
        """Run a function on one consistent state of the database, beside whatever is being written."""
        return await _call(self._reader, partial(_transact, transaction, "BEGIN"))

    async def checkpoint(self) -> None:
        """Bring everything from the write-ahead log into the file and empty the log, unless somebody is reading it."""
        await _call(self._writer, _checkpoint)

    async def close(self) -> None:
        """Finish what is queued and close both connections."""
        await self._writer.close()
        if self._reader is not self._writer:
            await self._reader.close()


async def _call(connection: aiosqlite.Connection, function: Transaction[T]) -> T:
    """Run a function with the sqlite3 connection on the thread that owns it.

    aiosqlite has public methods for single statements only; `_execute` is how all of them reach the thread.
    """
    result: T = await connection._execute(lambda: function(connection._conn))  # type: ignore[no-untyped-call]
    return result


async def _connect(path: Path) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        await _call(connection, lambda raw: raw.executescript(PRAGMAS))
    except BaseException:
        await connection.close()
        raise
    return connection


def _checkpoint(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA busy_timeout = 100")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")


def _transact(transaction: Transaction[T], begin: str, connection: sqlite3.Connection) -> T:
    connection.execute(begin)
    try:
        result = transaction(connection)
        connection.execute("COMMIT")
    except StopIteration as error:  # no future can carry it: whoever waits would wait for ever
        connection.execute("ROLLBACK")
        raise RuntimeError("a transaction ran out of an iterator") from error
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return result


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a database to the newest version: all missing migrations and the new version in one transaction."""

    def apply_missing(connection: sqlite3.Connection) -> None:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for number, script in migrations().items():
            if number > version:
                for statement in _statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")

    _transact(apply_missing, "BEGIN IMMEDIATE", connection)


def migrations() -> dict[int, str]:
    """The numbered scripts in `migrations/`, in order."""
    folder = resources.files("bot.store") / "migrations"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return {int(file.name.split("_")[0]): file.read_text(encoding="utf-8") for file in files}


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would commit the transaction first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _refuse_newer(path: Path) -> None:
    """Look at the version without writing a byte."""
    if not path.exists() or not path.stat().st_size:
        return
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    finally:
        connection.close()
    newest = max(migrations())
    if version > newest:
        raise DatabaseError(
            f"The database {path} was written by a newer bot (version {version}; this one knows {newest}). "
            "It was left as it is. Install the newer bot, or choose another file with DATABASE_PATH."
        )
