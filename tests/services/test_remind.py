"""Who is due is found through an index and claimed in batches, each with their next moment in the same transaction."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.reminder import PLAN_ANEW
from bot.errors import UserError
from bot.services.remind import BATCH, claim_due, confirm, doubtful_claims, release
from bot.services.reminding import (
    move_to_later,
    move_to_tomorrow,
    set_hours,
    set_topics,
    set_weekdays,
    stop_topic,
    turn_off,
    turn_on,
    view_reminding,
)
from bot.services.settings import set_rollover, set_zone
from bot.store.database import Database
from bot.store.learners import find_learner
from bot.store.reminder_messages import claim_message, find_message, sent_days
from bot.store.reminders import find_reminder

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


async def test_what_is_given_back_can_be_moved_to_later_once_more(db: Database) -> None:
    await members(db, 1)
    (claim,) = (await claim_due(db, SIX)).claims
    await confirm(db, claim, 7, 70, farewell=False)
    await set_hours(db, 1, None, "18", "", "", SIX)
    day = str(claim.message.day)
    await move_to_later(db, 1, day, 0, SIX)
    nine = SIX + timedelta(hours=3)
    await release(db, (await claim_due(db, nine)).claims)
    assert (await move_to_later(db, 1, day, 0, nine)).at == nine + timedelta(hours=3)


async def test_a_choice_that_is_made_while_the_message_waits_for_its_turn_does_not_lose_it(db: Database) -> None:
    await members(db, 2)
    seconds_later = SIX + timedelta(seconds=20)
    await set_topics(db, 1, None, ["cards"], seconds_later)
    await set_hours(db, 2, None, "20", "22", "7", seconds_later)
    assert [claim.user_id for claim in (await claim_due(db, seconds_later)).claims] == [1]
    assert (await view_reminding(db, 2, None)).next_at == SIX + timedelta(hours=2)


async def test_claims_that_must_wait_for_the_end_of_quiet_hours_do_not_hold_up_the_others(db: Database) -> None:
    await members(db, 2)
    await set_hours(db, 1, None, "18", "20", "21", NOW)
    await claim_due(db, SIX, 1)
    await claim_due(db, SIX + timedelta(minutes=1))
    at_eight = SIX + timedelta(hours=2)
    found = [claim.user_id for _ in range(2) for claim in (await doubtful_claims(db, at_eight, 1)).claims]
    assert found == [2]


async def test_a_claim_with_a_fault_of_ours_does_not_hold_up_the_others(db: Database) -> None:
    await members(db, 2)
    await claim_due(db, SIX)
    await db.write(lambda connection: connection.execute("UPDATE learner SET zone = 'No/Where' WHERE user_id = 1"))
    found = await doubtful_claims(db, SIX)
    assert ([claim.user_id for claim in found.claims], list(found.faults)) == ([2], [1])
    assert (await doubtful_claims(db, SIX)).faults == {}


async def test_a_choice_that_has_nothing_to_do_with_the_time_keeps_the_tomorrow_that_was_asked_for(
    db: Database,
) -> None:
    await members(db, 1)
    await set_weekdays(db, 1, None, [SIX.weekday()], NOW)
    (claim,) = (await claim_due(db, SIX)).claims
    await confirm(db, claim, 7, 70, farewell=False)
    await move_to_tomorrow(db, 1, str(claim.message.day), SIX)
    assert (await stop_topic(db, 1, "daily", SIX)).next_at == SIX + DAY
    assert (await turn_on(db, 1, None, SIX)).next_at == SIX + DAY
    assert (await set_weekdays(db, 1, None, [SIX.weekday()], SIX)).next_at == SIX + DAY
    other = (SIX + 2 * DAY).weekday()
    assert (await set_weekdays(db, 1, None, [other], SIX)).next_at == SIX + 2 * DAY


async def test_a_clock_that_is_changed_while_the_message_waits_for_its_turn_does_not_lose_it(db: Database) -> None:
    await members(db, 1)
    minutes_later = SIX + timedelta(minutes=5)
    await set_rollover(db, 1, 4, minutes_later)
    claims = [claim for _ in range(3) for claim in (await claim_due(db, minutes_later)).claims]
    assert [claim.user_id for claim in claims] == [1]
    assert (await view_reminding(db, 1, None)).next_at == SIX + DAY


async def test_old_buttons_store_nothing_about_somebody_who_has_deleted_everything(db: Database) -> None:
    assert not (await turn_off(db, 1, None, NOW)).reminding.on
    assert not (await stop_topic(db, 1, "daily", NOW)).reminding.on
    assert await db.read(lambda connection: find_reminder(connection, 1)) is None
    assert await db.read(lambda connection: find_learner(connection, 1)) is None


async def test_a_button_of_a_day_that_is_over_never_names_a_moment_that_is_past(db: Database) -> None:
    await members(db, 1)
    (claim,) = (await claim_due(db, SIX)).claims
    await confirm(db, claim, 7, 70, farewell=False)
    noon = SIX + timedelta(hours=18)
    await set_rollover(db, 1, 4, noon)  # from now on, the next moment is worked out anew
    for moved in (
        await move_to_later(db, 1, str(claim.message.day), 0, noon),
        await move_to_tomorrow(db, 1, str(claim.message.day), noon),
    ):
        assert moved.at == SIX + DAY


async def test_a_claim_of_a_day_that_is_over_is_forgotten(db: Database) -> None:
    await members(db, 1)
    assert len((await claim_due(db, SIX)).claims) == 1
    assert len((await doubtful_claims(db, SIX)).claims) == 1
    assert (await doubtful_claims(db, SIX + timedelta(hours=5))).claims == ()  # quiet, not over
    assert (await doubtful_claims(db, SIX + DAY)).claims == ()
    assert (await doubtful_claims(db, SIX)).claims == ()


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
