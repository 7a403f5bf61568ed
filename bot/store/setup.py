"""What was made in a guild for a description, which applies have not ended, and the files that guilds brought."""

import json
import sqlite3
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.domain.setup import Look, Origin, Overwrite, Record, Thing
from bot.store._time import from_millis, to_millis


def records_of(db: sqlite3.Connection, guild_id: int) -> list[Record]:
    """Everything that was claimed or noted in a guild."""
    rows = db.execute(
        """
        SELECT kind, key, origin, look, discord_id, claimed_at FROM setup_thing
        WHERE guild_id = :guild_id ORDER BY claimed_at, kind, key
        """,
        {"guild_id": guild_id},
    )
    return [_record(row) for row in rows]


def guilds_with_records(db: sqlite3.Connection) -> list[int]:
    """The guilds in which anything was claimed or noted."""
    return [row["guild_id"] for row in db.execute("SELECT DISTINCT guild_id FROM setup_thing ORDER BY guild_id")]


def save_record(db: sqlite3.Connection, guild_id: int, record: Record, now: datetime) -> None:
    """Claim a thing, or note it with its id."""
    db.execute(
        """
        INSERT INTO setup_thing (guild_id, kind, key, origin, look, discord_id, claimed_at, done_at)
        VALUES (:guild_id, :kind, :key, :origin, :look, :discord_id, :claimed_at, :done_at)
        ON CONFLICT (guild_id, kind, key) DO UPDATE SET
            origin = excluded.origin, look = excluded.look, discord_id = excluded.discord_id,
            claimed_at = excluded.claimed_at, done_at = excluded.done_at
        """,
        {
            "guild_id": guild_id,
            "kind": record.thing,
            "key": record.key,
            "origin": record.origin,
            "look": _text_of(record.look),
            "discord_id": record.discord_id,
            "claimed_at": to_millis(record.claimed_at),
            "done_at": to_millis(now) if record.discord_id is not None else None,
        },
    )


def delete_record(db: sqlite3.Connection, guild_id: int, thing: Thing, key: str) -> None:
    """Forget a thing: it was not made, or it is no more."""
    db.execute(
        "DELETE FROM setup_thing WHERE guild_id = :guild_id AND kind = :kind AND key = :key",
        {"guild_id": guild_id, "kind": thing, "key": key},
    )


def begin_run(db: sqlite3.Connection, guild_id: int, now: datetime) -> None:
    """Note that an apply has begun."""
    db.execute(
        "INSERT INTO setup_run (guild_id, began_at) VALUES (:guild_id, :now) ON CONFLICT DO NOTHING",
        {"guild_id": guild_id, "now": to_millis(now)},
    )


def end_run(db: sqlite3.Connection, guild_id: int) -> None:
    """Note that an apply has ended."""
    db.execute("DELETE FROM setup_run WHERE guild_id = :guild_id", {"guild_id": guild_id})


def guilds_with_run(db: sqlite3.Connection) -> list[int]:
    """The guilds in which an apply has begun and not ended, the oldest first."""
    return [row["guild_id"] for row in db.execute("SELECT guild_id FROM setup_run ORDER BY began_at, guild_id")]


def save_server_file(db: sqlite3.Connection, guild_id: int, name: str, content: str, now: datetime) -> None:
    """Keep the description that a guild brought."""
    db.execute(
        """
        INSERT INTO server_file (guild_id, name, content, saved_at) VALUES (:guild_id, :name, :content, :now)
        ON CONFLICT (guild_id) DO UPDATE SET
            name = excluded.name, content = excluded.content, saved_at = excluded.saved_at
        """,
        {"guild_id": guild_id, "name": name, "content": content, "now": to_millis(now)},
    )


def find_server_file(db: sqlite3.Connection, guild_id: int) -> tuple[str, str] | None:
    """The name and the content of the description that a guild brought; None when it has none of its own."""
    row = db.execute(
        "SELECT name, content FROM server_file WHERE guild_id = :guild_id", {"guild_id": guild_id}
    ).fetchone()
    return (row["name"], row["content"]) if row else None


def delete_server_file(db: sqlite3.Connection, guild_id: int) -> None:
    """Go back to the description that is shipped."""
    db.execute("DELETE FROM server_file WHERE guild_id = :guild_id", {"guild_id": guild_id})


def _record(row: sqlite3.Row) -> Record:
    return Record(
        Thing(row["kind"]),
        row["key"],
        Origin(row["origin"]),
        _look_of(row["look"]),
        from_millis(row["claimed_at"]),
        row["discord_id"],
    )


def _text_of(look: Look) -> str:
    data = asdict(look)
    data["access"] = sorted((o.target, o.allow, o.deny) for o in look.access)
    return json.dumps(data, ensure_ascii=False)


def _look_of(text: str) -> Look:
    data: dict[str, Any] = json.loads(text)
    access = frozenset(Overwrite(*numbers) for numbers in data["access"])
    return Look(**data | {"tags": tuple(data["tags"]), "access": access})
