"""Which nudge is due for one member, from what they did and from the messages that they had."""

import sqlite3
from collections.abc import Collection, Iterable
from datetime import date

from bot.domain.curriculum import Curriculum
from bot.domain.events import Event, Kind, practice
from bot.domain.learner import Learner
from bot.domain.personal_nudges import PersonalNudge, Story, personal_nudge
from bot.domain.time_off import TimeOff
from bot.store.reminder_messages import sent_days

LEARNT = frozenset({Kind.DONE, Kind.ATTEMPTED})  # a topic or project, a challenge


def nudge_for(
    connection: sqlite3.Connection,
    learner: Learner,
    log: Iterable[Event],
    since: date,
    today: date,
    off: Collection[TimeOff],
    shrank: date | None,
) -> PersonalNudge | None:
    """The nudge that is due today; `since`: the day that counts as the first for whoever left out /start.

    `shrank` is that of a Story.
    """
    events = list(log)
    practised = practice(events)
    learnt = [event.day for event in practised if event.kind in LEARNT]
    joined = next((event.day for event in events if event.kind is Kind.STARTED), since)
    story = Story(joined, practised[-1].day if practised else None, learnt[-1] if learnt else None, shrank)
    sent = sent_days(connection, learner.user_id, learner.calendar.start(joined))
    return personal_nudge(story, sent, today, off)


def level_below(curriculum: Curriculum, level: str | None) -> str | None:
    """The name of the level below one; None where there is none."""
    names = list(curriculum.levels)
    return names[names.index(level) - 1] if level in names[1:] else None
