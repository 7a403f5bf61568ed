"""After a mistake a card about the concept comes sooner; no card is lost, and a bad day does not fill the next ones."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.curriculum import Curriculum
from bot.domain.memory import Memory, Rating, retrievability
from bot.domain.sitting import SittingKind
from bot.services._forward import MOST_WAITING, bring_forward
from bot.services._learner import change_learner, learner_of
from bot.store.decks import save_deck_choice
from bot.store.flashcards import memories, set_suspended
from bot.store.sittings import add_sitting
from tests.cards import ANN, DAY, EASY, GOOD, NOW, look, opened, rate
from tests.concepts import BOTH, LOOPS, NAMES, about_concepts, answered, graded, handed_in

MANY = {f"deck.few#c{number}": LOOPS if number % 2 == 0 else NAMES for number in range(10)}
TODAY = NOW.date()


def known(connection: sqlite3.Connection) -> dict[str, Memory]:
    """What Ann remembers."""
    return {found.card: found.memory for found in memories(connection, ANN)}


def due_days(connection: sqlite3.Connection) -> dict[str, date]:
    """The days on which her cards come."""
    calendar = learner_of(connection, ANN).calendar
    return {card: calendar.day(memory.due) for card, memory in known(connection).items()}


def test_the_card_that_is_most_nearly_forgotten_comes_today(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    content = about_concepts(curriculum, MANY)
    for number, days in enumerate((3, 3, 6, 1, 4)):  # those that are even are about loops
        rate(connection, content, f"deck.few#c{number}", EASY, now=NOW - days * DAY)
    before = due_days(connection)
    assert bring_forward(connection, content, ANN, {LOOPS}, NOW) == "deck.few#c2"
    assert due_days(connection) == before | {"deck.few#c2": TODAY}
    session = look(connection, content)
    assert session.card is not None
    assert session.card.id == "deck.few#c2"
    assert session.load.due == 1


def test_a_card_that_was_reviewed_today_comes_tomorrow(connection: sqlite3.Connection, curriculum: Curriculum) -> None:
    content = about_concepts(curriculum, MANY)
    rate(connection, content, "deck.few#c0", EASY)
    assert bring_forward(connection, content, ANN, {LOOPS}, NOW) == "deck.few#c0"
    assert due_days(connection) == {"deck.few#c0": TODAY + DAY}
    assert bring_forward(connection, content, ANN, {LOOPS}, NOW) is None


def test_while_three_that_came_forward_wait_no_more_do(connection: sqlite3.Connection, curriculum: Curriculum) -> None:
    content = about_concepts(curriculum, MANY)
    for card in MANY:
        rate(connection, content, card, EASY, now=NOW - DAY)
    moved = [bring_forward(connection, content, ANN, {LOOPS, NAMES}, NOW) for _ in range(5)]
    assert len({*moved} - {None}) == MOST_WAITING
    assert moved[MOST_WAITING:] == [None, None]
    assert bring_forward(connection, content, ANN, {LOOPS}, NOW + DAY) is None
    rate(connection, content, str(moved[0]), GOOD)
    assert bring_forward(connection, content, ANN, {LOOPS}, NOW) is not None


def test_cards_that_came_forward_and_are_wanted_no_more_do_not_keep_others_back(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    content = about_concepts(curriculum, MANY)
    for card in MANY:
        rate(connection, content, card, EASY, now=NOW - DAY)
    moved = [bring_forward(connection, content, ANN, {LOOPS, NAMES}, NOW) for _ in range(MOST_WAITING)]
    set_suspended(connection, ANN, str(moved[0]), True)
    assert bring_forward(connection, content, ANN, {LOOPS, NAMES}, NOW) not in {*moved, None}


def test_only_cards_that_are_wanted_and_known_and_about_it_move(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    content = about_concepts(curriculum, MANY)
    rate(connection, content, "deck.few#c0", GOOD, now=NOW - DAY)  # being learnt
    rate(connection, content, "deck.few#c1", EASY, now=NOW - DAY)  # about something else
    rate(connection, content, "deck.few#c2", EASY, now=NOW - DAY)
    before = known(connection)
    assert bring_forward(connection, content, ANN, (), NOW) is None
    set_suspended(connection, ANN, "deck.few#c2", True)
    assert bring_forward(connection, content, ANN, {LOOPS}, NOW) is None
    set_suspended(connection, ANN, "deck.few#c2", False)
    save_deck_choice(connection, ANN, "deck.few", False)
    assert bring_forward(connection, content, ANN, {LOOPS}, NOW) is None
    assert known(connection) == before
    save_deck_choice(connection, ANN, "deck.few", True)
    assert bring_forward(connection, content, ANN, {LOOPS}, NOW) == "deck.few#c2"


def test_a_card_is_moved_under_the_former_id_under_which_it_is_remembered(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    rate(connection, about_concepts(curriculum), "deck.few#c0", EASY, now=NOW - DAY)
    renamed = about_concepts(curriculum, **{"deck.few#c0": "deck.few#c1"})
    assert bring_forward(connection, renamed, ANN, {LOOPS}, NOW) == "deck.few#c1"
    assert due_days(connection) == {"deck.few#c0": TODAY}


def test_a_wrong_answer_and_an_attempt_that_failed_bring_one_forward_and_right_ones_do_not(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    content = about_concepts(curriculum, MANY)
    sitting = add_sitting(connection, ANN, None, SittingKind.QUIZ, "quiz.q", [], NOW, 0)
    for card in MANY:
        rate(connection, content, card, EASY, now=NOW - DAY)
    before = due_days(connection)
    answered(connection, content, sitting, 0, "quiz.q#loops", 1.0, NOW)
    answered(connection, content, sitting, 1, "quiz.q#neither", 0.0, NOW)
    graded(connection, content, handed_in(connection, BOTH, NOW), 5, 5, NOW)
    assert due_days(connection) == before
    for _ in range(2):
        answered(connection, content, sitting, 2, "quiz.q#names", 0.5, NOW)
    (first,) = {card for card, day in due_days(connection).items() if day == TODAY}
    assert MANY[first] == NAMES
    failed = handed_in(connection, BOTH, NOW - 3 * DAY)
    for _ in range(2):
        graded(connection, content, failed, 4, 5, NOW)  # three days late
    assert sum(day == TODAY for day in due_days(connection).values()) == 2


steps = st.one_of(
    st.tuples(st.just("review"), st.sampled_from([*MANY]), st.sampled_from(Rating)),
    st.tuples(st.just("mistake"), st.sets(st.sampled_from((LOOPS, NAMES)), min_size=1), st.none()),
    st.tuples(st.just("suspend"), st.sampled_from([*MANY]), st.booleans()),
    st.tuples(st.just("wait"), st.integers(0, 10), st.integers(0, 1439)),
    st.tuples(
        st.just("move"), st.sampled_from(("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Africa/Cairo")), st.just(3)
    ),
)


def test_no_card_is_lost_none_comes_before_today_and_none_that_is_due_moves(curriculum: Curriculum) -> None:
    content = about_concepts(curriculum, MANY)

    @settings(max_examples=200)
    @given(st.lists(steps, min_size=5, max_size=60))
    def live(steps: list[Sequence[object]]) -> None:
        now = NOW
        with closing(opened()) as connection:
            for number, card in enumerate(MANY):
                rate(connection, content, card, EASY, now=now - (number % 5) * DAY)
            for step in steps:
                match step:
                    case "review", str(card), Rating() as rating:
                        rate(connection, content, card, rating, now=now)
                    case "mistake", set(concepts), None:
                        check_mistake(connection, content, {str(concept) for concept in concepts}, now)
                    case "suspend", str(card), bool(suspended):
                        set_suspended(connection, ANN, card, suspended)
                    case "wait", int(days), int(minutes):
                        now += timedelta(days=days, minutes=minutes)
                    case "move", str(zone), int(rollover):
                        ann = replace(learner_of(connection, ANN), zone=zone, rollover=rollover)
                        change_learner(connection, ann, now)
                now += timedelta(hours=1)

    live()


def check_mistake(connection: sqlite3.Connection, curriculum: Curriculum, concepts: set[str], now: datetime) -> None:
    """One card at most moves: about the concepts, from later to today or tomorrow, and nothing of it else changes."""
    before, days = known(connection), due_days(connection)
    calendar, today = learner_of(connection, ANN).calendar, learner_of(connection, ANN).calendar.day(now)
    moved = bring_forward(connection, curriculum, ANN, concepts, now)
    after, days_after = known(connection), due_days(connection)
    assert after.keys() == before.keys()
    assert {card for card in before if before[card] != after[card]} == ({moved} if moved else set())
    asked = before.keys() - set(suspended(connection))
    known_for_days = {card: before[card] for card in asked if before[card].interval}
    early = [card for card, memory in known_for_days.items() if days[card] < memory.day + memory.interval * DAY]
    assert moved is None or len(early) < MOST_WAITING
    if moved:
        assert MANY[moved] in concepts
        assert days[moved] > today
        assert today <= days_after[moved] < days[moved]
        assert after[moved].day < days_after[moved]
        assert after[moved] == replace(before[moved], due=calendar.start(days_after[moved]))
        assert after[moved].interval
        chances = {card: retrievability(memory, today) for card, memory in before.items()}
        wanted = {
            card
            for card, memory in before.items()
            if MANY[card] in concepts and memory.interval and days[card] > max(today, memory.day + DAY)
        }
        assert chances[moved] <= min(chances[card] for card in wanted - set(suspended(connection)))


def suspended(connection: sqlite3.Connection) -> list[str]:
    """The cards that Ann doesn't want to be asked."""
    return [row["card"] for row in connection.execute("SELECT card FROM suspended")]
