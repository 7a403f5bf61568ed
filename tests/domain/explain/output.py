"""What a program printed, or did not print."""

from tests.domain.explain.attempts import prints, shows

PROGRAMS = {
    "returned-not-printed": shows("def f(x):\n    return x\n", "f(3)", "3\n", "", "3"),
    "never-called": prints("def main():\n    print(int(input()) * 2)\n", "3", "6\n", ""),
    "no-print": prints("x = int(input()) * 2\n", "3", "6\n", ""),
    "print-not-reached": prints("x = int(input())\nif x > 5:\n    print(x)\n", "3", "6\n", ""),
    "input-prompt": prints("x = int(input('Your number: '))\nprint(x * 2)\n", "3", "6\n", "Your number: 6\n"),
    "printed-none": prints("def show(x):\n    print(x)\n\nprint(show(input()))\n", "3", "3\n", "3\nNone\n"),
    "output-edges": prints("print('6', end='')\n", "3", "6\n", "6"),
    "lines-joined": prints("print(1, 2, 3)\n", "", "1\n2\n3\n", "1 2 3\n"),
    "lines-split": prints("for i in (1, 2, 3):\n    print(i)\n", "", "1 2 3\n", "1\n2\n3\n"),
    "output-spaces": prints("print('Hello,', 'Ada', '!')\n", "", "Hello, Ada!\n", "Hello, Ada !\n"),
    "output-case": prints("print('hello')\n", "", "Hello\n", "hello\n"),
    "printed-collection": prints("print([1, 2])\n", "", "1, 2\n", "[1, 2]\n"),
    "output-signs": prints("print('Hello Ada')\n", "", "Hello, Ada!\n", "Hello Ada\n"),
    "lines-order": prints("print('b')\nprint('a')\n", "", "a\nb\n", "b\na\n"),
    "output-extra": prints("print('debug', 3)\nprint(6)\n", "3", "6\n", "debug 3\n6\n"),
    "lines-missing": prints("for i in range(1, 3):\n    print(i)\n", "", "1\n2\n3\n", "1\n2\n"),
    "line-differs": prints("print('one')\nprint('too')\n", "", "one\ntwo\n", "one\ntoo\n"),
    "wrong-output": shows("def f(x):\n    print(x)\n", "f(3)", "", "3\n"),
}

QUIET = [
    (
        "input-prompt",
        "the task wants the question",
        prints("x = input('Name: ')\nprint(x)\n", "A", "Name: B\n", "Name: A\n"),
    ),
    ("printed-none", "None is wanted", prints("print(None)\nprint(1)\n", "", "None\n2\n", "None\n1\n")),
    ("output-extra", "6 inside 16", prints("print(16)\n", "", "6\n", "16\n")),
    ("output-extra", "6 inside 6.5", prints("print(6.5)\n", "", "6\n", "6.5\n")),
    ("never-called", "it is called", prints("def main():\n    x = 1\nmain()\n", "", "6\n", "")),
    (
        "returned-not-printed",
        "it prints, under a condition",
        shows("def f(x):\n    if x > 5:\n        print(x)\n    return x\n", "f(3)", "3\n", "", "3"),
    ),
    ("output-edges", "the lines differ too", PROGRAMS["line-differs"]),
    ("lines-order", "other lines", PROGRAMS["line-differs"]),
]
