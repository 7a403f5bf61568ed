"""A goal of so many days of practice a week: after two missed weeks it is one day less, after two met ones one more.

A week begins on the Monday of the member's own calendar. What the goal is now follows from what was practised since it
was chosen.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.streak import WEEK
from bot.domain.time_off import TimeOff, is_off

NO_GOAL = 0
DEFAULT_GOAL = 3
LEAST, MOST = 1, 7  # days a week
GROWS_TO = 6  # by itself; the seventh day is only ever the member's own choice
IN_A_ROW = 2  # weeks


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a member chose: on how many days a week, and the Monday of the week in which they did."""

    days: int
    since: date


@dataclass(frozen=True, slots=True)
class Week:
    """On how many days of a week somebody practised; an `excused` one may be met, but is never missed."""

    practised: int
    excused: bool = False


@dataclass(frozen=True, slots=True)
class GoalState:
    """This week's goal in days, that of the week before (None in the first), and the days practised so far."""

    days: int
    before: int | None
    practised: int

    @property
    def met(self) -> bool:
        """Whether this week's goal is met already."""
        return self.practised >= self.days

    @property
    def change(self) -> int:
        """By how much the goal grew (1) or shrank (-1) with this week."""
        return self.days - (self.before or self.days)


def monday(day: date) -> date:
    """The first day of a day's week.

    >>> monday(date(2026, 5, 14)).isoformat()
    '2026-05-11'
    """
    return day - timedelta(days=day.weekday())


def goals(start: int, weeks: Iterable[Week]) -> list[int]:
    """The goal of each of some weeks that follow each other, and of the one after them.

    >>> goals(3, [Week(3), Week(4), Week(2), Week(1), Week(7)])
    [3, 3, 4, 4, 3, 3]
    """
    goal, met, missed, found = start, 0, 0, [start]
    for week in weeks:
        if week.practised >= goal:
            met, missed = met + 1, 0
        elif not week.excused:
            met, missed = 0, missed + 1
        if met == IN_A_ROW:
            goal, met = max(goal, min(goal + 1, GROWS_TO)), 0
        elif missed == IN_A_ROW:
            goal, missed = max(goal - 1, LEAST), 0
        found.append(goal)
    return found


def goal_state(
    chosen: Chosen, practised: Collection[date], today: date, off: Sequence[TimeOff] = ()
) -> GoalState | None:
    """How a goal stands today, from the days on which the member practised; None for whoever wants none."""
    if chosen.days == NO_GOAL:
        return None
    days, this = set(practised), monday(today)
    found = goals(chosen.days, _weeks(chosen.since, this, days, off))
    so_far = sum(this + timedelta(days=count) in days for count in range(WEEK))
    return GoalState(found[-1], found[-2] if len(found) > 1 else None, so_far)


def _weeks(since: date, until: date, days: Collection[date], off: Sequence[TimeOff]) -> Iterator[Week]:
    """The weeks before one; the first was begun before its goal was chosen, and days off are nobody's fault."""
    begin = since
    while begin < until:
        week = [begin + timedelta(days=count) for count in range(WEEK)]
        excused = begin == since or any(is_off(day, off) for day in week)
        yield Week(sum(day in days for day in week), excused)
        begin += timedelta(days=WEEK)
