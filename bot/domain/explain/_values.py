"""One value where another is wanted: the right one of the wrong kind, or nearly the right one."""

import ast
import math
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from bot.domain.explain._case import Case, Explanation
from bot.domain.translatable import gettext_noop as N_  # noqa: N812
from bot.domain.verdict import Verdict

VALUES = "concept.variables-and-types"
CONTROL = "concept.control-flow"
NUMBERS = (int, float)
Pairs = list[tuple[Any, Any]]


def pairs_of(case: Case) -> Pairs | None:
    """The values inside got and expected that differ, if the two have the same shape."""
    if case.outcome.verdict is not Verdict.WRONG or case.pair is None:
        return None
    found: Pairs = []
    todo: Pairs = [case.pair]
    while todo:
        got, expected = todo.pop()
        if type(got) is type(expected) and isinstance(got, list | tuple):
            if len(got) != len(expected):
                return None
            todo.extend(zip(got, expected, strict=True))
        elif isinstance(got, dict) and isinstance(expected, dict):
            if got.keys() != expected.keys():
                return None
            todo.extend((got[key], expected[key]) for key in expected)
        elif type(got) is type(expected) and isinstance(got, set | frozenset) and got == expected:
            continue
        elif isinstance(got, list | tuple | dict | set) or isinstance(expected, list | tuple | dict | set | frozenset):
            return None
        elif type(got) is not type(expected) or got != expected:
            found.append((got, expected))
    return found


def all_are(pairs: Iterable[tuple[Any, Any]] | None, test: Callable[[Any, Any], bool]) -> bool:
    """Whether there are pairs and a test holds for each; numbers too large to compare hold nothing."""
    some = list(pairs or ())
    try:
        return bool(some) and all(test(got, expected) for got, expected in some)
    except (ArithmeticError, ValueError, TypeError):
        return False


def is_number(value: object) -> bool:
    """Whether a value is an int or a float (a bool is neither here)."""
    return type(value) in NUMBERS


def kinds(case: Case) -> Explanation | None:
    """The right value, or nearly, of the wrong kind."""
    return compare(case, pairs_of(case))


def compare(case: Case, pairs: Iterable[tuple[Any, Any]] | None) -> Explanation | None:
    """What all the pairs of got and expected have in common."""
    pairs = None if pairs is None else list(pairs)
    whole = case.pair[1] if case.pair else None
    everywhere = not isinstance(whole, list | tuple | dict) or pairs is None or len(pairs) >= len(whole)
    divides = any(isinstance(node, ast.Div) for node in ast.walk(case.tree))
    for rule, test, concept, message in KINDS:
        if all_are(pairs, test) and (divides or rule != "true-division") and (everywhere or rule != "off-by-one"):
            return case.say(rule, concept, message)
    return None


KINDS: tuple[tuple[str, Callable[[Any, Any], bool], str, str], ...] = (
    (
        "text-for-number",
        lambda got, expected: (
            isinstance(got, str) and is_number(expected) and re.fullmatch(r"\s*[+-]?[\d.]+\s*", got) is not None
        ),
        VALUES,
        N_(
            "The answer is a text that looks like a number; a number is wanted. The quotation marks make the "
            "difference: where does the text come from?"
        ),
    ),
    (
        "number-for-text",
        lambda got, expected: (
            is_number(got) and isinstance(expected, str) and re.fullmatch(r"[+-]?[\d.]+", expected) is not None
        ),
        VALUES,
        N_("The answer is a number, and a text that shows the number is wanted. What turns the one into the other?"),
    ),
    (
        "text-for-boolean",
        lambda got, expected: (
            isinstance(got, str)
            and isinstance(expected, bool)
            and got.strip().lower() in ("true", "false", "yes", "no")
        ),
        VALUES,
        N_("The answer is a text, and True or False itself is wanted. What do the quotation marks do?"),
    ),
    (
        "boolean-for-text",
        lambda got, expected: isinstance(got, bool) and isinstance(expected, str),
        VALUES,
        N_("The answer is True or False, and a text is wanted. Which words does the task ask for?"),
    ),
    (
        "text-for-none",
        lambda got, expected: expected is None and isinstance(got, str) and got.strip().lower() in ("none", "null"),
        VALUES,
        N_("The answer is a text, and None itself is wanted. What do the quotation marks do?"),
    ),
    (
        "value-instead-of-none",
        lambda got, expected: expected is None,
        CONTROL,
        N_("There is an answer here, and the task wants None in this case. Which values have no answer?"),
    ),
    (
        "boolean-opposite",
        lambda got, expected: isinstance(got, bool) and isinstance(expected, bool),
        CONTROL,
        N_(
            "The answer is just the opposite of what is wanted here. Read your condition aloud for this case: does it "
            "say what you mean?"
        ),
    ),
    (
        "value-for-boolean",
        lambda got, expected: isinstance(expected, bool),
        CONTROL,
        N_(
            "The task asks a question whose answer is True or False, and another value came back. Which comparison "
            "would answer it?"
        ),
    ),
    (
        "boolean-for-value",
        lambda got, expected: isinstance(got, bool),
        CONTROL,
        N_(
            "The answer is True or False, and the value itself is wanted. Does your `return` hand over a comparison "
            "instead of the value?"
        ),
    ),
    (
        "float-for-int",
        lambda got, expected: type(got) is float and type(expected) is int and got == expected,
        VALUES,
        N_(
            "The size is right, but the answer has a decimal point and a whole number is wanted. Which of Python's two "
            "divisions gives whole numbers?"
        ),
    ),
    (
        "int-for-float",
        lambda got, expected: type(got) is int and type(expected) is float and got == expected,
        VALUES,
        N_(
            "The size is right, but the answer is a whole number and one with a decimal point is wanted. Where could "
            "it have lost its point?"
        ),
    ),
    (
        "true-division",
        lambda got, expected: (
            type(got) is float
            and type(expected) is int
            and not got.is_integer()
            and expected in (math.floor(got), math.ceil(got))
        ),
        VALUES,
        N_(
            "The answer has decimals, and a whole number is wanted. Which of Python's two divisions gives whole "
            "numbers?"
        ),
    ),
    (
        "whole-division",
        lambda got, expected: type(got) is int and type(expected) is float and math.floor(expected) == got,
        VALUES,
        N_(
            "The answer has lost its decimals. Does a division or a conversion cut them off, and does the task want "
            "that?"
        ),
    ),
    (
        "decimals-kept",
        lambda got, expected: type(got) is float and type(expected) is int and abs(got - expected) < 1,
        VALUES,
        N_(
            "The answer has decimals, and a whole number is wanted. Does the task round up, round down or cut them off?"
        ),
    ),
    (
        "decimal-kind",
        lambda got, expected: (
            is_number(got) and isinstance(expected, Decimal) and abs(Decimal(got) - expected) < Decimal("0.01")
        ),
        VALUES,
        N_(
            "The size is right, but the answer is an ordinary number and a `Decimal` is wanted. Where does the "
            "calculation begin?"
        ),
    ),
    (
        "float-noise",
        lambda got, expected: (
            float in (type(got), type(expected))
            and is_number(got)
            and is_number(expected)
            and math.isclose(got, expected, rel_tol=1e-9, abs_tol=1e-12)
        ),
        VALUES,
        N_(
            "The answer is right but for the last decimals, which computers can't hold exactly. To how many decimals "
            "does the task round?"
        ),
    ),
    (
        "sign",
        lambda got, expected: is_number(got) and is_number(expected) and got == -expected,
        VALUES,
        N_("The size is right and the sign is the other way round. In which order do you subtract?"),
    ),
    (
        "rounding",
        lambda got, expected: (
            is_number(got) and is_number(expected) and float in (type(got), type(expected)) and _rounded(got, expected)
        ),
        VALUES,
        N_(
            "The answer and the one that is wanted differ only by rounding. To how many decimals, and at which step, "
            "does the task round?"
        ),
    ),
    (
        "off-by-one",
        lambda got, expected: type(got) is int and type(expected) is int and abs(got - expected) == 1,
        CONTROL,
        N_(
            "The answer is one away from what is wanted. With what does the counting begin, and is the last one "
            "counted too?"
        ),
    ),
    (
        "case",
        lambda got, expected: (
            isinstance(got, str) and isinstance(expected, str) and got.casefold() == expected.casefold()
        ),
        VALUES,
        N_(
            "The letters are right, and some are large where small ones are wanted, or the other way round. What does "
            "the task say about that?"
        ),
    ),
    (
        "spaces",
        lambda got, expected: (
            isinstance(got, str) and isinstance(expected, str) and "".join(got.split()) == "".join(expected.split())
        ),
        VALUES,
        N_(
            "The letters are right; the spaces or line ends aren't. Look closely at the beginning, the end and between "
            "the words."
        ),
    ),
    (
        "punctuation",
        lambda got, expected: (
            isinstance(got, str) and isinstance(expected, str) and letters(got) == letters(expected) != ""
        ),
        VALUES,
        N_(
            "The words are right; a comma, a point or another character isn't. Compare character by character with the "
            "example in the task."
        ),
    ),
    (
        "text-reversed",
        lambda got, expected: isinstance(got, str) and isinstance(expected, str) and got == expected[::-1],
        "concept.collections",
        N_("The text is the right one, read from the other end. In which direction do you put it together?"),
    ),
)


def _rounded(got: float, expected: float) -> bool:
    """Whether one number is the other with fewer decimals, or both differ by one in the last of their decimals."""
    gap = abs(got - expected)
    if gap > 1 or gap > abs(expected) * 0.1:
        return False
    for places in range(7):
        near, wanted = round(got, places), round(expected, places)
        if near == expected or wanted == got:
            return True
        if places >= 2 and near == got and wanted == expected:
            return bool(gap <= 10**-places * 1.000001)
    return False


def letters(text: str) -> str:
    """The letters and digits of a text."""
    return re.sub(r"[\W_]+", "", text)


RULES = (kinds,)
