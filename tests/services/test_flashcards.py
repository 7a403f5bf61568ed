"""A member's cards over days, clock changes, moves, renamed content and odd input."""

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.curriculum import Curriculum
from bot.domain.flashcards import Card, Reviewing
from bot.domain.memory import Memory, remember
from bot.domain.time_off import TimeOff
from bot.services._cards import enabled_decks, wanted_cards
from bot.services._learner import change_learner, learner_of
from bot.services.flashcards import Rated, Scope, record_review
from bot.store.decks import add_own_card, save_deck_choice, save_reviewing
from bot.store.flashcards import memories, save_memory, set_suspended
from bot.store.time_off import save_time_off
from tests.cards import AGAIN, ANN, DAY, EASY, GOOD, KNOWN_FOR_A_DAY, NOW, deck, look, rate, with_decks


def stored(connection: sqlite3.Connection, card: str) -> Memory:
    """What is remembered of a card."""
    return next(found.memory for found in memories(connection, ANN) if found.card == card)


def no_new_cards(connection: sqlite3.Connection) -> None:
    """Have Ann begin no card by herself."""
    save_reviewing(connection, ANN, Reviewing(new_per_day=0))


def test_a_card_that_is_known_until_tomorrow_does_not_come_early_at_the_end_of_the_day(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    curriculum = with_decks(curriculum, deck("few", cards=1))
    rate(connection, curriculum, "deck.few#c0", *KNOWN_FOR_A_DAY, now=NOW + timedelta(hours=10))
    assert stored(connection, "deck.few#c0").due == datetime(2026, 5, 15, 3, tzinfo=UTC)
    assert look(connection, curriculum, datetime(2026, 5, 15, 2, 50, tzinfo=UTC)).card is None
    assert look(connection, curriculum, datetime(2026, 5, 15, 3, 0, tzinfo=UTC)).card is not None


def test_a_card_that_is_being_learnt_may_come_a_little_early_when_nothing_else_is_left(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    curriculum = with_decks(curriculum, deck("few", cards=1))
    rate(connection, curriculum, "deck.few#c0", GOOD)
    found = look(connection, curriculum, NOW + timedelta(minutes=1))
    assert found.card is not None
    assert found.repeated


def test_a_deck_that_was_begun_stays_on_when_its_member_reaches_a_higher_level(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    curriculum = with_decks(curriculum, deck("easy"), deck("never"), deck("hard", "5"))
    rate(connection, curriculum, "deck.easy#c0", EASY)
    change_learner(connection, replace(learner_of(connection, ANN), level="5"), NOW)
    later = look(connection, curriculum, NOW + 60 * DAY)
    assert later.card is not None
    assert later.card.id == "deck.easy#c0"
    assert later.load.unseen == 4 + 3
    assert [card.deck for card in fresh(connection, curriculum)] == ["deck.hard"] * 4 + ["deck.easy"] * 3
    save_deck_choice(connection, ANN, "deck.easy", False)
    assert look(connection, curriculum, NOW + 60 * DAY).load.due == 0


def fresh(connection: sqlite3.Connection, curriculum: Curriculum) -> list[Card]:
    """The new cards in the order in which they come."""
    decks = enabled_decks(connection, curriculum, learner_of(connection, ANN))
    known = {found.card for found in memories(connection, ANN)}
    return [card for card in wanted_cards(connection, curriculum, ANN, decks).values() if card.id not in known]


def test_cards_of_ones_own_are_the_first_new_ones(connection: sqlite3.Connection, curriculum: Curriculum) -> None:
    own = add_own_card(connection, ANN, "A tern?", "A bird", "", NOW)
    assert fresh(connection, curriculum)[0] == own


def test_two_cards_that_became_one_are_asked_once_and_can_be_answered(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    """Of two memories one counts, the same wherever it is looked at; else the card would come back for ever."""
    before = with_decks(curriculum, deck("few", cards=3))
    rate(connection, before, "deck.few#c1", EASY, now=NOW - 90 * DAY)
    rate(connection, before, "deck.few#c2", EASY, GOOD, now=NOW - 80 * DAY)
    no_new_cards(connection)
    one = with_decks(curriculum, deck("few", cards=1), **{"deck.few#c1": "deck.few#c0", "deck.few#c2": "deck.few#c0"})
    found = look(connection, one)
    assert found.card is not None
    assert found.load.due == 1
    assert record_review(connection, one, Rated(ANN, None, found.card.id, EASY, found.number, 4.0, NOW))
    assert look(connection, one).card is None
    assert look(connection, one, NOW + timedelta(hours=1)).card is None


def test_a_deck_that_was_renamed_can_be_taken_and_left_anew(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    save_deck_choice(connection, ANN, "deck.zebra", False)
    curriculum = with_decks(curriculum, deck("ant"), **{"deck.zebra": "deck.ant"})
    assert look(connection, curriculum).card is None
    save_deck_choice(connection, ANN, "deck.ant", True)
    assert look(connection, curriculum).card is not None


def test_the_plan_counts_only_what_will_be_asked(connection: sqlite3.Connection, curriculum: Curriculum) -> None:
    """Not cards of decks that were left, not suspended ones, not those that wait for their deck or were thrown away."""
    curriculum = with_decks(curriculum, deck("on", cards=50), deck("off", cards=50))
    change_learner(connection, replace(learner_of(connection, ANN), minutes=1), NOW)
    known = replace(remember(None, EASY, NOW, learner_of(connection, ANN).calendar, "x"), day=NOW.date() - 9 * DAY)
    save_deck_choice(connection, ANN, "deck.off", False)
    begin = datetime(2026, 5, 14, 3, tzinfo=UTC)
    for number in range(20):
        save_memory(connection, ANN, f"deck.on#c{number}", replace(known, due=begin - DAY))
    ahead = [f"deck.on#c{number}" for number in range(20, 23)]
    ahead += [f"deck.off#c{number}" for number in range(50)]
    ahead += [f"lp:deck.level-0#0-{number:02}" for number in range(50)]
    ahead += ["deck.gone#c1", "own#17", "deck.on#c30"]
    for card in ahead:
        save_memory(connection, ANN, card, replace(known, due=begin + DAY))
    set_suspended(connection, ANN, "deck.on#c30", True)
    load = look(connection, curriculum).load
    assert load.backlog
    assert load.upcoming[:2] == (3, 0)
    of_one = look(connection, curriculum, scope=Scope("deck.on")).load
    assert of_one.upcoming[:2] == (3, 0)


def test_the_plan_leaves_days_off_alone(connection: sqlite3.Connection, curriculum: Curriculum) -> None:
    curriculum = with_decks(curriculum, deck("on", cards=50))
    change_learner(connection, replace(learner_of(connection, ANN), minutes=1), NOW)
    for number in range(12):
        memory = remember(None, EASY, NOW - 30 * DAY, learner_of(connection, ANN).calendar, "x")
        save_memory(connection, ANN, f"deck.on#c{number}", memory)
    assert look(connection, curriculum).load.clear_in() == 2
    save_time_off(connection, ANN, TimeOff(date(2026, 5, 15), date(2026, 5, 20)))
    assert look(connection, curriculum).load.clear_in() == 8


def test_the_pace_counts_all_that_a_card_takes_on_a_day(connection: sqlite3.Connection, curriculum: Curriculum) -> None:
    curriculum = with_decks(curriculum, deck("few", cards=4))
    rate(connection, curriculum, "deck.few#c0", GOOD, GOOD, now=NOW - 3 * DAY)  # 4 seconds each
    rate(connection, curriculum, "deck.few#c1", AGAIN, GOOD, GOOD, EASY, now=NOW - 3 * DAY)
    rate(connection, curriculum, "deck.few#c0", GOOD, now=NOW - DAY)
    assert look(connection, curriculum).load.pace == pytest.approx(4 * 7 / 3)


@pytest.mark.parametrize("rollover", [0, 6])
def test_a_later_begin_of_the_day_brings_no_card_back_on_the_same_day(
    connection: sqlite3.Connection, curriculum: Curriculum, rollover: int
) -> None:
    curriculum = with_decks(curriculum, deck("few", cards=1))
    now = rate(connection, curriculum, "deck.few#c0", *KNOWN_FOR_A_DAY, now=NOW + timedelta(hours=10))
    change_learner(connection, replace(learner_of(connection, ANN), rollover=rollover), now)
    begin = datetime(2026, 5, 15, rollover, tzinfo=UTC)
    assert look(connection, curriculum, begin - timedelta(minutes=1)).card is None
    assert look(connection, curriculum, begin).card is not None


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Tokyo", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_after_a_move_cards_come_on_their_day_in_the_new_zone_and_none_twice_on_one(
    connection: sqlite3.Connection, curriculum: Curriculum, zone: str
) -> None:
    curriculum = with_decks(curriculum, deck("few", cards=1))
    now = rate(connection, curriculum, "deck.few#c0", *KNOWN_FOR_A_DAY, now=NOW)
    change_learner(connection, replace(learner_of(connection, ANN), zone=zone), now)
    calendar = learner_of(connection, ANN).calendar
    due = stored(connection, "deck.few#c0").due
    assert due == calendar.start(max(date(2026, 5, 15), calendar.day(now) + DAY))
    assert look(connection, curriculum, due - timedelta(minutes=1)).card is None
    assert look(connection, curriculum, due).card is not None


def test_a_move_leaves_a_card_that_is_being_learnt_where_it_is(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    curriculum = with_decks(curriculum, deck("few", cards=1))
    now = rate(connection, curriculum, "deck.few#c0", AGAIN)
    before = stored(connection, "deck.few#c0")
    change_learner(connection, replace(learner_of(connection, ANN), zone="Asia/Tokyo"), now)
    assert stored(connection, "deck.few#c0") == before


@pytest.mark.parametrize("level", [None, "00", "10", "elite", "of another day"])
def test_levels_without_decks_empty_decks_and_retired_cards_leave_a_day_without_cards(
    connection: sqlite3.Connection, curriculum: Curriculum, level: str | None
) -> None:
    full, empty = with_decks(curriculum, deck("few", "3")), with_decks(curriculum, deck("few", "3", cards=0))
    save_deck_choice(connection, ANN, "deck.few", True)
    save_deck_choice(connection, ANN, "deck.retired", True)
    rate(connection, full, "deck.few#c0", EASY)
    change_learner(connection, replace(learner_of(connection, ANN), level=level), NOW)
    for content in (empty, with_decks(curriculum)):
        found = look(connection, content, NOW + 90 * DAY)
        assert found.card is None
        assert (found.load.due, found.load.unseen) == (0, 0)
    back = look(connection, full, NOW + 90 * DAY).card
    assert back is not None
    assert back.id == "deck.few#c0"
