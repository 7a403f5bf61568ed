"""What the visible members of a guild reached. Nobody else is ever read."""

import json
import sqlite3
from collections.abc import Collection
from datetime import datetime

from bot.store._time import from_millis, to_millis

VISIBLE = "SELECT user_id FROM visible_member WHERE guild_id = :guild_id"


def helpers_since(db: sqlite3.Connection, guild_id: int, since: datetime, limit: int) -> list[tuple[int, int, int]]:
    """The visible members who were thanked in a guild since a moment: id, thanks, by how many; the most first."""
    rows = db.execute(
        f"""
        SELECT mine.user_id, count(*) AS thanks, count(DISTINCT said.user_id) AS people
        FROM thank JOIN thank_part AS mine ON mine.thank_id = thank.thank_id AND mine.part = 'received'
        LEFT JOIN thank_part AS said ON said.thank_id = thank.thank_id AND said.part = 'said'
        WHERE thank.guild_id = :guild_id AND thank.at >= :since AND mine.user_id IN ({VISIBLE})
        GROUP BY mine.user_id ORDER BY people DESC, thanks DESC, min(thank.thank_id) LIMIT :limit
        """,  # noqa: S608
        {"guild_id": guild_id, "since": to_millis(since), "limit": limit},
    )
    return [(row["user_id"], row["thanks"], row["people"]) for row in rows]


def levels_passed_since(
    db: sqlite3.Connection, guild_id: int, since: datetime, limit: int
) -> list[tuple[int, str, datetime]]:
    """The levels that visible members passed since a moment, and have not lost: id, level, when; the newest first."""
    rows = db.execute(
        f"""
        SELECT user_id, item, max(at) AS at FROM event
        WHERE kind IN ('passed', 'withdrawn', 'joined') AND kind = 'passed' AND at >= :since
            AND user_id IN ({VISIBLE})
            AND NOT EXISTS (
                SELECT 1 FROM event AS other WHERE other.user_id = event.user_id AND other.kind = 'withdrawn'
                    AND other.item = event.item AND other.event_id > event.event_id
            )
        GROUP BY user_id, item ORDER BY max(event_id) DESC LIMIT :limit
        """,  # noqa: S608
        {"guild_id": guild_id, "since": to_millis(since), "limit": limit},
    )
    return [(row["user_id"], row["item"], from_millis(row["at"])) for row in rows]


def plan_finishers(
    db: sqlite3.Connection, guild_id: int, plans: Collection[str], tasks: Collection[Collection[str]], limit: int
) -> list[tuple[int, datetime]]:
    """The visible members who joined a plan and have done all its tasks: id, and when they did the last of them.

    `plans` are the names that the plan ever had; of each task, all the names that it ever had. The newest come first.
    """
    rows = db.execute(
        f"""
        WITH task AS (
            SELECT name.value AS item, task.key AS number FROM json_each(:tasks) AS task, json_each(task.value) AS name
        ), joined AS (
            SELECT DISTINCT user_id FROM event
            WHERE kind IN ('passed', 'withdrawn', 'joined') AND kind = 'joined'
                AND item IN (SELECT value FROM json_each(:plans)) AND user_id IN ({VISIBLE})
        ), done AS (
            SELECT joined.user_id, task.number, min(event.at) AS at
            FROM joined CROSS JOIN task CROSS JOIN event ON event.user_id = joined.user_id AND event.item = task.item
            WHERE event.kind IN ('solved', 'gave_up') GROUP BY joined.user_id, task.number
        )
        SELECT user_id, max(at) AS at FROM done GROUP BY user_id HAVING count(*) = :count
        ORDER BY max(at) DESC LIMIT :limit
        """,  # noqa: S608
        {
            "guild_id": guild_id,
            "plans": json.dumps(list(plans)),
            "tasks": json.dumps([list(names) for names in tasks]),
            "count": len(tasks),
            "limit": limit,
        },
    )
    return [(row["user_id"], from_millis(row["at"])) for row in rows]
