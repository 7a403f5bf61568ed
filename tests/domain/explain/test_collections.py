"""Lists, tuples, sets and dictionaries that are nearly right."""

from tests.domain.explain.attempts import RETURN, told, wrong

PROGRAMS = {
    "container": wrong("def f(x):\n    return tuple(x)\n", "f([1, 2])", [1, 2], (1, 2)),
    "stray-comma": wrong("def f(x):\n    y = x,\n    return y\n", "f(7)", 7, (7,)),
    "wrapped": wrong("def f(x):\n    return [max(x)]\n", "f([1, 7])", 7, [7]),
    "unwrapped": wrong("def f(x):\n    return x[0]\n", "f([7])", [7], 7),
    "text-for-list": wrong("def f(x):\n    return x\n", "f('a b')", ["a", "b"], "a b"),
    "list-for-text": wrong("def f(x):\n    return x.split()\n", "f('a b')", "a-b", ["a", "b"]),
    "reversed": wrong("def f(x):\n    return x[::-1]\n", "f([1, 2, 3])", [1, 2, 3], [3, 2, 1]),
    "order": wrong("def f(x):\n    return list(x)\n", "f([3, 1, 2])", [1, 2, 3], [3, 1, 2]),
    "duplicates-kept": wrong("def f(x):\n    return x\n", "f([1, 1, 2])", [1, 2], [1, 1, 2]),
    "duplicates-lost": wrong("def f(x):\n    return sorted(set(x))\n", "f([1, 1, 2])", [1, 1, 2], [1, 2]),
    "nothing-collected": wrong("def f(x):\n    y = []\n    x + y\n    return y\n", "f([1])", [1], []),
    "should-be-empty": wrong("def f(x):\n    return [y for y in x if y > 0]\n", "f([1])", [], [1]),
    "one-short-end": wrong("def f(n):\n    return list(range(1, n))\n", "f(4)", [1, 2, 3, 4], [1, 2, 3]),
    "one-short-start": wrong(
        "def f(x):\n    return [x[i] for i in range(1, len(x))]\n", "f([5, 6, 7])", [5, 6, 7], [6, 7]
    ),
    "one-extra-end": wrong("def f(n):\n    return list(range(n + 1))\n", "f(3)", [0, 1, 2], [0, 1, 2, 3]),
    "one-extra-start": wrong("def f(n):\n    return list(range(n + 1))\n", "f(3)", [1, 2, 3], [0, 1, 2, 3]),
    "stops-early": wrong("def f(x):\n    return x[:2]\n", "f([1, 2, 3, 4])", [1, 2, 3, 4], [1, 2]),
    "elements-missing": wrong(
        "def f(x):\n    return [y for y in x if y > 2]\n", "f([1, 5, 2, 6])", [5, 2, 6, 4], [5, 6]
    ),
    "elements-extra": wrong("def f(x):\n    return [y for y in x if y]\n", "f([1, 5, 2, 6])", [5, 6], [1, 5, 2, 6]),
    "one-element": wrong("def f(x):\n    return x\n", "f([1, 5, 9])", [1, 25, 9], [1, 5, 9]),
    "keys-and-values": wrong("def f(x):\n    return {v: k for k, v in x}\n", "f([('a', 'b')])", {"a": "b"}, {"b": "a"}),
    "values-of-keys": wrong(
        "def f(x):\n    return {w: 1 for w in x}\n", "f('aba')", {"a": 2, "b": 1}, {"a": 1, "b": 1}
    ),
    "key-spelling": wrong("def f(x):\n    return {w: 1 for w in x}\n", "f(['Ann'])", {"ann": 1}, {"Ann": 1}),
}

QUIET = [
    ("container", "the same kind", wrong(RETURN, "f(1)", [1, 2, 3], [3, 2, 1])),
    ("stray-comma", "two elements", wrong(RETURN, "f(1)", 7, (7, 8))),
    ("wrapped", "another value", wrong(RETURN, "f(1)", 7, [8])),
    ("duplicates-kept", "none come twice", wrong(RETURN, "f(1)", [1, 2], [1, 2, 3])),
    ("duplicates-lost", "something else is missing", wrong(RETURN, "f(1)", [1, 1, 2], [1, 1])),
    ("order", "other elements", wrong(RETURN, "f(1)", [1, 2, 3], [3, 2, 2])),
    ("one-short-end", "two are missing", wrong(RETURN, "f(1)", [1, 2, 3], [1])),
    ("one-extra-end", "it differs before", wrong(RETURN, "f(1)", [1, 2], [1, 9, 3])),
    ("one-element", "two are wrong", wrong(RETURN, "f(1)", [1, 25, 9], [1, 5, 8])),
    ("key-spelling", "other keys", wrong(RETURN, "f(1)", {"a": 1}, {"b": 1})),
]


def test_one_of_several_numbers_that_is_one_away_is_named_and_not_called_a_miscount() -> None:
    assert told(wrong(RETURN, "f(1)", [34, 33, 33], [33, 33, 33])).rule == "one-element"
    assert told(wrong(RETURN, "f(1)", {"a": 2, "b": 1}, {"a": 1, "b": 1})).rule == "values-of-keys"
