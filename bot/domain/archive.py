"""The JSON in which a member takes their flashcards away, and brings them back.

One object; `docs/cards.schema.json` describes it exactly:

- `format` is `learn-python-cards`, `version` is 1, `exported_at` a time; all times are UTC in ISO 8601.
- `decks`: the decks with their cards. The deck `own` holds the cards that the member wrote.
- `memories`: what the member remembers, by the id of the card. The numbers are those of FSRS-6: `stability` in days,
  `difficulty` from 1 to 10; `day` is the member's day of the newest review, `interval` the days from it to the next.
- `suspended`: the ids of the cards that were never begun and are not to be asked; the others say so in their memory.
- `reviews`: every review there ever was, with the state of FSRS before and after.

Cards of one's own, memories and what is suspended come back from it. Reviews don't: what somebody did here is never
taken from a file.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.brought import MAX_MEMORIES, Brought, BroughtCard, RefusedFileError, Source
from bot.domain.collection import CardMemory, Collection, LoggedReview
from bot.domain.flashcards import OWN_DECK, Card, Deck
from bot.domain.memory import Memory, State
from bot.domain.own_cards import CardPile
from bot.domain.shape import AHEAD, EARLIEST, WRONG_DATE, WRONG_SHAPE, Entry, entries
from bot.domain.translatable import gettext_noop as N_  # noqa: N812

FORMAT, VERSION = "learn-python-cards", 1
CARD_ID = re.compile(rf"{OWN_DECK}#[0-9]{{1,16}}|(?:lp:)?deck\.[a-z0-9-]{{1,60}}#[a-z0-9-]{{1,60}}")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LONGEST = 40_000  # days to the next review: a hundred years, and what fuzz adds
STABLE = 1e9  # days
MOST = 10_000_000  # reviews of a card
STEPS = 20  # of learning
LONGEST_SIDE = 100_000  # characters that are looked at
NEWER = N_("This export was written by a newer version of me, so nothing was taken. Ask those who run me to update me.")
TOO_MANY_MEMORIES = N_("This file remembers {count} cards; I keep at most {limit}, so nothing was taken from it.")
UTC_ZONE = ZoneInfo("UTC")


def is_archive(document: Mapping[str, Any]) -> bool:
    """Whether a JSON object is one of ours."""
    return document.get("format") == FORMAT


def write_archive(collection: Collection, now: datetime) -> dict[str, Any]:
    """The whole collection as JSON values."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": now.isoformat(),
        "decks": [_deck(deck) for deck in collection.decks],
        "memories": [_memory(kept) for kept in collection.memories],
        "suspended": list(collection.suspended),
        "reviews": [_review(review) for review in collection.reviews],
    }


def write_brought(brought: Brought) -> dict[str, Any]:
    """What another file brought along, in the same words: cards without a number get 0."""
    cards = [{"id": f"{OWN_DECK}#{card.number}", **_sides(card)} for card in brought.cards]
    return {
        "format": FORMAT,
        "version": VERSION,
        "decks": [{"id": OWN_DECK, "cards": cards}],
        "memories": [_memory(kept) for kept in brought.memories],
        "suspended": list(brought.suspended),
    }


def read_archive(document: Mapping[str, Any], now: datetime) -> Brought:
    """The own cards and the memories of such a document. Raises RefusedFileError for impossible values."""
    head = Entry(document, 1)
    if head.whole("version", 1, MOST) > VERSION:
        raise RefusedFileError(NEWER)
    pile = CardPile()
    for deck in entries(document.get("decks")):
        if deck.text("id", LONGEST_SIDE) == OWN_DECK:
            for card in entries(deck.value("cards")):
                front, back, code = (card.text(side, LONGEST_SIDE) for side in ("front", "back", "code"))
                pile.add(front, back, code, _number(card))
    memories, suspended = document.get("memories"), document.get("suspended")
    for listed in (memories, suspended):
        if isinstance(listed, list) and len(listed) > MAX_MEMORIES:
            raise RefusedFileError(TOO_MANY_MEMORIES, count=len(listed), limit=MAX_MEMORIES)
    return Brought(
        Source.ARCHIVE,
        pile.cards,
        tuple(_read_memory(entry, now) for entry in entries(memories)),
        pile.skipped,
        _read_suspended(suspended),
    )


def _number(card: Entry) -> int:
    card_id = card.text("id", LONGEST_SIDE)
    if not card_id.startswith(f"{OWN_DECK}#") or not CARD_ID.fullmatch(card_id):
        raise card.refused()
    return int(card_id.partition("#")[2])


def _read_suspended(cards: Any) -> tuple[str, ...]:
    """The ids in a list, which older exports don't have."""
    if cards is None:
        return ()
    if not isinstance(cards, list):
        raise RefusedFileError(WRONG_SHAPE, number=1)
    for number, card in enumerate(cards, 1):
        if not isinstance(card, str) or not CARD_ID.fullmatch(card):
            raise RefusedFileError(WRONG_SHAPE, number=number)
    return tuple(cards)


def _read_memory(entry: Entry, now: datetime) -> CardMemory:
    card, name = entry.text("card", LONGEST_SIDE), entry.text("state", 20).upper()
    if not CARD_ID.fullmatch(card) or name not in State.__members__:
        raise entry.refused()
    state, reviews = State[name], entry.whole("reviews", 1, MOST)
    memory = Memory(
        state=state,
        step=None if state is State.REVIEW else entry.whole("step", 0, STEPS),
        stability=entry.decimal("stability", 1e-6, STABLE),
        difficulty=entry.decimal("difficulty", 1.0, 10.0),
        due=entry.moment("due", UTC_ZONE, now + timedelta(days=LONGEST)),
        day=_day(entry, now),
        interval=entry.whole("interval", 0, LONGEST),
        reviews=reviews,
        lapses=entry.whole("lapses", 0, reviews),
    )
    return CardMemory(card, memory, entry.flag("suspended"))


def _day(entry: Entry, now: datetime) -> date:
    text = entry.text("day", 10)
    try:
        day = date.fromisoformat(text) if ISO_DATE.fullmatch(text) else date.max
    except ValueError:
        raise entry.refused(WRONG_DATE) from None
    if not EARLIEST.date() <= day <= (now + AHEAD).date():
        raise entry.refused(WRONG_DATE)
    return day


def _deck(deck: Deck) -> dict[str, Any]:
    return {
        "id": deck.id,
        "title": deck.title,
        "level": deck.level or None,
        "summary": deck.summary,
        "cards": [_card(card) for card in deck.cards],
    }


def _card(card: Card) -> dict[str, Any]:
    more = {"output": card.output, "concept": card.concept, "difficulty": card.difficulty}
    return {"id": card.id, "type": card.type.value, **_sides(card), **more}


def _sides(card: Card | BroughtCard) -> dict[str, str]:
    return {"front": card.front, "back": card.back, "code": card.code}


def _memory(kept: CardMemory) -> dict[str, Any]:
    memory = kept.memory
    return {
        "card": kept.card,
        "state": memory.state.name.lower(),
        "step": memory.step,
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "due": memory.due.astimezone(UTC).isoformat(),
        "day": memory.day.isoformat(),
        "interval": memory.interval,
        "reviews": memory.reviews,
        "lapses": memory.lapses,
        "suspended": kept.suspended,
    }


def _review(review: LoggedReview) -> dict[str, Any]:
    return {
        "card": review.card,
        "at": review.at.isoformat(),
        "shift": review.shift,
        "rating": review.rating.name.lower(),
        "seconds": review.seconds,
        "retention": review.retention,
        "elapsed": review.elapsed,
        "before": _state(review.state_before, review.stability_before, review.difficulty_before),
        "after": _state(review.state_after, review.stability_after, review.difficulty_after),
        "due": review.due_after.isoformat(),
    }


def _state(state: State | None, stability: float | None, difficulty: float | None) -> dict[str, Any] | None:
    return {"state": state.name.lower(), "stability": stability, "difficulty": difficulty} if state else None
