"""Which features of Python a program uses, and in which line."""

import pytest

from bot.domain.features import WORDS, features

PROGRAMS = {
    "if": "if a:\n    b()",
    "while": "while a:\n    b()",
    "for": "for a in b:\n    c()",
    "break": "break",
    "continue": "continue",
    "def": "def f():\n    pass",
    "return": "return",
    "class": "class A:\n    pass",
    "inheritance": "class A(B):\n    pass",
    "try": "try:\n    a()\nexcept B:\n    c()",
    "except-group": "try:\n    a()\nexcept* B:\n    c()",
    "raise": "raise A",
    "assert": "assert a",
    "with": "with a:\n    b()",
    "match": "match a:\n    case b:\n        c()",
    "global": "global a",
    "nonlocal": "nonlocal a",
    "del": "del a",
    "lambda": "f = lambda: a",
    "yield": "yield a",
    "async": "await a",
    "decorator": "@a\ndef f():\n    pass",
    "default": "def f(a=1):\n    pass",
    "star-args": "def f(*a):\n    pass",
    "keyword-only": "def f(*, a):\n    pass",
    "type-hint": "a: int = 1",
    "magic-method": "def __len__(self):\n    pass",
    "conditional-expression": "a if b else c",
    "walrus": "(a := b)",
    "f-string": "f'{a}'",
    "slice": "a[1:]",
    "comprehension": "[a for a in b]",
    "generator-expression": "sum(a for a in b)",
    "list": "[a]",
    "dict": "{a: b}",
    "set": "{a}",
    "tuple": "a, b",
    "unpacking": "f(*a)",
    "import": "import json",
}


def test_every_word_for_a_feature_has_a_program_that_uses_it() -> None:
    assert set(PROGRAMS) == set(WORDS)


@pytest.mark.parametrize("word", PROGRAMS)
def test_a_feature_is_found_with_its_line(word: str) -> None:
    assert (word, 3) in set(features(f"# first\n\n{PROGRAMS[word]}"))
    assert word not in {found for found, _ in features("total = price * 2 + 1\nprint(total)")}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("from csv import reader", {"import", "import:csv"}),
        ("import os.path, sys as s", {"import", "import:os", "import:sys"}),
        ("f(**a)", {"unpacking"}),
        ("def f(a: int) -> str: pass", {"def", "type-hint"}),
        ("def __init__(self): pass", {"def"}),
        ("def f(*, a=1): pass", {"def", "default", "keyword-only"}),
        ("async def f(): pass", {"async"}),
        ("@a\nclass A: pass", {"class", "decorator"}),
        ("{a for a in b}", {"comprehension"}),
        ("def f(*a, **b): pass", {"def", "star-args"}),
    ],
)
def test_a_program_uses_just_these_features(code: str, found: set[str]) -> None:
    assert {feature for feature, _ in features(code)} == found
