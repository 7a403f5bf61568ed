"""What many members of a guild have in common with the curriculum; nothing is told of fewer people than asked for.

The members of a guild are those who used the bot there. Each of these reads whole tables.
"""

import sqlite3
from datetime import datetime

from bot.store._time import to_millis

MEMBERS = "(SELECT DISTINCT user_id FROM event WHERE guild_id = :guild_id)"


def reported_by_many(db: sqlite3.Connection, guild_id: int, least: int) -> list[tuple[str, int]]:
    """The items that members found something off with, and how many did, most first."""
    rows = db.execute(
        f"""
        SELECT item, count(*) AS people FROM report WHERE user_id IN {MEMBERS}
        GROUP BY item HAVING people >= :least ORDER BY people DESC, item
        """,  # noqa: S608
        {"guild_id": guild_id, "least": least},
    )
    return [(row["item"], row["people"]) for row in rows]


def last_done_by_many(
    db: sqlite3.Connection, guild_id: int, since: datetime, until: datetime, least: int
) -> list[tuple[str, int]]:
    """The last things that members finished, if that was between two moments, and for how many it was, most first."""
    rows = db.execute(
        f"""
        SELECT item, count(*) AS people FROM (
            SELECT item, max(event_id), at FROM event
            WHERE kind = 'done' AND user_id IN {MEMBERS} GROUP BY user_id
        ) WHERE at BETWEEN :since AND :until
        GROUP BY item HAVING people >= :least ORDER BY people DESC, item
        """,  # noqa: S608
        {"guild_id": guild_id, "since": to_millis(since), "until": to_millis(until), "least": least},
    )
    return [(row["item"], row["people"]) for row in rows]


def checks_nobody_passes(
    db: sqlite3.Connection, guild_id: int, since: datetime, least: int
) -> list[tuple[str, int, int]]:
    """The checks of challenges (numbered from 0) that none of those who tried has passed, and how many tried."""
    rows = db.execute(
        f"""
        SELECT challenge, outcome.key AS number, count(DISTINCT user_id) AS people
        FROM submission CROSS JOIN json_each(submission.report) AS outcome
        WHERE report IS NOT NULL AND at >= :since AND user_id IN {MEMBERS}
        GROUP BY challenge, outcome.key
        HAVING people >= :least AND sum(json_extract(outcome.value, '$.verdict') = 'passed') = 0
        ORDER BY people DESC, challenge, number
        """,  # noqa: S608
        {"guild_id": guild_id, "since": to_millis(since), "least": least},
    )
    return [(row["challenge"], row["number"], row["people"]) for row in rows]


def cards_everybody_lapses(db: sqlite3.Connection, guild_id: int, least: int) -> list[tuple[str, int]]:
    """The cards that each of those who know them has forgotten at least once, and how many that are, most first."""
    rows = db.execute(
        f"""
        SELECT card, count(*) AS people FROM memory WHERE user_id IN {MEMBERS}
        GROUP BY card HAVING people >= :least AND min(lapses) > 0 ORDER BY people DESC, card
        """,  # noqa: S608
        {"guild_id": guild_id, "least": least},
    )
    return [(row["card"], row["people"]) for row in rows]
