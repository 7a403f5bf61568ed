"""/thirty-days: join the plan, see the day that is open, leave."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.challenge import Challenge
from bot.domain.curriculum import Curriculum, Plan, PlanDay, Project
from bot.domain.events import Kind
from bot.domain.imported import Origin, is_imported
from bot.domain.plan import ENDS_A_TASK, PlanState, joined_day, tasks_done
from bot.errors import UserError
from bot.services._learner import done_by, learner_of, log_of, record
from bot.store.database import Database

PLAN = "plan.thirty-days"


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan as a member sees it: where they are, the task that is open today, and when their next day begins."""

    state: PlanState
    challenge: Challenge | None
    next_day: datetime


async def view_plan(db: Database, curriculum: Curriculum, user_id: int, now: datetime) -> PlanView:
    """Where a member is in the plan. Looking stores nothing."""
    return await db.read(lambda connection: _view(connection, curriculum, user_id, now))


@dataclass(frozen=True, slots=True)
class ImportedPlan:
    """An imported plan: its days, each with whether everything of it is built, and what to build next."""

    plan: Plan
    done: frozenset[int]
    next: PlanDay | None
    project: Project | None
    origin: Origin | None


def search_plans(curriculum: Curriculum, text: str) -> list[Plan]:
    """The plans whose titles contain what was typed; the one of today's tasks comes first."""
    return [plan for plan in curriculum.plans.values() if text.casefold() in plan.title.casefold()]


async def view_imported_plan(db: Database, curriculum: Curriculum, user_id: int, text: str) -> ImportedPlan | None:
    """An imported plan by its id; None when it is none. A day is done once everything of it is marked as built."""
    plan = curriculum.plans.get(curriculum.canonical(text))
    if plan is None or not is_imported(plan.id):
        return None
    built = await db.read(lambda connection: done_by(connection, curriculum, user_id))
    done = frozenset(day.number for day in plan.days if day.tasks and all(task in built for task in day.tasks))
    following = next((day for day in plan.days if day.number not in done), None)
    task = next((task for task in following.tasks if task not in built), None) if following else None
    project = curriculum.projects.get(task or "")
    return ImportedPlan(plan, done, following, project, curriculum.origin_of(plan.id))


async def join(db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, now: datetime) -> PlanView:
    """Take part, from today. Whoever joins again goes on where they were."""

    return await db.write(lambda connection: join_plan(connection, curriculum, user_id, guild_id, now))


def join_plan(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, guild_id: int | None, now: datetime
) -> PlanView:
    """Take part, within a transaction."""
    if _view(connection, curriculum, user_id, now).state.joined is None:
        record(connection, user_id, guild_id, Kind.JOINED, PLAN, now)
    return _view(connection, curriculum, user_id, now)


async def leave(db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, now: datetime) -> PlanView:
    """Take part no longer. What is done stays done."""

    def save(connection: sqlite3.Connection) -> PlanView:
        if _view(connection, curriculum, user_id, now).state.joined is not None:
            record(connection, user_id, guild_id, Kind.LEFT, PLAN, now)
        return _view(connection, curriculum, user_id, now)

    return await db.write(save)


async def finished_plan(db: Database, curriculum: Curriculum, user_id: int, now: datetime) -> PlanView:
    """The plan of somebody who wants to show that it is finished. Raises UserError while it isn't."""
    view = await view_plan(db, curriculum, user_id, now)
    if not view.state.finished:
        raise UserError("You can share this once all thirty days are done. Type /thirty-days for the day that is open.")
    return view


def _view(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, now: datetime) -> PlanView:
    plan = the_plan(curriculum)
    calendar = learner_of(connection, user_id).calendar
    log = log_of(connection, curriculum, user_id, (Kind.JOINED, Kind.LEFT, *ENDS_A_TASK))
    today = calendar.day(now)
    state = PlanState(plan, joined_day(log, plan.id), tasks_done(log), today)
    challenge = curriculum.challenges[state.open.challenge] if state.open else None
    return PlanView(state, challenge, calendar.start(today + timedelta(days=1)))


def the_plan(curriculum: Curriculum) -> Plan:
    """The plan. Raises UserError while there is none."""
    plan = curriculum.plans.get(curriculum.canonical(PLAN))
    if plan is None:
        raise UserError("There is no plan for thirty days at the moment. Type /challenge to practise.")
    return plan
