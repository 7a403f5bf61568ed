"""Exceptions that say something about the whole program: recursion, input, exit, assertions, keys, positions."""

from bot.domain.challenge import Check, Relation
from bot.domain.verdict import Fault, Outcome, Verdict
from tests.domain.explain.attempts import Try, fails, raises, told, words

PROGRAMS = {
    "recursion-without-end": fails(
        "def f(n):\n    return n * f(n - 1)\n", "f(3)", "RecursionError", "maximum recursion depth exceeded", 2
    ),
    "recursion": fails(
        "def f(n):\n    if n == 0:\n        return 1\n    return n * f(n + 1)\n",
        "f(3)",
        "RecursionError",
        "maximum recursion depth exceeded in comparison",
        2,
    ),
    "input-in-function": fails(
        "def f(n):\n    n = int(input())\n    return n\n", "f(3)", "EOFError", "EOF when reading a line", 2
    ),
    "input-too-often": fails("a = input()\nb = input()\n", "3\n", "EOFError", "EOF when reading a line", 2, stdin=True),
    "exit": fails("def f(x):\n    exit()\n", "f(1)", "SystemExit", "", 2),
    "not-implemented": fails("def f(x):\n    raise NotImplementedError\n", "f(1)", "NotImplementedError", "", 2),
    "another-exception": raises("def f(x):\n    return x[0]\n", "f('')", "ValueError", kind="IndexError", line=2),
    "own-raise": fails(
        "def f(x):\n    if x > 0:\n        raise ValueError('too small')\n", "f(1)", "ValueError", "too small", 3
    ),
    "assertion": fails("def f(x):\n    assert x > 3\n", "f(1)", "AssertionError", "", 2),
    "key-first-time": fails(
        "def f(x):\n    seen = {}\n    for c in x:\n        seen[c] += 1\n", "f('abc')", "KeyError", "'a'", 4
    ),
    "key": fails("def f(x):\n    return {'b': 1}[x]\n", "f('a')", "KeyError", "'a'", 2),
    "index-neighbour": fails(
        "def f(x):\n    for i in range(len(x)):\n        if x[i] > x[i + 1]:\n            return i\n",
        "f([1, 2])",
        "IndexError",
        "list index out of range",
        3,
    ),
    "index-one-too-far": fails(
        "def f(x):\n    for i in range(1, len(x) + 1):\n        print(x[i])\n",
        "f([1, 2])",
        "IndexError",
        "list index out of range",
        3,
    ),
    "error": fails("def f(x):\n    return 10.0 ** x\n", "f(999)", "OverflowError", "Numerical result out of range", 2),
}

QUIET = [
    ("recursion-without-end", "it has a base case", PROGRAMS["recursion"]),
    ("input-in-function", "a program may read", PROGRAMS["input-too-often"]),
    ("own-raise", "another line failed", PROGRAMS["error"]),
    (
        "another-exception",
        "a misspelt exception",
        Try(
            "def f(x):\n    raise ValuError('no')\n",
            Check("", Relation.RAISES, "ValueError", "", "f(1)"),
            Outcome(Verdict.ERROR, fault=Fault("NameError", "name 'ValuError' is not defined", 2, "")),
        ),
    ),
    ("key-first-time", "it only looks", PROGRAMS["key"]),
    (
        "index-neighbour",
        "no neighbour",
        fails("def f(x):\n    return x[0]\n", "f([])", "IndexError", "list index out of range", 2),
    ),
    (
        "index-one-too-far",
        "a plain range",
        fails(
            "def f(x):\n    for i in range(len(x)):\n        print(x[0], y[i])\n",
            "f([1])",
            "IndexError",
            "list index out of range",
            3,
        ),
    ),
]


def test_the_last_resort_names_exception_and_line() -> None:
    text = words(told(PROGRAMS["error"]))
    assert "Line 2 of your code raised OverflowError: Numerical result out of range" in text
