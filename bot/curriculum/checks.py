"""Checks are written the way Python is, one line each: `total([1, 2]) == 3`, `parse("x") raises ValueError`."""

import ast
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from bot.domain.challenge import Check, Relation

# What may stand on the right besides literals: types whose values cannot be written as one.
CONSTRUCTORS: dict[str, Callable[..., object]] = {
    "set": set,
    "frozenset": frozenset,
    "Decimal": Decimal,
    "Fraction": Fraction,
    "date": date,
    "datetime": datetime,
    "time": time,
    "timedelta": timedelta,
    "float": float,
}
RAISES = re.compile(r"^(?P<left>.+)\sraises\s+(?P<right>\w+)$", re.DOTALL)
PRINTS = re.compile(r"^(?P<left>.+)\sprints\s+(?P<right>[\"'].*)$", re.DOTALL)
FORMS = '`f(1) == 2`, `f(0) raises ValueError`, `f(1) prints "2"` or, for a program, `"3\\n4" -> "7"`'


@lru_cache(maxsize=2000)  # a line is read when it is validated, and again when it is used
def parse_check(source: str) -> Check:
    """The check of one line. Statements before the last `;` prepare it. Raises ValueError with the remedy.

    >>> check = parse_check("box = Box(); box.add(2); box.total == 2")
    >>> check.setup, check.expression, check.expected
    ('box = Box(); box.add(2)', 'box.total', 2)
    """
    line = source.strip()
    if match := RAISES.match(line):
        return Check(line, Relation.RAISES, match["right"], *_split(match["left"], line))
    if match := PRINTS.match(line):
        return Check(line, Relation.PRINTS, _text(match["right"], line), *_split(match["left"], line))
    tree = _parse(line.replace(" -> ", " >> ", 1) if " -> " in line and line[0] in "\"'" else line, line)
    last = tree.body[-1]
    match last:
        case ast.Expr(ast.BinOp(left=left, op=ast.RShift(), right=right)) if " -> " in line:
            stdin, output = _value(left, line), _value(right, line)
            if isinstance(stdin, str) and isinstance(output, str):
                return Check(line, Relation.OUTPUTS, output, stdin=stdin)
        case ast.Expr(ast.Compare(left=left, ops=[ast.Eq()], comparators=[right])):
            setup = "; ".join(ast.unparse(statement) for statement in tree.body[:-1])
            return Check(line, Relation.EQUALS, _value(right, line), setup, ast.unparse(left))
    raise ValueError(f"{line!r} is no check. Write {FORMS}")


def parse_value(text: str) -> object:
    """The value that stands on the right of a check. Raises ValueError when it is none.

    >>> parse_value("{'a': (1, 2.5)}"), parse_value("set()")
    ({'a': (1, 2.5)}, set())
    """
    (statement,) = _parse(text, text).body
    if not isinstance(statement, ast.Expr):
        raise ValueError(f"{text!r} is no value")
    return _value(statement.value, text)


def _split(left: str, line: str) -> tuple[str, str]:
    """What prepares a check, and the expression that it is about."""
    tree = _parse(left, line)
    last = tree.body[-1]
    if not isinstance(last, ast.Expr):
        raise ValueError(f"{line!r} does not end with an expression. Write {FORMS}")
    return "; ".join(ast.unparse(statement) for statement in tree.body[:-1]), ast.unparse(last)


def _parse(code: str, line: str) -> ast.Module:
    try:
        tree = ast.parse(code)
    except SyntaxError:
        raise ValueError(f"{line!r} is not Python. Write {FORMS}") from None
    if not tree.body:
        raise ValueError(f"an empty check. Write {FORMS}")
    return tree


def _text(code: str, line: str) -> str:
    value = _value(_parse(code, line).body[0].value, line)  # type: ignore[attr-defined]
    if not isinstance(value, str):
        raise ValueError(f"{line!r}: what is printed must be a string")
    return value


def _value(node: ast.expr, line: str) -> object:
    """The value of a literal, or of a call of one of the constructors with such values."""
    match node:
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in CONSTRUCTORS:
            return CONSTRUCTORS[name](*(_value(argument, line) for argument in args))
        case ast.List(elts=parts):
            return [_value(part, line) for part in parts]
        case ast.Tuple(elts=parts):
            return tuple(_value(part, line) for part in parts)
        case ast.Set(elts=parts):
            return {_value(part, line) for part in parts}
        case ast.Dict(keys=keys, values=values) if None not in keys:
            return {_value(k, line): _value(v, line) for k, v in zip(keys, values, strict=True) if k is not None}
    try:
        return ast.literal_eval(node)
    except ValueError:
        allowed = ", ".join(CONSTRUCTORS)
        raise ValueError(f"{line!r}: the right side must be a literal or a call of {allowed}") from None
