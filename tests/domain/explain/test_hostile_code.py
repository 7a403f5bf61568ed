"""Whatever members hand in, there is an answer, and soon."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.challenge import Check, Relation
from bot.domain.explain import explain
from bot.domain.verdict import Fault, Outcome, Verdict
from tests.domain.explain.attempts import RETURN, gave, told, words
from tests.domain.explain.every_program import ALL
from tests.domain.explain.test_versions import PHRASES

HOSTILE = {
    "brackets": "(" * 19_000,
    "closed brackets": "(" * 9_000 + ")" * 9_000,
    "minus": "x = " + "-" * 19_000 + "1",
    "not": "x = " + "not " * 4_900 + "1",
    "sum": "x = 1" + "+1" * 9_900,
    "power": "x = 1" + "**1" * 6_600,
    "attributes": "x = a" + ".a" * 9_900,
    "calls": "x = a" + "()" * 9_900,
    "lambda": "x = " + "lambda:" * 2_800 + "1",
    "ternary": "x = " + "1 if 1 else " * 1_600 + "1",
    "elif": "if a:\n  b\n" + "elif a:\n  b\n" * 1_500,
    "names": "".join(f"name{i}=1\n" for i in range(1_700)),
    "dictionaries": "x = " + "{1:" * 5_000,
    "f-strings": "x = " + "f'{" * 6_000,
    "whiles": "\n".join(" " * depth + "while a:" for depth in range(99)) + "\n" + " " * 99 + "pass",
    "loops": "while a: b\n" * 1_800,
    "long line": "if " + "a" * 19_990,
    "equals": "if " + "a=" * 9_000,
    "spaces": "if" + " " * 19_990,
    "nul": "x = 1\0",
    "surrogate": "x = '\ud800'",
    "escapes": "x = '\\d'\n" * 1_000,
    "too long": "x = 1\n" * 20_000,
    "prompts": ">>> " * 4_000,
    "quotes": "'\"" * 9_000,
    "backslashes": "'" + "\\" * 19_000,
    "returns": "def f(x):\n" + " return x\n" * 1_900,
    "braces": "{" * 60 + "}" * 60,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_code_costs_little_and_breaks_nothing(name: str) -> None:
    code = HOSTILE[name]
    outcomes = [
        Outcome(Verdict.TIMEOUT),
        Outcome(Verdict.MISSING, names=("x" * 5_000,) * 1_000),
        Outcome(Verdict.ERROR, fault=Fault("SyntaxError", "invalid syntax", 1, "")),
        Outcome(Verdict.ERROR, fault=Fault("NameError", f"name '{'a' * 5_000}' is not defined", 1, "")),
        Outcome(Verdict.ERROR, fault=Fault("IndexError", "list index out of range" * 900, 1, "")),
        Outcome(Verdict.WRONG, code, code),
        Outcome(Verdict.WRONG, "None", code),
    ]
    began = time.thread_time()  # seconds of CPU, whatever else the machine does
    for outcome in outcomes:
        for relation in Relation:
            check = Check("", relation, code, "x = [1]", "f(x)")
            assert len(words(explain(code, check, outcome, shown=True))) < 1_500
    assert time.thread_time() - began < 4, "28 explanations"


NUMBERS = [10**400, -(10**400), 1e308, float("inf"), float("nan"), 0, 0.0, -0.0, True, None, 10**400 + 1]


def test_numbers_of_any_size_are_compared_without_accident() -> None:
    for expected in NUMBERS:
        for got in ("1" + "0" * 400, "1e999", "-1e999", "1e308", "0", "True", "None", "[1e999]", "1e999j", "9" * 1_999):
            assert told(gave(RETURN, "f(1)", expected, got)).message
            assert told(gave(RETURN, "f(1)", [expected], f"[{got}]")).message


texts = st.text(max_size=60)
literals = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.tuples(inner) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)
faults = st.builds(
    Fault,
    st.sampled_from(["TypeError", "NameError", "SyntaxError", "KeyError", "IndexError", "AttributeError", "Odd", ""]),
    texts | st.sampled_from([message for _, _, message in PHRASES]),
    st.none() | st.integers(-3, 50),
    texts,
)
outcomes = st.builds(
    Outcome,
    st.sampled_from(Verdict),
    texts | literals.map(repr),
    texts,
    st.none() | faults,
    st.lists(texts, max_size=3).map(tuple),
)
checks = st.builds(
    Check, texts, st.sampled_from(Relation), literals, texts, texts | st.sampled_from(["f(1)", "x", "(f(x), x)"]), texts
)
codes = texts | st.sampled_from([attempt.code for _, attempt in ALL])


@settings(max_examples=300)
@given(codes, checks, outcomes, st.booleans())
def test_there_is_always_an_answer(code: str, check: Check, outcome: Outcome, shown: bool) -> None:
    explanation = explain(code, check, outcome, shown=shown)
    text = words(explanation)
    assert text
    assert explanation.rule
    assert text.count("`") == explanation.message.count("`"), "a value can't end the code that it stands in"
