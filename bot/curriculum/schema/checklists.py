"""A checklist: ten points that tell whether something is finished."""

from pydantic import Field

from bot.curriculum.schema._base import Document, Sentence
from bot.domain.curriculum import Checklist

POINTS = 10


class ChecklistModel(Document):
    """A checklist: `content/checklists/<slug>.yaml`."""

    kind = "checklist"
    folder = "checklists"

    points: tuple[Sentence, ...] = Field(
        min_length=POINTS, max_length=POINTS, description="In the first person, so that one can say yes to each."
    )

    def build(self) -> Checklist:
        """The checklist as the bot uses it."""
        return Checklist(self.id, self.title, self.points)
