"""What grading costs, next to plain Python processes that were measured in turn with it: python benchmarks/grader.py

Only ratios within one run say something about the code rather than about the machine.
"""

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks._stalls import Stalls
from bot.domain.challenge import Check, Relation
from bot.grader import Grader

ROUNDS = 30
MEMBERS = 100
CODE = "def double(x):\n    return x * 2\n"
CHECK = Check("double(2) == 4", Relation.EQUALS, 4, expression="double(2)")
COMMAND = [sys.executable, "-I", "-c", f"{CODE}print(double(2))"]


@dataclass(frozen=True)
class Figure:
    """One line of the table: what was measured, and what it may be at most."""

    name: str
    value: float
    limit: float
    unit: str
    detail: str = ""

    def __str__(self) -> str:
        """The line."""
        verdict = "ok" if self.value <= self.limit else "MISSED"
        return f"{self.name:<48}{self.value:>9.2f} {self.unit:<3} at most {self.limit:>6.1f}  {verdict:<7}{self.detail}"


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    """Seconds that something takes."""
    began = time.perf_counter()
    await work()
    return time.perf_counter() - began


async def plain(count: int) -> None:
    """As many plain processes, one after the other, each as cheap as it can be started."""
    for _ in range(count):
        await asyncio.to_thread(subprocess.run, COMMAND, capture_output=True, check=True)


async def ratio(grader: Grader, checks: int) -> Figure:
    """The time of a submission in times of as many plain processes."""
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(await timed(lambda: grader.grade(1, CODE, [CHECK] * checks)))
        theirs.append(await timed(lambda: plain(checks)))
    one, other = median(ours), median(theirs)
    name = f"{checks} check{'s' if checks > 1 else ''} / {checks} plain process{'es' if checks > 1 else ''}"
    return Figure(name, one / other, 0.5, "x", f"{one * 1000:.1f} ms / {other * 1000:.1f} ms")


async def crowd(grader: Grader) -> list[Figure]:
    """A hundred members within one second, ten checks each."""
    stalls = Stalls()

    async def submit(member: int) -> float:
        await asyncio.sleep(member / MEMBERS)
        began = time.perf_counter()
        report = await grader.grade(member, CODE, [CHECK] * 10)
        assert report.solved
        return time.perf_counter() - began

    began = time.perf_counter()
    waits = await asyncio.gather(*map(submit, range(MEMBERS)))
    total = time.perf_counter() - began
    longest = stalls.longest()
    stalls.stop()
    detail = f"all graded after {total:.1f} s; median wait {median(waits) * 1000:.0f} ms"
    return [
        Figure(f"longest stall of the event loop, {MEMBERS} members", longest * 1000, 50, "ms", detail),
        Figure("memory of the workers together", sum(map(resident, grader.pids)), 300, "MB"),
    ]


def resident(pid: int) -> float:
    """The memory of a process, in MB."""
    output = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True).stdout
    return int(output) / 1024


async def limits(grader: Grader) -> list[Figure]:
    """How long a check with a limit of 2 s really takes."""
    figures = []
    for name, code in (("loop", "while True: pass"), ("sleep", "import time; time.sleep(60)")):
        times = [await timed(lambda code=code: grader.run(1, code)) for _ in range(3)]  # type: ignore[misc]
        figures.append(Figure(f"a limit of 2 s ends an endless {name}", max(times), 2.2, "s"))
    return figures


async def start(grader: Grader) -> tuple[float, float]:
    """Seconds until the sandbox is ready, and the longest stall of the event loop meanwhile."""
    stalls = Stalls()
    grader.start(print)
    took, longest = await timed(grader.wait_ready), stalls.longest()
    stalls.stop()
    return took, longest


async def main() -> int:
    """Print the table; 1 if a limit was missed."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder, "cache")
        first = Grader(cache)
        built, stall = await start(first)
        await first.close()
        grader = Grader(cache)
        again, stall_again = await start(grader)
        try:
            figures = [
                Figure("longest stall of the event loop while building", max(stall, stall_again) * 1000, 50, "ms"),
                await ratio(grader, 1),
                await ratio(grader, 10),
                *await crowd(grader),
                *await limits(grader),
            ]
        finally:
            await grader.close()
    print(f"\nbuilt and compiled in {built:.1f} s, started again in {again:.2f} s\n")
    print(*figures, sep="\n")
    return int(any(figure.value > figure.limit for figure in figures))


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
