"""Checks that need all questions of a file: nobody may get through a quiz by looking at the options alone."""

from collections.abc import Iterator

from bot.curriculum._documents import Library, Problem
from bot.curriculum.schema import AssessmentModel, QuizModel
from bot.curriculum.schema.questions import QuestionModel
from bot.domain.questions import QuestionType

LONGEST_SHARE = 0.4  # of the questions in which the right option may be longer than all others


def question_problems(library: Library) -> Iterator[Problem]:
    """The files in which the right option is too often the longest."""
    for source in library.sources:
        if not isinstance(source.document, QuizModel | AssessmentModel):
            continue
        single = [question for question in source.document.questions if question.type is QuestionType.SINGLE]
        longest = [question.key for question in single if _right_is_longest(question)]
        if len(longest) > LONGEST_SHARE * len(single):
            yield source.problem(
                "questions",
                f"the right option is the longest in {len(longest)} of {len(single)} single questions "
                f"({', '.join(longest)}). Shorten it, or lengthen a wrong one, until it is so in at most 40 %.",
            )


def _right_is_longest(question: QuestionModel) -> bool:
    right = max(len(option.text) for option in question.options if option.right)
    return right > max(len(option.text) for option in question.options if not option.right)
