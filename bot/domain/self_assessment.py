"""Rating oneself: statements that begin with "I can", from the first line of code to architecture."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from bot.domain.skills import Axis

Key = TypeVar("Key")

RATINGS = (1, 2, 3, 4, 5)  # from "not yet" to "I could teach it"
POINTS = 25  # what each step above the first is worth, so that 1 to 5 become 0 to 100
MOST_ON_A_PAGE = 5  # a form has room for no more
APART = 25  # points between what one says and what one's answers show, from which on it is worth a word


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that one can do or not; `title` names it in a few words. An imported one belongs to no axis."""

    id: str
    title: str
    text: str
    axis: Axis | None = None
    concept: str | None = None


@dataclass(frozen=True, slots=True)
class Tier:
    """Statements of about the same difficulty."""

    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Statements that are rated in one go: the `part`-th of the `parts` pages of a tier, both from 1."""

    tier: str
    part: int
    parts: int
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class SelfAssessment:
    """All statements, from the easiest tier to the hardest."""

    id: str
    title: str
    tiers: tuple[Tier, ...]

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement, in order."""
        return tuple(statement for tier in self.tiers for statement in tier.statements)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The statements in forms, each tier split as evenly as it goes."""
        return tuple(page for tier in self.tiers for page in _pages(tier))

    @cached_property
    def tier_of(self) -> Mapping[str, str]:
        """The title of each statement's tier."""
        return {statement.id: tier.title for tier in self.tiers for statement in tier.statements}


@dataclass(frozen=True, slots=True)
class Difference:
    """An axis on which somebody rates themselves clearly otherwise than their answers show; both from 0 to 100."""

    axis: Axis
    own: int
    shown: int

    @property
    def higher(self) -> bool:
        """Whether they rate themselves higher than their answers show."""
        return self.own > self.shown


@dataclass(frozen=True, slots=True)
class SelfView:
    """How somebody sees themselves: means from 0 to 100 by axis and by tier, and where answers show something else.

    `ratings` are the newest, by statement; `shown` tells whether an assessment has shown anything.
    """

    assessment: SelfAssessment
    ratings: Mapping[str, int]
    axes: Mapping[Axis, int]
    tiers: Mapping[str, int]
    differences: tuple[Difference, ...]
    shown: bool

    @property
    def next_page(self) -> int | None:
        """The first page (from 0) on which something is not rated yet; None when all is."""
        open_pages = (
            number
            for number, page in enumerate(self.assessment.pages)
            if any(statement.id not in self.ratings for statement in page.statements)
        )
        return next(open_pages, None)


def view(assessment: SelfAssessment, ratings: Mapping[str, int], shown: Mapping[Axis, int]) -> SelfView:
    """How somebody sees themselves, beside what their last assessment has shown on each axis."""
    rated = [statement for statement in assessment.statements if statement.id in ratings]
    known = {statement.id: ratings[statement.id] for statement in rated}
    axes = _means(rated, known, lambda statement: statement.axis)
    tiers = _means(rated, known, lambda statement: assessment.tier_of[statement.id])
    return SelfView(assessment, known, axes, tiers, differences(axes, shown), bool(shown))


def differences(own: Mapping[Axis, int], shown: Mapping[Axis, int]) -> tuple[Difference, ...]:
    """Where both lie far apart, the widest first.

    >>> own, shown = {Axis.FUNDAMENTALS: 75, Axis.TESTING_QUALITY: 40}, dict.fromkeys(Axis, 50)
    >>> differences(own, shown)
    (Difference(axis=<Axis.FUNDAMENTALS: 'fundamentals'>, own=75, shown=50),)
    """
    both = [Difference(axis, own[axis], shown[axis]) for axis in Axis if axis in own and axis in shown]
    apart = [difference for difference in both if abs(difference.own - difference.shown) >= APART]
    return tuple(sorted(apart, key=lambda difference: -abs(difference.own - difference.shown)))


def _means(
    rated: Iterable[Statement], ratings: Mapping[str, int], group: Callable[[Statement], Key | None]
) -> dict[Key, int]:
    groups: dict[Key, list[int]] = {}
    for statement in rated:
        key = group(statement)
        if key is not None:
            groups.setdefault(key, []).append((ratings[statement.id] - RATINGS[0]) * POINTS)
    return {key: round(sum(values) / len(values)) for key, values in groups.items()}


def _pages(tier: Tier) -> Iterable[Page]:
    count = len(tier.statements)
    parts = -(-count // MOST_ON_A_PAGE)
    for part in range(parts):
        first, last = part * count // parts, (part + 1) * count // parts
        yield Page(tier.title, part + 1, parts, tier.statements[first:last])
