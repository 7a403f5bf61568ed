"""What has to be known of the statements of a test program, and how they are changed. Trees in, trees out."""

import ast
from copy import deepcopy

SEEN = "_seen"
ONLY_LOOK = frozenset({"len", "isinstance", "issubclass", "hasattr", "callable", "type", "str", "int", "float", "abs"})
YIELDS_BOOL = frozenset({"isinstance", "issubclass", "hasattr", "callable", "any", "all", "bool"})


def is_sentinel(node: ast.AST) -> bool:
    """Whether a statement only says that it should never be reached: `assert False`, or `pytest.fail()`."""
    match node:
        case ast.Assert(test=ast.Constant(value=value)):
            return not value
        case ast.Raise(exc=ast.Call(func=ast.Name("AssertionError")) | ast.Name("AssertionError")):
            return True
        case ast.Expr(ast.Call(func=ast.Attribute(value=ast.Name("pytest"), attr="fail"))):
            return True
    return False


def expects_error(statement: ast.AST) -> str | None:
    """The name of the exception that has to come in a statement, if it says so."""
    match statement:
        case ast.Try(body=[*_, last], handlers=[ast.ExceptHandler(type=kind)]) if is_sentinel(last) and kind:
            return _name(kind)
        case ast.With(items=[ast.withitem(context_expr=ast.Call(func=function, args=[kind, *_]))]):
            return _name(kind) if ast.unparse(function) == "pytest.raises" else None
    return None


def _name(kind: ast.expr) -> str | None:
    match kind:
        case ast.Name(id=name):
            return name
        case ast.Attribute(attr=name):
            return name
    return None


def binds(statement: ast.stmt) -> set[str]:
    """The names that a statement defines."""
    found = set[str]()
    for node in ast.walk(statement):
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                found.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.alias(name=name, asname=other):
                found.add(other or name.split(".")[0])
    return found


def reads(statement: ast.AST) -> set[str]:
    """The names that something reads."""
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


def calls(node: ast.AST) -> bool:
    """Whether something may change by evaluating an expression: not by asking for a length, say."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Await):
            return True
        if isinstance(inner, ast.Call) and not (isinstance(inner.func, ast.Name) and inner.func.id in ONLY_LOOK):
            return True
    return False


def awaits(node: ast.AST) -> bool:
    """Whether something waits, as only a coroutine can."""
    return any(isinstance(inner, ast.Await | ast.AsyncWith | ast.AsyncFor) for inner in ast.walk(node))


def is_bool(test: ast.expr) -> bool:
    """Whether an expression can only give True or False."""
    match test:
        case ast.Compare() | ast.UnaryOp(op=ast.Not()):
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name in YIELDS_BOOL
        case ast.BoolOp(values=values):
            return all(map(is_bool, values))
    return False


def ties(statement: ast.stmt) -> bool:
    """Whether a statement may change something that no name tells: by defining, opening or importing."""
    tying = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.With | ast.Global | ast.Delete
    return any(isinstance(node, tying) and not expects_error(node) for node in ast.walk(statement))


class Noting(ast.NodeTransformer):
    """Replaces one assert by a note of what it says, and takes the others' power to stop away."""

    def __init__(self, target: ast.stmt) -> None:
        self.place = (type(target), target.lineno, target.col_offset)

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        if (type(node), node.lineno, node.col_offset) == self.place:
            return note(node.test)
        quiet: ast.AST = Quiet().visit(node)
        return quiet

    def visit_Try(self, node: ast.Try) -> ast.AST:
        if (type(node), node.lineno, node.col_offset) == self.place:
            node.body = [statement for statement in node.body if not is_sentinel(statement)]
            node.body.append(note(ast.Constant(False)))
            for handler in node.handlers:
                handler.body = [note(ast.Constant(True))]
            return node
        return self.generic_visit(node)

    def visit_With(self, node: ast.With) -> ast.AST:
        if (type(node), node.lineno, node.col_offset) != self.place:
            return self.generic_visit(node)
        error = expects_error(node) or "Exception"
        handler = ast.ExceptHandler(ast.Name(error, ast.Load()), None, [note(ast.Constant(True))])
        return ast.Try([*node.body, note(ast.Constant(False))], [handler], [], [])


class Quiet(ast.NodeTransformer):
    """Takes the power to stop from asserts: what they ask is asked still, for it may change something."""

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        return ast.Pass() if is_sentinel(node) or not calls(node.test) else ast.Expr(node.test)


class Filled(ast.NodeTransformer):
    """Puts a written value in the place of a name."""

    def __init__(self, name: str, value: ast.expr) -> None:
        self.name, self.value = name, value

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return deepcopy(self.value) if node.id == self.name and isinstance(node.ctx, ast.Load) else node


def note(test: ast.expr) -> ast.stmt:
    """A statement that notes what a condition says."""
    call = ast.Call(ast.Attribute(ast.Name(SEEN, ast.Load()), "append", ast.Load()), [test], [])
    return ast.Expr(call)


def may_fail(statement: ast.AST) -> str:
    """A statement that does no harm when it fails."""
    code = ast.unparse(ast.fix_missing_locations(statement))
    body = "\n".join(f"    {line}" for line in code.split("\n"))
    return f"try:\n{body}\nexcept Exception:\n    pass" if "'''" not in code and '"""' not in code else code


def function_of(name: str, body: list[ast.stmt]) -> ast.stmt:
    """A function without arguments, of some statements."""
    empty = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
    made = ast.parse(f"def {name}():\n    pass").body[0]
    assert isinstance(made, ast.FunctionDef)
    made.args, made.body = empty, body
    return ast.fix_missing_locations(made)
