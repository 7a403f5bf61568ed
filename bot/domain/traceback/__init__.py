"""Errors in pasted text, whatever stands around them: what they are, where they happened, and what to look at first."""

import re
from dataclasses import dataclass, replace

from bot.domain.challenge import Check, Relation
from bot.domain.explain import Explanation, explain
from bot.domain.traceback._find import Trouble, find
from bot.domain.traceback._kinds import kind_of
from bot.domain.traceback._known import ERRORS
from bot.domain.traceback._objects import OBJECTS
from bot.domain.traceback._outside import OUTSIDE
from bot.domain.traceback._program import PROGRAM
from bot.domain.traceback._terminal import TYPES as TERMINAL
from bot.domain.traceback._text import lines_of
from bot.domain.translatable import gettext_noop as N_  # noqa: N812
from bot.domain.verdict import Fault, Outcome, Verdict

__all__ = ["TERMINAL", "Reading", "Trouble", "find_trouble", "read"]

NO_CHECK = Check("", Relation.OUTPUTS, "")
MAX_SHOWN = 200
NO_CODE = "print()"
KNOWN = tuple((known, re.compile(known.message)) for known in (*PROGRAM, *OUTSIDE, *OBJECTS))
OF_TASKS = {
    "error",
    "unknown",
    "own-raise",
    "placeholder-used",
}  # they speak of a task, and here is none


@dataclass(frozen=True, slots=True)
class Reading:
    """An error, what kind of error it is, where to look first, and the id of the concept that explains it.

    `kind` and the message of `advice` are gettext messages; the values of `advice` fill the second.
    """

    trouble: Trouble
    kind: str
    advice: Explanation

    @property
    def concept(self) -> str | None:
        """The id of the concept that explains it."""
        return self.advice.concept


def find_trouble(text: str) -> Trouble | None:
    """The error in a text; None when there is none.

    >>> find_trouble("it says `NameError: name 'totl' is not defined`, why?").type
    'NameError'
    """
    return find(lines_of(text))


def read(text: str, code: str = "") -> Reading | None:
    """The error in a text, explained; `code` is the member's program, where it is known."""
    trouble = find_trouble(text)
    return Reading(trouble, kind_of(trouble.type), _advice(trouble, code)) if trouble else None


def _advice(trouble: Trouble, code: str) -> Explanation:
    for known, pattern in KNOWN:
        if (not known.types or trouble.type in known.types) and (found := pattern.search(trouble.message)):
            values: dict[str, object] = {name: _short(text or "") for name, text in found.groupdict().items()}
            return Explanation(known.rule, known.sentence, values, known.concept)
    explained = _as_graded(trouble, code)
    return explained if explained.rule not in OF_TASKS else _any(trouble)


def _as_graded(trouble: Trouble, code: str) -> Explanation:
    """What is said about graded code, with the line of the pasted error: its code is the program or its one line."""
    lines, line = code.splitlines(), trouble.line
    fits = line is not None and line <= len(lines) and trouble.source in ("", lines[line - 1].strip())
    seen = code if fits else trouble.source or NO_CODE
    fault = Fault(trouble.type, trouble.message, line if fits else line and 1, "")
    explained = explain(seen, NO_CHECK, Outcome(Verdict.ERROR, fault=fault), shown=True)
    if "line" in explained.values:
        explained = replace(explained, values={**explained.values, "line": line})
    return explained


def _any(trouble: Trouble) -> Explanation:
    if trouble.line is None:
        return Explanation("error", WITHOUT_LINE, {}, ERRORS)
    return Explanation("error", WITH_LINE, {"line": trouble.line}, ERRORS)


def _short(text: str) -> str:
    text = " ".join(text.replace("`", "ˋ").split())
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1]}…"


WITH_LINE = N_(
    "What do the values on line {line} look like just before? Print them, and compare them with the message."
)
WITHOUT_LINE = N_(
    "Read the last line of the message word by word, and find the last line of your own code that is named above it. "
    "What do the values look like there?"
)
