"""How long a program is and which words of the language it uses, found out without executing any of it."""

import ast
import io
import tokenize

SILENT = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)

# Statements only: neither the `for` of a comprehension nor the `if` of a conditional expression is counted.
WORDS: dict[type[ast.AST], str] = {
    ast.For: "for",
    ast.AsyncFor: "for",
    ast.While: "while",
    ast.If: "if",
    ast.Global: "global",
    ast.Nonlocal: "nonlocal",
    ast.Lambda: "lambda",
    ast.Try: "try",
    ast.TryStar: "try",
    ast.Import: "import",
    ast.ImportFrom: "import",
    ast.ClassDef: "class",
    ast.FunctionDef: "def",
    ast.AsyncFunctionDef: "def",
    ast.With: "with",
    ast.AsyncWith: "with",
    ast.Match: "match",
    ast.Break: "break",
    ast.Continue: "continue",
    ast.Delete: "del",
}
NAMES = ("eval", "exec")
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def measure(code: str) -> dict[str, object]:
    """The number of lines with code in them (no comments, no docstrings), and the words.

    Two statements that a semicolon puts on one line count as two lines.
    """
    tree = ast.parse(code)
    return {"end": "measured", "lines": _length(code, _docstrings(tree)), "words": sorted(_words(tree))}


def _length(code: str, docstrings: set[tuple[int, int]]) -> int:
    lines: set[int] = set()
    semicolons = 0
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type not in SILENT and token.start not in docstrings:
            lines.update(range(token.start[0], token.end[0] + 1))
            semicolons += token.string == ";"
    return len(lines) + semicolons


def _docstrings(tree: ast.Module) -> set[tuple[int, int]]:
    """Where docstrings begin: line and column. What else stands in their lines still counts."""
    return {
        (node.body[0].lineno, node.body[0].col_offset)
        for node in ast.walk(tree)
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node, clean=False) is not None
    }


def _words(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if type(node) in WORDS:
            found.add(WORDS[type(node)])
        if isinstance(node, ast.Name) and node.id in NAMES:
            found.add(node.id)
        if _has_else(node):
            found.add("else")
    return found


def _has_else(node: ast.AST) -> bool:
    """Whether it ends in `else:`; an `elif` is an `if` in the place of it, in the same column."""
    rest: list[ast.stmt] = getattr(node, "orelse", []) if isinstance(node, ast.stmt) else []
    if isinstance(node, ast.If) and len(rest) == 1 and isinstance(rest[0], ast.If):
        return rest[0].col_offset != node.col_offset
    return bool(rest)
