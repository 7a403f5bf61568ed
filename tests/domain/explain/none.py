"""None came back where a value is wanted."""

from tests.domain.explain.attempts import RETURN, SUM, wrong

PROGRAMS = {
    "no-return": wrong(SUM, "total([1, 2])", 3, None),
    "return-in-loop": wrong(
        "def f(x):\n    for y in x:\n        if y > 9:\n            return y\n", "f([1, 2])", 0, None
    ),
    "return-in-branch": wrong("def f(x):\n    if x > 0:\n        return 'up'\n", "f(-1)", "down", None),
    "return-without-value": wrong("def f(x):\n    y = x * 2\n    return\n", "f(1)", 2, None),
    "returned-none": wrong("def f(x):\n    return {}.get(x)\n", "f(1)", 2, None),
    "returned-method-none": wrong("def f(x):\n    return x.sort()\n", "f([2, 1])", [1, 2], None),
    "no-body": wrong("def f(x):\n    # write your code here\n    pass\n", "f(1)", 2, None),
    "printed-not-returned": wrong("def f(x):\n    print(x * 2)\n", "f(1)", 2, None, printed="2\n"),
}

QUIET = [
    ("no-return", "there is one", PROGRAMS["returned-none"]),
    ("no-return", "None is right, something else came", wrong("def f(x):\n    pass\n", "f(1)", None, 3)),
    (
        "return-in-branch",
        "another way returns",
        wrong("def f(x):\n    if x:\n        return 1\n    return x\n", "f(None)", 0, None),
    ),
    (
        "return-in-loop",
        "one stands outside",
        wrong("def f(x):\n    for y in x:\n        return y\n    return None\n", "f([])", 0, None),
    ),
    (
        "printed-not-returned",
        "it returns as well",
        wrong("def f(x):\n    print(x)\n    return None\n", "f(1)", 2, None, printed="1\n"),
    ),
    ("printed-not-returned", "it was only looking", wrong(RETURN, "f(1)", 2, 1, printed="2\n")),
]
