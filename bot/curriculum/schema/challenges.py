"""A challenge: statement, starter, examples, checks, hints, solution, and the wrong answers that it must refuse."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from bot.curriculum.checks import parse_check
from bot.curriculum.schema._base import Document, Item, ItemId, Key, LevelName, Link, Model, Sentence
from bot.domain.challenge import Challenge, ChallengeKind, Measure, Relation, WrongAnswer
from bot.domain.skills import Axis

Program = Annotated[str, StringConstraints(strip_whitespace=False, max_length=2000)]
CheckLine = Annotated[str, StringConstraints(min_length=3, max_length=300)]
Word = Literal[
    "for", "while", "if", "elif", "else", "global", "lambda", "try", "import", "class", "def", "eval", "exec"
]


class WrongAnswerModel(Model):
    """A solution that beginners really write; at least one check must refuse it."""

    mistake: Sentence = Field(description="What the person who wrote it has not understood yet.")
    code: Program


class MeasureModel(Model):
    """What a refactoring has to keep to."""

    max_lines: int | None = Field(None, ge=1, le=60, description="Lines with code in them, at most.")
    without: tuple[Word, ...] = Field((), description="Words of the language that it must do without.")


class ChallengeModel(Document):
    """A graded task: `content/challenges/<slug>.yaml`."""

    kind = "challenge"
    folder = "challenges"

    task: ChallengeKind
    level: LevelName
    theme: Key = Field(description="What the day is about; three difficulties share a theme.")
    minutes: int = Field(ge=3, le=90)
    axes: tuple[Axis, ...] = Field(min_length=1, max_length=3)
    concepts: tuple[ItemId, ...] = Field(min_length=1, max_length=4)
    statement: Annotated[str, StringConstraints(min_length=40, max_length=1200)]
    starter: Program = Field(description="Where the member begins; for `predict`, the program.")
    examples: tuple[CheckLine, ...] = Field((), max_length=4, description="Checks that are shown.")
    checks: tuple[CheckLine, ...] = Field((), max_length=20, description="Checks that are not shown.")
    hints: tuple[Sentence, ...] = Field(min_length=3, max_length=4, description="A nudge, the idea, nearly there.")
    solution: Program = Field(description="The model solution; for `predict`, what the program prints.")
    explanation: Annotated[str, StringConstraints(min_length=30, max_length=600)]
    wrong_answers: tuple[WrongAnswerModel, ...] = Field((), max_length=5)
    measure: MeasureModel = MeasureModel()
    options: tuple[Annotated[str, StringConstraints(min_length=1, max_length=80)], ...] = Field((), max_length=5)

    @field_validator("examples", "checks")
    @classmethod
    def _readable(cls, lines: tuple[str, ...]) -> tuple[str, ...]:
        for line in lines:
            parse_check(line)
        return lines

    @model_validator(mode="after")
    def _fits_its_task(self) -> "ChallengeModel":
        if self.task is ChallengeKind.PREDICT:
            if self.examples or self.checks or self.wrong_answers:
                raise ValueError("a predict challenge has a starter, a solution and perhaps options, but no checks")
            if self.options and self.solution.strip() not in self.options:
                raise ValueError("the solution of a predict challenge must be one of its options")
            return self
        if len(self.examples) < 1 or len(self.examples) + len(self.checks) < 5:
            raise ValueError("write at least one example, and five checks with the examples counted")
        if len(self.wrong_answers) < 2:
            raise ValueError("write at least two wrong answers, each with its mistake")
        program = self.task is ChallengeKind.PROGRAM
        for line in (*self.examples, *self.checks):
            if (parse_check(line).relation is Relation.OUTPUTS) != program:
                raise ValueError(f'{line!r}: a program is checked with "stdin" -> "stdout", and nothing else is')
        if (self.task is ChallengeKind.REFACTOR) != (self.measure != MeasureModel()):
            raise ValueError("a refactor challenge has a measure, and nothing else does")
        return self

    def references(self) -> Iterator[Link]:
        """Its level and its concepts."""
        yield Link("level", f"level.{self.level}", "level")
        for index, concept in enumerate(self.concepts):
            yield Link(f"concepts[{index}]", concept, "concept")

    def items(self) -> Iterator[Item]:
        """Its statement; for `predict` also the program, which is what is asked about."""
        program = self.starter if self.task is ChallengeKind.PREDICT else ""
        yield Item("statement", self.id, self.statement, program)

    def build(self) -> Challenge:
        """The challenge as the bot uses it."""
        return Challenge(
            id=self.id,
            title=self.title,
            kind=self.task,
            level=self.level,
            theme=self.theme,
            minutes=self.minutes,
            axes=self.axes,
            concepts=self.concepts,
            statement=self.statement,
            starter=self.starter,
            examples=tuple(parse_check(line) for line in self.examples),
            checks=tuple(parse_check(line) for line in self.checks),
            hints=self.hints,
            solution=self.solution,
            explanation=self.explanation,
            wrong_answers=tuple(WrongAnswer(wrong.mistake, wrong.code) for wrong in self.wrong_answers),
            measure=Measure(self.measure.max_lines, self.measure.without),
            options=self.options,
        )
