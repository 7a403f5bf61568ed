"""Points for challenges: once for each, by difficulty, fewer with help."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from bot.domain.daily import Band, band_of
from bot.domain.events import Event, Kind

POINTS = {Band.FOUNDATIONS: 50, Band.BUILDER: 75, Band.ARCHITECT: 100}
HINT_COST = 0.1
LEAST = 0.5
PUZZLE_COST = 3  # looking at the puzzle helps as much as so many hints


def challenge_xp(level: str, hints: int) -> int:
    """The points for solving a challenge of a level with so many hints: each takes a tenth, half of it at most.

    >>> challenge_xp("0", 0), challenge_xp("4", 1), challenge_xp("9", 9)
    (50, 68, 50)
    """
    return round(POINTS[band_of(level)] * max(1 - HINT_COST * hints, LEAST))


def earned(log: Iterable[Event], levels: Mapping[str, str], guessed: Collection[str] = ()) -> dict[str, int]:
    """The points for each solved challenge, from a log (oldest first) and the level of each challenge.

    Help counts when it came before the solution; after giving up, solving earns nothing. Where the answer is picked
    from a few (`guessed`), every wrong pick costs like a hint.
    """
    help_taken: Counter[str] = Counter()
    points: dict[str, int] = {}
    for event in log:
        item = event.item or ""
        if item not in levels or item in points:
            continue
        if event.kind is Kind.HINTED or (event.kind is Kind.ATTEMPTED and item in guessed):
            help_taken[item] += 1
        elif event.kind is Kind.PUZZLED:
            help_taken[item] += PUZZLE_COST
        elif event.kind is Kind.GAVE_UP:
            points[item] = 0
        elif event.kind is Kind.SOLVED:
            right_pick = 1 if item in guessed and help_taken[item] else 0
            points[item] = challenge_xp(levels[item], help_taken[item] - right_pick)
    return points
