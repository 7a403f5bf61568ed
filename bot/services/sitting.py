"""Sitting a quiz or an assessment: the question that comes now, and what was answered."""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.curriculum import Curriculum
from bot.domain.events import Kind
from bot.domain.questions import MAX_TYPED, UNKNOWN, Given, Question, arranged, fits, points
from bot.domain.sitting import Answer, Sitting, SittingKind
from bot.errors import UserError
from bot.services._assess import ASSESSMENT
from bot.services._course import Course
from bot.services._learner import ensure_learner, learner_of, record
from bot.services._mastery import note_answer
from bot.services._quiz import QUIZ
from bot.store.database import Database
from bot.store.sittings import (
    add_answer,
    add_question,
    add_sitting,
    answers_in,
    end_sitting,
    find_sitting,
    newest_answer,
)

COURSES: dict[SittingKind, Course] = {SittingKind.QUIZ: QUIZ, SittingKind.ASSESSMENT: ASSESSMENT}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a sitting as it is asked.

    `place` counts from 0 what was drawn, `number` from 1 what was asked, `total` is None where the end is not known.
    `order` holds the numbers of the options in the order in which they are shown.
    """

    question: Question
    place: int
    number: int
    total: int | None
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a member is in a sitting: the question to answer, None when it is over.

    `given` is the answer that has just arrived, with its question, where it is explained at once.
    """

    sitting: Sitting
    answers: tuple[Answer, ...]
    asked: Asked | None
    given: tuple[Asked, Answer] | None = None


async def current(db: Database, curriculum: Curriculum, user_id: int, sitting_id: int, now: datetime) -> Standing:
    """Where a member is in a sitting. Raises UserError when it is no longer there."""

    def look(connection: sqlite3.Connection) -> Standing:
        return standing(connection, curriculum, find(connection, user_id, sitting_id), now)

    return await db.write(look)


async def answer(
    db: Database, curriculum: Curriculum, user_id: int, sitting_id: int, place: int, given: Given, now: datetime
) -> Standing:
    """Answer the question at a place. The same answer twice counts once; elsewhere nothing is answered.

    Raises UserError for an answer that the question's controls cannot give, and when the sitting is gone.
    """

    def save(connection: sqlite3.Connection) -> Standing:
        return record_answer(connection, curriculum, user_id, sitting_id, place, given, now)

    return await db.write(save)


async def question_at(db: Database, curriculum: Curriculum, user_id: int, sitting_id: int, place: int) -> str:
    """The id of the question at a place of a sitting. Raises UserError when there is none."""
    sitting = await db.read(lambda connection: find(connection, user_id, sitting_id))
    if place not in range(len(sitting.questions)):
        raise UserError("I don't know which question that was. Type /quiz or /assess to go on with the others.")
    return curriculum.canonical(sitting.questions[place])


def begin(
    connection: sqlite3.Connection,
    user_id: int,
    guild_id: int | None,
    kind: SittingKind,
    item: str,
    questions: Collection[str],
    now: datetime,
) -> Sitting:
    """Begin a sitting with the questions that are drawn already."""
    shift = ensure_learner(connection, user_id, now).calendar.shift(now)
    return add_sitting(connection, user_id, guild_id, kind, item, questions, now, shift)


def standing(connection: sqlite3.Connection, curriculum: Curriculum, sitting: Sitting, now: datetime) -> Standing:
    """Where a sitting is. It goes on by itself: to a question that is drawn now, past those no longer asked, or out."""
    answers = answers_in(connection, sitting.user_id, sitting.sitting_id)
    if sitting.ended_at is None and _open_place(curriculum, sitting, answers) is None:
        sitting = _go_on(connection, curriculum, sitting, answers, now)
    place = _open_place(curriculum, sitting, answers) if sitting.ended_at is None else None
    asked = None if place is None else _asked(curriculum, sitting, answers, place)
    return Standing(sitting, tuple(answers), asked)


def record_answer(
    connection: sqlite3.Connection,
    curriculum: Curriculum,
    user_id: int,
    sitting_id: int,
    place: int,
    given: Given,
    now: datetime,
) -> Standing:
    """The transaction of an answer: what it is worth, the member's day, what comes next, and the end."""
    sitting = find(connection, user_id, sitting_id)
    before = standing(connection, curriculum, sitting, now)
    if before.asked is None or before.asked.place != place:
        return _with_given(curriculum, before, place)
    question = before.asked.question
    if given != UNKNOWN or COURSES[sitting.kind].explains:
        _refuse_misfits(question, given)
    calendar = learner_of(connection, user_id).calendar
    last = newest_answer(connection, user_id)
    if last is None or last.day != calendar.day(now):
        record(connection, user_id, sitting.guild_id, Kind.ANSWERED, curriculum.canonical(sitting.item), now)
    worth, shift = points(question, given), calendar.shift(now)
    given_now = Answer(sitting_id, place, question.id, now, shift, given, worth)
    add_answer(connection, user_id, given_now)
    note_answer(connection, curriculum, user_id, given_now)
    return _with_given(curriculum, standing(connection, curriculum, before.sitting, now), place)


def find(connection: sqlite3.Connection, user_id: int, sitting_id: int) -> Sitting:
    """A sitting of a member. Raises UserError when it is no longer there."""
    found = find_sitting(connection, user_id, sitting_id)
    if found is None:
        raise UserError("These questions are no longer there. Type /quiz or /assess to begin others.")
    return found


def _open_place(curriculum: Curriculum, sitting: Sitting, answers: Sequence[Answer]) -> int | None:
    """The first place with no answer and a question that is still asked."""
    answered = {answer.place for answer in answers}
    unanswered = (place for place in range(len(sitting.questions)) if place not in answered)
    return next((place for place in unanswered if curriculum.question(sitting.questions[place])), None)


def _go_on(
    connection: sqlite3.Connection, curriculum: Curriculum, sitting: Sitting, answers: Sequence[Answer], now: datetime
) -> Sitting:
    course = COURSES[sitting.kind]
    drawn = course.draw(connection, curriculum, sitting, answers)
    if drawn is not None:
        add_question(connection, sitting.sitting_id, drawn)
        return replace(sitting, questions=(*sitting.questions, drawn))
    end_sitting(connection, sitting.sitting_id, now)
    course.end(connection, curriculum, sitting, answers, now)
    return replace(sitting, ended_at=now)


def _asked(curriculum: Curriculum, sitting: Sitting, answers: Sequence[Answer], place: int) -> Asked | None:
    question = curriculum.question(sitting.questions[place])
    if question is None:
        return None
    number = sum(answer.place < place for answer in answers) + 1
    total = COURSES[sitting.kind].total(curriculum, sitting, answers)
    return Asked(question, place, number, total, arranged(question, place, f"{sitting.user_id} {sitting.sitting_id}"))


def _with_given(curriculum: Curriculum, standing: Standing, place: int) -> Standing:
    """The standing together with the answer at a place, if it is the newest one and to be explained.

    A question that was rewritten since, so that the answer no longer fits it, is explained no more.
    """
    newest = standing.answers[-1] if standing.answers else None
    if newest is None or newest.place != place or not COURSES[standing.sitting.kind].explains:
        return standing
    asked = _asked(curriculum, standing.sitting, standing.answers, place)
    return replace(standing, given=(asked, newest)) if asked and fits(asked.question, newest.given) else standing


def _refuse_misfits(question: Question, given: Given) -> None:
    """Raise UserError for an answer that the controls of a question cannot give."""
    if isinstance(given, str) and len(given) > MAX_TYPED:
        raise UserError("An answer has at most {limit} characters. Type just what is asked for.", limit=MAX_TYPED)
    if isinstance(given, str) and not given.strip():
        raise UserError("There is nothing in that answer. Type what you think; a wrong guess is explained as well.")
    if not fits(question, given):
        raise UserError("That answer belongs to another question. Type /quiz or /assess to see the one that comes now.")
