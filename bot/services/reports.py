"""*Something's off*: members report an item of the content, maintainers read what was reported."""

import sqlite3
from datetime import datetime

from bot.domain.curriculum import Curriculum
from bot.errors import UserError
from bot.services._learner import ensure_learner
from bot.store.database import Database
from bot.store.reports import Reported, add_report, reported_items

MAX_WORDS = 500


async def report(db: Database, curriculum: Curriculum, user_id: int, item: str, words: str, now: datetime) -> None:
    """File a report on an item. Raises UserError for an item that there is not, or too many words."""
    canonical = curriculum.canonical(item)
    if canonical not in curriculum.cards and canonical not in curriculum.questions:
        raise UserError("I don't know what that report is about. Open it again and press the button there.")
    if len(words) > MAX_WORDS:
        raise UserError("A report has at most {limit} characters. Say it in fewer words.", limit=MAX_WORDS)

    def save(connection: sqlite3.Connection) -> None:
        ensure_learner(connection, user_id, now)
        add_report(connection, user_id, canonical, words.strip(), now)

    await db.write(save)


async def reports(db: Database) -> list[Reported]:
    """Everything that was reported, by item, what most members found first."""
    return await db.read(reported_items)
