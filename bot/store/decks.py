"""Which decks a member wants, how they want to review, and the cards that they wrote for themselves."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.domain.flashcards import OWN_DECK, Card, CardType, Reviewing
from bot.store._time import to_millis

OWN_COLUMNS = "number, front, back, code"


def find_reviewing(db: sqlite3.Connection, user_id: int) -> Reviewing:
    """How a member wants to review."""
    row = db.execute(
        "SELECT new_per_day, retention FROM review_setting WHERE user_id = :user_id", {"user_id": user_id}
    ).fetchone()
    return Reviewing(row["new_per_day"], row["retention"]) if row else Reviewing()


def save_reviewing(db: sqlite3.Connection, user_id: int, reviewing: Reviewing) -> None:
    """Set how a member wants to review."""
    db.execute(
        """
        INSERT INTO review_setting (user_id, new_per_day, retention) VALUES (:user_id, :new_per_day, :retention)
        ON CONFLICT (user_id) DO UPDATE SET new_per_day = excluded.new_per_day, retention = excluded.retention
        """,
        {"user_id": user_id, "new_per_day": reviewing.new_per_day, "retention": reviewing.retention},
    )


def deck_choices(db: sqlite3.Connection, user_id: int) -> dict[str, bool]:
    """The decks about which a member chose something: taken or left."""
    rows = db.execute("SELECT deck, enabled FROM deck_choice WHERE user_id = :user_id", {"user_id": user_id})
    return {row["deck"]: bool(row["enabled"]) for row in rows}


def save_deck_choice(db: sqlite3.Connection, user_id: int, deck: str, enabled: bool) -> None:
    """Take a deck, or leave it."""
    db.execute(
        """
        INSERT INTO deck_choice (user_id, deck, enabled) VALUES (:user_id, :deck, :enabled)
        ON CONFLICT (user_id, deck) DO UPDATE SET enabled = excluded.enabled
        """,
        {"user_id": user_id, "deck": deck, "enabled": enabled},
    )


def own_cards(db: sqlite3.Connection, user_id: int) -> list[Card]:
    """The cards that a member wrote, oldest first."""
    rows = db.execute(
        f"SELECT {OWN_COLUMNS} FROM own_card WHERE user_id = :user_id ORDER BY number",  # noqa: S608
        {"user_id": user_id},
    )
    return [_own_card(row) for row in rows]


def count_own_cards(db: sqlite3.Connection, user_id: int) -> int:
    """How many cards a member wrote."""
    row = db.execute("SELECT count(*) AS cards FROM own_card WHERE user_id = :user_id", {"user_id": user_id}).fetchone()
    count: int = row["cards"]
    return count


def find_own_card(db: sqlite3.Connection, user_id: int, number: int) -> Card | None:
    """A card that a member wrote; None when they have no such card."""
    row = db.execute(
        f"SELECT {OWN_COLUMNS} FROM own_card WHERE user_id = :user_id AND number = :number",  # noqa: S608
        {"user_id": user_id, "number": number},
    ).fetchone()
    return _own_card(row) if row else None


def add_own_card(db: sqlite3.Connection, user_id: int, front: str, back: str, code: str, now: datetime) -> Card:
    """Store a new card. Its number comes from the clock, so that none is ever given twice."""
    newest = db.execute("SELECT max(number) AS number FROM own_card WHERE user_id = :user_id", {"user_id": user_id})
    number = max(to_millis(now), (newest.fetchone()["number"] or 0) + 1)
    return restore_own_card(db, user_id, number, front, back, code)


def restore_own_card(db: sqlite3.Connection, user_id: int, number: int, front: str, back: str, code: str) -> Card:
    """Store a card under a number that is free."""
    values = {"user_id": user_id, "number": number, "front": front, "back": back, "code": code}
    db.execute(
        """
        INSERT INTO own_card (user_id, number, front, back, code) VALUES (:user_id, :number, :front, :back, :code)
        """,
        values,
    )
    return Card(f"{OWN_DECK}#{number}", CardType.BASIC, front, back, code)


def save_own_card(db: sqlite3.Connection, user_id: int, number: int, front: str, back: str, code: str) -> None:
    """Replace what stands on a card."""
    db.execute(
        """
        UPDATE own_card SET front = :front, back = :back, code = :code, suggested_at = NULL
        WHERE user_id = :user_id AND number = :number
        """,
        {"user_id": user_id, "number": number, "front": front, "back": back, "code": code},
    )


def delete_own_card(db: sqlite3.Connection, user_id: int, number: int) -> None:
    """Throw a card away."""
    db.execute(
        "DELETE FROM own_card WHERE user_id = :user_id AND number = :number", {"user_id": user_id, "number": number}
    )


def suggest_own_card(db: sqlite3.Connection, user_id: int, number: int, now: datetime) -> None:
    """Offer a card to everybody; maintainers see it from now on."""
    db.execute(
        "UPDATE own_card SET suggested_at = :now WHERE user_id = :user_id AND number = :number",
        {"now": to_millis(now), "user_id": user_id, "number": number},
    )


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A member's card that they offer to everybody."""

    user_id: int
    card: Card


def suggestions(db: sqlite3.Connection) -> list[Suggestion]:
    """The cards that members offer to everybody, oldest offer first."""
    rows = db.execute(
        f"SELECT user_id, {OWN_COLUMNS} FROM own_card WHERE suggested_at IS NOT NULL ORDER BY suggested_at"  # noqa: S608
    )
    return [Suggestion(row["user_id"], _own_card(row)) for row in rows]


def _own_card(row: sqlite3.Row) -> Card:
    return Card(f"{OWN_DECK}#{row['number']}", CardType.BASIC, row["front"], row["back"], row["code"])
