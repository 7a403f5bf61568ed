"""Points for challenges: once for each, by difficulty, fewer with hints."""

from bot.domain.daily import Band, band_of

POINTS = {Band.FOUNDATIONS: 50, Band.BUILDER: 75, Band.ARCHITECT: 100}
HINT_COST = 0.1
LEAST = 0.5


def challenge_xp(level: str, hints: int) -> int:
    """The points for solving a challenge of a level with so many hints: each takes a tenth, half of it at most.

    >>> challenge_xp("0", 0), challenge_xp("4", 1), challenge_xp("9", 9)
    (50, 68, 50)
    """
    return round(POINTS[band_of(level)] * max(1 - HINT_COST * hints, LEAST))
