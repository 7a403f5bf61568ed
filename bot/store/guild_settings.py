"""What guilds chose, and who changed what."""

import sqlite3
from datetime import datetime

from bot.domain.guild import Change
from bot.store._time import from_millis, to_millis


def choices_of(db: sqlite3.Connection, guild_id: int) -> dict[str, str]:
    """What a guild chose, by the name of the setting."""
    rows = db.execute("SELECT name, value FROM guild_choice WHERE guild_id = :guild_id", {"guild_id": guild_id})
    return {row["name"]: row["value"] for row in rows}


def save_choice(db: sqlite3.Connection, guild_id: int, name: str, value: str | None) -> None:
    """Set what a guild chose; None: the default again."""
    if value is None:
        db.execute(
            "DELETE FROM guild_choice WHERE guild_id = :guild_id AND name = :name", {"guild_id": guild_id, "name": name}
        )
        return
    db.execute(
        """
        INSERT INTO guild_choice (guild_id, name, value) VALUES (:guild_id, :name, :value)
        ON CONFLICT (guild_id, name) DO UPDATE SET value = excluded.value
        """,
        {"guild_id": guild_id, "name": name, "value": value},
    )


def add_change(
    db: sqlite3.Connection,
    guild_id: int,
    user_id: int | None,
    name: str,
    before: str | None,
    after: str | None,
    now: datetime,
) -> None:
    """Note who changed a setting."""
    db.execute(
        """
        INSERT INTO audit (guild_id, at, user_id, name, before, after)
        VALUES (:guild_id, :now, :user_id, :name, :before, :after)
        """,
        {
            "guild_id": guild_id,
            "now": to_millis(now),
            "user_id": user_id,
            "name": name,
            "before": before,
            "after": after,
        },
    )


def changes_of(db: sqlite3.Connection, guild_id: int, limit: int, skip: int = 0) -> list[Change]:
    """The changes of a guild's settings, newest first."""
    rows = db.execute(
        """
        SELECT at, user_id, name, before, after FROM audit
        WHERE guild_id = :guild_id ORDER BY audit_id DESC LIMIT :limit OFFSET :skip
        """,
        {"guild_id": guild_id, "limit": limit, "skip": skip},
    )
    return [Change(from_millis(row["at"]), row["user_id"], row["name"], row["before"], row["after"]) for row in rows]
