"""Study rooms and who sits in them."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from bot.store._time import from_millis, maybe_moment, to_millis

COLUMNS = """room_id, guild_id, project, week, number, thread_id, made_at, ends_at, closing_at,
    (SELECT count(*) FROM study_room_member AS seat WHERE seat.room_id = study_room.room_id) AS members"""


@dataclass(frozen=True, slots=True)
class Room:
    """A study room; the columns of the table say what each means. `members` counts those who sit in it."""

    room_id: int
    guild_id: int
    project: str
    week: date
    number: int
    thread_id: int | None
    made_at: datetime
    ends_at: datetime
    closing_at: datetime | None
    members: int


def rooms_of_week(db: sqlite3.Connection, guild_id: int, week: date) -> list[Room]:
    """The rooms of a guild's week, in the order in which they were opened."""
    rows = db.execute(
        f"SELECT {COLUMNS} FROM study_room WHERE guild_id = :guild_id AND week = :week ORDER BY room_id",  # noqa: S608
        {"guild_id": guild_id, "week": str(week)},
    )
    return [_room(row) for row in rows]


def find_room(db: sqlite3.Connection, room_id: int) -> Room | None:
    """A room; None when there is none of this number."""
    sql = f"SELECT {COLUMNS} FROM study_room WHERE room_id = :room_id"  # noqa: S608
    row = db.execute(sql, {"room_id": room_id}).fetchone()
    return _room(row) if row else None


def rooms_with(db: sqlite3.Connection, user_id: int, week: date) -> set[int]:
    """The rooms of a week in which a member sits, in any guild."""
    rows = db.execute(
        """
        SELECT room_id FROM study_room_member JOIN study_room USING (room_id)
        WHERE user_id = :user_id AND week = :week
        """,
        {"user_id": user_id, "week": str(week)},
    )
    return {row["room_id"] for row in rows}


def add_room(
    db: sqlite3.Connection, guild_id: int, project: str, week: date, number: int, ends_at: datetime, now: datetime
) -> int:
    """Open a room; its number among all."""
    cursor = db.execute(
        """
        INSERT INTO study_room (guild_id, project, week, number, made_at, ends_at)
        VALUES (:guild_id, :project, :week, :number, :now, :ends_at)
        """,
        {
            "guild_id": guild_id,
            "project": project,
            "week": str(week),
            "number": number,
            "now": to_millis(now),
            "ends_at": to_millis(ends_at),
        },
    )
    return cursor.lastrowid or 0


def add_seat(db: sqlite3.Connection, room_id: int, user_id: int, now: datetime) -> None:
    """Let a member sit in a room; once is enough."""
    db.execute(
        """
        INSERT INTO study_room_member (room_id, user_id, joined_at) VALUES (:room_id, :user_id, :now)
        ON CONFLICT DO NOTHING
        """,
        {"room_id": room_id, "user_id": user_id, "now": to_millis(now)},
    )


def delete_seat(db: sqlite3.Connection, room_id: int, user_id: int) -> None:
    """Let a member sit there no more."""
    db.execute(
        "DELETE FROM study_room_member WHERE room_id = :room_id AND user_id = :user_id",
        {"room_id": room_id, "user_id": user_id},
    )


def members_of(db: sqlite3.Connection, room_id: int) -> list[int]:
    """Those who sit in a room."""
    rows = db.execute(
        "SELECT user_id FROM study_room_member WHERE room_id = :room_id ORDER BY joined_at", {"room_id": room_id}
    )
    return [row["user_id"] for row in rows]


def set_thread(db: sqlite3.Connection, room_id: int, thread_id: int) -> None:
    """Note the thread of a room."""
    db.execute(
        "UPDATE study_room SET thread_id = :thread_id WHERE room_id = :room_id",
        {"room_id": room_id, "thread_id": thread_id},
    )


def rooms_to_close(db: sqlite3.Connection, now: datetime, limit: int) -> list[Room]:
    """The rooms whose week is over and that are still open: those that nobody tried to close yet, then by their end."""
    rows = db.execute(
        f"""
        SELECT {COLUMNS} FROM study_room WHERE closed = 0 AND ends_at <= :now
        ORDER BY closing_at IS NOT NULL, ends_at, room_id LIMIT :limit
        """,  # noqa: S608
        {"now": to_millis(now), "limit": limit},
    )
    return [_room(row) for row in rows]


def claim_closing(db: sqlite3.Connection, room_id: int, now: datetime) -> None:
    """Note that the closing of a room has begun."""
    db.execute(
        "UPDATE study_room SET closing_at = :now WHERE room_id = :room_id AND closing_at IS NULL",
        {"room_id": room_id, "now": to_millis(now)},
    )


def set_closed(db: sqlite3.Connection, room_id: int) -> None:
    """Note that a room is closed."""
    db.execute("UPDATE study_room SET closed = 1 WHERE room_id = :room_id", {"room_id": room_id})


def _room(row: sqlite3.Row) -> Room:
    return Room(
        row["room_id"],
        row["guild_id"],
        row["project"],
        date.fromisoformat(row["week"]),
        row["number"],
        row["thread_id"],
        made_at=from_millis(row["made_at"]),
        ends_at=from_millis(row["ends_at"]),
        closing_at=maybe_moment(row["closing_at"]),
        members=row["members"],
    )
