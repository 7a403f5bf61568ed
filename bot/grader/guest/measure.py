"""How long a program is and which words of the language it uses, found out without executing any of it."""

import ast
import io
import tokenize

SILENT = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)

# Neither the `for` of a comprehension nor the `if` of a conditional expression is counted, but every `else` is.
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
        if getattr(node, "orelse", None):
            found.add("elif" if _has_elif(node) else "else")
    return found


def _has_elif(node: ast.AST) -> bool:
    """Whether it goes on with `elif`, which is an `if` in the place of `else:`, in the same column."""
    match node:
        case ast.If(orelse=[ast.If(col_offset=column)]):
            return column == node.col_offset
        case _:
            return False
