"""What the bot knows about itself."""

import sqlite3


def find_fact(db: sqlite3.Connection, name: str) -> str | None:
    """The value of a fact, None when it was never recorded."""
    row = db.execute("SELECT value FROM fact WHERE name = :name", {"name": name}).fetchone()
    return row["value"] if row else None


def save_fact(db: sqlite3.Connection, name: str, value: str) -> None:
    """Record a fact, replacing what was recorded before."""
    db.execute(
        "INSERT INTO fact (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        {"name": name, "value": value},
    )


def delete_facts(db: sqlite3.Connection, beginning: str) -> None:
    """Forget all facts whose names begin so."""
    db.execute("DELETE FROM fact WHERE substr(name, 1, length(:beginning)) = :beginning", {"beginning": beginning})


def database_size(db: sqlite3.Connection) -> int:
    """The size of the database in bytes."""
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    (size,) = db.execute("PRAGMA page_size").fetchone()
    return int(pages * size)
