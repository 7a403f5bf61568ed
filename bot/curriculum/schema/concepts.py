"""A concept: one idea with a question, a summary, an example that runs, and the pitfalls."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, StringConstraints, field_validator

from bot.curriculum.schema._base import Code, Document, ItemId, Link, Model, Sentence
from bot.domain.curriculum import Concept, Example
from bot.domain.skills import Axis


class ExampleModel(Model):
    """A program and exactly what it prints."""

    code: Code = Field(description="A whole program; it is run, and must print just `output`.")
    output: Annotated[str, StringConstraints(strip_whitespace=False, max_length=400)]


class ConceptModel(Document):
    """A concept: `content/concepts/<slug>.yaml`."""

    kind = "concept"
    folder = "concepts"

    axis: Axis
    summary: Annotated[str, StringConstraints(min_length=100, max_length=1000)]
    try_first: Sentence = Field(description="A question to think about before reading.")
    example: ExampleModel
    pitfalls: tuple[Sentence, ...] = Field(min_length=1, max_length=4)
    requires: tuple[ItemId, ...] = Field((), description="Concepts to know before.")
    links: tuple[Annotated[str, StringConstraints(max_length=200)], ...] = Field(
        (), max_length=4, description="Pages of the official documentation."
    )

    @field_validator("links")
    @classmethod
    def _web_addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if any(not link.startswith("https://") for link in value):
            raise ValueError("every link must begin with https://")
        return value

    def references(self) -> Iterator[Link]:
        """The concepts to know before."""
        for index, required in enumerate(self.requires):
            yield Link(f"requires[{index}]", required, "concept")

    def build(self) -> Concept:
        """The concept as the bot uses it."""
        return Concept(
            id=self.id,
            title=self.title,
            axis=self.axis,
            summary=self.summary,
            try_first=self.try_first,
            example=Example(self.example.code, self.example.output),
            pitfalls=self.pitfalls,
            requires=self.requires,
            links=self.links,
        )
