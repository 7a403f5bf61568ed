"""Assessments: beginning or resuming one, what it came to, the mistakes in it, and what the last one said."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.assessment import Depth
from bot.domain.curriculum import Concept, Curriculum
from bot.domain.levels import Level
from bot.domain.paths import Path
from bot.domain.placement import Earlier, Placement
from bot.domain.questions import UNKNOWN, Question, fits
from bot.domain.sitting import Answer, Sitting, SittingKind
from bot.errors import UserError
from bot.services._assess import SITTING, assessed, earlier, placement_of, questions_to_assess
from bot.services._learner import ensure_learner, learner_of
from bot.services.sitting import Standing, begin, find, standing
from bot.store.database import Database
from bot.store.sittings import answers_in, end_sitting, unfinished_sittings


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An assessment that is under way: how deep it goes, and how many questions of it are answered."""

    depth: Depth
    answers: int


@dataclass(frozen=True, slots=True)
class Choice:
    """What there is to choose from: whether there are questions, what is under way, and what the last one said."""

    possible: bool
    unfinished: Unfinished | None
    last: Earlier | None
    today: date


@dataclass(frozen=True, slots=True)
class Result:
    """What an assessment came to. `level` and `path` are suggestions, `own` is the level that the member has chosen."""

    sitting: Sitting
    placement: Placement
    level: Level | None
    own: Level | None
    path: Path | None
    concepts: tuple[Concept, ...]
    mistakes: int
    today: date


@dataclass(frozen=True, slots=True)
class Missed:
    """A question of an assessment that went wrong, as it was answered."""

    question: Question
    answer: Answer


async def choice(db: Database, curriculum: Curriculum, user_id: int, now: datetime) -> Choice:
    """What a member can choose from. Looking stores nothing."""

    def look(connection: sqlite3.Connection) -> Choice:
        under_way = unfinished_sittings(connection, user_id, SittingKind.ASSESSMENT)
        last = earlier(assessed(connection, curriculum, user_id))
        today = learner_of(connection, user_id).calendar.day(now)
        possible = bool(questions_to_assess(curriculum))
        return Choice(possible, _unfinished(connection, under_way[0]) if under_way else None, last, today)

    return await db.read(look)


async def open_assessment(
    db: Database,
    curriculum: Curriculum,
    user_id: int,
    guild_id: int | None,
    depth: Depth,
    now: datetime,
    *,
    instead: bool = False,
) -> Standing | Unfinished:
    """Go on with an assessment of a depth, or begin one.

    While one of another depth is under way, that one is returned; with `instead` it is left for the new one.
    Raises UserError when there are no questions.
    """

    def save(connection: sqlite3.Connection) -> Standing | Unfinished:
        under_way = unfinished_sittings(connection, user_id, SittingKind.ASSESSMENT)
        if under_way and under_way[0].item == depth:
            return standing(connection, curriculum, under_way[0], now)
        if under_way and not instead:
            return _unfinished(connection, under_way[0])
        if not questions_to_assess(curriculum):
            raise UserError(
                "There are no questions to find your level with yet. "
                "Type /assess self to rate yourself, or /start to choose a level."
            )
        for left in under_way:
            end_sitting(connection, left.sitting_id, now)
        ensure_learner(connection, user_id, now)
        begun = begin(connection, user_id, guild_id, SittingKind.ASSESSMENT, depth.value, (), now)
        return standing(connection, curriculum, begun, now)

    return await db.write(save)


async def result(db: Database, curriculum: Curriculum, user_id: int, sitting_id: int, now: datetime) -> Result | None:
    """What an assessment came to; None when it was left before its end. Raises UserError when it is not there."""

    def look(connection: sqlite3.Connection) -> Result | None:
        sitting = find(connection, user_id, sitting_id)
        recorded = {event.details[SITTING] for event in assessed(connection, curriculum, user_id)}
        if str(sitting.sitting_id) not in recorded:
            return None
        answers = answers_in(connection, user_id, sitting_id)
        placement = placement_of(connection, curriculum, sitting, answers)
        learner = learner_of(connection, user_id)
        return Result(
            sitting,
            placement,
            curriculum.levels.get(placement.level),
            curriculum.levels.get(learner.level or ""),
            curriculum.paths.get(placement.advice.path),
            tuple(curriculum.concepts[name] for name in placement.concepts if name in curriculum.concepts),
            len(_missed(curriculum, answers)),
            learner.calendar.day(now),
        )

    return await db.read(look)


async def mistakes(db: Database, curriculum: Curriculum, user_id: int, sitting_id: int) -> list[Missed]:
    """The questions of an assessment that went wrong. Raises UserError while it is under way, which would tell them."""

    def look(connection: sqlite3.Connection) -> list[Missed]:
        sitting = find(connection, user_id, sitting_id)
        if sitting.ended_at is None:
            raise UserError("You can look at your mistakes once the assessment is over. Type /assess to go on with it.")
        return _missed(curriculum, answers_in(connection, user_id, sitting_id))

    return await db.read(look)


def _unfinished(connection: sqlite3.Connection, sitting: Sitting) -> Unfinished:
    return Unfinished(Depth(sitting.item), len(answers_in(connection, sitting.user_id, sitting.sitting_id)))


def _missed(curriculum: Curriculum, answers: list[Answer]) -> list[Missed]:
    """What went wrong, but for questions that were rewritten since, so that the answer no longer fits them."""
    wrong = ((curriculum.question(answer.question), answer) for answer in answers if not answer.right)
    return [
        Missed(question, answer)
        for question, answer in wrong
        if question and (answer.given == UNKNOWN or fits(question, answer.given))
    ]
