"""How much a member did on each day, counted in SQL, and the traces by which one sees that anything has changed."""

import sqlite3
from datetime import date, datetime

from bot.store._time import to_millis

EPOCH = date(1970, 1, 1).toordinal()

# All that a member's progress is derived from. Logs are only ever appended to, so their length and end tell them apart;
# of what can change, the sums do, or the rows themselves where they are few.
TRACES = (
    "SELECT created_at FROM learner WHERE user_id = :user_id",
    "SELECT count(*), max(event_id) FROM event WHERE user_id = :user_id",
    "SELECT kind, item, at, details FROM event WHERE user_id = :user_id ORDER BY event_id DESC LIMIT 1",
    "SELECT at, card, number FROM review WHERE user_id = :user_id ORDER BY at DESC, card DESC LIMIT 1",
    "SELECT count(*), max(at), sum(points) FROM answer WHERE user_id = :user_id",
    "SELECT concept, sum(shown), sum(weight) FROM evidence WHERE user_id = :user_id GROUP BY concept",
    "SELECT count(*), sum(due), sum(reviews), sum(interval) FROM memory WHERE user_id = :user_id",
    "SELECT card FROM suspended WHERE user_id = :user_id",
    "SELECT deck, enabled FROM deck_choice WHERE user_id = :user_id",
    "SELECT number FROM own_card WHERE user_id = :user_id",
    "SELECT first_day, last_day FROM time_off WHERE user_id = :user_id",
)


def reviews_by_day(db: sqlite3.Connection, user_id: int, since: datetime) -> dict[date, int]:
    """How many cards a member reviewed from a moment on, by their own day."""
    return _by_day(
        db.execute(
            """
            SELECT (at / 60000 + shift) / 1440 AS day, count(*) AS count FROM review
            WHERE user_id = :user_id AND at >= :since GROUP BY 1
            """,
            {"user_id": user_id, "since": to_millis(since)},
        )
    )


def answers_by_day(db: sqlite3.Connection, user_id: int, since: datetime) -> dict[date, int]:
    """How many questions a member answered from a moment on, by their own day."""
    return _by_day(
        db.execute(
            """
            SELECT (at / 60000 + shift) / 1440 AS day, count(*) AS count FROM answer
            WHERE user_id = :user_id AND at >= :since GROUP BY 1
            """,
            {"user_id": user_id, "since": to_millis(since)},
        )
    )


def traces(db: sqlite3.Connection, user_id: int) -> tuple[tuple[object, ...], ...]:
    """What is different whenever anything that a member's progress is derived from has changed."""
    return tuple(tuple(map(tuple, db.execute(trace, {"user_id": user_id}))) for trace in TRACES)


def _by_day(rows: sqlite3.Cursor) -> dict[date, int]:
    return {date.fromordinal(EPOCH + row["day"]): row["count"] for row in rows}
