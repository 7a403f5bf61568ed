"""Proof that challenges grade as they should: every program in them is run in the sandbox."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.domain.challenge import Challenge, ChallengeKind
from bot.domain.curriculum import Curriculum
from bot.domain.verdict import Report, Verdict
from bot.grader import Grader

Step = Callable[[str, int, int], None]  # what was just done, how much that makes, of how much

AT_ONCE = 100  # programs that are handed in together; the sandbox refuses more than its queue has room for


@dataclass(frozen=True, slots=True)
class Case:
    """A program of a challenge, under the key where it stands, and whether it has to pass."""

    challenge: Challenge
    key: str
    code: str
    passes: bool


async def prove_challenges(
    curriculum: Curriculum, grader: Grader, step: Step = lambda name, done, total: None
) -> list[str]:
    """One line for each program that doesn't do what it should: file, key, what happens, what to write instead."""
    cases = [case for challenge in curriculum.challenges.values() for case in _cases(challenge)]
    room, done = asyncio.Semaphore(AT_ONCE), 0

    async def run(number: int, case: Case) -> Report:
        nonlocal done
        async with room:
            report = await _grade(grader, number, case)
        done += 1
        step(case.challenge.id, done, len(cases))
        return report

    graded = await asyncio.gather(*(run(number, case) for number, case in enumerate(cases)))
    return [
        f"content/challenges/{case.challenge.id.partition('.')[2]}.yaml: {case.key}: {problem}"
        for case, report in zip(cases, graded, strict=True)
        if (problem := _problem(case, report))
    ]


def _cases(challenge: Challenge) -> Iterator[Case]:
    if challenge.kind is ChallengeKind.PREDICT:
        yield Case(challenge, "solution", challenge.starter, passes=True)
        return
    yield Case(challenge, "solution", challenge.solution, passes=True)
    yield Case(challenge, "starter", challenge.starter, passes=False)
    for index, wrong in enumerate(challenge.wrong_answers):
        yield Case(challenge, f"wrong_answers[{index}]", wrong.code, passes=False)


async def _grade(grader: Grader, number: int, case: Case) -> Report:
    """Each program is its own member to the queue, so that none waits for another of its challenge."""
    if case.challenge.kind is ChallengeKind.PREDICT:
        return Report((await grader.run(number, case.code),))
    return await grader.grade(number, case.code, case.challenge.all_checks, case.challenge.measure)


def _problem(case: Case, report: Report) -> str | None:
    index = report.first_failure
    if case.challenge.kind is ChallengeKind.PREDICT:
        printed = report.outcomes[0].printed.rstrip()
        same = index is None and printed == case.challenge.solution.rstrip()
        return None if same else f"the program prints {printed!r}. Write just that."
    if case.passes and index is not None:
        checks = case.challenge.all_checks
        source = checks[index].source if index < len(checks) else "the measure"
        return f"fails {source!r} ({report.outcomes[index].verdict}). Correct the solution or the check."
    if not case.passes and index is None:
        return "passes every check. Add a check that it fails."
    if any(outcome.verdict is Verdict.TIMEOUT for outcome in report.outcomes):
        return "runs into the time limit. Make it end."
    return None
