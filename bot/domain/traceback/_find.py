"""Finding errors in lines: where they were raised, their types and messages. Every line is looked at once."""

import builtins
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.domain.traceback import _terminal

MAX_MESSAGE = 500
MAX_SOURCE = 300

FRAME = re.compile(r'^\s*File "(?P<file>[^"]{1,400})", line (?P<line>\d{1,7})\b')
CELL = re.compile(
    r"^\s*(?:(?:Cell|Input) In ?\[\d{1,6}\](?:, line (?P<line>\d{1,7}))?|File (?P<file>[^\s:]{1,300}):(?P<at>\d{1,7}))"
)
ARROW = re.compile(r"^-{1,6}> ?(?P<line>\d{1,7})\b ?(?P<source>.*)$")
NAME = r"(?:[A-Za-z_]\w{0,80}\.){0,8}[A-Za-z_]\w{0,80}"
ERROR = re.compile(rf"^(?:Exception in \w{{1,20}} |Exception: )?(?P<type>{NAME})(?:: (?P<message>.*)|:)?$")
WARNING = re.compile(
    rf"^(?P<file>[^:]{{0,2}}[^:\n]{{1,300}}):(?P<line>\d{{1,7}}): (?P<type>{NAME}Warning): (?P<message>.*)$"
)
FAILED = re.compile(rf"^(?P<file>\S{{1,300}}\.py):(?P<line>\d{{1,7}}): (?P<type>{NAME})$")
WORD = re.compile(r"[A-Za-z_][\w.]*")
CHAIN = ("During handling of the above exception", "The above exception was the direct cause")
LIBRARY = re.compile(
    r"site-packages|dist-packages|[\\/]lib(?:64)?[\\/]python\d|(?:python[\d.-]*|conda\d?)[\\/]lib[\\/]"
    r"|^<frozen |^<string>|^<__array|^/python/|[\\/]runpy\.py$",
    re.IGNORECASE,
)
NO_MESSAGE = ("Traceback (most recent", "Enable tracemalloc")
ENDINGS = ("Error", "Exception", "Warning", "Group", "Interrupt", "Iteration", "Exit")
OTHERS = (
    "UnsupportedOperation",
    "HTTPException",
    "Http404",
    "TimeoutExpired",
    "NoSuchElementException",
    "InvalidOperation",
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """An error as a text tells it.

    `file` (its name alone), `line` (from 1) and `source` are the last place in the member's own code; `before` is the
    error that came first, if one led to another; `group` tells that it is one of several that came together. What a
    terminal says, and not Python, has a type of `_terminal`.
    """

    type: str
    message: str = ""
    file: str | None = None
    line: int | None = None
    source: str = ""
    before: "Trouble | None" = None
    group: bool = False
    sure: int = 1


@dataclass(frozen=True, slots=True)
class _Frame:
    file: str
    line: int
    source: str = ""


class _Reader:
    """Reads line after line; `found` are the errors so far."""

    def __init__(self) -> None:
        self.found: list[Trouble] = []
        self._frames: list[_Frame] = []
        self._chained = False
        self._source_follows = self._in_group = False
        self._compared = ""

    def read(self, line: str) -> None:
        if self._frame(line) or self._terminal(line):
            return
        if line.startswith(CHAIN):
            self._chained = True
        elif self._source_follows and line.startswith(" "):
            self._source(line)
        elif not (self._warning(line) or self._error(line) or self._place(line)):
            self._mentioned(line)
        self._source_follows = self._source_follows and line.startswith(" ")

    def _frame(self, line: str) -> bool:
        if match := FRAME.match(line):
            self._frames.append(_Frame(match["file"], int(match["line"])))
            self._source_follows = True
        elif match := CELL.match(line):
            self._frames.append(_Frame(match["file"] or "<cell>", int(match["line"] or match["at"] or 0)))
        elif self._frames and (match := ARROW.match(line)):
            self._frames[-1] = replace(self._frames[-1], line=int(match["line"]), source=match["source"][:MAX_SOURCE])
        else:
            return False
        return True

    def _source(self, line: str) -> None:
        """The line of code under a place; then come marks under it, which say nothing new."""
        if not self._frames[-1].source and line.strip(" ~^"):
            self._frames[-1] = replace(self._frames[-1], source=line.strip()[:MAX_SOURCE])

    def _terminal(self, line: str) -> bool:
        said = _terminal.said(line)
        if said:
            self._add(Trouble(said.type, said.message[:MAX_MESSAGE], sure=said.sure))
        return said is not None

    def _warning(self, line: str) -> bool:
        match = WARNING.match(line)
        if match and not match["message"].startswith(NO_MESSAGE):
            place = _place([_Frame(match["file"], int(match["line"]))])
            self._add(replace(place, type=_short(match["type"]), message=match["message"][:MAX_MESSAGE]))
        return match is not None

    def _error(self, line: str) -> bool:
        match = ERROR.match(line.strip() if self._frames else line)
        if match is None:
            self._compared = line[:MAX_MESSAGE] if line.startswith("assert ") else self._compared
            return False
        name, message = _short(match["type"]), (match["message"] or "").strip()
        ends_a_traceback = bool(self._frames) and line[:1] != " " and name[:1].isupper()
        if message.startswith(NO_MESSAGE) or not (is_error(name) or ends_a_traceback):
            return False
        self._add(replace(_place(self._frames), type=name, message=message[:MAX_MESSAGE], sure=1 + ends_a_traceback))
        return True

    def _place(self, line: str) -> bool:
        """Where pytest says that the error was raised which it has just shown."""
        match = FAILED.match(line)
        if match is None or not is_error(_short(match["type"])):
            return False
        place = _place([_Frame(match["file"], int(match["line"]))])
        same = bool(self.found) and self.found[-1].type == _short(match["type"])
        last = self.found.pop() if same else Trouble(_short(match["type"]), self._compared)
        self.found.append(replace(last, file=place.file, line=place.line, sure=2))
        return True

    def _mentioned(self, line: str) -> None:
        """An error within a sentence: "it says NameError: name 'x' is not defined"."""
        for match in WORD.finditer(line):
            name, rest = _short(match[0]), line[match.end() :]
            if rest.startswith(": ") and is_error(name) and not rest[2:].startswith(NO_MESSAGE):
                self._add(Trouble(name, rest[2:].strip(" `")[:MAX_MESSAGE], sure=1))
                return

    def _add(self, trouble: Trouble) -> None:
        before = self.found[-1] if self._chained and self.found else None
        self.found.append(replace(trouble, before=before, group=self._in_group))
        self._in_group = self._in_group or is_group(trouble.type)
        self._frames, self._chained = [], False


def find(lines: Iterable[str]) -> Trouble | None:
    """The error that matters most: the last one, those with a traceback first; of several at once the first."""
    reader = _Reader()
    for line in lines:
        reader.read(line)
    if not reader.found:
        return None
    surest = max(trouble.sure for trouble in reader.found)
    sure = [trouble for trouble in reader.found if trouble.sure == surest]
    return next((trouble for trouble in sure if trouble.group), sure[-1])


def is_error(name: str) -> bool:
    """Whether a name is one of an exception: Python's own, or one that ends as those do.

    >>> is_error("KeyError"), is_error("TooHotError"), is_error("Note"), is_error("print")
    (True, True, False, False)
    """
    found = getattr(builtins, name, None)
    known = isinstance(found, type) and issubclass(found, BaseException)
    return known or (name[:1].isupper() and name.endswith(ENDINGS) and name not in ENDINGS) or name in OTHERS


def is_group(name: str) -> bool:
    """Whether an exception holds several others."""
    return name.endswith("ExceptionGroup")


def _short(name: str) -> str:
    return name.rpartition(".")[2]


def _place(frames: list[_Frame]) -> Trouble:
    """The last place in the member's own code, or the last one at all."""
    own = [frame for frame in frames if not LIBRARY.search(frame.file)]
    if not (own or frames):
        return Trouble("")
    frame = (own or frames)[-1]
    named = re.split(r"[\\/]", frame.file)[-1]
    file = named if own and not named.startswith("<") else None
    return Trouble("", file=file, line=frame.line or None if own else None, source=frame.source if own else "")
