"""Copies of the database against accidents: one file each, whole or not there at all."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

MOMENT = "%Y%m%dT%H%M%SZ"
UNFINISHED = ".part"
ONLY_MINE = 0o600


def backups_of(database: Path) -> dict[datetime, Path]:
    """The copies of a database, with the moments for which they were made, the oldest first."""
    found = {}
    for file in folder_of(database).glob(f"{database.stem}-*.db"):
        try:
            moment = datetime.strptime(file.stem.removeprefix(f"{database.stem}-"), MOMENT)
        except ValueError:
            continue  # a file of somebody's own, or of a database with a longer name
        found[moment.replace(tzinfo=UTC)] = file
    return dict(sorted(found.items()))


def write_backup(database: Path, now: datetime) -> None:
    """Copy a database as it is at one moment, beside whatever is being written.

    Raises sqlite3.Error or OSError, and then leaves nothing behind.
    """
    folder = folder_of(database)
    folder.mkdir(exist_ok=True)
    for lost in folder.glob(f"{database.stem}-*{UNFINISHED}"):
        lost.unlink()
    target = folder / f"{database.stem}-{now.astimezone(UTC):{MOMENT}}.db"
    unfinished = target.with_suffix(UNFINISHED)
    os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY, ONLY_MINE))
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True)) as connection:
            connection.execute("VACUUM INTO ?", (str(unfinished),))
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def drop_backups(database: Path, keep: int) -> None:
    """Delete all copies but the newest ones."""
    files = list(backups_of(database).values())
    for file in files[: max(len(files) - keep, 0)]:
        file.unlink(missing_ok=True)


def folder_of(database: Path) -> Path:
    """Where the copies of a database are."""
    return database.parent / "backups"
