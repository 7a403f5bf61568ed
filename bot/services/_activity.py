"""What a member did on each day of half a year, for the pictures of it."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.domain.events import Event, Kind
from bot.domain.learner import Learner
from bot.domain.pictures import first_day
from bot.store.activity import answers_by_day, reviews_by_day

COUNTED = frozenset({Kind.REVIEWED, Kind.ANSWERED})  # mark a day only; each review and answer is counted by itself


def answers_of(connection: sqlite3.Connection, learner: Learner, now: datetime) -> Counter[date]:
    """The cards and questions of each day."""
    begin = learner.calendar.start(first_day(learner.calendar.day(now)) - timedelta(days=2))  # they may have travelled
    counts = Counter(reviews_by_day(connection, learner.user_id, begin))
    counts.update(answers_by_day(connection, learner.user_id, begin))
    return counts


def things_by_day(answers: Counter[date], practised: Iterable[Event]) -> Counter[date]:
    """Everything that was done on each day: cards and questions, and what else counts as practice."""
    return answers + Counter(event.day for event in practised if event.kind not in COUNTED)
