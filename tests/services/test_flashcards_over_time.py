"""Cards lived with for weeks: as `fsrs` itself has them, and none lost over days, clocks, zones and pauses."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from random import Random

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import day_at
from bot.domain.collection import LoggedReview
from bot.domain.curriculum import Curriculum
from bot.domain.flashcards import Reviewing
from bot.domain.memory import Rating, State
from bot.services._learner import change_learner, learner_of
from bot.services.flashcards import AHEAD, Rated, Session, record_review
from bot.store.decks import save_reviewing
from bot.store.flashcards import memories, reviews_since, set_suspended, suspended_cards
from bot.store.review_log import review_log
from tests.cards import AGAIN, ANN, DAY, EASY, GOOD, HARD, NOW, deck, look, opened, with_decks


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


def test_no_card_is_lost_or_comes_twice_on_a_day_whatever_the_member_does(curriculum: Curriculum) -> None:
    few = with_decks(curriculum, deck("few", cards=3))

    @given(st.lists(steps, min_size=5, max_size=40), st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)))
    def live(steps: list[Rating | timedelta | tuple[str, int | bool]], begin: datetime) -> None:
        now, moved = begin.replace(tzinfo=UTC), False
        with closing(opened()) as connection:
            for step in steps:
                found = look(connection, few, now)
                check_card(connection, found, now, moved=moved)
                match step:
                    case timedelta():
                        now += step
                    case Rating():
                        now += timedelta(seconds=5)
                        rate_twice(connection, few, found, step, now)
                    case (card, bool(suspended)):
                        set_suspended(connection, ANN, card, suspended)
                    case (zone, int(rollover)):
                        moved = True
                        ann = replace(learner_of(connection, ANN), zone=zone, rollover=rollover)
                        change_learner(connection, ann, now)
            check_that_none_is_lost(connection, few, now)

    live()


def rate_twice(
    connection: sqlite3.Connection, curriculum: Curriculum, found: Session, rating: Rating, now: datetime
) -> None:
    """Press the same button two times."""
    if found.card:
        rated = Rated(ANN, None, found.card.id, rating, found.number, 5.0, now)
        assert record_review(connection, curriculum, rated)
        assert not record_review(connection, curriculum, rated)


def check_card(connection: sqlite3.Connection, found: Session, now: datetime, *, moved: bool) -> None:
    """What comes is due; nothing comes only when nothing is due; and each memory means its own day."""
    calendar = learner_of(connection, ANN).calendar
    today = calendar.day(now)
    unwanted = suspended_cards(connection, ANN)
    known = {memory.card: memory.memory for memory in memories(connection, ANN) if memory.card not in unwanted}
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
    unwanted = suspended_cards(connection, ANN)
    begun = {found.card: found.memory for found in memories(connection, ANN) if found.card not in unwanted}
    now = max([now, *(memory.due for memory in begun.values())])
    shown = set()
    while (found := look(connection, curriculum, now)).card:
        shown.add(found.card.id)
        now += timedelta(seconds=5)
        assert record_review(connection, curriculum, Rated(ANN, None, found.card.id, GOOD, found.number, 5.0, now))
    assert shown >= set(begun)
