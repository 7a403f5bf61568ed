"""Reading code and values that were written by somebody else: bounded in length and depth, and nothing is ever run."""

import ast
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MAX_CODE = 20_000
MAX_VALUE = 2_000
MAX_BRACKETS = 60
MAX_WALKS = 12

Function = ast.FunctionDef | ast.AsyncFunctionDef
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
LOOPS = (ast.For, ast.AsyncFor, ast.While)
UNREADABLE = (SyntaxError, ValueError, TypeError, MemoryError, RecursionError)


class _Unknown:
    """The value of a text that is no literal."""


UNKNOWN = _Unknown()


@dataclass(frozen=True, slots=True)
class Broken:
    """Why our own parser refused the code: the message and the line (from 1)."""

    message: str
    line: int | None


def parse(code: str) -> ast.Module | Broken:
    """The syntax tree of a piece of code, or why there is none.

    >>> parse("if x")
    Broken(message="expected ':'", line=1)
    """
    if len(code) > MAX_CODE or _too_deep(code):
        return Broken("", None)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(code)
    except SyntaxError as error:
        return Broken(error.msg or "", error.lineno)
    except UNREADABLE:
        return Broken("", None)


def literal(text: str) -> object:
    """The value that a repr stands for, or UNKNOWN.

    >>> literal("[1, 'a']"), literal("<function total>") is UNKNOWN
    ([1, 'a'], True)
    """
    if len(text) > MAX_VALUE or _too_deep(text):
        return UNKNOWN
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.literal_eval(text)
    except UNREADABLE:
        return UNKNOWN


def _too_deep(text: str) -> bool:
    """Whether brackets are nested deeper than a person would write them (a parser may need very long for those)."""
    depth = 0
    for character in text:
        if character in "([{":
            depth += 1
            if depth > MAX_BRACKETS:
                return True
        elif character in ")]}" and depth:
            depth -= 1
    return False


def own(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes inside a function or a loop, without those of functions, lambdas and classes nested in it."""
    todo = list(ast.iter_child_nodes(scope))
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, SCOPES):
            todo.extend(ast.iter_child_nodes(node))


def functions(tree: ast.AST) -> list[Function]:
    """All functions and methods, those of the module first."""
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def names(tree: ast.AST) -> list[str]:
    """The names that the code gives to something, in the order of the tree, each once."""
    found: dict[str, None] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                found[name] = None
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                found[name] = None
            case ast.alias(name=name, asname=other):
                found[other or name.split(".")[0]] = None
    return list(found)


def called(expression: ast.AST) -> list[str]:
    """The names of functions, methods and attributes that an expression asks for, the outermost first."""
    found = []
    for node in ast.walk(expression):
        match node:
            case ast.Call(func=ast.Name(id=name)) | ast.Attribute(attr=name):
                found.append(name)
    return found


def calls(scope: Iterable[ast.AST], *wanted: str) -> bool:
    """Whether a function of such a name is called among these nodes."""
    return any(isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id in wanted for n in scope)


@dataclass(frozen=True, slots=True)
class Exit:
    """A `return` with a value, and whether it stands inside a loop or a branch."""

    node: ast.Return
    in_loop: bool
    in_branch: bool


def exits(function: Function) -> list[Exit]:
    """Every `return` with a value in a function, in no particular order."""
    found = []
    todo: list[tuple[ast.AST, bool, bool]] = [(node, False, False) for node in function.body]
    while todo:
        node, in_loop, in_branch = todo.pop()
        if isinstance(node, ast.Return) and node.value is not None:
            found.append(Exit(node, in_loop, in_branch))
        elif not isinstance(node, SCOPES):
            in_loop = in_loop or isinstance(node, LOOPS)
            in_branch = in_branch or isinstance(node, ast.If | ast.Try | ast.Match)
            todo.extend((child, in_loop, in_branch) for child in ast.iter_child_nodes(node))
    return found


def always_leaves(body: list[ast.stmt], depth: int = 20) -> bool:
    """Whether a block ends in `return` on every way through it.

    >>> always_leaves(ast.parse("if a:\\n    return 1\\nelse:\\n    return 2").body)
    True
    """
    while body and depth > 0:
        depth -= 1
        match body[-1]:
            case ast.Return():
                return True
            case ast.If(body=yes, orelse=no) if no and always_leaves(yes, depth):
                body = no
            case _:
                return False
    return False


def hasty_loop(function: Function) -> ast.AST | None:
    """A loop that leaves its function at the end of the first round, and never goes on to a second."""
    for node in ast.walk(function):
        if isinstance(node, ast.For) and always_leaves(node.body):
            if any(isinstance(inner, ast.Continue) for inner in own(node)):
                continue
            return node
    return None


@dataclass(frozen=True, slots=True)
class Endless:
    """A loop that cannot end: why, in one word, its line, and the name that its condition hangs on."""

    reason: str
    line: int
    name: str = ""
    prints: bool = False


HARMLESS = {
    "print",
    "len",
    "str",
    "int",
    "float",
    "range",
    "sum",
    "min",
    "max",
    "abs",
    "sorted",
    "repr",
    "round",
    "bool",
}
GROWERS = {"append", "extend", "insert"}


def endless(tree: ast.AST) -> Endless | None:
    """The first loop of which we are sure that it never ends."""
    shared = {name for n in ast.walk(tree) if isinstance(n, ast.Global | ast.Nonlocal) for name in n.names}
    loops = [node for node in ast.walk(tree) if isinstance(node, ast.While | ast.For)][:MAX_WALKS]
    for loop in loops:
        inside = [node for part in loop.body for node in (part, *own(part))]
        if any(isinstance(n, ast.Return | ast.Raise | ast.Break | ast.Yield | ast.YieldFrom) for n in inside):
            continue
        if calls(inside, "exit", "quit", "next") or any(
            isinstance(n, ast.Attribute) and n.attr == "exit" for n in inside
        ):
            continue
        found = _grows(loop, inside) if isinstance(loop, ast.For) else _stuck(loop, inside, shared)
        if found:
            reason, name = found
            return Endless(reason, loop.lineno, name, calls(inside, "print"))
    return None


def _grows(loop: ast.For, inside: list[ast.AST]) -> tuple[str, str] | None:
    if not isinstance(loop.iter, ast.Name):
        return None
    for node in inside:
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attr)) if attr in GROWERS:
                if name == loop.iter.id:
                    return "grows", name
    return None


def _stuck(loop: ast.While, inside: list[ast.AST], shared: set[str]) -> tuple[str, str] | None:
    if isinstance(loop.test, ast.Constant):
        reads = calls(inside, "input")  # the end of the input ends such a loop
        return ("forever", "") if loop.test.value and not reads else None
    condition = list(ast.walk(loop.test))
    if any(isinstance(n, ast.Attribute | ast.Subscript | ast.NamedExpr | ast.Await) for n in condition):
        return None
    if any(isinstance(n, ast.Call) and not calls([n], "len") for n in condition):
        return None
    watched = [n.id for n in condition if isinstance(n, ast.Name) and n.id != "len"]
    if not watched or shared & set(watched):
        return None
    changes = [n for name in set(watched) for n in inside if _changes(n, name)]
    if not changes:
        return "unchanged", watched[0]
    return _wrong_way(loop.test, watched[0], inside) if len(changes) == 1 else None


def _changes(node: ast.AST, name: str) -> bool:
    """Whether a node may give a name another value, or change what it stands for."""
    match node:
        case ast.Name(id=found, ctx=ast.Store() | ast.Del()):
            return found == name
        case ast.MatchAs(name=found) | ast.MatchStar(name=found) | ast.ExceptHandler(name=found):
            return found == name
        case ast.FunctionDef(name=found) | ast.ClassDef(name=found):
            return found == name
        case ast.Attribute(value=ast.Name(id=found)):
            return found == name
        case ast.Subscript(value=ast.Name(id=found), ctx=ast.Store() | ast.Del()):
            return found == name
        case ast.Call(func=ast.Name(id=function)) if function in HARMLESS:
            return False
        case ast.Call(args=arguments, keywords=keywords):
            given = [*arguments, *(keyword.value for keyword in keywords)]
            return any(isinstance(n, ast.Name) and n.id == name for part in given for n in ast.walk(part))
        case ast.Import() | ast.ImportFrom():
            return True
    return False


def _wrong_way(test: ast.expr, name: str, inside: list[ast.AST]) -> tuple[str, str] | None:
    """A counter that moves away from its bound: `while n < 10` with nothing but `n -= 1` inside."""
    steps = [
        n for n in inside if isinstance(n, ast.AugAssign) and isinstance(n.target, ast.Name) and n.target.id == name
    ]
    match test, steps:
        case (
            ast.Compare(left=ast.Name(id=left), ops=[op], comparators=[ast.Constant()]),
            [ast.AugAssign(op=step, value=ast.Constant(value=int() | float() as size))],
        ) if left == name and size > 0:
            climbs, rises = isinstance(op, ast.Lt | ast.LtE), isinstance(step, ast.Add)
            falls = isinstance(op, ast.Gt | ast.GtE) and rises
            return ("away", name) if falls or (climbs and isinstance(step, ast.Sub)) else None
    return None
