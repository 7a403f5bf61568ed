"""What the importer makes of the checkout: one document for each item, written as JSON, and read back from it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeAlias

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json, to_json

from bot.curriculum.checks import parse_value
from bot.domain.challenge import Challenge, Check
from bot.domain.curriculum import Plan, Project
from bot.domain.flashcards import Deck
from bot.domain.imported import Checkpoint, Module, Page, SourceLevel, Term
from bot.domain.questions import Quiz
from bot.domain.self_assessment import SelfAssessment

Value: TypeAlias = (
    Challenge | Checkpoint | Deck | Module | Page | Plan | Project | Quiz | SelfAssessment | SourceLevel | Term
)


class Kind(StrEnum):
    """What an imported item is. Stored, and therefore never renamed."""

    LEVEL = "level"
    MODULE = "module"
    PROJECT = "project"
    CONCEPT = "concept"
    QUIZ = "quiz"
    DECK = "deck"
    CHALLENGE = "challenge"
    PLAN = "plan"
    CHECKPOINT = "checkpoint"
    STATEMENTS = "statements"
    TERM = "term"


TYPES: dict[Kind, type[Any]] = {
    Kind.LEVEL: SourceLevel,
    Kind.MODULE: Module,
    Kind.PROJECT: Project,
    Kind.CONCEPT: Page,
    Kind.QUIZ: Quiz,
    Kind.DECK: Deck,
    Kind.CHALLENGE: Challenge,
    Kind.PLAN: Plan,
    Kind.CHECKPOINT: Checkpoint,
    Kind.STATEMENTS: SelfAssessment,
    Kind.TERM: Term,
}


@dataclass(frozen=True, slots=True)
class Document:
    """One imported item, and the file or folder of the checkout from which it was made."""

    kind: Kind
    path: str
    value: Value

    @property
    def id(self) -> str:
        """The id of the item; it begins with `lp:` and stays the same for as long as upstream has the item."""
        return self.value.id

    @property
    def title(self) -> str:
        """How the item is called."""
        return self.value.title


def write(document: Document) -> str:
    """The item as JSON, the same text for the same item."""
    value = document.value
    return to_json(_with_checks(value, _literal) if isinstance(value, Challenge) else value).decode()


def digest(document: Document) -> str:
    """A short name for everything that the item says, and where it stands."""
    return hashlib.sha256(f"{document.path}\n{write(document)}".encode()).hexdigest()[:32]


class Reader:
    """Reads documents back; making it takes a moment, reading with it hardly any."""

    def __init__(self) -> None:
        self._adapters = dict[Kind, TypeAdapter[Any]]()

    def read(self, kind: str, path: str, text: str) -> Document | None:
        """The item of a text; None where another version of the bot wrote something that this one cannot read."""
        try:
            found = Kind(kind)
            value = self._adapter(found).validate_python(from_json(text), strict=False)
            if isinstance(value, Challenge):
                value = _with_checks(value, _valued)
        except (ValueError, ValidationError):
            return None
        return Document(found, path, value)

    def _adapter(self, kind: Kind) -> TypeAdapter[Any]:
        if kind not in self._adapters:
            self._adapters[kind] = TypeAdapter(TYPES[kind])
        return self._adapters[kind]


def _with_checks(challenge: Challenge, change: Callable[[Check], Check]) -> Challenge:
    examples, checks = (tuple(map(change, part)) for part in (challenge.examples, challenge.checks))
    return replace(challenge, examples=examples, checks=checks)


def _literal(check: Check) -> Check:
    """A check whose expected value is written as Python, for JSON has fewer kinds of values."""
    return replace(check, expected=_written(check.expected))


def _written(value: object) -> str:
    """A value as Python: of a set, the parts in one order, whichever order this process gives them.

    >>> _written({"b": {3, 1}, "a": (1,)})
    "{'b': {1, 3}, 'a': (1,)}"
    """
    match value:
        case dict():
            return "{" + ", ".join(f"{_written(key)}: {_written(part)}" for key, part in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_written, value)) + "]"
        case tuple():
            return "(" + ", ".join(map(_written, value)) + ("," if len(value) == 1 else "") + ")"
        case frozenset():
            return f"frozenset([{', '.join(sorted(map(_written, value)))}])"
        case set():
            return "{" + ", ".join(sorted(map(_written, value))) + "}" if value else "set()"
    return repr(value)


def _valued(check: Check) -> Check:
    return replace(check, expected=parse_value(str(check.expected)))
