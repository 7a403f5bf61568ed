"""A question of a quiz or an assessment, as authors write it."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from bot.curriculum.schema._base import SLUG, Code, Item, ItemId, Link, Model
from bot.domain.flashcards import GAP
from bot.domain.questions import TYPED, Compare, Mistake, Option, Question, QuestionType, same
from bot.domain.skills import Axis

QuestionKey = Annotated[str, StringConstraints(pattern=rf"^{SLUG}$", max_length=28)]
OptionText = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^\n]+$")]
Answer = Annotated[str, StringConstraints(strip_whitespace=False, min_length=1, max_length=100)]
Why = Annotated[str, StringConstraints(min_length=10, max_length=240)]
CHOSEN = frozenset({QuestionType.SINGLE, QuestionType.MULTI})


class OptionModel(Model):
    """Something to choose: right, or with what somebody who chooses it confuses."""

    text: OptionText
    right: bool = False
    why: Why | None = Field(None, description="Of a wrong option: what it confuses.")

    @model_validator(mode="after")
    def _says_what_it_confuses(self) -> "OptionModel":
        if self.right == (self.why is not None):
            raise ValueError("an option is either right, or has a why that says what it confuses")
        return self


class MistakeModel(Model):
    """A wrong answer that beginners type."""

    text: Answer
    why: Why


class QuestionModel(Model):
    """One question. Which keys it has follows from its type; every type has a stem and an explanation."""

    key: QuestionKey = Field(description="Unique in this file. It never changes and is never reused.")
    type: QuestionType
    stem: Annotated[str, StringConstraints(min_length=8, max_length=400)] = Field(
        description="What is asked; in a cloze question, the gap stands as {{c1::it}} here or in the code."
    )
    code: Code | None = Field(None, description="Python that belongs to the question.")
    runs: bool = Field(
        False,
        description="The right answer is the line that `code` prints, or names the error that ends it; it is run.",
    )
    options: tuple[OptionModel, ...] = Field((), max_length=6, description="single (3 to 5), multi (3 to 6).")
    answer: bool | None = Field(None, description="true-false: which of the two is right.")
    why: Why | None = Field(None, description="true-false: what the other answer confuses.")
    items: tuple[OptionText, ...] = Field((), max_length=6, description="order: 3 to 6 parts as they belong.")
    answers: tuple[Answer, ...] = Field((), max_length=8, description="cloze, short: what may be typed.")
    mistakes: tuple[MistakeModel, ...] = Field((), max_length=5, description="cloze, short: what is often typed.")
    compare: Compare = Field(
        Compare.WORDS,
        description="cloze, short: words (case and quotes don't matter), code (spaces don't matter), exact.",
    )
    explanation: Annotated[str, StringConstraints(min_length=20, max_length=500)]
    concept: ItemId | None = Field(None, description="The concept it is about; left out: that of the quiz.")
    axis: Axis | None = Field(None, description="Left out: that of the file.")
    difficulty: int = Field(1, ge=1, le=3, description="The band: 1 basic, 2 intermediate, 3 advanced.")
    shuffle: bool = Field(True, description="false where options refer to each other, as 'both of these' does.")
    status: Literal["active", "retired"] = "active"

    @field_validator("code")
    @classmethod
    def _without_the_last_line_end(cls, value: str | None) -> str | None:
        return value.rstrip("\n") if value else value

    @model_validator(mode="after")
    def _fits_its_type(self) -> "QuestionModel":
        kind, right = self.type, sum(option.right for option in self.options)
        gaps = GAP.findall(self.stem) + GAP.findall(self.code or "")
        filled = all(any(same(gap, answer, self.compare) for answer in self.answers) for gap in gaps)
        texts = [option.text.casefold() for option in self.options] + [item.casefold() for item in self.items]
        rules = (
            (bool(self.options) != (kind in CHOSEN), "options belong to a single or multi question, and only to one"),
            (kind is QuestionType.SINGLE and not 3 <= len(self.options) <= 5, "a single question has 3 to 5 options"),
            (kind is QuestionType.SINGLE and right != 1, "a single question has just one right option"),
            (kind is QuestionType.MULTI and not 3 <= len(self.options) <= 6, "a multi question has 3 to 6 options"),
            (kind is QuestionType.MULTI and not right, "a multi question has at least one right option"),
            (len(texts) != len(set(texts)), "two options say the same"),
            (
                {kind is QuestionType.TRUE_FALSE} != {self.answer is not None, self.why is not None},
                "answer and why belong to a true-false question, and only to one",
            ),
            (bool(self.items) != (kind is QuestionType.ORDER), "items belong to an order question, and only to one"),
            (kind is QuestionType.ORDER and not 3 <= len(self.items) <= 6, "an order question has 3 to 6 items"),
            (bool(self.answers) != (kind in TYPED), "answers belong to a cloze or short question, and only to one"),
            (bool(self.mistakes) and kind not in TYPED, "mistakes belong to a cloze or short question"),
            (len(gaps) != (kind is QuestionType.CLOZE), "only a cloze question marks a gap as {{c1::…}}, and just one"),
            (
                any(same(mistake.text, answer, self.compare) for mistake in self.mistakes for answer in self.answers),
                "a mistake is compared as equal to one of the answers",
            ),
            (not filled, "what stands in the gap is one of the answers"),
            (self.runs and not self.code, "runs says that the code is run, so code is needed"),
            (self.runs and kind not in {QuestionType.SINGLE, QuestionType.SHORT}, "runs goes with single or short"),
        )
        for broken, rule in rules:
            if broken:
                raise ValueError(rule)
        return self

    @property
    def claim(self) -> str:
        """What the author says that the code prints."""
        return self.answers[0] if self.answers else next(option.text for option in self.options if option.right)

    def build(self, document: str, axis: Axis, concept: str | None) -> Question:
        """The question as the bot uses it, in a document with an axis and a concept of its own."""
        options = [Option(option.text, option.right, option.why or "") for option in self.options]
        options += [Option(item, right=True) for item in self.items]
        if self.answer is not None:
            options = [Option(str(value), value is self.answer, self.why or "") for value in (True, False)]
        return Question(
            id=f"{document}#{self.key}",
            type=self.type,
            stem=self.stem,
            explanation=self.explanation,
            axis=self.axis or axis,
            concept=self.concept or concept,
            difficulty=self.difficulty,
            code=self.code or "",
            options=tuple(options),
            answers=self.answers,
            mistakes=tuple(Mistake(mistake.text, mistake.why) for mistake in self.mistakes),
            compare=self.compare,
            shuffle=self.shuffle,
        )


Questions = Annotated[tuple[QuestionModel, ...], Field(min_length=1, max_length=60)]


def build_active(
    questions: tuple[QuestionModel, ...], document: str, axis: Axis, concept: str | None
) -> tuple[Question, ...]:
    """The questions of a document that are still asked."""
    return tuple(question.build(document, axis, concept) for question in questions if question.status == "active")


def check_keys(questions: tuple[QuestionModel, ...]) -> None:
    """Raise ValueError when two questions of a file have the same key."""
    keys = [question.key for question in questions]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f"the key {key!r} is used twice in this file")


def question_items(questions: tuple[QuestionModel, ...]) -> Iterator[Item]:
    """The questions that are still asked, with the words to choose from."""
    for index, question in enumerate(questions):
        if question.status == "active":
            choices = (*(option.text for option in question.options), *question.items, *question.answers)
            text = "\n".join((question.stem, *choices))
            yield Item(f"questions[{index}]", question.key, text, question.code or "")


def concept_links(questions: tuple[QuestionModel, ...]) -> Iterator[Link]:
    """The concepts that questions name for themselves."""
    for index, question in enumerate(questions):
        if question.concept and question.status == "active":
            yield Link(f"questions[{index}].concept", question.concept, "concept")
