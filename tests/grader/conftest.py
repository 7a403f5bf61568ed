"""One sandbox for all tests of the grader; building it the first time takes half a minute."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.grader import Grader, Limits
from tests.conftest import CACHE

SECRET = "not-a-real-token.for-the-tests.0123456789"
SECONDS = 1.0


@pytest.fixture(scope="session")
def cache() -> Path:
    """Where the compiled sandbox is kept from one run of the tests to the next."""
    return CACHE


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def grader(cache: Path) -> AsyncIterator[Grader]:
    """A grader that all tests share."""
    one = Grader(cache, workers=2, limits=Limits(seconds=SECONDS, budget=4 * SECONDS))
    one.start(lambda text: print(text, file=sys.__stderr__, flush=True))
    try:
        await one.wait_ready()
        yield one
    finally:
        await one.close()


@pytest.fixture
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """While the test lasts, there is a secret in the environment of the bot."""
    monkeypatch.setenv("DISCORD_TOKEN", SECRET)
