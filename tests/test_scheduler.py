"""The scheduler at its edges."""

import asyncio
import logging
from datetime import timedelta

import pytest

from bot.scheduler import make_scheduler, run_in


async def test_a_job_that_the_bots_stop_interrupts_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    began, ended = asyncio.Event(), asyncio.Event()

    async def job() -> None:
        began.set()
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    scheduler = make_scheduler()
    scheduler.start()
    run_in(scheduler, timedelta(), job, name="a long one")
    await asyncio.wait_for(began.wait(), 10)
    scheduler.shutdown(wait=False)
    await asyncio.wait_for(ended.wait(), 10)
    await asyncio.sleep(0)
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
