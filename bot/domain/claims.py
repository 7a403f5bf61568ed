"""A learner's own `PROGRESS.md`: the boxes that they ticked, as claims about items of the curriculum.

It is a checklist in Markdown: `- [x] 05 — Title` under `## Level 2 — …`, and so on. What counts is the heading, which
tells the group, and the number; quizzes have a name instead. A claim is the learner's word. It proves nothing, so it
is shown as what it is and counts for nothing.
"""

import re
from dataclasses import dataclass

from bot.domain.brought import RefusedFileError
from bot.domain.translatable import gettext_noop as N_  # noqa: N812

MAX_CLAIMS = 2_000
HEADING = re.compile(r"^#{1,6}\s+(?P<text>.+)$")
BOX = re.compile(r"^\s*[-*+]\s+\[(?P<tick>[ xX])\]\s*(?P<text>.+)$")
NUMBER = re.compile(r"(?P<number>\d{2})\b")
GROUPS = (
    (re.compile(r"^Level (?P<number>\d{1,2})\b"), "project.level-"),
    (re.compile(r"^Module (?P<number>\d{1,2})\b"), "project.module-"),
    (re.compile(r"^Elite\b"), "project.elite"),
    (re.compile(r"^Capstone\b"), "project.capstone"),
    (re.compile(r"^Coding Challenges\W+Beginner"), "challenge.beginner"),
    (re.compile(r"^Coding Challenges\W+Intermediate"), "challenge.intermediate"),
    (re.compile(r"^Coding Challenges\W+Advanced"), "challenge.advanced"),
    (re.compile(r"^Concept Quizzes\b"), "quiz."),
)
NO_BOXES = N_("This isn't a PROGRESS.md: I found no boxes such as “- [x] 01 — Title” under a level. Attach that file.")
TOO_MANY = N_("This file ticks {count} boxes, and I read at most {limit}. Nothing was taken from it.")


@dataclass(frozen=True, slots=True)
class Claims:
    """The ids of what a learner ticked, how many boxes of such items the file has, and how many ticks told nothing."""

    items: tuple[str, ...]
    boxes: int
    unknown: int


def read_claims(text: str) -> Claims:
    r"""What is ticked in a `PROGRESS.md`. Raises RefusedFileError for another kind of file.

    >>> read_claims("## Level 0 — Terminal\n- [x] 01 — Hello\n- [ ] 02 — Next\n## Notes\n- [x] tea").items
    ('lp:project.level-0-01',)
    """
    group, items, boxes, unknown = "", dict[str, None](), 0, 0
    for line in text.replace("\r", "\n").split("\n"):
        if heading := HEADING.match(line):
            group = _group(heading["text"])
            continue
        box = BOX.match(line)
        item = _item(group, box["text"]) if box else None
        boxes += item is not None
        if box and box["tick"] != " ":
            unknown += item is None
            items |= {item: None} if item else {}
    if not boxes:
        raise RefusedFileError(NO_BOXES)
    if len(items) > MAX_CLAIMS:
        raise RefusedFileError(TOO_MANY, count=len(items), limit=MAX_CLAIMS)
    return Claims(tuple(items), boxes, unknown)


def _group(heading: str) -> str:
    """How the ids of a section's items begin; nothing for a section of other things."""
    for pattern, beginning in GROUPS:
        if match := pattern.match(heading):
            number = match.groupdict().get("number", "")
            return beginning + (f"{int(number):02}" if beginning.endswith("module-") else number)
    return ""


def _item(group: str, text: str) -> str | None:
    if group == "quiz.":
        slug = re.sub(r"[^a-z0-9]+", "-", text.casefold().removesuffix("quiz").strip()).strip("-")
        return f"lp:quiz.{slug[:50]}" if slug else None
    match = NUMBER.match(text)
    return f"lp:{group}-{match['number']}" if group and match else None
