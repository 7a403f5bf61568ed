"""Thanks: who said one and who received it stand apart, so that nobody's rows name anybody else."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.store._time import from_millis, to_millis

SAID, RECEIVED = "said", "received"


@dataclass(frozen=True, slots=True)
class Thank:
    """A thank that a member received: when, and for which message."""

    at: datetime
    guild_id: int
    channel_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How often a member was thanked in a guild, since some moment too, by how many, and how often they thanked."""

    received: int
    lately: int
    people: int
    said: int


def add_thank(db: sqlite3.Connection, guild_id: int, channel_id: int, message_id: int, now: datetime, day: str) -> int:
    """Store a thank without its two members, and return its id."""
    row = db.execute(
        """
        INSERT INTO thank (guild_id, channel_id, message_id, at, day)
        VALUES (:guild_id, :channel_id, :message_id, :at, :day) RETURNING thank_id
        """,
        {"guild_id": guild_id, "channel_id": channel_id, "message_id": message_id, "at": to_millis(now), "day": day},
    ).fetchone()
    return int(row["thank_id"])


def add_part(db: sqlite3.Connection, thank_id: int, user_id: int, part: str) -> None:
    """Say whose a thank is: who said it, or who received it."""
    db.execute(
        "INSERT INTO thank_part (thank_id, user_id, part) VALUES (:thank_id, :user_id, :part)",
        {"thank_id": thank_id, "user_id": user_id, "part": part},
    )


def thanked_message(db: sqlite3.Connection, message_id: int, said_by: int) -> bool:
    """Whether a member has said thanks for a message."""
    row = db.execute(
        """
        SELECT 1 FROM thank JOIN thank_part USING (thank_id)
        WHERE thank.message_id = :message_id AND thank_part.part = 'said' AND thank_part.user_id = :said_by
        """,
        {"message_id": message_id, "said_by": said_by},
    ).fetchone()
    return row is not None


def thanks_for_message(db: sqlite3.Connection, message_id: int) -> int:
    """How often anybody was thanked for a message."""
    row = db.execute("SELECT count(*) AS thanks FROM thank WHERE message_id = :id", {"id": message_id}).fetchone()
    return int(row["thanks"])


def thanked_on(db: sqlite3.Connection, guild_id: int, day: str, said_by: int, received_by: int) -> bool:
    """Whether a member has thanked another on a day in a guild."""
    row = db.execute(
        """
        SELECT 1 FROM thank_part AS said JOIN thank USING (thank_id) JOIN thank_part AS received USING (thank_id)
        WHERE said.user_id = :said_by AND said.part = 'said' AND thank.day = :day AND thank.guild_id = :guild_id
            AND received.part = 'received' AND received.user_id = :received_by
        """,
        {"guild_id": guild_id, "day": day, "said_by": said_by, "received_by": received_by},
    ).fetchone()
    return row is not None


def said_on(db: sqlite3.Connection, day: str, user_id: int) -> int:
    """How many thanks a member said on a day."""
    row = db.execute(
        """
        SELECT count(*) AS thanks FROM thank_part JOIN thank USING (thank_id)
        WHERE thank_part.user_id = :user_id AND thank_part.part = 'said' AND thank.day = :day
        """,
        {"day": day, "user_id": user_id},
    ).fetchone()
    return int(row["thanks"])


def counts_of(db: sqlite3.Connection, user_id: int, guild_id: int | None, since: datetime) -> Counts:
    """A member's thanks in a guild, or everywhere."""
    received = db.execute(
        """
        SELECT count(*) AS received, coalesce(sum(thank.at >= :since), 0) AS lately,
            count(DISTINCT said.user_id) AS people
        FROM thank_part AS mine JOIN thank USING (thank_id)
        LEFT JOIN thank_part AS said ON said.thank_id = thank.thank_id AND said.part = 'said'
        WHERE mine.user_id = :user_id AND mine.part = 'received'
            AND (:guild_id IS NULL OR thank.guild_id = :guild_id)
        """,
        {"user_id": user_id, "guild_id": guild_id, "since": to_millis(since)},
    ).fetchone()
    said = db.execute(
        """
        SELECT count(*) AS said FROM thank_part JOIN thank USING (thank_id)
        WHERE thank_part.user_id = :user_id AND thank_part.part = 'said'
            AND (:guild_id IS NULL OR thank.guild_id = :guild_id)
        """,
        {"user_id": user_id, "guild_id": guild_id},
    ).fetchone()
    return Counts(**dict(received), said=said["said"])


def received_by(db: sqlite3.Connection, user_id: int, guild_id: int | None, limit: int) -> list[Thank]:
    """The newest thanks that a member received in a guild, or everywhere."""
    rows = db.execute(
        """
        SELECT thank.at, thank.guild_id, thank.channel_id, thank.message_id
        FROM thank_part JOIN thank USING (thank_id)
        WHERE thank_part.user_id = :user_id AND thank_part.part = 'received'
            AND (:guild_id IS NULL OR thank.guild_id = :guild_id)
        ORDER BY thank_id DESC LIMIT :limit
        """,
        {"user_id": user_id, "guild_id": guild_id, "limit": limit},
    )
    return [Thank(**{**dict(row), "at": from_millis(row["at"])}) for row in rows]
