"""Who is due is found through an index and claimed in batches, each with their next moment in the same transaction."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.reminder import PLAN_ANEW
from bot.errors import UserError
from bot.services.remind import BATCH, claim_due, confirm, doubtful_claims, release
from bot.services.reminding import move_to_later, set_hours, turn_off, turn_on, view_reminding
from bot.services.settings import set_rollover, set_zone
from bot.store.database import Database
from bot.store.reminder_messages import claim_message, find_message, sent_days

NOW = datetime(2026, 5, 14, tzinfo=UTC)
SIX = NOW.replace(hour=18)
DAY = timedelta(days=1)


async def members(db: Database, count: int) -> None:
    for user in range(1, count + 1):
        await turn_on(db, user, None, NOW)


async def test_at_most_two_hundred_are_claimed_at_once_and_each_gets_the_next_moment_with_it(db: Database) -> None:
    await members(db, BATCH + 1)
    assert (await claim_due(db, SIX - timedelta(minutes=1))).claims == ()
    first = await claim_due(db, SIX)
    assert (len(first.claims), first.more) == (BATCH, True)
    assert (await view_reminding(db, first.claims[0].user_id, None)).next_at == SIX + DAY
    second = await claim_due(db, SIX)
    assert (len(second.claims), second.more) == (1, False)
    assert len({claim.user_id for claim in (*first.claims, *second.claims)}) == BATCH + 1
    assert (await claim_due(db, SIX)).claims == ()


async def test_a_claim_that_fails_leaves_the_next_moment_as_it_was(db: Database) -> None:
    await members(db, 1)

    def refuse(connection: sqlite3.Connection) -> None:
        connection.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON reminder_message BEGIN SELECT RAISE(ROLLBACK, 'full'); END"
        )

    await db.write(refuse)
    with pytest.raises(sqlite3.Error):
        await claim_due(db, SIX)
    assert (await view_reminding(db, 1, None)).next_at == SIX


async def test_the_due_members_are_found_through_an_index(db: Database) -> None:
    def plan(connection: sqlite3.Connection) -> str:
        sql = "EXPLAIN QUERY PLAN SELECT user_id, hour FROM reminder WHERE next_at <= 5 ORDER BY next_at LIMIT 200"
        return " ".join(row["detail"] for row in connection.execute(sql))

    found = await db.read(plan)
    assert "SEARCH reminder USING INDEX reminder_due" in found
    assert "TEMP B-TREE" not in found


async def test_the_store_takes_one_claim_a_day_and_another_only_after_the_message_was_moved(db: Database) -> None:
    await members(db, 1)
    (claim,) = (await claim_due(db, SIX)).claims
    with pytest.raises(AssertionError):
        await db.write(lambda connection: claim_message(connection, claim))
    await confirm(db, claim, 7, 70, farewell=False)
    await set_hours(db, 1, None, "18", "", "", SIX)
    assert (await move_to_later(db, 1, str(claim.message.day), 0, SIX)).at == SIX + timedelta(hours=3)
    (again,) = (await claim_due(db, SIX + timedelta(hours=3))).claims
    assert (again.message.turn, again.replaced_id, again.channel_id) == (1, 70, 7)
    with pytest.raises(UserError, match="newer reminder"):
        await move_to_later(db, 1, str(claim.message.day), 0, SIX + timedelta(hours=3))


async def test_what_is_given_back_leaves_the_earlier_turn_of_its_day(db: Database) -> None:
    await members(db, 1)
    (claim,) = (await claim_due(db, SIX)).claims
    await confirm(db, claim, 7, 70, farewell=False)
    await set_hours(db, 1, None, "18", "", "", SIX)
    await move_to_later(db, 1, str(claim.message.day), 0, SIX)
    await release(db, (await claim_due(db, SIX + timedelta(hours=3))).claims)
    found = await db.read(lambda connection: find_message(connection, 1, claim.message.day))
    assert found is not None
    assert found.message.message_id == 70
    assert await db.read(lambda connection: sent_days(connection, 1, NOW)) == [claim.message.day]


async def test_a_claim_of_a_day_that_is_over_is_forgotten(db: Database) -> None:
    await members(db, 1)
    assert len((await claim_due(db, SIX)).claims) == 1
    assert len(await doubtful_claims(db, SIX)) == 1
    assert await doubtful_claims(db, SIX + timedelta(hours=5)) == []  # quiet, but it may still come before three
    assert await doubtful_claims(db, SIX + DAY) == []
    assert await doubtful_claims(db, SIX) == []


async def test_a_changed_clock_is_noticed_and_off_stays_off(db: Database) -> None:
    await members(db, 2)
    await turn_off(db, 2, None, NOW)
    for user in (1, 2):
        await set_zone(db, user, "Asia/Tokyo", NOW)
    assert (await view_reminding(db, 1, None)).next_at == PLAN_ANEW
    assert (await view_reminding(db, 2, None)).next_at is None
    assert (await claim_due(db, NOW)).claims == ()
    assert (await view_reminding(db, 1, None)).next_at == SIX - timedelta(hours=9)
    await set_rollover(db, 1, 5, NOW)
    assert (await view_reminding(db, 1, None)).next_at == PLAN_ANEW


async def test_the_database_itself_refuses_an_hour_in_quiet_hours(db: Database) -> None:
    await members(db, 1)
    for sql in (
        "UPDATE reminder SET hour = 23",
        "UPDATE reminder SET weekdays = ''",
        "UPDATE reminder SET topics = ''",
        "UPDATE reminder SET enabled = 0",
        "UPDATE reminder SET in_channel = 1",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            await db.write(lambda connection, sql=sql: connection.execute(sql))  # type: ignore[misc]
