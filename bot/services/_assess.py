"""How an assessment runs: each question is drawn from the answers so far, and nothing is explained before the end."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.assessment import BOUNDS, Depth, Reply, next_question
from bot.domain.curriculum import Curriculum
from bot.domain.events import Event, Kind
from bot.domain.placement import Earlier, Placement, place
from bot.domain.questions import Question
from bot.domain.sitting import Answer, Sitting
from bot.domain.skills import Axis
from bot.services._course import Course
from bot.services._learner import learner_of, log_of, record
from bot.store.sittings import met_before

SITTING, OVERALL, MARGIN = "sitting", "overall", "margin"


def questions_to_assess(curriculum: Curriculum) -> list[Question]:
    """Every question of every axis."""
    return [question for assessment in curriculum.assessments.values() for question in assessment.questions]


def replies_of(curriculum: Curriculum, answers: Iterable[Answer]) -> list[Reply]:
    """What answers were worth; a question that is gone from the content says nothing any more."""
    found = ((curriculum.question(answer.question), answer.points) for answer in answers)
    return [Reply(question, points) for question, points in found if question]


def placement_of(
    connection: sqlite3.Connection, curriculum: Curriculum, sitting: Sitting, answers: Iterable[Answer]
) -> Placement:
    """What the answers of an assessment come to, beside the one before it."""
    track = curriculum.track(learner_of(connection, sitting.user_id).goal)
    wanted = [step.path for step in track.steps if step.path] if track else []
    before = earlier(assessed(connection, curriculum, sitting.user_id), sitting)
    return place(Depth(sitting.item), replies_of(curriculum, answers), wanted, before)


def assessed(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int) -> list[Event]:
    """The assessments that a member has finished, the oldest first."""
    return log_of(connection, curriculum, user_id, (Kind.ASSESSED,))


def earlier(log: Sequence[Event], sitting: Sitting | None = None) -> Earlier | None:
    """What the newest assessment came to, or the newest before a sitting."""
    before = [event for event in log if sitting is None or int(event.details[SITTING]) < sitting.sitting_id]
    if not before:
        return None
    details = before[-1].details
    axes = {axis: int(details[axis]) for axis in Axis if axis in details}
    return Earlier(before[-1].day, int(details[OVERALL]), int(details[MARGIN]), axes)


def _draw(
    connection: sqlite3.Connection, curriculum: Curriculum, sitting: Sitting, answers: Sequence[Answer]
) -> str | None:
    seen = met_before(connection, sitting.user_id, sitting.sitting_id)
    met = {curriculum.canonical(question): turn for question, turn in sorted(seen.items(), key=lambda item: item[1])}
    question = next_question(
        questions_to_assess(curriculum),
        Depth(sitting.item),
        replies_of(curriculum, answers),
        met,
        f"{sitting.user_id} {sitting.sitting_id}",
    )
    return question.id if question else None


def _total(curriculum: Curriculum, sitting: Sitting, answers: Sequence[Answer]) -> int:
    """About how many questions it will be: it stops somewhere between its bounds."""
    least = min(BOUNDS[Depth(sitting.item)].least, len(questions_to_assess(curriculum)))
    return max(least, len(answers) + 1)


def _end(
    connection: sqlite3.Connection, curriculum: Curriculum, sitting: Sitting, answers: Sequence[Answer], now: datetime
) -> None:
    """Record what it came to, as it is said today; the answers stay for a better model."""
    if not replies_of(curriculum, answers):
        return
    placement = placement_of(connection, curriculum, sitting, answers)
    overall = placement.estimate.overall
    details = {
        "depth": placement.depth.value,
        SITTING: str(sitting.sitting_id),
        OVERALL: str(round(overall.score)),
        MARGIN: str(overall.margin),
        **{axis.value: str(score) for axis, score in placement.measured.items()},
    }
    record(connection, sitting.user_id, sitting.guild_id, Kind.ASSESSED, None, now, **details)


ASSESSMENT = Course(_draw, _total, _end, explains=False)
