"""One APScheduler for all jobs, with our defaults."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import wraps

from apscheduler.schedulers.asyncio import AsyncIOScheduler

MISFIRE_SECONDS = 3600


def make_scheduler() -> AsyncIOScheduler:
    """A scheduler in which a job never runs twice at once, and a missed run is caught up once within an hour.

    Jobs live in memory: what is due is decided by the database, so nothing is lost when the bot stops.
    """
    return AsyncIOScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": MISFIRE_SECONDS}
    )


def run_in(
    scheduler: AsyncIOScheduler, delay: timedelta, job: Callable[..., Awaitable[None]], *arguments: object, name: str
) -> None:
    """Run a job once after a delay, however late; a job of the same name that still waits is replaced.

    Jobs that follow somebody's day are planned one by one like this: a cron trigger skips a day whose hour the clocks
    skip, and fires without end in an hour that they repeat.
    """

    @wraps(job)
    async def until_stopped(*arguments: object) -> None:
        with suppress(asyncio.CancelledError):  # the bot stops: what is due is in the database, and nothing failed
            await job(*arguments)

    scheduler.add_job(
        until_stopped,
        "date",
        run_date=datetime.now(UTC) + max(delay, timedelta()),
        args=arguments,
        id=name,
        replace_existing=True,
        misfire_grace_time=None,
    )
