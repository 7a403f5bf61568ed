"""A pasted text as plain lines: without colours, quote marks, fences, and the gutters of Python and pytest."""

import re
from collections.abc import Iterator

MAX_TEXT = 200_000
MAX_LINE = 1_000

# A colour of a terminal; some chats swallow the escape sign in front of it.
COLOUR = re.compile(r"\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|\x1b\[[0-9;?]*[ -/]?[@-~]?|\[\d{1,3}(?:;\d{1,3}){0,4}m")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
QUOTE = re.compile(r"^(?:> (?!>))+")
GUTTER = re.compile(r"^ *(?:\| ?)+(?=[ \w+\"<~^-])|^ *\+ (?=Exception Group)|^E {3,}(?=\S)")
DIVIDER = re.compile(r"^ *\+[-+ ]+\d*[-+. \d]*$|^ *\+-+$")
FENCE = re.compile(r"^\s*```[\w+-]*\s*$")


def lines_of(text: str) -> Iterator[str]:
    r"""The lines of a pasted text; of a very long one its end, where Python says what went wrong.

    >>> list(lines_of("> \x1b[31mValueError\x1b[0m: x\r\n  | TypeError: y\nE       assert 1 == 2"))
    ['ValueError: x', 'TypeError: y', 'assert 1 == 2']
    """
    for line in text[-MAX_TEXT:].replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = CONTROL.sub("", COLOUR.sub("", line[:MAX_LINE])).replace("\t", "    ").rstrip()
        if FENCE.match(line) or DIVIDER.match(line):
            continue
        yield GUTTER.sub("", QUOTE.sub("", line), count=1).replace("```", "")
