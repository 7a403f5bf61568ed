"""A member who is stuck: what they wrote, and the tags that fit it in a forum."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

MAX_TAGS = 5
MAX_TITLE = 90
SOLVED = {"solved", "resolved", "answered", "done"}
# Words in the name of a tag, and the concepts that it is about.
TOPICS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "data": ("concept.collections", "concept.json-and-csv", "concept.sql-and-databases"),
    "database": ("concept.sql-and-databases",),
    "web": ("concept.http-apis",),
    "testing": ("concept.testing-basics",),
    "async": ("concept.async-basics",),
    "packaging": ("concept.modules-and-imports", "concept.environments-and-packages"),
    "classes": ("concept.classes", "concept.dataclasses-and-enums", "concept.magic-methods"),
    "functions": ("concept.functions", "concept.arguments-and-unpacking"),
    "files": ("concept.files-and-paths",),
})  # fmt: skip
TOOLS, ERRORS = ("tools", "setup", "set-up", "installation"), ("errors", "error")


@dataclass(frozen=True, slots=True)
class HelpQuestion:
    """What a member wrote, without secrets. `thread_id` is where it was posted; `claimed_at` when that was begun."""

    question_id: int
    user_id: int
    guild_id: int | None
    at: datetime
    want: str
    tried: str = ""
    error: str = ""
    code: str = ""
    channel_id: int | None = None
    claimed_at: datetime | None = None
    thread_id: int | None = None
    solved_at: datetime | None = None

    @property
    def title(self) -> str:
        """Its first words, as the name of a thread."""
        words = " ".join(self.want.split())
        return words if len(words) <= MAX_TITLE else words[: MAX_TITLE - 1] + "…"


def is_solved_tag(name: str) -> bool:
    """Whether a tag of a forum says that a question is solved.

    >>> is_solved_tag("✅ Solved"), is_solved_tag("Unsolved")
    (True, False)
    """
    return bool(SOLVED & set(_words(name)))


def fitting_tags(
    names: Iterable[str], level: str | None, levels: Sequence[str], concept: str | None, *, error: bool, tools: bool
) -> list[str]:
    """The names of the tags that fit a question, its level first, at most five.

    `levels` are all levels in their order; `tools` tells that Python itself, or a package, could not be started.

    >>> names = ["Solved", "Level 00 to 2", "Level 3 to 5", "Errors", "Async"]
    >>> fitting_tags(names, "4", ["00", "0", "1", "2", "3", "4", "5"], "concept.async-basics", error=True, tools=False)
    ['Level 3 to 5', 'Errors', 'Async']
    """
    known = list(names)
    of_level = [name for name in known if level is not None and _is_of_level(name, level, levels)]
    topics = {word for word, concepts in TOPICS.items() if concept in concepts}
    topics |= set(TOOLS) if tools else set()
    topics |= set(ERRORS) if error else set()
    of_topic = [name for name in known if topics & set(_words(name)) and not is_solved_tag(name)]
    return list(dict.fromkeys([*of_level[:1], *of_topic]))[:MAX_TAGS]


def _is_of_level(name: str, level: str, levels: Sequence[str]) -> bool:
    """Whether a tag such as "Level 3" or "Level 3 to 5" is about a level."""
    words = _words(name)
    if "level" not in words and "levels" not in words:
        return False
    named = [levels.index(word) for word in words if word in levels]
    if not named or level not in levels:
        return False
    return named[0] <= levels.index(level) <= named[-1]


def _words(name: str) -> list[str]:
    return re.findall(r"\w+(?:-\w+)?", name.casefold())
