"""A reader for literals of JavaScript: objects, lists, strings, numbers and names of constants. It computes nothing."""

import re
from typing import Any

SKIPPED = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
NAME = re.compile(r"[A-Za-z_$][\w$]*")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|.)", re.DOTALL)
ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}
CONSTANTS: dict[str, Any] = {"true": True, "false": False, "null": None, "undefined": None}
DEEPEST = 12


class JavaScriptError(Exception):
    """Something stands in the text that is no literal."""


def read_literal(text: str, position: int = 0) -> Any:
    """The value of the literal that begins at a position. Raises JavaScriptError for anything else.

    >>> read_literal(r'''{ "1": { title: "A", code: 'it\\'s\\n', n: 2 }, /* last */ }''')
    {'1': {'title': 'A', 'code': "it's\\n", 'n': 2}}
    """
    value, _end = _value(text, position, 0)
    return value


def _value(text: str, position: int, depth: int) -> tuple[Any, int]:
    position = _skip(text, position)
    sign = text[position : position + 1]
    if depth > DEEPEST:
        raise _error(text, position, "it is nested too deeply")
    if sign == "{":
        return _object(text, position + 1, depth + 1)
    if sign == "[":
        return _list(text, position + 1, depth + 1)
    if sign in {"'", '"', "`"} and sign:
        return _joined(text, position)
    if match := NUMBER.match(text, position):
        number = match[0]
        return (float(number) if re.search(r"[.eE]", number) else int(number)), match.end()
    match = NAME.match(text, position)
    if match and match[0] in CONSTANTS:
        return CONSTANTS[match[0]], match.end()
    raise _error(text, position, "here stands no literal")


def _object(text: str, position: int, depth: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    while True:
        position = _skip(text, position)
        if text.startswith("}", position):
            return found, position + 1
        name, position = _key(text, position)
        position = _skip(text, position)
        if not text.startswith(":", position):
            raise _error(text, position, "a colon is missing")
        found[name], position = _value(text, position + 1, depth)
        position = _after(text, position, "}")


def _list(text: str, position: int, depth: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    while True:
        position = _skip(text, position)
        if text.startswith("]", position):
            return found, position + 1
        value, position = _value(text, position, depth)
        found.append(value)
        position = _after(text, position, "]")


def _key(text: str, position: int) -> tuple[str, int]:
    if text[position : position + 1] in {"'", '"'}:
        return _string(text, position)
    match = NAME.match(text, position) or NUMBER.match(text, position)
    if not match:
        raise _error(text, position, "a name is missing")
    return match[0], match.end()


def _joined(text: str, position: int) -> tuple[str, int]:
    """A string, or several that are put together with plus signs."""
    whole, position = _string(text, position)
    while True:
        following = _skip(text, position)
        if not text.startswith("+", following):
            return whole, position
        part, position = _string(text, _skip(text, following + 1))
        whole += part


def _string(text: str, position: int) -> tuple[str, int]:
    quote = text[position : position + 1]
    if quote not in {"'", '"', "`"} or not quote:
        raise _error(text, position, "a string is missing")
    end = position + 1
    while end < len(text) and text[end] != quote:
        if text[end] == "\n" and quote != "`":
            raise _error(text, position, "a string does not end")
        end += 2 if text[end] == "\\" else 1
    if end >= len(text):
        raise _error(text, position, "a string does not end")
    raw = text[position + 1 : end]
    if quote == "`" and "${" in raw:
        raise _error(text, position, "a string is computed")
    return ESCAPE.sub(_unescaped, raw), end + 1


def _unescaped(match: re.Match[str]) -> str:
    code = match[1]
    if code[0] in "ux" and len(code) > 1:
        number = int(code[1:].strip("{}"), 16)
        return chr(number) if number < 0x110000 else "\ufffd"
    return ESCAPED.get(code, code)


def _after(text: str, position: int, end: str) -> int:
    """Where it goes on behind an entry."""
    position = _skip(text, position)
    if text.startswith(",", position):
        return position + 1
    if text.startswith(end, position):
        return position
    raise _error(text, position, f"a comma or {end} is missing")


def _skip(text: str, position: int) -> int:
    match = SKIPPED.match(text, position)
    return match.end() if match else position


def _error(text: str, position: int, reason: str) -> JavaScriptError:
    return JavaScriptError(f"{reason}, in line {text.count(chr(10), 0, position) + 1}")
