"""What every service does: find the learner, and record what they did."""

import sqlite3
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.calendar import Calendar
from bot.domain.curriculum import Curriculum
from bot.domain.events import Event, Kind
from bot.domain.learner import Learner
from bot.domain.progress import Completion, completions
from bot.store.events import append_event, event_log
from bot.store.flashcards import memories, reviews_since, save_due
from bot.store.learners import find_learner, save_learner


def learner_of(db: sqlite3.Connection, user_id: int) -> Learner:
    """The learner's record, or a blank one: looking at something stores nothing about anybody."""
    return find_learner(db, user_id) or Learner(user_id)


def ensure_learner(db: sqlite3.Connection, user_id: int, now: datetime) -> Learner:
    """The learner's record, made for somebody who has none: every table about members refers to it."""
    learner = find_learner(db, user_id)
    if learner is None:
        learner = Learner(user_id)
        save_learner(db, learner, now)
    return learner


def change_learner(db: sqlite3.Connection, learner: Learner, now: datetime) -> None:
    """Save what a learner changed. In another zone, or with another begin of the day, cards keep their days."""
    before = learner_of(db, learner.user_id).calendar
    save_learner(db, learner, now)
    if learner.calendar != before:
        _move_cards(db, learner, before, now)


def _move_cards(db: sqlite3.Connection, learner: Learner, before: Calendar, now: datetime) -> None:
    """Have every known card come at the begin of its day there, but none on a day on which it was reviewed already."""
    calendar = learner.calendar
    today = calendar.day(now)
    seen = {review.card for review in reviews_since(db, learner.user_id, calendar.start(today))}
    for found in memories(db, learner.user_id):
        if found.memory.interval:
            earliest = today + timedelta(days=1) if found.card in seen else date.min
            day = max(before.day(found.memory.due), earliest)
            save_due(db, learner.user_id, found.card, calendar.start(day))


def log_of(
    db: sqlite3.Connection, curriculum: Curriculum, user_id: int, kinds: Collection[Kind] = tuple(Kind)
) -> list[Event]:
    """A learner's events of some kinds, oldest first, every item under its id of today."""
    log, today = event_log(db, user_id, kinds), curriculum.aliases
    return [replace(event, item=today[event.item]) if event.item in today else event for event in log]


def done_by(db: sqlite3.Connection, curriculum: Curriculum, user_id: int) -> dict[str, Completion]:
    """What a learner has done, by item."""
    return completions(log_of(db, curriculum, user_id, (Kind.DONE, Kind.UNDONE)))


def record(
    db: sqlite3.Connection,
    user_id: int,
    guild_id: int | None,
    kind: Kind,
    item: str | None,
    now: datetime,
    /,
    **details: str,
) -> None:
    """Add an event to a learner's log, on the learner's own day."""
    learner = ensure_learner(db, user_id, now)
    append_event(db, user_id, Event(kind, now, learner.calendar.shift(now), guild_id, item, details))
