"""What was imported from the community's curriculum, and which checks of its challenges count."""

import json
import sqlite3
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Stored:
    """An imported item: its document (`body`, JSON), a hash of it, its place among the others, and whether it is gone.

    `kept` are the numbers of the checks that count; None while the document of today was not verified.
    """

    id: str
    kind: str
    title: str
    path: str
    body: str
    hash: str
    position: int
    retired: bool = False
    kept: tuple[int, ...] | None = None


def imported_items(db: sqlite3.Connection) -> list[Stored]:
    """Everything that was ever imported, in its order; what is gone comes along."""
    rows = db.execute(
        """
        SELECT imported.id, kind, title, path, body, imported.hash, position, retired, verified.kept
        FROM imported LEFT JOIN verified ON verified.id = imported.id AND verified.hash = imported.hash
        ORDER BY position, imported.id
        """
    )
    return [_stored(row) for row in rows]


def save_item(db: sqlite3.Connection, item: Stored) -> None:
    """Store an item, replacing what was known under its id."""
    values = {
        "id": item.id,
        "kind": item.kind,
        "title": item.title,
        "path": item.path,
        "body": item.body,
        "hash": item.hash,
        "position": item.position,
        "retired": int(item.retired),
    }
    db.execute(
        """
        INSERT INTO imported (id, kind, title, path, body, hash, position, retired)
        VALUES (:id, :kind, :title, :path, :body, :hash, :position, :retired)
        ON CONFLICT (id) DO UPDATE SET
            kind = excluded.kind, title = excluded.title, path = excluded.path, body = excluded.body,
            hash = excluded.hash, position = excluded.position, retired = excluded.retired
        """,
        values,
    )


def retire_item(db: sqlite3.Connection, item: Stored) -> None:
    """Note that an item is gone; it keeps its document."""
    save_item(db, replace(item, retired=True))


def save_verified(db: sqlite3.Connection, item_id: str, digest: str, kept: tuple[int, ...]) -> None:
    """Note which checks of a challenge count, for the document of a hash."""
    db.execute(
        """
        INSERT INTO verified (id, hash, kept) VALUES (:id, :hash, :kept)
        ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, kept = excluded.kept
        """,
        {"id": item_id, "hash": digest, "kept": json.dumps(kept)},
    )


def _stored(row: sqlite3.Row) -> Stored:
    kept = None if row["kept"] is None else tuple(json.loads(row["kept"]))
    return Stored(
        row["id"],
        row["kind"],
        row["title"],
        row["path"],
        row["body"],
        row["hash"],
        row["position"],
        bool(row["retired"]),
        kept,
    )
