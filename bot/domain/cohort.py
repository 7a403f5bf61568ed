"""Cohorts: members of a guild who begin the thirty days in the same month; and who suits whom as a buddy."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

JOIN_UNTIL = 5  # the day of the month after which one joins the next one
LEVEL_WEIGHT = 2.0  # a level apart counts as much as so many hours
PROJECT_WEIGHT = 3.0  # another project counts as much as so many hours
DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Seeker:
    """Somebody who looks for a buddy: the position of their level, how far their clock is from UTC (minutes), and the
    project that suits them now.
    """

    user_id: int
    level: int
    offset: int
    project: str | None


def month_of(day: date) -> str:
    """The month of a day.

    >>> month_of(date(2026, 11, 27))
    '2026-11'
    """
    return f"{day.year:04}-{day.month:02}"


def next_month(day: date) -> str:
    """The month after that of a day.

    >>> next_month(date(2026, 12, 31))
    '2027-01'
    """
    return month_of(day.replace(day=28) + timedelta(days=4))


def open_month(day: date) -> str:
    """The month whose cohort can be joined: this one in its first days, else the next.

    >>> open_month(date(2026, 11, 5)), open_month(date(2026, 11, 6))
    ('2026-11', '2026-12')
    """
    return month_of(day) if day.day <= JOIN_UNTIL else next_month(day)


def hours_apart(one: Seeker, other: Seeker) -> float:
    """How many hours lie between the clocks of two; over the date line if that is nearer.

    >>> hours_apart(Seeker(1, 0, 60, None), Seeker(2, 0, -120, None))
    3.0
    """
    minutes = abs(one.offset - other.offset)
    return min(minutes, abs(DAY_MINUTES - minutes)) / 60


def distance(one: Seeker, other: Seeker) -> float:
    """How far two are apart by level, zone and project; 0 suits best."""
    project = 0.0 if one.project and one.project == other.project else PROJECT_WEIGHT
    return LEVEL_WEIGHT * abs(one.level - other.level) + hours_apart(one, other) + project


def best_match(seeker: Seeker, others: Iterable[Seeker]) -> Seeker | None:
    """Who suits best; of those who suit alike, the one who stands first."""
    return min(others, key=lambda other: distance(seeker, other), default=None)
