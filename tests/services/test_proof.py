"""The linter proves in the sandbox that challenges grade as they should, and says where they do not."""

from dataclasses import replace

import pytest

from bot.domain.challenge import Challenge, WrongAnswer
from bot.domain.curriculum import Curriculum
from bot.grader import Grader, Limits
from bot.services.proof import prove_challenges

pytestmark = [pytest.mark.sandbox, pytest.mark.xdist_group("sandbox")]

TIDY = "challenge.tidy-guest-name"


async def proof(curriculum: Curriculum, sandbox: Grader, challenge: Challenge) -> list[str]:
    return await prove_challenges(replace(curriculum, challenges={challenge.id: challenge}), sandbox)


async def test_a_sound_challenge_is_proved(curriculum: Curriculum, sandbox: Grader) -> None:
    assert await proof(curriculum, sandbox, curriculum.challenges[TIDY]) == []


async def test_a_solution_that_fails_is_named_with_its_check(curriculum: Curriculum, sandbox: Grader) -> None:
    broken = replace(curriculum.challenges[TIDY], solution="def tidy_name(name):\n    return name\n")
    (line,) = await proof(curriculum, sandbox, broken)
    assert line.startswith("content/challenges/tidy-guest-name.yaml: solution: fails 'tidy_name(")


async def test_a_starter_and_a_wrong_answer_that_pass_are_named(curriculum: Curriculum, sandbox: Grader) -> None:
    sound = curriculum.challenges[TIDY]
    generous = replace(sound, starter=sound.solution, wrong_answers=(WrongAnswer("none at all", sound.solution),))
    starter, wrong = await proof(curriculum, sandbox, generous)
    assert "starter: passes every check" in starter
    assert "wrong_answers[0]: passes every check" in wrong


async def test_a_prediction_that_is_not_what_the_program_prints_is_named(
    curriculum: Curriculum, sandbox: Grader
) -> None:
    predict = next(c for c in curriculum.challenges.values() if c.options)
    (line,) = await proof(curriculum, sandbox, replace(predict, solution="something else"))
    assert "the program prints" in line


async def test_more_programs_than_the_queue_has_room_for_are_proved(curriculum: Curriculum, sandbox: Grader) -> None:
    predict = next(c for c in curriculum.challenges.values() if c.options)
    many = {str(number): predict for number in range(Limits().max_queue + 20)}
    assert await prove_challenges(replace(curriculum, challenges=many), sandbox) == []
