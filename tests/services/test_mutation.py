"""The mutation pass: good checks kill the mutants of a solution, weak ones are shown up."""

from dataclasses import replace

import pytest

from bot.curriculum.checks import parse_check
from bot.domain.challenge import Challenge, ChallengeKind
from bot.domain.curriculum import Curriculum
from bot.grader import Grader
from bot.services.mutation import Kills, kill_mutants

pytestmark = [pytest.mark.sandbox, pytest.mark.xdist_group("sandbox")]

FARE = """
def fare(age, zones=1):
    if age < 6:
        return 0
    if age >= 65:
        return zones + 1
    return zones * 2
"""
COUNTDOWN = """
def countdown(start):
    steps = 0
    while start > 0:
        start -= 1
        steps += 1
    return steps
"""


def task(curriculum: Curriculum, solution: str, *checks: str) -> Challenge:
    """A challenge with just these checks."""
    parsed = tuple(parse_check(check) for check in checks)
    return replace(
        curriculum.challenges["challenge.tidy-guest-name"], solution=solution, examples=parsed[:1], checks=parsed[1:]
    )


async def kills(curriculum: Curriculum, sandbox: Grader, challenge: Challenge) -> Kills:
    only = replace(curriculum, challenges={challenge.id: challenge})
    return await kill_mutants(only, sandbox)


async def test_checks_at_every_edge_kill_all_mutants(curriculum: Curriculum, sandbox: Grader) -> None:
    strong = task(
        curriculum,
        FARE,
        "fare(5) == 0",
        "fare(6) == 2",
        "fare(7, 3) == 6",
        "fare(64, 3) == 6",
        "fare(65, 3) == 4",
        "fare(66) == 2",
        "fare(65) == 2",
    )
    found = await kills(curriculum, sandbox, strong)
    assert found.survivors == ()
    assert found.problems == []
    assert str(found) == f"mutants: {found.tried} of {found.tried} killed, 100.0 %"


async def test_a_weak_set_of_checks_is_caught_and_its_survivors_are_named(
    curriculum: Curriculum, sandbox: Grader
) -> None:
    weak = task(curriculum, FARE, "fare(3) == 0", "fare(30) == 2")
    found = await kills(curriculum, sandbox, weak)
    survivors = [str(survivor) for survivor in found.survivors]
    assert found.killed < 0.9 * found.tried
    assert any("line 3: if age < 6: -> if age <= 6:" in line for line in survivors)
    assert any("line 5: if age >= 65: -> if False:" in line for line in survivors)
    assert not any("if age < 6: -> if False:" in line for line in survivors)
    assert all(line.startswith("content/challenges/tidy-guest-name.yaml: solution: no check") for line in survivors)
    (problem,) = found.problems
    assert f"{found.killed} of {found.tried} killed" in problem
    assert "at least 90%" in problem


async def test_an_endless_mutant_is_stopped_and_counts_as_noticed(curriculum: Curriculum, sandbox: Grader) -> None:
    found = await kills(curriculum, sandbox, task(curriculum, COUNTDOWN, "countdown(3) == 3", "countdown(0) == 0"))
    assert found.tried >= 8
    assert not any("start += 1" in survivor.mutant.what for survivor in found.survivors)


async def test_progress_is_told_and_a_prediction_has_no_mutants(curriculum: Curriculum, sandbox: Grader) -> None:
    predict = next(c for c in curriculum.challenges.values() if c.kind is ChallengeKind.PREDICT)
    fare = task(curriculum, FARE, "fare(3) == 0")
    told: list[tuple[int, int]] = []
    both = replace(curriculum, challenges={predict.id: predict, fare.id: fare})
    found = await kill_mutants(both, sandbox, lambda name, done, total: told.append((done, total)))
    assert told == [(done, found.tried) for done in range(1, found.tried + 1)]
    assert {survivor.challenge for survivor in found.survivors} == {fare.id}


async def test_the_checks_of_the_shipped_challenges_notice_nine_of_ten_mistakes(
    curriculum: Curriculum, sandbox: Grader
) -> None:
    found = await kill_mutants(curriculum, sandbox)
    assert found.problems == []
    assert found.tried > 200
