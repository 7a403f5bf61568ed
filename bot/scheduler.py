"""One APScheduler for all jobs, with our defaults."""

from apscheduler.schedulers.asyncio import AsyncIOScheduler

MISFIRE_SECONDS = 3600


def make_scheduler() -> AsyncIOScheduler:
    """A scheduler in which a job never runs twice at once, and a missed run is caught up once within an hour.

    Jobs live in memory: what is due is decided by the database, so nothing is lost when the bot stops.
    """
    return AsyncIOScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": MISFIRE_SECONDS}
    )
