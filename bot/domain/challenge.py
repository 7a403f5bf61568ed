"""A challenge: a task with a starter, examples that are shown, checks that are not, hints, and a model solution."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.skills import Axis


class ChallengeKind(StrEnum):
    """What the member is asked to do."""

    FUNCTION = "function"
    CLASS = "class"
    PROGRAM = "program"
    FIX = "fix-the-bug"
    FILL_IN = "fill-in"
    REFACTOR = "refactor"
    PREDICT = "predict"


class Relation(StrEnum):
    """How what a check's expression does is compared with what is expected."""

    EQUALS = "=="
    RAISES = "raises"
    PRINTS = "prints"
    OUTPUTS = "->"


@dataclass(frozen=True, slots=True)
class Check:
    """One check. After the member's code, `setup` is executed and `expression` evaluated, in a fresh interpreter.

    `expected` is compared with the value (EQUALS), with the name of the exception's type (RAISES), or with what was
    printed meanwhile (PRINTS). For a program there is no expression: it reads `stdin`, and `expected` is compared
    with everything that it prints (OUTPUTS). `expected` never enters the interpreter.
    """

    source: str
    relation: Relation
    expected: object
    setup: str = ""
    expression: str = ""
    stdin: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a refactoring has to keep to: at most so many lines with code, and none of these words of the language."""

    max_lines: int | None = None
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """A solution that beginners write, and the mistake that it stands for; at least one check refuses it."""

    mistake: str
    code: str


@dataclass(frozen=True, slots=True)
class Challenge:
    """A task. `examples` are shown with their results, `checks` only count; `minutes` is the usual time.

    For PREDICT, `starter` is the program, `solution` what it prints, and `options` what to choose from, if anything.
    """

    id: str
    title: str
    kind: ChallengeKind
    level: str
    theme: str
    minutes: int
    axes: tuple[Axis, ...]
    concepts: tuple[str, ...]
    statement: str
    starter: str
    examples: tuple[Check, ...]
    checks: tuple[Check, ...]
    hints: tuple[str, ...]
    solution: str
    explanation: str
    wrong_answers: tuple[WrongAnswer, ...]
    measure: Measure = Measure()
    options: tuple[str, ...] = ()

    @property
    def all_checks(self) -> tuple[Check, ...]:
        """Examples first: the first thing that fails is then something that the member can see."""
        return (*self.examples, *self.checks)

    @property
    def proved(self) -> bool:
        """Whether a known solution passes its checks. What is not proved is practice, and counts for nothing else."""
        return bool(self.solution)
