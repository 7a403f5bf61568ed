"""The worst moments at which a bot that sends something can be killed, and what the tests that do so share."""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.store.database import Database
from tests.bots import Launch
from tests.standin import Gate, StandIn

SOON = 10.0  # seconds; what is waited for takes less than two on an idle machine
STATEMENT = '"aiosqlite", "message": "executing'


class Stop:
    """A gate at which a request waits until it is let through, or lost."""

    def __init__(self) -> None:
        self.reached = asyncio.Event()
        self._open = asyncio.Event()
        self._lost = False

    async def __call__(self, _request: web.Request) -> None:
        self.reached.set()
        await self._open.wait()
        if self._lost:
            raise web.HTTPServiceUnavailable

    def let_through(self) -> None:
        self._open.set()

    def lose(self) -> None:
        self._lost = True
        self._open.set()


async def open_gate(_request: web.Request) -> None:
    """Let everything through."""


def refusing(*times: bool) -> Gate:
    """A gate that answers with 500 whenever it is a time for that, and is open afterwards."""
    left = list(times)

    async def gate(_request: web.Request) -> None:
        if left and left.pop(0):
            raise web.HTTPInternalServerError

    return gate


async def kill_before_discord_gets_it(discord: StandIn, connect: Launch) -> None:
    """Kill a bot while what it sends is under way, and lose it."""
    discord.before_storing = stop = Stop()
    bot = await connect()
    await asyncio.wait_for(stop.reached.wait(), SOON)
    await bot.kill()
    stop.lose()
    discord.minutes_pass()
    discord.before_storing = open_gate


async def kill_before_discord_answers(discord: StandIn, connect: Launch) -> None:
    """Kill a bot after Discord has got what it sends, but before it has said so."""
    discord.before_answering = stop = Stop()
    bot = await connect()
    await asyncio.wait_for(stop.reached.wait(), SOON)
    await bot.kill()
    stop.let_through()
    discord.minutes_pass()
    discord.before_answering = open_gate


async def kill_before_it_is_confirmed(discord: StandIn, connect: Launch, database: Path) -> None:
    """Kill a bot after Discord has said that it got it, but before the bot could write that down."""
    discord.before_answering = stop = Stop()
    bot = await connect(LOG_LEVEL="DEBUG")
    await asyncio.wait_for(stop.reached.wait(), SOON)
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")  # so that the bot cannot write
        statements = bot.output.count(STATEMENT)
        stop.let_through()
        await eventually(lambda: bot.output.count(STATEMENT) > statements)
        await bot.kill()
        connection.execute("ROLLBACK")
    discord.minutes_pass()
    discord.before_answering = open_gate


async def in_database(path: Path, transaction: Callable[[sqlite3.Connection], Any]) -> None:
    """Write something while no bot is there."""
    db = await Database.open(path)
    await db.write(transaction)
    await db.close()


async def eventually(check: Callable[[], object], within: float = SOON) -> None:
    """Wait until something is the case."""
    end = time.monotonic() + within
    while not check():
        assert time.monotonic() < end, "it did not happen in time"
        await asyncio.sleep(0.05)


def rows(database: Path, query: str) -> list[tuple[Any, ...]]:
    """What a query finds in a database, read from beside the bot."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(query).fetchall()
