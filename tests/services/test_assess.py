"""Assessments in the database: each answer counts once, a restart loses nothing, the end is recorded once."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.assessment import BOUNDS, Depth
from bot.domain.curriculum import Curriculum
from bot.domain.events import Event, Kind
from bot.domain.questions import UNKNOWN, Given, QuestionType
from bot.domain.skills import Axis
from bot.errors import UserError
from bot.services._learner import log_of
from bot.services.assess import Unfinished, choice, mistakes, open_assessment, result
from bot.services.quiz import open_quiz
from bot.services.settings import set_level
from bot.services.sitting import Standing, answer, current
from bot.services.start import load_learner
from bot.store.database import Database
from bot.store.sittings import answers_in
from tests.assessments import pool, with_assessments
from tests.quizzes import right_answer

ANN = 314159265358979323
NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def content(curriculum: Curriculum) -> Curriculum:
    """The shipped content with questions on all axes."""
    return with_assessments(curriculum, pool())


async def opened(
    db: Database, content: Curriculum, depth: Depth, now: datetime = NOW, *, instead: bool = False
) -> Standing:
    found = await open_assessment(db, content, ANN, None, depth, now, instead=instead)
    assert isinstance(found, Standing)
    return found


async def say(db: Database, content: Curriculum, here: Standing, given: Given, now: datetime = NOW) -> Standing:
    assert here.asked is not None
    return await answer(db, content, ANN, here.sitting.sitting_id, here.asked.place, given, now)


async def finish(
    db: Database, content: Curriculum, here: Standing, *, well: bool = True, now: datetime = NOW
) -> Standing:
    """Answer all that comes, all of it right, or none of it known."""
    while here.asked:
        here = await say(db, content, here, right_answer(here.asked.question) if well else UNKNOWN, now)
    return here


async def results(db: Database, content: Curriculum) -> list[Event]:
    return await db.read(lambda connection: log_of(connection, content, ANN, (Kind.ASSESSED,)))


@pytest.mark.parametrize("depth", Depth)
async def test_an_assessment_goes_to_its_end_and_is_recorded_once(
    db: Database, content: Curriculum, depth: Depth
) -> None:
    done = await finish(db, content, await opened(db, content, depth))
    assert BOUNDS[depth].least <= len(done.answers) <= BOUNDS[depth].most
    for _ in range(2):
        await current(db, content, ANN, done.sitting.sitting_id, NOW)
        await answer(db, content, ANN, done.sitting.sitting_id, len(done.answers) - 1, UNKNOWN, NOW)
    (event,) = await results(db, content)
    assert (event.item, event.details["depth"]) == (None, depth.value)
    assert int(event.details["overall"]) > 85
    asked = {content.questions[each.question].axis for each in done.answers}
    assert {axis for axis in Axis if axis in event.details} == asked


async def test_nothing_is_explained_on_the_way_and_an_answer_counts_once(db: Database, content: Curriculum) -> None:
    first = await opened(db, content, Depth.QUICK)
    second = await say(db, content, first, UNKNOWN)
    assert second.given is None
    assert first.asked is not None
    again = await say(db, content, first, right_answer(first.asked.question))
    assert again == second
    assert [each.points for each in again.answers] == [0.0]


async def test_it_is_resumed_where_it_was_with_the_same_question(db: Database, content: Curriculum) -> None:
    here = await say(db, content, await opened(db, content, Depth.FULL), UNKNOWN)
    again = await opened(db, content, Depth.FULL, NOW + DAY)
    assert again.sitting.sitting_id == here.sitting.sitting_id
    assert again.asked == here.asked


async def test_another_depth_has_to_be_asked_for_and_then_leaves_the_first_without_a_result(
    db: Database, content: Curriculum
) -> None:
    here = await say(db, content, await opened(db, content, Depth.FULL), UNKNOWN)
    assert await open_assessment(db, content, ANN, None, Depth.QUICK, NOW) == Unfinished(Depth.FULL, 1)
    other = await opened(db, content, Depth.QUICK, instead=True)
    assert other.sitting.item == "quick"
    assert (await opened(db, content, Depth.QUICK, instead=True)).sitting == other.sitting
    left = await say(db, content, here, UNKNOWN)
    assert (left.asked, len(left.answers)) == (None, 1)
    assert await result(db, content, ANN, left.sitting.sitting_id, NOW) is None
    assert await results(db, content) == []


@pytest.mark.parametrize("kind", QuestionType)
async def test_not_knowing_is_worth_nothing_for_every_type_of_question(
    db: Database, curriculum: Curriculum, kind: QuestionType
) -> None:
    if kind is QuestionType.CLOZE:
        kind = QuestionType.SHORT
    content = with_assessments(curriculum, pool([kind]))
    here = await opened(db, content, Depth.QUICK)
    await say(db, content, here, UNKNOWN)
    stored = await db.read(lambda connection: answers_in(connection, ANN, here.sitting.sitting_id))
    assert [(each.given, each.points) for each in stored] == [(UNKNOWN, 0.0)]


async def test_in_a_quiz_not_knowing_is_no_answer(db: Database, curriculum: Curriculum) -> None:
    here = await open_quiz(db, curriculum, ANN, None, None, NOW)
    with pytest.raises(UserError):
        await say(db, curriculum, here, UNKNOWN)


async def test_a_second_assessment_asks_what_is_new_and_tells_what_has_changed(
    db: Database, content: Curriculum
) -> None:
    first = await finish(db, content, await opened(db, content, Depth.FULL), well=False)
    later = NOW + 30 * DAY
    second = await finish(db, content, await opened(db, content, Depth.FULL, later), now=later)
    before = {each.question for each in first.answers}
    assert len([each for each in second.answers if each.question in before]) <= 2
    came = await result(db, content, ANN, second.sitting.sitting_id, later)
    assert came is not None
    change = came.placement.change
    assert change is not None
    assert (change.since, change.overall > 50, change.beyond_chance) == (NOW.date(), True, True)
    old = await result(db, content, ANN, first.sitting.sitting_id, later)
    assert old is not None
    assert old.placement.change is None


async def test_mistakes_are_shown_only_when_it_is_over(db: Database, content: Curriculum) -> None:
    here = await say(db, content, await opened(db, content, Depth.QUICK), UNKNOWN)
    with pytest.raises(UserError):
        await mistakes(db, content, ANN, here.sitting.sitting_id)
    done = await finish(db, content, here)
    missed = await mistakes(db, content, ANN, done.sitting.sitting_id)
    assert [each.answer.place for each in missed] == [0]


async def test_without_questions_it_says_what_to_do_instead_and_an_axis_without_any_is_left_out(
    db: Database, curriculum: Curriculum
) -> None:
    with pytest.raises(UserError, match="/assess self"):
        await open_assessment(db, with_assessments(curriculum, []), ANN, None, Depth.QUICK, NOW)
    few = with_assessments(curriculum, pool(axes=[Axis.FUNDAMENTALS, Axis.WEB_DATABASES])[:20])
    done = await finish(db, few, await opened(db, few, Depth.FULL))
    came = await result(db, few, ANN, done.sitting.sitting_id, NOW)
    assert came is not None
    assert set(came.placement.measured) == {Axis.FUNDAMENTALS, Axis.WEB_DATABASES}


async def test_a_question_that_leaves_the_content_is_replaced_and_an_answer_to_it_says_nothing_more(
    db: Database, content: Curriculum
) -> None:
    here = await say(db, content, await opened(db, content, Depth.QUICK), UNKNOWN)
    assert here.asked is not None
    gone = {here.asked.question.id, here.answers[0].question}
    smaller = with_assessments(content, [each for each in pool() if each.id not in gone])
    on = await current(db, smaller, ANN, here.sitting.sitting_id, NOW)
    assert on.asked is not None
    assert on.asked.question.id not in gone
    done = await finish(db, smaller, on)
    came = await result(db, smaller, ANN, done.sitting.sitting_id, NOW)
    assert came is not None
    assert (came.mistakes, came.placement.estimate.overall.score > 80) == (0, True)


async def test_the_choice_names_what_is_under_way_and_what_the_last_one_said(db: Database, content: Curriculum) -> None:
    empty = await choice(db, content, ANN, NOW)
    assert (empty.possible, empty.unfinished, empty.last) == (True, None, None)
    await finish(db, content, await opened(db, content, Depth.QUICK))
    await opened(db, content, Depth.DEEP)
    found = await choice(db, content, ANN, NOW)
    assert found.unfinished == Unfinished(Depth.DEEP, 0)
    assert found.last is not None
    assert found.last.overall > 85


async def test_a_level_is_taken_once_it_is_chosen_and_begins_for_somebody_new(
    db: Database, content: Curriculum
) -> None:
    await finish(db, content, await opened(db, content, Depth.QUICK))
    assert (await load_learner(db, ANN)).level is None
    for name in ("6", "5"):
        await set_level(db, content, ANN, None, name, NOW)
    assert (await load_learner(db, ANN)).level == "5"
    started = await db.read(lambda connection: log_of(connection, content, ANN, (Kind.STARTED,)))
    assert len(started) == 1
    with pytest.raises(UserError):
        await set_level(db, content, ANN, None, "77", NOW)
