"""The challenge of the day: which it is, posting it at most once, and its results."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.challenge import Challenge
from bot.domain.curriculum import Curriculum
from bot.domain.daily import Band, Daily, band_of, daily
from bot.domain.events import Kind
from bot.domain.guild import Post
from bot.domain.guild_settings import ON, GuildSettings
from bot.domain.submission import Effort
from bot.errors import UserError
from bot.services._learner import learner_of
from bot.services.challenge import effort_of
from bot.services.guild_settings import set_settings, settings_of
from bot.services.posts import Due
from bot.store.database import Database
from bot.store.events import counts_in_guild, shared_in_guild, sharers_in_guild
from bot.store.posts import close_post, find_post, open_posts

KIND = "daily"
NOBODYS_GUILD = 0
SHARED = 3


@dataclass(frozen=True, slots=True)
class Today:
    """The challenges of a guild's day, the band that fits the member, and what they have put into each."""

    day: date
    daily: Daily
    band: Band
    efforts: dict[Band, Effort]


@dataclass(frozen=True, slots=True)
class Recap:
    """What came of a day in a guild: how many members tried and solved something, and the ids of those who shared."""

    day: date
    tried: int
    solved: int
    sharers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one challenge of a day in a guild; `shared` holds the authors' ids and their code."""

    challenge: Challenge
    band: Band
    tried: int
    solved: int
    shared: tuple[tuple[int, str], ...]


async def todays(db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, now: datetime) -> Today:
    """Today's challenges in a guild (or in direct messages), with the one for the member's level."""

    def load(connection: sqlite3.Connection) -> Today:
        settings = settings_of(connection, guild_id or NOBODYS_GUILD)
        day = settings.calendar.day(now)
        found = _daily(curriculum, settings.guild_id, day)
        efforts = {band: effort_of(connection, curriculum, user_id, c) for band, c in found.challenges.items()}
        return Today(day, found, band_of(learner_of(connection, user_id).level), efforts)

    return await db.read(load)


def of_day(curriculum: Curriculum, guild_id: int | None, day: str) -> Daily:
    """The challenges of any day (such as 2026-05-14) in a guild. Raises UserError for what is no day."""
    try:
        return _daily(curriculum, guild_id or NOBODYS_GUILD, date.fromisoformat(day))
    except ValueError:
        raise UserError("This is from an older version of me and no longer works. Type /daily for today's.") from None


async def shared_solutions(db: Database, curriculum: Curriculum, guild_id: int, day: str) -> list[Result]:
    """The solutions of a day's challenges that their authors shared in a guild."""
    challenges = of_day(curriculum, guild_id, day).challenges

    def load(connection: sqlite3.Connection) -> list[Result]:
        return [
            Result(challenge, band, 0, 0, tuple(shared_in_guild(connection, challenge.id, guild_id, SHARED)))
            for band, challenge in challenges.items()
        ]

    return [result for result in await db.read(load) if result.shared]


async def set_challenge_channel(
    db: Database, guild_id: int, user_id: int, channel_id: int, hour: int, zone: str, now: datetime
) -> GuildSettings:
    """Choose where and when a guild gets its challenge. Raises UserError for an hour or a zone that does not exist."""
    chosen = {"daily-channel": str(channel_id), "post-hour": str(hour), "zone": zone, "daily": ON}
    return await set_settings(db, guild_id, user_id, chosen, now)


async def recap(db: Database, curriculum: Curriculum, due: Due, now: datetime) -> Recap | None:
    """What came of the day before a post's in its guild; None if nobody tried anything."""
    day = due.post.day - timedelta(days=1)
    return await db.read(lambda connection: _recap(connection, curriculum, due.settings, day, now))


async def results(
    db: Database, curriculum: Curriculum, guild_id: int, now: datetime
) -> list[tuple[Post, tuple[Result, ...]]]:
    """The posts of earlier days that still lack their results, each with them."""

    def load(connection: sqlite3.Connection) -> list[tuple[Post, tuple[Result, ...]]]:
        settings = settings_of(connection, guild_id)
        posts = open_posts(connection, guild_id, KIND, settings.calendar.day(now))
        return [(post, tuple(_results(connection, curriculum, settings, post, now))) for post in posts]

    return await db.read(load)


async def close(db: Database, post: Post) -> None:
    """Note that a post has got its results."""
    await db.write(lambda connection: close_post(connection, post))


def _recap(
    connection: sqlite3.Connection, curriculum: Curriculum, settings: GuildSettings, day: date, now: datetime
) -> Recap | None:
    guild_id, since = settings.guild_id, _begin(connection, settings, day)
    items = [challenge.id for challenge in _daily(curriculum, guild_id, day).challenges.values()]
    counts = counts_in_guild(connection, items, guild_id, since, now)
    if Kind.ATTEMPTED not in counts:
        return None
    sharers = sharers_in_guild(connection, items, guild_id, since, now)
    return Recap(day, counts[Kind.ATTEMPTED], counts.get(Kind.SOLVED, 0), tuple(sharers))


def _results(
    connection: sqlite3.Connection, curriculum: Curriculum, settings: GuildSettings, post: Post, now: datetime
) -> list[Result]:
    found, since = [], _begin(connection, settings, post.day)
    for band, challenge in _daily(curriculum, post.guild_id, post.day).challenges.items():
        counts = counts_in_guild(connection, [challenge.id], post.guild_id, since, now)
        shared = shared_in_guild(connection, challenge.id, post.guild_id, SHARED)
        tried, solved = counts.get(Kind.ATTEMPTED, 0), counts.get(Kind.SOLVED, 0)
        found.append(Result(challenge, band, tried, solved, tuple(shared)))
    return found


def _begin(connection: sqlite3.Connection, settings: GuildSettings, day: date) -> datetime:
    """When a day began in a guild; its post may have come before the hour that is chosen now, or late."""
    post, start = find_post(connection, settings.guild_id, KIND, day), settings.calendar.start(day)
    return min(post.claimed_at, start) if post else start


def _daily(curriculum: Curriculum, guild_id: int, day: date) -> Daily:
    found = daily(curriculum.challenges.values(), guild_id, day)
    if found is None:
        raise UserError("There are no challenges of the day yet. Type /challenge to practise.")
    return found
