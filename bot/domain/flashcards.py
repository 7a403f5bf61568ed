"""Flashcards: what stands on them, and which of them a member's day holds."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil

from bot.domain.memory import DEFAULT_RETENTION, Memory, retrievability

OWN_DECK = "own"  # the member's private deck; its cards are own#1, own#2, ...
GAP = re.compile(r"\{\{c1::(.*?)\}\}", re.DOTALL)  # Anki's notation
NEW_PER_DAY = 10
LEAST_PER_DAY = 5  # cards, however little time somebody has
PACE = 12.0  # seconds for a card, until the member's own pace is known
FORGOTTEN = 0.5  # a chance of recall below which a card counts as no longer recallable
HORIZON = 60  # days that a plan looks ahead


class CardType(StrEnum):
    """How a card asks."""

    BASIC = "basic"
    CLOZE = "cloze"
    PREDICT = "predict-output"


@dataclass(frozen=True, slots=True)
class Card:
    """One question with its answer. `output` is what the code of a predict-output card prints."""

    id: str
    type: CardType
    front: str
    back: str
    code: str = ""
    output: str = ""
    concept: str | None = None
    difficulty: int = 1

    @property
    def deck(self) -> str:
        """The id of its deck."""
        return self.id.partition("#")[0]


@dataclass(frozen=True, slots=True)
class Deck:
    """Cards about one subject. `path` is the path that needs them, None where everybody does."""

    id: str
    title: str
    level: str
    summary: str
    path: str | None
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Reviewing:
    """How a member wants to review: new cards a day, and the wanted chance of recall (0 to 1) when a card is due."""

    new_per_day: int = NEW_PER_DAY
    retention: float = DEFAULT_RETENTION


@dataclass(frozen=True, slots=True)
class Load:
    """What a day asks for. All numbers are cards, but for `pace`: seconds for one.

    `due` waits, `again` was seen today and comes back within minutes, `seen` counts the cards
    of today so far, `upcoming` what comes due on each of the next days, `new` what could be begun today, `unseen`
    all that was never begun. `off` tells which of the next days are off: 1 is tomorrow.
    """

    due: int
    again: int
    seen: int
    upcoming: Sequence[int]
    new: int
    minutes: int
    unseen: int = 0
    pace: float = PACE
    off: Collection[int] = ()

    @property
    def cap(self) -> int:
        """How many cards fit into the member's minutes a day."""
        return max(LEAST_PER_DAY, int(self.minutes * 60 / self.pace))

    @property
    def room(self) -> int:
        """How many more cards fit into today."""
        return max(self.cap - self.seen, 0)

    @property
    def backlog(self) -> bool:
        """Whether more is due than fits into today."""
        return self.due > self.room

    @property
    def left(self) -> int:
        """How many cards today still holds: the due ones, then new ones, as far as the minutes reach."""
        return self.room if self.backlog else min(self.room, self.due + self.new)

    @property
    def minutes_left(self) -> int:
        """About how many minutes they take, rounded up."""
        return ceil((self.left + self.again) * self.pace / 60)

    def clear_in(self) -> int | None:
        """In how many days nothing waits any more, at this pace; 0 is today, None: not within two months.

        >>> Load(due=38, again=0, seen=0, upcoming=[4] * 60, new=0, minutes=2, pace=10.0).clear_in()
        4
        """
        waiting, room = self.due, self.room
        for days in range(HORIZON):
            if waiting <= room:
                return days
            arriving = self.upcoming[days] if days < len(self.upcoming) else 0
            waiting, room = waiting - room + arriving, 0 if days + 1 in self.off else self.cap
        return None


def gapped(text: str) -> str:
    """A cloze text with its gaps open.

    >>> gapped("A copy: b = {{c1::a.copy()}}")
    'A copy: b = […]'
    """
    return GAP.sub("[…]", text)


def filled(text: str) -> str:
    """A cloze text with its gaps filled.

    >>> filled("A copy: b = {{c1::a.copy()}}")
    'A copy: b = a.copy()'
    """
    return GAP.sub(r"\1", text)


def in_order(due: Iterable[tuple[str, Memory]], today: date, *, backlog: bool) -> list[str]:
    """The cards that are due in the order of a day: the longest overdue first.

    With more than a day can hold, the most valuable come first: those that are just about to be forgotten, and only
    then, from the best down, those that probably are already.
    """

    def value(entry: tuple[str, Memory]) -> tuple[bool, float]:
        chance = retrievability(entry[1], today)
        return chance < FORGOTTEN, chance if chance >= FORGOTTEN else -chance

    ordered = sorted(due, key=lambda entry: (entry[1].due, entry[0]))
    return [card for card, _ in (sorted(ordered, key=value) if backlog else ordered)]


def fits(deck: Deck, level: int, deck_level: int, paths: Iterable[str]) -> bool:
    """Whether a deck suits a member by itself: of their level or the one before, and not of a path they don't walk."""
    return level - 1 <= deck_level <= level and (deck.path is None or deck.path in set(paths))
