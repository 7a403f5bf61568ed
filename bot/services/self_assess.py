"""/assess self: statements that members rate for themselves, a page at a time, beside what their answers show.

Ours and the imported ones are rated and counted apart: neither says anything about the other.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.curriculum import Curriculum
from bot.domain.imported import Origin, is_imported
from bot.domain.self_assessment import RATINGS, SelfAssessment, SelfView, view
from bot.errors import UserError
from bot.services._assess import assessed, earlier
from bot.services._learner import ensure_learner
from bot.store.database import Database
from bot.store.self_ratings import add_ratings, newest_ratings

STATEMENTS = "statements.python"


@dataclass(frozen=True, slots=True)
class Asked:
    """How a member sees themselves by some statements; `origin` is where imported ones come from.

    `others` are the statements besides these by which one can rate oneself as well: their source (of ours: None) by id.
    """

    view: SelfView
    origin: Origin | None
    others: Mapping[str, Origin | None]


async def view_self(db: Database, curriculum: Curriculum, user_id: int, statements: str = STATEMENTS) -> Asked:
    """How a member sees themselves. Looking stores nothing. Raises UserError when there are no such statements."""
    return await db.read(lambda connection: _view(connection, curriculum, user_id, statements))


async def rate(
    db: Database,
    curriculum: Curriculum,
    user_id: int,
    page: int,
    ratings: Mapping[str, int],
    now: datetime,
    statements: str = STATEMENTS,
) -> Asked:
    """Save the ratings (1 to 5, by statement) of a page (from 0), all of them or none.

    Raises UserError for a page, a statement or a rating that there is not.
    """
    pages = _statements(curriculum, statements).pages
    known = {statement.id for statement in pages[page].statements} if page in range(len(pages)) else set[str]()
    if not ratings or not set(ratings) <= known or not set(ratings.values()) <= set(RATINGS):
        raise UserError("These statements have changed since you opened them. Type /assess self for fresh ones.")

    def save(connection: sqlite3.Connection) -> Asked:
        ensure_learner(connection, user_id, now)
        add_ratings(connection, user_id, ratings, now)
        return _view(connection, curriculum, user_id, statements)

    return await db.write(save)


def _view(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, statements: str) -> Asked:
    asked = _statements(curriculum, statements)
    stored = newest_ratings(connection, user_id)
    ratings = {curriculum.canonical(statement): rating for statement, rating in stored.items()}
    last = earlier(assessed(connection, curriculum, user_id))
    others = {other.id: curriculum.origin_of(other.id) for other in _offered(curriculum) if other.id != asked.id}
    return Asked(view(asked, ratings, last.axes if last else {}), curriculum.origin_of(asked.id), others)


def _statements(curriculum: Curriculum, statements: str) -> SelfAssessment:
    wanted = curriculum.canonical(statements)
    found = next((offered for offered in _offered(curriculum) if offered.id == wanted), None)
    if found is None:
        raise UserError("There are no statements to rate at the moment. Type /assess quick for a few questions.")
    return found


def _offered(curriculum: Curriculum) -> list[SelfAssessment]:
    """Our statements, and the imported ones."""
    ours = curriculum.canonical(STATEMENTS)
    return [found for found in curriculum.self_assessments.values() if found.id == ours or is_imported(found.id)]
