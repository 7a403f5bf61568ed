"""What most tests need: the real content, a database in memory with the real migrations, and a simulated Discord."""

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import simcord
from apscheduler.triggers.interval import IntervalTrigger
from discord import app_commands
from hypothesis import settings

from bot.client import LearnBot
from bot.curriculum.loader import load
from bot.domain.curriculum import Curriculum
from bot.errors import UserError
from bot.grader import Grader
from bot.playground.gaps import fill_gaps
from bot.store.database import MEMORY, Database

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".cache" / "grader"

settings.register_profile("untimed", deadline=None)  # how fast a machine is proves nothing about a law
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def curriculum() -> Curriculum:
    """The content that is shipped."""
    return load(ROOT / "content")


@pytest.fixture
async def db() -> AsyncIterator[Database]:
    """An empty database in memory."""
    database = await Database.open(MEMORY)
    yield database
    await database.close()


@pytest.fixture
def grader() -> Grader:
    """The sandbox, not started: most tests run nobody's code."""
    return Grader(CACHE, workers=1)


@pytest.fixture
async def sandbox(grader: Grader) -> AsyncIterator[Grader]:
    """The sandbox, ready."""
    grader.start()
    await grader.wait_ready()
    yield grader
    await grader.close()


@pytest.fixture
def bot(db: Database, curriculum: Curriculum, grader: Grader) -> LearnBot:
    """The real bot."""
    return LearnBot(db, curriculum, grader)


@pytest.fixture
async def env(bot: LearnBot, caplog: pytest.LogCaptureFixture) -> AsyncIterator[simcord.Env]:
    """A simulated Discord with the bot in it. At the end, nothing went wrong that was our fault.

    Jobs that come back every minute rest, since SimCord would live through each of those minutes; tests call them.
    """
    fill_gaps()
    environment = simcord.Env(bot, check_errors=False)
    await environment.start()
    for job in bot.scheduler.get_jobs():
        if isinstance(job.trigger, IntervalTrigger):
            job.pause()
    yield environment
    await environment.shutdown()
    refusals = (UserError, app_commands.CheckFailure)
    faults = [error for error in environment.errors if not isinstance(getattr(error, "original", error), refusals)]
    assert faults == []
    records = [record for phase in ("setup", "call", "teardown") for record in caplog.get_records(phase)]
    assert [record.getMessage() for record in records if record.levelno >= logging.ERROR] == []


@pytest.fixture
def guild(env: simcord.Env) -> simcord.GuildHandle:
    """The guild in which the members meet."""
    return env.create_guild("learn.python")


@pytest.fixture
def channel(guild: simcord.GuildHandle) -> simcord.ChannelHandle:
    """Its #general."""
    return guild.create_text_channel("general")


@pytest.fixture
def ann(env: simcord.Env, guild: simcord.GuildHandle) -> simcord.MemberActor:
    """A member."""
    return guild.add_member(env.create_user("ann", global_name="Ann"))


@pytest.fixture
def bob(env: simcord.Env, guild: simcord.GuildHandle) -> simcord.MemberActor:
    """Another member."""
    return guild.add_member(env.create_user("bob", global_name="Bob"))
