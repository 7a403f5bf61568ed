"""Posting by itself, at most once: what is due in which guild, what was claimed, sent, put off or left out."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from bot.domain.guild import Post
from bot.domain.guild_jobs import (
    AT_ONCE,
    BY_KIND,
    JOBS,
    LATE,
    GuildJob,
    JobDefinition,
    missed_by,
    missed_days,
    next_start,
)
from bot.domain.guild_settings import GuildSettings
from bot.services.guild_settings import settings_of
from bot.store import guild_jobs
from bot.store.database import Database
from bot.store.guild_jobs import (
    due_jobs,
    find_job,
    save_job,
    set_next_at,
    skip_post,
    skipped_posts,
    unskip_post,
    untold_jobs,
)
from bot.store.posts import (
    claim_post,
    confirm_post,
    delete_posts,
    find_post,
    newest_day,
    release_post,
    unconfirmed_posts,
)

BATCH = 100  # jobs that are looked at in one transaction
RETRY = timedelta(minutes=10)
AFTER_A_FAULT = timedelta(days=1)
A_DAY = timedelta(days=1)
TOO_LATE, AWAY = "late", "away"  # why a post was left out


@dataclass(frozen=True, slots=True)
class Due:
    """A post to send now: claimed by this call, or (doubtful) by an earlier one that did not confirm it.

    `given_up`: it is too late to send it, and all that is left is to find out whether it was sent.
    """

    post: Post
    settings: GuildSettings
    doubtful: bool
    given_up: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """Jobs that are due (guild and kind), whether there may be more, and the guilds with a fault of ours."""

    due: tuple[tuple[int, str], ...]
    more: bool
    faults: dict[int, Exception]


@dataclass(frozen=True, slots=True)
class StoppedJob:
    """A job that was turned off, the channel that it had, and the problem."""

    job: JobDefinition
    channel_id: int | None
    problem: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """The jobs of a guild that were turned off."""

    guild_id: int
    jobs: tuple[StoppedJob, ...]


async def look_at_all(db: Database, now: datetime) -> None:
    """Have every job of every guild be looked at again: after a start, nobody knows what was missed."""
    await db.write(lambda connection: guild_jobs.look_at_all(connection, [job.kind for job in JOBS], now))


async def take_due(db: Database, now: datetime, limit: int = BATCH) -> Batch:
    """The jobs that are to post now, of those whose moment has come; the next moment of each is set."""

    def take(connection: sqlite3.Connection) -> Batch:
        found, due, faults = due_jobs(connection, now, limit), list[tuple[int, str]](), dict[int, Exception]()
        for state in found:
            try:
                due += [(state.guild_id, state.kind)] if _look(connection, state, now) else []
            except sqlite3.Error:
                raise  # nothing is wrong about the guild
            except Exception as error:  # whatever is wrong about one guild, the others get theirs
                faults[state.guild_id] = error
                set_next_at(connection, state.guild_id, state.kind, now + AFTER_A_FAULT)
        return Batch(tuple(due), len(found) == limit, faults)

    return await db.write(take)


async def claim(db: Database, kind: str, guild_id: int, now: datetime, *, by_hand: bool = False) -> Due | None:
    """What a guild is to be sent now; None when it has its post already, or wants none.

    By hand it comes on any day, also one that was left out, and again after a problem; but no second time on a day.
    """

    def take(connection: sqlite3.Connection) -> Due | None:
        job, settings, state = BY_KIND[kind], settings_of(connection, guild_id), find_job(connection, guild_id, kind)
        day = settings.calendar.day(now)
        if state is None or not job.is_on(settings):
            return None
        if by_hand:
            state = _begin_again(connection, state, day, now)
        if state.problem or not _is_missing(connection, state, day):
            return None
        if not by_hand and not _is_planned(connection, job, settings, state, day):
            return None
        return _claim(connection, job, settings, state, day, now)

    return await db.write(take)


async def confirm(db: Database, post: Post, message_id: int) -> None:
    """Note that a post was sent, whether late or in time."""
    await db.write(lambda connection: confirm_post(connection, post, message_id))


async def release(db: Database, post: Post) -> None:
    """Note that a post was not sent."""
    await db.write(lambda connection: release_post(connection, post))


async def put_off(db: Database, post: Post, now: datetime) -> None:
    """Try again in a while; whether it was sent is not known."""
    await db.write(lambda connection: set_next_at(connection, post.guild_id, post.kind, now + RETRY))


async def leave_out(db: Database, post: Post, reason: str) -> None:
    """Give a post up that was not sent, and note why."""

    def save(connection: sqlite3.Connection) -> None:
        release_post(connection, post)
        skip_post(connection, post.guild_id, post.kind, post.day, reason)

    await db.write(save)


async def turn_off(db: Database, post: Post, problem: str, *, certainly_not_sent: bool) -> None:
    """Post no more of this kind in the guild, until its channel is chosen again. What was not sent is free again."""

    def save(connection: sqlite3.Connection) -> None:
        if certainly_not_sent:
            release_post(connection, post)
        if state := find_job(connection, post.guild_id, post.kind):
            save_job(connection, replace(state, problem=problem, next_at=None))

    await db.write(save)


async def stopped_jobs(db: Database) -> list[Stopped]:
    """The jobs that were turned off and of which their guild's owner does not know yet, guild by guild."""

    def load(connection: sqlite3.Connection) -> list[Stopped]:
        found = [
            Stopped(guild_id, tuple(_stopped_jobs(settings_of(connection, guild_id), states)))
            for guild_id, states in groupby(untold_jobs(connection), key=lambda state: state.guild_id)
        ]
        return [stopped for stopped in found if stopped.jobs]

    return await db.read(load)


async def note_told(db: Database, stopped: Stopped) -> None:
    """Note that an owner knows which jobs were turned off, and why; one with another problem by now is told again."""

    def save(connection: sqlite3.Connection) -> None:
        for found in stopped.jobs:
            state = find_job(connection, stopped.guild_id, found.job.kind)
            if state and state.problem == found.problem:
                save_job(connection, replace(state, told=True))

    await db.write(save)


async def doubtful_posts(db: Database, kind: str, guild_id: int, now: datetime) -> list[Post]:
    """The posts of earlier days that were claimed, and of which nobody knows whether they were sent."""

    def load(connection: sqlite3.Connection) -> list[Post]:
        today = settings_of(connection, guild_id).calendar.day(now)
        return unconfirmed_posts(connection, guild_id, kind, today)

    return await db.read(load)


async def forget_posts(db: Database) -> None:
    """Take it that nothing was ever posted: a new simulated Discord begins empty."""
    await db.write(delete_posts)


def _stopped_jobs(settings: GuildSettings, states: Iterable[GuildJob]) -> Iterator[StoppedJob]:
    for state in states:
        if (job := BY_KIND.get(state.kind)) and state.problem:
            yield StoppedJob(job, settings.channel(job.channel), state.problem)


def _look(connection: sqlite3.Connection, state: GuildJob, now: datetime) -> bool:
    """Whether a job is to post now. Its next moment is set, and the days on which the bot was away are noted."""
    job = BY_KIND.get(state.kind)
    if job is None:  # of a newer version of the bot
        set_next_at(connection, state.guild_id, state.kind, None)
        return False
    settings = settings_of(connection, state.guild_id)
    day = settings.calendar.day(now)
    after = day if state.first_day <= day else state.first_day - A_DAY
    set_next_at(connection, state.guild_id, state.kind, next_start(job, settings, after))
    if not job.is_on(settings):
        return False
    _note_missed(connection, job, settings, state, day)
    return _is_missing(connection, state, day) and _is_planned(connection, job, settings, state, day)


def _note_missed(
    connection: sqlite3.Connection, job: JobDefinition, settings: GuildSettings, state: GuildJob, today: date
) -> None:
    newest = (newest_day(connection, state.guild_id, state.kind), _newest_skipped(connection, state))
    begin = max([state.first_day, *(day + A_DAY for day in newest if day)])
    for day in missed_days(job, settings, begin, today):
        skip_post(connection, state.guild_id, state.kind, day, AWAY)


def _is_missing(connection: sqlite3.Connection, state: GuildJob, day: date) -> bool:
    """Whether a day's post is missing or unconfirmed; a later hour chosen today brings no day of the past back."""
    if day < (newest_day(connection, state.guild_id, state.kind) or day):
        return False
    post = find_post(connection, state.guild_id, state.kind, day)
    return post is None or post.message_id is None


def _is_planned(
    connection: sqlite3.Connection, job: JobDefinition, settings: GuildSettings, state: GuildJob, day: date
) -> bool:
    """Whether a day is to have a post that was not left out, or has been claimed already."""
    if find_post(connection, state.guild_id, state.kind, day):
        return True
    planned = day >= state.first_day and job.is_due_on(settings, day)
    return planned and day != _newest_skipped(connection, state)


def _newest_skipped(connection: sqlite3.Connection, state: GuildJob) -> date | None:
    return next((skipped.day for skipped in skipped_posts(connection, state.guild_id, state.kind, 1)), None)


def _begin_again(connection: sqlite3.Connection, state: GuildJob, day: date, now: datetime) -> GuildJob:
    """A job that somebody starts by hand: what was wrong or left out is forgotten, and nothing is late."""
    unskip_post(connection, state.guild_id, state.kind, day)
    again = replace(state, since=now, problem=None, told=False, next_at=AT_ONCE if state.problem else state.next_at)
    save_job(connection, again)
    return again


def _claim(
    connection: sqlite3.Connection,
    job: JobDefinition,
    settings: GuildSettings,
    state: GuildJob,
    day: date,
    now: datetime,
) -> Due | None:
    """Claim a day's post, or take over the claim of an earlier call; None when it is too late for a new one."""
    guild_id, kind, channel_id = state.guild_id, state.kind, settings.channel(job.channel) or 0
    lost = find_post(connection, guild_id, kind, day)
    if lost and lost.channel_id != channel_id:
        release_post(connection, lost)  # it was for a channel that was given up
        lost = None
    missed = missed_by(settings, state.since, day, now)
    given_up = missed > timedelta(hours=settings.hour("catch-up-hours"))
    if given_up and lost is None:
        skip_post(connection, guild_id, kind, day, TOO_LATE)
        return None
    claim_post(connection, guild_id, kind, day, channel_id, now)
    post = lost or Post(guild_id, kind, day, channel_id, now)
    return Due(replace(post, late=missed > LATE), settings, doubtful=lost is not None, given_up=given_up)
