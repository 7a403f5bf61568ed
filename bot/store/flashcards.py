"""What members remember of their cards, every review that led there, and which decks and cards they want."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.calendar import day_at
from bot.domain.memory import Memory, Rating, Review, State
from bot.store._time import from_millis, to_millis

LATEST = 2**62  # milliseconds: after every moment
COLUMNS = "card, state, step, stability, difficulty, due, day, interval, reviews, lapses"


@dataclass(frozen=True, slots=True)
class Remembered:
    """A memory under the id of the card at the time of its first review."""

    card: str
    memory: Memory


def find_memory(db: sqlite3.Connection, user_id: int, ids: tuple[str, ...]) -> Remembered | None:
    """What a member remembers of a card, under its id or one of its former ids."""
    for card in ids:
        row = db.execute(
            f"SELECT {COLUMNS} FROM memory WHERE user_id = :user_id AND card = :card",  # noqa: S608
            {"user_id": user_id, "card": card},
        ).fetchone()
        if row:
            return _remembered(row)
    return None


def memories(db: sqlite3.Connection, user_id: int) -> list[Remembered]:
    """Everything that a member remembers."""
    rows = db.execute(f"SELECT {COLUMNS} FROM memory WHERE user_id = :user_id", {"user_id": user_id})  # noqa: S608
    return [_remembered(row) for row in rows]


def save_memory(db: sqlite3.Connection, user_id: int, card: str, memory: Memory) -> None:
    """Replace what a member remembers of a card."""
    db.execute(
        """
        INSERT INTO memory (
            user_id, card, state, step, stability, difficulty, due, day, interval, reviews, lapses
        ) VALUES (
            :user_id, :card, :state, :step, :stability, :difficulty, :due, :day, :interval, :reviews, :lapses
        )
        ON CONFLICT (user_id, card) DO UPDATE SET
            state = excluded.state, step = excluded.step, stability = excluded.stability,
            difficulty = excluded.difficulty, due = excluded.due, day = excluded.day,
            interval = excluded.interval, reviews = excluded.reviews, lapses = excluded.lapses
        """,
        {
            "user_id": user_id,
            "card": card,
            "state": memory.state,
            "step": memory.step,
            "stability": memory.stability,
            "difficulty": memory.difficulty,
            "due": to_millis(memory.due),
            "day": str(memory.day),
            "interval": memory.interval,
            "reviews": memory.reviews,
            "lapses": memory.lapses,
        },
    )


def save_due(db: sqlite3.Connection, user_id: int, card: str, due: datetime) -> None:
    """Have a card come at another moment."""
    db.execute(
        "UPDATE memory SET due = :due WHERE user_id = :user_id AND card = :card",
        {"user_id": user_id, "card": card, "due": to_millis(due)},
    )


def suspended_cards(db: sqlite3.Connection, user_id: int) -> set[str]:
    """The ids of the cards that a member doesn't want to be asked."""
    rows = db.execute("SELECT card FROM suspended WHERE user_id = :user_id", {"user_id": user_id})
    return {row["card"] for row in rows}


def set_suspended(db: sqlite3.Connection, user_id: int, card: str, suspended: bool) -> None:
    """Have a card asked no more, or again."""
    statement = (
        "INSERT INTO suspended (user_id, card) VALUES (:user_id, :card) ON CONFLICT DO NOTHING"
        if suspended
        else "DELETE FROM suspended WHERE user_id = :user_id AND card = :card"
    )
    db.execute(statement, {"user_id": user_id, "card": card})


def delete_memory(db: sqlite3.Connection, user_id: int, card: str) -> None:
    """Forget a card, as if it had never been seen; the log of its reviews stays."""
    db.execute("DELETE FROM memory WHERE user_id = :user_id AND card = :card", {"user_id": user_id, "card": card})


def due_memories(
    db: sqlite3.Connection, user_id: int, until: datetime, wanted: Callable[[str], bool]
) -> list[Remembered]:
    """What comes due until a moment, of the cards that are wanted: most may wait for decks that there are not yet."""
    rows = db.execute(
        f"SELECT {COLUMNS} FROM memory WHERE user_id = :user_id AND due <= :until",  # noqa: S608
        {"user_id": user_id, "until": to_millis(until)},
    )
    return [_remembered(row) for row in rows if wanted(row["card"])]


def due_dates(db: sqlite3.Connection, user_id: int, after: datetime, until: datetime) -> list[tuple[str, datetime]]:
    """The cards that come due after a moment and until another, with their moments."""
    rows = db.execute(
        "SELECT card, due FROM memory WHERE user_id = :user_id AND due > :after AND due <= :until",
        {"user_id": user_id, "after": to_millis(after), "until": to_millis(until)},
    )
    return [(row["card"], from_millis(row["due"])) for row in rows]


def known_cards(db: sqlite3.Connection, user_id: int) -> set[str]:
    """The ids of all cards that a member has begun, as they were stored."""
    return {row["card"] for row in db.execute("SELECT card FROM memory WHERE user_id = :user_id", {"user_id": user_id})}


def add_review(db: sqlite3.Connection, user_id: int, review: Review) -> None:
    """Add one review to the log."""
    before, after = review.before, review.after
    db.execute(
        """
        INSERT INTO review (
            user_id, at, card, number, shift, rating, seconds, retention, elapsed, state_before,
            stability_before, difficulty_before, state_after, stability_after, difficulty_after, due_after
        ) VALUES (
            :user_id, :at, :card, :number, :shift, :rating, :seconds, :retention, :elapsed, :state_before,
            :stability_before, :difficulty_before, :state_after, :stability_after, :difficulty_after, :due_after
        )
        """,
        {
            "user_id": user_id,
            "at": to_millis(review.at),
            "card": review.card,
            "number": after.reviews,
            "shift": review.shift,
            "rating": review.rating,
            "seconds": review.seconds,
            "retention": review.retention,
            "elapsed": review.elapsed,
            "state_before": before.state if before else None,
            "stability_before": before.stability if before else None,
            "difficulty_before": before.difficulty if before else None,
            "state_after": after.state,
            "stability_after": after.stability,
            "difficulty_after": after.difficulty,
            "due_after": to_millis(after.due),
        },
    )


@dataclass(frozen=True, slots=True)
class Logged:
    """A review as it stands in the log; `state_before` is None where the card was new."""

    card: str
    at: datetime
    shift: int
    rating: Rating
    seconds: float
    state_before: State | None

    @property
    def first(self) -> bool:
        """Whether the card was new."""
        return self.state_before is None

    @property
    def day(self) -> date:
        """The member's own day on which it was."""
        return day_at(self.at, self.shift)


def reviews_since(db: sqlite3.Connection, user_id: int, since: datetime) -> list[Logged]:
    """A member's reviews from a moment on, oldest first."""
    rows = db.execute(
        """
        SELECT card, at, shift, rating, seconds, state_before FROM review
        WHERE user_id = :user_id AND at >= :since ORDER BY at
        """,
        {"user_id": user_id, "since": to_millis(since)},
    )
    return [_logged(row) for row in rows]


def newest_reviews(db: sqlite3.Connection, user_id: int, limit: int, before: datetime | None = None) -> list[Logged]:
    """A member's newest reviews (before a moment), the newest first."""
    rows = db.execute(
        """
        SELECT card, at, shift, rating, seconds, state_before FROM review
        WHERE user_id = :user_id AND at < :before ORDER BY at DESC LIMIT :limit
        """,
        {"user_id": user_id, "limit": limit, "before": to_millis(before) if before else LATEST},
    )
    return [_logged(row) for row in rows]


def _logged(row: sqlite3.Row) -> Logged:
    before = State(row["state_before"]) if row["state_before"] else None
    at, rating = from_millis(row["at"]), Rating(row["rating"])
    return Logged(row["card"], at, row["shift"], rating, row["seconds"], before)


def _remembered(row: sqlite3.Row) -> Remembered:
    memory = Memory(
        state=State(row["state"]),
        step=row["step"],
        stability=row["stability"],
        difficulty=row["difficulty"],
        due=from_millis(row["due"]),
        day=date.fromisoformat(row["day"]),
        interval=row["interval"],
        reviews=row["reviews"],
        lapses=row["lapses"],
    )
    return Remembered(row["card"], memory)
