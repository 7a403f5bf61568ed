"""The community's own curriculum, as far as it was imported: where each item comes from, and what only it has."""

import hashlib
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.skills import Axis

PREFIX = "lp:"  # what the ids of all imported items begin with; ours never do
STAND_IN = "~"  # what their stand-ins begin with


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Which repository was imported, as of which day, under which licence; `notice` is the licence's whole text."""

    name: str
    url: str
    licence: str
    holder: str
    notice: str
    day: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one imported item comes from: the repository, and the page of the very file."""

    name: str
    licence: str
    holder: str
    day: str
    link: str


@dataclass(frozen=True, slots=True)
class SourceLevel:
    """A level as the curriculum presents it."""

    id: str
    title: str
    name: str


@dataclass(frozen=True, slots=True)
class Module:
    """A module beside the levels; `requires` holds the ids of imported levels and modules to finish before."""

    id: str
    title: str
    number: int
    level: str
    requires: tuple[str, ...]
    learns: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that explains a concept; `concept` is our own about the same thing, if there is one."""

    id: str
    title: str
    summary: str
    try_first: str
    level: str
    axis: Axis
    concept: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do at a checkpoint: the imported items that it names, and the usual minutes (0: not said).

    `how` says it as the curriculum does, often with one of its own programs.
    """

    text: str
    items: tuple[str, ...] = ()
    minutes: int = 0
    how: str = ""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A point at which one stops and reviews; `after` is the level that its title names, if it names one."""

    id: str
    title: str
    when: str
    subjects: str
    tasks: tuple[Task, ...]
    passes: str
    otherwise: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary."""

    id: str
    title: str
    meaning: str
    matters: str = ""
    example: str = ""
    mistake: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What was imported besides decks, quizzes, challenges, projects and plans, by id; and the origin of all of it."""

    snapshot: Snapshot | None = None
    origins: Mapping[str, Origin] = field(default_factory=dict)
    levels: Mapping[str, SourceLevel] = field(default_factory=dict)
    modules: Mapping[str, Module] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    checkpoints: Mapping[str, Checkpoint] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)


def is_imported(item: str) -> bool:
    """Whether an id is that of an imported item, or of a part of one.

    >>> is_imported("lp:deck.level-0#0-01"), is_imported("deck.strings")
    (True, False)
    """
    return item.startswith(PREFIX)


def kind_of(item: str) -> str:
    """The kind of item that an id names, ours or imported.

    >>> kind_of("lp:deck.level-0#0-01"), kind_of("project.bird-log")
    ('deck', 'project')
    """
    return item.removeprefix(PREFIX).partition(".")[0]


def stand_in(item: str) -> str:
    """What stands for the id of an imported item where there is little room, and no colon: always the same.

    >>> stand_in("lp:deck.level-0#0-01"), stand_in("deck.strings")
    ('~epsnse6ff6', 'deck.strings')
    """
    if not is_imported(item):
        return item
    return STAND_IN + b32encode(hashlib.sha256(item.encode()).digest())[:10].decode().lower()
