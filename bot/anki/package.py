"""Writing an Anki package: decks with their cards, and when each comes back.

Anki recognises a note by its guid, a note type and a deck by their ids. All three follow from ours, which never change,
so who imports a newer package gets changes and additions, and nothing twice.
"""

import hashlib
import io
import itertools
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import genanki

from bot.anki.models import fields_of, model_of, text_of
from bot.domain.calendar import Calendar
from bot.domain.collection import CardMemory, Collection
from bot.domain.flashcards import Card, Deck
from bot.domain.memory import State
from bot.domain.schedules import LEAST_EASE, ease_of

ROOT = "learn.python"
EPOCH_DAYS = 1000  # so many days before today begin the days that Anki counts
LEARNING_STEPS = 2  # of FSRS; relearning has one
NEW, LEARNING, REVIEW, RELEARNING = range(4)  # Anki's types of cards
SUSPENDED = -1  # Anki's queues: this one, 0 for new cards, 1 for those in steps of minutes, 2 for those of days


class _ScheduledCard(genanki.Card):  # type: ignore[misc]
    """A card with the schedule that genanki cannot give it: the columns of Anki's table from `type` on."""

    def __init__(self, schedule: Mapping[str, Any]) -> None:
        super().__init__(0)
        self._schedule = schedule

    def write_to_db(
        self,
        cursor: sqlite3.Cursor,
        timestamp: float,
        deck_id: int,
        note_id: int,
        id_gen: Iterator[int],
        due: int = 0,
    ) -> None:
        """Write its row; `due` counts only for new cards, as their position."""
        cursor.execute(
            """
            INSERT INTO cards VALUES (
                :id, :note, :deck, 0, :changed, -1, :type, :queue, :due, :interval, :ease, :reviews, :lapses, :left,
                0, 0, 0, :data
            )
            """,
            {
                "id": next(id_gen),
                "note": note_id,
                "deck": deck_id,
                "changed": int(timestamp),
                "due": due,
                **self._schedule,
            },
        )


class _Clock:
    """Anki's way to count: days since the begin of the package, which is the begin of a day of the member."""

    def __init__(self, calendar: Calendar, now: datetime) -> None:
        self.calendar = calendar
        self.first = calendar.day(now) - timedelta(days=EPOCH_DAYS)
        self.start = calendar.start(self.first)

    def number(self, day: date) -> int:
        """The number of a day."""
        return (day - self.first).days

    def settings(self) -> dict[str, int]:
        """How Anki is told about it; the offset is in minutes to the west."""
        offset = self.start.astimezone(self.calendar.zone).utcoffset() or timedelta()
        west = -int(offset.total_seconds() // 60)
        return {"schedVer": 2, "creationOffset": west, "rollover": self.calendar.rollover}


def write_package(collection: Collection, calendar: Calendar, now: datetime) -> bytes:
    """The decks as an Anki package, the schedule as the member sees it in their own days."""
    clock = _Clock(calendar, now)
    known = {kept.card: kept for kept in collection.memories}
    positions = itertools.count(1)
    decks = [_deck(deck, collection, known, clock, positions) for deck in collection.decks]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "collection.anki2")
        connection = sqlite3.connect(file)
        try:
            _write(connection, genanki.Package(decks), clock, now)
        finally:
            connection.close()
        return _zipped(file)


def _write(connection: sqlite3.Connection, package: genanki.Package, clock: _Clock, now: datetime) -> None:
    seconds = now.timestamp()
    cursor = connection.cursor()
    package.write_to_db(cursor, seconds, itertools.count(int(seconds * 1000)))
    (settings,) = cursor.execute("SELECT conf FROM col").fetchone()
    cursor.execute(
        "UPDATE col SET crt = :start, conf = :settings",
        {"start": int(clock.start.timestamp()), "settings": json.dumps(json.loads(settings) | clock.settings())},
    )
    connection.commit()


def _zipped(file: Path) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.write(file, file.name)
        package.writestr("media", "{}")
    return content.getvalue()


def _deck(
    deck: Deck, collection: Collection, known: Mapping[str, CardMemory], clock: _Clock, positions: Iterator[int]
) -> genanki.Deck:
    name = f"{ROOT}::{deck.title.replace('::', ':')}"
    written = genanki.Deck(_number(deck.id), name, text_of(deck.summary))
    for card in deck.cards:
        note = genanki.Note(
            model_of(card), fields_of(card), tags=_tags(deck, card), guid=_guid(card.id), due=next(positions)
        )
        schedule = _schedule(known.get(card.id), clock, collection.retention)
        note.cards = [_ScheduledCard(schedule | ({"queue": SUSPENDED} if card.id in collection.suspended else {}))]
        written.add_note(note)
    return written


def _schedule(kept: CardMemory | None, clock: _Clock, retention: float) -> dict[str, Any]:
    new = {"type": NEW, "queue": 0, "interval": 0, "ease": 0, "reviews": 0, "lapses": 0, "left": 0, "data": ""}
    if kept is None:
        return new
    memory = kept.memory
    counted = {"reviews": memory.reviews, "lapses": memory.lapses, "ease": _ease(memory.difficulty)}
    fsrs = {"s": round(memory.stability, 4), "d": round(memory.difficulty, 3), "dr": retention}
    shared = new | counted | {"data": json.dumps(fsrs)}
    if memory.state is State.REVIEW:
        due = clock.number(clock.calendar.day(memory.due))
        own = {"type": REVIEW, "queue": 2, "due": due, "interval": max(memory.interval, 1)}
    else:
        learning = memory.state is State.LEARNING
        left = max(LEARNING_STEPS - (memory.step or 0), 1) if learning else 1
        own = {"type": LEARNING, "queue": 1, "due": int(memory.due.timestamp()), "left": 1000 * left + left}
        own |= {"ease": 0} if learning else {"type": RELEARNING, "interval": max(round(memory.stability), 1)}
    return shared | own | ({"queue": SUSPENDED} if kept.suspended else {})


def _ease(difficulty: float) -> int:
    """Anki's ease, in thousandths: what it falls back on where FSRS is off."""
    return round(max(ease_of(difficulty), LEAST_EASE) * 1000)


def _tags(deck: Deck, card: Card) -> list[str]:
    tags = [deck.id, f"level::{deck.level}" if deck.level else "", card.concept or ""]
    return [tag.replace(".", "::", 1).replace(" ", "-") for tag in tags if tag]


def _guid(card_id: str) -> str:
    return hashlib.sha256(f"{ROOT} {card_id}".encode()).hexdigest()[:20]


def _number(deck_id: str) -> int:
    """The id of a deck in Anki: from ours, and as large as those that Anki makes of the time."""
    return (1 << 40) + int.from_bytes(hashlib.sha256(f"{ROOT} {deck_id}".encode()).digest()[:5])
