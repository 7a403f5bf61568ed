"""/progress import: what a learner ticked in their own PROGRESS.md, kept as claims. They count for nothing."""

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.anki.aside import read_claims_aside
from bot.domain.brought import RefusedFileError
from bot.domain.curriculum import Curriculum
from bot.domain.imported import kind_of
from bot.errors import UserError
from bot.services._learner import done_by, ensure_learner
from bot.store.claims import claims_of, save_claims
from bot.store.database import Database

MAX_FILE = 512 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a member claims: how many projects, challenges and quizzes, and how many of the projects were marked here.

    `by_group` counts the projects of each level (by its name), and of modules, capstones and the elite track.
    """

    projects: int = 0
    challenges: int = 0
    quizzes: int = 0
    marked: int = 0
    by_group: Mapping[str, int] | None = None

    @property
    def any(self) -> bool:
        """Whether anything is claimed."""
        return bool(self.projects or self.challenges or self.quizzes)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file: the claims, the boxes that it has for such items, and the ticks that told nothing."""

    claimed: Claimed
    boxes: int
    unknown: int


async def take_claims(db: Database, curriculum: Curriculum, user_id: int, content: bytes, now: datetime) -> Taken:
    """Keep what a PROGRESS.md claims, in place of earlier claims. Raises UserError when the file is refused."""
    if len(content) > MAX_FILE:
        raise UserError(
            "That file has {size} KB, and a PROGRESS.md has at most {limit}. Attach that file alone.",
            size=len(content) // 1024,
            limit=MAX_FILE // 1024,
        )
    try:
        claims = await read_claims_aside(content)
    except RefusedFileError as refused:
        raise UserError(refused.message, **refused.values) from None

    def save(connection: sqlite3.Connection) -> Claimed:
        ensure_learner(connection, user_id, now)
        save_claims(connection, user_id, claims.items, now)
        return _claimed(connection, curriculum, user_id)

    return Taken(await db.write(save), claims.boxes, claims.unknown)


async def view_claims(db: Database, curriculum: Curriculum, user_id: int) -> Claimed:
    """What a member claims."""
    return await db.read(lambda connection: _claimed(connection, curriculum, user_id))


def _claimed(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int) -> Claimed:
    claims = claims_of(connection, user_id)
    kinds = Counter(map(kind_of, claims))
    projects = [item for item in claims if kind_of(item) == "project"]
    done = done_by(connection, curriculum, user_id)
    groups = Counter(_group(item) for item in projects)
    marked = sum(item in done for item in projects)
    return Claimed(kinds["project"], kinds["challenge"], kinds["quiz"], marked, groups)


def _group(item: str) -> str:
    """The level of a project, or what else its id says that it belongs to.

    >>> _group("lp:project.level-00-03"), _group("lp:project.module-04-01"), _group("lp:project.elite-02")
    ('00', 'module', 'elite')
    """
    parts = item.rpartition(".")[2].split("-")
    return parts[1] if parts[0] == "level" else parts[0]
