"""The questions of an assessment on one axis, in three bands of difficulty."""

from collections.abc import Iterator

from pydantic import model_validator

from bot.curriculum.schema._base import Document, Item, Link
from bot.curriculum.schema.questions import Questions, build_active, check_keys, concept_links, question_items
from bot.domain.questions import Assessment
from bot.domain.skills import Axis

BANDS = (1, 2, 3)
MOST_OPTIONS = 4


class AssessmentModel(Document):
    """An axis of an assessment: `content/assessments/<axis>.yaml`."""

    kind = "assessment"
    folder = "assessments"

    axis: Axis
    questions: Questions

    @model_validator(mode="after")
    def _every_band_has_questions(self) -> "AssessmentModel":
        check_keys(self.questions)
        missing = sorted(set(BANDS) - {question.difficulty for question in self.questions})
        if missing:
            raise ValueError(f"no question has difficulty {missing[0]}; write at least one for each of 1, 2 and 3")
        if any(question.type == "single" and len(question.options) > MOST_OPTIONS for question in self.questions):
            raise ValueError(
                f"a single question has more than {MOST_OPTIONS} options; “I don't know” needs room beside"
            )
        if any(question.axis not in (None, self.axis) for question in self.questions):
            raise ValueError("a question names another axis than the file; leave its axis out")
        return self

    def references(self) -> Iterator[Link]:
        """The concepts of its questions."""
        yield from concept_links(self.questions)

    def items(self) -> Iterator[Item]:
        """Its questions."""
        yield from question_items(self.questions)

    def build(self) -> Assessment:
        """The assessment as the bot uses it."""
        questions = build_active(self.questions, self.id, self.axis, None)
        return Assessment(self.id, self.title, self.axis, questions)
