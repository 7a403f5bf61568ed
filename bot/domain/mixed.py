"""Text in which prose and code are mixed without any mark, as the curriculum's cards and tasks are written."""

import ast
import re
from collections.abc import Iterator

CODE_BEGINS = re.compile(
    r"^(?:def|class|for|while|if|elif|else|try|except|finally|with|return|async|await|raise|yield|assert|"
    r"@\w|>>> |\.\.\. |\$ |print\()"
)
IMPORTS = re.compile(r"^(?:import|from) [\w.]+")
CODE_MARKS = re.compile(r"[=(\[{.:\"'@]")
ENDS_PROSE = re.compile(r"[.!?]$")
CLOSES = frozenset({")", "]", "}", "):", "},", "],", "})", "])"})
OPENS = (":", "(", "[", "{", ",")
FORMATS = re.compile(r"([*_~|\\<]|^(?:#{1,3}|>{1,3}|-#)(?=\s))")
ENTRY = re.compile(r"^(?:\d{1,2}[.)]|[-*•])\s")
TYPES = frozenset({"int", "str", "float", "bool", "bytes", "list", "dict", "set", "tuple", "object"})
FENCE = "```"


def runs(text: str) -> Iterator[tuple[bool, str]]:
    r"""The lines of a text in runs that are all code (True), or all prose.

    >>> list(runs("Opens a file:\n\nwith open(p) as f:\n    text = f.read()\n\nIt closes by itself."))
    [(False, 'Opens a file:\n'), (True, 'with open(p) as f:\n    text = f.read()\n'), (False, 'It closes by itself.')]
    """
    run, code, before = list[str](), False, ""
    lines = text.strip("\n").split("\n")
    for index, line in enumerate(lines):
        is_code = _is_code(_telling(lines, index), before, inside=code) if line.strip() else code
        if run and is_code != code:
            yield code, "\n".join(run)
            run = []
        code, before = is_code, line if line.strip() else before
        run.append(line)
    yield code, "\n".join(run)


def marked_up(text: str) -> str:
    r"""The same in Discord's Markdown: code stands in fences, and prose formats nothing but what is in back-ticks.

    >>> print(marked_up("Use *args:\ndef f(*args):\n    return args"))
    Use \*args:
    ```py
    def f(*args):
        return args
    ```
    """
    if FENCE in text:
        return text.strip()
    parts = (
        f"{FENCE}py\n{part.strip(chr(10))}\n{FENCE}" if code else escaped(part.strip()) for code, part in runs(text)
    )
    return "\n".join(part for part in parts if part)


def cut(text: str, limit: int) -> str:
    r"""Marked-up text of at most `limit` characters, with an ellipsis where it was cut; no code block stays open.

    >>> cut("Try:\n```py\nfor x in y:\n    print(x)\n```", 20)
    'Try:\n```py\nfor …\n```'
    """
    if len(text) <= limit:
        return text
    shorter = text[: limit - 1]
    if shorter.count(FENCE) % 2:
        shorter = text[: limit - 2 - len(FENCE)]
        return f"{shorter}…\n{FENCE}" if shorter.count(FENCE) % 2 else f"{shorter.rstrip('`')}…"
    return f"{shorter}…"


def escaped(text: str) -> str:
    r"""Prose that formats nothing, but for what its author put into back-ticks.

    >>> print(escaped("__init__ and `__name__`"))
    \_\_init\_\_ and `__name__`
    """
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        pieces = [text.replace("`", "")]
    return "`".join(piece if odd % 2 else _without_format(piece) for odd, piece in enumerate(pieces))


def _without_format(text: str) -> str:
    return "\n".join(FORMATS.sub(r"\\\1", line) for line in text.split("\n"))


def _telling(lines: list[str], index: int) -> str:
    """The line itself, or of a comment the line that it is about: the next one that is no comment."""
    if not lines[index].startswith("# "):
        return lines[index]
    return next((line for line in lines[index:] if line.strip() and not line.startswith("# ")), lines[index])


def _is_code(line: str, before: str, *, inside: bool) -> bool:
    stripped = line.strip()
    if ENTRY.match(stripped) and not inside:
        return False
    if line.startswith(("  ", "\t")) and inside:
        return True
    if line.startswith(("    ", "\t")) and before.rstrip().endswith(OPENS):
        return True
    if inside and stripped in CLOSES:
        return True
    if IMPORTS.match(stripped):
        return _does_something(stripped)
    if CODE_BEGINS.match(stripped):
        return CODE_MARKS.search(stripped) is not None and not ENDS_PROSE.search(stripped)
    return CODE_MARKS.search(stripped) is not None and _does_something(stripped)


def _does_something(line: str) -> bool:
    """Whether a line is a statement of Python that does more than name a value."""
    try:
        body = ast.parse(line).body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
    match body:
        case []:
            return False
        case [ast.Expr(value=value)]:
            return isinstance(value, ast.Call | ast.Await | ast.ListComp | ast.DictComp | ast.Subscript | ast.BinOp)
        case [ast.AnnAssign(annotation=ast.Name(id=name))]:
            return name in TYPES
    return True
