"""A review checkpoint: after a level, what to say from memory, and what to repeat."""

from collections.abc import Iterator

from pydantic import Field, field_validator

from bot.curriculum.schema._base import Document, Item, ItemId, LevelName, Link, Model, Sentence
from bot.domain.checkpoints import Checkpoint, Recall

REPEATED = ("deck", "quiz", "challenge")


class RecallModel(Model):
    """Something to say from memory."""

    ask: Sentence = Field(description="What to say without looking it up.")
    answer: Sentence = Field(description="What belongs into the answer, to compare with.")


class CheckpointModel(Document):
    """A review checkpoint: `content/checkpoints/<slug>.yaml`."""

    kind = "checkpoint"
    folder = "checkpoints"

    after: LevelName = Field(description="The level after which it comes.")
    summary: Sentence
    recall: tuple[RecallModel, ...] = Field(min_length=4, max_length=6)
    again: tuple[ItemId, ...] = Field(
        min_length=3, max_length=4, description="Decks, quizzes and challenges to repeat, the best one first."
    )

    @field_validator("again")
    @classmethod
    def _can_be_repeated(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for item in value:
            if item.partition(".")[0] not in REPEATED or "#" in item:
                raise ValueError(f"{item!r} is no deck, quiz or challenge; name one of these")
        return value

    def references(self) -> Iterator[Link]:
        """Its level, and what is repeated."""
        yield Link("after", f"level.{self.after}", "level")
        for index, item in enumerate(self.again):
            yield Link(f"again[{index}]", item, item.partition(".")[0])

    def items(self) -> Iterator[Item]:
        """What is to be said from memory."""
        for index, recall in enumerate(self.recall):
            yield Item(f"recall[{index}]", f"{self.id}: {recall.ask}", f"{recall.ask}\n{recall.answer}")

    def build(self) -> Checkpoint:
        """The checkpoint as the bot uses it."""
        recall = tuple(Recall(found.ask, found.answer) for found in self.recall)
        return Checkpoint(self.id, self.title, self.after, self.summary, recall, self.again)
