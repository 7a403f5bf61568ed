"""A streak as a rhythm: on how many of the last days, and how many in a row; freezes cover missed days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.calendar import Calendar, day_at
from bot.domain.events import Event
from bot.domain.time_off import TimeOff, is_off

WEEK = 7
FREEZE_EVERY = 7
MAX_FREEZES = 3


class Mark(StrEnum):
    """What a day was: practised, missed but covered by a freeze, taken off, or open."""

    PRACTISED = "practised"
    FROZEN = "frozen"
    OFF = "off"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row now and at best, freezes in hand, and the last seven days (oldest first, today last)."""

    current: int
    best: int
    freezes: int
    week: tuple[Mark, ...]
    today: date

    @property
    def active_days(self) -> int:
        """On how many of the last seven days the member practised."""
        return self.week.count(Mark.PRACTISED)

    @property
    def done_today(self) -> bool:
        """Whether today already counts."""
        return self.week[-1] is Mark.PRACTISED


@dataclass
class _Walk:
    """The state of the streak while the practice is walked through, oldest first."""

    run: int = 0
    best: int = 0
    freezes: int = 0
    practised: set[date] = field(default_factory=set)
    frozen: set[date] = field(default_factory=set)

    def practise(self, day: date) -> None:
        if day in self.practised:
            return
        self.practised.add(day)
        self.run += 1
        self.best = max(self.best, self.run)
        if self.run % FREEZE_EVERY == 0:
            self.freezes = min(self.freezes + 1, MAX_FREEZES)

    def miss(self, days: list[date]) -> None:
        """Cover missed days with freezes, all or none: a gap that is too long ends the run and costs no freeze."""
        if len(days) <= self.freezes:
            self.freezes -= len(days)
            self.frozen.update(days)
        else:
            self.run = 0


def streak(practice: Sequence[Event], calendar: Calendar, now: datetime, off: Sequence[TimeOff] = ()) -> Streak:
    """The streak of a member's practice (oldest first).

    Two practices follow each other when they fall on the same or on neighbouring days in the calendar of the one or
    of the other, so a flight over the date line, which makes a day disappear, breaks nothing. Every seventh day in a
    row earns a freeze, at most three are kept, and each covers one missed day by itself. Days off are never missed.
    """
    walk = _Walk()
    for index, event in enumerate(practice):
        if index:
            walk.miss(_missed(practice[index - 1], event.at, event.shift, off))
        walk.practise(event.day)
    today = max([calendar.day(now), *(event.day for event in practice[-1:])])  # after a later begin of the day
    if practice:
        walk.miss(_missed(practice[-1], now, calendar.shift(now), off))
    return Streak(walk.run, walk.best, walk.freezes, tuple(_week(walk, today, off)), today)


def records(practice: Sequence[Event], off: Sequence[TimeOff] = ()) -> list[Event]:
    """The practices that made the best run of days longer: with the n-th of them it first was n days."""
    walk = _Walk()
    found: list[Event] = []
    before: Event | None = None
    for event in practice:
        day = event.day
        if before and (day not in walk.practised or event.shift != before.shift):
            walk.miss(_missed(before, event.at, event.shift, off))
        walk.practise(day)
        if walk.best > len(found):
            found.append(event)
        before = event
    return found


def _week(walk: _Walk, today: date, off: Sequence[TimeOff]) -> Iterator[Mark]:
    for day in (today - timedelta(days=back) for back in reversed(range(WEEK))):
        if day in walk.practised:
            yield Mark.PRACTISED
        elif is_off(day, off):
            yield Mark.OFF
        else:
            yield Mark.FROZEN if day in walk.frozen else Mark.OPEN


def _missed(earlier: Event, at: datetime, shift: int, off: Sequence[TimeOff]) -> list[date]:
    """The days between an event and a later moment, counted in whichever of the two calendars has fewer."""
    calendar = min((earlier.shift, shift), key=lambda shift: day_at(at, shift) - day_at(earlier.at, shift))
    first, last = day_at(earlier.at, calendar), day_at(at, calendar)
    days = (first + timedelta(days=count) for count in range(1, (last - first).days))
    return [day for day in days if not is_off(day, off)]
