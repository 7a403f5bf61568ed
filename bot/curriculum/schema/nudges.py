"""A nudge: something small for the channel of a level."""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from bot.curriculum.schema._base import Code, Document, Item, ItemId, LevelName, Link
from bot.domain.nudges import Nudge, NudgeKind

Wording = Annotated[str, StringConstraints(min_length=20, max_length=300)]
Option = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^\n]+$")]
GUILT = re.compile(
    r"\b(you should have|you have not|you haven't|you failed|don't forget|do not forget|no excuses?|shame\w*|"
    r"guilty?|lost your|falling behind|fell behind|fall behind|disappoint\w*)\b",
    re.IGNORECASE,
)


class NudgeModel(Document):
    """A nudge: `content/nudges/<slug>.yaml`."""

    kind = "nudge"
    folder = "nudges"

    sort: Literal["recall-check", "tip", "teach-back", "show-your-work", "stuck-here"]
    levels: tuple[LevelName, ...] = Field(min_length=1, max_length=6, description="Whose channels it is for.")
    wordings: tuple[Wording, ...] = Field(
        min_length=2, max_length=6, description="The same in other words: each time it comes, the next one is used."
    )
    code: Code | None = Field(None, description="recall-check, tip: Python that belongs to it.")
    runs: bool = Field(False, description="recall-check: the answer is what `code` prints; it is run.")
    options: tuple[Option, ...] = Field(
        (), max_length=5, description="recall-check: 2 to 5, or none for a free answer."
    )
    answer: Annotated[str, StringConstraints(min_length=1, max_length=240)] | None = Field(
        None, description="recall-check: what is right; one of the options, where there are some."
    )
    why: Annotated[str, StringConstraints(min_length=20, max_length=400)] | None = Field(
        None, description="recall-check: what makes the answer right."
    )
    concept: ItemId | None = Field(None, description="The concept to read about.")

    @field_validator("wordings")
    @classmethod
    def _never_guilt(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for text in value:
            if found := GUILT.search(text):
                raise ValueError(f"{found[0]!r} sounds like a reproach; invite instead")
        if len({text.casefold() for text in value}) < len(value):
            raise ValueError("two wordings are the same; write other words")
        return value

    @model_validator(mode="after")
    def _fits_its_sort(self) -> "NudgeModel":
        recall, asked = self.sort == "recall-check", (self.answer, self.why)
        rules = (
            (recall and None in asked, "a recall-check has an answer, and a why that explains it"),
            (not recall and asked != (None, None), "answer and why belong to a recall-check"),
            (not recall and bool(self.options), "options belong to a recall-check"),
            (not recall and self.runs, "runs belongs to a recall-check"),
            (self.runs and not self.code, "runs says that the code is run, so code is needed"),
            (
                self.code is not None and self.sort not in ("recall-check", "tip"),
                "code belongs to a recall-check or tip",
            ),
            (len(self.options) == 1, "one option leaves nothing to choose; write another, or none"),
            (bool(self.options) and self.answer not in self.options, "answer is not one of the options"),
            (len({text.casefold() for text in self.options}) < len(self.options), "two options say the same"),
            (len(set(self.levels)) < len(self.levels), "a level is named twice"),
        )
        for broken, rule in rules:
            if broken:
                raise ValueError(rule)
        return self

    def references(self) -> Iterator[Link]:
        """Its levels, and the concept to read about."""
        for index, level in enumerate(self.levels):
            yield Link(f"levels[{index}]", f"level.{level}", "level")
        if self.concept:
            yield Link("concept", self.concept, "concept")

    def items(self) -> Iterator[Item]:
        """What it says, in all its wordings."""
        yield Item("wordings", self.id, "\n".join((*self.wordings, *self.options)), self.code or "")

    def build(self) -> Nudge:
        """The nudge as the bot uses it."""
        return Nudge(
            id=self.id,
            title=self.title,
            kind=NudgeKind(self.sort),
            levels=frozenset(self.levels),
            wordings=self.wordings,
            code=(self.code or "").rstrip("\n"),
            options=self.options,
            answer=self.answer or "",
            why=self.why or "",
            concept=self.concept,
        )
