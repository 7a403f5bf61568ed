"""A quiz: questions about one concept."""

from collections.abc import Iterator

from pydantic import Field, model_validator

from bot.curriculum.schema._base import Document, Item, ItemId, LevelName, Link, Sentence
from bot.curriculum.schema.questions import Questions, build_active, check_keys, concept_links, question_items
from bot.domain.questions import Quiz
from bot.domain.skills import Axis


class QuizModel(Document):
    """A quiz: `content/quizzes/<slug>.yaml`."""

    kind = "quiz"
    folder = "quizzes"

    level: LevelName
    summary: Sentence
    concept: ItemId = Field(description="The concept to read when it went badly.")
    axis: Axis = Field(description="The axis of its questions, unless one names another.")
    pass_mark: int = Field(80, ge=50, le=100, description="The percentage of points that passes.")
    questions: Questions

    @model_validator(mode="after")
    def _keys_are_unique(self) -> "QuizModel":
        check_keys(self.questions)
        return self

    def references(self) -> Iterator[Link]:
        """Its concept, its level, and the concepts of its questions."""
        yield Link("concept", self.concept, "concept")
        yield Link("level", f"level.{self.level}", "level")
        yield from concept_links(self.questions)

    def items(self) -> Iterator[Item]:
        """Its questions."""
        yield from question_items(self.questions)

    def build(self) -> Quiz:
        """The quiz as the bot uses it."""
        questions = build_active(self.questions, self.id, self.axis, self.concept)
        return Quiz(self.id, self.title, self.level, self.summary, self.concept, self.pass_mark / 100, questions)
