"""Cohorts: joined by choice, counted together, and buddies who are named only once both want to be."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.curriculum import Curriculum
from bot.domain.events import Kind
from bot.domain.leaderboard import Scope
from bot.errors import UserError
from bot.services._cohorts import tasks_of
from bot.services._learner import record
from bot.services.badges import new_badges
from bot.services.buddies import Buddy, BuddyView, say_hello, seek_buddy, skip_buddy, stop_seeking, view_buddy
from bot.services.cohorts import CohortView, cohort_of_day, join_cohort, leave_cohort, view_cohort
from bot.services.guild_settings import set_setting, set_settings
from bot.services.leaderboard import join_board, view_board
from bot.services.privacy import delete, export
from bot.services.settings import set_level, set_zone
from bot.services.thirty_days import PLAN, view_plan
from bot.store.cohorts import find_member
from bot.store.database import Database
from tests.rhythm import is_visible

GUILD = 161803398874989484
ANN, BOB, CY, DEE = 314159265358979323, 271828182845904523, 141421356237309504, 57721566490153286
NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)
LATER = datetime(2026, 5, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def cohorts(db: Database) -> None:
    await set_settings(db, GUILD, None, {"cohorts": "on"}, NOW)


async def joins(db: Database, curriculum: Curriculum, *users: int, now: datetime = NOW) -> CohortView:
    for user in users:
        view = await join_cohort(db, curriculum, user, GUILD, now)
    return view


async def does(db: Database, curriculum: Curriculum, user: int, *tasks: int, kind: Kind = Kind.SOLVED) -> None:
    """Do tasks of the plan, as the answer to each tells of badges."""
    plan = curriculum.plans[PLAN]
    for number in tasks:
        item = plan.days[number].challenge
        await db.write(lambda c, item=item: record(c, user, GUILD, kind, item, NOW))  # type: ignore[misc]
        await new_badges(db, curriculum, user, GUILD, NOW)


async def seeks(db: Database, curriculum: Curriculum, user: int) -> BuddyView:
    return await seek_buddy(db, curriculum, user, GUILD, NOW)


async def sees(db: Database, curriculum: Curriculum, user: int) -> Buddy | None:
    return (await view_buddy(db, curriculum, user, GUILD, NOW)).buddy


async def test_in_the_first_days_one_joins_this_month_and_begins_the_thirty_days_and_later_the_next(
    db: Database, curriculum: Curriculum
) -> None:
    assert (await joins(db, curriculum, ANN)).cohort.month == "2026-05"
    assert (await view_plan(db, curriculum, ANN, NOW)).state.joined == NOW.date()
    view = await joins(db, curriculum, BOB, now=LATER)
    assert (view.cohort.month, view.cohort.begun) == ("2026-06", False)
    assert (await view_plan(db, curriculum, BOB, LATER)).state.joined is None
    assert (await view_cohort(db, curriculum, BOB, GUILD, datetime(2026, 6, 1, 12, tzinfo=UTC))).cohort.begun


async def test_how_far_all_are_is_kept_up_to_date_deed_by_deed_and_is_what_the_log_says(
    db: Database, curriculum: Curriculum
) -> None:
    await does(db, curriculum, ANN, 0, 1)  # before joining
    await joins(db, curriculum, ANN, BOB)
    await does(db, curriculum, ANN, 2)
    await does(db, curriculum, BOB, 0, 0)
    await does(db, curriculum, BOB, 5, kind=Kind.GAVE_UP)
    cohort = await cohort_of_day(db, curriculum, GUILD, NOW.date())
    assert (cohort.together.members, cohort.together.tasks, cohort.together.finished) == (2, 5, 0)
    for user in (ANN, BOB):
        row = await db.read(lambda c, user=user: find_member(c, GUILD, "2026-05", user))  # type: ignore[misc]
        assert row is not None
        assert row.tasks == await db.read(lambda c, user=user: tasks_of(c, curriculum, user))  # type: ignore[misc]
    await does(db, curriculum, BOB, *range(30))
    cohort = await cohort_of_day(db, curriculum, GUILD, NOW.date())
    assert (cohort.together.tasks, cohort.together.finished) == (33, 1)


async def test_only_those_are_named_whom_the_guild_may_see(db: Database, curriculum: Curriculum) -> None:
    await joins(db, curriculum, ANN, BOB)
    await is_visible(db, BOB, GUILD, NOW)
    assert (await view_cohort(db, curriculum, ANN, GUILD, NOW)).cohort.named == (BOB,)
    await set_setting(db, GUILD, ANN, "profiles", "off", NOW)
    assert (await view_cohort(db, curriculum, ANN, GUILD, NOW)).cohort.named == ()


async def test_who_leaves_is_out_at_once_and_can_come_back(db: Database, curriculum: Curriculum) -> None:
    await joins(db, curriculum, ANN, BOB)
    view = await leave_cohort(db, curriculum, ANN, GUILD, NOW)
    assert (view.own, view.cohort.together.members) == (None, 1)
    assert (await joins(db, curriculum, ANN)).cohort.together.members == 2


async def test_without_the_switch_and_outside_of_servers_there_is_a_sentence(
    db: Database, curriculum: Curriculum
) -> None:
    with pytest.raises(UserError, match="belongs to a server"):
        await view_cohort(db, curriculum, ANN, None, NOW)
    await set_settings(db, GUILD, None, {"cohorts": "off"}, NOW)
    with pytest.raises(UserError, match="has no cohorts"):
        await joins(db, curriculum, ANN)


async def test_the_board_compares_those_who_began_together(db: Database, curriculum: Curriculum) -> None:
    for user in (ANN, BOB, CY):
        await join_board(db, curriculum, user, GUILD, NOW)
    await joins(db, curriculum, ANN, BOB)
    for user in (ANN, BOB, CY):
        await does(db, curriculum, user, 0)
    board = (await view_board(db, curriculum, ANN, GUILD, Scope.COHORT, NOW)).board
    assert board is not None
    assert board.scope is Scope.COHORT
    assert [place.user_id for place in (*board.before, *board.behind)] == [BOB]
    board = (await view_board(db, curriculum, CY, GUILD, Scope.COHORT, NOW)).board
    assert board is not None
    assert board.scope is Scope.BAND


async def test_a_buddy_is_named_only_once_both_have_said_hello(db: Database, curriculum: Curriculum) -> None:
    await joins(db, curriculum, ANN, BOB)
    assert (await seeks(db, curriculum, ANN)).buddy is None
    found = (await seeks(db, curriculum, BOB)).buddy
    assert found is not None
    assert found.user_id is None
    hers = await sees(db, curriculum, ANN)
    assert hers is not None
    await say_hello(db, curriculum, ANN, GUILD, hers.pair, NOW)
    await say_hello(db, curriculum, ANN, GUILD, hers.pair, NOW)
    his, hers = await sees(db, curriculum, BOB), await sees(db, curriculum, ANN)
    assert his is not None
    assert hers is not None
    assert (his.user_id, hers.user_id, hers.said_hello, his.said_hello) == (None, None, True, False)
    assert str(BOB) not in (await export(db, ANN, NOW)).decode()
    his = (await say_hello(db, curriculum, BOB, GUILD, his.pair, NOW)).buddy
    hers = await sees(db, curriculum, ANN)
    assert his is not None
    assert hers is not None
    assert (his.user_id, hers.user_id) == (ANN, BOB)


async def test_who_is_nearest_by_level_and_zone_is_found_first(db: Database, curriculum: Curriculum) -> None:
    await joins(db, curriculum, ANN, BOB, CY)
    for user, level, zone in ((ANN, "3", "Europe/Berlin"), (BOB, "9", "Asia/Tokyo"), (CY, "2", "Europe/Lisbon")):
        await set_level(db, curriculum, user, GUILD, level, NOW)
        await set_zone(db, user, zone, NOW)
    await seeks(db, curriculum, BOB)
    await db.write(lambda c: c.execute("UPDATE cohort_member SET wants_buddy = 1"))
    found = (await seeks(db, curriculum, ANN)).buddy
    assert found is not None
    assert (found.level, found.hours) == ("2", 1.0)


async def test_whom_one_skipped_never_comes_back_and_both_are_free_again(db: Database, curriculum: Curriculum) -> None:
    await joins(db, curriculum, ANN, BOB, CY)
    await seeks(db, curriculum, ANN)
    first = (await seeks(db, curriculum, BOB)).buddy
    assert first is not None
    await skip_buddy(db, curriculum, BOB, GUILD, first.pair, NOW)
    assert await sees(db, curriculum, ANN) is None
    assert (await seeks(db, curriculum, ANN)).buddy is None
    second = (await seeks(db, curriculum, CY)).buddy
    assert second is not None
    assert second.pair != first.pair
    with pytest.raises(UserError, match="no pair any more"):
        await say_hello(db, curriculum, BOB, GUILD, first.pair, NOW)


async def test_who_was_skipped_does_not_come_back_by_leaving_and_joining_again(
    db: Database, curriculum: Curriculum
) -> None:
    await joins(db, curriculum, ANN, BOB)
    await seeks(db, curriculum, ANN)
    found = (await seeks(db, curriculum, BOB)).buddy
    assert found is not None
    await skip_buddy(db, curriculum, BOB, GUILD, found.pair, NOW)
    await leave_cohort(db, curriculum, ANN, GUILD, NOW)
    await joins(db, curriculum, ANN)
    assert (await seeks(db, curriculum, ANN)).buddy is None


async def test_a_pair_that_somebody_else_is_in_is_nobodys_business(db: Database, curriculum: Curriculum) -> None:
    await joins(db, curriculum, ANN, BOB, CY)
    await seeks(db, curriculum, ANN)
    found = (await seeks(db, curriculum, BOB)).buddy
    assert found is not None
    with pytest.raises(UserError, match="no pair any more"):
        await say_hello(db, curriculum, CY, GUILD, found.pair, NOW)
    await skip_buddy(db, curriculum, CY, GUILD, found.pair, NOW)
    assert await sees(db, curriculum, ANN) is not None


@pytest.mark.parametrize("way", ["stops", "leaves", "deletes everything"])
async def test_when_one_goes_the_other_is_free_for_somebody_else(
    db: Database, curriculum: Curriculum, way: str
) -> None:
    await joins(db, curriculum, ANN, BOB, CY)
    await seeks(db, curriculum, ANN)
    await seeks(db, curriculum, BOB)
    if way == "stops":
        assert await stop_seeking(db, curriculum, ANN, GUILD, NOW) == BuddyView(seeks=False, buddy=None)
    elif way == "leaves":
        await leave_cohort(db, curriculum, ANN, GUILD, NOW)
    else:
        await delete(db, ANN)
    assert await view_buddy(db, curriculum, BOB, GUILD, NOW) == BuddyView(seeks=True, buddy=None)
    assert (await seeks(db, curriculum, CY)).buddy is not None
    assert await sees(db, curriculum, BOB) is not None


async def test_buddies_are_found_within_a_cohort_only(db: Database, curriculum: Curriculum) -> None:
    with pytest.raises(UserError, match="Join one first"):
        await seeks(db, curriculum, DEE)
    await joins(db, curriculum, ANN)
    await joins(db, curriculum, BOB, now=LATER)
    await seeks(db, curriculum, ANN)
    assert (await seek_buddy(db, curriculum, BOB, GUILD, LATER)).buddy is None
    assert timedelta(days=14) < LATER - NOW
