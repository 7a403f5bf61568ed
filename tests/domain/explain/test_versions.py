"""The same mistake is told in other words by other versions of Python."""

import pytest

from tests.domain.explain.attempts import fails, told, words

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
