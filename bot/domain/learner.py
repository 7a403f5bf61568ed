"""A learner: one record that goes along into every guild and into direct messages."""

from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.calendar import DEFAULT_ROLLOVER, Calendar

DEFAULT_MINUTES = 20
MINUTES = (5, 10, 20, 30, 45, 60, 90)


class Visibility(StrEnum):
    """Who in a guild may look at a member's progress."""

    PRIVATE = "private"
    VISIBLE = "visible"


@dataclass(frozen=True, slots=True)
class Learner:
    """What a learner answered. None means: not answered yet.

    `level` is the name of a level, `goal` the id of a track, `minutes` the minutes a day, `zone` an IANA name,
    `rollover` the hour at which the day begins, `language` a locale; None follows Discord's language.
    """

    user_id: int
    level: str | None = None
    goal: str | None = None
    minutes: int | None = None
    zone: str | None = None
    rollover: int = DEFAULT_ROLLOVER
    language: str | None = None

    @property
    def calendar(self) -> Calendar:
        """The learner's own day; UTC until they name their zone."""
        return Calendar(ZoneInfo(self.zone or "UTC"), self.rollover)

    @property
    def started(self) -> bool:
        """Whether the learner has answered the questions of /start."""
        return self.level is not None
