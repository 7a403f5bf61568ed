"""Where no rule has anything to say."""

from bot.domain.verdict import Verdict
from tests.domain.explain.attempts import RETURN, Try, each_program, ends, told, words

PROGRAMS = {
    "unknown": ends(RETURN, Verdict.PASSED),
}


@each_program(PROGRAMS)
def test_a_learners_program_meets_the_rule_that_is_about_it(rule: str, attempt: Try) -> None:
    explanation = told(attempt)
    assert explanation.rule == rule, words(explanation)
