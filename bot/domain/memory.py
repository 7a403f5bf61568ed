"""How well a member remembers a card: FSRS-6, counted in the member's own days.

The formulas are those of the package `fsrs`; here its clock is replaced by the member's calendar. What it is told as a
moment is the midnight of a day of the member, so that between two reviews lie as many days as the member lived through.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum
from functools import cache
from zlib import crc32

import fsrs

from bot.domain.calendar import Calendar, day_at

DEFAULT_RETENTION = 0.9
RETENTIONS = (0.8, 0.85, 0.9, 0.95)
MATURE_DAYS = 21  # Anki's word: a card is mature when it comes back after three weeks or later
# How far fuzz may move an interval: for each stretch of days (from, to), the share of it. As in FSRS and Anki.
FUZZ = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))
LEAST_FUZZED = 2.5  # days


class Rating(IntEnum):
    """How it went, in the member's own judgement."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class State(IntEnum):
    """Where a card is: being learnt in steps of minutes, known for days, or being learnt again after a lapse."""

    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of a member and a card after a review.

    `stability` is the number of days after which the chance of recall has fallen to 90 %, `difficulty` goes from 1 to
    10, `step` counts the steps of learning from 0 and is None for a card that is known. `due` is the moment (UTC) from
    which the card is shown again, `day` the member's day of the newest review, `interval` the days from it to the next
    (0 while it is being learnt), `lapses` how often a known card was forgotten.
    """

    state: State
    step: int | None
    stability: float
    difficulty: float
    due: datetime
    day: date
    interval: int
    reviews: int
    lapses: int

    @property
    def mature(self) -> bool:
        """Whether it comes back only after three weeks or later."""
        return self.interval >= MATURE_DAYS


@dataclass(frozen=True, slots=True)
class Review:
    """One review: how it went, how long it took, and what was known before and after; `shift` as in an event."""

    card: str
    at: datetime
    shift: int
    rating: Rating
    seconds: float
    retention: float
    before: Memory | None
    after: Memory

    @property
    def elapsed(self) -> int:
        """The days of the member since the review before; 0 for the first one."""
        return (self.after.day - self.before.day).days if self.before else 0

    @property
    def day(self) -> date:
        """The member's own day on which it was."""
        return day_at(self.at, self.shift)


def remember(
    memory: Memory | None,
    rating: Rating,
    now: datetime,
    calendar: Calendar,
    card: str,
    retention: float = DEFAULT_RETENTION,
) -> Memory:
    """The memory of a card (None: a new one) after a review; `retention` is the wanted chance of recall when due."""
    today = calendar.day(now)
    if memory:
        today = max(today, memory.day)  # a flight to the west brings no day back
    midnight = _midnight(today)
    after, _log = _scheduler(retention).review_card(_card(memory, midnight), fsrs.Rating(rating), midnight)
    assert after.stability is not None
    assert after.difficulty is not None
    wait = after.due - midnight
    days = fuzzed(wait.days, card, today) if wait >= timedelta(days=1) else 0
    lapsed = memory is not None and memory.state is State.REVIEW and rating is Rating.AGAIN
    return Memory(
        state=State(after.state),
        step=after.step,
        stability=after.stability,
        difficulty=after.difficulty,
        due=calendar.start(today + timedelta(days=days)) if days else now + wait,
        day=today,
        interval=days,
        reviews=memory.reviews + 1 if memory else 1,
        lapses=(memory.lapses if memory else 0) + lapsed,
    )


def choices(
    memory: Memory | None, now: datetime, calendar: Calendar, card: str, retention: float = DEFAULT_RETENTION
) -> dict[Rating, Memory]:
    """What each rating would lead to: the very memories that `remember` gives."""
    return {rating: remember(memory, rating, now, calendar, card, retention) for rating in Rating}


def retrievability(memory: Memory, today: date) -> float:
    """The chance (0 to 1) that a card is recalled on a day."""
    return _scheduler(DEFAULT_RETENTION).get_card_retrievability(_card(memory, _midnight(memory.day)), _midnight(today))


def fuzzed(days: int, card: str, today: date) -> int:
    """An interval moved a little, so that cards learnt together don't stay together; the same again when recomputed.

    Source of the ranges: FSRS, `fsrs.scheduler.FUZZ_RANGES`. The move is drawn from a checksum of the card and the day.

    >>> fuzzed(2, "deck.loops#range-stop", date(2026, 5, 1))
    2
    >>> {fuzzed(10, "deck.loops#range-stop", date(2026, 5, day)) for day in range(1, 31)} == {8, 9, 10, 11, 12}
    True
    """
    if days < LEAST_FUZZED:
        return days
    delta = 1.0 + sum(share * max(min(days, end) - begin, 0.0) for begin, end, share in FUZZ)
    least, most = max(2, round(days - delta)), round(days + delta)
    share = crc32(f"{card} {today}".encode()) / 2**32  # the same for all ratings, so a better one never comes earlier
    return least + int(share * (most - least + 1))


@cache
def _scheduler(retention: float) -> fsrs.Scheduler:
    return fsrs.Scheduler(desired_retention=retention, enable_fuzzing=False)


def _card(memory: Memory | None, midnight: datetime) -> fsrs.Card:
    if memory is None:
        return fsrs.Card(card_id=0, due=midnight)
    return fsrs.Card(
        card_id=0,
        state=fsrs.State(memory.state),
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=midnight,
        last_review=_midnight(memory.day),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
