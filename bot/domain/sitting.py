"""A quiz or an assessment that a member sits, and the answers that they give in it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.calendar import day_at
from bot.domain.questions import Given


class SittingKind(StrEnum):
    """What a member sits. Stored, and therefore never renamed."""

    QUIZ = "quiz"
    ASSESSMENT = "assessment"


@dataclass(frozen=True, slots=True)
class Sitting:
    """One run through questions. `item` is the id of a quiz or the depth of an assessment; `shift` is that of an Event.

    `questions` are the ids that were drawn; an assessment draws each question from the answers before it.
    """

    sitting_id: int
    user_id: int
    guild_id: int | None
    kind: SittingKind
    item: str
    questions: tuple[str, ...]
    at: datetime
    shift: int
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to the question at a place (from 0) of a sitting, worth from 0 to 1."""

    sitting_id: int
    place: int
    question: str
    at: datetime
    shift: int
    given: Given
    points: float

    @property
    def right(self) -> bool:
        """Whether nothing of it was wrong."""
        return self.points == 1

    @property
    def day(self) -> date:
        """The member's own day on which it was given."""
        return day_at(self.at, self.shift)
