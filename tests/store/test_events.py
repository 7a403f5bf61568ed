"""The log of events: what was done in a guild is found without reading everybody's log."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.store.database import Database
from bot.store.events import counts_in_guild, shared_in_guild, sharers_in_guild

NOW = datetime(2026, 5, 14, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "query",
    [
        lambda connection: counts_in_guild(connection, ["challenge.a"], 1, NOW - DAY, NOW),
        lambda connection: sharers_in_guild(connection, ["challenge.a", "challenge.b"], 1, NOW - DAY, NOW),
        lambda connection: shared_in_guild(connection, "challenge.a", 1, 3),
    ],
    ids=["counts", "sharers", "shared"],
)
async def test_what_a_guild_did_with_an_item_is_found_through_the_index(
    db: Database, query: Callable[[sqlite3.Connection], object]
) -> None:
    def plan(connection: sqlite3.Connection) -> list[str]:
        statements: list[str] = []
        connection.set_trace_callback(statements.append)
        query(connection)
        connection.set_trace_callback(None)
        return [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {statements[0]}")]

    steps = await db.read(plan)
    assert any(step.startswith("SEARCH event USING INDEX event_by_item (item=? AND guild_id=?)") for step in steps)
    assert not any(step.startswith("SCAN event") for step in steps)
