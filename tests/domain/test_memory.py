"""What FSRS makes of ratings, in the member's own days."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.memory import FUZZ, Memory, Rating, State, choices, fuzzed, remember, retrievability

UTC_DAYS = Calendar(ZoneInfo("UTC"), 0)
NOON = datetime(2026, 5, 14, 12, tzinfo=UTC)
CARD = "deck.loops#range-stop"
AGAIN, HARD, GOOD, EASY = Rating
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Havana", "Pacific/Apia", "UTC")

# Computed with the package `fsrs` 6.3 itself, without fuzz, each review on the day on which the card was due:
# the days until the next review (0: within minutes), stability and difficulty.
SEQUENCES = {
    (GOOD, GOOD, GOOD, GOOD, GOOD, GOOD): [
        (0, 2.3065, 2.118104), (2, 2.3065, 2.111214), (11, 10.971048, 2.104331), (46, 46.316858, 2.097455),
        (163, 162.999816, 2.090586), (498, 497.876555, 2.083724),
    ],
    (EASY, GOOD, AGAIN, GOOD, GOOD, HARD): [
        (8, 8.2956, 1.0), (39, 38.90515, 1.0), (0, 2.862327, 7.02699), (3, 2.862327, 7.015191),
        (8, 8.194918, 7.003404), (16, 15.541877, 7.995948),
    ],
    (AGAIN, AGAIN, GOOD, GOOD, GOOD, EASY): [
        (0, 0.212, 6.4133), (0, 0.083357, 8.806304), (0, 0.103141, 8.792727), (1, 0.125844, 8.779162),
        (1, 0.778961, 8.765611), (3, 2.956286, 8.338365),
    ],
    (HARD, HARD, HARD, GOOD, AGAIN, EASY): [
        (0, 1.2931, 5.112171), (0, 1.2931, 6.74046), (0, 1.2931, 7.821393), (0, 1.3359, 7.8088),
        (0, 0.465346, 9.264996), (1, 0.884561, 9.00462),
    ],
}  # fmt: skip


@pytest.fixture
def no_fuzz(monkeypatch: pytest.MonkeyPatch) -> None:
    """Intervals as FSRS computes them, before they are moved a little."""
    monkeypatch.setattr("bot.domain.memory.FUZZ", ())
    monkeypatch.setattr("bot.domain.memory.LEAST_FUZZED", float("inf"))


@pytest.mark.parametrize(("ratings", "expected"), SEQUENCES.items(), ids=lambda value: str(len(value)))
def test_a_sequence_of_ratings_gives_the_intervals_of_fsrs(
    ratings: tuple[Rating, ...], expected: list[tuple[int, float, float]], no_fuzz: None
) -> None:
    memory, now, got = None, NOON, []
    for rating in ratings:
        memory = remember(memory, rating, now, UTC_DAYS, CARD)
        got.append((memory.interval, round(memory.stability, 6), round(memory.difficulty, 6)))
        now = max(memory.due, now) if memory.interval else now
    assert got == expected


def test_a_card_that_is_learnt_comes_back_in_minutes_and_one_that_is_known_at_the_begin_of_a_day() -> None:
    calendar = Calendar(ZoneInfo("Europe/Berlin"), 3)
    first = remember(None, AGAIN, NOON, calendar, CARD)
    assert first.due == NOON + timedelta(minutes=1)
    second = remember(first, GOOD, first.due, calendar, CARD)
    assert second.due == first.due + timedelta(minutes=10)
    known = remember(second, GOOD, second.due, calendar, CARD)
    assert known.state is State.REVIEW
    assert known.due == calendar.start(date(2026, 5, 14) + timedelta(days=known.interval))
    assert known.due.astimezone(calendar.zone).hour == 3


def test_a_lapse_is_counted_once_and_only_for_a_card_that_was_known() -> None:
    memory = remember(None, AGAIN, NOON, UTC_DAYS, CARD)
    assert memory.lapses == 0
    memory = remember(memory, EASY, NOON, UTC_DAYS, CARD)
    memory = remember(memory, AGAIN, memory.due, UTC_DAYS, CARD)
    assert (memory.lapses, memory.state) == (1, State.RELEARNING)
    memory = remember(memory, AGAIN, memory.due, UTC_DAYS, CARD)
    assert (memory.lapses, memory.reviews) == (1, 4)


def test_days_are_counted_in_the_members_own_calendar() -> None:
    """From 23:00 to 04:00 is one night in Berlin, and the same day in Los Angeles."""
    evening, morning = datetime(2026, 5, 14, 21, tzinfo=UTC), datetime(2026, 5, 15, 2, tzinfo=UTC)
    berlin, los_angeles = Calendar(ZoneInfo("Europe/Berlin")), Calendar(ZoneInfo("America/Los_Angeles"))
    after = {
        calendar: remember(remember(None, EASY, evening, calendar, CARD), GOOD, morning, calendar, CARD).stability
        for calendar in (berlin, los_angeles)
    }
    assert after[berlin] > after[los_angeles]


def test_wanting_to_remember_more_brings_cards_back_earlier() -> None:
    memory = remember(None, EASY, NOON, UTC_DAYS, CARD)
    intervals = [remember(memory, GOOD, memory.due, UTC_DAYS, CARD, wanted).interval for wanted in (0.8, 0.9, 0.95)]
    assert intervals == sorted(intervals, reverse=True)
    assert len(set(intervals)) == 3


def test_the_chance_of_recall_is_ninety_percent_when_stability_has_passed() -> None:
    memory = remember(None, EASY, NOON, UTC_DAYS, CARD)
    assert retrievability(memory, memory.day) == 1
    assert retrievability(memory, memory.day + timedelta(days=round(memory.stability))) == pytest.approx(0.9, abs=0.01)


def test_fuzz_moves_an_interval_within_its_range_and_the_same_card_and_day_always_alike() -> None:
    today = date(2026, 5, 14)
    for days in (1, 2):
        assert fuzzed(days, CARD, today) == days
    for days in (3, 7, 10, 30, 365):
        delta = 1 + sum(share * max(min(days, end) - begin, 0) for begin, end, share in FUZZ)
        moved = {fuzzed(days, f"deck.x#{number}", today) for number in range(400)}
        assert min(moved) == max(2, round(days - delta))
        assert max(moved) == round(days + delta)
    assert fuzzed(30, CARD, today) == fuzzed(30, CARD, today) == 27


@given(st.integers(1, 2000), st.text(max_size=5), st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_fuzz_never_brings_the_better_known_card_back_earlier(days: int, card: str, today: date) -> None:
    """Hard, Good and Easy stand side by side on the buttons."""
    assert fuzzed(days, card, today) <= fuzzed(days + 1, card, today)


sequences = st.lists(
    st.tuples(st.sampled_from(Rating), st.integers(0, 60 * 24 * 40)), min_size=1, max_size=25
)  # a rating, and how many minutes after the card was due it came


@given(sequences, st.sampled_from(ZONES), st.integers(0, 6), st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)))
def test_a_card_is_never_due_twice_on_a_day_unless_it_is_being_learnt(
    ratings: list[tuple[Rating, int]], zone: str, rollover: int, begin: datetime
) -> None:
    calendar = Calendar(ZoneInfo(zone), rollover)
    memory: Memory | None = None
    now = begin.replace(tzinfo=UTC)
    for rating, late in ratings:
        earlier, memory = memory, remember(memory, rating, now, calendar, CARD)
        assert memory.due > now
        assert memory.day == calendar.day(now)
        if memory.interval:
            assert memory.state is State.REVIEW
            assert memory.due == calendar.start(memory.day + timedelta(days=memory.interval))
            assert calendar.day(memory.due) > memory.day
        else:
            assert memory.state is not State.REVIEW
            assert memory.due - now <= timedelta(minutes=15)
        assert memory.reviews == (earlier.reviews if earlier else 0) + 1
        now = memory.due + timedelta(minutes=late)


@given(sequences, st.sampled_from(ZONES))
def test_what_a_button_promises_is_what_pressing_it_brings(ratings: list[tuple[Rating, int]], zone: str) -> None:
    calendar = Calendar(ZoneInfo(zone))
    memory, now = None, NOON
    for rating, late in ratings:
        promised = choices(memory, now, calendar, CARD)
        memory = remember(memory, rating, now, calendar, CARD)
        assert promised[rating] == memory
        now = memory.due + timedelta(minutes=late)
