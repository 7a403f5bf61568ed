"""Nudges: something small for the channel of a level. Which one comes on a day, and none twice within sixty days."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SPACING = 60  # days after a nudge on which the same one does not come to the same channel
ABOUT = 3  # members who are on a project before it is told how many there are


class NudgeKind(StrEnum):
    """What a nudge is. A kind is stored and therefore never renamed."""

    RECALL = "recall-check"
    TIP = "tip"
    TEACH_BACK = "teach-back"
    SHOW = "show-your-work"
    STUCK = "stuck-here"
    TOGETHER = "together"  # several members are on one project; it comes from the log, not from an author


@dataclass(frozen=True, slots=True)
class Nudge:
    """Something small for some levels, in several wordings.

    A recall check has an answer, and perhaps code and options, of which the answer is one; `why` explains it.
    """

    id: str
    title: str
    kind: NudgeKind
    levels: frozenset[str]
    wordings: tuple[str, ...]
    code: str = ""
    options: tuple[str, ...] = ()
    answer: str = ""
    why: str = ""
    concept: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A nudge that a channel was given on a day."""

    day: date
    nudge: str
    kind: NudgeKind


def suited(nudges: Iterable[Nudge], levels: Collection[str]) -> list[Nudge]:
    """The nudges for at least one of some levels."""
    return [nudge for nudge in nudges if not nudge.levels.isdisjoint(levels)]


def choose(
    nudges: Iterable[Nudge],
    levels: Collection[str],
    guild_id: int,
    day: date,
    given: Collection[Given],
    nearby: Collection[str] = (),
) -> Nudge | None:
    """The nudge of a day for a channel of some levels; None when each that suits came within sixty days.

    The kind that waited longest comes first, then what no other channel of the guild had lately (`nearby`: their
    ids), then an order of the channel's own. `given` is what the channel had before.
    """
    had = {past.nudge for past in given if abs((day - past.day).days) <= SPACING}
    last: dict[NudgeKind, date] = {}
    for past in given:
        last[past.kind] = max(past.day, last.get(past.kind, date.min))

    def turn(nudge: Nudge) -> tuple[date, bool, bytes]:
        shuffled = hashlib.sha256(f"{guild_id}:{min(levels)}:{nudge.id}".encode()).digest()
        return last.get(nudge.kind, date.min), nudge.id in nearby, shuffled

    return min((nudge for nudge in suited(nudges, levels) if nudge.id not in had), key=turn, default=None)


def wording(nudge: Nudge, guild_id: int, before: int) -> str:
    """The wording for a channel in which a nudge came so many times before: each time another one."""
    return nudge.wordings[(guild_id + before) % len(nudge.wordings)]


@dataclass(frozen=True, slots=True)
class TeachBack:
    """An explanation, whose it is, and its message; None until that is known."""

    number: int
    user_id: int
    guild_id: int
    message_id: int | None


@dataclass(frozen=True, slots=True)
class Votes:
    """How many members say that an explanation is clear, or not yet."""

    clear: int = 0
    not_yet: int = 0
