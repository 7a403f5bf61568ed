"""Learners, and what belongs to one guild of theirs."""

import sqlite3
from dataclasses import asdict
from datetime import datetime

from bot.domain.learner import Learner, Visibility
from bot.store._time import to_millis

COLUMNS = "user_id, level, goal, minutes, zone, rollover, language"


def find_learner(db: sqlite3.Connection, user_id: int) -> Learner | None:
    """The record of a learner; None for somebody who has never used the bot."""
    row = db.execute(f"SELECT {COLUMNS} FROM learner WHERE user_id = :user_id", {"user_id": user_id}).fetchone()  # noqa: S608
    return Learner(**row) if row else None


def save_learner(db: sqlite3.Connection, learner: Learner, now: datetime) -> None:
    """Insert a learner, or replace what they answered."""
    db.execute(
        """
        INSERT INTO learner (user_id, level, goal, minutes, zone, rollover, language, created_at)
        VALUES (:user_id, :level, :goal, :minutes, :zone, :rollover, :language, :now)
        ON CONFLICT (user_id) DO UPDATE SET
            level = excluded.level, goal = excluded.goal, minutes = excluded.minutes,
            zone = excluded.zone, rollover = excluded.rollover, language = excluded.language
        """,
        {**asdict(learner), "now": to_millis(now)},
    )


def learners_after(db: sqlite3.Connection, user_id: int, limit: int) -> list[int]:
    """The learners whose ids follow on one, the lowest first: to walk over everybody in parts."""
    rows = db.execute(
        "SELECT user_id FROM learner WHERE user_id > :user_id ORDER BY user_id LIMIT :limit",
        {"user_id": user_id, "limit": limit},
    )
    return [row["user_id"] for row in rows]


def find_visibility(db: sqlite3.Connection, guild_id: int, user_id: int) -> Visibility:
    """Who in a guild may look at a member's progress, by their own choice: nobody, until they choose otherwise."""
    row = db.execute(
        "SELECT visibility FROM membership WHERE guild_id = :guild_id AND user_id = :user_id",
        {"guild_id": guild_id, "user_id": user_id},
    ).fetchone()
    return Visibility(row["visibility"]) if row else Visibility.PRIVATE


def is_visible(db: sqlite3.Connection, guild_id: int, user_id: int) -> bool:
    """Whether others in a guild may look at a member's progress: by the member's choice, and by the guild's."""
    return bool(
        db.execute(
            "SELECT EXISTS (SELECT 1 FROM visible_member WHERE guild_id = :guild_id AND user_id = :user_id)",
            {"guild_id": guild_id, "user_id": user_id},
        ).fetchone()[0]
    )


def save_visibility(db: sqlite3.Connection, guild_id: int, user_id: int, visibility: Visibility) -> None:
    """Set who in a guild may look at a member's progress."""
    db.execute(
        """
        INSERT INTO membership (guild_id, user_id, visibility) VALUES (:guild_id, :user_id, :visibility)
        ON CONFLICT (guild_id, user_id) DO UPDATE SET visibility = excluded.visibility
        """,
        {"guild_id": guild_id, "user_id": user_id, "visibility": visibility},
    )


def note_membership(db: sqlite3.Connection, guild_id: int, user_id: int) -> None:
    """Note that a member is known in a guild; who may look there stays as it is."""
    db.execute(
        """
        INSERT INTO membership (guild_id, user_id, visibility) VALUES (:guild_id, :user_id, :visibility)
        ON CONFLICT (guild_id, user_id) DO NOTHING
        """,
        {"guild_id": guild_id, "user_id": user_id, "visibility": Visibility.PRIVATE},
    )


def guilds_of(db: sqlite3.Connection, user_id: int) -> list[int]:
    """The guilds in which a member did something, or is known."""
    rows = db.execute(
        """
        SELECT guild_id FROM event WHERE user_id = :user_id AND guild_id IS NOT NULL
        UNION SELECT guild_id FROM membership WHERE user_id = :user_id ORDER BY guild_id
        """,
        {"user_id": user_id},
    )
    return [row["guild_id"] for row in rows]
