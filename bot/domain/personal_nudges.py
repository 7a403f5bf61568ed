"""Nudges for one member, in the message of their day: which of them is due. Each comes once in its episode.

An episode begins with what the member did last and ends with what they do next. A nudge was told if any message came
since its time in the episode had come: so nothing has to be noted but the messages.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.reminder import missed_days
from bot.domain.time_off import TimeOff

FEW_DAYS, A_WEEK, TWO_WEEKS = 3, 7, 14  # whole days without practice, or without a topic or challenge


class PersonalNudge(StrEnum):
    """What a member is nudged to: a first task, coming back, a small way back into new things, a goal that fits."""

    FIRST_TASK = "first-task"
    FEW_DAYS = "few-days"
    A_WEEK = "a-week"
    RECOVERY = "recovery"
    PLAN_AGAIN = "plan-again"


@dataclass(frozen=True, slots=True)
class Story:
    """The member's own days: when they joined, last practised, and last did a topic or a challenge; None: never.

    `shrank` is the first day of this week if the weekly goal shrank with it, after two weeks that missed it.
    """

    joined: date
    practised: date | None
    learnt: date | None
    shrank: date | None = None


def personal_nudge(
    story: Story, sent: Sequence[date], today: date, off: Collection[TimeOff] = ()
) -> PersonalNudge | None:
    """The nudge that is due today; `sent` are the days of messages since the member joined, or of the last months.

    >>> story = Story(date(2026, 5, 1), date(2026, 5, 10), date(2026, 5, 10))
    >>> personal_nudge(story, [], date(2026, 5, 14)), personal_nudge(story, [date(2026, 5, 14)], date(2026, 5, 15))
    (<PersonalNudge.FEW_DAYS: 'few-days'>, None)
    """
    for nudge, reached in _times(story, off).items():
        if reached(today) and not any(reached(day) for day in sent if day < today):
            return nudge
    return None


def _times(story: Story, off: Collection[TimeOff]) -> dict[PersonalNudge, Callable[[date], bool]]:
    """On which days of the present episode each nudge has its time, the most important one first."""
    practised, learnt = story.practised, story.learnt or story.joined

    def since(last: date, days: int) -> Callable[[date], bool]:
        return lambda day: missed_days(last, day, off) >= days

    if practised is None:
        return {PersonalNudge.FIRST_TASK: lambda day: day > story.joined}
    return {
        PersonalNudge.RECOVERY: since(learnt, TWO_WEEKS),
        PersonalNudge.A_WEEK: since(practised, A_WEEK),
        PersonalNudge.PLAN_AGAIN: lambda day: story.shrank is not None and day >= story.shrank,
        PersonalNudge.FEW_DAYS: since(practised, FEW_DAYS),
    }
