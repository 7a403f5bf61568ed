"""The week of a guild: its most tried challenge, what was shared, who solved something for the first time."""

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.challenge import Challenge
from bot.domain.curriculum import Curriculum
from bot.domain.daily import Band
from bot.domain.guild_settings import GuildSettings
from bot.domain.streak import WEEK
from bot.errors import UserError
from bot.services.daily import of_day
from bot.services.guild_settings import settings_of
from bot.store.database import Database
from bot.store.guild_weeks import first_solves, members_between, most_tried, shared_between

KIND = "recap"
SHARED = 5  # solutions that are shown
NAMED = 10  # first solves


@dataclass(frozen=True, slots=True)
class Favourite:
    """The challenge of the day that most members tried, on which day and in which band, and how many did."""

    challenge: Challenge
    day: date
    band: Band
    tried: int
    solved: int


@dataclass(frozen=True, slots=True)
class Solution:
    """A solution that its author shared."""

    challenge: Challenge
    user_id: int
    code: str


@dataclass(frozen=True, slots=True)
class GuildWeek:
    """What came of the seven days before a day: how many members tried and solved something, and what stood out."""

    first: date
    last: date
    tried: int
    solved: int
    favourite: Favourite | None
    solutions: tuple[Solution, ...]
    firsts: tuple[tuple[int, Challenge], ...]

    @property
    def empty(self) -> bool:
        """Whether nothing happened."""
        return not (self.tried or self.solved or self.solutions)


async def guild_week(db: Database, curriculum: Curriculum, guild_id: int, day: date) -> GuildWeek:
    """The seven days of a guild that end with the begin of a day."""
    return await db.read(lambda connection: _week(connection, curriculum, settings_of(connection, guild_id), day))


async def solutions_of_week(db: Database, curriculum: Curriculum, guild_id: int | None, text: str) -> list[Solution]:
    """What was shared in the week before a day, such as 2026-05-14. Raises UserError for what is no day."""
    try:
        day = date.fromisoformat(text)
        first = day - timedelta(days=WEEK)
    except (ValueError, OverflowError):
        raise UserError("This is from an older version of me and no longer works. Look for a newer recap.") from None

    def load(connection: sqlite3.Connection) -> list[Solution]:
        calendar = settings_of(connection, guild_id or 0).calendar
        span = calendar.start(first), calendar.start(day)
        found = shared_between(connection, guild_id or 0, *span, SHARED)
        known = [(user, _challenge(curriculum, item), code) for user, item, code in found]
        return [Solution(challenge, user, code) for user, challenge, code in known if challenge]

    return await db.read(load)


def _week(connection: sqlite3.Connection, curriculum: Curriculum, settings: GuildSettings, day: date) -> GuildWeek:
    guild_id, calendar, first = settings.guild_id, settings.calendar, day - timedelta(days=WEEK)
    span = calendar.start(first), calendar.start(day)
    members = members_between(connection, guild_id, *span)
    shared = shared_between(connection, guild_id, *span, NAMED)
    solutions = [(_challenge(curriculum, item), user, code) for user, item, code in shared]
    firsts = [(user, _challenge(curriculum, item)) for user, item in first_solves(connection, guild_id, *span, NAMED)]
    dailies = _dailies(curriculum, guild_id, first)
    found = most_tried(connection, guild_id, dailies, *span)
    return GuildWeek(
        first,
        day - timedelta(days=1),
        members.tried,
        members.solved,
        Favourite(*dailies[found.item], found.tried, found.solved) if found else None,
        tuple(Solution(challenge, user, code) for challenge, user, code in solutions if challenge),
        tuple((user, challenge) for user, challenge in firsts if challenge),
    )


def _dailies(curriculum: Curriculum, guild_id: int, first: date) -> dict[str, tuple[Challenge, date, Band]]:
    """The challenges of the days of a week, each with its newest day and its band."""
    found: dict[str, tuple[Challenge, date, Band]] = {}
    for day in (first + timedelta(days=count) for count in range(WEEK)):
        try:
            challenges = of_day(curriculum, guild_id, str(day)).challenges
        except UserError:  # there are none to choose from
            return {}
        found |= {challenge.id: (challenge, day, band) for band, challenge in challenges.items()}
    return found


def _challenge(curriculum: Curriculum, item: str) -> Challenge | None:
    return curriculum.challenges.get(curriculum.canonical(item))
