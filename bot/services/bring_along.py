"""/cards import: cards and memories from a file: the curriculum's own programs, Anki, or our own JSON.

The file is read in a process of its own (`bot.anki.aside`); what it brings along is then stored in one transaction.
"""

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.anki.aside import read_aside
from bot.domain.brought import MAX_MEMORIES, Brought, BroughtCard, RefusedFileError, Skipped, Source
from bot.domain.collection import CardMemory
from bot.domain.curriculum import Curriculum
from bot.domain.flashcards import OWN_DECK
from bot.domain.own_cards import MAX_OWN_CARDS
from bot.domain.shape import AHEAD
from bot.errors import UserError
from bot.services._cards import remembered, unwanted_cards
from bot.services._learner import ensure_learner, learner_of
from bot.store.database import Database
from bot.store.decks import add_own_card, own_cards, restore_own_card
from bot.store.flashcards import Remembered, save_memory, set_suspended

MAX_FILE = 10_000_000  # bytes: whatever /cards export wrote can come back


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a file: `waiting` counts those of the memories whose cards no deck of ours has yet.

    `suspended` counts the new cards that are not to be asked from now on.
    """

    source: Source
    cards: int = 0
    created: int = 0
    updated: int = 0
    waiting: int = 0
    suspended: int = 0
    skipped: Mapping[Skipped, int] = field(default_factory=dict)


async def bring_along(db: Database, curriculum: Curriculum, user_id: int, content: bytes, now: datetime) -> Report:
    """Take from a file what can be taken. Raises UserError, with nothing stored, when the file is refused."""
    if len(content) > MAX_FILE:
        raise UserError(
            "That file has {size} MB, and I read at most {limit}. Export fewer cards at a time.",
            size=round(len(content) / 1e6, 1),
            limit=MAX_FILE // 1_000_000,
        )
    learner = await db.read(lambda connection: learner_of(connection, user_id))
    try:
        brought = await read_aside(content, learner.calendar, now)
    except RefusedFileError as refused:
        raise UserError(refused.message, **refused.values) from None
    return await db.write(lambda connection: _store(connection, curriculum, user_id, brought, now))


def _store(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, brought: Brought, now: datetime
) -> Report:
    ensure_learner(connection, user_id, now)
    ids, added = _store_cards(connection, user_id, brought.cards, now)
    report = _store_memories(connection, curriculum, user_id, brought, ids)
    suspended, unsuspended = _store_suspended(connection, curriculum, user_id, brought, ids)
    skipped = Counter(brought.skipped) + Counter(report.skipped) + unsuspended
    skipped[Skipped.TWICE] += len(brought.cards) - added
    return replace(
        report, cards=added, suspended=suspended, skipped={reason: count for reason, count in skipped.items() if count}
    )


def _store_cards(
    connection: sqlite3.Connection, user_id: int, cards: tuple[BroughtCard, ...], now: datetime
) -> tuple[dict[str, str], int]:
    """Store what the member doesn't have; to which card each id of the file leads now, and how many are new.

    A card of the same number is the same card, and keeps its words of today; so is one of the same words, unless the
    file has that one as well.
    """
    have = {card.id: card for card in own_cards(connection, user_id)}
    of_the_file = {_id(card) for card in cards}
    same = {(c.front, c.back, c.code): c.id for c in have.values() if c.id not in of_the_file}
    ids = {card: card for card in have}
    new = [card for card in cards if _id(card) not in have and _sides(card) not in same]
    _refuse_too_many(len(new), MAX_OWN_CARDS - len(have))
    latest = int((now + AHEAD).timestamp() * 1000)  # numbers come from the clock: a later one is made up
    numbered = [card for card in new if 0 < card.number <= latest]
    for card in numbered:
        ids[_id(card)] = restore_own_card(connection, user_id, card.number, *_sides(card)).id
    for card in new:  # the others afterwards, so that none gets the number of one of those
        if not 0 < card.number <= latest:
            ids[_id(card)] = add_own_card(connection, user_id, *_sides(card), now).id
    ids |= {_id(card): same[_sides(card)] for card in cards if _id(card) not in ids}
    return ids, len(new)


def _refuse_too_many(new: int, room: int) -> None:
    if new > room:
        raise UserError(
            "This file has {count} new cards; {room} more fit into your deck of {limit}. Nothing was taken from it.",
            count=new,
            room=room,
            limit=MAX_OWN_CARDS,
        )


def _store_memories(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, brought: Brought, ids: Mapping[str, str]
) -> Report:
    unwanted = unwanted_cards(connection, curriculum, user_id)
    known = remembered(connection, curriculum, user_id)
    skipped: Counter[Skipped] = Counter()
    created = updated = waiting = 0
    for kept in brought.memories:
        own = kept.card.startswith(f"{OWN_DECK}#")
        card = ids.get(kept.card, "") if own else curriculum.canonical(kept.card)
        found = known.get(card)
        reason = _reason_to_skip(card, found, kept, card in unwanted)
        if reason:
            skipped[reason] += 1
            continue
        stored = found.card if found else card
        save_memory(connection, user_id, stored, kept.memory)
        for each in (card, *curriculum.former_ids.get(card, ())):
            set_suspended(connection, user_id, each, kept.suspended and each == card)
        (unwanted.add if kept.suspended else unwanted.discard)(card)
        known[card] = Remembered(stored, kept.memory)
        created, updated = created + (found is None), updated + (found is not None)
        waiting += not own and card not in curriculum.cards
    if len(known) > MAX_MEMORIES:
        raise UserError(
            "With this file you would have begun {count} cards, and I keep at most {limit}. Nothing was taken from it.",
            count=len(known),
            limit=MAX_MEMORIES,
        )
    return Report(brought.source, 0, created, updated, waiting, skipped=skipped)


def _store_suspended(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, brought: Brought, ids: Mapping[str, str]
) -> tuple[int, Counter[Skipped]]:
    """Have new cards asked no more: how many, and how many not and why. Of begun ones, their memories say it."""
    begun = remembered(connection, curriculum, user_id)
    unwanted = unwanted_cards(connection, curriculum, user_id)
    skipped: Counter[Skipped] = Counter()
    count = 0
    for listed in brought.suspended:
        own = listed.startswith(f"{OWN_DECK}#")
        card = ids.get(listed, "") if own else curriculum.canonical(listed)
        if not own and card not in curriculum.cards:
            card = ""
        if not card or card in begun:
            skipped[Skipped.NEWER if card else Skipped.UNKNOWN] += 1
        elif card not in unwanted:
            set_suspended(connection, user_id, card, True)
            unwanted.add(card)
            count += 1
    return count, skipped


def _reason_to_skip(card: str, found: Remembered | None, kept: CardMemory, unwanted: bool) -> Skipped | None:
    """Why a memory is not taken: there is no such card, or what is remembered here is the same or newer."""
    if not card:
        return Skipped.UNKNOWN
    if found is None:
        return None
    if (found.memory, unwanted) == (kept.memory, kept.suspended):
        return Skipped.SAME
    here, there = (found.memory.day, found.memory.reviews), (kept.memory.day, kept.memory.reviews)
    return None if here < there else Skipped.NEWER


def _id(card: BroughtCard) -> str:
    return f"{OWN_DECK}#{card.number}"


def _sides(card: BroughtCard) -> tuple[str, str, str]:
    return card.front, card.back, card.code
