"""What members showed of each concept, added up by day and source: derived from the logs."""

import sqlite3
from datetime import date

from bot.domain.mastery import Trial

CARDS, QUESTIONS = "cards", "questions"  # sources; the others are the ids of challenges


def add_evidence(db: sqlite3.Connection, user_id: int, concept: str, source: str, trial: Trial) -> None:
    """Add one trial to what a source says of a concept on its day."""
    db.execute(
        """
        INSERT INTO evidence (user_id, concept, day, source, shown, weight)
        VALUES (:user_id, :concept, :day, :source, :shown, :weight)
        ON CONFLICT (user_id, concept, day, source)
        DO UPDATE SET shown = shown + excluded.shown, weight = weight + excluded.weight
        """,
        {
            "user_id": user_id,
            "concept": concept,
            "day": str(trial.day),
            "source": source,
            "shown": trial.shown,
            "weight": trial.weight,
        },
    )


def delete_evidence(db: sqlite3.Connection, user_id: int, source: str | None = None) -> None:
    """Forget what a member showed, or what one source says of it; it can be derived again."""
    db.execute(
        "DELETE FROM evidence WHERE user_id = :user_id AND (:source IS NULL OR source = :source)",
        {"user_id": user_id, "source": source},
    )


def evidence_of(db: sqlite3.Connection, user_id: int) -> list[tuple[str, Trial]]:
    """Everything that a member showed: the concept, and what was tried on a day, from one source."""
    rows = db.execute("SELECT concept, day, shown, weight FROM evidence WHERE user_id = :user_id", {"user_id": user_id})
    return [(row["concept"], Trial(date.fromisoformat(row["day"]), row["shown"], row["weight"])) for row in rows]
