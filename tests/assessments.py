"""What the tests of assessments share: a pool of questions on all axes and bands, and answers to them."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.assessment import Depth, Reply, next_question
from bot.domain.curriculum import Curriculum
from bot.domain.questions import Assessment, Option, Question, QuestionType
from bot.domain.skills import Axis

KINDS = (QuestionType.SINGLE, QuestionType.TRUE_FALSE, QuestionType.SHORT, QuestionType.MULTI, QuestionType.ORDER)
OPTIONS = {
    QuestionType.SINGLE: (Option("right", right=True), Option("b", why="It is b."), Option("c"), Option("d")),
    QuestionType.TRUE_FALSE: (Option("True", right=True), Option("False", why="It is so.")),
    QuestionType.SHORT: (),
    QuestionType.MULTI: (Option("right", right=True), Option("too", right=True), Option("c"), Option("d")),
    QuestionType.ORDER: (Option("one", right=True), Option("two", right=True), Option("three", right=True)),
}
CONCEPTS = ("concept.functions", "concept.classes", "concept.comprehensions")


def question(axis: Axis, band: int, number: int, kind: QuestionType) -> Question:
    """A question that says where it stands."""
    return Question(
        id=f"assessment.{axis}#b{band}-{number}",
        type=kind,
        stem=f"Question {number} of band {band} on {axis}",
        explanation=f"Explained: {axis} {band} {number}.",
        axis=axis,
        concept=CONCEPTS[band - 1],
        difficulty=band,
        options=OPTIONS[kind],
        answers=("right",) if kind is QuestionType.SHORT else (),
    )


def pool(kinds: Iterable[QuestionType] = KINDS, axes: Iterable[Axis] = tuple(Axis)) -> list[Question]:
    """A question of each type for each band of each axis."""
    return [
        question(axis, band, number, kind) for axis in axes for band in (1, 2, 3) for number, kind in enumerate(kinds)
    ]


def with_assessments(curriculum: Curriculum, questions: Iterable[Question]) -> Curriculum:
    """The shipped content with other questions to assess with."""
    by_axis: dict[Axis, list[Question]] = {}
    for each in questions:
        by_axis.setdefault(each.axis, []).append(each)
    assessments = {
        axis: Assessment(f"assessment.{axis}", axis.replace("-", " ").title(), axis, tuple(found))
        for axis, found in by_axis.items()
    }
    return replace(curriculum, assessments=assessments)


def sit(depth: Depth, worth: Iterable[float], questions: list[Question], seed: str = "7") -> list[Reply]:
    """An assessment whose answers are worth so much, one after the other."""
    replies: list[Reply] = []
    for points in worth:
        asked = next_question(questions, depth, replies, {}, seed)
        if asked is None:
            break
        replies.append(Reply(asked, points))
    return replies
