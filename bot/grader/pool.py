"""The workers, seen from the bot: started with nothing of its own, killed and replaced when late or strange."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.grader.answer import Answer, read_answer
from bot.grader.errors import GraderError
from bot.grader.limits import Limits

SCRIPT = Path(__file__).with_name("worker.py")
HEADER = 4  # bytes
MAX_FRAME = 1 << 20
GRACE = 1.0  # seconds after its limit in which a worker has to answer
START = 60.0  # seconds in which it has to be ready
BROKEN = (EOFError, ConnectionError, TimeoutError, GraderError)


def command(*arguments: str) -> list[str]:
    """The command line of the worker's script: isolated from the user's settings, and without writing any cache."""
    return [sys.executable, "-I", "-B", str(SCRIPT), str(os.getpid()), *arguments]


def environment() -> dict[str, str]:
    """What a worker gets to see of the bot's environment: nothing, but for what Windows cannot start without."""
    return {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if os.name == "nt" and name in os.environ}


class Worker:
    """One process with a sandbox, started when it is first needed and again whenever it had to be killed."""

    def __init__(self, compiled: Path, limits: Limits) -> None:
        self._compiled = compiled
        self._limits = limits
        self._process: asyncio.subprocess.Process | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The process, if it runs."""
        return self._process.pid if self._process and self._process.returncode is None else None

    async def start(self) -> None:
        """Start the process and wait until its sandbox has proved to work."""
        if self._closed:
            raise GraderError("The grader is closed.")
        pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(
            *command("serve", str(self._compiled)), stdin=pipe, stdout=pipe, stderr=nothing, env=environment()
        )
        self._process = process
        try:
            hello = await asyncio.wait_for(self._read(process), START)
        except BROKEN as error:
            hello = f"C{error!r}".encode()
        except asyncio.CancelledError:
            await self.kill()
            raise
        if self._closed or not hello.startswith(b"G"):
            await self.kill()
            raise GraderError(f"The sandbox does not start: {hello[1:].decode('utf-8', 'replace')}")

    async def ask(self, order: Mapping[str, object]) -> Answer:
        """The answer to an order; a worker that is late or says what it may not is killed."""
        if self.pid is None:
            await self.start()
        process = self._process
        assert process is not None
        limits = self._limits
        task = {"order": {**order, "output": limits.output}, "seconds": limits.seconds, "memory": limits.memory}
        try:
            await self._write(process, json.dumps(task).encode())
            answer = read_answer(await asyncio.wait_for(self._read(process), limits.seconds + GRACE))
        except BROKEN as error:
            await self.kill()
            return Answer("timeout" if isinstance(error, TimeoutError) else "crash")
        except asyncio.CancelledError:  # whatever it is doing, nobody waits for it any more
            await self.kill()
            raise
        if answer.end == "crash":
            await self.kill()  # whatever happened in there: it doesn't happen to the next one
        return answer

    @staticmethod
    async def _write(process: asyncio.subprocess.Process, frame: bytes) -> None:
        assert process.stdin is not None
        process.stdin.write(len(frame).to_bytes(HEADER) + frame)
        await process.stdin.drain()

    @staticmethod
    async def _read(process: asyncio.subprocess.Process) -> bytes:
        assert process.stdout is not None
        length = int.from_bytes(await process.stdout.readexactly(HEADER))
        if not 0 < length <= MAX_FRAME:
            raise GraderError(f"a worker sent a frame of {length} bytes")
        return await process.stdout.readexactly(length)

    async def kill(self) -> None:
        """End the process, if it runs, and wait until it is gone."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()

    async def close(self) -> None:
        """End the process for good."""
        self._closed = True
        await self.kill()


class Pool:
    """As many workers as there are places in the queue."""

    def __init__(self, compiled: Path, size: int, limits: Limits) -> None:
        self._all = [Worker(compiled, limits) for _ in range(size)]
        self._free = list(self._all)

    @property
    def pids(self) -> list[int]:
        """The processes that run."""
        return [worker.pid for worker in self._all if worker.pid is not None]

    async def start(self) -> None:
        """Start all workers."""
        await asyncio.gather(*(worker.start() for worker in self._all))

    @asynccontextmanager
    async def worker(self) -> AsyncIterator[Worker]:
        """A worker for as long as the block lasts."""
        worker = self._free.pop()
        try:
            yield worker
        finally:
            self._free.append(worker)

    async def close(self) -> None:
        """End all workers."""
        await asyncio.gather(*(worker.close() for worker in self._all))
