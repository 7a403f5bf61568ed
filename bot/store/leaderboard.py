"""Boards: who takes part, what they earned in the week, and who stands around somebody, found through covering indexes.

SQLite uses the index of cohorts only for queries that repeat its condition word for word.
"""

import sqlite3
from dataclasses import dataclass
from datetime import date

from bot.domain.leaderboard import Place, Scope

FIELD = {
    Scope.BAND: "FROM board INDEXED BY board_by_band WHERE band = :group",
    Scope.COHORT: "FROM board INDEXED BY board_by_cohort WHERE cohort <> '' AND cohort = :group",
}


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody who takes part in a guild's board, and what they earned in a week (its Monday)."""

    guild_id: int
    user_id: int
    week: date
    band: str
    cohort: str
    xp: int


@dataclass(frozen=True, slots=True)
class Field:
    """With whom somebody is compared: a guild, the Monday of its week, and the name of the band or the cohort."""

    guild_id: int
    week: date
    scope: Scope
    group: str


def find_row(db: sqlite3.Connection, guild_id: int, user_id: int) -> Row | None:
    """A member's row; None for whoever takes no part."""
    row = db.execute(
        """
        SELECT guild_id, user_id, week, band, cohort, xp FROM board
        WHERE guild_id = :guild_id AND user_id = :user_id
        """,
        {"guild_id": guild_id, "user_id": user_id},
    ).fetchone()
    return Row(**{**dict(row), "week": date.fromisoformat(row["week"])}) if row else None


def save_row(db: sqlite3.Connection, row: Row) -> None:
    """Let a member take part, or set what they have earned."""
    db.execute(
        """
        INSERT INTO board (guild_id, user_id, week, band, cohort, xp)
        VALUES (:guild_id, :user_id, :week, :band, :cohort, :xp)
        ON CONFLICT (guild_id, user_id) DO UPDATE SET
            week = excluded.week, band = excluded.band, cohort = excluded.cohort, xp = excluded.xp
        """,
        {
            "guild_id": row.guild_id,
            "user_id": row.user_id,
            "week": str(row.week),
            "band": row.band,
            "cohort": row.cohort,
            "xp": row.xp,
        },
    )


def guilds_with_boards_of(db: sqlite3.Connection, user_id: int) -> list[int]:
    """The guilds in whose boards a member takes part."""
    rows = db.execute("SELECT guild_id FROM board WHERE user_id = :user_id ORDER BY guild_id", {"user_id": user_id})
    return [row["guild_id"] for row in rows]


def delete_row(db: sqlite3.Connection, guild_id: int, user_id: int) -> None:
    """Let a member take no part any more."""
    db.execute(
        "DELETE FROM board WHERE guild_id = :guild_id AND user_id = :user_id",
        {"guild_id": guild_id, "user_id": user_id},
    )


def delete_rows(db: sqlite3.Connection, user_id: int) -> None:
    """Let a member take no part anywhere any more."""
    db.execute("DELETE FROM board WHERE user_id = :user_id", {"user_id": user_id})


def next_above(db: sqlite3.Connection, field: Field, user_id: int, xp: int, limit: int) -> list[Place]:
    """Those who stand just before somebody, the nearest first; of several with as many points, by their ids."""
    level = _places(db, field, user_id, xp, "xp = :xp AND user_id > :user_id ORDER BY user_id", limit)
    higher = _places(db, field, user_id, xp, "xp > :xp AND user_id <> :user_id ORDER BY xp, user_id", limit)
    return ([*level, *higher] if xp else higher)[:limit]


def next_below(db: sqlite3.Connection, field: Field, user_id: int, xp: int, limit: int) -> list[Place]:
    """Those who stand just behind somebody, the nearest first."""
    level = _places(db, field, user_id, xp, "xp = :xp AND user_id < :user_id ORDER BY user_id DESC", limit)
    part = "xp > 0 AND xp < :xp AND user_id <> :user_id ORDER BY xp DESC, user_id DESC"
    return [*level, *_places(db, field, user_id, xp, part, limit)][:limit] if xp else []


def _places(db: sqlite3.Connection, field: Field, user_id: int, xp: int, part: str, limit: int) -> list[Place]:
    """Some of a field. SQLite would walk over all who have as many points if both were asked for at once."""
    rows = db.execute(
        f"SELECT user_id, xp {FIELD[field.scope]} AND guild_id = :guild_id AND week = :week AND {part} LIMIT :limit",
        {**_named(field), "xp": xp, "user_id": user_id, "limit": limit},
    )
    return [Place(row["user_id"], row["xp"]) for row in rows]


def count_above(db: sqlite3.Connection, field: Field, xp: int, limit: int) -> int:
    """How many have more points; no more than a limit are counted."""
    row = db.execute(
        f"""
        SELECT count(*) AS members FROM (
            SELECT 1 {FIELD[field.scope]} AND guild_id = :guild_id AND week = :week AND xp > :xp LIMIT :limit
        )
        """,  # noqa: S608
        {**_named(field), "xp": xp, "limit": limit},
    ).fetchone()
    count: int = row["members"]
    return count


def compares(db: sqlite3.Connection, user_id: int) -> bool:
    """Whether a member wants to see comparisons."""
    row = db.execute("SELECT enabled FROM comparison WHERE user_id = :user_id", {"user_id": user_id}).fetchone()
    return row is None or bool(row["enabled"])


def save_comparing(db: sqlite3.Connection, user_id: int, comparing: bool) -> None:
    """Set whether a member wants to see comparisons."""
    db.execute(
        """
        INSERT INTO comparison (user_id, enabled) VALUES (:user_id, :comparing)
        ON CONFLICT (user_id) DO UPDATE SET enabled = excluded.enabled
        """,
        {"user_id": user_id, "comparing": comparing},
    )


def _named(field: Field) -> dict[str, str | int]:
    return {"guild_id": field.guild_id, "week": str(field.week), "group": field.group}
