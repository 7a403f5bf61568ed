"""What a worker says about one run, read with bounds: every field has the type that it should have, or is left out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.verdict import Fault

GOT, PRINTED, MESSAGE, TRACEBACK, NAME, NAMES = 300, 20_000, 500, 4_000, 80, 30
LONGEST_INTEGER = 18
# What stops a run from outside: the byte that the worker sends (see worker.py), and how we call it.
ENDINGS = {b"T": "timeout", b"M": "memory", b"S": "stack", b"X": "exit", b"C": "crash"}

_UNWANTED = {
    code: None
    for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    if chr(code) not in "\n\t"
}


@dataclass(frozen=True, slots=True)
class Answer:
    """How a run ended, and what the guest says about it; `form` is compared and never decoded.

    `printed_raw` is what was printed, to be compared; every other text is bounded and safe to show.
    """

    end: str
    in_check: bool = False
    exceeded: bool = False
    form: object = None
    shown: str = ""
    printed: str = ""
    printed_raw: str = ""
    fault: Fault | None = None
    own: tuple[str, ...] = ()
    builtin: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    lines: int = 0
    words: tuple[str, ...] = ()


def read_answer(frame: bytes) -> Answer:
    """The answer in a frame of a worker; whatever is not one counts as a crash of the guest."""
    if frame[:1] != b"G":
        return Answer(ENDINGS.get(frame[:1], "crash"))
    try:
        data = json.loads(frame[1:], parse_int=_integer, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        return Answer("crash")
    return _answer(data) if isinstance(data, dict) else Answer("crash")


def _answer(data: Mapping[str, object]) -> Answer:
    printed = _string(data.get("printed"), PRINTED)
    lines = data.get("lines")
    return Answer(
        end=_string(data.get("end"), NAME),
        in_check=data.get("phase") == "check",
        exceeded=data.get("exceeded") is True,
        form=data.get("form"),
        shown=clean(data.get("shown"), GOT),
        printed=clean(printed, PRINTED),
        printed_raw=printed,
        fault=_fault(data) if data.get("end") == "error" else None,
        own=_names(data.get("own")),
        builtin=_names(data.get("builtin")),
        names=_names(data.get("names")),
        missing=_names(data.get("missing")),
        lines=lines if type(lines) is int else 0,
        words=_names(data.get("words")),
    )


def _fault(data: Mapping[str, object]) -> Fault:
    line = data.get("line")
    return Fault(
        type=clean(data.get("type"), NAME) or "Exception",
        message=clean(data.get("message"), MESSAGE),
        line=line if type(line) is int and line > 0 else None,
        traceback=clean(data.get("traceback"), TRACEBACK),
    )


def clean(value: object, limit: int) -> str:
    """A text without what a message cannot hold: lone surrogates, control characters, marks that turn it around.

    >>> clean("a\\x1b[31m\\ud800\\n", 100)
    'a[31m?\\n'
    """
    return _string(value, limit).translate(_UNWANTED)


def _string(value: object, limit: int) -> str:
    if not isinstance(value, str):
        return ""
    return value[:limit].encode("utf-8", "replace").decode("utf-8")


def _names(value: object) -> tuple[str, ...]:
    """The names in a list of names, as many and as long as is sensible."""
    if not isinstance(value, list):
        return ()
    texts = [text[:NAME] for text in value[:NAMES] if isinstance(text, str)]
    return tuple(text for text in texts if text.isidentifier())


def _integer(digits: str) -> int:
    if len(digits) > LONGEST_INTEGER:
        raise ValueError("too many digits")
    return int(digits)
