"""A self-assessment: statements of four tiers, which members rate for themselves from 1 to 5."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from bot.curriculum.schema._base import Document, ItemId, Key, Link, Model, Title
from bot.domain.self_assessment import SelfAssessment, Statement, Tier
from bot.domain.skills import Axis

TIERS = 4


class StatementModel(Model):
    """One statement. The lengths are those that a form has room for."""

    key: Key = Field(description="Unique in this file. It never changes and is never reused.")
    title: Annotated[str, StringConstraints(min_length=3, max_length=45)]
    text: Annotated[str, StringConstraints(min_length=10, max_length=100)]
    axis: Axis
    concept: ItemId | None = Field(None, description="The concept that it is about, if it is about one.")
    status: Literal["active", "retired"] = "active"

    @field_validator("text")
    @classmethod
    def _is_said_by_whoever_reads_it(cls, value: str) -> str:
        if not value.startswith("I can "):
            raise ValueError("a statement begins with the words: I can")
        return value


class TierModel(Model):
    """Statements of about the same difficulty."""

    title: Title
    statements: tuple[StatementModel, ...] = Field(min_length=1, max_length=25)


class StatementsModel(Document):
    """A self-assessment: `content/self-assessment/<slug>.yaml`."""

    kind = "statements"
    folder = "self-assessment"

    tiers: tuple[TierModel, ...] = Field(min_length=TIERS, max_length=TIERS, description="From easy to hard.")

    @property
    def statements(self) -> tuple[StatementModel, ...]:
        """Every statement of every tier."""
        return tuple(statement for tier in self.tiers for statement in tier.statements)

    @model_validator(mode="after")
    def _keys_are_unique(self) -> "StatementsModel":
        keys, titles = [item.key for item in self.statements], [tier.title for tier in self.tiers]
        for name in (*keys, *titles):
            if keys.count(name) > 1 or titles.count(name) > 1:
                raise ValueError(f"{name!r} is used twice in this file")
        return self

    def references(self) -> Iterator[Link]:
        """The concepts of its statements."""
        for number, tier in enumerate(self.tiers):
            for index, statement in enumerate(tier.statements):
                if statement.concept and statement.status == "active":
                    yield Link(f"tiers[{number}].statements[{index}].concept", statement.concept, "concept")

    def build(self) -> SelfAssessment:
        """The self-assessment as the bot uses it."""
        return SelfAssessment(self.id, self.title, tuple(self._tier(tier) for tier in self.tiers))

    def _tier(self, tier: TierModel) -> Tier:
        active = (statement for statement in tier.statements if statement.status == "active")
        return Tier(
            tier.title,
            tuple(
                Statement(f"{self.id}#{item.key}", item.title, item.text, item.axis, item.concept) for item in active
            ),
        )
