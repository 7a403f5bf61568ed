"""Checks that need all questions of a file: nobody may get through a quiz by looking at the options alone."""

from collections import Counter
from collections.abc import Iterator

from bot.curriculum._documents import Library, Problem, Source
from bot.curriculum.schema import AssessmentModel, QuizModel
from bot.curriculum.schema.questions import QuestionModel
from bot.domain.questions import LETTERS, QuestionType, arranged
from bot.domain.skills import Axis

LONGEST_SHARE = 0.4  # of the questions in which the right option may be longer than all others
LETTER_SHARE = 0.5  # of the questions of a file that may have their right option under one letter
TRUE_SHARE = 0.65  # of all true-false questions that may have the same answer
FEW = 6  # questions, below which a share says nothing


def question_problems(library: Library) -> Iterator[Problem]:
    """The files whose right answers can be told by their length or their place."""
    yield from _lengths(library)
    yield from _letters(library)
    yield from _truths(library)


def _letters(library: Library) -> Iterator[Problem]:
    """The files in which the right option stands too often under the same letter, as members see it."""
    for source, questions in _asked(library):
        single = [question for question in questions if question.type is QuestionType.SINGLE]
        letters = Counter(_letter(question, place) for place, question in enumerate(single))
        for letter, count in letters.most_common(1):
            if len(single) >= FEW and count > LETTER_SHARE * len(single):
                yield source.problem(
                    "questions",
                    f"the right option is {letter} in {count} of {len(single)} single questions. "
                    "Let them be shuffled, or put others first where they are not.",
                )


def _letter(question: QuestionModel, place: int) -> str:
    built = question.build("quiz.lint", Axis.FUNDAMENTALS, None)
    return LETTERS[arranged(built, place, "lint").index(built.right[0])]


def _truths(library: Library) -> Iterator[Problem]:
    """True-false questions that are true, or false, too often: a guess would be worth something."""
    found = [
        (source, question)
        for source, questions in _asked(library)
        for question in questions
        if question.type is QuestionType.TRUE_FALSE
    ]
    answers = Counter(question.answer for _, question in found)
    for answer, count in answers.most_common(1):
        if len(found) >= FEW and count > TRUE_SHARE * len(found):
            source = next(source for source, question in found if question.answer is answer)
            told = f"{count} of all {len(found)} true-false questions are {str(answer).lower()}."
            yield source.problem("questions", f"{told} Turn some of them round, here or elsewhere.")


def _asked(library: Library) -> Iterator[tuple[Source, list[QuestionModel]]]:
    """The files with questions, and those that are still asked."""
    for source in library.sources:
        if isinstance(source.document, QuizModel | AssessmentModel):
            yield source, [question for question in source.document.questions if question.status == "active"]


def _lengths(library: Library) -> Iterator[Problem]:
    """The files in which the right option is too often the longest."""
    for source, questions in _asked(library):
        single = [question for question in questions if question.type is QuestionType.SINGLE]
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
