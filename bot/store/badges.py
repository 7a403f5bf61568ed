"""What badges and levels are decided by, apart from the log of events, and up to where they were decided."""

import sqlite3
from dataclasses import dataclass
from datetime import date

from bot.domain.calendar import day_at
from bot.domain.memory import MATURE_DAYS
from bot.store._time import from_millis

# A card comes back at the begin of a day, so half a day later is that day also across a change of the clocks.
INTERVAL = """
    (due_after / 1000 + shift * 60 + 43200) / 86400 - (at / 1000 + shift * 60) / 86400
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """Up to where badges were decided: the newest event, review or answer (milliseconds), and the rules of then."""

    event_id: int
    reviewed_at: int
    rules: int


@dataclass(frozen=True, slots=True)
class Reached:
    """The first time for a card or a question, on the member's own day; the id as it was stored."""

    item: str
    day: date


def find_mark(db: sqlite3.Connection, user_id: int) -> Mark | None:
    """Up to where a member's badges were decided; None if they never were."""
    row = db.execute(
        "SELECT event_id, reviewed_at, rules FROM settled WHERE user_id = :user_id", {"user_id": user_id}
    ).fetchone()
    return Mark(row["event_id"], row["reviewed_at"], row["rules"]) if row else None


def newest_mark(db: sqlite3.Connection, user_id: int, rules: int) -> Mark:
    """The newest of everything that a member did: an event, a review or an answer."""
    row = db.execute(
        """
        SELECT coalesce((SELECT max(event_id) FROM event WHERE user_id = :user_id), 0) AS event_id,
            max(
                coalesce((SELECT max(at) FROM review WHERE user_id = :user_id), 0),
                coalesce((SELECT max(at) FROM answer WHERE user_id = :user_id), 0)
            ) AS reviewed_at
        """,
        {"user_id": user_id},
    ).fetchone()
    return Mark(row["event_id"], row["reviewed_at"], rules)


def save_mark(db: sqlite3.Connection, user_id: int, mark: Mark) -> None:
    """Note up to where a member's badges are decided."""
    db.execute(
        """
        INSERT INTO settled (user_id, event_id, reviewed_at, rules)
        VALUES (:user_id, :event_id, :reviewed_at, :rules)
        ON CONFLICT (user_id) DO UPDATE SET
            event_id = excluded.event_id, reviewed_at = excluded.reviewed_at, rules = excluded.rules
        """,
        {"user_id": user_id, "event_id": mark.event_id, "reviewed_at": mark.reviewed_at, "rules": mark.rules},
    )


def matured_cards(db: sqlite3.Connection, user_id: int) -> list[Reached]:
    """The cards that ever were to come back after three weeks or later, each with the first time, oldest first."""
    return _reached(
        db,
        f"""
        SELECT card AS item, min(at) AS at, shift FROM review
        WHERE user_id = :user_id AND {INTERVAL} >= {MATURE_DAYS} GROUP BY card ORDER BY at
        """,  # noqa: S608
        user_id,
    )


def right_answers(db: sqlite3.Connection, user_id: int) -> list[Reached]:
    """The questions that were ever answered right, each with the first time, oldest first."""
    return _reached(
        db,
        """
        SELECT question AS item, min(at) AS at, shift FROM answer
        WHERE user_id = :user_id AND points = 1 GROUP BY question ORDER BY at
        """,
        user_id,
    )


def _reached(db: sqlite3.Connection, statement: str, user_id: int) -> list[Reached]:
    """SQLite takes `shift` from the row with the smallest `at`."""
    rows = db.execute(statement, {"user_id": user_id})
    return [Reached(row["item"], day_at(from_millis(row["at"]), row["shift"])) for row in rows]
