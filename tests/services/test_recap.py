"""The week of a guild: only what happened there, within its days, and by name only who chose to be seen."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.curriculum import Curriculum
from bot.domain.daily import Band
from bot.errors import UserError
from bot.services.daily import of_day
from bot.services.guild_settings import set_setting, set_settings
from bot.services.recap import guild_week, solutions_of_week
from bot.store.database import Database
from tests.rhythm import is_visible, solves, tries

GUILD, OTHER = 161803398874989484, 2
ANN, BOB, CY = 11, 12, 13
DAY = date(2026, 5, 17)
NOON = datetime(2026, 5, 14, 12, tzinfo=UTC)


def easy(curriculum: Curriculum, day: date) -> str:
    return of_day(curriculum, GUILD, str(day)).challenges[Band.FOUNDATIONS].id


async def test_a_week_without_anything_is_empty(db: Database, curriculum: Curriculum) -> None:
    assert (await guild_week(db, curriculum, GUILD, DAY)).empty


async def test_the_challenge_of_the_week_is_the_daily_that_most_members_tried(
    db: Database, curriculum: Curriculum
) -> None:
    thursday, friday = (easy(curriculum, NOON.date() + timedelta(days=ahead)) for ahead in (0, 1))
    for user in (ANN, BOB):
        await tries(db, curriculum, user, GUILD, friday, NOON)
    await tries(db, curriculum, BOB, GUILD, friday, NOON + timedelta(minutes=1))
    await solves(db, curriculum, CY, GUILD, thursday, NOON)
    week = await guild_week(db, curriculum, GUILD, DAY)
    assert week.favourite is not None
    favourite = week.favourite
    assert (favourite.challenge.id, favourite.tried, favourite.solved) == (friday, 2, 0)
    assert (week.tried, week.solved) == (3, 1)


async def test_what_happened_elsewhere_before_or_after_does_not_count(db: Database, curriculum: Curriculum) -> None:
    item = easy(curriculum, NOON.date())
    await set_settings(db, GUILD, None, {"zone": "Pacific/Auckland", "post-hour": "9"}, NOON)
    begin = datetime(2026, 5, 9, 21, tzinfo=UTC)  # nine in the morning of the tenth, there
    await tries(db, curriculum, ANN, OTHER, item, NOON)
    await tries(db, curriculum, BOB, GUILD, item, begin - timedelta(minutes=1))
    await tries(db, curriculum, CY, GUILD, item, begin + timedelta(days=7))
    assert (await guild_week(db, curriculum, GUILD, DAY)).empty
    await tries(db, curriculum, BOB, GUILD, easy(curriculum, NOON.date() + timedelta(days=1)), begin)
    assert (await guild_week(db, curriculum, GUILD, DAY)).tried == 1


async def test_a_first_solve_is_named_once_and_only_of_those_whom_this_guild_may_see(
    db: Database, curriculum: Curriculum
) -> None:
    first, second = easy(curriculum, NOON.date()), easy(curriculum, NOON.date() + timedelta(days=1))
    for user in (ANN, BOB, CY):
        await solves(db, curriculum, user, GUILD, first, NOON - timedelta(days=30 if user == CY else 0))
        await solves(db, curriculum, user, GUILD, second, NOON + timedelta(hours=1))
    await is_visible(db, ANN, GUILD, NOON)
    await is_visible(db, BOB, OTHER, NOON)
    await is_visible(db, CY, GUILD, NOON)
    week = await guild_week(db, curriculum, GUILD, DAY)
    assert [(user, challenge.id) for user, challenge in week.firsts] == [(ANN, first)]
    await set_setting(db, GUILD, CY, "profiles", "off", NOON)
    assert (await guild_week(db, curriculum, GUILD, DAY)).firsts == ()


async def test_shared_solutions_are_those_that_their_authors_showed_in_this_guild_this_week(
    db: Database, curriculum: Curriculum
) -> None:
    item = easy(curriculum, NOON.date())
    await solves(db, curriculum, ANN, GUILD, item, NOON, shared="print('mine')")
    await solves(db, curriculum, BOB, OTHER, item, NOON, shared="print('elsewhere')")
    await solves(db, curriculum, CY, GUILD, item, NOON - timedelta(days=30), shared="print('long ago')")
    found = await solutions_of_week(db, curriculum, GUILD, str(DAY))
    assert [(solution.user_id, solution.code.strip()) for solution in found] == [(ANN, "print('mine')")]


@pytest.mark.parametrize("day", ["", "yesterday", "0001-01-01", "2026-13-01"])
async def test_a_day_that_somebody_made_up_is_refused_in_words(db: Database, curriculum: Curriculum, day: str) -> None:
    with pytest.raises(UserError, match="older version"):
        await solutions_of_week(db, curriculum, GUILD, day)
