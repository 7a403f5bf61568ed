"""The SQLite database: one connection that writes, one that reads, each on a thread of its own."""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

T = TypeVar("T")
Transaction = Callable[[sqlite3.Connection], T]

MEMORY = Path(":memory:")
BUSY_MS = 5000
GROUP = 64  # transactions in one commit at most
PRAGMAS = f"""
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA busy_timeout = {BUSY_MS};
    PRAGMA secure_delete = ON;
"""


class DatabaseError(Exception):
    """The database cannot be used: what is wrong with it, and what to do."""


@dataclass(slots=True)
class _Pending:
    """A transaction that waits for the writer, and the future of whoever waits for it."""

    transaction: Transaction[Any]
    future: "asyncio.Future[Any]"
    result: Any = None
    error: BaseException | None = None

    def settle(self) -> None:
        if self.future.done():
            return  # whoever waited was cancelled
        if self.error is None:
            self.future.set_result(self.result)
        else:
            self.future.set_exception(self.error)


class Database:
    """The open database. `write` and `read` run one plain function as one transaction, in one hop to a thread.

    Writes that arrive while the disk is busy are committed together, each in a savepoint of its own.
    """

    def __init__(self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self._path = path
        self._writer = writer
        self._reader = reader
        self._pending: deque[_Pending] = deque()
        self._hopping = False

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
        return cls(path, writer, reader)

    @property
    def path(self) -> Path | None:
        """Its file; None for a database in memory."""
        return None if self._path == MEMORY else self._path

    async def write(self, transaction: Transaction[T]) -> T:
        """Run a function between BEGIN IMMEDIATE and COMMIT; nothing can come in between, an error undoes it all.

        It returns once the commit is on the disk.
        """
        pending = _Pending(transaction, asyncio.get_running_loop().create_future())
        self._pending.append(pending)
        if not self._hopping:
            self._hopping = True  # before the hop: the other thread may be done with it before this one goes on
            self._wake_writer()
        result: T = await pending.future
        return result

    async def read(self, transaction: Transaction[T]) -> T:
        """Run a function on one consistent state of the database, beside whatever is being written."""
        return await _call(self._reader, partial(_transact, transaction, "BEGIN"))

    async def read_apart(self, transaction: Transaction[T]) -> T:
        """Run a function that reads for long on a connection of its own: nobody else's reading waits for it."""
        if self._path == MEMORY:
            return await self.read(transaction)
        connection = await _connect(self._path)
        try:
            return await _call(connection, partial(_transact, transaction, "BEGIN"))
        finally:
            await connection.close()

    async def checkpoint(self) -> None:
        """Bring everything from the write-ahead log into the file and empty the log, unless somebody is reading it."""
        await _call(self._writer, _checkpoint)

    async def close(self) -> None:
        """Finish what is queued and close both connections."""
        await self._writer.close()
        if self._reader is not self._writer:
            await self._reader.close()

    def _wake_writer(self) -> None:
        try:
            _hop(self._writer, self._commit_pending)
        except BaseException:
            self._hopping = False
            raise

    def _commit_pending(self, connection: sqlite3.Connection) -> None:
        """On the writer's thread: commit everything that waits, and wake whoever waits for it."""
        self._hopping = False  # from here on, a new one comes by itself
        here = [self._pending.popleft() for _ in range(len(self._pending))]
        for first in range(0, len(here), GROUP):
            group = here[first : first + GROUP]
            _commit_together(group, connection)
            group[0].future.get_loop().call_soon_threadsafe(_settle, group)


def _settle(group: list[_Pending]) -> None:
    for pending in group:
        pending.settle()


def _commit_together(group: list[_Pending], connection: sqlite3.Connection) -> None:
    """Run transactions one after the other and commit once; one that fails undoes only itself."""

    def run_all(connection: sqlite3.Connection) -> None:
        for pending in group:
            connection.execute("SAVEPOINT own")
            try:
                pending.result = pending.transaction(connection)
            except BaseException as error:
                if not connection.in_transaction:
                    raise  # SQLite itself gave everything up
                connection.execute("ROLLBACK TO own")
                pending.error = _carried(error)
            connection.execute("RELEASE own")

    try:
        if len(group) == 1:
            group[0].result = _transact(group[0].transaction, "BEGIN IMMEDIATE", connection)
        else:
            _transact(run_all, "BEGIN IMMEDIATE", connection)
    except BaseException as error:
        for pending in group:
            pending.error = pending.error or _carried(error)


def _carried(error: BaseException) -> BaseException:
    """An error as a future can carry it: with StopIteration, whoever waits would wait for ever."""
    if not isinstance(error, StopIteration):
        return error
    ended = RuntimeError("a transaction ran out of an iterator")
    ended.__cause__ = error
    return ended


async def _call(connection: aiosqlite.Connection, function: Transaction[T]) -> T:
    """Run a function with the sqlite3 connection on the thread that owns it.

    aiosqlite has public methods for single statements only; `_execute` is how all of them reach the thread.
    """
    result: T = await connection._execute(lambda: function(connection._conn))  # type: ignore[no-untyped-call]
    return result


def _hop(connection: aiosqlite.Connection, function: Transaction[None]) -> None:
    """Have a function run on that thread without waiting for it: it wakes whoever it works for by itself."""
    if not connection._running:
        raise ValueError("the database is closed")
    connection._tx.put_nowait((None, partial(function, connection._conn)))


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
    except BaseException as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise _carried(error)  # noqa: B904  (the error itself, but for one that no future can carry)
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
