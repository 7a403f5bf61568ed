"""Badges: rules on what members did. Each names what proved it, and goes back only when that was undone."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.challenge import ChallengeKind
from bot.domain.skills import Axis


class Fact(StrEnum):
    """What a rule can count. The names stand in content and are therefore never renamed."""

    WARM_UPS = "warm-ups"
    CHALLENGES = "challenges-solved"
    SHARED = "solutions-shared"
    TOPICS = "topics-done"
    PROJECTS = "projects-built"
    EXITS = "exits-met"
    QUIZZES = "quizzes-passed"
    QUESTIONS = "questions-right"
    CARDS = "cards-mature"
    REVIEW_DAYS = "review-days"
    PRACTICE_DAYS = "practice-days"
    STREAK_DAYS = "streak-days"
    ASSESSMENTS = "assessments"
    LEVELS = "levels-passed"
    PLAN_DAYS = "plan-days"
    XP = "xp"


class Different(StrEnum):
    """What a rule can ask to be different in all that it counts."""

    LEVEL = "level"
    PATH = "path"
    AXIS = "axis"
    KIND = "kind"


# By which keys of a rule each fact can be narrowed down.
FILTERS: Mapping[Fact, frozenset[str]] = {
    Fact.WARM_UPS: frozenset({"level", "different", "within_days"}),
    Fact.CHALLENGES: frozenset({"level", "axis", "kind", "hints", "tries", "first_try", "different", "within_days"}),
    Fact.SHARED: frozenset({"level", "axis", "kind", "different", "within_days"}),
    Fact.TOPICS: frozenset({"level", "path", "different", "within_days"}),
    Fact.PROJECTS: frozenset({"level", "path", "different", "within_days"}),
    Fact.EXITS: frozenset({"path", "within_days"}),
    Fact.QUIZZES: frozenset({"level", "axis", "tries", "first_try", "score", "different", "within_days"}),
    Fact.QUESTIONS: frozenset({"axis", "different", "within_days"}),
    Fact.CARDS: frozenset({"level", "path", "own", "different", "within_days"}),
    Fact.REVIEW_DAYS: frozenset({"within_days"}),
    Fact.PRACTICE_DAYS: frozenset({"away", "within_days"}),
    Fact.STREAK_DAYS: frozenset(),
    Fact.ASSESSMENTS: frozenset({"within_days"}),
    Fact.LEVELS: frozenset({"level", "within_days"}),
    Fact.PLAN_DAYS: frozenset(),
    Fact.XP: frozenset({"within_days"}),
}
NAMELESS = frozenset({Fact.REVIEW_DAYS, Fact.PRACTICE_DAYS, Fact.STREAK_DAYS, Fact.ASSESSMENTS, Fact.XP})


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that counts, on the member's own day. `amount` is how much it counts.

    The rest is what a rule can ask for: `hints` were taken before it, `tries` counts the attempts that it took, `score`
    is a percentage, `away` are the days without practice before it.
    """

    day: date
    item: str | None = None
    amount: int = 1
    level: str | None = None
    path: str | None = None
    axes: tuple[str, ...] = ()
    kind: str | None = None
    hints: int = 0
    tries: int = 1
    score: int = 0
    away: int = 0
    own: bool = False


Deeds = Mapping[Fact, Sequence[Deed]]


@dataclass(frozen=True, slots=True)
class Rule:
    """So many of a fact, of which only those count that fit; `within_days`: all of them within so many days in a row.

    `hints` are at most so many, `tries`, `score` and `away` at least. With `different`, not the deeds are counted but
    how many different levels, paths, axes or kinds they have.
    """

    count: Fact
    at_least: int
    level: tuple[str, ...] = ()
    path: str | None = None
    axis: Axis | None = None
    kind: ChallengeKind | None = None
    hints: int | None = None
    tries: int | None = None
    first_try: bool = False
    score: int | None = None
    away: int | None = None
    own: bool = False
    different: Different | None = None
    within_days: int | None = None

    def takes(self, deed: Deed) -> bool:
        """Whether a deed counts."""
        return (
            (not self.level or deed.level in self.level)
            and (self.path is None or deed.path == self.path)
            and (self.axis is None or self.axis in deed.axes)
            and (self.kind is None or deed.kind == self.kind)
            and (self.hints is None or deed.hints <= self.hints)
            and (self.tries is None or deed.tries >= self.tries)
            and (not self.first_try or deed.tries == 1)
            and (self.score is None or deed.score >= self.score)
            and (self.away is None or deed.away >= self.away)
            and (not self.own or deed.own)
        )

    @property
    def unplanned(self) -> bool:
        """Whether it takes something that nobody aims at: a break, or attempts that fail."""
        return self.away is not None or self.tries is not None

    def names(self, deed: Deed) -> tuple[str, ...]:
        """Under which names a deed is counted: one for all, or those that have to be different."""
        match self.different:
            case None:
                return ("",)
            case Different.AXIS:
                return deed.axes
            case Different.LEVEL:
                name = deed.level
            case Different.PATH:
                name = deed.path
            case Different.KIND:
                name = deed.kind
        return (name,) if name else ()


@dataclass(frozen=True, slots=True)
class Badge:
    """Something to be proud of. `evidence` names in {braces} what proved it; `symbol` is one emoji."""

    id: str
    title: str
    description: str
    symbol: str
    rule: Rule
    evidence: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The deed with which a rule was met, and what the count was then."""

    day: date
    item: str | None
    count: int
    tries: int = 1
    away: int = 0
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How far somebody is with a badge: what proved it, or else the count of today."""

    badge: Badge
    count: int
    proof: Proof | None = None

    @property
    def needed(self) -> int:
        """The count that meets the rule."""
        return self.badge.rule.at_least

    @property
    def share(self) -> float:
        """How much of it is there, from 0 to 1."""
        return min(self.count / self.needed, 1.0)


@dataclass
class _Window:
    """The deeds that count together, as a rule walks through them."""

    rule: Rule
    deeds: deque[Deed]
    tally: Counter[str]

    def add(self, deed: Deed) -> None:
        self.deeds.append(deed)
        for name in self.rule.names(deed):
            self.tally[name] += deed.amount
        self.move_to(deed.day)

    def move_to(self, day: date) -> None:
        """Leave behind what is too long before a day."""
        if self.rule.within_days is None:
            return
        last = day - timedelta(days=self.rule.within_days)
        while self.deeds and self.deeds[0].day <= last:
            deed = self.deeds.popleft()
            for name in self.rule.names(deed):
                self.tally[name] -= deed.amount

    @property
    def count(self) -> int:
        return len(+self.tally) if self.rule.different else self.tally[""]


def standing(badge: Badge, deeds: Deeds, today: date) -> Standing:
    """Whether a badge is earned, and by what; deeds are in the order in which they were done."""
    rule = badge.rule
    window = _Window(rule, deque(), Counter())
    for deed in _once(filter(rule.takes, deeds.get(rule.count, ()))):
        window.add(deed)
        if window.count >= rule.at_least:
            proof = Proof(deed.day, deed.item, window.count, deed.tries, deed.away, deed.level)
            return Standing(badge, window.count, proof)
    window.move_to(today)
    return Standing(badge, window.count)


def _once(deeds: Iterable[Deed]) -> Iterator[Deed]:
    """Deeds without those that repeat an item."""
    seen: set[str] = set()
    for deed in deeds:
        if deed.item is None:
            yield deed
        elif deed.item not in seen:
            seen.add(deed.item)
            yield deed


def nearest_first(standings: Iterable[Standing]) -> list[Standing]:
    """What is not earned yet: what is nearest comes first, and of what is not begun, the smallest.

    Of badges that ask for more and more of the same, only the next one is near. What nobody plans comes last.
    """
    ahead = [standing for standing in standings if standing.proof is None]
    ordered = sorted(ahead, key=lambda state: (-state.share, state.needed, state.badge.id))
    steps: dict[Rule, str] = {}
    for state in sorted(ahead, key=lambda state: state.needed):
        steps.setdefault(replace(state.badge.rule, at_least=0), state.badge.id)
    near = {*steps.values()}
    return sorted(ordered, key=lambda state: (state.badge.rule.unplanned, state.badge.id not in near))
