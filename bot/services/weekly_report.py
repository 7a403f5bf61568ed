"""A look back on the last seven days: what was done, the rhythm, and how the weekly goal stands."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.curriculum import Curriculum
from bot.domain.events import PRACTICE, Event, Kind, practice
from bot.domain.learner import Learner
from bot.domain.pictures import Look, heat
from bot.domain.progress import completions
from bot.domain.streak import WEEK, Streak, streak
from bot.domain.weekly_goal import GoalState
from bot.services._activity import answers_of, things_by_day
from bot.services._learner import learner_of, log_of
from bot.services.weekly_goal import goal_from
from bot.store.activity import answers_by_day
from bot.store.database import Database
from bot.store.pictures import find_look
from bot.store.reminders import count_reviews
from bot.store.time_off import times_off

KINDS = (*PRACTICE, Kind.UNDONE, Kind.SOLVED)


@dataclass(frozen=True, slots=True)
class Report:
    """The last seven days: cards reviewed, questions answered, challenges solved, and what was ticked off or built.

    `heat` counts what was done on each day of half a year, oldest first, today last, and `look` is for its picture.
    """

    cards: int
    questions: int
    challenges: int
    items: int
    streak: Streak
    heat: tuple[int, ...]
    look: Look
    goal: GoalState | None

    @property
    def empty(self) -> bool:
        """Whether nothing was done."""
        return not (self.streak.active_days or self.cards or self.challenges)


async def own_report(db: Database, curriculum: Curriculum, user_id: int, now: datetime) -> Report:
    """A member's own last seven days."""

    def look(connection: sqlite3.Connection) -> Report:
        log = log_of(connection, curriculum, user_id, KINDS)
        return weekly_report(connection, learner_of(connection, user_id), log, now)

    return await db.read(look)


def weekly_report(connection: sqlite3.Connection, learner: Learner, log: Sequence[Event], now: datetime) -> Report:
    """The last seven days, from a log that holds at least the `KINDS`, oldest first."""
    user_id, practised = learner.user_id, practice(log)
    rhythm = streak(practised, learner.calendar, now, times_off(connection, user_id))
    first = rhythm.today - timedelta(days=WEEK - 1)
    begin = learner.calendar.start(first)
    done = completions(log)
    return Report(
        cards=count_reviews(connection, user_id, begin),
        questions=sum(answers_by_day(connection, user_id, begin).values()),
        challenges=len({event.item for event in log if event.kind is Kind.SOLVED and event.day >= first}),
        items=sum(completion.day >= first for completion in done.values()),
        streak=rhythm,
        heat=heat(things_by_day(answers_of(connection, learner, now), practised), rhythm.today),
        look=find_look(connection, user_id),
        goal=goal_from(connection, learner, practised, now),
    )
