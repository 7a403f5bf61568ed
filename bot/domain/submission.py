"""Code that a member sent in for a challenge, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.verdict import Report

HINTS_BEFORE_GIVING_UP = 3
TIME_BEFORE_GIVING_UP = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Submission:
    """One answer to a challenge; without a report it still waits to be graded. `shift` is that of an Event."""

    submission_id: int
    user_id: int
    guild_id: int | None
    challenge: str
    code: str
    at: datetime
    shift: int
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Effort:
    """What a member has put into a challenge so far: answers (oldest first), hints, the puzzle, and how it ended."""

    submissions: tuple[Submission, ...] = ()
    hints: int = 0
    began_at: datetime | None = None
    puzzled: bool = False
    solved: bool = False
    gave_up: bool = False

    @property
    def last(self) -> Submission | None:
        """The newest answer."""
        return self.submissions[-1] if self.submissions else None

    @property
    def solution_is_open(self) -> bool:
        """Whether the model solution may be shown: after solving, or after giving up."""
        return self.solved or self.gave_up

    def may_give_up_at(self, all_hints: int) -> datetime | None:
        """From when on giving up opens the model solution; None while hints are still to be taken."""
        if self.began_at is None or self.hints < min(HINTS_BEFORE_GIVING_UP, all_hints):
            return None
        return self.began_at + TIME_BEFORE_GIVING_UP


def attempt_number(submissions: Sequence[Submission], submission_id: int) -> int:
    """Which attempt an answer was, from 1."""
    return next(n for n, submission in enumerate(submissions, 1) if submission.submission_id == submission_id)
