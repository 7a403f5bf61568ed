"""What members write honestly behaves as it does outside."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from bot.domain.challenge import Check, Relation
from bot.domain.verdict import Verdict
from bot.grader import Grader
from tests.grader.learners import LEARNERS

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.xdist_group("sandbox"),
    pytest.mark.asyncio(loop_scope="session"),
]
STDIN = "Ann\n1 2 3\nlast\n"


async def test_the_collection_is_as_large_as_was_promised() -> None:
    assert len(LEARNERS) >= 50


@pytest.mark.parametrize("name", LEARNERS)
async def test_a_program_prints_what_it_prints_outside(grader: Grader, tmp_path: Path, name: str) -> None:
    def outside() -> str:
        return subprocess.run(
            [sys.executable, "-I", "-X", "utf8", "-c", LEARNERS[name]],
            input=STDIN, capture_output=True, encoding="utf-8", timeout=20, cwd=tmp_path,
        ).stdout  # fmt: skip

    expected = await asyncio.to_thread(outside)
    check = Check("", Relation.OUTPUTS, expected, stdin=STDIN)
    (outcome,) = (await grader.grade(1, LEARNERS[name], [check])).outcomes
    assert (outcome.printed, outcome.fault) == (expected, None)
    assert outcome.verdict is Verdict.PASSED
