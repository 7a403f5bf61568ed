"""The bot as a process of its own, for the tests that kill it: starts, and what is in its database."""

import asyncio
import json
import os
import sqlite3
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.standin import TOKEN, StandIn

START_SECONDS = 15.0  # a start takes one on an idle machine
QUIET = ("DEBUG", "INFO")


@dataclass
class BotProcess:
    """A bot that was started; its output goes to files."""

    process: asyncio.subprocess.Process
    out: Path
    err: Path

    @property
    def output(self) -> str:
        """Everything that it has printed and logged."""
        return self.out.read_text(encoding="utf-8") + self.err.read_text(encoding="utf-8")

    @property
    def troubles(self) -> list[str]:
        """What it has logged as a warning or worse, and every line that isn't a log line."""
        lines = self.output.splitlines()
        return [line for line in lines if not line.startswith("{") or json.loads(line)["level"] not in QUIET]

    async def ended(self, within: float = START_SECONDS) -> int:
        """Wait for its end and return the exit code."""
        return await asyncio.wait_for(self.process.wait(), within)

    async def kill(self) -> None:
        """End it as a power cut would."""
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()


Launch = Callable[..., Awaitable[BotProcess]]


@pytest.fixture
async def discord() -> AsyncIterator[StandIn]:
    """A Discord with nobody connected."""
    async with StandIn() as standin:
        yield standin


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where all bots of a test keep their database."""
    return tmp_path / "bot.db"


@pytest.fixture
async def launch(discord: StandIn, database: Path, tmp_path: Path) -> AsyncIterator[Launch]:
    """Start a bot with these settings, on top of the ones that every test needs; it is killed in the end."""
    bots: list[BotProcess] = []

    async def start(*command: str, **settings: str) -> BotProcess:
        environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        environment |= {"DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": discord.api_url, "DATABASE_PATH": str(database)}
        environment |= {"LOG_FORMAT": "json"} | settings
        out, err = (tmp_path / f"{name}-{len(bots)}.txt" for name in ("out", "err"))
        with out.open("wb") as stdout, err.open("wb") as stderr:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", *command, cwd=ROOT, env=environment, stdout=stdout, stderr=stderr
            )
        bots.append(BotProcess(process, out, err))
        return bots[-1]

    yield start
    for bot in bots:
        await bot.kill()


@pytest.fixture
def connect(launch: Launch, discord: StandIn) -> Launch:
    """Start a bot and wait until it is connected."""

    async def start(**settings: str) -> BotProcess:
        bot = await launch(**settings)
        arrival, end = asyncio.ensure_future(discord.connected()), asyncio.ensure_future(bot.process.wait())
        await asyncio.wait({arrival, end}, timeout=START_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        connected = arrival.done()
        arrival.cancel()
        end.cancel()
        assert connected, f"the bot did not connect:\n{bot.output}"
        return bot

    return start


def stored(database: Path) -> list[tuple[str, str]]:
    """The kind and item of every event in a database, read from beside the bot."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute("SELECT kind, item FROM event ORDER BY event_id").fetchall()
