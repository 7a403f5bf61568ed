"""Deriving every member's mastery anew when its rules, or the links of the content to concepts, have changed."""

import hashlib
import json
import logging
import sqlite3
from functools import partial

from bot.domain.curriculum import Curriculum
from bot.domain.mastery import RULES
from bot.services._mastery import recompute
from bot.store.database import Database
from bot.store.facts import find_fact, save_fact
from bot.store.learners import learners_after

log = logging.getLogger(__name__)

FACT = "evidence"
PART = 4  # members in one transaction: so long others wait for the database


async def renew(db: Database, curriculum: Curriculum) -> int:
    """Derive everybody's evidence anew if it is outdated, a few members at a time; how many there were.

    Meanwhile everything may go on: what a member shows is noted in their old or their new evidence, never in both.
    Cut short, it begins again at the next start.
    """
    version = version_of(curriculum)
    if await db.read(lambda connection: find_fact(connection, FACT)) == version:
        return 0
    count, last = 0, 0
    while members := await db.write(partial(_renew_some, curriculum, last)):
        count, last = count + len(members), members[-1]
    await db.write(lambda connection: save_fact(connection, FACT, version))
    log.info("What %s members have shown was derived anew", count)
    return count


def version_of(curriculum: Curriculum) -> str:
    """A text that changes with the rules, and with what in the content counts for which concept."""
    links = json.dumps(
        [
            sorted((card.id, card.concept) for card in curriculum.cards.values()),
            sorted((question.id, question.concept) for question in curriculum.questions.values()),
            sorted((c.id, c.kind, c.concepts) for c in curriculum.challenges.values() if c.proved),
            sorted(curriculum.aliases.items()),
        ]
    )
    return f"{RULES} {hashlib.sha256(links.encode()).hexdigest()}"


def _renew_some(curriculum: Curriculum, after: int, connection: sqlite3.Connection) -> list[int]:
    members = learners_after(connection, after, PART)
    for user_id in members:
        recompute(connection, curriculum, user_id)
    return members
