"""Rating oneself in the database: a page at a time, all of it or nothing, the newest counts."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.curriculum.importer import read
from bot.domain.curriculum import Curriculum
from bot.domain.events import Kind
from bot.domain.skills import Axis
from bot.errors import UserError
from bot.services._learner import record
from bot.services.imports import take_in, with_imported
from bot.services.self_assess import STATEMENTS, rate, view_self
from bot.store.database import Database
from tests.checkouts import checkout

ANN = 314159265358979323
NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
OTHER = "lp:statements.self-assessment"


def page(curriculum: Curriculum, number: int, rating: int) -> dict[str, int]:
    return {each.id: rating for each in curriculum.self_assessments[STATEMENTS].pages[number].statements}


async def test_a_page_is_saved_and_the_next_open_one_follows(db: Database, curriculum: Curriculum) -> None:
    asked = await rate(db, curriculum, ANN, 0, page(curriculum, 0, 4), NOW)
    view = asked.view
    assert (view.next_page, len(view.ratings), view.tiers) == (1, 5, {"First steps": 75})
    assert await view_self(db, curriculum, ANN) == asked
    assert (asked.origin, asked.others) == (None, {})


async def test_the_newest_rating_counts(db: Database, curriculum: Curriculum) -> None:
    for hours, rating in ((0, 1), (2, 5), (1, 3)):
        await rate(db, curriculum, ANN, 0, page(curriculum, 0, rating), NOW + hours * HOUR)
    assert set((await view_self(db, curriculum, ANN)).view.ratings.values()) == {5}


async def test_a_page_with_one_impossible_rating_saves_nothing(db: Database, curriculum: Curriculum) -> None:
    ratings = page(curriculum, 0, 4)
    forged: tuple[dict[str, int], ...] = (
        {**ratings, next(iter(ratings)): 6},
        {**ratings, "statements.python#gone": 3},
        {},
    )
    for wrong in forged:
        with pytest.raises(UserError):
            await rate(db, curriculum, ANN, 0, wrong, NOW)
    with pytest.raises(UserError):
        await rate(db, curriculum, ANN, 99, ratings, NOW)
    assert (await view_self(db, curriculum, ANN)).view.ratings == {}


async def test_it_lies_beside_what_the_last_assessment_showed(db: Database, curriculum: Curriculum) -> None:
    for number in range(len(curriculum.self_assessments[STATEMENTS].pages)):
        await rate(db, curriculum, ANN, number, page(curriculum, number, 3), NOW)
    assert not (await view_self(db, curriculum, ANN)).view.shown
    for sitting, shown in (("1", "90"), ("2", "20")):
        details = {"sitting": sitting, "overall": "40", "margin": "9", Axis.TESTING_QUALITY.value: shown}
        await db.write(lambda c, d=details: record(c, ANN, None, Kind.ASSESSED, None, NOW, **d))  # type: ignore[misc]
    view = (await view_self(db, curriculum, ANN)).view
    assert [(each.axis, each.own, each.shown, each.higher) for each in view.differences] == [
        (Axis.TESTING_QUALITY, 50, 20, True)
    ]


async def test_imported_statements_are_rated_and_counted_apart(
    db: Database, curriculum: Curriculum, tmp_path: Path
) -> None:
    await take_in(db, read(checkout(tmp_path)))
    both = await with_imported(db, curriculum)
    first = await rate(db, both, ANN, 0, page(both, 0, 4), NOW)
    assert {name: origin and origin.name for name, origin in first.others.items()} == {OTHER: "learn.python"}
    ratings = {each.id: 2 for each in both.self_assessments[OTHER].statements}
    other = await rate(db, both, ANN, 0, ratings, NOW, OTHER)
    assert (other.view.ratings, other.view.tiers) == (ratings, {"Levels 0-2: Beginner": 25})
    assert (other.view.axes, other.view.differences, other.others) == ({}, (), {STATEMENTS: None})
    assert await view_self(db, both, ANN) == first
    for statements, wrong in ((STATEMENTS, ratings), (OTHER, page(both, 0, 4))):
        with pytest.raises(UserError):
            await rate(db, both, ANN, 0, wrong, NOW, statements)
    assert (await view_self(db, curriculum, ANN)).others == {}
    with pytest.raises(UserError):
        await view_self(db, curriculum, ANN, OTHER)
