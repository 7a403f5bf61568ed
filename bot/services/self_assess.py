"""/assess self: statements that members rate for themselves, a page at a time, beside what their answers show."""

import sqlite3
from collections.abc import Mapping
from datetime import datetime

from bot.domain.curriculum import Curriculum
from bot.domain.self_assessment import RATINGS, SelfAssessment, SelfView, view
from bot.errors import UserError
from bot.services._assess import assessed, earlier
from bot.services._learner import ensure_learner
from bot.store.database import Database
from bot.store.self_ratings import add_ratings, newest_ratings

STATEMENTS = "statements.python"


async def view_self(db: Database, curriculum: Curriculum, user_id: int) -> SelfView:
    """How a member sees themselves. Looking stores nothing."""
    return await db.read(lambda connection: _view(connection, curriculum, user_id))


async def rate(
    db: Database, curriculum: Curriculum, user_id: int, page: int, ratings: Mapping[str, int], now: datetime
) -> SelfView:
    """Save the ratings (1 to 5, by statement) of a page (from 0), all of them or none.

    Raises UserError for a page, a statement or a rating that there is not.
    """
    pages = _statements(curriculum).pages
    known = {statement.id for statement in pages[page].statements} if page in range(len(pages)) else set[str]()
    if not ratings or not set(ratings) <= known or not set(ratings.values()) <= set(RATINGS):
        raise UserError("These statements have changed since you opened them. Type /assess self for fresh ones.")

    def save(connection: sqlite3.Connection) -> SelfView:
        ensure_learner(connection, user_id, now)
        add_ratings(connection, user_id, ratings, now)
        return _view(connection, curriculum, user_id)

    return await db.write(save)


def _view(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int) -> SelfView:
    stored = newest_ratings(connection, user_id)
    ratings = {curriculum.canonical(statement): rating for statement, rating in stored.items()}
    last = earlier(assessed(connection, curriculum, user_id))
    return view(_statements(curriculum), ratings, last.axes if last else {})


def _statements(curriculum: Curriculum) -> SelfAssessment:
    found = curriculum.self_assessments.get(curriculum.canonical(STATEMENTS))
    if found is None:
        raise UserError("There are no statements to rate at the moment. Type /assess quick for a few questions.")
    return found
