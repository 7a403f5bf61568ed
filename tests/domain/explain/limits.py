"""A program that ran out of time, of memory or of room to print, or that was not run."""

from bot.domain.verdict import Verdict
from tests.domain.explain.attempts import RETURN, ends, wrong

PROGRAMS = {
    "not-run": ends(RETURN, Verdict.NOT_RUN),
    "loop-unchanged": ends(
        "def f(n):\n    steps = 0\n    while n > 0:\n        steps += 1\n    return steps\n", Verdict.TIMEOUT
    ),
    "loop-away": ends("def f(n):\n    i = 0\n    while i < 10:\n        i -= 1\n    return i\n", Verdict.TIMEOUT),
    "loop-forever": ends("def f(n):\n    while True:\n        n += 1\n", Verdict.TIMEOUT),
    "loop-grows": ends(
        "def f(items):\n    for item in items:\n        items.append(item * 2)\n    return items\n", Verdict.MEMORY
    ),
    "endless-print": ends("while True:\n    print('tick')\n", Verdict.OUTPUT_LIMIT),
    "timeout": ends("def f(n):\n    while n != 1:\n        n = n - 2\n    return n\n", Verdict.TIMEOUT),
    "memory": ends("def f(n):\n    return [0] * 10 ** 12\n", Verdict.MEMORY),
    "output-limit": ends("def f(n):\n    for i in range(10 ** 9):\n        print(i)\n", Verdict.OUTPUT_LIMIT),
}

QUIET = [
    ("loop-unchanged", "the body changes it", ends("def f(n):\n    while n > 0:\n        n -= 0\n", Verdict.TIMEOUT)),
    ("loop-unchanged", "a call may change it", ends("def f(q):\n    while q:\n        step(q)\n", Verdict.TIMEOUT)),
    (
        "loop-unchanged",
        "a method may",
        ends("def f(q):\n    while len(q) > 0:\n        q.append(1)\n", Verdict.TIMEOUT),
    ),
    (
        "loop-unchanged",
        "the condition asks anew",
        ends("def f(q):\n    while q.busy():\n        pass\n", Verdict.TIMEOUT),
    ),
    (
        "loop-unchanged",
        "a global",
        ends("n = 1\ndef g():\n    global n\n    n = 0\nwhile n:\n    g()\n", Verdict.TIMEOUT),
    ),
    (
        "loop-unchanged",
        "a match binds it",
        ends(
            "def f(n, m):\n    while n:\n        match m:\n            case [n]:\n                pass\n",
            Verdict.TIMEOUT,
        ),
    ),
    (
        "loop-unchanged",
        "two names, one moves",
        ends("def f(a, b):\n    while a < b:\n        b += 1\n", Verdict.TIMEOUT),
    ),
    (
        "loop-unchanged",
        "it came to an end",
        wrong("def f(n):\n    while n > 9:\n        print(n)\n    return n\n", "f(1)", 8, 1),
    ),
    (
        "loop-forever",
        "there is a break",
        ends("def f(n):\n    while True:\n        if n > 3:\n            break\n", Verdict.TIMEOUT),
    ),
    (
        "loop-forever",
        "it returns",
        ends("def f(n):\n    while True:\n        if n > 3:\n            return n\n", Verdict.TIMEOUT),
    ),
    ("loop-forever", "a generator waits", ends("def f(n):\n    while True:\n        yield n\n", Verdict.TIMEOUT)),
    ("loop-away", "it moves towards the end", ends("def f(n):\n    while n > 0:\n        n -= 1\n", Verdict.TIMEOUT)),
    (
        "loop-away",
        "the bound moves too",
        ends("def f(i, n):\n    while i < n:\n        i -= 1\n        n -= 2\n", Verdict.TIMEOUT),
    ),
    (
        "loop-grows",
        "it fills another list",
        ends("def f(x):\n    y = []\n    for i in x:\n        y.append(i)\n", Verdict.TIMEOUT),
    ),
    ("endless-print", "a limited loop", PROGRAMS["output-limit"]),
]
