"""A guide to a field: what to learn in which order, what to ask, prompts for an AI tutor, where to practise."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, StringConstraints, field_validator

from bot.curriculum.schema._base import Document, ItemId, Key, Link, Model, Sentence, Title
from bot.domain.guides import Guide, GuideStep, Practice

LEARNT = ("path", "concept", "project")
PRACTISED = ("deck", "quiz", "challenge", "path")

Prompt = Annotated[str, StringConstraints(min_length=120, max_length=700)]


class GuideStepModel(Model):
    """One step of the way."""

    title: Title
    why: Sentence = Field(description="One sentence: what this step is good for, and why it comes here.")
    learn: tuple[ItemId, ...] = Field(
        min_length=1, max_length=6, description="Topics (path.x#topic), concepts and projects, in the order to learn."
    )

    @field_validator("learn")
    @classmethod
    def _can_be_learnt(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for item in value:
            kind = item.partition(".")[0]
            if kind not in LEARNT or (kind == "path") != ("#" in item):
                raise ValueError(f"{item!r} is no topic (path.x#topic), concept or project; name one of these")
        return value


class PracticeModel(Model):
    """Where in the bot to practise."""

    command: Key = Field(description="A command of the bot, without its slash: flashcards.")
    item: ItemId | None = Field(None, description="The deck, quiz, challenge or path that it is about.")
    why: Sentence

    @field_validator("item")
    @classmethod
    def _can_be_practised(cls, value: str | None) -> str | None:
        if value and (value.partition(".")[0] not in PRACTISED or "#" in value):
            raise ValueError(f"{value!r} is no deck, quiz, challenge or path; name one of these")
        return value


class PromptsModel(Model):
    """A prompt for each rule for AI tutors. It asks for hints or explanations, and never for the answer."""

    none: Sentence = Field(description="No prompt: whom to ask instead, while an AI tutor stays out of it.")
    explain: Prompt
    hints: Prompt
    review: Prompt
    pair: Prompt
    free: Prompt


class GuideModel(Document):
    """A guide: `content/guides/<slug>.yaml`."""

    kind = "guide"
    folder = "guides"

    summary: Sentence
    position: int = Field(ge=1, le=99, description="The order among the guides, from 1.")
    steps: tuple[GuideStepModel, ...] = Field(min_length=3, max_length=7)
    questions: tuple[Sentence, ...] = Field(min_length=4, max_length=6, description="What to ask oneself on the way.")
    prompts: PromptsModel
    practise: tuple[PracticeModel, ...] = Field(min_length=2, max_length=3)

    def references(self) -> Iterator[Link]:
        """What its steps teach, and what to practise with."""
        for number, step in enumerate(self.steps):
            for index, item in enumerate(step.learn):
                yield Link(f"steps[{number}].learn[{index}]", item, item.partition(".")[0])
        for number, practice in enumerate(self.practise):
            if practice.item:
                yield Link(f"practise[{number}].item", practice.item, practice.item.partition(".")[0])

    def build(self) -> Guide:
        """The guide as the bot uses it."""
        return Guide(
            id=self.id,
            title=self.title,
            summary=self.summary,
            steps=tuple(GuideStep(step.title, step.why, step.learn) for step in self.steps),
            questions=self.questions,
            prompts=self.prompts.model_dump(),
            practise=tuple(Practice(way.command, way.item, way.why) for way in self.practise),
        )
