"""What came of running a member's code: a verdict for each check, and all of them together."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How one check ended."""

    PASSED = "passed"
    WRONG = "wrong answer"
    ERROR = "error"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    OUTPUT_LIMIT = "output limit"
    MISSING = "missing"
    NOT_RUN = "not run"


@dataclass(frozen=True, slots=True)
class Fault:
    """An exception in the member's code: its type, its message, and the line (from 1) in their code, if it is known."""

    type: str
    message: str
    line: int | None
    traceback: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run did. Every text is the guest's word: bounded and safe to send, but never to be believed.

    `got` is the repr of the value, `names` what the code defined (for a name that is missing).
    """

    verdict: Verdict
    got: str = ""
    printed: str = ""
    fault: Fault | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of all checks of a submission, in their order."""

    outcomes: tuple[Outcome, ...]

    @property
    def passed(self) -> int:
        """How many checks passed."""
        return sum(outcome.verdict is Verdict.PASSED for outcome in self.outcomes)

    @property
    def solved(self) -> bool:
        """Whether all checks passed."""
        return self.passed == len(self.outcomes)

    @property
    def first_failure(self) -> int | None:
        """The index of the first check that did not pass."""
        return next((i for i, outcome in enumerate(self.outcomes) if outcome.verdict is not Verdict.PASSED), None)
