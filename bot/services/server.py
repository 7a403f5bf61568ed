"""How things stand in a guild: its jobs with their last and next run, what was left out, and what all guilds share."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.domain.guild import Post, Skipped
from bot.domain.guild_jobs import JOBS, JobDefinition
from bot.domain.guild_settings import GuildSettings
from bot.services.backups import last_backup
from bot.services.guild_settings import settings_of
from bot.store.database import Database
from bot.store.facts import database_size
from bot.store.guild_jobs import find_job, skipped_posts
from bot.store.posts import newest_posts

SHOWN = 3  # posts that were left out


@dataclass(frozen=True, slots=True)
class JobStatus:
    """How a job stands: its newest post, when it is looked at next, what was left out lately, and why it is off."""

    job: JobDefinition
    is_on: bool
    last: Post | None
    next_at: datetime | None
    skipped: tuple[Skipped, ...]
    problem: str | None


@dataclass(frozen=True, slots=True)
class Status:
    """How things stand in a guild; `database_bytes` and `last_backup` are about all of them."""

    settings: GuildSettings
    jobs: tuple[JobStatus, ...]
    database_bytes: int
    last_backup: datetime | None


async def server_status(db: Database, guild_id: int, now: datetime) -> Status:
    """How things stand in a guild."""
    copied = await last_backup(db.path)

    def load(connection: sqlite3.Connection) -> Status:
        settings = settings_of(connection, guild_id)
        jobs = tuple(_status(connection, settings, job, now) for job in JOBS)
        return Status(settings, jobs, database_size(connection), copied)

    return await db.read(load)


def _status(connection: sqlite3.Connection, settings: GuildSettings, job: JobDefinition, now: datetime) -> JobStatus:
    guild_id, state = settings.guild_id, find_job(connection, settings.guild_id, job.kind)
    is_on = job.is_on(settings) and state is not None and state.problem is None
    return JobStatus(
        job,
        is_on,
        last=next(iter(newest_posts(connection, guild_id, job.kind, 1)), None),
        next_at=max(state.next_at, now) if is_on and state and state.next_at else None,
        skipped=tuple(skipped_posts(connection, guild_id, job.kind, SHOWN)),
        problem=state.problem if state else None,
    )
