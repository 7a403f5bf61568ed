"""A board: what members earned in their guild's week, two places around oneself, and never the whole list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.calendar import Calendar
from bot.domain.streak import WEEK
from bot.domain.weekly_goal import monday
from bot.domain.xp import Gain

AROUND = 2  # places before oneself, and as many after
RANKED = 100  # so many are counted to tell one's place; behind more, it is not told


class Scope(StrEnum):
    """With whom one is compared: those at about the same level, or those who began together."""

    BAND = "band"
    COHORT = "cohort"


@dataclass(frozen=True, slots=True)
class BoardWeek:
    """A guild's week: its Monday, and from when until when it goes (UTC)."""

    monday: date
    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody on a board, with what they earned this week."""

    user_id: int
    xp: int


def board_week(calendar: Calendar, now: datetime) -> BoardWeek:
    """The week of a guild at a moment."""
    first = monday(calendar.day(now))
    return BoardWeek(first, calendar.start(first), calendar.start(first + timedelta(days=WEEK)))


def week_points(gains: Iterable[Gain], week: BoardWeek) -> int:
    """The points of a week."""
    return sum(gain.points for gain in gains if week.begin <= gain.event.at < week.end)
