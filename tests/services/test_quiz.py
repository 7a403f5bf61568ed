"""Rounds of a quiz: begun and resumed, each answer stored once, mistakes that come back, and the result."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.curriculum import Curriculum
from bot.domain.events import Event, Kind
from bot.domain.mastery import QUESTION, Trial
from bot.domain.questions import Given, Quiz
from bot.domain.quiz import MISTAKES
from bot.domain.sitting import Answer, SittingKind
from bot.errors import UserError
from bot.services._mastery import recompute
from bot.services.quiz import find_quiz, open_quiz, practise, result, search_quizzes
from bot.services.reports import report, reports
from bot.services.sitting import Standing, answer, begin, current, question_at
from bot.services.start import Answers, start
from bot.store.database import Database
from bot.store.events import event_log
from bot.store.evidence import add_evidence, evidence_of
from bot.store.sittings import answers_of, newest_sittings
from tests.quizzes import MULTI, SHORT, SINGLE, question, quiz, with_quizzes

ANN, BOB = 314159265358979323, 271828182845904523
NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
RIGHT, WRONG = (0,), (1,)


@pytest.fixture
def boats(curriculum: Curriculum) -> Curriculum:
    """The content with two quizzes of five questions, and one with a single question at a higher level."""
    hard = quiz(question(quiz="quiz.tides"), name="tides", level="6")
    return with_quizzes(curriculum, quiz(), quiz(name="harbours", level="1"), hard)


async def give(db: Database, content: Curriculum, standing: Standing, *given: Given, now: datetime = NOW) -> Standing:
    """Answer the questions of a sitting, one after the other."""
    for one in given:
        assert standing.asked is not None
        sitting, place = standing.sitting, standing.asked.place
        standing = await answer(db, content, sitting.user_id, sitting.sitting_id, place, one, now)
    return standing


async def log(db: Database, *kinds: Kind) -> list[Event]:
    """Ann's events of some kinds."""
    return await db.read(lambda connection: event_log(connection, ANN, kinds))


async def answers(db: Database) -> list[Answer]:
    """Every answer of Ann's."""
    return await db.read(lambda connection: answers_of(connection, ANN))


async def opened(db: Database, content: Curriculum, topic: str | None = None, now: datetime = NOW) -> Standing:
    """What Ann sees after /quiz."""
    return await open_quiz(db, content, ANN, None, topic, now)


async def test_a_round_asks_five_questions_stores_every_answer_and_ends_with_its_result(
    db: Database, boats: Curriculum
) -> None:
    standing = await opened(db, boats, "quiz.ferries")
    assert standing.asked
    assert (standing.asked.number, standing.asked.total) == (1, 5)
    done = await give(db, boats, standing, RIGHT, RIGHT, WRONG, RIGHT, RIGHT)
    assert done.asked is None
    assert done.sitting.ended_at == NOW
    assert [stored.points for stored in await answers(db)] == [1, 1, 0, 1, 1]
    (quizzed,) = await log(db, Kind.QUIZZED)
    assert (quizzed.item, quizzed.details) == ("quiz.ferries", {"points": "4", "of": "5", "passed": "1"})
    came = await result(db, boats, done)
    assert came.outcome.passed
    assert came.full
    assert came.mistakes == 1
    assert came.outcome.wrong == (done.sitting.questions[2],)
    assert came.concept == "concept.control-flow"


async def test_every_answer_moves_the_mastery_of_its_concept_and_once_only(db: Database, boats: Curriculum) -> None:
    standing = await give(db, boats, await opened(db, boats, "quiz.ferries"), RIGHT, WRONG, RIGHT)
    await answer(db, boats, ANN, standing.sitting.sitting_id, 2, RIGHT, NOW)

    def shown(connection: sqlite3.Connection) -> list[tuple[int, int]]:
        return [(trial.shown, trial.weight) for _, trial in evidence_of(connection, ANN)]

    incremental = await db.read(shown)
    await db.write(lambda connection: recompute(connection, boats, ANN))
    assert incremental == await db.read(shown) == [(2 * QUESTION, 3 * QUESTION)]


async def test_the_same_answer_twice_counts_once_and_is_explained_the_same_way(db: Database, boats: Curriculum) -> None:
    standing = await opened(db, boats, "quiz.ferries")
    first = await give(db, boats, standing, WRONG)
    again = await give(db, boats, standing, RIGHT)  # by now it is too late for another one
    assert first.given == again.given
    assert first.given
    assert first.given[1].given == WRONG
    assert len(await answers(db)) == 1
    await give(db, boats, first, RIGHT, RIGHT, RIGHT, RIGHT)
    last = await current(db, boats, ANN, standing.sitting.sitting_id, NOW)
    twice = await answer(db, boats, ANN, standing.sitting.sitting_id, 4, WRONG, NOW)
    assert twice.given
    assert twice.given[1].right
    assert last.asked is None
    assert last.given is None
    assert len(await answers(db)) == 5
    assert len(await log(db, Kind.QUIZZED)) == 1


async def test_an_answer_to_another_place_answers_nothing_and_shows_what_comes_now(
    db: Database, boats: Curriculum
) -> None:
    standing = await give(db, boats, await opened(db, boats, "quiz.ferries"), RIGHT, RIGHT)
    for place in (0, 3, 4, 99, -1):
        shown = await answer(db, boats, ANN, standing.sitting.sitting_id, place, RIGHT, NOW)
        assert shown.given is None
        assert shown.asked
        assert shown.asked.place == 2
    assert len(await answers(db)) == 2


async def test_an_answer_that_the_question_cannot_get_is_refused_and_stores_nothing(
    db: Database, boats: Curriculum
) -> None:
    content = with_quizzes(boats, quiz(question(SHORT)))
    standing = await opened(db, content)
    for given, words in (((0,), "belongs to another question"), ("x" * 201, "200"), ("  \n", "nothing in")):
        with pytest.raises(UserError, match=words):
            await give(db, content, standing, given)
    assert await answers(db) == []


async def test_the_first_answer_of_a_day_is_practice_and_only_the_first(db: Database, boats: Curriculum) -> None:
    standing = await give(db, boats, await opened(db, boats, "quiz.ferries"), RIGHT, RIGHT)
    (event,) = await log(db, Kind.ANSWERED)
    assert (event.item, event.day) == ("quiz.ferries", NOW.date())
    assert not await log(db, Kind.REVIEWED)
    await give(db, boats, standing, RIGHT, RIGHT, now=NOW + timedelta(days=1))
    assert [event.day.day for event in await log(db, Kind.ANSWERED)] == [14, 15]


async def test_a_day_is_that_of_the_member(db: Database, boats: Curriculum) -> None:
    await start(db, boats, ANN, None, Answers("0", next(iter(boats.tracks)), 20, "Asia/Tokyo", 3), NOW)
    evening = datetime(2026, 5, 14, 17, 59, tzinfo=UTC)  # a minute before three in the morning there
    standing = await give(db, boats, await opened(db, boats), RIGHT, now=evening)
    await give(db, boats, standing, RIGHT, now=evening + timedelta(minutes=2))
    assert [event.day.day for event in await log(db, Kind.ANSWERED)] == [14, 15]


async def test_a_quiz_that_was_begun_is_resumed_and_another_one_begins_beside_it(
    db: Database, boats: Curriculum
) -> None:
    ferries = await give(db, boats, await opened(db, boats, "quiz.ferries"), RIGHT)
    harbours = await opened(db, boats, "harbours")
    assert harbours.sitting.item == "quiz.harbours"
    assert harbours.asked
    assert harbours.asked.number == 1
    back = await opened(db, boats, "Ferries")
    assert back.sitting.sitting_id == ferries.sitting.sitting_id
    assert back.asked
    assert back.asked.number == 2
    assert (await opened(db, boats)).sitting.sitting_id == harbours.sitting.sitting_id  # the newest unfinished one


async def test_without_a_topic_the_level_decides_then_mistakes_and_never_the_quiz_just_done(
    db: Database, boats: Curriculum
) -> None:
    await start(db, boats, ANN, None, Answers("1", next(iter(boats.tracks)), 20, "UTC", 3), NOW)
    first = await opened(db, boats)
    assert first.sitting.item == "quiz.harbours"  # of her level
    await give(db, boats, first, WRONG, RIGHT, RIGHT, RIGHT, RIGHT)
    second = await opened(db, boats)
    assert second.sitting.item == "quiz.ferries"  # the one above her level can wait
    await give(db, boats, second, *[RIGHT] * 5)
    third = await opened(db, boats)
    assert third.sitting.item == "quiz.harbours"  # with her mistake
    await give(db, boats, third, *[RIGHT] * 5)
    assert (await opened(db, boats)).sitting.item == "quiz.ferries"


async def test_without_a_topic_a_concept_that_one_masters_already_can_wait(
    db: Database, curriculum: Curriculum
) -> None:
    near, other = quiz(), replace(quiz(name="harbours", level="00"), concept="concept.classes")
    content = with_quizzes(curriculum, near, other)
    await start(db, content, ANN, None, Answers("0", next(iter(content.tracks)), 20, "UTC", 3), NOW)
    assert (await opened(db, content)).sitting.item == "quiz.ferries"
    await db.write(lambda connection: connection.execute("DELETE FROM sitting"))
    solved = Trial(NOW.date(), 4000, 4000)
    await db.write(lambda connection: add_evidence(connection, ANN, near.concept, "challenge.x", solved))
    assert (await opened(db, content)).sitting.item == "quiz.harbours"
    await db.write(lambda connection: connection.execute("DELETE FROM sitting"))
    assert (await opened(db, content, now=NOW + timedelta(days=90))).sitting.item == "quiz.ferries"  # it has faded


async def test_mistakes_return_in_the_next_round_and_can_be_practised_alone(
    db: Database, curriculum: Curriculum
) -> None:
    content = with_quizzes(curriculum, quiz(*[question(name=f"q{number}") for number in range(20)]))
    first = await opened(db, content)
    done = await give(db, content, first, WRONG, RIGHT, WRONG, RIGHT, RIGHT)
    wrong = {done.sitting.questions[0], done.sitting.questions[2]}
    second = await opened(db, content, "quiz.ferries", NOW + timedelta(hours=1))
    assert wrong <= set(second.sitting.questions)
    assert not set(done.sitting.questions) - wrong & set(second.sitting.questions)
    right_now = [RIGHT if question not in wrong else WRONG for question in second.sitting.questions]
    over = await give(db, content, second, *right_now, now=NOW + timedelta(hours=1))
    assert (await result(db, content, over)).mistakes == 2
    alone = await practise(db, content, ANN, None, "quiz.ferries", NOW + timedelta(hours=2))
    assert set(alone.sitting.questions) == wrong
    over = await give(db, content, alone, RIGHT, RIGHT, now=NOW + timedelta(hours=2))
    came = await result(db, content, over)
    assert (came.full, came.mistakes) == (False, 0)
    assert len(await log(db, Kind.QUIZZED)) == 2  # practice passes nothing
    with pytest.raises(UserError, match="no mistakes"):
        await practise(db, content, ANN, None, "quiz.ferries", NOW)


async def test_the_mistakes_of_all_quizzes_are_practised_together(db: Database, boats: Curriculum) -> None:
    for topic in ("quiz.ferries", "quiz.harbours"):
        await give(db, boats, await opened(db, boats, topic), WRONG, *[RIGHT] * 4)
    both = await practise(db, boats, ANN, None, MISTAKES, NOW)
    again = await practise(db, boats, ANN, None, MISTAKES, NOW)  # the button was pressed twice
    assert both.sitting.sitting_id == again.sitting.sitting_id
    assert {question.partition("#")[0] for question in both.sitting.questions} == {"quiz.ferries", "quiz.harbours"}
    came = await result(db, boats, await give(db, boats, both, RIGHT, WRONG))
    assert (came.quiz, came.mistakes, came.outcome.of) == (None, 1, 2)


async def test_a_question_that_is_retired_meanwhile_is_skipped(db: Database, boats: Curriculum) -> None:
    standing = await give(db, boats, await opened(db, boats, "quiz.ferries"), RIGHT)
    gone = standing.sitting.questions[1]
    left = replace(
        boats.quizzes["quiz.ferries"],
        questions=tuple(one for one in boats.quizzes["quiz.ferries"].questions if one.id != gone),
    )
    content = with_quizzes(boats, left)
    shown = await current(db, content, ANN, standing.sitting.sitting_id, NOW)
    assert shown.asked
    assert (shown.asked.place, shown.asked.number, shown.asked.total) == (2, 2, 4)
    done = await give(db, content, shown, RIGHT, RIGHT, RIGHT)
    assert done.asked is None
    assert (await log(db, Kind.QUIZZED))[0].details == {"points": "4", "of": "4", "passed": "1"}


async def test_an_answer_to_a_question_that_was_rewritten_since_is_kept_and_no_longer_explained(
    db: Database, curriculum: Curriculum
) -> None:
    before = with_quizzes(curriculum, quiz(question(MULTI)))
    standing = await give(db, before, await opened(db, before), (0, 3))
    for kind in (SHORT, SINGLE):
        content = with_quizzes(curriculum, quiz(question(kind)))
        twice = await answer(db, content, ANN, standing.sitting.sitting_id, 0, (0, 3), NOW)
        assert twice.given is None
        assert twice.asked is None
    assert [stored.given for stored in await answers(db)] == [(0, 3)]


async def test_a_sitting_of_which_nothing_is_asked_any_more_ends_without_a_result(
    db: Database, boats: Curriculum
) -> None:
    standing = await opened(db, boats, "quiz.ferries")
    content = with_quizzes(boats, quiz(name="harbours"))
    over = await current(db, content, ANN, standing.sitting.sitting_id, NOW)
    assert over.asked is None
    assert over.sitting.ended_at == NOW
    assert (await result(db, content, over)).outcome.of == 0
    assert not await log(db, Kind.QUIZZED)
    assert (await opened(db, content)).sitting.item == "quiz.harbours"


async def test_what_was_answered_under_a_former_id_is_known_under_that_of_today(
    db: Database, curriculum: Curriculum
) -> None:
    old = with_quizzes(curriculum, quiz(name="boats"))
    begun = await give(db, old, await opened(db, old), WRONG)
    names = {f"quiz.boats#{key}": f"quiz.ferries#{key}" for key in "abcde"}
    content = with_quizzes(curriculum, quiz(), **{"quiz.boats": "quiz.ferries"}, **names)
    resumed = await opened(db, content, "quiz.boats")
    assert resumed.sitting.sitting_id == begun.sitting.sitting_id
    assert (await result(db, content, resumed)).mistakes == 1
    await give(db, content, resumed, *[RIGHT] * 4)
    assert (await log(db, Kind.QUIZZED))[0].item == "quiz.ferries"


async def test_a_part_of_a_point_counts_and_is_a_mistake(db: Database, curriculum: Curriculum) -> None:
    content = with_quizzes(curriculum, quiz(question(MULTI), pass_mark=0.5))
    done = await give(db, content, await opened(db, content), (0,))
    came = await result(db, content, done)
    assert (came.outcome.points, came.outcome.passed, came.mistakes) == (0.5, True, 1)
    assert (await log(db, Kind.QUIZZED))[0].details == {"points": "0.5", "of": "1", "passed": "1"}


async def test_sittings_belong_to_whoever_began_them(db: Database, boats: Curriculum) -> None:
    standing = await opened(db, boats)
    for question_of in (current(db, boats, BOB, 1, NOW), answer(db, boats, BOB, 1, 0, RIGHT, NOW)):
        with pytest.raises(UserError, match="no longer there"):
            await question_of
    with pytest.raises(UserError, match="no longer there"):
        await question_at(db, boats, BOB, standing.sitting.sitting_id, 0)
    with pytest.raises(UserError, match="which question"):
        await question_at(db, boats, ANN, standing.sitting.sitting_id, 5)


async def test_the_options_stand_elsewhere_for_each_sitting_and_where_they_stood_when_resumed(
    db: Database, curriculum: Curriculum
) -> None:
    content = with_quizzes(curriculum, quiz(question()))
    orders = set()
    for _ in range(20):
        standing = await opened(db, content)
        assert standing.asked
        assert standing == await opened(db, content)
        orders.add(standing.asked.order)
        await give(db, content, standing, RIGHT)
    assert len(orders) > 3


async def test_a_quiz_is_found_by_id_former_id_and_title(boats: Curriculum) -> None:
    content = with_quizzes(boats, *boats.quizzes.values(), **{"quiz.boats": "quiz.ferries"})
    for text in ("quiz.ferries", "quiz.boats", " fERRIES "):
        assert find_quiz(content, text).id == "quiz.ferries"
    with pytest.raises(UserError, match="I don't know the quiz “cooking”"):
        find_quiz(content, "cooking")


def test_quizzes_are_searched_by_title_and_by_concept(boats: Curriculum) -> None:
    def found(text: str) -> list[Quiz]:
        return search_quizzes(boats, text)

    assert [quiz.title for quiz in found("")] == ["Ferries", "Harbours", "Tides"]
    assert [quiz.title for quiz in found("harb")] == ["Harbours"]
    concept = boats.concepts["concept.control-flow"].title
    assert len(found(f"tides {concept}")) == 1
    assert found("cooking") == []


async def test_a_quiz_that_asks_nothing_and_no_quiz_at_all_get_a_sentence(db: Database, curriculum: Curriculum) -> None:
    with pytest.raises(UserError, match="There is no quiz yet"):
        await opened(db, with_quizzes(curriculum))
    empty = replace(quiz(), questions=())
    with pytest.raises(UserError, match="asks nothing"):
        await opened(db, with_quizzes(curriculum, empty), "quiz.ferries")


async def test_a_report_on_a_question_is_filed(db: Database, boats: Curriculum) -> None:
    standing = await opened(db, boats, "quiz.ferries")
    asked = await question_at(db, boats, ANN, standing.sitting.sitting_id, 0)
    assert asked == standing.sitting.questions[0]
    await report(db, boats, ANN, asked, "Two are right", NOW)
    (filed,) = await reports(db)
    assert (filed.item, filed.words) == (asked, ("Two are right",))


async def test_a_sitting_remembers_where_and_when_it_began(db: Database, boats: Curriculum) -> None:
    drawn = ["quiz.ferries#a", "quiz.ferries#b"]
    begun = await db.write(lambda db: begin(db, ANN, 7, SittingKind.QUIZ, "quiz.ferries", drawn, NOW))
    (stored,) = await db.read(lambda db: newest_sittings(db, ANN, SittingKind.QUIZ, 5))
    assert stored == begun
    assert (stored.guild_id, stored.questions, stored.at, stored.shift) == (7, tuple(drawn), NOW, -180)
