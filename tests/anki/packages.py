"""Anki packages as tests need them: honest ones from Anki itself, and others made by hand."""

import io
import sqlite3
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import zstandard

NOTES = "CREATE TABLE notes (id integer primary key, guid text, mid integer, flds text NOT NULL)"


def database(*fields: Sequence[str], schema: str = NOTES, more: Sequence[str] = ()) -> bytes:
    """A collection with one note for each sequence of fields."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "made.db")
        connection = sqlite3.connect(file)
        connection.executescript(schema)
        rows = [("guid", "\x1f".join(parts)) for parts in fields]
        connection.executemany("INSERT INTO notes (guid, flds) VALUES (?, ?)", rows) if rows else None
        for statement in more:
            connection.executescript(statement)
        connection.commit()
        connection.close()
        return file.read_bytes()


def zipped(**files: bytes) -> bytes:
    """An archive of these files; an underscore in a name stands for a dot."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return content.getvalue()


def package(*fields: Sequence[str]) -> bytes:
    """A package of the oldest kind with these notes."""
    return zipped(collection_anki2=database(*fields))


def newest(*fields: Sequence[str]) -> bytes:
    """A package of the newest kind, with the note of the oldest kind that asks for an update."""
    update = database(("Please update Anki", ""))
    return zipped(collection_anki2=update, collection_anki21b=zstandard.compress(database(*fields)))
