"""How other programs tell how hard a card is: an ease, as in SM-2 and in Anki, beside the difficulty of FSRS.

SM-2 begins every card at an ease of 2.5 and lets none fall below 1.3; FSRS begins a card that went well at about 2.1
and lets none rise above 10. The two lines are laid on each other at these points.
"""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar
from bot.domain.memory import Memory, Rating, remember

EASE, LEAST_EASE = 2.5, 1.3
EASIEST, HARDEST = 1.0, 10.0
MAX_INTERVAL = 36_500  # days: the longest that FSRS and Anki plan ahead


def difficulty_of(ease: float) -> float:
    """The difficulty (1 to 10) that belongs to an ease.

    >>> difficulty_of(1.3), round(difficulty_of(2.5), 1), difficulty_of(3.0)
    (10.0, 2.1, 1.0)
    """
    start = first(Rating.GOOD).difficulty
    return min(max(start + (EASE - ease) / (EASE - LEAST_EASE) * (HARDEST - start), EASIEST), HARDEST)


def ease_of(difficulty: float) -> float:
    """The ease that belongs to a difficulty.

    >>> ease_of(10.0), round(ease_of(2.118), 2)
    (1.3, 2.5)
    """
    start = first(Rating.GOOD).difficulty
    return EASE - (difficulty - start) / (HARDEST - start) * (EASE - LEAST_EASE)


@cache
def first(rating: Rating) -> Memory:
    """What FSRS makes of a card's very first review, on any day."""
    return remember(None, rating, datetime(2000, 1, 1, tzinfo=UTC), Calendar(ZoneInfo("UTC"), 0), "")
