"""TypeErrors: values of the wrong type in an operation."""

from tests.domain.explain.attempts import fails

PROGRAMS = {
    "text-plus-number": fails(
        "def f(x):\n    return 'You are ' + x\n", "f(3)", "TypeError", 'can only concatenate str (not "int") to str', 2
    ),
    "none-in-sum": fails(
        "def g(x):\n    x * 2\n\ndef f(x):\n    return g(x) + 1\n",
        "f(3)",
        "TypeError",
        "unsupported operand type(s) for +: 'NoneType' and 'int'",
        5,
    ),
    "none-used": fails(
        "def f(x):\n    for y in x.sort():\n        print(y)\n",
        "f([3])",
        "TypeError",
        "'NoneType' object is not iterable",
        2,
    ),
    "compare-mixed": fails(
        "def f(x):\n    return x > '3'\n",
        "f(3)",
        "TypeError",
        "'>' not supported between instances of 'int' and 'str'",
        2,
    ),
    "forgot-brackets": fails(
        "def f(x):\n    return x.split[0]\n",
        "f('a')",
        "TypeError",
        "'builtin_function_or_method' object is not subscriptable",
        2,
    ),
    "square-call": fails("def f(x):\n    return bool[x]\n", "f(3)", "TypeError", "type 'bool' is not subscriptable", 2),
    "not-callable": fails(
        "def f(x):\n    sum = 0\n    return sum(x)\n", "f([3])", "TypeError", "'int' object is not callable", 3
    ),
    "number-not-iterable": fails(
        "def f(x):\n    for i in x:\n        print(i)\n", "f(3)", "TypeError", "'int' object is not iterable", 2
    ),
    "number-index": fails("def f(x):\n    return x[0]\n", "f(3)", "TypeError", "'int' object is not subscriptable", 2),
    "no-positions": fails(
        "def f(x):\n    return set(x)[0]\n", "f('ab')", "TypeError", "'set' object is not subscriptable", 2
    ),
    "index-type": fails(
        "def f(x):\n    for y in x:\n        print(x[y])\n",
        "f(['a'])",
        "TypeError",
        "list indices must be integers or slices, not str",
        3,
    ),
    "immutable": fails(
        "def f(x):\n    x[0] = 'J'\n    return x\n",
        "f('hello')",
        "TypeError",
        "'str' object does not support item assignment",
        2,
    ),
    "unhashable": fails(
        "def f(x):\n    return {x: 1}\n",
        "f([1])",
        "TypeError",
        "cannot use 'list' as a dict key (unhashable type: 'list')",
        2,
    ),
    "no-length": fails("def f(x):\n    return len(x)\n", "f(12)", "TypeError", "object of type 'int' has no len()", 2),
    "fraction-as-count": fails(
        "def f(x):\n    return list(range(x / 2))\n",
        "f(4)",
        "TypeError",
        "'float' object cannot be interpreted as an integer",
        2,
    ),
    "list-plus-other": fails(
        "def f(x):\n    return x + 3\n", "f([1])", "TypeError", 'can only concatenate list (not "int") to list', 2
    ),
    "operands": fails(
        "def f(x):\n    return x - 'a'\n",
        "f('abc')",
        "TypeError",
        "unsupported operand type(s) for -: 'str' and 'str'",
        2,
    ),
    "placeholder-used": fails(
        "def f(x):\n    return len(...)\n", "f(1)", "TypeError", "object of type 'ellipsis' has no len()", 2
    ),
    "no-await": fails(
        "async def g():\n    return 1\n\nasync def f(x):\n    return g() + x\n",
        "f(1)",
        "TypeError",
        "unsupported operand type(s) for +: 'coroutine' and 'int'",
        5,
    ),
}

QUIET = [
    ("text-plus-number", "a list and a number", PROGRAMS["list-plus-other"]),
]
