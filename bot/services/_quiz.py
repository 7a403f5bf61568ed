"""How a quiz runs: all of its questions are drawn when it begins, and each answer is explained at once."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from bot.domain.curriculum import Curriculum
from bot.domain.events import Kind
from bot.domain.quiz import is_full_round, outcome
from bot.domain.sitting import Answer, Sitting
from bot.services._course import Course
from bot.services._learner import record


def _draw(connection: sqlite3.Connection, curriculum: Curriculum, sitting: Sitting, answers: Sequence[Answer]) -> None:
    return None


def _total(curriculum: Curriculum, sitting: Sitting, answers: Sequence[Answer]) -> int:
    answered = {answer.place for answer in answers}
    return sum(
        place in answered or curriculum.question(question) is not None
        for place, question in enumerate(sitting.questions)
    )


def _end(
    connection: sqlite3.Connection, curriculum: Curriculum, sitting: Sitting, answers: Sequence[Answer], now: datetime
) -> None:
    """Record the result of a round; a few mistakes that were practised are no round, and pass nothing."""
    quiz = curriculum.quizzes.get(curriculum.canonical(sitting.item))
    if quiz is None or not answers or not is_full_round(quiz, len(sitting.questions)):
        return
    result = outcome(answers, quiz.pass_mark)
    record(
        connection,
        sitting.user_id,
        sitting.guild_id,
        Kind.QUIZZED,
        quiz.id,
        now,
        points=f"{result.points:g}",
        of=str(result.of),
        passed=str(int(result.passed)),
    )


QUIZ = Course(_draw, _total, _end, explains=True)
