"""/cards export: decks with all that a member remembers of them, as an Anki package or as JSON."""

import asyncio
import json
import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.anki.package import write_package
from bot.domain.archive import write_archive
from bot.domain.calendar import Calendar
from bot.domain.collection import CardMemory, Collection
from bot.domain.curriculum import Curriculum
from bot.domain.flashcards import OWN_DECK, Deck
from bot.errors import UserError
from bot.services._cards import enabled_decks, remembered, unwanted_cards
from bot.services._learner import learner_of
from bot.services.flashcards import find_deck
from bot.store.database import Database
from bot.store.decks import find_reviewing, own_cards
from bot.store.review_log import review_log

MAX_BYTES = 10 * 1000 * 1000  # Discord takes a little more
ALL = "cards"


class Format(StrEnum):
    """What kind of file it is."""

    ANKI = "anki"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class TakenAway:
    """A file for the member: what is in it are so many decks and cards, `remembered` of which they have begun."""

    name: str
    content: bytes
    format: Format
    decks: int
    cards: int
    remembered: int


async def take_away(
    db: Database, curriculum: Curriculum, user_id: int, deck: str | None, form: Format, own_title: str, now: datetime
) -> TakenAway:
    """A deck, or all that the member reviews, their own among them; `own_title` is what that one is called.

    Raises UserError for a deck that there is not, for one without cards, and when the file would be too large.
    """
    chosen = find_deck(curriculum, deck) if deck else None

    def collect(connection: sqlite3.Connection) -> tuple[Collection, Calendar]:
        calendar = learner_of(connection, user_id).calendar
        return _collect(connection, curriculum, user_id, chosen, own_title), calendar

    collection, calendar = await db.read(collect)
    if not collection.decks and (form is Format.ANKI or not collection.memories):
        raise UserError("There is no card to take away yet. Write one with /cards add, or choose a deck.")
    content = await asyncio.to_thread(_write, collection, calendar, form, now)
    _refuse_large(len(content), chosen)
    cards = {card.id for deck in collection.decks for card in deck.cards}
    known = sum(kept.card in cards for kept in collection.memories)
    return TakenAway(_name(chosen, form), content, form, len(collection.decks), len(cards), known)


def _refuse_large(size: int, chosen: str | None) -> None:
    if size <= MAX_BYTES:
        return
    values = {"size": round(size / 1e6, 1), "limit": MAX_BYTES // 1_000_000}
    if chosen:
        raise UserError("That file would have {size} MB, and Discord takes {limit}. Take this deck for Anki.", **values)
    raise UserError("That file would have {size} MB, and Discord takes {limit}. Take one deck at a time.", **values)


def _collect(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, chosen: str | None, own_title: str
) -> Collection:
    enabled = [chosen] if chosen else enabled_decks(connection, curriculum, learner_of(connection, user_id))
    ids = enabled if chosen or OWN_DECK in enabled else [*enabled, OWN_DECK]
    own = Deck(OWN_DECK, own_title, "", "", None, tuple(own_cards(connection, user_id)))
    decks = [own if deck == OWN_DECK else _attributed(curriculum, curriculum.decks[deck]) for deck in ids]

    def wanted(card: str) -> bool:
        return chosen is None or card.partition("#")[0] == chosen

    known = remembered(connection, curriculum, user_id)
    unwanted = unwanted_cards(connection, curriculum, user_id)
    log = [replace(entry, card=curriculum.canonical(entry.card)) for entry in review_log(connection, user_id)]

    return Collection(
        decks=tuple(deck for deck in decks if deck.cards),
        memories=tuple(
            CardMemory(card, found.memory, card in unwanted) for card, found in known.items() if wanted(card)
        ),
        reviews=tuple(entry for entry in log if wanted(entry.card)),
        retention=find_reviewing(connection, user_id).retention,
        suspended=tuple(sorted(card for card in unwanted - known.keys() if wanted(card))),
    )


def _attributed(curriculum: Curriculum, deck: Deck) -> Deck:
    """A deck whose summary says where it comes from, with the whole licence, if it is imported."""
    origin, snapshot = curriculum.origin_of(deck.id), curriculum.imported.snapshot
    if origin is None or snapshot is None:
        return deck
    source = f"From {origin.name} ({origin.link}), as of {origin.day}. {snapshot.notice}"
    return replace(deck, summary=f"{deck.summary}\n\n{source}")


def _write(collection: Collection, calendar: Calendar, form: Format, now: datetime) -> bytes:
    if form is Format.ANKI:
        return write_package(collection, calendar, now)
    return _entry_by_entry(write_archive(collection, now)).encode()


def _entry_by_entry(document: dict[str, Any]) -> str:
    """JSON with an entry on each line: short, legible, and written in pieces that hold nobody up."""
    written = {name: _lines(value) if isinstance(value, list) else _short(value) for name, value in document.items()}
    parts = [f"{_short(name)}: {value}" for name, value in written.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(values: list[Any]) -> str:
    return "[\n" + ",\n".join(map(_short, values)) + "\n]"


def _short(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _name(deck: str | None, form: Format) -> str:
    """A name without surprises: letters, digits and hyphens."""
    subject = deck.rpartition("deck.")[2] if deck else ALL
    return f"learn-python-{subject}.{'apkg' if form is Format.ANKI else 'json'}"
