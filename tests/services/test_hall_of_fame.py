"""The Hall of Fame: who reached something, among those who let the guild look."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.curriculum import Curriculum
from bot.domain.events import Kind
from bot.domain.learner import Visibility
from bot.errors import UserError
from bot.services import privacy
from bot.services._learner import record
from bot.services.guild_settings import set_setting
from bot.services.hall_of_fame import Helper, LevelPassed, hall_of_fame
from bot.services.settings import set_visibility
from bot.services.thanks import Message, thank
from bot.services.thirty_days import PLAN, join
from bot.store.database import Database

NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
ANN, BOB, CY, GUILD, OTHER = 11, 22, 33, 100, 200


@pytest.fixture
async def guild(db: Database) -> None:
    """Ann and Bob let the guild look; Cy lets only another one."""
    for member, where in ((ANN, GUILD), (BOB, GUILD), (CY, OTHER)):
        await set_visibility(db, member, where, Visibility.VISIBLE, NOW)


async def note(db: Database, user: int, kind: Kind, item: str, at: datetime) -> None:
    await db.write(lambda connection: record(connection, user, GUILD, kind, item, at))


async def finish(db: Database, curriculum: Curriculum, user: int, tasks: int) -> None:
    await join(db, curriculum, user, GUILD, NOW - timedelta(days=60))
    for number, day in enumerate(curriculum.plans[PLAN].days[:tasks]):
        kind = Kind.GAVE_UP if number % 3 == 0 else Kind.SOLVED
        await note(db, user, kind, day.challenge, NOW - timedelta(days=60 - number))
        await note(db, user, Kind.SOLVED, day.challenge, NOW)


async def test_an_empty_guild_has_an_empty_hall(db: Database, curriculum: Curriculum, guild: None) -> None:
    hall = await hall_of_fame(db, curriculum, GUILD, NOW)
    assert (hall.finishers, hall.levels, hall.helpers) == ((), (), ())


async def test_finishers_have_done_every_task_and_the_newest_comes_first(
    db: Database, curriculum: Curriculum, guild: None
) -> None:
    count = len(curriculum.plans[PLAN].days)
    await finish(db, curriculum, ANN, count)
    await finish(db, curriculum, BOB, count - 1)
    await finish(db, curriculum, CY, count)
    hall = await hall_of_fame(db, curriculum, GUILD, NOW)
    assert [finisher.user_id for finisher in hall.finishers] == [ANN]
    assert hall.finishers[0].at == NOW - timedelta(days=60 - count + 1)
    last = curriculum.plans[PLAN].days[-1].challenge
    await note(db, BOB, Kind.SOLVED, last, NOW)
    hall = await hall_of_fame(db, curriculum, GUILD, NOW)
    assert [finisher.user_id for finisher in hall.finishers] == [BOB, ANN]


async def test_all_tasks_without_joining_are_no_finish(db: Database, curriculum: Curriculum, guild: None) -> None:
    for day in curriculum.plans[PLAN].days:
        await note(db, ANN, Kind.SOLVED, day.challenge, NOW)
    assert (await hall_of_fame(db, curriculum, GUILD, NOW)).finishers == ()


async def test_levels_of_the_last_month_that_are_still_held(db: Database, curriculum: Curriculum, guild: None) -> None:
    levels = list(curriculum.levels.values())
    await note(db, ANN, Kind.PASSED, levels[1].id, NOW - timedelta(days=40))
    await note(db, ANN, Kind.PASSED, levels[2].id, NOW - timedelta(days=2))
    await note(db, BOB, Kind.PASSED, levels[3].id, NOW - timedelta(days=3))
    await note(db, BOB, Kind.WITHDRAWN, levels[3].id, NOW - timedelta(days=1))
    await note(db, CY, Kind.PASSED, levels[4].id, NOW)
    hall = await hall_of_fame(db, curriculum, GUILD, NOW)
    assert hall.levels == (LevelPassed(ANN, levels[2].id, NOW - timedelta(days=2)),)


async def test_helpers_are_ordered_by_how_many_they_helped(db: Database, curriculum: Curriculum, guild: None) -> None:
    for number, (said, received) in enumerate([(CY, ANN), (BOB, ANN), (ANN, BOB), (ANN, CY)]):
        await thank(db, said, Message(GUILD, 7, number + 1, received), NOW - timedelta(hours=4 - number))
    await thank(db, CY, Message(GUILD, 7, 50, BOB), NOW - timedelta(days=31))
    await thank(db, CY, Message(OTHER, 8, 60, BOB), NOW)
    hall = await hall_of_fame(db, curriculum, GUILD, NOW)
    assert hall.helpers == (Helper(ANN, 2, 2), Helper(BOB, 1, 1))


async def test_whoever_becomes_private_or_goes_stands_there_no_more(
    db: Database, curriculum: Curriculum, guild: None
) -> None:
    await thank(db, CY, Message(GUILD, 7, 1, ANN), NOW)
    await thank(db, CY, Message(GUILD, 7, 2, BOB), NOW)
    await set_visibility(db, ANN, GUILD, Visibility.PRIVATE, NOW)
    assert [h.user_id for h in (await hall_of_fame(db, curriculum, GUILD, NOW)).helpers] == [BOB]
    await privacy.delete(db, BOB)
    assert (await hall_of_fame(db, curriculum, GUILD, NOW)).helpers == ()


async def test_a_guild_that_shows_nobody_names_nobody_and_forgets_no_choice(
    db: Database, curriculum: Curriculum, guild: None
) -> None:
    await thank(db, CY, Message(GUILD, 7, 1, ANN), NOW)
    await set_setting(db, GUILD, BOB, "profiles", "off", NOW)
    assert (await hall_of_fame(db, curriculum, GUILD, NOW)).helpers == ()
    await set_setting(db, GUILD, BOB, "profiles", "on", NOW)
    assert [helper.user_id for helper in (await hall_of_fame(db, curriculum, GUILD, NOW)).helpers] == [ANN]


async def test_a_guild_may_do_without_a_hall_of_fame(db: Database, curriculum: Curriculum, guild: None) -> None:
    await set_setting(db, GUILD, BOB, "hall-of-fame", "off", NOW)
    with pytest.raises(UserError, match="no Hall of Fame"):
        await hall_of_fame(db, curriculum, GUILD, NOW)


async def test_the_lists_are_looked_up_in_indexes(db: Database, curriculum: Curriculum) -> None:
    def plans(connection):  # type: ignore[no-untyped-def]
        questions = {
            "helpers": "SELECT 1 FROM thank WHERE guild_id = 1 AND at >= 2",
            "levels": "SELECT 1 FROM event WHERE kind IN ('passed', 'withdrawn', 'joined') "
            "AND kind = 'passed' AND at >= 2",
            "visible": "SELECT user_id FROM visible_member WHERE guild_id = 1",
        }
        return {
            name: str([tuple(row) for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")])
            for name, sql in questions.items()
        }

    found = await db.read(plans)
    assert "thank_by_guild" in found["helpers"]
    assert "event_reached" in found["levels"]
    assert "membership" in found["visible"]
    assert not any("SCAN" in plan for plan in found.values())
