"""What members did: an append-only log from which everything else is derived."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.domain.calendar import day_at


class Kind(StrEnum):
    """What can happen. A kind is stored in the log and therefore never renamed."""

    STARTED = "started"
    WARMED_UP = "warmed_up"
    DONE = "done"
    UNDONE = "undone"
    OPENED = "opened"
    ATTEMPTED = "attempted"
    HINTED = "hinted"
    PUZZLED = "puzzled"
    GAVE_UP = "gave_up"
    SOLVED = "solved"
    SHARED = "shared"
    JOINED = "joined"
    LEFT = "left"
    REVIEWED = "reviewed"  # the first flashcard of a day; every review stands in a log of its own
    ANSWERED = "answered"  # the first question of a day; every answer stands in a log of its own
    QUIZZED = "quizzed"  # a quiz was finished; details: points, of, passed (1 or 0)
    ASSESSED = "assessed"  # an assessment was finished; details: depth, sitting, overall, margin, each axis' score
    PASSED = "passed"  # a level's promotion rule is met
    AWARDED = "awarded"  # a badge; details: what proved it
    WITHDRAWN = "withdrawn"  # a badge, or a passed level, whose evidence was undone
    ACCEPTED = "accepted"  # a suggestion of /next; item: what was suggested, details: its kind
    DECLINED = "declined"  # not now
    SILENCED = "silenced"  # no suggestions of this kind any more; details: the kind
    ASKED = "asked"  # a question went to a server's help channel; details: question
    RESOLVED = "resolved"  # a question of their own is solved; details: question
    THANKED = "thanked"  # somebody thanked them; details: thank. It names nobody else
    RESTORED = "restored"  # they may come again; details: the kind


PRACTICE = frozenset({Kind.WARMED_UP, Kind.DONE, Kind.ATTEMPTED, Kind.REVIEWED, Kind.ANSWERED})


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that a member did.

    `at` is UTC. `shift` is what the member's calendar was away from UTC then, in minutes, so the day on which it
    happened for them stays what it was when they travel. `guild_id` is None in direct messages.
    """

    kind: Kind
    at: datetime
    shift: int
    guild_id: int | None = None
    item: str | None = None
    details: dict[str, str] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The member's own day on which it happened."""
        return day_at(self.at, self.shift)


def practice(log: Iterable[Event]) -> list[Event]:
    """The events that count as practice, oldest first; what was taken back does not count."""
    kept: list[Event] = []
    for event in log:
        if event.kind is Kind.UNDONE:
            kept = [earlier for earlier in kept if earlier.item != event.item or earlier.kind is not Kind.DONE]
        elif event.kind in PRACTICE:
            kept.append(event)
    return kept


def held(log: Iterable[Event], kind: Kind) -> dict[str, Event]:
    """What was given (a badge AWARDED, a level PASSED) and not withdrawn since, by item; the log is oldest first."""
    found: dict[str, Event] = {}
    for event in log:
        if event.item and event.kind is kind:
            found.setdefault(event.item, event)
        elif event.item and event.kind is Kind.WITHDRAWN:
            found.pop(event.item, None)
    return found
