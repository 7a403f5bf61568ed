"""Runs members' code, isolated, and grades it; nothing else in the project does.

`build.py` makes the guest once, `pool.py` talks to the workers that hold it (`worker.py`), `queue.py` says who is
next, `grade.py` and `compare.py` decide, `style.py` asks ruff. What runs inside the sandbox is in `guest/`.
"""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from time import monotonic

from bot.domain.challenge import Check, Measure
from bot.domain.verdict import Outcome, Report
from bot.grader.build import Say, discard, prepare
from bot.grader.errors import GraderError, QueueFullError
from bot.grader.grade import grade, report
from bot.grader.limits import Limits
from bot.grader.pool import Pool, Worker
from bot.grader.queue import FairQueue
from bot.grader.style import Remark, style

__all__ = ["Grader", "GraderError", "Limits", "QueueFullError", "Remark", "prepare"]

logger = logging.getLogger(__name__)
PREPARATION = 30.0  # seconds that the first preparation usually takes


class Grader:
    """The sandbox as the bot uses it. Until it is ready, submissions wait."""

    def __init__(self, cache: Path, workers: int = 2, limits: Limits = Limits()) -> None:  # noqa: B008  (it is frozen)
        self._cache = cache
        self._workers = workers
        self._limits = limits
        self._queue = FairQueue(workers, limits.max_queue)
        self._pool: Pool | None = None
        self._preparing: asyncio.Task[None] | None = None
        self._stop = threading.Event()
        self._began = 0.0

    def start(self, say: Say = logger.info) -> None:
        """Begin to prepare the sandbox in the background; returns at once."""
        self._began = monotonic()
        self._preparing = asyncio.create_task(self._prepare(say), name="prepare the sandbox")
        self._preparing.add_done_callback(_log_failure)

    async def _prepare(self, say: Say) -> None:
        compiled = await asyncio.to_thread(prepare, self._cache, say, self._stop)
        try:
            self._pool = await self._started(compiled)
        except GraderError:
            if self._stop.is_set():
                raise
            say("The compiled sandbox is damaged; making it again ...")
            await asyncio.to_thread(discard, self._cache)
            self._pool = await self._started(await asyncio.to_thread(prepare, self._cache, say, self._stop))

    async def _started(self, compiled: Path) -> Pool:
        pool = Pool(compiled, self._workers, self._limits)
        try:
            await pool.start()
        except BaseException:
            await pool.close()
            raise
        return pool

    @property
    def ready(self) -> bool:
        """Whether code can be run now."""
        return self._pool is not None

    async def wait_ready(self) -> None:
        """Wait until code can be run; GraderError if that will never be."""
        if self._preparing is None:
            raise GraderError("The grader was not started, or is closed.")
        await asyncio.shield(self._preparing)

    @property
    def waiting(self) -> tuple[int, float]:
        """How many submissions wait, and how many seconds a new one would."""
        count, seconds = self._queue.waiting
        return count, seconds if self.ready else seconds + max(1.0, self._began + PREPARATION - monotonic())

    @property
    def pids(self) -> list[int]:
        """The processes of the workers."""
        return self._pool.pids if self._pool else []

    async def grade(
        self, member_id: int, code: str, checks: Sequence[Check], measure: Measure = Measure()  # noqa: B008
    ) -> Report:  # fmt: skip
        """Run the checks on the code when it is the member's turn; QueueFullError if too many wait already."""
        async with self._turn(member_id) as worker:
            end = monotonic() + self._limits.budget
            return await grade(_readable(code), checks, measure, worker.ask, lambda: monotonic() < end)

    async def run(self, member_id: int, code: str, stdin: str = "") -> Outcome:
        """Run a program: passed means that it came to its end, `got` is the value of an expression at its end."""
        order = {"do": "run", "code": _readable(code), "setup": "", "expression": "", "stdin": stdin}
        async with self._turn(member_id) as worker:
            return report(await worker.ask(order))

    async def style(self, code: str) -> list[Remark]:
        """At most three remarks on the style of code that passed."""
        return await style(_readable(code))

    @asynccontextmanager
    async def _turn(self, member_id: int) -> AsyncIterator[Worker]:
        async with self._queue.turn(member_id) as begin:
            await self.wait_ready()
            begin()
            if self._pool is None:
                raise GraderError("The grader is closed.")
            async with self._pool.worker() as worker:
                yield worker

    async def close(self) -> None:
        """End everything that was started; what still waits ends with GraderError."""
        self._stop.set()
        preparing, self._preparing = self._preparing, None
        if preparing is not None:
            with suppress(GraderError):
                await preparing
        pool, self._pool = self._pool, None
        if pool is not None:
            await pool.close()


def _readable(code: str) -> str:
    """The code as Python reads a file: without the mark that some editors put before it, every line ending in \\n."""
    return code.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _log_failure(task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and (error := task.exception()):
        logger.error("The sandbox cannot be used: %s", error)
