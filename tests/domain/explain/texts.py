"""Texts that are nearly right, and what is said when nothing more precise is known."""

from tests.domain.explain.attempts import wrong

PROGRAMS = {
    "text-empty": wrong("def f(x):\n    y = ''\n    return y + x[:0]\n", "f('ab')", "ab", ""),
    "text-one-short": wrong("def f(x):\n    return x[:-1]\n", "f('abc')", "abc", "ab"),
    "text-one-extra": wrong("def f(x):\n    return x + 'x'\n", "f('abc')", "abc", "abcx"),
    "text-not-filled-in": wrong(
        "def f(name):\n    return 'Hello {name}'[:len(name) + 9]\n", "f('Ada')", "Hello Ada", "Hello {name}"
    ),
    "text-differs": wrong(
        "def f(x):\n    return 'Hello ' + x + x\n", "f('Ada')", "Hello Ada, how are you", "Hello AdaAda"
    ),
    "wrong-kind": wrong("def f(x):\n    return x\n", "f(3)", "three", 3),
    "wrong-answer": wrong("def f(x):\n    return x * 3\n", "f(7)", 49, 21),
}
