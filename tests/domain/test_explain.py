"""Why a check failed, in plain words: each rule on a program that a learner really writes, and where it keeps quiet."""

import re
import string
import time
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.challenge import Check, Relation
from bot.domain.explain import Explanation, explain
from bot.domain.verdict import Fault, Outcome, Verdict

ROOT = Path(__file__).parents[2]


class Try(NamedTuple):
    """A submission, the check that it failed, and how."""

    code: str
    check: Check
    outcome: Outcome


def wrong(code: str, call: str, expected: object, got: object, *, setup: str = "", printed: str = "") -> Try:
    check = Check(f"{setup}; {call} == {expected!r}", Relation.EQUALS, expected, setup, call)
    return Try(code, check, Outcome(Verdict.WRONG, repr(got), printed))


def gave(code: str, call: str, expected: object, got: str) -> Try:
    """Like `wrong`, for a value whose repr is no literal."""
    return Try(code, Check("", Relation.EQUALS, expected, "", call), Outcome(Verdict.WRONG, got))


def fails(code: str, call: str, kind: str, message: str, line: int | None = None, *, stdin: bool = False) -> Try:
    trace = f"Traceback (most recent call last):\n{kind}: {message}"
    check = Check("", Relation.OUTPUTS, "", stdin=call) if stdin else Check("", Relation.EQUALS, 1, "", call)
    return Try(code, check, Outcome(Verdict.ERROR, fault=Fault(kind, message, line, trace)))


def raises(code: str, call: str, wanted: str, *, got: str = "", kind: str = "", line: int | None = None) -> Try:
    check = Check("", Relation.RAISES, wanted, "", call)
    if kind:
        return Try(code, check, Outcome(Verdict.ERROR, fault=Fault(kind, "something", line, "")))
    return Try(code, check, Outcome(Verdict.WRONG, got))


def prints(code: str, stdin: str, expected: str, printed: str) -> Try:
    return Try(code, Check("", Relation.OUTPUTS, expected, stdin=stdin), Outcome(Verdict.WRONG, printed=printed))


def shows(code: str, call: str, expected: str, printed: str, got: str = "None") -> Try:
    return Try(code, Check("", Relation.PRINTS, expected, "", call), Outcome(Verdict.WRONG, got, printed))


def ends(code: str, verdict: Verdict, call: str = "f(3)", *names: str) -> Try:
    return Try(code, Check("", Relation.EQUALS, 1, "", call), Outcome(verdict, names=names))


def told(attempt: Try, *, shown: bool = True) -> Explanation:
    return explain(attempt.code, attempt.check, attempt.outcome, shown=shown)


def words(explanation: Explanation) -> str:
    return explanation.message.format(**explanation.values)


SUM = "def total(numbers):\n    result = 0\n    for number in numbers:\n        result += number\n"
RETURN = "def f(x):\n    return x\n"

NOTHING = {
    "empty": ends("# my answer\n\n", Verdict.MISSING),
    "missing-near": ends("def totl(numbers):\n    return sum(numbers)\n", Verdict.MISSING, "total([1])", "totl"),
    "missing-inside": ends(
        "def main():\n    def total(numbers):\n        return sum(numbers)\n", Verdict.MISSING, "total([1])", "main"
    ),
    "missing-name": ends("print(1 + 2)", Verdict.MISSING, "total([1])"),
    "missing": ends("x = 1", Verdict.MISSING, "1 +"),
    "not-run": ends(RETURN, Verdict.NOT_RUN),
    "unknown": ends(RETURN, Verdict.PASSED),
}

LIMITS = {
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

SYNTAX = {
    "repl": fails(">>> x = 3\n>>> x + 1\n4\n", "f(1)", "SyntaxError", "invalid syntax", 1),
    "javascript": fails("function add(a, b) {\n  return a + b;\n}\n", "add(1, 2)", "SyntaxError", "invalid syntax", 1),
    "print-2": fails(
        "def f(x):\n    print 'x is', x\n",
        "f(1)",
        "SyntaxError",
        "Missing parentheses in call to 'print'. Did you mean print(...)?",
        2,
    ),
    "curly-quotes": fails("name = “Ada”\n", "f(1)", "SyntaxError", "invalid character '“' (U+201C)", 1),
    "odd-character": fails("def f(x):\n    return x – 1\n", "f(1)", "SyntaxError", "invalid character '–' (U+2013)", 2),
    "unclosed-string": fails(
        "def f(x):\n    return 'hello\n", "f(1)", "SyntaxError", "unterminated string literal (detected at line 2)", 2
    ),
    "tabs-and-spaces": fails(
        "def f(x):\n        y = x\n\treturn y\n",
        "f(1)",
        "TabError",
        "inconsistent use of tabs and spaces in indentation",
        3,
    ),
    "expected-indent": fails(
        "def f(x):\nreturn x\n",
        "f(1)",
        "IndentationError",
        "expected an indented block after function definition on line 1",
        2,
    ),
    "unexpected-indent": fails("x = 1\n    y = 2\n", "f(1)", "IndentationError", "unexpected indent", 2),
    "unindent": fails(
        "def f(x):\n        y = x\n    return y\n",
        "f(1)",
        "IndentationError",
        "unindent does not match any outer indentation level",
        3,
    ),
    "bracket": fails("def f(x):\n    return round(x\n", "f(1)", "SyntaxError", "'(' was never closed", 2),
    "assign-to-value": fails(
        "5 = x\n", "f(1)", "SyntaxError", "cannot assign to literal here. Maybe you meant '==' instead of '='?", 1
    ),
    "assign-in-condition": fails(
        "def f(x):\n    if x = 3:\n        return 1\n",
        "f(1)",
        "SyntaxError",
        "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
        2,
    ),
    "missing-colon": fails("def f(x)\n    return x\n", "f(1)", "SyntaxError", "expected ':'", 1),
    "return-outside": fails("x = 3\nreturn x\n", "f(1)", "SyntaxError", "'return' outside function", 2),
    "outside-loop": fails("if True:\n    break\n", "f(1)", "SyntaxError", "'break' outside loop", 2),
    "missing-comma": fails("x = [1 2]\n", "f(1)", "SyntaxError", "invalid syntax. Perhaps you forgot a comma?", 1),
    "lonely-try": fails(
        "try:\n    x = 1\nprint(x)\n", "f(1)", "SyntaxError", "expected 'except' or 'finally' block", 3
    ),
    "else-if": fails("if x:\n    y = 1\nelse if z:\n    y = 2\n", "f(1)", "SyntaxError", "expected ':'", 3),
    "foreign-operator": fails("def f(a, b):\n    return a && b\n", "f(1, 2)", "SyntaxError", "invalid syntax", 2),
    "keyword-typo": fails("whlie True:\n    pass\n", "f(1)", "SyntaxError", "invalid syntax", 1),
    "syntax": fails("def f(x):\n    return x +\n", "f(1)", "SyntaxError", "invalid syntax", 2),
}

NAMES = {
    "name-foreign": fails("def f(x):\n    return null\n", "f(1)", "NameError", "name 'null' is not defined", 2),
    "name-elsewhere": fails(
        "def start():\n    score = 3\n\ndef f(x):\n    return score\n",
        "f(1)",
        "NameError",
        "name 'score' is not defined",
        5,
    ),
    "name-near": fails("def f(total):\n    return totl\n", "f(1)", "NameError", "name 'totl' is not defined", 2),
    "name-module": fails("def f(x):\n    return math.sqrt(x)\n", "f(1)", "NameError", "name 'math' is not defined", 2),
    "name-unknown": fails("def f(x):\n    return hello\n", "f(1)", "NameError", "name 'hello' is not defined", 2),
    "unbound-global": fails(
        "count = 0\ndef f(x):\n    count += x\n    return count\n",
        "f(1)",
        "UnboundLocalError",
        "cannot access local variable 'count' where it is not associated with a value",
        3,
    ),
    "unbound": fails(
        "def f(x):\n    if x > 5:\n        size = 'big'\n    return size\n",
        "f(1)",
        "UnboundLocalError",
        "local variable 'size' referenced before assignment",
        4,
    ),
    "method-without-self": fails(
        "class Box:\n    def add(item):\n        pass\n",
        "Box().add(3)",
        "TypeError",
        "Box.add() takes 1 positional argument but 2 were given",
    ),
    "unknown-keyword": fails(RETURN, "f(size=3)", "TypeError", "f() got an unexpected keyword argument 'size'"),
    "class-takes-nothing": fails(
        "class Box:\n    def _init_(self, size):\n        self.size = size\n",
        "Box(3)",
        "TypeError",
        "Box() takes no arguments",
    ),
    "wrong-parameters": fails(RETURN, "f(1, 2)", "TypeError", "f() takes 1 positional argument but 2 were given"),
    "wrong-arguments": fails(
        "def g(a, b):\n    return a\n\ndef f(x):\n    return g(x)\n",
        "f(1)",
        "TypeError",
        "g() missing 1 required positional argument: 'b'",
        5,
    ),
    "none-from-method": fails(
        "def f(x):\n    y = x.sort()\n    y.append(3)\n    return y\n",
        "f([1])",
        "AttributeError",
        "'NoneType' object has no attribute 'append'",
        3,
    ),
    "none-attribute": fails(
        "def g(x):\n    print(x)\n\ndef f(x):\n    return g(x).upper()\n",
        "f('a')",
        "AttributeError",
        "'NoneType' object has no attribute 'upper'",
        5,
    ),
    "attribute-foreign": fails(
        "def f(x):\n    return x.length\n", "f('a')", "AttributeError", "'str' object has no attribute 'length'", 2
    ),
    "attribute-near": fails(
        "def f(x):\n    return x.uper()\n", "f('a')", "AttributeError", "'str' object has no attribute 'uper'", 2
    ),
    "attribute": fails(
        "def f(x):\n    return x.walk()\n", "f(3)", "AttributeError", "'int' object has no attribute 'walk'", 2
    ),
    "module-near": fails("import maths\n", "f(3)", "ModuleNotFoundError", "No module named 'maths'", 1),
    "module": fails("import numpy\n", "f(3)", "ModuleNotFoundError", "No module named 'numpy'", 1),
    "import": fails(
        "from math import squareroot\n",
        "f(3)",
        "ImportError",
        "cannot import name 'squareroot' from 'math' (unknown location)",
        1,
    ),
}

ERRORS = {
    "recursion-without-end": fails(
        "def f(n):\n    return n * f(n - 1)\n", "f(3)", "RecursionError", "maximum recursion depth exceeded", 2
    ),
    "recursion": fails(
        "def f(n):\n    if n == 0:\n        return 1\n    return n * f(n + 1)\n",
        "f(3)",
        "RecursionError",
        "maximum recursion depth exceeded in comparison",
        2,
    ),
    "input-in-function": fails(
        "def f(n):\n    n = int(input())\n    return n\n", "f(3)", "EOFError", "EOF when reading a line", 2
    ),
    "input-too-often": fails("a = input()\nb = input()\n", "3\n", "EOFError", "EOF when reading a line", 2, stdin=True),
    "exit": fails("def f(x):\n    exit()\n", "f(1)", "SystemExit", "", 2),
    "not-implemented": fails("def f(x):\n    raise NotImplementedError\n", "f(1)", "NotImplementedError", "", 2),
    "another-exception": raises("def f(x):\n    return x[0]\n", "f('')", "ValueError", kind="IndexError", line=2),
    "own-raise": fails(
        "def f(x):\n    if x > 0:\n        raise ValueError('too small')\n", "f(1)", "ValueError", "too small", 3
    ),
    "assertion": fails("def f(x):\n    assert x > 3\n", "f(1)", "AssertionError", "", 2),
    "key-first-time": fails(
        "def f(x):\n    seen = {}\n    for c in x:\n        seen[c] += 1\n", "f('abc')", "KeyError", "'a'", 4
    ),
    "key": fails("def f(x):\n    return {'b': 1}[x]\n", "f('a')", "KeyError", "'a'", 2),
    "index-neighbour": fails(
        "def f(x):\n    for i in range(len(x)):\n        if x[i] > x[i + 1]:\n            return i\n",
        "f([1, 2])",
        "IndexError",
        "list index out of range",
        3,
    ),
    "index-one-too-far": fails(
        "def f(x):\n    for i in range(1, len(x) + 1):\n        print(x[i])\n",
        "f([1, 2])",
        "IndexError",
        "list index out of range",
        3,
    ),
    "index": fails("def f(x):\n    return x[0]\n", "f([])", "IndexError", "list index out of range", 2),
    "empty-pop": fails("def f(x):\n    return x.pop()\n", "f([])", "IndexError", "pop from empty list", 2),
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
    "error": fails("def f(x):\n    return 10.0 ** x\n", "f(999)", "OverflowError", "Numerical result out of range", 2),
}

RETURNED = {
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

VALUES = {
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
    "decimal-kind": wrong("def f(x):\n    return x * 1.5\n", "f(2)", Decimal("3.0"), 3.0),
}

COLLECTIONS = {
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

OUTPUT = {
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

ALL = [
    (rule, attempt)
    for table in (NOTHING, LIMITS, SYNTAX, NAMES, ERRORS, RETURNED, VALUES, COLLECTIONS, OUTPUT)
    for rule, attempt in table.items()
]


@pytest.mark.parametrize(("rule", "attempt"), ALL, ids=[rule for rule, _ in ALL])
def test_a_learners_program_meets_the_rule_that_is_about_it(rule: str, attempt: Try) -> None:
    explanation = told(attempt)
    assert explanation.rule == rule, words(explanation)


QUIET = [
    # rule, why it has to keep quiet, attempt
    ("empty", "a docstring is a beginning", wrong('"""My answer."""\n' + RETURN, "f(1)", 2, 5)),
    (
        "missing-near",
        "a quite different name",
        ends("def greet():\n    pass\n", Verdict.MISSING, "total([1])", "greet"),
    ),
    (
        "missing-inside",
        "only the case differs",
        ends("def Total(x):\n    pass\n", Verdict.MISSING, "total([1])", "Total"),
    ),
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
    ("endless-print", "a limited loop", LIMITS["output-limit"]),
    (
        "repl",
        "a doctest",
        fails('def f(x):\n    """\n    >>> f(1)\n    """\n    return x / 0\n', "f(1)", "TypeError", "?", 5),
    ),
    (
        "javascript",
        "a comment says function",
        fails("# function add(a, b)\nx = (1\n", "f(1)", "SyntaxError", "'(' was never closed", 2),
    ),
    ("javascript", "=== inside a string", fails("print('===' 'a'\n", "f(1)", "SyntaxError", "'(' was never closed", 1)),
    ("javascript", "a call of print", fails("print(x\n", "f(1)", "SyntaxError", "'(' was never closed", 1)),
    ("print-2", "print as a function", fails("print('a'\n", "f(1)", "SyntaxError", "'(' was never closed", 1)),
    ("curly-quotes", "they stand in a string", fails("x = '“a”' +\n", "f(1)", "SyntaxError", "invalid syntax", 1)),
    (
        "assign-in-condition",
        "a keyword in a call",
        fails("if f(a=1)\n    pass\n", "f(1)", "SyntaxError", "expected ':'", 1),
    ),
    (
        "assign-in-condition",
        ">= is no assignment",
        fails("if a >= 1)\n    pass\n", "f(1)", "SyntaxError", "unmatched ')'", 1),
    ),
    (
        "missing-colon",
        "the colon is there",
        fails("for i in range(3: \n    pass\n", "f(1)", "SyntaxError", "invalid syntax", 1),
    ),
    ("keyword-typo", "a proper keyword", fails("return x +\n", "f(1)", "SyntaxError", "invalid syntax", 1)),
    (
        "else-if",
        "an if inside an else",
        fails("x = (1\nelse_if = 3\n", "f(1)", "SyntaxError", "'(' was never closed", 1),
    ),
    ("foreign-operator", "minus twice is Python", fails("x = 3 --2 +\n", "f(1)", "SyntaxError", "invalid syntax", 1)),
    (
        "name-foreign",
        "their own name",
        fails(
            "def g():\n    null = 1\n\ndef f(x):\n    return null\n",
            "f(1)",
            "NameError",
            "name 'null' is not defined",
            5,
        ),
    ),
    ("name-near", "nothing like it", NAMES["name-unknown"]),
    (
        "name-module",
        "imported elsewhere",
        fails(
            "def g():\n    import math\n\ndef f(x):\n    return math.pi\n",
            "f(1)",
            "NameError",
            "name 'math' is not defined",
            5,
        ),
    ),
    ("unbound-global", "no such name outside", NAMES["unbound"]),
    (
        "method-without-self",
        "self is there",
        fails(
            "class Box:\n    def add(self):\n        pass\n",
            "Box().add(3)",
            "TypeError",
            "Box.add() takes 1 positional argument but 2 were given",
        ),
    ),
    (
        "wrong-arguments",
        "int() refused a value",
        fails(
            "def f(x):\n    return int(x)\n",
            "f([])",
            "TypeError",
            "int() argument must be a string, a bytes-like object or a real number, not 'list'",
            2,
        ),
    ),
    (
        "none-from-method",
        "their own add returns",
        fails(
            "class B:\n    def add(self, x):\n        return x\n\ndef f(x):\n    y = B().add(x)\n    return y.up()\n",
            "f(None)",
            "AttributeError",
            "'NoneType' object has no attribute 'up'",
            7,
        ),
    ),
    ("attribute-near", "no such thing", NAMES["attribute"]),
    ("recursion-without-end", "it has a base case", ERRORS["recursion"]),
    ("input-in-function", "a program may read", ERRORS["input-too-often"]),
    ("own-raise", "another line failed", ERRORS["error"]),
    (
        "another-exception",
        "a misspelt exception",
        Try(
            "def f(x):\n    raise ValuError('no')\n",
            Check("", Relation.RAISES, "ValueError", "", "f(1)"),
            Outcome(Verdict.ERROR, fault=Fault("NameError", "name 'ValuError' is not defined", 2, "")),
        ),
    ),
    ("key-first-time", "it only looks", ERRORS["key"]),
    ("index-neighbour", "no neighbour", ERRORS["index"]),
    (
        "index-one-too-far",
        "a plain range",
        fails(
            "def f(x):\n    for i in range(len(x)):\n        print(x[0], y[i])\n",
            "f([1])",
            "IndexError",
            "list index out of range",
            3,
        ),
    ),
    ("text-plus-number", "a list and a number", ERRORS["list-plus-other"]),
    ("text-to-number", "another complaint", ERRORS["not-found"]),
    ("no-return", "there is one", RETURNED["returned-none"]),
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
    ("text-for-number", "not a number", wrong(RETURN, "f('a')", 7, "seven")),
    ("number-for-text", "another text", wrong(RETURN, "f(7)", "seven", 7)),
    ("boolean-opposite", "a number", wrong(RETURN, "f(1)", True, 1)),
    ("boolean-opposite", "reversed order", wrong(RETURN, "f(1)", [True, False, False], [False, False, True])),
    ("float-for-int", "another size", wrong(RETURN, "f(1)", 3, 9.0)),
    ("true-division", "nothing is divided", VALUES["decimals-kept"]),
    ("sign", "zero", wrong(RETURN, "f(1)", 0, 5)),
    ("rounding", "whole numbers", wrong(RETURN, "f(1)", 100, 102)),
    ("rounding", "too far away", wrong(RETURN, "f(1)", 3.0, 3.4999 + 0.4)),
    ("off-by-one", "two apart", wrong(RETURN, "f(1)", 3, 5)),
    ("off-by-one", "only the order", wrong(RETURN, "f(1)", [1, 2], [2, 1])),
    ("off-by-one", "True is no number", wrong(RETURN, "f(1)", 0, True)),
    ("off-by-one", "only one of two", wrong(RETURN, "f(1)", [1, 9], [2, 5])),
    ("case", "other letters", wrong(RETURN, "f(1)", "Ada", "bob")),
    ("spaces", "other letters", wrong(RETURN, "f(1)", "a b", "a c")),
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
    ("output-edges", "the lines differ too", OUTPUT["line-differs"]),
    ("lines-order", "other lines", OUTPUT["line-differs"]),
]


@pytest.mark.parametrize(("rule", "why", "attempt"), QUIET, ids=[f"{rule}-{why}" for rule, why, _ in QUIET])
def test_a_rule_keeps_quiet_when_it_is_not_about_that(rule: str, why: str, attempt: Try) -> None:
    explanation = told(attempt)
    assert explanation.rule != rule, f"{why}: {words(explanation)}"


PHRASES = [
    ("text-plus-number", "TypeError", "unsupported operand type(s) for +: 'int' and 'str'"),
    ("text-plus-number", "TypeError", "unsupported operand type(s) for +=: 'int' and 'str'"),
    ("none-used", "TypeError", "argument of type 'NoneType' is not iterable"),
    ("none-used", "TypeError", "argument of type 'NoneType' is not a container or iterable"),
    ("none-used", "TypeError", "cannot unpack non-iterable NoneType object"),
    ("none-used", "TypeError", "object of type 'NoneType' has no len()"),
    ("none-used", "TypeError", "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'"),
    ("none-in-sum", "TypeError", "'<' not supported between instances of 'NoneType' and 'int'"),
    ("none-in-sum", "TypeError", 'can only concatenate str (not "NoneType") to str'),
    ("unhashable", "TypeError", "unhashable type: 'list'"),
    ("unhashable", "TypeError", "cannot use 'list' as a set element (unhashable type: 'list')"),
    ("fraction-as-count", "TypeError", "can't multiply sequence by non-int of type 'float'"),
    ("index-type", "TypeError", "string indices must be integers, not 'str'"),
    ("immutable", "TypeError", "'tuple' object doesn't support item deletion"),
    ("empty-extreme", "ValueError", "max() arg is an empty sequence"),
    ("unpack", "ValueError", "not enough values to unpack (expected 3, got 2)"),
    ("unpack", "ValueError", "too many values to unpack (expected 2)"),
    ("not-found", "ValueError", "list.remove(x): x not in list"),
    ("not-found", "ValueError", "substring not found"),
    ("text-to-number", "ValueError", "could not convert string to float: 'a'"),
    ("index", "IndexError", "string index out of range"),
    ("index", "IndexError", "list assignment index out of range"),
    ("zero-division", "ZeroDivisionError", "integer modulo by zero"),
    ("zero-division", "ZeroDivisionError", "integer division or modulo by zero"),
    ("wrong-arguments", "TypeError", "len() takes exactly one argument (2 given)"),
    ("wrong-arguments", "TypeError", "range expected at least 1 argument, got 0"),
    ("wrong-arguments", "TypeError", "list.append() takes exactly one argument (2 given)"),
    ("unclosed-string", "SyntaxError", "EOL while scanning string literal"),
    ("unclosed-string", "SyntaxError", "unterminated triple-quoted string literal (detected at line 4)"),
    ("unclosed-string", "SyntaxError", "unterminated f-string literal (detected at line 1)"),
    ("bracket", "SyntaxError", "closing parenthesis ']' does not match opening parenthesis '('"),
    ("bracket", "SyntaxError", "unmatched ')'"),
    ("outside-loop", "SyntaxError", "'continue' not properly in loop"),
]


@pytest.mark.parametrize(("rule", "kind", "message"), PHRASES)
def test_the_words_of_every_version_from_3_11_to_3_14_are_understood(rule: str, kind: str, message: str) -> None:
    explanation = told(fails("def f(x):\n    return x\n", "f(1)", kind, message, 2))
    assert explanation.rule == rule, words(explanation)


def test_every_rule_has_a_program() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "bot/domain/explain").glob("*.py")))
    keys = re.compile(
        r'(?:say\(\s*|Pattern\(\s*|yield )"([a-z0-9-]+)"|\n    \(\n        (?:r?"[^\n]+",\n        )?"([a-z0-9-]+)",\n'
    )
    assert {key for found in keys.finditer(source) if (key := found[1] or found[2])} - {
        rule for rule, _ in ALL
    } == set()


def test_a_message_names_what_it_is_about() -> None:
    assert words(told(NAMES["name-near"])) == "Python doesn't know `totl` on line 2 of your code. Did you mean `total`?"
    near = words(told(NOTHING["missing-near"]))
    assert near == "You defined `totl`; the task asks for `total`. Could you make the two names the same?"
    assert "line 3 of your code" in words(told(LIMITS["loop-unchanged"]))
    assert "`n`" in words(told(LIMITS["loop-unchanged"]))
    assert words(told(VALUES["wrong-answer"])).startswith("Your code answers `21`, and `49` is wanted.")


def test_the_last_resort_names_exception_and_line() -> None:
    text = words(told(ERRORS["error"]))
    assert "Line 2 of your code raised OverflowError: Numerical result out of range" in text


def test_a_name_of_the_guest_is_used_where_the_code_does_not_show_it() -> None:
    made = ends("globals()['totl'] = sum\n", Verdict.MISSING, "total([1])", "totl")
    assert told(made).values == {"near": "totl", "name": "total"}
    assert told(made, shown=False).values == {"name": "total"}


def test_the_second_of_two_functions_with_one_name_counts() -> None:
    twice = "def f(x):\n    return x\n\ndef f(x):\n    return 7\n"
    assert told(wrong(twice, "f(3)", 9, 7)).rule == "same-for-every-input"


def test_methods_and_properties_are_looked_at_too() -> None:
    box = "class Box:\n    def total(self):\n        self.sum = 3\n"
    assert told(wrong(box, "box.total()", 3, None, setup="box = Box()")).rule == "no-return"
    assert told(wrong(box, "box.total", 3, None, setup="box = Box()")).rule == "no-return"


def test_a_function_inside_the_function_is_looked_at_too() -> None:
    code = "def f(*steps):\n    def run(x):\n        for step in steps:\n            return step(x)\n    return run\n"
    assert told(wrong(code, "f(str.strip, str.title)(' a')", "A", "a")).rule == "return-too-early"


def test_one_of_several_numbers_that_is_one_away_is_named_and_not_called_a_miscount() -> None:
    assert told(wrong(RETURN, "f(1)", [34, 33, 33], [33, 33, 33])).rule == "one-element"
    assert told(wrong(RETURN, "f(1)", {"a": 2, "b": 1}, {"a": 1, "b": 1})).rule == "values-of-keys"


def test_a_placeholder_is_found_inside_a_collection() -> None:
    assert (
        told(gave("def f(x):\n    return {...: ...}\n", "f(1)", {1: 2}, "{Ellipsis: Ellipsis}")).rule == "placeholder"
    )
    assert told(gave(RETURN, "f(1)", "a", "'Ellipsis'")).rule != "placeholder"


def test_elements_inside_are_compared_like_single_values() -> None:
    assert told(wrong(RETURN, "f(1)", [1, 2], ["1", "2"])).rule == "text-for-number"
    assert told(wrong(RETURN, "f(1)", {"a": 1, "b": 2}, {"a": 2, "b": 3})).rule == "off-by-one"
    assert told(wrong(RETURN, "f(1)", ("Ann", 1), ("ann", 1))).rule == "case"
    assert told(prints("print(1)\nprint(4)\n", "", "1\n5\n", "1\n4\n")).rule == "off-by-one"
    assert told(prints("print(6 / 2)\n", "", "3\n", "3.0\n")).rule == "float-for-int"


@pytest.mark.parametrize(("rule", "attempt"), ALL, ids=[rule for rule, _ in ALL])
def test_every_message_is_plain_kind_and_complete(rule: str, attempt: Try) -> None:
    for shown in (True, False):
        explanation = told(attempt, shown=shown)
        fields = {name for _, name, _, _ in string.Formatter().parse(explanation.message) if name is not None}
        assert fields == set(explanation.values), "every field has its value, and no value stands idle"
        text = words(explanation)
        assert "!" not in explanation.message
        assert 20 < len(text) < 420
        assert len(re.findall(r"[.?](?: |$)", text)) <= 3
        assert not re.search(r"\b(?:wrong|bad|stupid|obviously|simply|failed)\b", explanation.message)
        concept = explanation.concept
        assert concept is None or (ROOT / "content/concepts" / f"{concept.removeprefix('concept.')}.yaml").exists()


SECRET = "tr0ub4dor"


def with_secrets(attempt: Try) -> Try:
    """The same attempt where everything that is said about a hidden check holds a secret."""
    fault = attempt.outcome.fault
    check = Check(SECRET, attempt.check.relation, SECRET, f"x = '{SECRET}'", f"f('{SECRET}')", SECRET)
    hidden = fault and Fault(fault.type, f"{fault.message} {SECRET}", fault.line, SECRET)
    verdict = attempt.outcome.verdict
    return Try(attempt.code, check, Outcome(verdict, repr([SECRET]), SECRET, hidden, (SECRET,)))


@pytest.mark.parametrize(("rule", "attempt"), ALL, ids=[rule for rule, _ in ALL])
def test_nothing_of_a_hidden_check_gets_out(rule: str, attempt: Try) -> None:
    explanation = told(with_secrets(attempt), shown=False)
    assert SECRET not in words(explanation)
    known = told(attempt, shown=False)
    allowed = {"name", "near", "line", "parameters", "type"}
    assert set(known.values) <= allowed
    fault = attempt.outcome.fault
    if fault and "line" in known.values:
        assert fault.type in ("SyntaxError", "IndentationError", "TabError")
    for value in known.values.values():
        assert isinstance(value, int) or str(value).split(",")[0] in (
            attempt.code + attempt.check.expression + str(fault)
        )


def test_a_type_that_the_code_made_up_is_no_way_out_of_a_hidden_check() -> None:
    code = "def f(x):\n    raise type(x, (Exception,), {})\n"
    assert SECRET not in words(told(fails(code, "f('')", SECRET, "", 2), shown=False))
    assert words(told(fails(code, "f('')", "OverflowError", SECRET, 2), shown=False)).count("OverflowError") == 1


def test_a_hidden_check_does_not_believe_a_syntax_error_that_the_code_raises_itself() -> None:
    code = "def f(x):\n    raise SyntaxError(x)\n"
    explanation = told(fails(code, "f('')", "SyntaxError", f"{SECRET} expected ':'", 2), shown=False)
    assert (explanation.values, explanation.rule) == ({}, "syntax")


def test_the_rule_still_speaks_in_a_hidden_check() -> None:
    for rule in (
        "off-by-one",
        "order",
        "case",
        "argument-changed",
        "printed-not-returned",
        "index",
        "key",
        "name-near",
    ):
        attempt = next(attempt for name, attempt in ALL if name == rule)
        assert told(attempt, shown=False).rule == rule


HOSTILE = {
    "brackets": "(" * 19_000,
    "closed brackets": "(" * 9_000 + ")" * 9_000,
    "minus": "x = " + "-" * 19_000 + "1",
    "not": "x = " + "not " * 4_900 + "1",
    "sum": "x = 1" + "+1" * 9_900,
    "power": "x = 1" + "**1" * 6_600,
    "attributes": "x = a" + ".a" * 9_900,
    "calls": "x = a" + "()" * 9_900,
    "lambda": "x = " + "lambda:" * 2_800 + "1",
    "ternary": "x = " + "1 if 1 else " * 1_600 + "1",
    "elif": "if a:\n  b\n" + "elif a:\n  b\n" * 1_500,
    "names": "".join(f"name{i}=1\n" for i in range(1_700)),
    "dictionaries": "x = " + "{1:" * 5_000,
    "f-strings": "x = " + "f'{" * 6_000,
    "whiles": "\n".join(" " * depth + "while a:" for depth in range(99)) + "\n" + " " * 99 + "pass",
    "loops": "while a: b\n" * 1_800,
    "long line": "if " + "a" * 19_990,
    "equals": "if " + "a=" * 9_000,
    "spaces": "if" + " " * 19_990,
    "nul": "x = 1\0",
    "surrogate": "x = '\ud800'",
    "escapes": "x = '\\d'\n" * 1_000,
    "too long": "x = 1\n" * 20_000,
    "prompts": ">>> " * 4_000,
    "quotes": "'\"" * 9_000,
    "backslashes": "'" + "\\" * 19_000,
    "returns": "def f(x):\n" + " return x\n" * 1_900,
    "braces": "{" * 60 + "}" * 60,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_code_costs_little_and_breaks_nothing(name: str) -> None:
    code = HOSTILE[name]
    outcomes = [
        Outcome(Verdict.TIMEOUT),
        Outcome(Verdict.MISSING, names=("x" * 5_000,) * 1_000),
        Outcome(Verdict.ERROR, fault=Fault("SyntaxError", "invalid syntax", 1, "")),
        Outcome(Verdict.ERROR, fault=Fault("NameError", f"name '{'a' * 5_000}' is not defined", 1, "")),
        Outcome(Verdict.ERROR, fault=Fault("IndexError", "list index out of range" * 900, 1, "")),
        Outcome(Verdict.WRONG, code, code),
        Outcome(Verdict.WRONG, "None", code),
    ]
    began = time.perf_counter()
    for outcome in outcomes:
        for relation in Relation:
            check = Check("", relation, code, "x = [1]", "f(x)")
            assert len(words(explain(code, check, outcome, shown=True))) < 1_500
    assert time.perf_counter() - began < 4, "28 explanations"


NUMBERS = [10**400, -(10**400), 1e308, float("inf"), float("nan"), 0, 0.0, -0.0, True, None, 10**400 + 1]


def test_numbers_of_any_size_are_compared_without_accident() -> None:
    for expected in NUMBERS:
        for got in ("1" + "0" * 400, "1e999", "-1e999", "1e308", "0", "True", "None", "[1e999]", "1e999j", "9" * 1_999):
            assert told(gave(RETURN, "f(1)", expected, got)).message
            assert told(gave(RETURN, "f(1)", [expected], f"[{got}]")).message


texts = st.text(max_size=60)
literals = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.tuples(inner) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)
faults = st.builds(
    Fault,
    st.sampled_from(["TypeError", "NameError", "SyntaxError", "KeyError", "IndexError", "AttributeError", "Odd", ""]),
    texts | st.sampled_from([message for _, _, message in PHRASES]),
    st.none() | st.integers(-3, 50),
    texts,
)
outcomes = st.builds(
    Outcome,
    st.sampled_from(Verdict),
    texts | literals.map(repr),
    texts,
    st.none() | faults,
    st.lists(texts, max_size=3).map(tuple),
)
checks = st.builds(
    Check, texts, st.sampled_from(Relation), literals, texts, texts | st.sampled_from(["f(1)", "x", "(f(x), x)"]), texts
)
codes = texts | st.sampled_from([attempt.code for _, attempt in ALL])


@settings(max_examples=300, deadline=None)
@given(codes, checks, outcomes, st.booleans())
def test_there_is_always_an_answer(code: str, check: Check, outcome: Outcome, shown: bool) -> None:
    explanation = explain(code, check, outcome, shown=shown)
    text = words(explanation)
    assert text
    assert explanation.rule
    assert text.count("`") == explanation.message.count("`"), "a value can't end the code that it stands in"
