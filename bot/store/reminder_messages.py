"""The one message of each member's day: claimed before it is sent, confirmed with its message afterwards."""

import sqlite3
from datetime import date, datetime

from bot.domain.reminder import Claim, Message
from bot.store._time import from_millis, maybe_millis, maybe_moment, to_millis

COLUMNS = "user_id, day, turn, planned_at, claimed_at, guild_id, channel_id, message_id, again_at, replaced_id"


def find_message(db: sqlite3.Connection, user_id: int, day: date) -> Claim | None:
    """The message of a member's day; None when nobody has claimed it."""
    row = db.execute(
        f"SELECT {COLUMNS} FROM reminder_message WHERE user_id = :user_id AND day = :day",  # noqa: S608
        {"user_id": user_id, "day": str(day)},
    ).fetchone()
    return _message(row) if row else None


def claim_message(db: sqlite3.Connection, claim: Claim) -> None:
    """Claim the message of a day, or the next turn of one that was moved to later; never a second one."""
    cursor = db.execute(
        """
        INSERT INTO reminder_message (user_id, day, planned_at, claimed_at, tried_at, guild_id, channel_id)
        VALUES (:user_id, :day, :planned_at, :claimed_at, :claimed_at, :guild_id, :channel_id)
        ON CONFLICT (user_id, day) DO UPDATE SET
            turn = turn + 1, planned_at = excluded.planned_at, claimed_at = excluded.claimed_at,
            tried_at = excluded.tried_at, guild_id = excluded.guild_id, channel_id = excluded.channel_id,
            message_id = NULL, again_at = NULL, replaced_id = message_id
        WHERE again_at IS NOT NULL
        """,
        {
            "user_id": claim.user_id,
            "day": str(claim.message.day),
            "planned_at": to_millis(claim.planned_at),
            "claimed_at": to_millis(claim.claimed_at),
            "guild_id": claim.guild_id,
            "channel_id": claim.channel_id,
        },
    )
    assert cursor.rowcount == 1, "the message of a day is claimed once"


def confirm_message(db: sqlite3.Connection, user_id: int, day: date, channel_id: int, message_id: int) -> None:
    """Note which message the claim of a day became."""
    db.execute(
        """
        UPDATE reminder_message SET message_id = :message_id, channel_id = :channel_id
        WHERE user_id = :user_id AND day = :day
        """,
        {"message_id": message_id, "channel_id": channel_id, "user_id": user_id, "day": str(day)},
    )


def release_message(db: sqlite3.Connection, user_id: int, day: date) -> None:
    """Give a claim back: nothing was sent, or it does not matter any more. An earlier turn of that day stays."""
    key = {"user_id": user_id, "day": str(day)}
    db.execute(
        """
        UPDATE reminder_message SET message_id = replaced_id, replaced_id = NULL, turn = turn - 1
        WHERE user_id = :user_id AND day = :day AND message_id IS NULL AND replaced_id IS NOT NULL
        """,
        key,
    )
    db.execute("DELETE FROM reminder_message WHERE user_id = :user_id AND day = :day AND message_id IS NULL", key)


def set_tried(db: sqlite3.Connection, user_id: int, day: date, now: datetime) -> None:
    """Note an attempt whose outcome is not known, so that the others come first the next time."""
    db.execute(
        "UPDATE reminder_message SET tried_at = :now WHERE user_id = :user_id AND day = :day",
        {"now": to_millis(now), "user_id": user_id, "day": str(day)},
    )


def set_again(db: sqlite3.Connection, user_id: int, day: date, again_at: datetime | None) -> None:
    """Note when the message of a day comes again; None: it doesn't."""
    db.execute(
        "UPDATE reminder_message SET again_at = :again_at WHERE user_id = :user_id AND day = :day",
        {"again_at": maybe_millis(again_at), "user_id": user_id, "day": str(day)},
    )


def unconfirmed_messages(db: sqlite3.Connection, limit: int) -> list[Claim]:
    """The claims of which nobody knows whether they were sent, the longest untried first."""
    sql = f"SELECT {COLUMNS} FROM reminder_message WHERE message_id IS NULL ORDER BY tried_at LIMIT :limit"  # noqa: S608
    return [_message(row) for row in db.execute(sql, {"limit": limit})]


def sent_days(db: sqlite3.Connection, user_id: int, after: datetime) -> list[date]:
    """The days of the messages that were sent after a moment, the earliest first."""
    rows = db.execute(
        """
        SELECT day FROM reminder_message
        WHERE user_id = :user_id AND claimed_at > :after AND message_id IS NOT NULL ORDER BY day
        """,
        {"user_id": user_id, "after": to_millis(after)},
    )
    return [date.fromisoformat(row["day"]) for row in rows]


def forget_messages(db: sqlite3.Connection, user_id: int, before: date) -> None:
    """Forget messages of long ago."""
    db.execute(
        "DELETE FROM reminder_message WHERE user_id = :user_id AND day < :before",
        {"user_id": user_id, "before": str(before)},
    )


def _message(row: sqlite3.Row) -> Claim:
    message = Message(date.fromisoformat(row["day"]), row["turn"], maybe_moment(row["again_at"]), row["message_id"])
    return Claim(
        row["user_id"],
        message,
        planned_at=from_millis(row["planned_at"]),
        claimed_at=from_millis(row["claimed_at"]),
        guild_id=row["guild_id"],
        channel_id=row["channel_id"],
        replaced_id=row["replaced_id"],
    )
