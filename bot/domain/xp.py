"""Points, once for each thing: challenges by difficulty, fewer with help; projects, quizzes, cards and levels."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.challenge import ChallengeKind
from bot.domain.curriculum import Curriculum
from bot.domain.daily import Band, band_of
from bot.domain.events import Event, Kind, held
from bot.domain.imported import kind_of
from bot.domain.progress import completions

PROJECT = 100
QUIZ = 50
CARD_SESSION = 10  # a day with at least one review
LEVEL = 150
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


@dataclass(frozen=True, slots=True)
class Gain:
    """Points, and the event that earned them."""

    event: Event
    points: int


def total_xp(curriculum: Curriculum, log: Sequence[Event]) -> int:
    """All points that a member has, from their log (oldest first, items under their ids of today)."""
    return sum(gain.points for gain in gains(curriculum, log))


def gains(curriculum: Curriculum, log: Sequence[Event]) -> list[Gain]:
    """What earned a member points, oldest first; what was undone does not."""
    challenges = [challenge for challenge in curriculum.challenges.values() if challenge.proved]
    guessed = {challenge.id for challenge in challenges if challenge.kind is ChallengeKind.PREDICT}
    points = earned(log, {challenge.id: challenge.level for challenge in challenges}, guessed)
    solved = _firsts(event for event in log if event.kind is Kind.SOLVED)
    quizzes = _firsts(event for event in log if event.kind is Kind.QUIZZED and event.details.get("passed") == "1")
    sessions = {event.day: event for event in reversed(log) if event.kind is Kind.REVIEWED}
    levels = held(log, Kind.PASSED)
    found = [
        *(Gain(event, points.get(item, 0)) for item, event in solved.items()),
        *(Gain(event, PROJECT) for event in _built(log)),
        *(Gain(event, QUIZ) for event in quizzes.values()),
        *(Gain(event, CARD_SESSION) for event in sessions.values()),
        *(Gain(event, LEVEL) for event in levels.values()),
    ]
    return sorted((gain for gain in found if gain.points), key=lambda gain: gain.event.at)


def _built(log: Sequence[Event]) -> list[Event]:
    """The events with which the projects that stand at the end were marked as built."""
    standing = completions(log)
    marked = {event.item: event for event in log if event.kind is Kind.DONE}
    return [marked[item] for item in standing if kind_of(item) == "project"]


def _firsts(events: Iterable[Event]) -> dict[str, Event]:
    first: dict[str, Event] = {}
    for event in events:
        first.setdefault(event.item or "", event)
    return first
