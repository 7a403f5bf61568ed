"""Reading the notes of an Anki package, which anybody may have made: everything in it has a bound.

A package is a zip archive. Its collection, a SQLite database, is stored in one of three ways, the newest first:
`collection.anki21b` (compressed with zstd), `collection.anki21` and `collection.anki2`. A package of the newest kind
also holds a `collection.anki2`, which only says that Anki has to be updated.
"""

import io
import sqlite3
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

import zstandard

from bot.domain.brought import Brought, RefusedFileError, Skipped, Source
from bot.domain.markup import fill_gaps, has_gaps, open_gaps, plain_text
from bot.domain.own_cards import CardPile
from bot.domain.translatable import gettext_noop as N_  # noqa: N812

COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
COMPRESSED = COLLECTIONS[0]
MAX_COLLECTION = 64 << 20  # bytes, unpacked
MAX_NOTES = 50_000
MAX_FIELDS = 20_000  # characters of a note that are looked at
CHUNK = 1 << 16
SECONDS = 8.0  # for all statements together
STEPS = 10_000  # of SQLite's machine, between two looks at the clock
FIELD_SEPARATOR = "\x1f"
NOT_A_PACKAGE = N_("This isn't an Anki package, or it is damaged. In Anki, choose Export and the format .apkg.")
TOO_LARGE = N_("Unpacked, this package is larger than {limit} MB, so nothing was taken. Export fewer decks at a time.")
TOO_MANY_NOTES = N_("This package has more than {limit} notes, so nothing was taken. Export fewer decks at a time.")
TOO_SLOW = N_("This package takes too long to read, so nothing was taken. Export fewer decks at a time.")
BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, zstandard.ZstdError, EOFError, KeyError, NotImplementedError, OSError, RuntimeError,
    ValueError,
)  # fmt: skip


def read_package(content: bytes, folder: Path) -> Brought:
    """The notes of a package as cards; it is unpacked into a folder that nobody else uses.

    Raises RefusedFileError, a sentence, for whatever isn't an honest package.
    """
    file = folder / "collection.db"
    file.write_bytes(_collection(content))
    pile = CardPile()
    for fields in _notes(file):
        _add(pile, fields)
    return Brought(Source.ANKI, pile.cards, skipped=pile.skipped)


def _collection(content: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            name = next(name for name in COLLECTIONS if name in package.namelist())
            stated = package.getinfo(name)
            if stated.file_size > MAX_COLLECTION:
                raise _too_large()
            if stated.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise RefusedFileError(NOT_A_PACKAGE)
            with package.open(name) as stored:
                if name != COMPRESSED:
                    return _bounded(stored)
                with zstandard.ZstdDecompressor().stream_reader(stored) as unpacked:
                    return _bounded(unpacked)
    except (*BROKEN_ZIP, StopIteration):
        raise RefusedFileError(NOT_A_PACKAGE) from None


def _bounded(stream: "IO[bytes] | zstandard.ZstdDecompressionReader") -> bytes:
    """All that a stream gives, unless it is more than it should: what a package says of its size may be a lie."""
    parts: list[bytes] = []
    size = 0
    while part := stream.read(CHUNK):
        size += len(part)
        if size > MAX_COLLECTION:
            raise _too_large()
        parts.append(part)
    return b"".join(parts)


def _too_large() -> RefusedFileError:
    return RefusedFileError(TOO_LARGE, limit=MAX_COLLECTION >> 20)


def _notes(file: Path) -> Iterator[str | None]:
    """The fields of every note, still in one text; None for one that is too long."""
    end = time.monotonic() + SECONDS
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        connection.set_progress_handler(lambda: time.monotonic() > end, STEPS)
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA cell_size_check = ON")
            _refuse_strange_schema(connection)
            yield from _fields(connection)
        except sqlite3.OperationalError as error:
            slow = error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT
            raise RefusedFileError(TOO_SLOW if slow else NOT_A_PACKAGE) from None
        except (sqlite3.Error, OverflowError):
            raise RefusedFileError(NOT_A_PACKAGE) from None


def _refuse_strange_schema(connection: sqlite3.Connection) -> None:
    """The notes stand in a plain table: a view, a virtual table or a computed column could run something of its own."""
    named = "SELECT type, sql FROM sqlite_master WHERE lower(name) = 'notes' OR lower(tbl_name) = 'notes'"
    objects = [(kind, str(sql or "")) for kind, sql in connection.execute(named)]
    tables = [sql for kind, sql in objects if kind != "index"]
    if len(tables) != 1 or not tables[0].lower().startswith("create table"):
        raise RefusedFileError(NOT_A_PACKAGE)
    hidden = "SELECT hidden FROM pragma_table_xinfo('notes') WHERE lower(name) = 'flds'"
    if connection.execute(hidden).fetchall() != [(0,)]:
        raise RefusedFileError(NOT_A_PACKAGE)


def _fields(connection: sqlite3.Connection) -> Iterator[str | None]:
    rows = connection.execute(
        """
        SELECT CASE WHEN length(CAST(flds AS BLOB)) <= :bytes THEN flds END FROM notes NOT INDEXED
        WHERE typeof(flds) = 'text' LIMIT :limit
        """,
        {"bytes": 4 * MAX_FIELDS, "limit": MAX_NOTES + 1},  # of a text, length() counts only up to a NUL
    )
    for count, (fields,) in enumerate(rows, 1):
        if count > MAX_NOTES:
            raise RefusedFileError(TOO_MANY_NOTES, limit=MAX_NOTES)
        yield fields if fields is None or len(fields) <= MAX_FIELDS else None


def _add(pile: CardPile, fields: str | None) -> None:
    """The first field is the front, with the code that stands in it; the others are the back."""
    if fields is None:
        pile.skip(Skipped.LONG)
        return
    first, *others = (plain_text(field) for field in fields.split(FIELD_SEPARATOR))
    front, code = (first.text, first.code) if first.text else (first.code, "")
    back = [part for other in others for part in (other.text, other.code) if part]
    if has_gaps(front) or has_gaps(code):
        back = [fill_gaps(part) for part in (front, code) if has_gaps(part)] + back
        front, code = open_gaps(front), open_gaps(code)
    pile.add(front, "\n\n".join(back), code)
