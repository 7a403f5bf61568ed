"""Of a check that members may not see, an explanation tells only the kind of thing that happened."""

import pytest

from bot.domain.challenge import Check
from bot.domain.verdict import Fault, Outcome
from tests.domain.explain.attempts import Try, fails, told, words
from tests.domain.explain.every_program import ALL

SECRET = "tr0ub4dor"


def with_secrets(attempt: Try) -> Try:
    """The same attempt where everything that is said about a hidden check holds a secret."""
    fault = attempt.outcome.fault
    check = Check(SECRET, attempt.check.relation, SECRET, f"x = '{SECRET}'", f"f('{SECRET}')", SECRET)
    hidden = fault and Fault(fault.type, f"{fault.message} {SECRET}", fault.line, SECRET)
    verdict = attempt.outcome.verdict
    return Try(attempt.code, check, Outcome(verdict, repr([SECRET]), SECRET, hidden, (SECRET,)))


@pytest.mark.parametrize(("rule", "attempt"), ALL, ids=[rule for rule, _ in ALL])
def test_nothing_of_a_hidden_check_gets_out(rule: str, attempt: Try) -> None:
    explanation = told(with_secrets(attempt), shown=False)
    assert SECRET not in words(explanation)
    known = told(attempt, shown=False)
    allowed = {"name", "near", "line", "parameters", "type"}
    assert set(known.values) <= allowed
    fault = attempt.outcome.fault
    if fault and "line" in known.values:
        assert fault.type in ("SyntaxError", "IndentationError", "TabError")
    for value in known.values.values():
        assert isinstance(value, int) or str(value).split(",")[0] in (
            attempt.code + attempt.check.expression + str(fault)
        )


def test_a_type_that_the_code_made_up_is_no_way_out_of_a_hidden_check() -> None:
    code = "def f(x):\n    raise type(x, (Exception,), {})\n"
    assert SECRET not in words(told(fails(code, "f('')", SECRET, "", 2), shown=False))
    assert words(told(fails(code, "f('')", "OverflowError", SECRET, 2), shown=False)).count("OverflowError") == 1


def test_a_hidden_check_does_not_believe_a_syntax_error_that_the_code_raises_itself() -> None:
    code = "def f(x):\n    raise SyntaxError(x)\n"
    explanation = told(fails(code, "f('')", "SyntaxError", f"{SECRET} expected ':'", 2), shown=False)
    assert (explanation.values, explanation.rule) == ({}, "syntax")


def test_the_rule_still_speaks_in_a_hidden_check() -> None:
    for rule in (
        "off-by-one",
        "order",
        "case",
        "argument-changed",
        "printed-not-returned",
        "index",
        "key",
        "name-near",
    ):
        attempt = next(attempt for name, attempt in ALL if name == rule)
        assert told(attempt, shown=False).rule == rule
