"""What could come next: at most three suggestions of different kinds, chosen by what a member took and refused."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.events import Event, Kind

MOST = 3
AWAY = timedelta(days=3)  # so long something that was declined stays away
REMEMBERED = timedelta(days=14)  # so long declining and accepting weigh
SINKS, RISES = 0.6, 1.2  # what each of them does to the weight of its kind
MOST_COUNTED = 5  # of each


class Sort(StrEnum):
    """A kind of suggestion. Stored in the log and in custom_ids, and therefore never renamed; 8 letters at most."""

    CARDS = "cards"
    WEAK = "weak"
    TOPIC = "topic"
    PROJECT = "project"
    REVISIT = "revisit"
    QUIZ = "quiz"
    ASSESS = "assess"


class Reason(StrEnum):
    """Why something is suggested; what `count` and `name` of a candidate mean is said behind each."""

    DUE = "due"  # so many cards are today's share of those that are due
    LAPSED = "lapsed"  # so many known cards of a name were forgotten
    WRONG = "wrong"  # so many questions about a name have a wrong newest answer
    LOW = "low"  # a name was tried, and little of it was right
    NEXT_TOPIC = "next topic"  # of the path of a name
    FINISH = "finish"  # all topics of the path of a name are done
    FITS = "fits"  # the level, and lies on the way to the goal of a name if there is one; it takes so many weeks
    NEAR = "near"  # the same, for a level close to the member's
    LONG_AGO = "long ago"  # so many days since a name was last shown
    READ = "read"  # a name was read or tried, and no quiz taken
    UNTRIED = "untried"  # no quiz taken about a name
    UNPLACED = "unplaced"  # no assessment was ever taken


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that could come next. `value` (0 to 1) says how good it is now, `item` names it within its kind."""

    kind: Sort
    item: str
    title: str
    value: float
    reason: Reason
    count: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """What a member did with suggestions: silenced kinds, when each item was declined last, what each kind weighs."""

    silenced: frozenset[Sort] = frozenset()
    declined: Mapping[tuple[Sort, str], datetime] = field(default_factory=dict)
    weights: Mapping[Sort, float] = field(default_factory=dict)

    def is_away(self, kind: Sort, item: str, now: datetime) -> bool:
        """Whether something was declined so recently that it stays away."""
        at = self.declined.get((kind, item))
        return at is not None and now - at < AWAY


def past(log: Iterable[Event], now: datetime) -> Past:
    """What a log (oldest first) tells about suggestions."""
    silenced: set[Sort] = set()
    declined: dict[tuple[Sort, str], datetime] = {}
    counted: Counter[tuple[Sort, Kind]] = Counter()
    for event in log:
        kind = sort_of(event)
        if kind is None:
            continue
        if event.kind is Kind.SILENCED:
            silenced.add(kind)
        elif event.kind is Kind.RESTORED:
            silenced.discard(kind)
        elif event.kind is Kind.DECLINED:
            declined[kind, event.item or ""] = event.at
        if now - event.at < REMEMBERED:
            counted[kind, event.kind] += 1
    weights = {kind: _weight(counted[kind, Kind.ACCEPTED], counted[kind, Kind.DECLINED]) for kind in Sort}
    return Past(frozenset(silenced), declined, weights)


def choose(candidates: Iterable[Candidate], before: Past, now: datetime) -> tuple[Candidate, ...]:
    """At most three of different kinds, the best first: none that was silenced, none that was declined just now."""

    def worth(candidate: Candidate) -> tuple[float, int, str]:
        weight = before.weights.get(candidate.kind, 1.0)
        return -candidate.value * weight, list(Sort).index(candidate.kind), candidate.item

    allowed = (
        candidate
        for candidate in candidates
        if candidate.kind not in before.silenced and not before.is_away(candidate.kind, candidate.item, now)
    )
    best: dict[Sort, Candidate] = {}
    for candidate in sorted(allowed, key=worth):
        best.setdefault(candidate.kind, candidate)
    return tuple(best.values())[:MOST]


def sort_of(event: Event) -> Sort | None:
    """The kind of suggestion that an event is about; None for any other event."""
    name = event.details.get("kind")
    return Sort(name) if name in tuple(Sort) else None


def _weight(accepted: int, declined: int) -> float:
    return float(RISES ** min(accepted, MOST_COUNTED) * SINKS ** min(declined, MOST_COUNTED))
