"""A member's flashcards as a whole: decks, what they remember of the cards, and every review."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.flashcards import Deck
from bot.domain.memory import Memory, Rating, State


@dataclass(frozen=True, slots=True)
class CardMemory:
    """What a member remembers of the card of an id; one that is suspended is asked no more."""

    card: str
    memory: Memory
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class LoggedReview:
    """A review as the log keeps it, with what FSRS knew before (None: the card was new) and after.

    `shift` is that of an event, `seconds` go from the question to the rating, `elapsed` are the days since the review
    before, `retention` is the chance of recall (0 to 1) that was wanted.
    """

    card: str
    at: datetime
    shift: int
    rating: Rating
    seconds: float
    retention: float
    elapsed: int
    state_before: State | None
    stability_before: float | None
    difficulty_before: float | None
    state_after: State
    stability_after: float
    difficulty_after: float
    due_after: datetime


@dataclass(frozen=True, slots=True)
class Collection:
    """Decks, with the memories and the reviews that belong to them; `retention` is the wanted chance of recall.

    `suspended` are the cards that were never begun and are not to be asked.
    """

    decks: tuple[Deck, ...]
    memories: tuple[CardMemory, ...]
    reviews: tuple[LoggedReview, ...]
    retention: float
    suspended: tuple[str, ...] = ()
