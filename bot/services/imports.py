"""The community's curriculum in the database: taking in a checkout, and offering what was taken beside our own."""

import json
import logging
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from bot.curriculum.importer import Document, Entry, Found, Reader, digest, merge, write
from bot.domain.curriculum import Curriculum
from bot.domain.imported import Snapshot
from bot.store.database import Database
from bot.store.facts import find_fact, save_fact
from bot.store.imported import Stored, imported_items, retire_item, save_item

log = logging.getLogger(__name__)
FACT = "imported_snapshot"


@dataclass
class Changes:
    """What an import changes, by the ids of the items. `renamed` are known under their id and stand elsewhere now.

    What comes back after it was gone is among the `updated`, and in `returned`.
    """

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    renamed: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def any(self) -> bool:
        """Whether anything changes."""
        return bool(self.created or self.updated or self.retired)


async def take_in(db: Database, found: Found, *, dry_run: bool = False) -> Changes:
    """Store what a checkout holds, in one transaction, and say what changed; a dry run stores nothing."""
    new = [_stored(document, position) for position, document in enumerate(found.documents)]

    def save(connection: sqlite3.Connection) -> Changes:
        changes = _changes({item.id: item for item in imported_items(connection)}, new)
        if not dry_run:
            _save(connection, changes, new)
            save_fact(connection, FACT, json.dumps(asdict(found.snapshot)))
        return changes

    return await (db.read(save) if dry_run else db.write(save))


async def with_imported(db: Database, curriculum: Curriculum) -> Curriculum:
    """The curriculum with everything beside it that was imported; without an import, the same."""

    def load(connection: sqlite3.Connection) -> tuple[str | None, list[Stored]]:
        return find_fact(connection, FACT), imported_items(connection)

    told, stored = await db.read(load)
    if told is None:
        return curriculum
    return merge(curriculum, Snapshot(**json.loads(told)), _entries(stored))


def _entries(stored: list[Stored]) -> Iterator[Entry]:
    reader = Reader()
    for item in stored:
        document = reader.read(item.kind, item.path, item.body)
        if document is None:
            log.warning("The imported item %s cannot be read any more. Import the checkout again.", item.id)
        else:
            yield Entry(document, item.retired, item.kept)


def _stored(document: Document, position: int) -> Stored:
    kind, body = document.kind.value, write(document)
    return Stored(document.id, kind, document.title, document.path, body, digest(document), position)


def _changes(before: dict[str, Stored], new: list[Stored]) -> Changes:
    changes = Changes()
    for item in new:
        known = before.get(item.id)
        if known is None:
            changes.created.append(item.id)
            continue
        if known.path != item.path:
            changes.renamed[item.id] = (known.path, item.path)
        if known.retired:
            changes.returned.append(item.id)
        (changes.updated if known.retired or known.hash != item.hash else changes.unchanged).append(item.id)
    present = {item.id for item in new}
    changes.retired += [item.id for item in before.values() if item.id not in present and not item.retired]
    return changes


def _save(connection: sqlite3.Connection, changes: Changes, new: list[Stored]) -> None:
    gone = {*changes.retired}
    for item in imported_items(connection):
        if item.id in gone:
            retire_item(connection, item)
    for item in new:
        save_item(connection, item)
