"""What members wrote into /stuck, and where it was posted."""

import sqlite3
from datetime import datetime

from bot.domain.stuck import HelpQuestion
from bot.store._time import from_millis, maybe_moment, to_millis

COLUMNS = "question_id, user_id, guild_id, at, want, tried, error, code, channel_id, claimed_at, thread_id, solved_at"


def add_question(
    db: sqlite3.Connection, user_id: int, guild_id: int | None, words: dict[str, str], now: datetime
) -> HelpQuestion:
    """Store a question that nobody has seen yet; `words` are want, tried, error and code."""
    row = db.execute(
        f"""
        INSERT INTO help_question (user_id, guild_id, at, want, tried, error, code)
        VALUES (:user_id, :guild_id, :at, :want, :tried, :error, :code) RETURNING {COLUMNS}
        """,  # noqa: S608
        {"user_id": user_id, "guild_id": guild_id, "at": to_millis(now), **words},
    ).fetchone()
    return _question(row)


def change_question(db: sqlite3.Connection, question_id: int, words: dict[str, str], now: datetime) -> None:
    """Replace the words of a question that was not posted."""
    db.execute(
        """
        UPDATE help_question SET want = :want, tried = :tried, error = :error, code = :code, at = :at
        WHERE question_id = :question_id AND claimed_at IS NULL
        """,
        {"question_id": question_id, "at": to_millis(now), **words},
    )


def find_question(db: sqlite3.Connection, user_id: int, question_id: int) -> HelpQuestion | None:
    """A member's own question; None when there is none, or it is somebody else's."""
    row = db.execute(
        f"SELECT {COLUMNS} FROM help_question WHERE question_id = :question_id AND user_id = :user_id",  # noqa: S608
        {"question_id": question_id, "user_id": user_id},
    ).fetchone()
    return _question(row) if row else None


def newest_question(db: sqlite3.Connection, user_id: int) -> HelpQuestion | None:
    """The question that a member wrote last."""
    row = db.execute(
        f"SELECT {COLUMNS} FROM help_question WHERE user_id = :user_id ORDER BY question_id DESC LIMIT 1",  # noqa: S608
        {"user_id": user_id},
    ).fetchone()
    return _question(row) if row else None


def claim_post(db: sqlite3.Connection, question_id: int, channel_id: int, now: datetime) -> None:
    """Note that a question is about to be posted in a channel."""
    db.execute(
        "UPDATE help_question SET channel_id = :channel_id, claimed_at = :now WHERE question_id = :question_id",
        {"question_id": question_id, "channel_id": channel_id, "now": to_millis(now)},
    )


def release_post(db: sqlite3.Connection, question_id: int) -> None:
    """Note that a question was certainly not posted."""
    db.execute(
        """
        UPDATE help_question SET channel_id = NULL, claimed_at = NULL
        WHERE question_id = :question_id AND thread_id IS NULL
        """,
        {"question_id": question_id},
    )


def save_post(db: sqlite3.Connection, question_id: int, thread_id: int) -> None:
    """Note where a question stands."""
    db.execute(
        "UPDATE help_question SET thread_id = :thread_id WHERE question_id = :question_id",
        {"question_id": question_id, "thread_id": thread_id},
    )


def mark_solved(db: sqlite3.Connection, question_id: int, now: datetime) -> bool:
    """Mark a question as solved; whether this was the first time."""
    changed = db.execute(
        """
        UPDATE help_question SET solved_at = :now
        WHERE question_id = :question_id AND solved_at IS NULL AND thread_id IS NOT NULL
        """,
        {"question_id": question_id, "now": to_millis(now)},
    )
    return changed.rowcount == 1


def posted_since(db: sqlite3.Connection, user_id: int, since: datetime) -> int:
    """How many questions of a member were posted, or begun to be, since a moment."""
    row = db.execute(
        "SELECT count(*) AS posted FROM help_question WHERE user_id = :user_id AND claimed_at >= :since",
        {"user_id": user_id, "since": to_millis(since)},
    ).fetchone()
    return int(row["posted"])


def forget_drafts(db: sqlite3.Connection, user_id: int, before: datetime) -> None:
    """Delete a member's old questions that were never posted."""
    db.execute(
        "DELETE FROM help_question WHERE user_id = :user_id AND claimed_at IS NULL AND at < :before",
        {"user_id": user_id, "before": to_millis(before)},
    )


def _question(row: sqlite3.Row) -> HelpQuestion:
    values = dict(row)
    moments = {name: maybe_moment(values[name]) for name in ("claimed_at", "solved_at")}
    return HelpQuestion(**{**values, "at": from_millis(values["at"]), **moments})
