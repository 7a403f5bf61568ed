"""/next: at most three suggestions, and what a member says to them."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.domain.curriculum import Curriculum
from bot.domain.events import Event, Kind
from bot.domain.suggestions import Candidate, Past, Sort, choose, past, sort_of
from bot.errors import UserError
from bot.services._candidates import candidates_for, is_offered
from bot.services._learner import learner_of, log_of, record
from bot.store.database import Database

KINDS = (Kind.ACCEPTED, Kind.DECLINED, Kind.SILENCED, Kind.RESTORED)
GONE = "This suggestion is no longer there. Type /next for fresh ones."


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What could come next, and the kinds that the member silenced. `placed` tells whether they said their level."""

    chosen: tuple[Candidate, ...]
    silenced: tuple[Sort, ...]
    placed: bool


async def suggestions(db: Database, curriculum: Curriculum, user_id: int, now: datetime) -> Suggestions:
    """What could come next for a member. Looking stores nothing."""
    return await db.read(lambda connection: _suggestions(connection, curriculum, user_id, now))


async def accept(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, kind: str, item: str, now: datetime
) -> tuple[Sort, str]:
    """Note that a member takes a suggestion, once a day; its kind and its item of today.

    Raises UserError when there is no such thing any more.
    """
    sort, found = _known(curriculum, kind, item)

    def save(connection: sqlite3.Connection) -> None:
        today = learner_of(connection, user_id).calendar.day(now)
        log = log_of(connection, curriculum, user_id, (Kind.ACCEPTED,))
        if not any(event.item == found and sort_of(event) is sort and event.day == today for event in log):
            record(connection, user_id, guild_id, Kind.ACCEPTED, found, now, kind=sort)

    await db.write(save)
    return sort, found


async def decline(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, kind: str, item: str, now: datetime
) -> Suggestions:
    """Put a suggestion away for three days. Raises UserError when there is no such thing any more."""
    sort, found = _known(curriculum, kind, item)

    def save(connection: sqlite3.Connection) -> Suggestions:
        if not _past(connection, curriculum, user_id, now).is_away(sort, found, now):
            record(connection, user_id, guild_id, Kind.DECLINED, found, now, kind=sort)
        return _suggestions(connection, curriculum, user_id, now)

    return await db.write(save)


async def silence(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, kind: str, silent: bool, now: datetime
) -> Suggestions:
    """Suggest nothing of a kind any more, or again."""
    sort = _sort(kind)

    def save(connection: sqlite3.Connection) -> Suggestions:
        if (sort in _past(connection, curriculum, user_id, now).silenced) != silent:
            event = Kind.SILENCED if silent else Kind.RESTORED
            record(connection, user_id, guild_id, event, None, now, kind=sort)
        return _suggestions(connection, curriculum, user_id, now)

    return await db.write(save)


def _suggestions(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, now: datetime) -> Suggestions:
    before = _past(connection, curriculum, user_id, now)
    found = candidates_for(connection, curriculum, user_id, now)
    placed = learner_of(connection, user_id).started
    return Suggestions(choose(found, before, now), tuple(sort for sort in Sort if sort in before.silenced), placed)


def _past(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, now: datetime) -> Past:
    log: list[Event] = log_of(connection, curriculum, user_id, KINDS)
    return past(log, now)


def _known(curriculum: Curriculum, kind: str, item: str) -> tuple[Sort, str]:
    sort = _sort(kind)
    if not is_offered(curriculum, sort, item):
        raise UserError(GONE)
    return sort, curriculum.canonical(item)


def _sort(kind: str) -> Sort:
    if kind not in tuple(Sort):
        raise UserError(GONE)
    return Sort(kind)
