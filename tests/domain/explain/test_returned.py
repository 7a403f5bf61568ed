"""What came back is no finished value, came too early, or never depends on what goes in."""

from tests.domain.explain.attempts import (
    RETURN,
    SUM,
    gave,
    raises,
    told,
    wrong,
)

PROGRAMS = {
    "argument-changed": wrong(
        "def f(x):\n    x.sort()\n    return x[0]\n", "items", [3, 1], [1, 3], setup="items = [3, 1]; f(items)"
    ),
    "argument-unchanged": wrong(
        "def f(x):\n    x = sorted(x)\n", "items", [1, 3], [3, 1], setup="items = [3, 1]; f(items)"
    ),
    "returned-function": gave(
        "def f(x):\n    return x.upper\n", "f('a')", "A", "<built-in method upper of str object at 0x7f>"
    ),
    "returned-coroutine": gave(
        "async def g(x):\n    return x\n\ndef f(x):\n    return g(x)\n", "f(1)", 1, "<coroutine object g at 0x7f>"
    ),
    "returned-generator": gave(
        "def f(x):\n    return (y * 2 for y in x)\n", "f([1])", [2], "<generator object f.<locals>.<genexpr> at 0x7f>"
    ),
    "returned-iterator": gave("def f(x):\n    return map(int, x)\n", "f('1')", [1], "<map object at 0x7f>"),
    "returned-view": gave("def f(x):\n    return x.keys()\n", "f({1: 2})", [1], "dict_keys([1])"),
    "object-as-text": gave(
        "class Box:\n    pass\n\ndef f(x):\n    return str(Box())\n", "f(1)", "box", "'<__main__.Box object at 0x7f>'"
    ),
    "returned-class": gave("def f(x):\n    return type(x)\n", "f(1)", "int", "<class 'int'>"),
    "placeholder": gave("def f(x):\n    return ...\n", "f(1)", 2, "Ellipsis"),
    "returned-object": gave(
        "class Box:\n    pass\n\ndef f(x):\n    return Box()\n", "f(1)", 1, "<__main__.Box object at 0x7f>"
    ),
    "decides-too-early": wrong(
        "def f(x):\n    for c in x:\n        if c.isdigit():\n            return True\n"
        "        else:\n            return False\n",
        "f('a1')",
        True,
        False,
    ),
    "return-too-early": wrong(SUM + "        return result\n", "total([1, 2])", 3, 1),
    "shared-default": wrong(
        "def f(x, seen=[]):\n    seen.append(x)\n    return seen\n", "f(2)", [2], [1, 2], setup="f(1)"
    ),
    "same-for-every-input": wrong("def f(x):\n    return 7\n", "f(3)", 9, 7),
    "argument-overwritten": wrong("def f(x):\n    x = [1, 2, 3]\n    return len(x)\n", "f([1])", 1, 3),
    "no-exception": raises(RETURN, "f(-1)", "ValueError", got="-1"),
    "exception-returned": raises(
        "def f(x):\n    return ValueError('no')\n", "f(-1)", "ValueError", got="ValueError('no')"
    ),
    "exception-printed": raises(
        "def f(x):\n    if x < 0:\n        print('not allowed')\n", "f(-1)", "ValueError", got="None"
    ),
    "exception-caught": raises(
        "def f(x):\n    try:\n        return int(x)\n    except ValueError:\n        return None\n",
        "f('a')",
        "ValueError",
        got="None",
    ),
}

QUIET = [
    (
        "argument-changed",
        "the variable wasn't passed",
        wrong(RETURN, "items", [3, 1], [1, 3], setup="items = [3, 1]; f(2)"),
    ),
    (
        "argument-changed",
        "neither before nor after",
        wrong(RETURN, "items", [9], [1, 3], setup="items = [3, 1]; f(items)"),
    ),
    ("argument-unchanged", "it did change", wrong(RETURN, "items", [9], [1, 3], setup="items = [3, 1]; f(items)")),
    (
        "returned-function",
        "a text about a function",
        wrong("def f(x):\n    return '<function>'\n    x\n", "f(1)", "a", "<function f>"),
    ),
    ("returned-generator", "a text", wrong(RETURN, "f(1)", "a", "generator object")),
    (
        "decides-too-early",
        "it may go on",
        wrong(
            "def f(x):\n    for c in x:\n        if c == 'a':\n            return True\n    return False\n",
            "f('b')",
            True,
            False,
        ),
    ),
    ("return-too-early", "it stands after the loop", wrong(SUM + "    return result\n", "total([1])", 9, 1)),
    ("shared-default", "one call only", wrong("def f(x, y=[]):\n    y.append(x)\n    return y\n", "f(1)", [2], [1])),
    ("same-for-every-input", "it uses what comes in", wrong("def f(x):\n    return x * 0\n", "f(3)", 9, 0)),
    (
        "same-for-every-input",
        "an inner function uses it",
        wrong("def f(x):\n    def g():\n        return x\n    return 3\n", "f(3)", 9, 3),
    ),
    ("same-for-every-input", "no parameters", wrong("def f():\n    return 3\n", "f()", 9, 3)),
    (
        "same-for-every-input",
        "the object knows",
        wrong("class B:\n    def get(self, key):\n        return self.size\n", "B().get(1)", 9, 3),
    ),
    ("argument-overwritten", "made from itself", wrong("def f(x):\n    x = x + 1\n    return x\n", "f(1)", 9, 2)),
]


def test_a_placeholder_is_found_inside_a_collection() -> None:
    assert (
        told(gave("def f(x):\n    return {...: ...}\n", "f(1)", {1: 2}, "{Ellipsis: Ellipsis}")).rule == "placeholder"
    )
    assert told(gave(RETURN, "f(1)", "a", "'Ellipsis'")).rule != "placeholder"
