"""The log of reviews as a whole, to be taken away."""

import sqlite3

from bot.domain.collection import LoggedReview
from bot.domain.memory import Rating, State
from bot.store._time import from_millis


def review_log(db: sqlite3.Connection, user_id: int) -> list[LoggedReview]:
    """Every review of a member, oldest first."""
    rows = db.execute(
        """
        SELECT card, at, shift, rating, seconds, retention, elapsed, state_before, stability_before, difficulty_before,
            state_after, stability_after, difficulty_after, due_after
        FROM review WHERE user_id = :user_id ORDER BY at, card
        """,
        {"user_id": user_id},
    )
    return [_review(row) for row in rows]


def _review(row: sqlite3.Row) -> LoggedReview:
    return LoggedReview(
        card=row["card"],
        at=from_millis(row["at"]),
        shift=row["shift"],
        rating=Rating(row["rating"]),
        seconds=row["seconds"],
        retention=row["retention"],
        elapsed=row["elapsed"],
        state_before=State(row["state_before"]) if row["state_before"] else None,
        stability_before=row["stability_before"],
        difficulty_before=row["difficulty_before"],
        state_after=State(row["state_after"]),
        stability_after=row["stability_after"],
        difficulty_after=row["difficulty_after"],
        due_after=from_millis(row["due_after"]),
    )
