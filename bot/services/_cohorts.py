"""Keeping the cohorts of a member up to date, within the transaction in which they did something."""

import sqlite3
from datetime import datetime, timedelta

from bot.domain.cohort import month_of
from bot.domain.curriculum import Curriculum
from bot.domain.plan import ENDS_A_TASK, tasks_done
from bot.services._learner import log_of
from bot.services.thirty_days import PLAN
from bot.store.cohorts import cohorts_of, set_tasks

A_MONTH = timedelta(days=32)  # so long after its end, what members of a cohort do still counts


def refresh_cohorts(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, now: datetime) -> None:
    """Work out anew how many tasks of the plan a member has done, if they take part in a cohort."""
    since = month_of((now - A_MONTH).date())
    if cohorts_of(connection, user_id, since):
        set_tasks(connection, user_id, since, tasks_of(connection, curriculum, user_id))


def tasks_of(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int) -> int:
    """How many tasks of the plan a member has done, from their log."""
    plan = curriculum.plans.get(curriculum.canonical(PLAN))
    done = tasks_done(log_of(connection, curriculum, user_id, tuple(ENDS_A_TASK)))
    return sum(day.challenge in done for day in plan.days) if plan else 0
