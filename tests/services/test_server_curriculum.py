"""What an owner is told about the curriculum: what many members have in common, and never about fewer than five."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.challenge import Challenge
from bot.domain.curriculum import Curriculum
from bot.domain.memory import Rating
from bot.domain.verdict import Outcome, Report, Verdict
from bot.services.done import mark_done
from bot.services.flashcards import review
from bot.services.grading import submit
from bot.services.reports import report
from bot.services.server_curriculum import PEOPLE, Insights, Trouble, curriculum_insights
from bot.store.database import Database
from bot.store.submissions import save_report

HERE, ELSEWHERE = 161803398874989484, 141421356237309504
NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
BEFORE = NOW - timedelta(days=20)


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """A database in a file, so that it is read apart."""
    database = await Database.open(tmp_path / "bot.db")
    yield database
    await database.close()


def people(count: int) -> range:
    return range(101, 101 + count)


def with_checks(curriculum: Curriculum) -> Challenge:
    return next(challenge for challenge in curriculum.challenges.values() if len(challenge.all_checks) > 2)


async def trouble(
    db: Database, curriculum: Curriculum, member: int, *, guild: int = HERE, passes: bool = False
) -> None:
    """Everything that an owner may be told of, once: a topic and then silence, a lapse, a report, a failed check."""
    path = next(iter(curriculum.paths.values()))
    await mark_done(db, curriculum, member, guild, path.topics[2].id, BEFORE)
    card = next(iter(curriculum.cards))
    for number, rating in enumerate((Rating.GOOD, Rating.GOOD, Rating.AGAIN)):
        await review(db, curriculum, member, guild, card, rating, number, 3.0, BEFORE + number * timedelta(days=4))
    await report(db, curriculum, member, card, "The answer of the back is wrong", NOW)
    challenge = with_checks(curriculum)
    sent = await submit(db, curriculum, member, guild, challenge.id, "x = 1", BEFORE)
    verdicts = [Verdict.PASSED if passes else Verdict.WRONG, *[Verdict.PASSED] * (len(challenge.all_checks) - 1)]
    outcomes = Report(tuple(Outcome(verdict) for verdict in verdicts))
    await db.write(lambda connection: save_report(connection, sent.submission_id, outcomes))


async def insights(db: Database, curriculum: Curriculum) -> Insights:
    return await curriculum_insights(db, curriculum, HERE, NOW)


async def test_what_five_members_have_in_common_is_told_with_how_many_they_are(
    db: Database, curriculum: Curriculum
) -> None:
    for member in people(PEOPLE):
        await trouble(db, curriculum, member)
    found = await insights(db, curriculum)
    path = next(iter(curriculum.paths.values()))
    question = next(iter(curriculum.cards.values())).front.split("\n")[0]
    assert found.reported == (Trouble(question, PEOPLE),)
    assert found.stopped == (Trouble(path.topics[3].title, PEOPLE),)
    assert found.checks == (Trouble(with_checks(curriculum).title, PEOPLE, 1),)
    assert found.cards == (Trouble(question, PEOPLE),)


async def test_of_four_nothing_is_told_also_when_a_fifth_is_elsewhere(db: Database, curriculum: Curriculum) -> None:
    for member in people(PEOPLE - 1):
        await trouble(db, curriculum, member)
    await trouble(db, curriculum, 200, guild=ELSEWHERE)
    assert await insights(db, curriculum) == Insights((), (), (), ())


async def test_a_check_that_one_passes_and_a_card_that_one_keeps_and_a_member_who_goes_on_are_no_trouble(
    db: Database, curriculum: Curriculum
) -> None:
    for member in people(PEOPLE):
        await trouble(db, curriculum, member)
    await trouble(db, curriculum, 200, passes=True)
    path, card = next(iter(curriculum.paths.values())), next(iter(curriculum.cards))
    await mark_done(db, curriculum, 201, HERE, path.topics[0].id, NOW)
    await review(db, curriculum, 201, HERE, card, Rating.EASY, 0, 3.0, NOW)
    for member in people(2):
        await mark_done(db, curriculum, member, HERE, path.topics[3].id, NOW)
    found = await insights(db, curriculum)
    assert (found.stopped, found.checks, found.cards) == ((), (), ())
