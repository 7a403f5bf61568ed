"""A member's cards over days, clock changes, moves, renamed content and odd input."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import fsrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import day_at
from bot.domain.collection import LoggedReview
from bot.domain.curriculum import Curriculum
from bot.domain.flashcards import Card, CardType, Deck, Reviewing
from bot.domain.learner import Learner
from bot.domain.memory import Memory, Rating, State, remember
from bot.domain.time_off import TimeOff
from bot.services._cards import enabled_decks, wanted_cards
from bot.services._learner import change_learner, learner_of
from bot.services.flashcards import AHEAD, Rated, Scope, Session, record_review, session
from bot.store.database import migrate
from bot.store.decks import add_own_card, save_deck_choice, save_reviewing
from bot.store.flashcards import memories, reviews_since, save_memory, set_suspended
from bot.store.review_log import review_log
from bot.store.time_off import save_time_off

ANN = 314159265358979323
NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
DAY = timedelta(days=1)
AGAIN, HARD, GOOD, EASY = Rating
KNOWN_FOR_A_DAY = (AGAIN, AGAIN, GOOD, GOOD)  # fuzz leaves a single day alone


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    """An empty database, and Ann in it."""
    with closing(opened()) as connection:
        yield connection


def opened() -> sqlite3.Connection:
    """A database in which there is only Ann: level 00, UTC, the day begins at three, many minutes."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    migrate(connection)
    change_learner(connection, Learner(ANN, level="00", minutes=90), NOW)
    return connection


def deck(name: str, level: str = "00", cards: int = 4) -> Deck:
    """A deck of basic cards that are numbered from 0."""
    made = [Card(f"deck.{name}#c{number}", CardType.BASIC, f"What is {number}?", "It.") for number in range(cards)]
    return Deck(f"deck.{name}", name.title(), level, "Cards.", None, tuple(made))


def with_decks(curriculum: Curriculum, *decks: Deck, **aliases: str) -> Curriculum:
    """The shipped content with other decks; `aliases` leads from former ids to those of today."""
    return replace(curriculum, decks={deck.id: deck for deck in decks}, aliases=aliases)


def rate(
    connection: sqlite3.Connection, curriculum: Curriculum, card: str, *ratings: Rating, now: datetime = NOW
) -> datetime:
    """Review a card, a quarter of an hour apart; the moment of the last review."""
    for rating in ratings:
        found = {found.card: found.memory for found in memories(connection, ANN)}
        number = found[card].reviews if card in found else 0
        assert record_review(connection, curriculum, Rated(ANN, None, card, rating, number, 4.0, now))
        now += timedelta(minutes=15)
    return now - timedelta(minutes=15)


def look(
    connection: sqlite3.Connection, curriculum: Curriculum, now: datetime = NOW, scope: Scope | None = None
) -> Session:
    """What comes next."""
    return session(connection, curriculum, ANN, scope or Scope(), now)


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


def test_after_a_fortnight_every_card_is_where_fsrs_itself_has_it(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    """Over the change of the clocks, with skipped days, evenings after midnight and another retention in between."""
    curriculum = with_decks(curriculum, deck("few", cards=40))
    change_learner(connection, replace(learner_of(connection, ANN), zone="Europe/Berlin", rollover=2), NOW)
    chance = Random(6)
    for day in sorted({*range(14)} - {3, 4, 9}):
        save_reviewing(connection, ANN, Reviewing(new_per_day=7, retention=0.9 if day < 8 else 0.8))
        now = datetime(2026, 3, 20, chance.choice([6, 18, 23]), 30, tzinfo=UTC) + day * DAY
        review_all(connection, curriculum, now, chance)
    log = review_log(connection, ANN)
    assert {entry.rating for entry in log} == set(Rating)
    assert len({entry.shift for entry in log}) == 2
    known = {found.card: found.memory for found in memories(connection, ANN)}
    assert len(known) == 40
    assert any(memory.interval and memory.reviews > 3 for memory in known.values())
    for card, memory in known.items():
        replayed, days = replay([entry for entry in log if entry.card == card])
        assert (memory.state, memory.step) == (State(replayed.state), replayed.step)
        assert memory.stability == pytest.approx(replayed.stability)
        assert memory.difficulty == pytest.approx(replayed.difficulty)
        assert abs(memory.interval - days) <= (1.5 + 0.15 * days if days > 2 else 0)


def review_all(connection: sqlite3.Connection, curriculum: Curriculum, now: datetime, chance: Random) -> None:
    """Review until the day is done, eight seconds a card."""
    while (found := look(connection, curriculum, now)).card:
        rating = chance.choices((AGAIN, HARD, GOOD, EASY), (2, 1, 6, 2))[0]
        now += timedelta(seconds=8)
        assert record_review(connection, curriculum, Rated(ANN, None, found.card.id, rating, found.number, 8.0, now))


def replay(log: list[LoggedReview]) -> tuple[fsrs.Card, int]:
    """A card as `fsrs` alone has it after the reviews of the log, each at the midnight of the member's day.

    Beside it the days to the next review, before fuzz moves them.
    """
    card = fsrs.Card(card_id=1, due=NOW)
    for entry in log:
        scheduler = fsrs.Scheduler(desired_retention=entry.retention, enable_fuzzing=False)
        assert entry.elapsed == ((midnight(entry) - card.last_review).days if card.last_review else 0)
        assert entry.state_before == (State(card.state) if card.last_review else None)
        assert entry.stability_before == pytest.approx(card.stability) or not card.last_review
        card, _ = scheduler.review_card(card, fsrs.Rating(entry.rating), midnight(entry))
        assert entry.state_after == State(card.state)
        assert entry.stability_after == pytest.approx(card.stability)
        assert entry.difficulty_after == pytest.approx(card.difficulty)
    return card, (card.due - midnight(log[-1])).days


def midnight(entry: LoggedReview) -> datetime:
    """The member's day of a review, as a moment for `fsrs`."""
    return datetime.combine(day_at(entry.at, entry.shift), time(), UTC)


def test_the_log_is_complete_for_the_logs_of_fsrs(connection: sqlite3.Connection, curriculum: Curriculum) -> None:
    """Each entry makes a ReviewLog, and from these alone `fsrs` has every card where we have it."""
    curriculum = with_decks(curriculum, deck("few", cards=12))
    chance = Random(2)
    for day in range(0, 30, 2):
        review_all(connection, curriculum, NOW + day * DAY, chance)
    numbers = {found.card: number for number, found in enumerate(memories(connection, ANN))}
    logs = [
        fsrs.ReviewLog(
            card_id=numbers[entry.card],
            rating=fsrs.Rating(entry.rating),
            review_datetime=midnight(entry) + timedelta(microseconds=order),
            review_duration=round(entry.seconds * 1000),
        )
        for order, entry in enumerate(review_log(connection, ANN))
    ]
    assert len({(log.card_id, log.review_datetime) for log in logs}) == len(logs) > 50
    for found in memories(connection, ANN):
        number = numbers[found.card]
        mine = [fsrs.ReviewLog.from_json(log.to_json()) for log in logs if log.card_id == number]
        card = fsrs.Scheduler(enable_fuzzing=False).reschedule_card(fsrs.Card(card_id=number, due=NOW), mine)
        assert card.stability == pytest.approx(found.memory.stability)
        assert len(mine) == found.memory.reviews


ZONES = ("UTC", "Europe/Berlin", "America/Los_Angeles", "Australia/Lord_Howe", "Asia/Beirut", "Pacific/Kiritimati")
steps = st.one_of(
    st.sampled_from(Rating),  # review what comes
    st.integers(1, 3 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes)),  # wait
    st.tuples(st.sampled_from(ZONES), st.integers(0, 6)),  # move
    st.tuples(st.sampled_from(("deck.few#c0", "deck.few#c1")), st.booleans()),  # suspend, or ask again
)


@settings(deadline=None)
@given(st.lists(steps, min_size=5, max_size=40), st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)))
def test_no_card_is_lost_or_comes_twice_on_a_day_whatever_the_member_does(
    curriculum: Curriculum, steps: list[Rating | timedelta | tuple[str, int | bool]], begin: datetime
) -> None:
    curriculum, now, moved = with_decks(curriculum, deck("few", cards=3)), begin.replace(tzinfo=UTC), False
    with closing(opened()) as connection:
        for step in steps:
            found = look(connection, curriculum, now)
            check_card(connection, found, now, moved=moved)
            match step:
                case timedelta():
                    now += step
                case Rating():
                    now += timedelta(seconds=5)
                    if found.card:
                        rated = Rated(ANN, None, found.card.id, step, found.number, 5.0, now)
                        assert record_review(connection, curriculum, rated)
                        assert not record_review(connection, curriculum, rated)
                case (card, bool(suspended)):
                    set_suspended(connection, ANN, card, suspended)
                case (zone, int(rollover)):
                    moved = True
                    change_learner(connection, replace(learner_of(connection, ANN), zone=zone, rollover=rollover), now)
        check_that_none_is_lost(connection, curriculum, now)


def check_card(connection: sqlite3.Connection, found: Session, now: datetime, *, moved: bool) -> None:
    """What comes is due; nothing comes only when nothing is due; and each memory means its own day."""
    calendar = learner_of(connection, ANN).calendar
    today = calendar.day(now)
    known = {memory.card: memory.memory for memory in memories(connection, ANN) if not memory.suspended}
    if found.card is None:
        assert all(memory.due > now for memory in known.values())
    elif found.card.id in known:
        memory = known[found.card.id]
        early = AHEAD if not memory.interval else timedelta()
        assert memory.due <= now + early
        if memory.interval:
            assert memory.day < today
            assert found.card.id not in {entry.card for entry in reviews_since(connection, ANN, calendar.start(today))}
    for memory in known.values():
        if memory.interval:
            day = calendar.day(memory.due)
            assert memory.due == calendar.start(day)
            assert moved or day == memory.day + memory.interval * DAY


def check_that_none_is_lost(connection: sqlite3.Connection, curriculum: Curriculum, now: datetime) -> None:
    """When all are due at last, all come."""
    begun = {found.card: found.memory for found in memories(connection, ANN) if not found.suspended}
    now = max([now, *(memory.due for memory in begun.values())])
    shown = set()
    while (found := look(connection, curriculum, now)).card:
        shown.add(found.card.id)
        now += timedelta(seconds=5)
        assert record_review(connection, curriculum, Rated(ANN, None, found.card.id, GOOD, found.number, 5.0, now))
    assert shown >= set(begun)
