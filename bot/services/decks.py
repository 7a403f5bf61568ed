"""/decks: a member's decks with what is due, new and mature in each, and how a member wants to review."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.calendar import Calendar
from bot.domain.curriculum import Curriculum
from bot.domain.flashcards import OWN_DECK, Card, Reviewing
from bot.domain.memory import RETENTIONS, Memory, Rating, State
from bot.errors import UserError
from bot.services._cards import card_of, enabled_decks, remembered, stored_ids, unwanted_cards
from bot.services._learner import ensure_learner, learner_of
from bot.services.flashcards import find_deck
from bot.store.database import Database
from bot.store.decks import find_reviewing, own_cards, save_deck_choice, save_reviewing
from bot.store.flashcards import (
    Logged,
    delete_memory,
    find_memory,
    reviews_since,
    set_suspended,
)

RETENTION_DAYS = 30
NEW_PER_DAY_CHOICES = (0, 3, 5, 10, 15, 20, 30)


@dataclass(frozen=True, slots=True)
class DeckView:
    """A deck as a member has it. `level` is None for their own cards.

    `retention` is the share (0 to 1) of the reviews of known cards in the last 30 days that were recalled; None
    without any.
    """

    id: str
    title: str
    level: str | None
    enabled: bool
    cards: int
    due: int
    new: int
    mature: int
    suspended: int
    retention: float | None


@dataclass(frozen=True, slots=True)
class CardView:
    """A card as a member has it; without a memory it is new. Days are those of the member."""

    card: Card
    memory: Memory | None
    suspended: bool
    today: date
    due: date | None


async def decks_of(db: Database, curriculum: Curriculum, user_id: int, now: datetime) -> tuple[DeckView, ...]:
    """All decks in the order of their levels; the member's own comes last."""

    def look(connection: sqlite3.Connection) -> tuple[DeckView, ...]:
        enabled = enabled_decks(connection, curriculum, learner_of(connection, user_id))
        known = _known(connection, curriculum, user_id)
        unwanted = unwanted_cards(connection, curriculum, user_id)
        log = reviews_since(connection, user_id, now - timedelta(days=RETENTION_DAYS))

        def view(deck_id: str, title: str, level: str | None, cards: tuple[Card, ...]) -> DeckView:
            begun = [known[card.id] for card in cards if card.id in known]
            asked = [card for card in cards if card.id not in unwanted]
            return DeckView(
                id=deck_id,
                title=title,
                level=level,
                enabled=deck_id in enabled,
                cards=len(cards),
                due=sum(known[card.id].due <= now for card in asked if card.id in known),
                new=sum(card.id not in known for card in asked),
                mature=sum(memory.mature for memory in begun),
                suspended=len(cards) - len(asked),
                retention=_retention(log, deck_id, curriculum),
            )

        own = view(OWN_DECK, "", None, tuple(own_cards(connection, user_id)))
        return (*(view(deck.id, deck.title, deck.level, deck.cards) for deck in curriculum.decks.values()), own)

    return await db.read(look)


async def cards_in(
    db: Database, curriculum: Curriculum, user_id: int, deck_id: str, now: datetime
) -> tuple[CardView, ...]:
    """The cards of a deck, as the member has them. Raises UserError when there is no such deck."""
    deck = find_deck(curriculum, deck_id)

    def look(connection: sqlite3.Connection) -> tuple[CardView, ...]:
        known = _known(connection, curriculum, user_id)
        unwanted = unwanted_cards(connection, curriculum, user_id)
        cards = own_cards(connection, user_id) if deck == OWN_DECK else curriculum.decks[deck].cards
        calendar = learner_of(connection, user_id).calendar
        return tuple(_view(card, known.get(card.id), card.id in unwanted, calendar, now) for card in cards)

    return await db.read(look)


async def choose_deck(
    db: Database, curriculum: Curriculum, user_id: int, deck_id: str, enabled: bool, now: datetime
) -> None:
    """Take a deck, or leave it; nothing that is remembered is lost. Raises UserError when there is no such deck."""
    found = find_deck(curriculum, deck_id)

    def save(connection: sqlite3.Connection) -> None:
        ensure_learner(connection, user_id, now)
        save_deck_choice(connection, user_id, found, enabled)

    await db.write(save)


async def suspend(
    db: Database, curriculum: Curriculum, user_id: int, card_id: str, suspended: bool, now: datetime
) -> CardView:
    """Have a card asked no more, or again."""

    def save(connection: sqlite3.Connection) -> CardView:
        card = card_of(connection, curriculum, user_id, card_id)
        ensure_learner(connection, user_id, now)
        for stored in stored_ids(curriculum, card):
            set_suspended(connection, user_id, stored, suspended and stored == card.id)
        return _card_view(connection, curriculum, user_id, card, now)

    return await db.write(save)


async def reset(db: Database, curriculum: Curriculum, user_id: int, card_id: str, now: datetime) -> CardView:
    """Have a card begin anew; its reviews stay in the log."""

    def save(connection: sqlite3.Connection) -> CardView:
        card = card_of(connection, curriculum, user_id, card_id)
        for stored in stored_ids(curriculum, card):
            delete_memory(connection, user_id, stored)
        return _card_view(connection, curriculum, user_id, card, now)

    return await db.write(save)


async def load_reviewing(db: Database, user_id: int) -> Reviewing:
    """How a member wants to review."""
    return await db.read(lambda connection: find_reviewing(connection, user_id))


async def set_new_per_day(db: Database, user_id: int, count: int, now: datetime) -> None:
    """Save how many new cards a day begins. Raises UserError for a number that is not offered."""
    if count not in NEW_PER_DAY_CHOICES:
        raise UserError("You can begin {least} to {most} new cards a day.", least=0, most=NEW_PER_DAY_CHOICES[-1])
    await _set_reviewing(db, user_id, now, new_per_day=count)


async def set_retention(db: Database, user_id: int, percent: int, now: datetime) -> None:
    """Save the wanted chance of recall, in percent. Raises UserError for one that is not offered."""
    if percent not in {round(retention * 100) for retention in RETENTIONS}:
        raise UserError("You can aim to remember {least} % to {most} % of your cards.", least=80, most=95)
    await _set_reviewing(db, user_id, now, retention=percent / 100)


async def _set_reviewing(db: Database, user_id: int, now: datetime, **changes: float) -> None:
    def save(connection: sqlite3.Connection) -> None:
        ensure_learner(connection, user_id, now)
        save_reviewing(connection, user_id, replace(find_reviewing(connection, user_id), **changes))  # type: ignore[arg-type]

    await db.write(save)


def _card_view(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, card: Card, now: datetime
) -> CardView:
    found = find_memory(connection, user_id, stored_ids(curriculum, card))
    unwanted = unwanted_cards(connection, curriculum, user_id)
    calendar = learner_of(connection, user_id).calendar
    return _view(card, found.memory if found else None, card.id in unwanted, calendar, now)


def _view(card: Card, memory: Memory | None, suspended: bool, calendar: Calendar, now: datetime) -> CardView:
    today = calendar.day(now)
    due = max(calendar.day(memory.due), today) if memory else None
    return CardView(card, memory, suspended, today, due)


def _known(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int) -> dict[str, Memory]:
    return {card: found.memory for card, found in remembered(connection, curriculum, user_id).items()}


def _retention(log: list[Logged], deck_id: str, curriculum: Curriculum) -> float | None:
    recalled = [
        review.rating is not Rating.AGAIN
        for review in log
        if review.state_before is State.REVIEW and curriculum.canonical(review.card).partition("#")[0] == deck_id
    ]
    return sum(recalled) / len(recalled) if recalled else None
