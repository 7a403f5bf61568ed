"""Where the curriculum gives the members of a guild trouble: told of five people and more, and of nobody by name."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.curriculum import Curriculum
from bot.store.database import Database
from bot.store.insights import cards_everybody_lapses, checks_nobody_passes, last_done_by_many, reported_by_many

PEOPLE = 5  # fewer are never told of
SHOWN = 5  # of each kind
STOPPED = timedelta(days=14)
LOOK_BACK = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Trouble:
    """An item by its title, how many people it concerns, and the number of the check that is meant (from 1), if any."""

    title: str
    people: int
    check: int | None = None


@dataclass(frozen=True, slots=True)
class Insights:
    """What members reported, the topics before which they stopped, checks that nobody passes, cards that all forget."""

    reported: tuple[Trouble, ...]
    stopped: tuple[Trouble, ...]
    checks: tuple[Trouble, ...]
    cards: tuple[Trouble, ...]


async def curriculum_insights(db: Database, curriculum: Curriculum, guild_id: int, now: datetime) -> Insights:
    """Where the curriculum gives trouble; it is read apart, so that nobody waits for it."""

    def load(connection: sqlite3.Connection) -> Insights:
        reported = reported_by_many(connection, guild_id, PEOPLE)
        checks = checks_nobody_passes(connection, guild_id, now - LOOK_BACK, PEOPLE)
        return Insights(
            tuple(Trouble(_name(curriculum, item), people) for item, people in reported[:SHOWN]),
            tuple(_stopped(connection, curriculum, guild_id, now)[:SHOWN]),
            tuple(Trouble(curriculum.title_of(item), people, number + 1) for item, number, people in checks[:SHOWN]),
            tuple(_cards(connection, curriculum, guild_id)[:SHOWN]),
        )

    return await db.read_apart(load)


def _stopped(connection: sqlite3.Connection, curriculum: Curriculum, guild_id: int, now: datetime) -> list[Trouble]:
    """The topics that would have come next for members whose last one is two weeks old or older."""
    found = last_done_by_many(connection, guild_id, now - LOOK_BACK, now - STOPPED, PEOPLE)
    after = [(_following(curriculum, curriculum.canonical(item)), people) for item, people in found]
    return [Trouble(topic, people) for topic, people in after if topic]


def _following(curriculum: Curriculum, item: str) -> str | None:
    """The title of the topic that follows on a topic in its path; None for anything else, and after the last one."""
    for path in curriculum.paths.values():
        ids = [topic.id for topic in path.topics]
        if item in ids[:-1]:
            return path.topics[ids.index(item) + 1].title
    return None


def _cards(connection: sqlite3.Connection, curriculum: Curriculum, guild_id: int) -> list[Trouble]:
    """Cards of the curriculum's decks; what members wrote for themselves is nobody's business."""
    found = cards_everybody_lapses(connection, guild_id, PEOPLE)
    known = [(curriculum.canonical(card), people) for card, people in found]
    return [Trouble(_name(curriculum, card), people) for card, people in known if card in curriculum.cards]


def _name(curriculum: Curriculum, item: str) -> str:
    """A card by its question, anything else by its title."""
    card = curriculum.cards.get(curriculum.canonical(item))
    return card.front.split("\n")[0] if card else curriculum.title_of(item)
