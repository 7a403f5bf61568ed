"""What of Python a program uses, in the words in which levels say what they introduce."""

import ast
from collections.abc import Iterator

STATEMENTS: dict[type[ast.AST], str] = {
    ast.If: "if",
    ast.While: "while",
    ast.For: "for",
    ast.AsyncFor: "async",
    ast.Break: "break",
    ast.Continue: "continue",
    ast.FunctionDef: "def",
    ast.AsyncFunctionDef: "async",
    ast.Await: "async",
    ast.AsyncWith: "async",
    ast.Return: "return",
    ast.ClassDef: "class",
    ast.Try: "try",
    ast.TryStar: "except-group",
    ast.Raise: "raise",
    ast.Assert: "assert",
    ast.With: "with",
    ast.Match: "match",
    ast.Global: "global",
    ast.Nonlocal: "nonlocal",
    ast.Delete: "del",
    ast.Lambda: "lambda",
    ast.Yield: "yield",
    ast.YieldFrom: "yield",
    ast.IfExp: "conditional-expression",
    ast.NamedExpr: "walrus",
    ast.JoinedStr: "f-string",
    ast.Slice: "slice",
    ast.ListComp: "comprehension",
    ast.SetComp: "comprehension",
    ast.DictComp: "comprehension",
    ast.GeneratorExp: "generator-expression",
    ast.List: "list",
    ast.Dict: "dict",
    ast.Set: "set",
    ast.Tuple: "tuple",
    ast.Starred: "unpacking",
    ast.AnnAssign: "type-hint",
}
EXTRA = ("import", "decorator", "default", "star-args", "keyword-only", "type-hint", "magic-method", "inheritance")
WORDS = tuple(sorted({*STATEMENTS.values(), *EXTRA}))
IMPORT = "import:"  # before the name of a module
PLAIN_METHODS = ("__init__",)  # what the first class has already


def features(code: str) -> Iterator[tuple[str, int]]:
    """Every feature that a program uses, with the line (from 1), in no order; the same feature may come again."""
    for node in ast.walk(ast.parse(code)):
        line = getattr(node, "lineno", 0)
        if type(node) in STATEMENTS:
            yield STATEMENTS[type(node)], line
        match node:
            case ast.Import(names=names):
                yield "import", line
                for name in names:
                    yield f"{IMPORT}{name.name.partition('.')[0]}", line
            case ast.ImportFrom(module=str(module)):
                yield "import", line
                yield f"{IMPORT}{module.partition('.')[0]}", line
            case ast.ClassDef():
                yield from _of_class(node)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield from _of_function(node)
            case ast.Call(keywords=keywords) if any(keyword.arg is None for keyword in keywords):
                yield "unpacking", line


def _of_class(node: ast.ClassDef) -> Iterator[tuple[str, int]]:
    for decorator in node.decorator_list:
        yield "decorator", decorator.lineno
    if node.bases:
        yield "inheritance", node.lineno


def _of_function(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[tuple[str, int]]:
    arguments = node.args
    named = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    for decorator in node.decorator_list:
        yield "decorator", decorator.lineno
    if arguments.defaults or any(arguments.kw_defaults):
        yield "default", node.lineno
    if arguments.vararg or arguments.kwarg:
        yield "star-args", node.lineno
    if arguments.kwonlyargs:
        yield "keyword-only", node.lineno
    if node.returns or any(argument.annotation for argument in named):
        yield "type-hint", node.lineno
    if node.name.startswith("__") and node.name not in PLAIN_METHODS:
        yield "magic-method", node.lineno
