"""Buddies within a cohort: matched by level, zone and project; named only once both have said hello."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.domain.cohort import Seeker, best_match, hours_apart
from bot.domain.curriculum import Curriculum
from bot.domain.events import Kind
from bot.errors import UserError
from bot.services._learner import done_by, learner_of, log_of
from bot.services.cohorts import cohort_settings, own_cohort
from bot.services.projects import offers_for
from bot.store.buddies import Pair, add_pair, end_pair, find_pair, free_seekers, set_hello
from bot.store.cohorts import CohortRow, set_wants_buddy
from bot.store.database import Database

LOOKED_AT = 50  # of those who look for somebody


@dataclass(frozen=True, slots=True)
class Buddy:
    """Somebody who was matched with a member: the number of the pair, and what they have in common.

    `level` is the name of their level, `hours` how far their clock is away, `project` what suits both now.
    `said_hello`: the member did; `user_id` is None until both did.
    """

    pair: int
    level: str | None
    hours: float
    project: str | None
    said_hello: bool
    user_id: int | None


@dataclass(frozen=True, slots=True)
class BuddyView:
    """Whether a member looks for somebody, and whom they were matched with."""

    seeks: bool
    buddy: Buddy | None


async def view_buddy(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, now: datetime
) -> BuddyView:
    """How it stands. Looking stores nothing."""
    return await db.read(lambda c: _view(c, curriculum, _own(c, user_id, guild_id, now), now))


async def seek_buddy(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, now: datetime
) -> BuddyView:
    """Look for somebody, among those who look as well; whoever comes later looks again."""

    def save(connection: sqlite3.Connection) -> BuddyView:
        own = _own(connection, user_id, guild_id, now)
        set_wants_buddy(connection, own.guild_id, own.month, user_id, wants=True)
        _match(connection, curriculum, own, now)
        return _view(connection, curriculum, _own(connection, user_id, guild_id, now), now)

    return await db.write(save)


async def say_hello(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, pair: int, now: datetime
) -> BuddyView:
    """Agree to be named to the other of a pair, once they agree as well. Raises UserError for a pair that has ended."""

    def save(connection: sqlite3.Connection) -> BuddyView:
        own = _own(connection, user_id, guild_id, now)
        found = find_pair(connection, own.guild_id, own.month, user_id)
        if found is None or found.number != pair:
            raise UserError("The two of you are no pair any more. Press “Find a buddy” to look for somebody else.")
        set_hello(connection, pair, user_id)
        return _view(connection, curriculum, own, now)

    return await db.write(save)


async def skip_buddy(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, pair: int, now: datetime
) -> BuddyView:
    """Look for somebody else; the same two are never matched again. Whom one skips is not told why, or by whom."""

    def save(connection: sqlite3.Connection) -> BuddyView:
        own = _own(connection, user_id, guild_id, now)
        found = find_pair(connection, own.guild_id, own.month, user_id)
        if found and found.number == pair:
            end_pair(connection, pair)
            _match(connection, curriculum, own, now)
        return _view(connection, curriculum, own, now)

    return await db.write(save)


async def stop_seeking(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, now: datetime
) -> BuddyView:
    """Have no buddy, and look for none."""

    def save(connection: sqlite3.Connection) -> BuddyView:
        own = _own(connection, user_id, guild_id, now)
        set_wants_buddy(connection, own.guild_id, own.month, user_id, wants=False)
        found = find_pair(connection, own.guild_id, own.month, user_id)
        if found:
            end_pair(connection, found.number)
        return _view(connection, curriculum, _own(connection, user_id, guild_id, now), now)

    return await db.write(save)


def _own(connection: sqlite3.Connection, user_id: int, guild_id: int | None, now: datetime) -> CohortRow:
    own = own_cohort(connection, cohort_settings(connection, guild_id), user_id, now)
    if own is None:
        raise UserError("Buddies are found within a cohort. Join one first: /cohort")
    return own


def _match(connection: sqlite3.Connection, curriculum: Curriculum, own: CohortRow, now: datetime) -> None:
    """Match a member who has nobody with whoever suits best, if anybody looks."""
    if find_pair(connection, own.guild_id, own.month, own.user_id):
        return
    free = free_seekers(connection, own.guild_id, own.month, own.user_id, LOOKED_AT)
    seekers = [seeker_of(connection, curriculum, user_id, now) for user_id in free]
    found = best_match(seeker_of(connection, curriculum, own.user_id, now), seekers)
    if found:
        add_pair(connection, own.guild_id, own.month, own.user_id, found.user_id)


def seeker_of(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, now: datetime) -> Seeker:
    """By what a member is matched."""
    learner = learner_of(connection, user_id)
    levels = list(curriculum.levels)
    offset = now.astimezone(learner.calendar.zone).utcoffset()
    built = done_by(connection, curriculum, user_id)
    taken = [event.item for event in log_of(connection, curriculum, user_id, (Kind.ACCEPTED,))]
    own = [item for item in taken if item in curriculum.projects and item not in built]
    offered = offers_for(curriculum, learner, built)
    project = own[-1] if own else (offered[0].project.id if offered else None)
    level = levels.index(learner.level) if learner.level in levels else 0
    return Seeker(user_id, level, int(offset.total_seconds() // 60) if offset else 0, project)


def _view(connection: sqlite3.Connection, curriculum: Curriculum, own: CohortRow, now: datetime) -> BuddyView:
    pair = find_pair(connection, own.guild_id, own.month, own.user_id)
    return BuddyView(own.wants_buddy, _buddy(connection, curriculum, own, pair, now) if pair else None)


def _buddy(connection: sqlite3.Connection, curriculum: Curriculum, own: CohortRow, pair: Pair, now: datetime) -> Buddy:
    one, other = (seeker_of(connection, curriculum, user_id, now) for user_id in (own.user_id, pair.other_id))
    return Buddy(
        pair.number,
        learner_of(connection, pair.other_id).level,
        hours_apart(one, other),
        curriculum.title_of(one.project) if one.project and one.project == other.project else None,
        pair.hello,
        pair.other_id if pair.hello and pair.other_hello else None,
    )
