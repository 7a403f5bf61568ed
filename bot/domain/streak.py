"""A streak as a rhythm: on how many of the last days, and how many in a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.calendar import Calendar, day_at
from bot.domain.events import Event

WEEK = 7


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row now and at best, the last seven days (oldest first, today last), and the member's today."""

    current: int
    best: int
    week: tuple[bool, ...]
    today: date

    @property
    def active_days(self) -> int:
        """On how many of the last seven days the member practised."""
        return sum(self.week)

    @property
    def done_today(self) -> bool:
        """Whether today already counts."""
        return self.week[-1]


def streak(practice: Sequence[Event], calendar: Calendar, now: datetime) -> Streak:
    """The streak of a member's practice (oldest first).

    Two practices follow each other when they fall on the same or on neighbouring days in the calendar of the one or
    of the other, so a flight over the date line, which makes a day disappear, breaks nothing.
    """
    today = calendar.day(now)
    days = {event.day for event in practice}
    runs = _runs(practice)
    alive = bool(practice) and _days_between(practice[-1], now, calendar.shift(now)) <= 1
    return Streak(
        current=runs[-1] if alive else 0,
        best=max(runs, default=0),
        week=tuple(today - timedelta(days=back) in days for back in reversed(range(WEEK))),
        today=today,
    )


def _runs(practice: Sequence[Event]) -> list[int]:
    """The lengths, in days of practice, of all stretches without a missed day, oldest first."""
    runs: list[int] = []
    seen: set[date] = set()
    for index, event in enumerate(practice):
        if index == 0 or _days_between(practice[index - 1], event.at, event.shift) > 1:
            runs.append(0)
        if event.day not in seen:
            seen.add(event.day)
            runs[-1] += 1
    return runs


def _days_between(earlier: Event, at: datetime, shift: int) -> int:
    """Days from an event to a later moment, counted in whichever of the two calendars gives fewer."""
    return min((day_at(at, other) - day_at(earlier.at, other)).days for other in (earlier.shift, shift))
