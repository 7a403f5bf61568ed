"""A single value that differs from the wanted one in a way that has a name."""

from decimal import Decimal

from tests.domain.explain.attempts import RETURN, prints, told, wrong

PROGRAMS = {
    "text-for-number": wrong("def f(x):\n    return x\n", "f('7')", 7, "7"),
    "number-for-text": wrong("def f(x):\n    return x\n", "f(7)", "7", 7),
    "text-for-boolean": wrong("def f(x):\n    return 'True'\n    x\n", "f(7)", True, "True"),
    "boolean-for-text": wrong("def f(x):\n    return x > 3\n", "f(7)", "big", True),
    "text-for-none": wrong("def f(x):\n    return str(x)\n", "f(None)", None, "None"),
    "value-instead-of-none": wrong("def f(x):\n    return x.find('z')\n", "f('a')", None, -1),
    "boolean-opposite": wrong("def f(x):\n    return x % 2 == 1\n", "f(2)", True, False),
    "value-for-boolean": wrong("def f(x):\n    return x % 2\n", "f(3)", True, 1),
    "boolean-for-value": wrong("def f(x):\n    return x and x > 3\n", "f(7)", 7, True),
    "float-for-int": wrong("def f(x):\n    return x / 2\n", "f(6)", 3, 3.0),
    "int-for-float": wrong("def f(x):\n    return x // 2\n", "f(6)", 3.0, 3),
    "true-division": wrong("def f(x):\n    return x / 2\n", "f(7)", 3, 3.5),
    "whole-division": wrong("def f(x):\n    return x // 2\n", "f(7)", 3.5, 3),
    "decimals-kept": wrong("def f(x):\n    return x * 0.5\n", "f(7)", 4, 3.5),
    "float-noise": wrong("def f(x):\n    return x + 0.2\n", "f(0.1)", 0.3, 0.1 + 0.2),
    "sign": wrong("def f(a, b):\n    return b - a\n", "f(7, 3)", 4, -4),
    "rounding": wrong("def f(x):\n    return x * 1.19\n", "f(2.49)", 2.96, 2.9631),
    "off-by-one": wrong("def f(x):\n    return x.count('a') - 1\n", "f('aaa')", 3, 2),
    "case": wrong("def f(x):\n    return x.lower()\n", "f('ada')", "Ada", "ada"),
    "spaces": wrong("def f(x):\n    return 'Hello,' + x\n", "f('Ada')", "Hello, Ada", "Hello,Ada"),
    "punctuation": wrong("def f(x):\n    return 'Hello ' + x\n", "f('Ada')", "Hello, Ada.", "Hello Ada"),
    "text-reversed": wrong("def f(x):\n    return x[::-1]\n", "f('ab')", "ab", "ba"),
    "decimal-kind": wrong("def f(x):\n    return x * 1.5\n", "f(2)", Decimal("3.0"), 3.0),
}

QUIET = [
    ("text-for-number", "not a number", wrong(RETURN, "f('a')", 7, "seven")),
    ("number-for-text", "another text", wrong(RETURN, "f(7)", "seven", 7)),
    ("boolean-opposite", "a number", wrong(RETURN, "f(1)", True, 1)),
    ("boolean-opposite", "reversed order", wrong(RETURN, "f(1)", [True, False, False], [False, False, True])),
    ("float-for-int", "another size", wrong(RETURN, "f(1)", 3, 9.0)),
    ("true-division", "nothing is divided", PROGRAMS["decimals-kept"]),
    ("sign", "zero", wrong(RETURN, "f(1)", 0, 5)),
    ("rounding", "whole numbers", wrong(RETURN, "f(1)", 100, 102)),
    ("rounding", "too far away", wrong(RETURN, "f(1)", 3.0, 3.4999 + 0.4)),
    ("off-by-one", "two apart", wrong(RETURN, "f(1)", 3, 5)),
    ("off-by-one", "only the order", wrong(RETURN, "f(1)", [1, 2], [2, 1])),
    ("off-by-one", "True is no number", wrong(RETURN, "f(1)", 0, True)),
    ("off-by-one", "only one of two", wrong(RETURN, "f(1)", [1, 9], [2, 5])),
    ("case", "other letters", wrong(RETURN, "f(1)", "Ada", "bob")),
    ("spaces", "other letters", wrong(RETURN, "f(1)", "a b", "a c")),
]


def test_elements_inside_are_compared_like_single_values() -> None:
    assert told(wrong(RETURN, "f(1)", [1, 2], ["1", "2"])).rule == "text-for-number"
    assert told(wrong(RETURN, "f(1)", {"a": 1, "b": 2}, {"a": 2, "b": 3})).rule == "off-by-one"
    assert told(wrong(RETURN, "f(1)", ("Ann", 1), ("ann", 1))).rule == "case"
    assert told(prints("print(1)\nprint(4)\n", "", "1\n5\n", "1\n4\n")).rule == "off-by-one"
    assert told(prints("print(6 / 2)\n", "", "3\n", "3.0\n")).rule == "float-for-int"
