"""From the asserts of a test program to checks in our language. Nothing is executed: trees in, checks out.

What a check does:

- `assert f(1) == 2` becomes `f(1) == 2`, with the value 2 that never enters the sandbox; other conditions become a
  comparison with True or False.
- `try: f(0); assert False; except ValueError: …`, and `with pytest.raises(ValueError): f(0)`, become
  `f(0) raises ValueError`. The `assert False` itself is no check.
- A loop over written values is unrolled.
- An assert that stands deeper (in `with`, in a function …) is replaced by noting what it says, and its check asks
  whether it was reached and always held.

Each check runs by itself, so it prepares what it needs: the statements before it on which its names depend. Where
something may depend on what came before in another way (classes, decorators, state), all statements come along, and
those that it doesn't need may fail.
"""

import ast
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from bot.curriculum.checks import parse_value
from bot.curriculum.importer._trees import (
    SEEN,
    Filled,
    Noting,
    Quiet,
    awaits,
    binds,
    calls,
    expects_error,
    function_of,
    is_bool,
    is_sentinel,
    may_fail,
    reads,
    ties,
)
from bot.domain.challenge import Check, Relation

MAX_UNROLLED = 12
MAX_SOURCE = 300
HOLDS = "holds"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The checks of a test program, and the asserts that could not be rewritten, in words."""

    checks: tuple[Check, ...]
    left_out: tuple[str, ...]


def rewrite(block: Sequence[ast.stmt], *, stateless: bool) -> Rewritten:
    """The checks of some statements that run one after the other.

    `stateless` tells that the code under test has nothing but functions, so that only names tie statements together.
    """
    statements = list(_unrolled(block))
    stateless = stateless and not any(map(ties, statements))
    checks, left_out = list[Check](), list[str]()
    for index, statement in enumerate(statements):
        for target in _targets(statement):
            try:
                checks.append(_check(statements, index, target, stateless=stateless))
            except (ValueError, RecursionError) as error:
                left_out.append(f"{_source(target)}: {error}")
    return Rewritten(tuple(_distinct(checks)), tuple(left_out))


def _distinct(checks: Iterable[Check]) -> list[Check]:
    """Checks that are different in what they do; two asserts of the same in the same state are one."""
    seen = dict[tuple[str, str, str], Check]()
    for check in checks:
        seen.setdefault((check.setup, check.expression, repr(check.expected)), check)
    return list(seen.values())


def _targets(statement: ast.stmt) -> Iterator[ast.stmt]:
    """What of a statement becomes a check: the asserts in it, and the places where an exception has to come."""
    if expects_error(statement):
        yield statement
    for node in ast.walk(statement):
        if (isinstance(node, ast.Assert) and not is_sentinel(node)) or (
            node is not statement and isinstance(node, ast.stmt) and expects_error(node)
        ):
            yield node


def _check(statements: Sequence[ast.stmt], index: int, target: ast.stmt, *, stateless: bool) -> Check:
    statement = statements[index]
    if target is statement and isinstance(target, ast.Assert):
        return _condition(_context(statements, index, stateless=stateless), target)
    if target is statement and (error := expects_error(target)):
        return _raising(_context(statements, index, stateless=stateless), target, error)
    return _noted(statements, index, target, stateless=stateless)


def _condition(setup: str, target: ast.Assert) -> Check:
    """The check of an assert that stands by itself."""
    test, source = target.test, _source(target)
    match test:
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]) if (value := _value(right)) is not MISSING:
            return Check(source, Relation.EQUALS, value, setup, ast.unparse(left))
        case ast.Compare(left=left, ops=[ast.Is()], comparators=[ast.Constant(value=None | True | False as value)]):
            return Check(source, Relation.EQUALS, value, setup, ast.unparse(left))
        case ast.UnaryOp(op=ast.Not(), operand=operand) if is_bool(operand):
            return Check(source, Relation.EQUALS, False, setup, ast.unparse(operand))
    expression = ast.unparse(test) if is_bool(test) else f"bool({ast.unparse(test)})"
    return Check(source, Relation.EQUALS, True, setup, expression)


def _raising(setup: str, target: ast.stmt, error: str) -> Check:
    """The check of a place where an exception has to come."""
    tried = _tried(target)
    source = _source(target)
    match tried:
        case [ast.Expr(value=value)] if not awaits(value):
            return Check(source, Relation.RAISES, error, setup, ast.unparse(value))
    if any(map(awaits, tried)):
        raise ValueError("waits for something outside of a function")
    function = ast.unparse(function_of("attempt", tried))
    return Check(source, Relation.RAISES, error, f"{setup}\n{function}".strip(), "attempt()")


def _noted(statements: Sequence[ast.stmt], index: int, target: ast.stmt, *, stateless: bool) -> Check:
    """The check of an assert that stands deeper: whether it was reached, and always held."""
    last = _last_use(statements, index)
    marked = [Noting(target).visit(deepcopy(statement)) for statement in statements[index : last + 1]]
    setup = _context(statements, index, stateless=stateless)
    body = "\n".join(ast.unparse(ast.fix_missing_locations(statement)) for statement in marked)
    notes = f"{SEEN} = []\ndef {HOLDS}(what):\n    return bool({SEEN}) and all({SEEN})"
    said = _message(target) or _source(target)
    whole = "\n".join(filter(None, (notes, setup, body)))
    return Check(_source(target), Relation.EQUALS, True, whole, f"{HOLDS}({said!r})")


def _context(statements: Sequence[ast.stmt], index: int, *, stateless: bool) -> str:
    """What has to be executed before a statement so that it does what it does in the whole program."""
    needed = _needed(statements, index)
    lines = list[str]()
    for position, statement in enumerate(statements[:index]):
        if stateless and position not in needed:
            continue
        quiet = Quiet().visit(deepcopy(statement))
        if isinstance(statement, ast.Assert):
            if not calls(statement.test):
                continue
            lines.append(may_fail(quiet))
        elif position in needed or isinstance(statement, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef):
            lines.append(ast.unparse(ast.fix_missing_locations(quiet)))
        else:
            lines.append(may_fail(quiet))
    return "\n".join(lines)


def _needed(statements: Sequence[ast.stmt], index: int) -> set[int]:
    """The positions of the statements before one on whose names it depends, also by way of others."""
    bound = set[str]().union(*(binds(statement) for statement in statements[:index]))
    wanted = reads(statements[index]) & bound
    needed = set[int]()
    for position in reversed(range(index)):
        statement = statements[position]
        if (binds(statement) | reads(statement)) & wanted:  # what reads a value may change it
            needed.add(position)
            wanted |= reads(statement) & bound
    return needed


def _last_use(statements: Sequence[ast.stmt], index: int) -> int:
    """Up to where the program has to run for a statement to be carried out: of a function, to where it is called."""
    statement = statements[index]
    if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
        return index
    for position in range(index + 1, len(statements)):
        if statement.name in reads(statements[position]):
            return position
    raise ValueError("stands in a function that is never called")


def _tried(statement: ast.stmt) -> list[ast.stmt]:
    body = statement.body if isinstance(statement, ast.Try | ast.With) else []
    return [part for part in body if not is_sentinel(part)]


def _unrolled(block: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements, with each short loop over written values taken apart if something is asserted in it."""
    for statement in block:
        match statement:
            case ast.For(target=ast.Name(id=name), iter=ast.List(elts=parts) | ast.Tuple(elts=parts), body=body) if (
                len(parts) <= MAX_UNROLLED
                and all(isinstance(part, ast.Constant | ast.UnaryOp) for part in parts)
                and next(_targets(statement), None)
            ):
                for part in parts:
                    for inner in body:
                        yield Filled(name, part).visit(deepcopy(inner))
            case _:
                yield statement


class _Missing:
    """Stands for a value that is not written, where None is one."""


MISSING = _Missing()


def _value(node: ast.expr) -> object:
    """The value that stands there, or MISSING when it has to be computed."""
    try:
        return parse_value(ast.unparse(node))
    except (ValueError, TypeError, SyntaxError, ArithmeticError):
        return MISSING


def _message(target: ast.stmt) -> str:
    match target:
        case ast.Assert(msg=ast.Constant(value=str(message))):
            return message
    return ""


def _source(target: ast.stmt) -> str:
    """How a check is shown: what is asserted, in one line."""
    code = ast.unparse(target.test) if isinstance(target, ast.Assert) else ast.unparse(target)
    if error := expects_error(target):
        code = f"{'; '.join(map(ast.unparse, _tried(target)))} raises {error}"
    line = " ".join(code.split("\n"))
    return line if len(line) <= MAX_SOURCE else f"{line[: MAX_SOURCE - 1]}…"
