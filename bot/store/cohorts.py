"""Who begins the thirty days together in a guild and month, and how far all are."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.store._time import to_millis


@dataclass(frozen=True, slots=True)
class CohortRow:
    """A member of a cohort: tasks done, and whether they look for a buddy."""

    guild_id: int
    month: str
    user_id: int
    tasks: int
    wants_buddy: bool


@dataclass(frozen=True, slots=True)
class Together:
    """How many take part, how many tasks they have done together, and how many have done all."""

    members: int
    tasks: int
    finished: int


COLUMNS = "guild_id, month, user_id, tasks, wants_buddy"


def find_member(db: sqlite3.Connection, guild_id: int, month: str, user_id: int) -> CohortRow | None:
    """A member of a cohort; None for whoever takes no part."""
    row = db.execute(
        f"""
        SELECT {COLUMNS} FROM cohort_member WHERE guild_id = :guild_id AND month = :month AND user_id = :user_id
        """,  # noqa: S608
        {"guild_id": guild_id, "month": month, "user_id": user_id},
    ).fetchone()
    return _row(row) if row else None


def cohorts_of(db: sqlite3.Connection, user_id: int, since: str) -> list[CohortRow]:
    """The cohorts of a member from a month on, the earliest first."""
    rows = db.execute(
        f"SELECT {COLUMNS} FROM cohort_member WHERE user_id = :user_id AND month >= :since ORDER BY month",  # noqa: S608
        {"user_id": user_id, "since": since},
    )
    return [_row(row) for row in rows]


def add_member(db: sqlite3.Connection, row: CohortRow, now: datetime) -> None:
    """Let a member take part; once is enough."""
    db.execute(
        """
        INSERT INTO cohort_member (guild_id, month, user_id, joined_at, tasks)
        VALUES (:guild_id, :month, :user_id, :now, :tasks) ON CONFLICT DO NOTHING
        """,
        {
            "guild_id": row.guild_id,
            "month": row.month,
            "user_id": row.user_id,
            "now": to_millis(now),
            "tasks": row.tasks,
        },
    )


def set_tasks(db: sqlite3.Connection, user_id: int, since: str, tasks: int) -> None:
    """Note how many tasks a member has done, in their cohorts from a month on."""
    db.execute(
        "UPDATE cohort_member SET tasks = :tasks WHERE user_id = :user_id AND month >= :since AND tasks <> :tasks",
        {"user_id": user_id, "since": since, "tasks": tasks},
    )


def set_wants_buddy(db: sqlite3.Connection, guild_id: int, month: str, user_id: int, wants: bool) -> None:
    """Note whether a member looks for a buddy."""
    db.execute(
        """
        UPDATE cohort_member SET wants_buddy = :wants
        WHERE guild_id = :guild_id AND month = :month AND user_id = :user_id
        """,
        {"guild_id": guild_id, "month": month, "user_id": user_id, "wants": wants},
    )


def delete_cohort_member(db: sqlite3.Connection, guild_id: int, month: str, user_id: int) -> None:
    """Let a member take no part any more, nor have a buddy there; whom they were matched with stays noted."""
    values = {"guild_id": guild_id, "month": month, "user_id": user_id}
    where = "guild_id = :guild_id AND month = :month AND user_id = :user_id"
    db.execute(f"DELETE FROM cohort_member WHERE {where}", values)  # noqa: S608
    db.execute(f"UPDATE buddy SET ended = 1 WHERE pair IN (SELECT pair FROM buddy WHERE {where})", values)  # noqa: S608


def together(db: sqlite3.Connection, guild_id: int, month: str, of: int) -> Together:
    """How far a cohort is; `of` tasks are all."""
    row = db.execute(
        """
        SELECT count(*) AS members, coalesce(sum(tasks), 0) AS tasks,
            count(CASE WHEN tasks >= :of THEN 1 END) AS finished
        FROM cohort_member WHERE guild_id = :guild_id AND month = :month
        """,
        {"guild_id": guild_id, "month": month, "of": of},
    ).fetchone()
    return Together(row["members"], row["tasks"], row["finished"])


def visible_members(db: sqlite3.Connection, guild_id: int, month: str, limit: int) -> list[int]:
    """Those of a cohort who let the guild see them, in the order in which they joined."""
    rows = db.execute(
        """
        SELECT cohort_member.user_id FROM cohort_member
        JOIN visible_member
            ON visible_member.guild_id = cohort_member.guild_id AND visible_member.user_id = cohort_member.user_id
        WHERE cohort_member.guild_id = :guild_id AND month = :month
        ORDER BY joined_at LIMIT :limit
        """,
        {"guild_id": guild_id, "month": month, "limit": limit},
    )
    return [row["user_id"] for row in rows]


def _row(row: sqlite3.Row) -> CohortRow:
    return CohortRow(row["guild_id"], row["month"], row["user_id"], row["tasks"], bool(row["wants_buddy"]))
