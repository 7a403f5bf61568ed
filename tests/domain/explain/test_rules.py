"""Every rule is met by the program that is about it, and keeps quiet about others."""

import pytest

from tests.domain.explain.attempts import Try, told, words
from tests.domain.explain.every_program import ALL, QUIET


@pytest.mark.parametrize(("rule", "attempt"), ALL, ids=[rule for rule, _ in ALL])
def test_a_learners_program_meets_the_rule_that_is_about_it(rule: str, attempt: Try) -> None:
    explanation = told(attempt)
    assert explanation.rule == rule, words(explanation)


@pytest.mark.parametrize(("rule", "why", "attempt"), QUIET, ids=[f"{rule}-{why}" for rule, why, _ in QUIET])
def test_a_rule_keeps_quiet_when_it_is_not_about_that(rule: str, why: str, attempt: Try) -> None:
    explanation = told(attempt)
    assert explanation.rule != rule, f"{why}: {words(explanation)}"
