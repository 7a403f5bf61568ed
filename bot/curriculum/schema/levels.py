"""A level: its theme, the sentence in which one recognises oneself, its rules, and its first exercise."""

import sys
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, WithJsonSchema, model_validator

from bot.curriculum.schema._base import Code, Document, ItemId, Key, LevelName, Link, Model, Sentence
from bot.domain.features import IMPORT, WORDS
from bot.domain.levels import Level, Promotion, WarmUp

AiRule = Literal["none", "explain", "hints", "review", "pair", "free"]


def _known(value: str) -> str:
    module = value.removeprefix(IMPORT) if value.startswith(IMPORT) else ""
    if value not in WORDS and module not in sys.stdlib_module_names:
        raise ValueError(f"{value!r} is no feature; write one of {', '.join(WORDS)}, or import: and a standard module")
    return value


Feature = Annotated[
    str,
    AfterValidator(_known),
    WithJsonSchema({"anyOf": [{"enum": list(WORDS)}, {"type": "string", "pattern": f"^{IMPORT}[a-z_0-9]+$"}]}),
]


class WarmUpModel(Model):
    """A first exercise that works at once: what does this code print?"""

    prompt: Sentence
    code: Code
    options: tuple[Annotated[str, StringConstraints(min_length=1, max_length=40)], ...] = Field(
        min_length=3, max_length=4, description="What the code might print; one of them is what it prints."
    )
    answer: str = Field(description="The option that the code prints; the linter runs it.")
    explanation: Sentence

    @model_validator(mode="after")
    def _answer_is_an_option(self) -> "WarmUpModel":
        if self.answer not in self.options:
            raise ValueError(f"answer {self.answer!r} is not one of the options")
        return self

    def build(self) -> WarmUp:
        return WarmUp(self.prompt, self.code, self.options, self.options.index(self.answer), self.explanation)


class PromotionModel(Model):
    """How much of each kind of work passes the level."""

    challenges: int = Field(ge=0, le=100)
    quizzes: int = Field(ge=0, le=100)
    mature_cards: int = Field(ge=0, le=1000)
    projects: int = Field(ge=0, le=20)
    concepts: int = Field(0, ge=0, le=10, description="So many of its concepts have a mastery of a half or more.")


class LevelModel(Document):
    """A level: `content/levels/<name>.yaml`."""

    kind = "level"
    folder = "levels"

    name: LevelName
    theme: Sentence
    recognise: str = Field(
        min_length=10,
        max_length=100,
        description="The sentence in which one recognises oneself: 'I have never …'.",
    )
    position: int = Field(ge=0, le=99)
    concepts: tuple[ItemId, ...] = Field((), description="The concepts that this level is about.")
    unlocks: tuple[Sentence, ...] = Field((), max_length=5, description="What one may use from this level on.")
    introduces: tuple[Feature, ...] = Field(
        (), description="What of Python the tasks of this level and of later ones may use, for example slice."
    )
    ai: AiRule = Field(description="How an AI tutor may help at this level.")
    channel: Key
    promotion: PromotionModel
    warm_up: WarmUpModel

    def references(self) -> Iterator[Link]:
        """The concepts that it is about."""
        for index, concept in enumerate(self.concepts):
            yield Link(f"concepts[{index}]", concept, "concept")

    def build(self) -> Level:
        """The level as the bot uses it."""
        return Level(
            id=self.id,
            name=self.name,
            title=self.title,
            theme=self.theme,
            recognise=self.recognise,
            position=self.position,
            concepts=self.concepts,
            unlocks=self.unlocks,
            ai=self.ai,
            channel=self.channel,
            promotion=Promotion(**self.promotion.model_dump()),
            warm_up=self.warm_up.build(),
        )
