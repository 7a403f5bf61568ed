"""The sandbox starts in the background, is replaced when it must be, and leaves nothing when it ends."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from bot.domain.challenge import Check, Relation
from bot.domain.verdict import Verdict
from bot.grader import Grader, GraderError, Limits, QueueFullError, build
from bot.grader.build import prepare
from tests.grader.conftest import SECRET

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.xdist_group("sandbox"),
    pytest.mark.asyncio(loop_scope="session"),
]
POSIX = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals and permissions")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
ROOT = Path(__file__).parent.parent.parent
CHECK = Check("f(2) == 4", Relation.EQUALS, 4, expression="f(2)")
GOOD = "def f(x): return x * 2"
ENDLESS = "while True: pass"
SLEEP = "import time; time.sleep(60)"
PATIENCE = 10.0

Make = Callable[..., Awaitable[Grader]]


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and only waits to be counted does not."""
    try:
        os.kill(pid, 0)
        status = Path(f"/proc/{pid}/stat")
        return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")
    except (ProcessLookupError, FileNotFoundError):  # it ended between two of these lines
        return False


async def gone(pids: list[int]) -> bool:
    """Whether all of them end soon."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if not any(map(alive, pids)):
            return True
        await asyncio.sleep(0.05)
    return False


@pytest_asyncio.fixture(loop_scope="session")
async def make(grader: Grader, cache: Path) -> AsyncIterator[Make]:
    """Makes graders with other limits, and closes them. The shared one has filled the cache."""
    made: list[Grader] = []

    async def one(workers: int = 1, **limits: float) -> Grader:
        made.append(Grader(cache, workers, Limits(**limits)))  # type: ignore[arg-type]
        made[-1].start()
        await made[-1].wait_ready()
        return made[-1]

    yield one
    for other in made:
        await other.close()


async def test_submissions_wait_for_the_sandbox_and_the_event_loop_does_not(grader: Grader, cache: Path) -> None:
    pauses = []

    async def tick() -> None:
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.005)
            pauses.append(time.monotonic() - before)

    other, ticking = Grader(cache, 1), asyncio.create_task(tick())
    other.start()
    assert not other.ready
    assert other.waiting[1] >= 1.0
    assert (await other.grade(1, GOOD, [CHECK])).solved
    assert other.ready
    ticking.cancel()
    await other.close()
    assert max(pauses) < 0.25  # benchmarks/grader.py measures it on a machine that is quiet


async def test_a_grader_that_was_not_started_says_so(cache: Path) -> None:
    with pytest.raises(GraderError, match="not started"):
        await Grader(cache).grade(1, GOOD, [CHECK])


async def test_the_time_limit_is_kept(make: Make) -> None:
    grader = await make(seconds=2.0)
    for code in (ENDLESS, SLEEP):
        began = time.monotonic()
        assert (await grader.run(1, code)).verdict is Verdict.TIMEOUT
        assert 1.9 < time.monotonic() - began < 2.6


async def test_what_the_budget_does_not_reach_is_not_run(make: Make) -> None:
    grader = await make(seconds=0.3, budget=0.5)
    report = await grader.grade(1, "def f(x):\n" + textwrap.indent(ENDLESS, "    "), [CHECK] * 5)
    assert [outcome.verdict for outcome in report.outcomes] == [Verdict.TIMEOUT] * 2 + [Verdict.NOT_RUN] * 3


async def test_a_full_queue_refuses(make: Make) -> None:
    grader = await make(max_queue=2, seconds=0.5)
    tasks = [asyncio.create_task(grader.run(member, SLEEP)) for member in range(3)]
    await asyncio.sleep(0.1)
    assert grader.waiting[0] == 2
    with pytest.raises(QueueFullError):
        await grader.run(9, "1")
    assert {(await task).verdict for task in tasks} == {Verdict.TIMEOUT}


async def test_a_hundred_members_are_all_graded(grader: Grader) -> None:
    reports = await asyncio.gather(*(grader.grade(member, GOOD, [CHECK] * 3) for member in range(100)))
    assert all(report.solved for report in reports)
    assert grader.waiting == (0, 0.0)


@POSIX
async def test_a_worker_that_died_is_replaced(make: Make) -> None:
    grader = await make()
    (pid,) = grader.pids
    os.kill(pid, signal.SIGKILL)
    assert await gone([pid])
    await asyncio.sleep(0.05)
    assert (await grader.grade(1, GOOD, [CHECK])).solved
    assert grader.pids != [pid]


@POSIX
async def test_a_worker_that_dies_during_a_check_costs_that_check_only(make: Make) -> None:
    grader = await make()
    task = asyncio.create_task(grader.grade(1, SLEEP, [CHECK]))
    await asyncio.sleep(0.2)
    os.kill(grader.pids[0], signal.SIGKILL)
    assert (await task).outcomes[0].verdict is Verdict.ERROR
    assert (await grader.grade(1, GOOD, [CHECK])).solved


@POSIX
async def test_a_worker_that_hangs_is_killed_and_replaced(make: Make) -> None:
    grader = await make(seconds=0.3)
    (pid,) = grader.pids
    os.kill(pid, signal.SIGSTOP)
    assert (await grader.run(1, "1")).verdict is Verdict.TIMEOUT
    assert not alive(pid)
    assert (await grader.grade(1, GOOD, [CHECK])).solved


async def test_a_submission_that_nobody_waits_for_any_more_is_ended(make: Make) -> None:
    grader = await make()
    task = asyncio.create_task(grader.run(1, SLEEP))
    await asyncio.sleep(0.2)
    (pid,) = grader.pids
    task.cancel()
    await asyncio.wait([task])
    assert await gone([pid])
    assert (await grader.grade(1, GOOD, [CHECK])).solved


async def test_close_ends_every_process_and_everybody_who_waits(make: Make) -> None:
    grader = await make(workers=2)
    tasks = [asyncio.create_task(grader.run(member, SLEEP)) for member in range(5)]
    await asyncio.sleep(0.2)
    pids = grader.pids
    assert len(pids) == 2
    await grader.close()
    assert not any(map(alive, pids))
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(result) for result in results[2:]] == [GraderError] * 3
    with pytest.raises(GraderError):
        await grader.run(1, "1")
    assert grader.pids == []


async def test_close_during_the_preparation_leaves_nothing(tmp_path: Path) -> None:
    grader = Grader(tmp_path / "cache")
    grader.start()
    await asyncio.sleep(0.5)
    began = time.monotonic()
    await grader.close()
    assert time.monotonic() - began < 5
    assert not [file for file in (tmp_path / "cache").iterdir() if file.name != "lock"]


@LINUX
async def test_no_worker_outlives_a_bot_that_is_killed(grader: Grader, cache: Path) -> None:
    program = f"""
        import asyncio
        from pathlib import Path
        from bot.grader import Grader

        async def main():
            grader = Grader(Path({str(cache)!r}))
            grader.start()
            await grader.wait_ready()
            print(*grader.pids, flush=True)
            await grader.run(1, {SLEEP!r})

        asyncio.run(main())
    """
    bot = subprocess.Popen(  # noqa: ASYNC220
        [sys.executable, "-c", textwrap.dedent(program)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert bot.stdout is not None
    pids = [int(pid) for pid in (await asyncio.to_thread(bot.stdout.readline)).split()]
    assert len(pids) == 2
    assert all(map(alive, pids))
    bot.kill()
    bot.wait()
    bot.stdout.close()
    assert await gone(pids)


@LINUX
async def test_a_worker_has_nothing_of_the_bots_environment(make: Make, cache: Path, secret: None) -> None:
    grader = await make()
    assert (await grader.grade(1, GOOD, [CHECK])).solved
    assert os.environ["DISCORD_TOKEN"] == SECRET
    kept = (cache.resolve(),)  # its own native code, which is mapped into memory
    for pid in grader.pids:
        assert Path(f"/proc/{pid}/environ").read_bytes() == b""
        names = {str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()}
        assert not [
            name for name in names if name.startswith("/") and name != "/dev/null" and Path(name).parent not in kept
        ]


@POSIX
async def test_a_cache_that_others_can_open_is_refused(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o755)
    (tmp_path / "private").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "private")
    for name in ("open", "link"):
        with pytest.raises(GraderError, match="nobody else"):
            prepare(tmp_path / name, print)
    (tmp_path / "file").touch()
    with pytest.raises(GraderError, match="cannot be used"):
        prepare(tmp_path / "file", print)


async def test_a_grader_that_cannot_be_prepared_says_why(tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    grader = Grader(tmp_path / "cache")
    grader.start()
    with pytest.raises(GraderError, match="cannot be used"):
        await grader.grade(1, GOOD, [CHECK])
    assert not grader.ready
    await grader.close()


async def test_a_damaged_cache_is_made_again(grader: Grader, cache: Path, tmp_path: Path) -> None:
    guest, native = build._names(cache)
    shutil.copy(guest, tmp_path)
    (tmp_path / native.name).write_bytes(b"not native code")
    tmp_path.chmod(0o700)
    said: list[str] = []
    other = Grader(tmp_path, 1)
    other.start(said.append)
    try:
        assert (await other.grade(1, GOOD, [CHECK])).solved
        assert "damaged" in said[0]
    finally:
        await other.close()
