"""What a terminal or pip says before Python has run a single line of the member's code."""

import re
from typing import NamedTuple

NO_COMMAND, NO_SCRIPT, NO_PACKAGE, PIP, POLICY = "no command", "no script", "no package", "pip", "policy"
TYPES = (NO_COMMAND, NO_SCRIPT, NO_PACKAGE, PIP, POLICY)


class Said(NamedTuple):
    """One of TYPES, what is missing, and how sure it is that this is the trouble (a traceback counts 2)."""

    type: str
    message: str
    sure: int = 1


WORD = r"[\w.-]{1,40}"
PIP_SAYS = (
    r"metadata-generation-failed|subprocess-exited-with-error|Failed building wheel|Failed to build|"
    r"Microsoft Visual C\+\+|Could not install packages due to an OSError|Could not open requirements file|"
    r"Cannot uninstall|ResolutionImpossible|pip's dependency resolver|externally-managed-environment"
)
LINES = tuple(
    (kind, sure, re.compile(pattern))
    for kind, sure, pattern in (
        (NO_COMMAND, 2, rf"^[\w/.-]{{2,40}}: (?:(?:line )?\d{{1,5}}: )?(?P<what>{WORD}): (?:command )?not found$"),
        (NO_COMMAND, 2, rf"^(?:zsh|fish): (?:command not found|[Uu]nknown command): ?(?P<what>{WORD})"),
        (NO_COMMAND, 2, rf"^(?P<what>{WORD}): command not found$"),
        (NO_COMMAND, 2, rf"^Command '(?P<what>{WORD})' not found"),
        (NO_COMMAND, 2, rf"^'(?P<what>{WORD})' is not recognized as an internal or external command"),
        (NO_COMMAND, 2, rf"^(?P<what>{WORD}) ?: The term '[^']{{1,60}}' is not recognized as"),
        (NO_COMMAND, 2, r"^(?P<what>Python) was not found; run without arguments"),
        (NO_SCRIPT, 2, r"^\S{0,200}[Pp]ython[\w.]{0,12}: can't open file '(?P<what>[^']{1,300})'"),
        (NO_PACKAGE, 2, r"^\S{0,200}[Pp]ython[\w.]{0,12}: No module named '?(?P<what>[\w.-]{1,80})"),
        (NO_PACKAGE, 1, r"^\s*No module named '?(?P<what>[\w.-]{1,80})'?\s*$"),
        (PIP, 3, r"^ERROR: (?:Could not find a version that satisfies the requirement|No matching distribution found "
         r"for) (?P<what>[\w.\[\]<>=~!,-]{1,80})"),
        (PIP, 3, rf"^(?:ERROR: )?(?:error: )?(?P<what>(?:{PIP_SAYS})[^\n]{{0,80}})"),
        (POLICY, 2, r"^.{0,300}(?P<what>running scripts is disabled on this system)"),
    )
)  # fmt: skip


def said(line: str) -> Said | None:
    """What a line of a terminal says; None for all others.

    >>> said("bash: python: command not found"), said("python: can't open file '/home/ann/tern.py': [Errno 2]")
    (Said(type='no command', message='python', sure=2), Said(type='no script', message='tern.py', sure=2))
    """
    for kind, sure, pattern in LINES:
        if match := pattern.match(line):
            what = match["what"]
            return Said(kind, re.split(r"[\\/]", what)[-1] if kind == NO_SCRIPT else what, sure)
    return None
