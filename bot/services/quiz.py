"""Quizzes: finding one, beginning or resuming a round, practising mistakes, and what came of it."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.curriculum import Curriculum
from bot.domain.mastery import SOLID
from bot.domain.questions import Question, Quiz
from bot.domain.quiz import MISTAKES, PRACTICE, Outcome, draw, is_full_round, mistakes, outcome
from bot.domain.sitting import Answer, Sitting, SittingKind
from bot.errors import UserError
from bot.services._learner import learner_of
from bot.services._mastery import masteries_of
from bot.services.sitting import Standing, begin, standing
from bot.store.database import Database
from bot.store.sittings import newest_answers, newest_sittings, unfinished_sittings


@dataclass(frozen=True, slots=True)
class Round:
    """What came of a round. `quiz` is None where the mistakes of all quizzes were practised.

    `full` tells a round, which passes or not, from a few mistakes that were practised; `mistakes` counts what is
    still wrong there in its newest answer; `concept` is the id of what is best read now.
    """

    quiz: Quiz | None
    outcome: Outcome
    full: bool
    mistakes: int
    concept: str | None


def find_quiz(curriculum: Curriculum, text: str) -> Quiz:
    """The quiz of an id, a former id or a title. Raises UserError when there is none."""
    found = curriculum.quizzes.get(curriculum.canonical(text.strip()))
    named = [quiz for quiz in curriculum.quizzes.values() if quiz.title.casefold() == text.strip().casefold()]
    if not (found or named):
        raise UserError(
            "I don't know the quiz “{text}”. Pick one from the list that appears while you type.", text=text[:60]
        )
    return found or named[0]


def search_quizzes(curriculum: Curriculum, text: str) -> list[Quiz]:
    """The quizzes whose title or concept contains all words typed, in the order of their levels."""
    words = text.casefold().split()

    def searchable(quiz: Quiz) -> str:
        concept = curriculum.concepts.get(quiz.concept)
        return f"{quiz.title} {concept.title if concept else ''}".casefold()

    return [quiz for quiz in curriculum.quizzes.values() if all(word in searchable(quiz) for word in words)]


async def open_quiz(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, topic: str | None, now: datetime
) -> Standing:
    """Go on with a round of a quiz, or begin one; without a topic, the unfinished one, else what suits best."""
    wanted = find_quiz(curriculum, topic).id if topic else None

    def save(connection: sqlite3.Connection) -> Standing:
        found = _unfinished(connection, curriculum, user_id, wanted)
        if found is None:
            found = _new_round(connection, curriculum, user_id, guild_id, wanted, now)
        return standing(connection, curriculum, found, now)

    return await db.write(save)


async def practise(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, item: str, now: datetime
) -> Standing:
    """Go on with, or begin, a sitting of nothing but mistakes: of a quiz, or of all. Raises UserError without any."""
    item = item if item == MISTAKES else find_quiz(curriculum, item).id

    def save(connection: sqlite3.Connection) -> Standing:
        found = _unfinished(connection, curriculum, user_id, item)
        if found is None:
            wrong = _wrong(connection, curriculum, user_id, item)[:PRACTICE]
            if not wrong:
                raise UserError("You have no mistakes to practise. Type /quiz for another round.")
            drawn = [question.id for question in wrong]
            found = begin(connection, user_id, guild_id, SittingKind.QUIZ, item, drawn, now)
        return standing(connection, curriculum, found, now)

    return await db.write(save)


async def result(db: Database, curriculum: Curriculum, done: Standing) -> Round:
    """What came of a quiz that is over."""
    item = curriculum.canonical(done.sitting.item)
    quiz = curriculum.quizzes.get(item)
    came = outcome(done.answers, quiz.pass_mark if quiz else 1)

    def look(connection: sqlite3.Connection) -> Round:
        left = _wrong(connection, curriculum, done.sitting.user_id, item)
        full = quiz is not None and is_full_round(quiz, len(done.sitting.questions))
        concepts = [question.concept for question in map(curriculum.question, came.wrong) if question]
        concept = next(filter(None, concepts), quiz.concept if quiz else None)
        return Round(quiz, came, full, len(left), concept)

    return await db.read(look)


def _unfinished(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, item: str | None
) -> Sitting | None:
    """The newest sitting (of a quiz) that can still be gone on with."""
    for sitting in unfinished_sittings(connection, user_id, SittingKind.QUIZ):
        wanted = item is None or curriculum.canonical(sitting.item) == item
        if wanted and any(curriculum.question(question) for question in sitting.questions):
            return sitting
    return None


def _new_round(
    connection: sqlite3.Connection,
    curriculum: Curriculum,
    user_id: int,
    guild_id: int | None,
    item: str | None,
    now: datetime,
) -> Sitting:
    newest = _newest(connection, curriculum, user_id)
    quiz = curriculum.quizzes[item] if item else _suitable(connection, curriculum, user_id, newest, now)
    if not quiz.questions:
        raise UserError("This quiz asks nothing at the moment. Pick another one with /quiz.")
    drawn = draw(quiz.questions, newest, f"{user_id} {now.timestamp()}")
    return begin(connection, user_id, guild_id, SittingKind.QUIZ, quiz.id, [question.id for question in drawn], now)


def _suitable(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, newest: dict[str, Answer], now: datetime
) -> Quiz:
    """The quiz that suits a member best: not the one of the last round, not above their level, with mistakes in it,
    with something new, about a concept that they don't master yet, and near their level.
    """
    levels, learner = list(curriculum.levels), learner_of(connection, user_id)
    own = levels.index(learner.level) if learner.level in levels else 0
    masteries = masteries_of(connection, curriculum, user_id, learner.calendar.day(now))
    solid = {concept for concept, mastery in masteries.items() if mastery.value >= SOLID}
    last = [curriculum.canonical(s.item) for s in newest_sittings(connection, user_id, SittingKind.QUIZ, 1)]

    def suits(quiz: Quiz) -> tuple[bool, bool, bool, bool, bool, int]:
        away = levels.index(quiz.level) - own
        seen = all(question.id in newest for question in quiz.questions)
        known = quiz.concept in solid
        return quiz.id in last, away > 0, not mistakes(quiz.questions, newest), seen, known, abs(away)

    asking = [quiz for quiz in curriculum.quizzes.values() if quiz.questions]
    if not asking:
        raise UserError("There is no quiz yet. Type /challenge to practise something else.")
    return min(asking, key=suits)


def _wrong(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, item: str) -> list[Question]:
    """The mistakes of a member in a quiz, or in all, the oldest first."""
    asked = [
        question for quiz in curriculum.quizzes.values() if item in (MISTAKES, quiz.id) for question in quiz.questions
    ]
    return mistakes(asked, _newest(connection, curriculum, user_id))


def _newest(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int) -> dict[str, Answer]:
    """A member's newest answer to each question, by the ids of today."""
    found = sorted(newest_answers(connection, user_id), key=lambda answer: answer.at)
    current = [replace(answer, question=curriculum.canonical(answer.question)) for answer in found]
    return {answer.question: answer for answer in current}
