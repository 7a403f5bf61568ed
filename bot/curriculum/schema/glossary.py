"""A glossary: the words that learners stumble over, each with one sentence and one example that runs."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from bot.curriculum.schema._base import Document, ItemId, Key, Link, Model, Sentence
from bot.curriculum.schema.concepts import ExampleModel
from bot.domain.glossary import Term

Name = Annotated[str, StringConstraints(min_length=2, max_length=40)]


class TermModel(Model):
    """One word of the trade."""

    key: Key = Field(description="Unique in this file. It never changes and is never reused.")
    term: Name
    also: tuple[Name, ...] = Field((), max_length=4, description="Other words for the same, or forms of it.")
    meaning: Sentence = Field(description="One sentence, in words that a beginner knows.")
    example: ExampleModel
    concept: ItemId = Field(description="The concept that explains more.")
    status: Literal["active", "retired"] = "active"


class GlossaryModel(Document):
    """A glossary: `content/glossary/<slug>.yaml`."""

    kind = "glossary"
    folder = "glossary"

    terms: tuple[TermModel, ...] = Field(min_length=1, max_length=200)

    @model_validator(mode="after")
    def _words_are_unique(self) -> "GlossaryModel":
        keys = Counter(term.key for term in self.terms)
        words = Counter(word.casefold() for term in self.terms for word in (term.term, *term.also))
        for word in keys | words:
            if keys[word] > 1 or words[word] > 1:
                raise ValueError(f"{word!r} stands in this file twice; explain each word once")
        return self

    def references(self) -> Iterator[Link]:
        """The concepts that explain more."""
        for index, term in enumerate(self.terms):
            if term.status == "active":
                yield Link(f"terms[{index}].concept", term.concept, "concept")

    def build(self) -> tuple[Term, ...]:
        """The words as the bot uses them."""
        return tuple(
            Term(
                id=f"{self.id}#{term.key}",
                name=term.term,
                also=term.also,
                meaning=term.meaning,
                code=term.example.code,
                output=term.example.output,
                concept=term.concept,
            )
            for term in self.terms
            if term.status == "active"
        )
