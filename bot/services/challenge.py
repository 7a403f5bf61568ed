"""Challenges: choosing one, looking at it, hints, the puzzle, giving up, and sharing a solution."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.challenge import Challenge
from bot.domain.curriculum import Curriculum
from bot.domain.events import Kind
from bot.domain.imported import Origin
from bot.domain.submission import Effort, Submission
from bot.errors import UserError
from bot.services._learner import learner_of, log_of, record
from bot.services._mastery import note_challenge
from bot.store.database import Database
from bot.store.submissions import submissions_of


@dataclass(frozen=True, slots=True)
class ChallengeView:
    """A challenge with what the member has put into it, and where it comes from, if it is imported."""

    challenge: Challenge
    effort: Effort
    origin: Origin | None = None


def find_challenge(curriculum: Curriculum, text: str) -> Challenge:
    """The challenge of an id or a title. Raises UserError when there is none."""
    found = curriculum.challenges.get(curriculum.canonical(text))
    named = [c for c in curriculum.challenges.values() if c.title.casefold() == text.strip().casefold()]
    if not (found or named):
        raise UserError(
            "I don't know the challenge “{text}”. Pick one from the list that appears while you type.", text=text[:60]
        )
    return found or named[0]


def is_challenge(curriculum: Curriculum, text: str) -> bool:
    """Whether a text is the id or the title of a challenge."""
    titles = {challenge.title.casefold() for challenge in curriculum.challenges.values()}
    return curriculum.canonical(text) in curriculum.challenges or text.strip().casefold() in titles


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


async def choose_challenge(
    db: Database, curriculum: Curriculum, user_id: int, level: str | None, topic: str | None = None
) -> Challenge:
    """A challenge to practise: not solved yet, not the one just looked at, near the member's level, about a topic.

    One that is not proved comes only when no other is left.
    """

    def choose(connection: sqlite3.Connection) -> Challenge | None:
        events = log_of(connection, curriculum, user_id, (Kind.OPENED, Kind.SOLVED))
        solved = {event.item for event in events if event.kind is Kind.SOLVED}
        looked_at = [event.item for event in events if event.kind is Kind.OPENED]
        own = level or learner_of(connection, user_id).level or "00"
        positions = {name: position for position, name in enumerate(curriculum.levels)}

        def suits(challenge: Challenge) -> tuple[bool, bool, bool, int, int]:
            away = positions[challenge.level] - positions.get(own, 0)
            seen = looked_at.count(challenge.id)
            return challenge.id in looked_at[-1:], not challenge.proved, away > 0, abs(away), seen

        found = [
            challenge for challenge in search_challenges(curriculum, topic or "", level) if challenge.id not in solved
        ]
        return min(found, key=suits, default=None)

    chosen = await db.read(choose)
    if chosen is None and topic:
        raise UserError(
            "I have no unsolved challenge about “{topic}”. Pick one from the list that appears while you type.",
            topic=topic[:60],
        )
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
        return _view(connection, curriculum, user_id, challenge)

    return await db.write(load)


async def latest_challenge(db: Database, curriculum: Curriculum, user_id: int) -> Challenge:
    """The challenge that a member looked at last. Raises UserError when there is none."""
    looks = await db.read(lambda connection: log_of(connection, curriculum, user_id, (Kind.OPENED, Kind.ATTEMPTED)))
    known = [event.item for event in looks if event.item in curriculum.challenges]
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


async def take_hint(
    db: Database,
    curriculum: Curriculum,
    user_id: int,
    guild_id: int | None,
    challenge_id: str,
    number: int,
    now: datetime,
) -> ChallengeView:
    """Take the hint of a number, from 1; one that is taken already costs nothing. Raises UserError for any other."""
    challenge = find_challenge(curriculum, challenge_id)

    def save(connection: sqlite3.Connection) -> ChallengeView:
        effort = effort_of(connection, curriculum, user_id, challenge)
        if not 1 <= number <= min(effort.hints + 1, len(challenge.hints)):
            raise UserError(
                "You have {count} hints so far. Take the next one, or write your answer.", count=effort.hints
            )
        if number > effort.hints:
            record(connection, user_id, guild_id, Kind.HINTED, challenge.id, now)
        return _view(connection, curriculum, user_id, challenge)

    return await db.write(save)


async def give_up(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, challenge_id: str, now: datetime
) -> ChallengeView:
    """Open the model solution: after all hints, and some time after the first look. Raises UserError before that."""
    challenge = find_challenge(curriculum, challenge_id)
    if not challenge.solution:
        raise UserError("There is no model solution for this one: its authors wrote none. Yours will be the first.")

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
            note_challenge(connection, curriculum, user_id, challenge)
        return _view(connection, curriculum, user_id, challenge)

    return await db.write(save)


async def solution_to_share(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, challenge_id: str
) -> Submission:
    """A member's newest solution. Raises UserError when there is none, or when it is shown in this guild already."""
    challenge = find_challenge(curriculum, challenge_id)

    def find(connection: sqlite3.Connection) -> Submission:
        shared = log_of(connection, curriculum, user_id, (Kind.SHARED,))
        if any(event.item == challenge.id and event.guild_id == guild_id for event in shared):
            raise UserError("Your solution is shared here already. Once is enough for everybody to find it.")
        answers = submissions_of(connection, user_id, challenge.id)
        solution = next((answer for answer in reversed(answers) if answer.report and answer.report.solved), None)
        if solution is None:
            raise UserError("You can share a solution once it has passed every check.")
        return solution

    return await db.read(find)


async def remember_share(db: Database, solution: Submission, guild_id: int | None, now: datetime) -> None:
    """Note that a member shows a solution in a guild."""

    def save(connection: sqlite3.Connection) -> None:
        details = {"submission": str(solution.submission_id)}
        record(connection, solution.user_id, guild_id, Kind.SHARED, solution.challenge, now, **details)

    await db.write(save)


def effort_of(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, challenge: Challenge) -> Effort:
    """What a member has put into a challenge so far."""
    kinds = (Kind.OPENED, Kind.ATTEMPTED, Kind.HINTED, Kind.PUZZLED, Kind.SOLVED, Kind.GAVE_UP)
    events = [event for event in log_of(connection, curriculum, user_id, kinds) if event.item == challenge.id]
    did = [event.kind for event in events]
    return Effort(
        submissions_of(connection, user_id, challenge.id),
        did.count(Kind.HINTED),
        events[0].at if events else None,
        Kind.PUZZLED in did,
        Kind.SOLVED in did,
        Kind.GAVE_UP in did,
    )


def _view(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, challenge: Challenge) -> ChallengeView:
    effort = effort_of(connection, curriculum, user_id, challenge)
    return ChallengeView(challenge, effort, curriculum.origin_of(challenge.id))


def _searchable(curriculum: Curriculum, challenge: Challenge) -> str:
    concepts = " ".join(curriculum.concepts[concept].title for concept in challenge.concepts)
    return f"{challenge.title} {challenge.theme} {challenge.kind} {' '.join(challenge.axes)} {concepts}".casefold()
