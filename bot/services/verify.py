"""Whether imported challenges grade as they should: solutions and starters are run in the sandbox, before members are.

A check counts if the reference solution passes it and the untouched starter does not: what a starter passes already
shows nothing, and what the solution fails nobody can pass. Where upstream has no solution, only the starter speaks.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from bot.curriculum.importer import Kind, Reader
from bot.domain.challenge import Challenge
from bot.domain.verdict import Report, Verdict
from bot.grader import Grader
from bot.store.database import Database
from bot.store.imported import Stored, imported_items, save_verified

AT_ONCE = 4
STOPPED = frozenset({Verdict.TIMEOUT, Verdict.MEMORY, Verdict.OUTPUT_LIMIT, Verdict.NOT_RUN})

Step = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of a challenge: the numbers of the checks that count, and what of it does not pass, in sentences.

    `checks` is how many it has, `passed` how many of them the solution passes (None without one), `baseline` how many
    the untouched starter does.
    """

    id: str
    title: str
    checks: int
    passed: int | None
    baseline: int
    kept: tuple[int, ...]
    problems: tuple[str, ...]

    @property
    def offered(self) -> bool:
        """Whether it is offered as graded."""
        return bool(self.kept)


async def verify_imported(
    db: Database, grader: Grader, step: Step = lambda name, done, total: None, *, again: bool = False
) -> list[Verified]:
    """Run what was imported and not verified yet (or all of it, `again`), and note which checks count."""
    waiting = [item for item in await db.read(imported_items) if _waits(item, again=again)]
    reader = Reader()
    room = asyncio.Semaphore(AT_ONCE)
    done = 0

    async def run(number: int, item: Stored) -> Verified | None:
        nonlocal done
        document = reader.read(item.kind, item.path, item.body)
        async with room:
            challenge = document.value if document else None
            found = await _verify(grader, number, challenge) if isinstance(challenge, Challenge) else None
        done += 1
        step(item.id, done, len(waiting))
        return found

    results = await asyncio.gather(*(run(number, item) for number, item in enumerate(waiting)))
    hashes = {item.id: item.hash for item in waiting}
    found = [result for result in results if result]

    def save(connection: sqlite3.Connection) -> None:
        for result in found:
            save_verified(connection, result.id, hashes[result.id], result.kept)

    await db.write(save)
    return found


def _waits(item: Stored, *, again: bool) -> bool:
    return item.kind == Kind.CHALLENGE and not item.retired and (again or item.kept is None)


async def _verify(grader: Grader, number: int, challenge: Challenge) -> Verified:
    """Each program is its own member to the queue, so that none waits for another of its challenge."""
    checks = challenge.all_checks
    starter = await grader.grade(2 * number, challenge.starter, checks, challenge.measure)
    solution = (
        await grader.grade(2 * number + 1, challenge.solution, checks, challenge.measure)
        if challenge.solution
        else None
    )
    return judged(challenge, starter, solution)


def judged(challenge: Challenge, starter: Report, solution: Report | None) -> Verified:
    """What the reports on the starter and on the solution say about the checks of a challenge."""
    checks = range(len(challenge.all_checks))
    baseline = {number for number in checks if starter.outcomes[number].verdict is Verdict.PASSED}
    if solution is None:
        right = {number for number in checks if starter.outcomes[number].verdict not in STOPPED}
    else:
        right = {number for number in checks if solution.outcomes[number].verdict is Verdict.PASSED}
    problems = (
        []
        if solution is None
        else [
            f"the solution does not pass {challenge.all_checks[number].source!r} ({solution.outcomes[number].verdict})"
            for number in checks
            if number not in right
        ]
    )
    kept = tuple(number for number in checks if number in right - baseline)
    if not kept:
        problems.append("no check is left that tells a solution from the starter, so it is not offered")
    passed = None if solution is None else len(right)
    return Verified(challenge.id, challenge.title, len(checks), passed, len(baseline), kept, tuple(problems))
