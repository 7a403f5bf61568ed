"""Grading: an answer is stored, run in the sandbox, explained, and kept with what came of it."""

import asyncio
import builtins
import logging
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.domain.challenge import Challenge, ChallengeKind
from bot.domain.curriculum import Curriculum
from bot.domain.events import Event, Kind, in_time
from bot.domain.explain import Explanation, explain
from bot.domain.pasted import MAX_CODE, same_code, unpaste
from bot.domain.submission import Effort, Submission, attempt_number
from bot.domain.verdict import Fault, Outcome, Report, Verdict
from bot.domain.xp import earned
from bot.errors import UserError
from bot.grader import Grader, GraderError, QueueFullError, Remark
from bot.services._learner import learner_of, log_of, record
from bot.services._mastery import note_graded
from bot.services.challenge import effort_of, find_challenge
from bot.store.database import Database
from bot.store.events import append_event
from bot.store.submissions import add_submission, save_report, submissions_of, ungraded

log = logging.getLogger(__name__)

XP_KINDS = (Kind.ATTEMPTED, Kind.HINTED, Kind.PUZZLED, Kind.GAVE_UP, Kind.SOLVED)


@dataclass(frozen=True, slots=True)
class Graded:
    """What came of an answer: the explanation is about the first check that failed, the remarks are on style."""

    challenge: Challenge
    submission: Submission
    report: Report
    attempt: int
    effort: Effort
    explanation: Explanation | None
    remarks: tuple[Remark, ...] = ()
    xp: int = 0


async def submit(
    db: Database,
    curriculum: Curriculum,
    user_id: int,
    guild_id: int | None,
    challenge_id: str,
    text: str,
    now: datetime,
) -> Submission:
    """Store an answer, to be graded next. An honest attempt counts as practice: not the starter, not the same again."""
    challenge = find_challenge(curriculum, challenge_id)
    code = check_code(text)

    def save(connection: sqlite3.Connection) -> Submission:
        earlier = [submission.code for submission in submissions_of(connection, user_id, challenge.id)]
        if any(same_code(code, known) for known in (challenge.starter, *earlier)):
            record(connection, user_id, guild_id, Kind.OPENED, challenge.id, now)
        else:
            record(connection, user_id, guild_id, Kind.ATTEMPTED, challenge.id, now)
        shift = learner_of(connection, user_id).calendar.shift(now)
        return add_submission(connection, user_id, guild_id, challenge.id, code, now, shift)

    return await db.write(save)


def check_code(text: str) -> str:
    """The code itself. Raises UserError when there is none, or too much of it."""
    code = unpaste(text) if len(text) <= 2 * MAX_CODE else text
    if not code.strip():
        raise UserError("There is no code in your answer. Paste your program, or attach it as a .py file.")
    if len(code) > MAX_CODE:
        raise UserError(
            "Your code has {length} characters; I take at most {limit}. Keep only what the task needs.",
            length=len(code),
            limit=MAX_CODE,
        )
    return code


async def grade(db: Database, grader: Grader, curriculum: Curriculum, submission: Submission, now: datetime) -> Graded:
    """Grade a stored answer now and keep what came of it. It counts for the day on which it was handed in."""
    challenge = find_challenge(curriculum, submission.challenge)
    report = await _report(grader, challenge, submission)
    remarks = tuple(await grader.style(submission.code)) if report.solved and challenge.checks else ()
    explanation = await asyncio.to_thread(_explained, challenge, submission, report)
    report = discreet(challenge, report)

    def save(connection: sqlite3.Connection) -> Graded:
        before = effort_of(connection, curriculum, submission.user_id, challenge)
        first = report.solved and not before.solved
        if save_report(connection, submission.submission_id, report):
            if first:
                solved = Event(Kind.SOLVED, submission.at, submission.shift, submission.guild_id, challenge.id)
                append_event(connection, submission.user_id, solved)
            note_graded(connection, curriculum, submission.user_id, challenge, report.solved, now)
        effort = effort_of(connection, curriculum, submission.user_id, challenge)
        if all(answer.submission_id != submission.submission_id for answer in effort.submissions):
            raise UserError("This answer was deleted with the rest of your data, so there is nothing to grade.")
        attempt = attempt_number(effort.submissions, submission.submission_id)
        taken = in_time(log_of(connection, curriculum, submission.user_id, XP_KINDS))
        guessed = (challenge.id,) if challenge.kind is ChallengeKind.PREDICT else ()
        counted = {challenge.id: challenge.level} if first and challenge.proved else {}
        xp = earned(taken, counted, guessed).get(challenge.id, 0)
        return Graded(challenge, submission, report, attempt, effort, explanation, remarks, xp)

    return await db.write(save)


def discreet(challenge: Challenge, report: Report) -> Report:
    """The report as it is kept: of hidden checks only the verdict, and the type if it is one of Python's exceptions."""
    shown = len(challenge.examples)
    hidden = (
        Outcome(outcome.verdict, fault=_type_only(outcome.fault)) if index < len(challenge.all_checks) else outcome
        for index, outcome in enumerate(report.outcomes[shown:], shown)
    )
    return Report((*report.outcomes[:shown], *hidden))


def _type_only(fault: Fault | None) -> Fault | None:
    known = fault is not None and isinstance(getattr(builtins, fault.type, None), type)
    return Fault(fault.type, "", None, "") if fault and known else None


async def grade_what_waits(db: Database, grader: Grader, curriculum: Curriculum, now: datetime) -> bool:
    """Grade the answers that a stop or a full queue left behind, oldest first; False if some have to wait still."""
    all_graded = True
    for submission in await db.read(ungraded):
        if submission.challenge not in curriculum.challenges:
            continue
        try:
            await grade(db, grader, curriculum, submission, now)
        except UserError:
            all_graded = False
        except Exception:
            log.exception("Submission %s cannot be graded", submission.submission_id)
    return all_graded


async def last_verdict(db: Database, curriculum: Curriculum, user_id: int, challenge_id: str) -> Graded:
    """The verdict on a member's newest answer. Raises UserError while there is none."""
    challenge = find_challenge(curriculum, challenge_id)
    effort = await db.read(lambda connection: effort_of(connection, curriculum, user_id, challenge))
    if effort.last is None or effort.last.report is None:
        raise UserError("There is no verdict yet. Your newest answer is still waiting to be graded, or there is none.")
    explanation = await asyncio.to_thread(_explained, challenge, effort.last, effort.last.report)
    return Graded(challenge, effort.last, effort.last.report, len(effort.submissions), effort, explanation)


async def _report(grader: Grader, challenge: Challenge, submission: Submission) -> Report:
    if challenge.kind is ChallengeKind.PREDICT:
        right = submission.code.split() == challenge.solution.split()
        return Report((Outcome(Verdict.PASSED if right else Verdict.WRONG, got=submission.code.strip()[:300]),))
    try:
        return await grader.grade(submission.user_id, submission.code, challenge.all_checks, challenge.measure)
    except QueueFullError:
        raise UserError(
            "Very many answers are waiting right now. Yours is saved; open the challenge again in a few minutes."
        ) from None
    except GraderError:
        raise UserError(
            "The sandbox that runs your code isn't there right now. Your answer is saved and graded when it is back."
        ) from None


def _explained(challenge: Challenge, submission: Submission, report: Report) -> Explanation | None:
    index = report.first_failure
    if index is None or index >= len(challenge.all_checks):
        return None
    shown = index < len(challenge.examples)
    return explain(submission.code, challenge.all_checks[index], report.outcomes[index], shown=shown)
