"""What the tests of flashcards share: Ann with a database of her own, plain decks, reviews at given moments."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.curriculum import Curriculum
from bot.domain.flashcards import Card, CardType, Deck
from bot.domain.learner import Learner
from bot.domain.memory import Rating
from bot.services._learner import change_learner
from bot.services.flashcards import Rated, Scope, Session, record_review, session
from bot.store.database import migrate
from bot.store.flashcards import memories

ANN = 314159265358979323
NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
DAY = timedelta(days=1)
AGAIN, HARD, GOOD, EASY = Rating
KNOWN_FOR_A_DAY = (AGAIN, AGAIN, GOOD, GOOD)  # fuzz leaves a single day alone


def opened() -> sqlite3.Connection:
    """A database in which there is only Ann: level 00, UTC, the day begins at three, many minutes."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    migrate(connection)
    change_learner(connection, Learner(ANN, level="00", minutes=90), NOW)
    return connection


def deck(name: str, level: str = "00", cards: int = 4) -> Deck:
    """A deck of basic cards that are numbered from 0."""
    made = [Card(f"deck.{name}#c{number}", CardType.BASIC, f"What is {number}?", "It.") for number in range(cards)]
    return Deck(f"deck.{name}", name.title(), level, "Cards.", None, tuple(made))


def with_decks(curriculum: Curriculum, *decks: Deck, **aliases: str) -> Curriculum:
    """The shipped content with other decks; `aliases` leads from former ids to those of today."""
    return replace(curriculum, decks={deck.id: deck for deck in decks}, aliases=aliases)


def rate(
    connection: sqlite3.Connection, curriculum: Curriculum, card: str, *ratings: Rating, now: datetime = NOW
) -> datetime:
    """Review a card, a quarter of an hour apart; the moment of the last review."""
    for rating in ratings:
        found = {found.card: found.memory for found in memories(connection, ANN)}
        number = found[card].reviews if card in found else 0
        assert record_review(connection, curriculum, Rated(ANN, None, card, rating, number, 4.0, now))
        now += timedelta(minutes=15)
    return now - timedelta(minutes=15)


def look(
    connection: sqlite3.Connection, curriculum: Curriculum, now: datetime = NOW, scope: Scope | None = None
) -> Session:
    """What comes next."""
    return session(connection, curriculum, ANN, scope or Scope(), now)
