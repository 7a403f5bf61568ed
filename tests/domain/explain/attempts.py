"""Submissions that failed a check, made in one line, and what is explained about them."""

from typing import NamedTuple

from bot.domain.challenge import Check, Relation
from bot.domain.explain import Explanation, explain
from bot.domain.verdict import Fault, Outcome, Verdict

SUM = "def total(numbers):\n    result = 0\n    for number in numbers:\n        result += number\n"
RETURN = "def f(x):\n    return x\n"


class Try(NamedTuple):
    """A submission, the check that it failed, and how."""

    code: str
    check: Check
    outcome: Outcome


def wrong(code: str, call: str, expected: object, got: object, *, setup: str = "", printed: str = "") -> Try:
    """A call whose value is not the one that is wanted."""
    check = Check(f"{setup}; {call} == {expected!r}", Relation.EQUALS, expected, setup, call)
    return Try(code, check, Outcome(Verdict.WRONG, repr(got), printed))


def gave(code: str, call: str, expected: object, got: str) -> Try:
    """Like `wrong`, for a value whose repr is no literal."""
    return Try(code, Check("", Relation.EQUALS, expected, "", call), Outcome(Verdict.WRONG, got))


def fails(code: str, call: str, kind: str, message: str, line: int | None = None, *, stdin: bool = False) -> Try:
    """A call, or a program with an input, that ends in an exception."""
    trace = f"Traceback (most recent call last):\n{kind}: {message}"
    check = Check("", Relation.OUTPUTS, "", stdin=call) if stdin else Check("", Relation.EQUALS, 1, "", call)
    return Try(code, check, Outcome(Verdict.ERROR, fault=Fault(kind, message, line, trace)))


def raises(code: str, call: str, wanted: str, *, got: str = "", kind: str = "", line: int | None = None) -> Try:
    """A call that should raise an exception, and gives a value or raises another one."""
    check = Check("", Relation.RAISES, wanted, "", call)
    if kind:
        return Try(code, check, Outcome(Verdict.ERROR, fault=Fault(kind, "something", line, "")))
    return Try(code, check, Outcome(Verdict.WRONG, got))


def prints(code: str, stdin: str, expected: str, printed: str) -> Try:
    """A program that prints something else for an input."""
    return Try(code, Check("", Relation.OUTPUTS, expected, stdin=stdin), Outcome(Verdict.WRONG, printed=printed))


def shows(code: str, call: str, expected: str, printed: str, got: str = "None") -> Try:
    """A call that prints something else."""
    return Try(code, Check("", Relation.PRINTS, expected, "", call), Outcome(Verdict.WRONG, got, printed))


def ends(code: str, verdict: Verdict, call: str = "f(3)", *names: str) -> Try:
    """A check that came to no result, and the names that the code has defined."""
    return Try(code, Check("", Relation.EQUALS, 1, "", call), Outcome(verdict, names=names))


def told(attempt: Try, *, shown: bool = True) -> Explanation:
    """What a member is told about an attempt."""
    return explain(attempt.code, attempt.check, attempt.outcome, shown=shown)


def words(explanation: Explanation) -> str:
    """An explanation as it is read."""
    return explanation.message.format(**explanation.values)
