"""/cards: a private deck of one's own, and offering a card of it to everybody."""

import sqlite3
from datetime import datetime

from bot.domain.flashcards import Card
from bot.domain.own_cards import MAX_OWN_CARDS, tidy_sides, too_long
from bot.errors import UserError
from bot.services._cards import own_number
from bot.services._learner import ensure_learner
from bot.store.database import Database
from bot.store.decks import (
    Suggestion,
    add_own_card,
    count_own_cards,
    delete_own_card,
    find_own_card,
    own_cards,
    save_own_card,
    suggest_own_card,
    suggestions,
)
from bot.store.flashcards import delete_memory, set_suspended


async def add_card(db: Database, user_id: int, front: str, back: str, code: str, now: datetime) -> Card:
    """Write a new card. Raises UserError for an empty or overlong side, or when the deck is full."""
    front, back, code = check_card(front, back, code)

    def save(connection: sqlite3.Connection) -> Card:
        _refuse_full(connection, user_id)
        ensure_learner(connection, user_id, now)
        return add_own_card(connection, user_id, front, back, code, now)

    return await db.write(save)


async def refuse_full_deck(db: Database, user_id: int) -> None:
    """Raise UserError when no card fits any more, before somebody types one for nothing."""
    await db.read(lambda connection: _refuse_full(connection, user_id))


async def edit_card(db: Database, user_id: int, card_id: str, front: str, back: str, code: str) -> Card:
    """Change what stands on a card; what is remembered of it stays."""
    front, back, code = check_card(front, back, code)

    def save(connection: sqlite3.Connection) -> Card:
        number = _number(connection, user_id, card_id)
        save_own_card(connection, user_id, number, front, back, code)
        return _own(connection, user_id, number)

    return await db.write(save)


async def delete_card(db: Database, user_id: int, card_id: str) -> Card:
    """Throw a card away, with what is remembered of it."""

    def save(connection: sqlite3.Connection) -> Card:
        number = _number(connection, user_id, card_id)
        card = _own(connection, user_id, number)
        delete_own_card(connection, user_id, number)
        delete_memory(connection, user_id, card.id)
        set_suspended(connection, user_id, card.id, False)
        return card

    return await db.write(save)


async def suggest_card(db: Database, user_id: int, card_id: str, now: datetime) -> Card:
    """Offer a card to everybody: maintainers may take it into the content."""

    def save(connection: sqlite3.Connection) -> Card:
        number = _number(connection, user_id, card_id)
        suggest_own_card(connection, user_id, number, now)
        return _own(connection, user_id, number)

    return await db.write(save)


async def own_card(db: Database, user_id: int, card_id: str) -> Card:
    """One of the member's own cards. Raises UserError when they have no such card."""
    return await db.read(lambda connection: _own(connection, user_id, _number(connection, user_id, card_id)))


async def search_own_cards(db: Database, user_id: int, text: str) -> list[Card]:
    """The member's own cards that contain all words typed, newest first."""
    words = text.casefold().split()

    def find(connection: sqlite3.Connection) -> list[Card]:
        cards = reversed(own_cards(connection, user_id))
        return [card for card in cards if _contains(card, words)]

    return await db.read(find)


async def suggested_cards(db: Database) -> list[Suggestion]:
    """What members offer to everybody, for the maintainers."""
    return await db.read(suggestions)


def check_card(front: str, back: str, code: str) -> tuple[str, str, str]:
    """The sides of a card without blank edges. Raises UserError when a side is empty or too long."""
    front, back, code = tidy_sides(front, back, code)
    if not front or not back:
        raise UserError("A card needs a front and a back. Write the question and its answer.")
    over = too_long(front, back, code)
    if over:
        raise UserError("A side of this card has {length} characters; {limit} fit.", length=over[0], limit=over[1])
    return front, back, code


def _contains(card: Card, words: list[str]) -> bool:
    text = f"{card.front} {card.back} {card.code}".casefold()
    return all(word in text for word in words)


def _refuse_full(connection: sqlite3.Connection, user_id: int) -> None:
    if count_own_cards(connection, user_id) >= MAX_OWN_CARDS:
        raise UserError(
            "Your deck is full: it holds {limit} cards. Throw some away with /cards delete.", limit=MAX_OWN_CARDS
        )


def _number(connection: sqlite3.Connection, user_id: int, card_id: str) -> int:
    number = own_number(card_id)
    if number is None or find_own_card(connection, user_id, number) is None:
        raise UserError("You have no such card. Pick one from the list that appears while you type.")
    return number


def _own(connection: sqlite3.Connection, user_id: int, number: int) -> Card:
    card = find_own_card(connection, user_id, number)
    assert card is not None
    return card
