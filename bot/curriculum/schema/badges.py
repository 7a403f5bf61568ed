"""A badge: a declarative rule on what members did, and the sentence that names what proved it."""

import unicodedata
from collections.abc import Iterator
from string import Formatter
from typing import Annotated

from pydantic import Field, StringConstraints, field_validator, model_validator

from bot.curriculum.schema._base import LEVELS, Document, ItemId, LevelName, Link, Model, Sentence
from bot.domain.badges import FILTERS, NAMELESS, Badge, Different, Fact, Rule
from bot.domain.challenge import ChallengeKind
from bot.domain.skills import Axis

ALWAYS = frozenset({"count", "at_least"})
JOINERS = "\ufe0f\u200d"  # what turns a sign into an emoji, or two into one
MOST = {Different.LEVEL: len(LEVELS), Different.AXIS: len(Axis), Different.KIND: len(ChallengeKind)}


class RuleModel(Model):
    """So many of something; the other keys say which of it count."""

    count: Fact = Field(description="What is counted; each challenge, topic, card … once.")
    at_least: int = Field(ge=1, le=100_000)
    level: tuple[LevelName, ...] = Field((), description="Only what belongs to one of these levels.")
    path: ItemId | None = Field(None, description="Only what belongs to this path.")
    axis: Axis | None = Field(None, description="Only what lies on this axis.")
    kind: ChallengeKind | None = Field(None, description="Only challenges of this kind.")
    hints: int | None = Field(None, ge=0, le=9, description="With at most so many hints; 0: without any help.")
    tries: int | None = Field(None, ge=2, le=50, description="Only after at least so many attempts.")
    first_try: bool = Field(False, description="Only at the first attempt.")
    score: int | None = Field(None, ge=1, le=100, description="Only with at least this percentage of a quiz's points.")
    away: int | None = Field(None, ge=2, le=365, description="Only after at least so many days without practice.")
    own: bool = Field(False, description="Only cards that the member wrote.")
    different: Different | None = Field(None, description="Count how many different ones of these there are.")
    within_days: int | None = Field(None, ge=1, le=365, description="All of them within so many days in a row.")

    @model_validator(mode="after")
    def _filters_fit(self) -> "RuleModel":
        allowed = ALWAYS | FILTERS[self.count]
        for name in sorted(self.model_fields_set - allowed):
            raise ValueError(
                f"{name} says nothing about {self.count}; beside it may stand {', '.join(sorted(allowed))}"
            )
        if self.first_try and self.tries:
            raise ValueError("first_try and tries exclude each other; keep one")
        if self.different and self.at_least > MOST.get(self.different, self.at_least):
            raise ValueError(f"there are only {MOST[self.different]} different ones; lower at_least")
        return self

    @property
    def provides(self) -> frozenset[str]:
        """What the evidence can name."""
        names = {"count"}
        names |= set() if self.count in NAMELESS else {"item"}
        names |= {"level"} if "level" in FILTERS[self.count] and self.count not in NAMELESS else set()
        names |= {"tries"} if self.tries else set()
        names |= {"away"} if self.away else set()
        return frozenset(names)

    def build(self) -> Rule:
        """The rule as the bot uses it."""
        return Rule(**self.model_dump())


class BadgeModel(Document):
    """A badge: `content/badges/<slug>.yaml`."""

    kind = "badge"
    folder = "badges"

    description: Sentence = Field(description="What one does for it, said to the member.")
    symbol: Annotated[str, StringConstraints(min_length=1, max_length=7)] = Field(
        description="One emoji; the title always stands beside it."
    )
    rule: RuleModel
    evidence: Sentence = Field(
        description="What proved it, with {item}, {count}, {level}, {tries} or {away}; true also when others read it."
    )

    @field_validator("symbol")
    @classmethod
    def _one_emoji(cls, value: str) -> str:
        signs = [sign for sign in value if sign not in JOINERS]
        joined = value.count("\u200d")
        if len(signs) != joined + 1 or any(unicodedata.category(sign) != "So" for sign in signs):
            raise ValueError(f"{value!r} is not one emoji; write one such as 🌱")
        return value

    @model_validator(mode="after")
    def _evidence_can_be_named(self) -> "BadgeModel":
        try:
            named = {name for _, name, _, _ in Formatter().parse(self.evidence) if name is not None}
        except ValueError:
            raise ValueError("evidence has a brace without its other; write {item}") from None
        known = ", ".join(f"{{{name}}}" for name in sorted(self.rule.provides))
        if not named:
            raise ValueError(f"evidence names nothing; write at least one of {known}")
        for name in sorted(named - self.rule.provides):
            raise ValueError(f"evidence cannot name {{{name}}}; this rule knows {known}")
        return self

    def references(self) -> Iterator[Link]:
        """The path and the levels of its rule."""
        if self.rule.path:
            yield Link("rule.path", self.rule.path, "path")
        for index, level in enumerate(self.rule.level):
            yield Link(f"rule.level[{index}]", f"level.{level}", "level")

    def build(self) -> Badge:
        """The badge as the bot uses it."""
        return Badge(self.id, self.title, self.description, self.symbol, self.rule.build(), self.evidence)
