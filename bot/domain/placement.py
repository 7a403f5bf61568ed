"""What an assessment comes to: a band, a level, a path, the gaps, and what has changed since the last one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from bot.domain.assessment import Depth, Estimate, Reply, estimate
from bot.domain.skills import Axis

Value = TypeVar("Value")

# From which overall score (0 to 100) on a level is suggested. The borders of the bands (40, 70, 85) are borders here
# too: a beginner begins at 00 to 2, and so on.
LEVEL_FROM: Mapping[int, str] = {
    0: "00", 10: "0", 20: "1", 30: "2",
    40: "3", 48: "4", 55: "5", 62: "6",
    70: "7", 78: "8",
    85: "9", 90: "10", 95: "elite",
}  # fmt: skip

FUNDAMENTALS = "path.python-fundamentals"
LAST = "path.packaging-devops"
PATH_FOR: Mapping[Axis, str] = {
    Axis.FUNDAMENTALS: FUNDAMENTALS,
    Axis.DATA_STRUCTURES: FUNDAMENTALS,
    Axis.FUNCTIONS_OBJECTS: FUNDAMENTALS,
    Axis.ERRORS_DEBUGGING: FUNDAMENTALS,
    Axis.FILES_FORMATS: "path.data-science",
    Axis.TESTING_QUALITY: "path.testing-quality",
    Axis.WEB_DATABASES: "path.web-development",
    Axis.CONCURRENCY_ARCHITECTURE: "path.async-performance",
}
BASICS = tuple(axis for axis, path in PATH_FOR.items() if path == FUNDAMENTALS)
BASICS_ENOUGH = 60  # points: with less on the axes that all else builds on, they come first
NOTHING_MISSING = 85  # points: the border to expert
BEHIND = 5  # points that an axis is below the overall score to be named as a gap
MOVED = 10  # points that an axis changes by at least to be named
MOST_GAPS, MOST_CONCEPTS, MOST_MOVED = 3, 5, 3


class SkillBand(StrEnum):
    """A band of scores. It describes answers on a day, not a person."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"
    EXPERT = "expert"


BAND_FROM: Mapping[int, SkillBand] = {
    0: SkillBand.BEGINNER, 40: SkillBand.INTERMEDIATE, 70: SkillBand.ADVANCED, 85: SkillBand.EXPERT,
}  # fmt: skip


class Reason(StrEnum):
    """Why a path is suggested."""

    BASICS = "basics"  # everything else builds on it
    WEAKEST = "weakest"  # it teaches the weakest axis
    ALL_WELL = "all-well"  # no axis is weak; this one is about bringing it to others


@dataclass(frozen=True, slots=True)
class PathAdvice:
    """A path (by id), why it is suggested, and the axis that it is about, if it is about one."""

    path: str
    reason: Reason
    axis: Axis | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier assessment came to, in whole points, on the member's own day."""

    day: date
    overall: int
    margin: int
    axes: Mapping[Axis, int]


@dataclass(frozen=True, slots=True)
class Change:
    """How many points have changed since an earlier assessment: overall, and on the axes that moved most clearly.

    `beyond_chance` tells whether the overall change is larger than both margins of error together explain.
    """

    since: date
    overall: int
    beyond_chance: bool
    axes: Mapping[Axis, int]


@dataclass(frozen=True, slots=True)
class Placement:
    """What an assessment came to. `gaps` are axes, the weakest first; `concepts` ids, the most often missed first."""

    depth: Depth
    estimate: Estimate
    band: SkillBand
    level: str
    advice: PathAdvice
    gaps: tuple[Axis, ...]
    concepts: tuple[str, ...]
    change: Change | None = None

    @property
    def measured(self) -> dict[Axis, int]:
        """The score of each axis that was asked about, in whole points."""
        axes = self.estimate.axes
        return {axis: round(measure.score) for axis, measure in axes.items() if measure.answers}


def band_of(score: float) -> SkillBand:
    """The band of a score.

    >>> band_of(39.9).value, band_of(40).value, band_of(70).value, band_of(85).value
    ('beginner', 'intermediate', 'advanced', 'expert')
    """
    return _at(BAND_FROM, score)


def level_for(score: float) -> str:
    """The level to suggest for an overall score.

    >>> level_for(0), level_for(39.6), level_for(62), level_for(100)
    ('00', '3', '6', 'elite')
    """
    return _at(LEVEL_FROM, round(score))


def place(depth: Depth, replies: Iterable[Reply], wanted: Iterable[str], earlier: Earlier | None) -> Placement:
    """What these answers come to; `wanted` are the ids of the paths that the member's goal walks, if they chose one."""
    replies = tuple(replies)
    found = estimate(replies)
    score = round(found.overall.score)
    return Placement(
        depth,
        found,
        band_of(score),
        level_for(score),
        advise(found, frozenset(wanted)),
        gaps(found),
        missed_concepts(replies),
        change(found, earlier) if earlier else None,
    )


def gaps(found: Estimate) -> tuple[Axis, ...]:
    """The axes that were asked about and lie clearly below the overall score, the weakest first."""
    asked = {axis: measure.score for axis, measure in found.axes.items() if measure.answers}
    behind = [axis for axis, score in asked.items() if found.overall.score - score >= BEHIND]
    return tuple(sorted(behind, key=lambda axis: asked[axis]))[:MOST_GAPS]


def missed_concepts(replies: Iterable[Reply]) -> tuple[str, ...]:
    """The concepts of the questions that went wrong, the most often missed first."""
    missed = Counter(reply.question.concept for reply in replies if reply.points < 1 and reply.question.concept)
    return tuple(concept for concept, _ in missed.most_common(MOST_CONCEPTS))


def advise(found: Estimate, wanted: frozenset[str]) -> PathAdvice:
    """A path to suggest: the fundamentals until they hold, then the weakest axis, of those on the way to the goal."""
    scores = {axis: measure.score for axis, measure in found.axes.items()}
    if sum(scores[axis] for axis in BASICS) / len(BASICS) < BASICS_ENOUGH:
        return PathAdvice(FUNDAMENTALS, Reason.BASICS)
    asked = [axis for axis, measure in found.axes.items() if measure.answers]
    on_the_way = [axis for axis in asked if PATH_FOR[axis] in wanted and scores[axis] < NOTHING_MISSING]
    weakest = min(on_the_way or asked or scores, key=lambda axis: scores[axis])
    if scores[weakest] >= NOTHING_MISSING:
        return PathAdvice(LAST, Reason.ALL_WELL)
    return PathAdvice(PATH_FOR[weakest], Reason.WEAKEST, weakest)


def change(found: Estimate, earlier: Earlier) -> Change:
    """What has changed since an earlier assessment, on axes that both have asked about."""
    overall = round(found.overall.score) - earlier.overall
    margin = (found.overall.margin**2 + earlier.margin**2) ** 0.5
    moved = {
        axis: round(measure.score) - earlier.axes[axis]
        for axis, measure in found.axes.items()
        if measure.answers and axis in earlier.axes
    }
    clear = [axis for axis, points in moved.items() if abs(points) >= max(MOVED, found.axes[axis].margin)]
    widest = sorted(clear, key=lambda axis: -abs(moved[axis]))[:MOST_MOVED]
    return Change(earlier.day, overall, abs(overall) > margin, {axis: moved[axis] for axis in widest})


def _at(table: Mapping[int, Value], score: float) -> Value:
    return table[max(border for border in table if border <= max(score, 0))]
