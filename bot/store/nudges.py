"""Nudges: which one a channel was given, how many are on a project, explanations in threads, and votes on them."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from datetime import date, datetime

from bot.domain.nudges import Given, NudgeKind, TeachBack, Votes
from bot.store._time import to_millis


def find_given(db: sqlite3.Connection, guild_id: int, level: str, day: date) -> Given | None:
    """What a level's channel was given on a day."""
    row = db.execute(
        "SELECT day, nudge, kind FROM nudge_given WHERE guild_id = :guild_id AND level = :level AND day = :day",
        {"guild_id": guild_id, "level": level, "day": str(day)},
    ).fetchone()
    return _given(row) if row else None


def given_to(
    db: sqlite3.Connection, guild_id: int, levels: Collection[str], channel_id: int, before: date
) -> list[Given]:
    """What a channel was given before a day: as that of one of some levels, whichever it was, or itself."""
    rows = db.execute(
        """
        SELECT day, nudge, kind FROM nudge_given
        WHERE guild_id = :guild_id AND day < :before
            AND (channel_id = :channel_id OR level IN (SELECT value FROM json_each(:levels)))
        """,
        {"guild_id": guild_id, "before": str(before), "channel_id": channel_id, "levels": json.dumps(list(levels))},
    )
    return [_given(row) for row in rows]


def given_since(db: sqlite3.Connection, guild_id: int, since: date) -> set[str]:
    """The nudges that any channel of a guild was given since a day."""
    rows = db.execute(
        "SELECT nudge FROM nudge_given WHERE guild_id = :guild_id AND day >= :since",
        {"guild_id": guild_id, "since": str(since)},
    )
    return {row["nudge"] for row in rows}


def save_given(db: sqlite3.Connection, guild_id: int, level: str, channel_id: int, given: Given) -> None:
    """Note what a level's channel is given on a day, in place of what is no longer there."""
    db.execute(
        """
        INSERT INTO nudge_given (guild_id, level, day, channel_id, nudge, kind)
        VALUES (:guild_id, :level, :day, :channel_id, :nudge, :kind)
        ON CONFLICT (guild_id, day, level) DO UPDATE SET
            channel_id = excluded.channel_id, nudge = excluded.nudge, kind = excluded.kind
        """,
        {
            "guild_id": guild_id,
            "level": level,
            "day": str(given.day),
            "channel_id": channel_id,
            "nudge": given.nudge,
            "kind": given.kind,
        },
    )


def members_on_projects(
    db: sqlite3.Connection, guild_id: int, since: datetime, aliases: Mapping[str, str]
) -> dict[str, int]:
    """How many members took up or built each project in a guild since a moment: those who are visible there only."""
    rows = db.execute(
        """
        SELECT coalesce(alias.value, event.item) AS project, count(DISTINCT event.user_id) AS members FROM event
        JOIN visible_member
            ON visible_member.guild_id = event.guild_id AND visible_member.user_id = event.user_id
        LEFT JOIN json_each(:aliases) AS alias ON alias.key = event.item
        WHERE event.guild_id = :guild_id AND event.at >= :since AND event.kind IN ('accepted', 'done')
            AND item >= 'project.' AND item < 'project/'
        GROUP BY project
        """,
        {"guild_id": guild_id, "since": to_millis(since), "aliases": json.dumps(dict(aliases))},
    )
    return {row["project"]: row["members"] for row in rows}


def save_teach_back(
    db: sqlite3.Connection, user_id: int, guild_id: int, level: str, day: date, nudge: str, now: datetime
) -> TeachBack:
    """The explanation that a member gives to a nudge: a new one, or the one that they gave before."""
    key = {"user_id": user_id, "guild_id": guild_id, "level": level, "day": str(day)}
    db.execute(
        """
        INSERT INTO teach_back (user_id, guild_id, level, day, nudge, at)
        VALUES (:user_id, :guild_id, :level, :day, :nudge, :now) ON CONFLICT DO NOTHING
        """,
        {**key, "nudge": nudge, "now": to_millis(now)},
    )
    row = db.execute(
        """
        SELECT teach_back_id, user_id, guild_id, message_id FROM teach_back
        WHERE guild_id = :guild_id AND day = :day AND level = :level AND user_id = :user_id
        """,
        key,
    ).fetchone()
    return _teach_back(row)


def find_teach_back(db: sqlite3.Connection, number: int) -> TeachBack | None:
    """The explanation of a number; None when it is gone."""
    row = db.execute(
        "SELECT teach_back_id, user_id, guild_id, message_id FROM teach_back WHERE teach_back_id = :number",
        {"number": number},
    ).fetchone()
    return _teach_back(row) if row else None


def set_teach_back_message(db: sqlite3.Connection, number: int, message_id: int) -> None:
    """Note the message of an explanation."""
    db.execute(
        "UPDATE teach_back SET message_id = :message_id WHERE teach_back_id = :number",
        {"message_id": message_id, "number": number},
    )


def save_vote(db: sqlite3.Connection, number: int, user_id: int, *, clear: bool) -> None:
    """Set what a member says of an explanation."""
    db.execute(
        """
        INSERT INTO teach_back_vote (teach_back_id, user_id, clear) VALUES (:number, :user_id, :clear)
        ON CONFLICT (teach_back_id, user_id) DO UPDATE SET clear = excluded.clear
        """,
        {"number": number, "user_id": user_id, "clear": clear},
    )


def delete_votes(db: sqlite3.Connection, number: int) -> None:
    """Forget what was said of an explanation: it has other words now."""
    db.execute("DELETE FROM teach_back_vote WHERE teach_back_id = :number", {"number": number})


def votes_on(db: sqlite3.Connection, number: int) -> Votes:
    """How many say what of an explanation."""
    row = db.execute(
        """
        SELECT count(*) FILTER (WHERE clear = 1) AS clear, count(*) FILTER (WHERE clear = 0) AS not_yet
        FROM teach_back_vote WHERE teach_back_id = :number
        """,
        {"number": number},
    ).fetchone()
    return Votes(row["clear"], row["not_yet"])


def _given(row: sqlite3.Row) -> Given:
    return Given(date.fromisoformat(row["day"]), row["nudge"], NudgeKind(row["kind"]))


def _teach_back(row: sqlite3.Row) -> TeachBack:
    return TeachBack(row["teach_back_id"], row["user_id"], row["guild_id"], row["message_id"])
