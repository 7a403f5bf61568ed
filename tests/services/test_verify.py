"""Imported challenges are run before members are: which checks count, and what is reported."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.curriculum.importer import read
from bot.domain.challenge import Challenge, ChallengeKind, Check, Relation
from bot.domain.curriculum import Curriculum
from bot.domain.skills import Axis
from bot.domain.verdict import Outcome, Report, Verdict
from bot.grader import Grader
from bot.services.import_report import verify_lines
from bot.services.imports import take_in, with_imported
from bot.services.verify import judged, verify_imported
from bot.store.database import Database
from tests.checkout_texts import CHALLENGE, SOLUTION
from tests.checkouts import checkout

SALT = "lp:challenge.beginner-01"
TASK, ANSWER = (
    "practice/challenges/beginner/01-salt-everything.py",
    "practice/challenges/solutions/beginner/01-salt-everything-solution.py",
)
PASSED, WRONG, TIMEOUT = Verdict.PASSED, Verdict.WRONG, Verdict.TIMEOUT


def challenge(checks: int) -> Challenge:
    made = tuple(Check(f"f({n}) == {n}", Relation.EQUALS, n, "", f"f({n})") for n in range(checks))
    return Challenge(
        "lp:challenge.x-01", "F", ChallengeKind.FUNCTION, "1", "x", 10, (Axis.FUNDAMENTALS,), (), "Write f.",
        "def f(n): ...", (), made, (), "def f(n): return n", "", (),
    )  # fmt: skip


def report(*verdicts: Verdict) -> Report:
    return Report(tuple(map(Outcome, verdicts)))


def test_a_check_counts_if_the_solution_passes_it_and_the_starter_does_not() -> None:
    found = judged(challenge(4), report(PASSED, WRONG, WRONG, PASSED), report(PASSED, PASSED, WRONG, WRONG))
    assert (found.kept, found.passed, found.baseline) == ((1,), 2, 2)
    assert found.problems == (
        "the solution does not pass 'f(2) == 2' (wrong answer)",
        "the solution does not pass 'f(3) == 3' (wrong answer)",
    )


def test_without_a_solution_the_starter_alone_speaks() -> None:
    found = judged(challenge(3), report(PASSED, WRONG, TIMEOUT), None)
    assert (found.kept, found.passed, found.problems, found.offered) == ((1,), None, (), True)


def test_a_challenge_without_a_check_that_counts_is_not_offered() -> None:
    found = judged(challenge(1), report(PASSED), report(PASSED))
    assert not found.offered
    assert found.problems == ("no check is left that tells a solution from the starter, so it is not offered",)


@pytest.mark.sandbox
async def test_right_solutions_prove_their_checks_and_starters_take_away_what_they_pass(
    db: Database, curriculum: Curriculum, sandbox: Grader, tmp_path: Path
) -> None:
    await take_in(db, read(checkout(tmp_path)))
    seen: list[tuple[int, int]] = []
    found = await verify_imported(db, sandbox, lambda name, done, total: seen.append((done, total)))
    results = {result.id: result for result in found}
    assert seen == [(done, 4) for done in range(1, 5)]
    salt = results[SALT]
    assert (salt.passed, salt.checks, salt.baseline, salt.kept) == (6, 6, 1, (0, 1, 3, 4, 5))  # it is not None anyway
    assert results["lp:challenge.fill-in-01"].passed == 2
    assert results["lp:challenge.browser-0-1"].passed is None
    assert results["lp:challenge.browser-0-1"].baseline == 1  # `or True`
    both = await with_imported(db, curriculum)
    assert len(both.challenges[SALT].all_checks) == 5
    report = await sandbox.grade(1, both.challenges[SALT].solution, both.challenges[SALT].all_checks)
    assert report.solved
    assert await verify_imported(db, sandbox) == []
    assert len(await verify_imported(db, sandbox, again=True)) == 4


@pytest.mark.sandbox
async def test_what_a_wrong_solution_does_not_pass_is_reported_and_does_not_count(
    db: Database, curriculum: Curriculum, sandbox: Grader, tmp_path: Path
) -> None:
    wrong = SOLUTION.replace("with salt", "with sugar")
    await take_in(db, read(checkout(tmp_path, **{ANSWER: wrong})))
    found = await verify_imported(db, sandbox)
    (salt,) = (result for result in found if result.id == SALT)
    assert salt.problems[0] == "the solution does not pass \"salted(['soup']) == ['soup with salt']\" (wrong answer)"
    assert [check.source for check in (await with_imported(db, curriculum)).challenges[SALT].all_checks] == [
        "salted([]) == []", "salted(None) raises TypeError", "salted(3) raises TypeError",
    ]  # fmt: skip
    lines = verify_lines(found)
    assert f"{SALT} (Salt Everything): {salt.problems[0]}" in lines
    assert lines[-3] == "4 challenges run, 2 of them with a solution, which passes 6 of 8 checks."
    assert lines[-1].startswith("2 of those offered have no solution: they are practice")


@pytest.mark.sandbox
async def test_a_solution_that_passes_nothing_keeps_its_challenge_from_being_offered(
    db: Database, curriculum: Curriculum, sandbox: Grader, tmp_path: Path
) -> None:
    broken = SOLUTION.replace("def salted", "def sugared")
    task = CHALLENGE.replace("    assert salted is not None\n", "")
    await take_in(db, read(checkout(tmp_path, **{ANSWER: broken, TASK: task})))
    await verify_imported(db, sandbox)
    assert SALT not in (await with_imported(db, curriculum)).challenges


def test_what_a_terminal_would_obey_is_not_printed() -> None:
    loud = replace(judged(challenge(1), report(PASSED), None), title="\x1b[31mred")
    assert not any("\x1b" in line for line in verify_lines([loud]))
