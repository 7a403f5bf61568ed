"""What fits on a card that a member writes for themselves, or brings along in a file."""

import re
from collections import Counter
from collections.abc import Mapping

from bot.domain.brought import BroughtCard, RefusedFileError, Skipped
from bot.domain.translatable import gettext_noop as N_  # noqa: N812

MAX_OWN_CARDS = 2000
MAX_FRONT, MAX_BACK, MAX_CODE = 256, 1000, 900
TOO_MANY_CARDS = N_(
    "This file has more cards than fit: your own deck holds {limit}. Nothing was taken; bring a smaller file along."
)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def tidy_sides(front: str, back: str, code: str) -> tuple[str, str, str]:
    r"""The sides of a card without blank edges, and without what no keyboard writes.

    >>> tidy_sides(" What?\r\nThis\x00 ", "So.", "\nif x:\n    y \n")
    ('What?\nThis', 'So.', 'if x:\n    y')
    """
    front, back, code = (CONTROL.sub("", side.replace("\r\n", "\n")) for side in (front, back, code))
    return front.strip(), back.strip(), code.strip("\n").rstrip()


def too_long(front: str, back: str, code: str) -> tuple[int, int] | None:
    """The length of the first side that has too many characters, and its limit; None when all fit."""
    for side, limit in ((front, MAX_FRONT), (back, MAX_BACK), (code, MAX_CODE)):
        if len(side) > limit:
            return len(side), limit
    return None


class CardPile:
    """The cards of a file, as far as they can be taken. Raises RefusedFileError when they are more than ever fit."""

    def __init__(self) -> None:
        self._cards: dict[BroughtCard, None] = {}  # in the order of the file
        self._numbers: set[int] = set()
        self._skipped: Counter[Skipped] = Counter()

    def add(self, front: str, back: str, code: str, number: int = 0) -> None:
        """Take a card, or count why it cannot be taken."""
        sides = tidy_sides(front, back, code)
        if not sides[0] or not sides[1]:
            self._skipped[Skipped.HALF] += 1
        elif too_long(*sides):
            self._skipped[Skipped.LONG] += 1
        elif (card := BroughtCard(*sides, number)) in self._cards or number in self._numbers:
            self._skipped[Skipped.TWICE] += 1
        else:
            self._cards[card] = None
            self._numbers.update({number} - {0})
        if len(self._cards) > MAX_OWN_CARDS:
            raise RefusedFileError(TOO_MANY_CARDS, limit=MAX_OWN_CARDS)

    def skip(self, reason: Skipped) -> None:
        """Count a card that was not even looked at."""
        self._skipped[reason] += 1

    @property
    def cards(self) -> tuple[BroughtCard, ...]:
        """The cards that can be taken."""
        return tuple(self._cards)

    @property
    def skipped(self) -> Mapping[Skipped, int]:
        """How many could not, and why."""
        return dict(self._skipped)
