"""A plan of one task a day: which day is open, and what is done. A missed day moves the plan, nothing restarts it.

The rule: a day is done when its challenge was solved or given up, whenever that was, also before joining. Open is the
first day whose task was not done before today. So one new day opens on each of the member's own days, whoever works
ahead is never stopped, and whoever stays away finds the same day open.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.domain.curriculum import Plan, PlanDay
from bot.domain.events import Event, Kind

ENDS_A_TASK = frozenset({Kind.SOLVED, Kind.GAVE_UP})


def tasks_done(log: Iterable[Event]) -> dict[str, date]:
    """The member's own day on which each challenge was first solved or given up (log oldest first)."""
    done: dict[str, date] = {}
    for event in log:
        if event.item and event.kind in ENDS_A_TASK:
            done.setdefault(event.item, event.day)
    return done


def joined_day(log: Iterable[Event], plan: str) -> date | None:
    """The day on which a member first joined a plan; None when they never did, or have left it since."""
    steps = [event for event in log if event.item == plan and event.kind in (Kind.JOINED, Kind.LEFT)]
    return steps[0].day if steps and steps[-1].kind is Kind.JOINED else None


def open_day(plan: Plan, done: Mapping[str, date], today: date) -> PlanDay | None:
    """The day of the plan that is open today, done by now or not; None when all were done before.

    >>> from bot.domain.curriculum import Plan, PlanDay
    >>> plan = Plan("p", "Two days", "", (PlanDay(1, "First", "", "a"), PlanDay(2, "Second", "", "b")))
    >>> monday, friday = date(2026, 5, 11), date(2026, 5, 15)
    >>> open_day(plan, {"a": monday}, monday).title, open_day(plan, {"a": monday}, friday).title
    ('First', 'Second')
    """
    return next((day for day in plan.days if done.get(day.challenge, today) >= today), None)


@dataclass(frozen=True)
class PlanState:
    """How far a member is in a plan today; `joined` is None for whoever does not take part."""

    plan: Plan
    joined: date | None
    done: Mapping[str, date]
    today: date

    @cached_property
    def count(self) -> int:
        """How many days are done."""
        return sum(day.challenge in self.done for day in self.plan.days)

    @property
    def finished(self) -> bool:
        """Whether the member takes part and every day is done."""
        return self.joined is not None and self.count == len(self.plan.days)

    @cached_property
    def open(self) -> PlanDay | None:
        """The day that is open today."""
        return open_day(self.plan, self.done, self.today)

    @property
    def done_today(self) -> bool:
        """Whether today's task is done, so that the next one waits for tomorrow."""
        return self.open is None or self.open.challenge in self.done

    @property
    def next(self) -> PlanDay | None:
        """The day that opens after the open one; None when there is none."""
        return next((day for day in self.plan.days if day is not self.open and day.challenge not in self.done), None)

    @property
    def missed(self) -> int:
        """How many whole days passed since the member joined, or last did a task, without one."""
        days = [self.done[day.challenge] for day in self.plan.days if day.challenge in self.done]
        last = max([*days, self.joined or self.today])
        return max((self.today - last).days - 1, 0)
