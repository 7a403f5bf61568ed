"""/done and /undo: topics, projects and exit criteria."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.curriculum import Curriculum, Item
from bot.domain.events import Kind
from bot.domain.evidence import MAX_EVIDENCE, clean, is_evidence
from bot.domain.progress import NextStep, PathState, next_step, path_state
from bot.errors import UserError
from bot.services._learner import done_by, learner_of, record
from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class Marked:
    """What was marked, how far its path is now (what is imported belongs to none), and the next step."""

    item: Item
    state: PathState | None
    next: NextStep | None
    evidence: str | None = None


def find_item(curriculum: Curriculum, text: str) -> Item:
    """The item of an id or a title. Raises UserError when there is none, or several of that title."""
    item = curriculum.item(text.strip())
    if item:
        return item
    named = [item for item in curriculum.items.values() if item.title.casefold() == text.strip().casefold()]
    if len(named) == 1:
        return named[0]
    raise UserError(
        "I don't know “{text}”. Pick a topic, project or exit criterion from the list that appears while you type.",
        text=text[:60],
    )


async def mark_done(
    db: Database,
    curriculum: Curriculum,
    user_id: int,
    guild_id: int | None,
    item_id: str,
    now: datetime,
    evidence: str | None = None,
) -> Marked:
    """Mark an item as done. An exit criterion needs evidence. Raises UserError when it is done already."""
    item = find_item(curriculum, item_id)
    proof = check_evidence(evidence) if item.kind == "exit" else clean(evidence or "")[:MAX_EVIDENCE] or None

    def save(connection: sqlite3.Connection) -> Marked:
        done = done_by(connection, curriculum, user_id)
        if item.id in done:
            raise UserError(
                "“{title}” is already done, since {day}. To take it back, type /undo.",
                title=item.title,
                day=done[item.id].day,
            )
        details = {"evidence": proof} if proof else {}
        record(connection, user_id, guild_id, Kind.DONE, item.id, now, **details)
        return _marked(connection, curriculum, user_id, item, proof)

    return await db.write(save)


async def undo(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, item_id: str, now: datetime
) -> Marked:
    """Take back what was marked as done. The log keeps both. Raises UserError when it is not done."""
    item = find_item(curriculum, item_id)

    def save(connection: sqlite3.Connection) -> Marked:
        if item.id not in done_by(connection, curriculum, user_id):
            raise UserError("“{title}” isn't marked as done, so there is nothing to undo.", title=item.title)
        record(connection, user_id, guild_id, Kind.UNDONE, item.id, now)
        return _marked(connection, curriculum, user_id, item)

    return await db.write(save)


async def search_items(
    db: Database, curriculum: Curriculum, user_id: int, text: str, *, done: bool
) -> Sequence[tuple[Item, str]]:
    """Items that are (or are not) done and contain all words typed, each with its path's title, the next one first."""

    def search(connection: sqlite3.Connection) -> Sequence[tuple[Item, str]]:
        completed = done_by(connection, curriculum, user_id)
        learner = learner_of(connection, user_id)
        following = next_step(curriculum, learner.goal, learner.level, completed)
        found = [
            (item, _place(curriculum, item))
            for item in curriculum.items.values()
            if (item.id in completed) == done and _matches(text, f"{_place(curriculum, item)} {item.title}")
        ]
        if done:
            return sorted(found, key=lambda entry: completed[entry[0].id].at, reverse=True)
        return sorted(found, key=lambda entry: following is None or entry[0].id != following.item)

    return await db.read(search)


def check_evidence(text: str | None) -> str:
    """Evidence as it is kept. Raises UserError for none, too much, or something that proves nothing."""
    proof = clean(text or "")
    if len(text or "") > MAX_EVIDENCE:
        raise UserError(
            "Your evidence has {length} characters; there is room for {limit}. Send a link, or one sentence.",
            length=len(text or ""),
            limit=MAX_EVIDENCE,
        )
    if not is_evidence(proof):
        raise UserError(
            "An exit criterion needs evidence: a link (https://…) or a sentence about what you built. "
            "Type /done again and add it."
        )
    return proof


def _matches(text: str, name: str) -> bool:
    return all(word in name.casefold() for word in text.casefold().split())


def _place(curriculum: Curriculum, item: Item) -> str:
    """Where an item belongs: the title of its path, or the name of the curriculum that it was imported from."""
    path, origin = curriculum.paths.get(item.path), curriculum.origin_of(item.id)
    return path.title if path else origin.name if origin else ""


def _marked(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, item: Item, proof: str | None = None
) -> Marked:
    done = done_by(connection, curriculum, user_id)
    learner = learner_of(connection, user_id)
    path = curriculum.paths.get(item.path)
    state = path_state(curriculum, path, done) if path else None
    return Marked(item, state, next_step(curriculum, learner.goal, learner.level, done), proof)
