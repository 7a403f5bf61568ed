"""One memory per concept: what a member tried about it, how much of it was right, and how that fades.

docs/mastery.md tells what counts how much, and why.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from math import exp2, fsum

from bot.domain.calendar import day_at
from bot.domain.curriculum import Concept
from bot.domain.events import Event, Kind
from bot.domain.memory import Rating, State
from bot.domain.skills import Axis
from bot.domain.xp import own_shares

RULES = 1  # counted up when what is below weighs otherwise, so that everything is made anew
HALF_LIFE = 90.0  # days after which what was shown counts half
SOLID = 0.5  # a mastery from which on a concept counts for passing a level
DOUBT = 4.0  # reviews of known cards: so much counts as tried and not shown before there is anything
UNSURE = 6.0  # reviews of known cards after which one is as sure as unsure

# What a trial weighs, in thousandths of the review of a known card.
KNOWN, LEARNING = 1000, 300
RIGHT = {Rating.AGAIN: 0, Rating.HARD: 700, Rating.GOOD: 1000, Rating.EASY: 1000}  # of a thousand
QUESTION = 2000
SOLVED, GIVEN_UP, FAILED = 4000, 2000, 500
MOST_FAILED = 3  # attempts at a challenge


@dataclass(frozen=True, slots=True)
class Trial:
    """What was tried on a day of the member, and how much of it was right.

    `weight` and `shown` (0 to `weight`) are thousandths of the review of a known card.
    """

    day: date
    shown: int
    weight: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """A graded answer to a challenge, with how many of its checks passed; `shift` is that of an Event."""

    challenge: str
    at: datetime
    shift: int
    passed: int
    total: int

    @property
    def solved(self) -> bool:
        """Whether all checks passed."""
        return self.passed == self.total

    @property
    def day(self) -> date:
        """The member's own day on which it was handed in."""
        return day_at(self.at, self.shift)


@dataclass(frozen=True, slots=True)
class Mastery:
    """How well a member has shown a concept of late (`value`, 0 to 1), and how sure that is (`sureness`, 0 to 1).

    `last_shown` is the newest day on which something about it was right.
    """

    value: float = 0.0
    sureness: float = 0.0
    last_shown: date | None = None


def of_review(rating: Rating, before: State | None, day: date) -> Trial:
    """What the review of a card says; `before` is where the card was, None for a new one.

    >>> of_review(Rating.HARD, State.REVIEW, date(2026, 5, 14))
    Trial(day=datetime.date(2026, 5, 14), shown=700, weight=1000)
    """
    weight = KNOWN if before is State.REVIEW else LEARNING
    return Trial(day, weight * RIGHT[rating] // 1000, weight)


def of_answer(points: float, day: date) -> Trial:
    """What an answer to a question says that is worth so much (0 to 1)."""
    return Trial(day, round(QUESTION * points), QUESTION)


def of_challenge(log: Collection[Event], attempts: Iterable[Attempt], *, guessed: bool) -> list[Trial]:
    """What a member's work on one challenge says, from the events and the graded answers about it, in any order.

    It ends with the first solution, or with giving up; each counts on its own day. Where the answer is picked from a
    few (`guessed`), wrong picks cost like hints.
    """
    ordered = sorted(attempts, key=lambda attempt: (attempt.at, attempt.passed))
    solution = next((attempt for attempt in ordered if attempt.solved), None)
    gave_up = min((event for event in log if event.kind is Kind.GAVE_UP), key=lambda event: event.at, default=None)
    if solution and gave_up and gave_up.at <= solution.at:
        solution = None
    end = solution or gave_up
    honest = {event.at for event in log if event.kind is Kind.ATTEMPTED}
    tried = (a for a in ordered if not a.solved and a.at in honest and (end is None or a.at < end.at))
    trials = [Trial(a.day, FAILED * a.passed // (2 * a.total), FAILED) for a in list(tried)[:MOST_FAILED]]
    if solution:
        trials.append(Trial(solution.day, round(SOLVED * _own_share(log, solution, guessed)), SOLVED))
    elif gave_up:
        trials.append(Trial(gave_up.day, 0, GIVEN_UP))
    return trials


def _own_share(log: Iterable[Event], solution: Attempt, guessed: bool) -> float:
    """How much of a solution (0.5 to 1) was the member's own, from the help that they took before it."""
    item = solution.challenge
    before = sorted((event for event in log if event.at <= solution.at), key=lambda event: event.at)
    solved = Event(Kind.SOLVED, solution.at, solution.shift, item=item)
    return own_shares([*before, solved], {item}, {item} if guessed else ())[item]


def mastery(trials: Iterable[Trial], today: date) -> Mastery:
    """The mastery of a concept on a day, from all trials, in any order.

    Those of a later day count in full: after a flight to the west there are some.

    >>> mastery([Trial(date(2026, 5, 14), 4000, 4000)], date(2026, 5, 14))
    Mastery(value=0.5, sureness=0.4, last_shown=datetime.date(2026, 5, 14))
    >>> round(mastery([Trial(date(2026, 5, 14), 4000, 4000)], date(2026, 8, 12)).value, 3)
    0.333
    """
    trials = tuple(trials)
    left = [_left((today - trial.day).days) for trial in trials]
    shown = fsum(trial.shown * part for trial, part in zip(trials, left, strict=True)) / 1000
    tried = fsum(trial.weight * part for trial, part in zip(trials, left, strict=True)) / 1000
    last = max((trial.day for trial in trials if trial.shown), default=None)
    return Mastery(shown / (tried + DOUBT), tried / (tried + UNSURE), min(last, today) if last else None)


@cache
def _left(age: int) -> float:
    """The share that is left of a trial after so many days."""
    return exp2(-max(age, 0) / HALF_LIFE)


def axis_mastery(masteries: Mapping[str, Mastery], concepts: Iterable[Concept]) -> dict[Axis, float]:
    """The mean mastery (0 to 1) of the concepts on each axis; one that was never tried counts as 0."""
    on_axis: dict[Axis, list[float]] = {axis: [] for axis in Axis}
    for concept in concepts:
        on_axis[concept.axis].append(masteries.get(concept.id, Mastery()).value)
    return {axis: fsum(values) / len(values) if values else 0.0 for axis, values in on_axis.items()}
