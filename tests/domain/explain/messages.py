"""Exceptions that are told apart by Python's message."""

from tests.domain.explain.attempts import fails

PROGRAMS = {
    "index": fails("def f(x):\n    return x[0]\n", "f([])", "IndexError", "list index out of range", 2),
    "empty-pop": fails("def f(x):\n    return x.pop()\n", "f([])", "IndexError", "pop from empty list", 2),
    "text-to-number": fails(
        "def f(x):\n    return int(x)\n", "f('3.5')", "ValueError", "invalid literal for int() with base 10: '3.5'", 2
    ),
    "unpack": fails(
        "def f(x):\n    a, b = x\n    return a\n",
        "f([1, 2, 3])",
        "ValueError",
        "too many values to unpack (expected 2, got 3)",
        2,
    ),
    "empty-extreme": fails(
        "def f(x):\n    return max(x)\n", "f([])", "ValueError", "max() iterable argument is empty", 2
    ),
    "not-found": fails("def f(x):\n    return x.index(9)\n", "f([1])", "ValueError", "9 is not in list", 2),
    "zero-division": fails("def f(x):\n    return 1 / x\n", "f(0)", "ZeroDivisionError", "division by zero", 2),
    "changed-while-looping": fails(
        "def f(x):\n    for k in x:\n        del x[k]\n",
        "f({1: 2})",
        "RuntimeError",
        "dictionary changed size during iteration",
        2,
    ),
    "no-file": fails(
        "def f(x):\n    return open('a.txt')\n",
        "f(1)",
        "FileNotFoundError",
        "[Errno 2] No such file or directory: 'a.txt'",
        2,
    ),
    "iterator-empty": fails("def f(x):\n    return next(iter(x))\n", "f([])", "StopIteration", "", 2),
}

QUIET = [
    ("text-to-number", "another complaint", PROGRAMS["not-found"]),
]
