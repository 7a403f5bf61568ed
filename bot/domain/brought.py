"""What a member's file brings along: cards of their own, and what they remember of cards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.collection import CardMemory
from bot.domain.translatable import gettext_noop as N_  # noqa: N812

MAX_MEMORIES = 10_000  # of a member; all decks together have far fewer cards
NOTHING_KNOWN = N_(
    "I don't know this kind of file. I read Anki packages (.apkg), my own JSON export, .review-state.json and "
    "flashcard_progress.json of the curriculum."
)


class Source(StrEnum):
    """Which kind of file it was."""

    LEITNER = "leitner"
    SM2 = "sm-2"
    ANKI = "anki"
    ARCHIVE = "archive"


class Skipped(StrEnum):
    """Why something in a file was not taken."""

    HALF = "half"  # a card without a question or without an answer
    LONG = "long"
    TWICE = "twice"  # a card that the member has, or that comes again in the file
    NEWER = "newer"  # what is remembered here is newer
    SAME = "same"  # what is remembered here is the same
    UNKNOWN = "unknown"  # a memory of a card that no deck has


class RefusedFileError(Exception):
    """A file of which nothing is taken: `message` is a gettext message, and `values` fill its named fields."""

    def __init__(self, message: str, **values: int) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


@dataclass(frozen=True, slots=True)
class BroughtCard:
    """A card for the member's own deck. `number` is the one that it had there; 0 where it had none."""

    front: str
    back: str
    code: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Brought:
    """All that a file brings along, and how much of it was skipped, and why.

    `suspended` are cards that were never begun and are not to be asked.
    """

    source: Source
    cards: tuple[BroughtCard, ...] = ()
    memories: tuple[CardMemory, ...] = ()
    skipped: Mapping[Skipped, int] = field(default_factory=dict)
    suspended: tuple[str, ...] = ()
