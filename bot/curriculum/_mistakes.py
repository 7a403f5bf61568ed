"""What can go wrong at one place of a program: the mistakes that people make, as changes of its syntax tree."""

import ast
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Change = Callable[[Any], None]  # of a node, in place

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}
FALLBACKS = ("get", "pop", "setdefault")  # methods whose last argument is a default


def mistakes_at(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """Every mistake that could have been made at a node: its kind, and the change that makes it."""
    match node:
        case ast.Compare(ops=operators):
            for index, operator in enumerate(operators):
                yield "comparison", _put("ops", index, SWAPPED[type(operator)]())
        case ast.BoolOp():
            yield "and/or", _set(op=SWAPPED[type(node.op)]())
        case ast.BinOp(op=ast.Add() | ast.Sub()) if not (_is_text(node.left) or _is_text(node.right)):
            yield "plus/minus", _set(op=SWAPPED[type(node.op)]())
        case ast.AugAssign(op=ast.Add() | ast.Sub()) if not _is_text(node.value):
            yield "plus/minus", _set(op=SWAPPED[type(node.op)]())
        case ast.UnaryOp(op=ast.USub(), operand=operand) if not isinstance(operand, ast.Constant):
            yield "plus/minus", _set(op=ast.UAdd())
        case ast.Constant(value=bool() as value):
            yield "default", _set(value=not value)
        case ast.Constant(value=int() as value):
            yield "off by one", _set(value=value + 1)
            yield "off by one", _set(value=value - 1)
        case ast.Slice():
            yield from _moved_bounds(node)
        case ast.Call():
            yield from _mistakes_in_call(node)
        case ast.arguments():
            yield from _wrong_defaults("defaults", node.defaults)
            yield from _wrong_defaults("kw_defaults", node.kw_defaults)
        case _:
            yield from _wrong_ways(node)


def _wrong_ways(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """A branch that is never taken or always, a filter that lets everything through, a result that is forgotten."""
    match node:
        case ast.If() | ast.IfExp():
            yield "branch", _set(test=ast.Constant(value=False))
            yield "branch", _set(test=ast.Constant(value=True))
        case ast.comprehension(ifs=[_, *_]):
            yield "branch", _set(ifs=[])
        case ast.ExceptHandler(body=body) if not isinstance(body[-1], ast.Raise):
            yield "branch", _set(body=[ast.Raise()])
        case ast.match_case(guard=ast.expr()):
            yield "branch", _set(guard=None)
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield "result", _set(value=ast.Constant(value=None))


def _mistakes_in_call(node: ast.Call) -> Iterator[tuple[str, Change]]:
    match node:
        case ast.Call(func=ast.Name(id="range"), args=[ast.expr() as stop] | [_, ast.expr() as stop, *_]):
            if not _is_number(stop):
                yield from _moved("args", node.args.index(stop), stop)
        case ast.Call(func=ast.Attribute(attr=name), args=[_, ast.Constant(value=str())]) if name in FALLBACKS:
            yield from _wrong_defaults("args", [None, node.args[1]])


def _moved_bounds(node: ast.Slice) -> Iterator[tuple[str, Change]]:
    for name, bound in (("lower", node.lower), ("upper", node.upper)):
        if bound is not None and not _is_number(bound):
            yield "off by one", _set(**{name: _beside(bound, ast.Add())})
            yield "off by one", _set(**{name: _beside(bound, ast.Sub())})


def _moved(name: str, index: int, bound: ast.expr) -> Iterator[tuple[str, Change]]:
    yield "off by one", _put(name, index, _beside(bound, ast.Add()))
    yield "off by one", _put(name, index, _beside(bound, ast.Sub()))


def _wrong_defaults(name: str, defaults: Iterable[ast.expr | None]) -> Iterator[tuple[str, Change]]:
    """Texts that are handed over when nothing else is; numbers and truth values are changed wherever they stand."""
    for index, default in enumerate(defaults):
        if isinstance(default, ast.Constant) and isinstance(default.value, str):
            yield "default", _put(name, index, ast.Constant(value=f"{default.value}?"))


def _beside(bound: ast.expr, operator: ast.operator) -> ast.expr:
    return ast.BinOp(left=bound, op=operator, right=ast.Constant(value=1))


def _is_text(node: ast.expr) -> bool:
    """Whether it surely is something without a minus: such a mutant would only crash."""
    text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return text or isinstance(node, ast.JoinedStr | ast.List | ast.ListComp | ast.Tuple)


def _is_number(node: ast.expr) -> bool:
    """Whether it is a number as written, which is changed by itself."""
    return isinstance(node.operand if isinstance(node, ast.UnaryOp) else node, ast.Constant)


def _set(**fields: object) -> Change:
    def change(node: Any) -> None:
        for name, value in fields.items():
            setattr(node, name, value)

    return change


def _put(name: str, index: int, value: ast.AST) -> Change:
    def change(node: Any) -> None:
        getattr(node, name)[index] = value

    return change


def silent_parts(tree: ast.AST) -> set[ast.AST]:
    """Every node at which no check could notice a change: annotations, decorators, words of errors and the like."""
    parts = [part for node in ast.walk(tree) for part in _silent(node) if part]
    return {inner for part in parts for inner in ast.walk(part)}


def _silent(node: ast.AST) -> Iterator[ast.AST | None]:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            arguments = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
            yield from (*node.decorator_list, node.returns, *(argument.annotation for argument in arguments))
        case ast.ClassDef():
            yield from node.decorator_list
        case ast.AnnAssign():
            yield node.annotation
        case ast.Raise(exc=ast.Call(args=words)):
            yield from words
        case ast.keyword(arg="strict"):  # of zip: what is zipped is as long in every check, or there would be one
            yield node
        case ast.If(test=ast.Compare(left=ast.Name(id="__name__"))) | ast.Assert():
            yield node
        case ast.If(test=ast.Compare(left=left, comparators=[right]) as test, body=[ast.Assign() as kept]):
            # `if value > best: best = value`: with one that is as good as the best, nothing would change
            if {ast.unparse(left), ast.unparse(right)} == {ast.unparse(p) for p in (kept.value, *kept.targets)}:
                yield test
