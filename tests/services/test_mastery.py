"""What members do moves the mastery of concepts: noted on the way, and the same when it is derived anew."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.badges import Fact
from bot.domain.curriculum import Curriculum
from bot.domain.daily import band_of
from bot.domain.events import Kind
from bot.domain.memory import Rating
from bot.domain.sitting import SittingKind
from bot.domain.skills import Axis
from bot.domain.xp import POINTS
from bot.grader import Grader
from bot.services._learner import change_learner, learner_of, record
from bot.services._mastery import axes_of, masteries_of, note_challenge, recompute
from bot.services.badges import new_badges
from bot.services.challenge import give_up, take_hint
from bot.services.flashcards import Rated, record_review
from bot.services.grading import grade, grade_what_waits, submit
from bot.services.mastery import version_of
from bot.services.privacy import delete
from bot.services.progress import own_progress
from bot.store.database import Database
from bot.store.decks import add_own_card
from bot.store.flashcards import memories
from bot.store.sittings import add_sitting
from tests.badges import badge, unproved
from tests.cards import AGAIN, ANN, DAY, EASY, GOOD, HARD, NOW, opened, rate
from tests.concepts import BOTH, CARDS, LOOPS, NAMES, PICK, QUESTIONS, about_concepts, answered, graded, handed_in

BOB = 271828182845904523
TODAY = NOW.date()
Row = tuple[object, ...]


def rows(connection: sqlite3.Connection) -> list[Row]:
    """All evidence that there is."""
    sql = "SELECT user_id, concept, day, source, shown, weight FROM evidence ORDER BY 1, 2, 3, 4"
    return [tuple(row) for row in connection.execute(sql)]


def said(connection: sqlite3.Connection) -> list[Row]:
    """The concept, day, source, thousandths right and tried of everything."""
    return [row[1:] for row in rows(connection)]


ZONES = ("UTC", "America/Los_Angeles", "Pacific/Kiritimati", "Australia/Lord_Howe", "Pacific/Pago_Pago")
moments = st.integers(0, 60 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes))
challenges = st.sampled_from((BOTH, PICK))
checks = st.integers(1, 7).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))
steps = st.one_of(
    st.tuples(st.just("review"), st.sampled_from([*CARDS]), st.sampled_from(Rating), moments),
    st.tuples(st.just("answer"), st.sampled_from([*QUESTIONS]), st.sampled_from((0, 1 / 3, 0.5, 1.0)), moments),
    st.tuples(st.just("hand in"), challenges, st.booleans(), checks),
    st.tuples(st.just("grade"), st.integers(0, 9)),
    st.tuples(st.just("help"), challenges, st.sampled_from((Kind.HINTED, Kind.PUZZLED)), st.none()),
    st.tuples(st.just("give up"), challenges),
    st.tuples(st.just("move"), st.sampled_from(ZONES), st.integers(0, 6)),
    st.tuples(st.just("wait"), st.integers(1, 3000)),
)


class Life:
    """Ann's, as it arrives: reviews and answers of any moment, gradings in any order, help in between."""

    def __init__(self, connection: sqlite3.Connection, curriculum: Curriculum) -> None:
        self.connection, self.curriculum = connection, curriculum
        self.now, self.place, self.waiting = NOW, 0, []  # type: ignore[var-annotated]
        self.sitting = add_sitting(connection, ANN, None, SittingKind.QUIZ, "quiz.q", [], NOW, 0)

    def live(self, step: Sequence[object]) -> None:
        """Do one thing; the clock goes on by a minute."""
        self.now += timedelta(minutes=1)
        connection, curriculum = self.connection, self.curriculum
        match step:
            case "review", str(card), Rating() as rating, datetime() as at:
                known = {found.card: found.memory.reviews for found in memories(connection, ANN)}
                assert record_review(
                    connection, curriculum, Rated(ANN, None, card, rating, known.get(card, 0), 4.0, at)
                )
            case "answer", str(question), int() | float() as points, datetime() as at:
                answered(connection, curriculum, self.sitting, self.place, question, points, at)
                self.place += 1
            case "hand in", str(challenge), bool(honest), (int(passed), int(total)):
                self.waiting.append((handed_in(connection, challenge, self.now, honest=honest), passed, total))
            case "grade", int(number) if self.waiting:
                answer, passed, total = self.waiting.pop(number % len(self.waiting))
                graded(connection, curriculum, answer, passed, total, self.now)
            case "help", str(challenge), Kind() as kind, None:
                record(connection, ANN, None, kind, challenge, self.now)
            case "give up", str(challenge):
                record(connection, ANN, None, Kind.GAVE_UP, challenge, self.now)
                note_challenge(connection, curriculum, ANN, curriculum.challenges[challenge])
            case "move", str(zone), int(rollover):
                ann = replace(learner_of(connection, ANN), zone=zone, rollover=rollover)
                change_learner(connection, ann, self.now)
            case "wait", int(minutes):
                self.now += timedelta(minutes=minutes)


def test_whatever_arrives_in_whatever_order_deriving_it_anew_changes_nothing(curriculum: Curriculum) -> None:
    content = about_concepts(curriculum)

    @settings(max_examples=300)
    @given(st.lists(steps, min_size=5, max_size=50))
    def live(steps: list[Sequence[object]]) -> None:
        with closing(opened()) as connection:
            life = Life(connection, content)
            for step in steps:
                life.live(step)
            check_that_nothing_changes(connection, content)
            while life.waiting:
                life.live(("grade", len(life.waiting)))
            check_that_nothing_changes(connection, content)

    live()


def check_that_nothing_changes(connection: sqlite3.Connection, curriculum: Curriculum) -> None:
    """Deriving everything anew gives the very same table."""
    noted = rows(connection)
    recompute(connection, curriculum, ANN)
    assert rows(connection) == noted


def test_reviews_count_by_what_was_known_before_and_only_cards_about_a_concept_do(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    content = about_concepts(curriculum)
    rate(connection, content, "deck.few#c0", GOOD, EASY)
    rate(connection, content, "deck.few#c0", HARD, now=NOW + 30 * DAY)
    rate(connection, content, "deck.few#c3", EASY)
    rate(connection, content, add_own_card(connection, ANN, "A tern?", "A bird", "", NOW).id, EASY)
    later = str(TODAY + 30 * DAY)
    assert said(connection) == [(LOOPS, str(TODAY), "cards", 600, 600), (LOOPS, later, "cards", 700, 1000)]


def test_what_was_shown_under_a_former_id_of_a_concept_a_card_or_a_challenge_counts(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    before = about_concepts(curriculum, {"deck.few#c0": "concept.once"})
    before = replace(before, challenges={"challenge.once": replace(before.challenges[PICK], id="challenge.once")})
    rate(connection, before, "deck.few#c0", EASY)
    graded(connection, before, handed_in(connection, "challenge.once", NOW), 1, 1, NOW)
    former = {"concept.once": LOOPS, "deck.few#c0": "deck.few#c1", "challenge.once": PICK}
    today = about_concepts(curriculum, **former)
    noted = masteries_of(connection, today, ANN, TODAY)
    assert noted.keys() == {LOOPS}
    assert noted[LOOPS].value == pytest.approx((0.3 + 4) / (4.3 + 4))
    recompute(connection, today, ANN)
    assert masteries_of(connection, today, ANN, TODAY) == noted
    assert said(connection) == [(LOOPS, str(TODAY), "cards", 300, 300), (LOOPS, str(TODAY), PICK, 4000, 4000)]


def test_a_concept_that_is_no_longer_there_is_not_told(connection: sqlite3.Connection, curriculum: Curriculum) -> None:
    rate(connection, about_concepts(curriculum, {"deck.few#c0": "concept.gone"}), "deck.few#c0", EASY)
    assert masteries_of(connection, about_concepts(curriculum), ANN, TODAY) == {}


def test_mastery_can_be_told_as_it_was_thirty_days_ago(connection: sqlite3.Connection, curriculum: Curriculum) -> None:
    content = about_concepts(curriculum)
    rate(connection, content, "deck.few#c0", EASY, now=NOW - 31 * DAY)
    rate(connection, content, "deck.few#c2", EASY, now=NOW - 30 * DAY)
    then = masteries_of(connection, content, ANN, TODAY - 30 * DAY), axes_of(connection, content, ANN, TODAY - 30 * DAY)
    rate(connection, content, "deck.few#c0", GOOD)
    rate(connection, content, "deck.few#c2", AGAIN)
    assert then[0].keys() == {LOOPS, NAMES}
    assert then[1][Axis.FUNDAMENTALS] > 0
    assert (masteries_of(connection, content, ANN, TODAY, 30), axes_of(connection, content, ANN, TODAY, 30)) == then
    assert masteries_of(connection, content, ANN, TODAY) != then[0]
    assert masteries_of(connection, content, ANN, TODAY, 32) == {}


def test_an_axis_is_the_mean_of_all_its_concepts(connection: sqlite3.Connection, curriculum: Curriculum) -> None:
    content = about_concepts(curriculum)
    rate(connection, content, "deck.few#c0", EASY)
    axis = curriculum.concepts[LOOPS].axis
    count = sum(concept.axis is axis for concept in curriculum.concepts.values())
    axes = axes_of(connection, content, ANN, TODAY)
    assert axes == {**dict.fromkeys(Axis, 0.0), axis: pytest.approx(0.3 / 4.3 / count)}


def test_an_answer_is_noted_once_however_often_it_arrives(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    content = about_concepts(curriculum)
    sitting = add_sitting(connection, ANN, None, SittingKind.ASSESSMENT, "quick", [], NOW, 0)
    for _ in range(2):
        answered(connection, content, sitting, 0, "quiz.q#loops", 0.5, NOW)
    assert said(connection) == [(LOOPS, str(TODAY), "questions", 1000, 2000)]


@pytest.fixture
def pick(curriculum: Curriculum) -> Curriculum:
    """Content with challenges that are graded without the sandbox."""
    return about_concepts(curriculum)


async def evidence(db: Database) -> list[Row]:
    """The concept, day, source, thousandths right and tried of everything."""
    return await db.read(said)


async def test_grading_the_same_answer_twice_adds_nothing(db: Database, pick: Curriculum, grader: Grader) -> None:
    wrong = next(option for option in pick.challenges[PICK].options if option != pick.challenges[PICK].solution)
    failed = await submit(db, pick, ANN, None, PICK, wrong, NOW)
    solved = await submit(db, pick, ANN, None, PICK, pick.challenges[PICK].solution, NOW + DAY)
    for answer in (solved, failed, solved, failed):
        await grade(db, grader, pick, answer, NOW + DAY)
    tomorrow = str(TODAY + DAY)
    assert await evidence(db) == [(LOOPS, str(TODAY), PICK, 0, 500), (LOOPS, tomorrow, PICK, 3600, 4000)]


async def test_an_answer_that_is_graded_late_counts_on_the_day_on_which_it_was_handed_in(
    db: Database, pick: Curriculum, grader: Grader
) -> None:
    await submit(db, pick, ANN, None, PICK, pick.challenges[PICK].solution, NOW)
    assert await evidence(db) == []
    assert await grade_what_waits(db, grader, pick, NOW + 5 * DAY)
    assert await evidence(db) == [(LOOPS, str(TODAY), PICK, 4000, 4000)]


async def test_who_gives_up_has_shown_nothing_unless_their_answer_is_found_right_after_all(
    db: Database, pick: Curriculum, grader: Grader
) -> None:
    challenge = pick.challenges[PICK]
    waiting = await submit(db, pick, ANN, None, PICK, challenge.solution, NOW)
    for number in range(len(challenge.hints)):
        await take_hint(db, pick, ANN, None, PICK, number + 1, NOW + timedelta(minutes=1))
    for _ in range(2):
        await give_up(db, pick, ANN, None, PICK, NOW + timedelta(hours=1))
    assert await evidence(db) == [(LOOPS, str(TODAY), PICK, 0, 2000)]
    await grade(db, grader, pick, waiting, NOW + timedelta(hours=2))
    assert await evidence(db) == [(LOOPS, str(TODAY), PICK, 4000, 4000)]


def test_a_challenge_that_is_not_proved_says_nothing_until_it_is(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    proved = about_concepts(curriculum)
    doubtful = unproved(proved, BOTH)
    for passed in (1, 2):
        graded(connection, doubtful, handed_in(connection, BOTH, NOW), passed, 2, NOW)
    assert said(connection) == []
    recompute(connection, doubtful, ANN)
    assert said(connection) == []
    recompute(connection, proved, ANN)
    assert {row[0] for row in said(connection)} == {LOOPS, NAMES}
    assert version_of(proved) != version_of(doubtful)


async def test_who_is_deleted_leaves_no_evidence(db: Database, pick: Curriculum, grader: Grader) -> None:
    for member in (ANN, BOB):
        answer = await submit(db, pick, member, None, PICK, pick.challenges[PICK].solution, NOW)
        await grade(db, grader, pick, answer, NOW)
    await delete(db, ANN)
    assert {row[0] for row in await db.read(rows)} == {BOB}


async def test_help_that_is_taken_while_an_answer_waits_costs_nothing(
    db: Database, pick: Curriculum, grader: Grader
) -> None:
    hintless = badge(Fact.CHALLENGES, name="alone", hints=0)
    content = replace(pick, badges={hintless.id: hintless})
    waiting = await submit(db, content, ANN, None, PICK, content.challenges[PICK].solution, NOW)
    await take_hint(db, content, ANN, None, PICK, 1, NOW + timedelta(minutes=1))
    done = await grade(db, grader, content, waiting, NOW + timedelta(minutes=2))
    progress = await own_progress(db, content, ANN, NOW + timedelta(minutes=2))
    assert done.xp == progress.xp == POINTS[band_of(content.challenges[PICK].level)]
    news = await new_badges(db, content, ANN, None, NOW + timedelta(minutes=3))
    assert [earned.title for earned in news.badges] == [hintless.title]
