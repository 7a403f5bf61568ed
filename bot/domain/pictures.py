"""What the pictures of a member's progress hold: numbers, and words to write. Equal values look the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.streak import Mark

WEEKS = 26  # of a heat map; the newest is the one that today is in
STEPS = (1, 5, 15, 30)  # things done on a day from which its cell is one step stronger
FORTNIGHT = 14  # days of a forecast, today included


class Look(StrEnum):
    """The colours of a picture."""

    DARK = "dark"
    LIGHT = "light"


@dataclass(frozen=True, slots=True)
class Skill:
    """One axis of a radar: what it is called, and its values (0 to 100) now and earlier; None: not shown yet."""

    name: str
    now: int | None
    before: int | None


@dataclass(frozen=True, slots=True)
class SkillsPicture:
    """A radar. `now` and `before` name its two shapes."""

    look: Look
    title: str
    skills: tuple[Skill, ...]
    now: str
    before: str


@dataclass(frozen=True, slots=True)
class PracticePicture:
    """The rhythm of a week over the heat map of half a year.

    `week` holds a mark and a word for each of the last days, today last; `marks` says what each shape means. `counts`
    are things done on each day of the heat map, oldest first, today last; its first day is a Monday. `months` holds
    the columns in which one begins and its name, `weekdays` the names of the seven rows, `steps` how many things each
    step of lightness means, from nothing to most, and `unit` what they are counted by.
    """

    look: Look
    title: str
    week: tuple[tuple[Mark, str], ...]
    marks: tuple[tuple[Mark, str], ...]
    heading: str
    counts: tuple[int, ...]
    months: tuple[tuple[int, str], ...]
    weekdays: tuple[str, ...]
    unit: str
    steps: tuple[str, ...]
    today: str


@dataclass(frozen=True, slots=True)
class Bar:
    """How much of something is done, and the words beside it."""

    name: str
    done: int
    total: int
    words: str


@dataclass(frozen=True, slots=True)
class Column:
    """A day of a forecast: how many cards, and the two lines under it."""

    cards: int
    weekday: str
    day: str


@dataclass(frozen=True, slots=True)
class AheadPicture:
    """How far each path is, and how many cards come due on the next days, today first. Either may be empty."""

    look: Look
    title: str
    paths: tuple[Bar, ...]
    heading: str
    columns: tuple[Column, ...]


Drawing = SkillsPicture | PracticePicture | AheadPicture


def step(count: int) -> int:
    """How strong the cell of a day is, from 0 (nothing done) to 4.

    >>> [step(count) for count in (0, 1, 4, 5, 14, 15, 29, 30, 900)]
    [0, 1, 1, 2, 2, 3, 3, 4, 4]
    """
    return sum(count >= least for least in STEPS)


def first_day(today: date) -> date:
    """The Monday on which the heat map of a day begins.

    >>> first_day(date(2026, 11, 27)).isoformat()
    '2026-06-01'
    """
    return today - timedelta(days=today.weekday(), weeks=WEEKS - 1)


def heat(counts: Mapping[date, int], today: date) -> tuple[int, ...]:
    """The things done on each day of the heat map, oldest first, today last."""
    first = first_day(today)
    days = (today - first).days + 1
    return tuple(counts.get(first + timedelta(days=ahead), 0) for ahead in range(days))
