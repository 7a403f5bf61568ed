"""Points for challenges: once for each, by difficulty, fewer with help."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from bot.domain.daily import Band, band_of
from bot.domain.events import Event, Kind

POINTS = {Band.FOUNDATIONS: 50, Band.BUILDER: 75, Band.ARCHITECT: 100}
HINT_COST = 0.1
LEAST = 0.5
PUZZLE_COST = 3  # looking at the puzzle helps as much as so many hints


def own_share(hints: int) -> float:
    """How much of a solution is one's own after so many hints: each takes a tenth, half of it at most.

    >>> own_share(0), own_share(1), own_share(9)
    (1.0, 0.9, 0.5)
    """
    return max(1.0 - HINT_COST * hints, LEAST)


def earned(log: Iterable[Event], levels: Mapping[str, str], guessed: Collection[str] = ()) -> dict[str, int]:
    """The points for each solved challenge, from a log (oldest first) and the level of each challenge.

    Help counts as in `own_shares`.
    """
    shares = own_shares(log, levels, guessed)
    return {item: round(POINTS[band_of(levels[item])] * share) for item, share in shares.items()}


def own_shares(log: Iterable[Event], items: Collection[str], guessed: Collection[str] = ()) -> dict[str, float]:
    """How much of each solved challenge was the member's own (0 to 1), from a log, oldest first.

    Help counts when it came before the solution; after giving up, nothing is. Where the answer is picked
    from a few (`guessed`), every wrong pick costs like a hint.
    """
    help_taken: Counter[str] = Counter()
    shares: dict[str, float] = {}
    for event in log:
        item = event.item or ""
        if item not in items or item in shares:
            continue
        if event.kind is Kind.HINTED or (event.kind is Kind.ATTEMPTED and item in guessed):
            help_taken[item] += 1
        elif event.kind is Kind.PUZZLED:
            help_taken[item] += PUZZLE_COST
        elif event.kind is Kind.GAVE_UP:
            shares[item] = 0.0
        elif event.kind is Kind.SOLVED:
            right_pick = 1 if item in guessed and help_taken[item] else 0
            shares[item] = own_share(help_taken[item] - right_pick)
    return shares
