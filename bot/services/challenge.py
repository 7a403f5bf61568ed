"""Challenges: choosing one, handing in code, having it graded, hints, and giving up."""

import asyncio
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.challenge import Challenge, ChallengeKind
from bot.domain.curriculum import Curriculum
from bot.domain.daily import band_of
from bot.domain.events import Event, Kind
from bot.domain.explain import Explanation, explain
from bot.domain.pasted import MAX_CODE, same_code, unpaste
from bot.domain.submission import Effort, Submission, attempt_number
from bot.domain.verdict import Outcome, Report, Verdict
from bot.domain.xp import earned
from bot.errors import UserError
from bot.grader import Grader, GraderError, QueueFullError, Remark
from bot.services._learner import learner_of, log_of, record
from bot.store.database import Database
from bot.store.events import append_event
from bot.store.submissions import add_submission, save_report, submissions_of, ungraded

XP_KINDS = (Kind.HINTED, Kind.PUZZLED, Kind.GAVE_UP, Kind.SOLVED)


@dataclass(frozen=True, slots=True)
class ChallengeView:
    """A challenge with what the member has put into it."""

    challenge: Challenge
    effort: Effort


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


def find_challenge(curriculum: Curriculum, text: str) -> Challenge:
    """The challenge of an id or a title. Raises UserError when there is none."""
    found = curriculum.challenges.get(curriculum.canonical(text))
    named = [c for c in curriculum.challenges.values() if c.title.casefold() == text.strip().casefold()]
    if not (found or named):
        raise UserError(
            "I don't know the challenge “{text}”. Pick one from the list that appears while you type.", text=text[:60]
        )
    return found or named[0]


def search_challenges(curriculum: Curriculum, text: str, level: str | None) -> Sequence[Challenge]:
    """The challenges that contain all words typed, of one level if it is given, easiest first."""
    words = text.casefold().split()
    levels = list(curriculum.levels)
    found = [
        challenge
        for challenge in curriculum.challenges.values()
        if (level is None or challenge.level == level)
        and all(word in _searchable(curriculum, challenge) for word in words)
    ]
    return sorted(found, key=lambda challenge: (levels.index(challenge.level), challenge.minutes))


async def choose_challenge(db: Database, curriculum: Curriculum, user_id: int, level: str | None) -> Challenge:
    """A challenge to practise: one that the member has not solved, at their level or the nearest below it."""

    def choose(connection: sqlite3.Connection) -> Challenge | None:
        solved = {event.item for event in log_of(connection, curriculum, user_id, (Kind.SOLVED,))}
        own = level or learner_of(connection, user_id).level or "00"
        band = band_of(own)
        nearest = sorted(
            (challenge for challenge in curriculum.challenges.values() if challenge.id not in solved),
            key=lambda challenge: (challenge.level != own, band_of(challenge.level) is not band, challenge.minutes),
        )
        return nearest[0] if nearest else None

    chosen = await db.read(choose)
    if chosen is None:
        raise UserError("You have solved every challenge that there is. Pick one to solve it again, another way.")
    return chosen


async def open_challenge(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, challenge_id: str, now: datetime
) -> ChallengeView:
    """Look at a challenge. It is noted: giving up is possible some time after the first look."""
    challenge = find_challenge(curriculum, challenge_id)

    def load(connection: sqlite3.Connection) -> ChallengeView:
        record(connection, user_id, guild_id, Kind.OPENED, challenge.id, now)
        return ChallengeView(challenge, effort_of(connection, curriculum, user_id, challenge))

    return await db.write(load)


async def latest_challenge(db: Database, curriculum: Curriculum, user_id: int) -> Challenge:
    """The challenge that a member looked at last. Raises UserError when there is none."""
    log = await db.read(lambda connection: log_of(connection, curriculum, user_id, (Kind.OPENED, Kind.ATTEMPTED)))
    known = [event.item for event in log if event.item in curriculum.challenges]
    if not known:
        raise UserError("I don't know which challenge that code is for. Open it with /challenge or /daily first.")
    return curriculum.challenges[known[-1] or ""]


async def open_puzzle(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, challenge_id: str, now: datetime
) -> None:
    """Note that a member looked at a puzzle: it shows the lines of the solution, so it costs points."""
    challenge = find_challenge(curriculum, challenge_id)

    def save(connection: sqlite3.Connection) -> None:
        if not effort_of(connection, curriculum, user_id, challenge).puzzled:
            record(connection, user_id, guild_id, Kind.PUZZLED, challenge.id, now)

    await db.write(save)


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
    code = unpaste(text)
    if not code.strip():
        raise UserError("There is no code in your answer. Paste your program, or attach it as a .py file.")
    if len(code) > MAX_CODE:
        raise UserError(
            "Your code has {length} characters; I take at most {limit}. Keep only what the task needs.",
            length=len(code),
            limit=MAX_CODE,
        )
    return code


async def grade(db: Database, grader: Grader, curriculum: Curriculum, submission: Submission) -> Graded:
    """Grade a stored answer and keep what came of it. It counts for the day on which it was handed in."""
    challenge = find_challenge(curriculum, submission.challenge)
    report = await _report(grader, challenge, submission)
    remarks = tuple(await grader.style(submission.code)) if report.solved and challenge.checks else ()
    explanation = await asyncio.to_thread(_explained, challenge, submission, report)

    def save(connection: sqlite3.Connection) -> Graded:
        before = effort_of(connection, curriculum, submission.user_id, challenge)
        first = report.solved and not before.solved
        if save_report(connection, submission.submission_id, report) and first:
            solved = Event(Kind.SOLVED, submission.at, submission.shift, submission.guild_id, challenge.id)
            append_event(connection, submission.user_id, solved)
        effort = effort_of(connection, curriculum, submission.user_id, challenge)
        attempt = attempt_number(effort.submissions, submission.submission_id)
        log = log_of(connection, curriculum, submission.user_id, XP_KINDS)
        xp = earned(log, {challenge.id: challenge.level}).get(challenge.id, 0) if first else 0
        return Graded(challenge, submission, report, attempt, effort, explanation, remarks, xp)

    return await db.write(save)


async def grade_what_waits(db: Database, grader: Grader, curriculum: Curriculum) -> bool:
    """Grade the answers that a stop or a full queue left behind, oldest first; False if some have to wait still."""
    for submission in await db.read(ungraded):
        if submission.challenge not in curriculum.challenges:
            continue
        try:
            await grade(db, grader, curriculum, submission)
        except UserError:
            return False
    return True


async def last_verdict(db: Database, curriculum: Curriculum, user_id: int, challenge_id: str) -> Graded:
    """The verdict on a member's newest answer. Raises UserError while there is none."""
    challenge = find_challenge(curriculum, challenge_id)
    effort = await db.read(lambda connection: effort_of(connection, curriculum, user_id, challenge))
    if effort.last is None or effort.last.report is None:
        raise UserError("There is no verdict yet. Your newest answer is still waiting to be graded, or there is none.")
    explanation = await asyncio.to_thread(_explained, challenge, effort.last, effort.last.report)
    return Graded(challenge, effort.last, effort.last.report, len(effort.submissions), effort, explanation)


async def take_hint(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, challenge_id: str, now: datetime
) -> ChallengeView:
    """Take the next hint; the view's effort says how many are taken now. Raises UserError when there are no more."""
    challenge = find_challenge(curriculum, challenge_id)

    def save(connection: sqlite3.Connection) -> ChallengeView:
        effort = effort_of(connection, curriculum, user_id, challenge)
        if effort.hints >= len(challenge.hints):
            raise UserError(
                "You have all {count} hints. Read them once more, or ask in your help channel.", count=effort.hints
            )
        record(connection, user_id, guild_id, Kind.HINTED, challenge.id, now)
        return ChallengeView(challenge, effort_of(connection, curriculum, user_id, challenge))

    return await db.write(save)


async def give_up(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, challenge_id: str, now: datetime
) -> ChallengeView:
    """Open the model solution: after all hints, and some time after the first look. Raises UserError before that."""
    challenge = find_challenge(curriculum, challenge_id)

    def save(connection: sqlite3.Connection) -> ChallengeView:
        effort = effort_of(connection, curriculum, user_id, challenge)
        opens = effort.may_give_up_at(len(challenge.hints))
        if not effort.solution_is_open and opens is None:
            raise UserError(
                "The solution opens after three hints. You have taken {count}; take the next one.", count=effort.hints
            )
        if not effort.solution_is_open and opens and now < opens:
            raise UserError("The solution opens <t:{opens}:R>. Until then, one more try?", opens=int(opens.timestamp()))
        if not effort.solution_is_open:
            record(connection, user_id, guild_id, Kind.GAVE_UP, challenge.id, now)
        return ChallengeView(challenge, effort_of(connection, curriculum, user_id, challenge))

    return await db.write(save)


async def share(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, challenge_id: str, now: datetime
) -> Submission:
    """Note that a member shows their newest solution in a guild. Raises UserError when there is none."""
    challenge = find_challenge(curriculum, challenge_id)

    def save(connection: sqlite3.Connection) -> Submission:
        answers = submissions_of(connection, user_id, challenge.id)
        solution = next((answer for answer in reversed(answers) if answer.report and answer.report.solved), None)
        if solution is None:
            raise UserError("You can share a solution once it has passed every check.")
        details = {"submission": str(solution.submission_id)}
        record(connection, user_id, guild_id, Kind.SHARED, challenge.id, now, **details)
        return solution

    return await db.write(save)


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


def effort_of(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, challenge: Challenge) -> Effort:
    """What a member has put into a challenge so far."""
    kinds = (Kind.OPENED, Kind.ATTEMPTED, Kind.HINTED, Kind.PUZZLED, Kind.SOLVED, Kind.GAVE_UP)
    log = [event for event in log_of(connection, curriculum, user_id, kinds) if event.item == challenge.id]
    did = [event.kind for event in log]
    return Effort(
        submissions_of(connection, user_id, challenge.id),
        did.count(Kind.HINTED),
        log[0].at if log else None,
        Kind.PUZZLED in did,
        Kind.SOLVED in did,
        Kind.GAVE_UP in did,
    )


def _searchable(curriculum: Curriculum, challenge: Challenge) -> str:
    concepts = " ".join(curriculum.concepts[concept].title for concept in challenge.concepts)
    return f"{challenge.title} {challenge.theme} {challenge.kind} {' '.join(challenge.axes)} {concepts}".casefold()
