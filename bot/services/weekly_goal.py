"""The weekly goal: chosen, changed or given up by the member, and how it stands."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.curriculum import Curriculum
from bot.domain.events import PRACTICE, Event, Kind, practice
from bot.domain.learner import Learner
from bot.domain.weekly_goal import DEFAULT_GOAL, MOST, NO_GOAL, Chosen, GoalState, goal_state, monday
from bot.errors import UserError
from bot.services._learner import ensure_learner, learner_of, log_of
from bot.store.database import Database
from bot.store.reminders import find_reminder
from bot.store.time_off import times_off
from bot.store.weekly_goals import find_goal, save_goal


@dataclass(frozen=True, slots=True)
class GoalView:
    """How a member's goal stands; None when they want none."""

    state: GoalState | None


async def view_weekly_goal(db: Database, curriculum: Curriculum, user_id: int, now: datetime) -> GoalView:
    """How a member's goal stands. Looking stores nothing."""
    return await db.read(lambda connection: GoalView(weekly_goal(connection, curriculum, user_id, now)))


async def set_weekly_goal(db: Database, curriculum: Curriculum, user_id: int, days: int, now: datetime) -> GoalView:
    """Choose on how many days a week to practise, from this week on; 0: no goal. Raises UserError for more than 7."""
    if not NO_GOAL <= days <= MOST:
        raise UserError("A week has seven days. Pick a goal from the list.")

    def save(connection: sqlite3.Connection) -> GoalView:
        learner = ensure_learner(connection, user_id, now)
        save_goal(connection, user_id, Chosen(days, monday(learner.calendar.day(now))))
        return GoalView(weekly_goal(connection, curriculum, user_id, now))

    return await db.write(save)


def weekly_goal(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, now: datetime
) -> GoalState | None:
    """How a member's goal stands; None when they want none."""
    log = log_of(connection, curriculum, user_id, (*PRACTICE, Kind.UNDONE))
    return goal_from(connection, learner_of(connection, user_id), practice(log), now)


def goal_from(
    connection: sqlite3.Connection, learner: Learner, practised: Iterable[Event], now: datetime
) -> GoalState | None:
    """The same, for somebody whose practice is known already.

    Whoever asked to be reminded and never chose one has the usual goal; whoever asked for nothing has none.
    """
    chosen, asked = find_goal(connection, learner.user_id), find_reminder(connection, learner.user_id)
    if chosen is None:
        if asked is None:
            return None
        chosen = Chosen(DEFAULT_GOAL, monday(learner.calendar.day(asked.since)))
    days = {event.day for event in practised}
    return goal_state(chosen, days, learner.calendar.day(now), times_off(connection, learner.user_id))
