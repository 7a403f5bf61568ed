"""The challenge of the day: which it is, posting it at most once, and its results."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.challenge import Challenge
from bot.domain.curriculum import Curriculum
from bot.domain.daily import Band, Daily, band_of, daily
from bot.domain.events import Kind
from bot.domain.guild import GuildSetting, Post
from bot.domain.submission import Effort
from bot.errors import UserError
from bot.services._learner import learner_of
from bot.services.challenge import effort_of
from bot.services.zones import find_zone
from bot.store.database import Database
from bot.store.events import counts_in_guild, shared_in_guild, sharers_in_guild
from bot.store.guilds import all_guilds, find_guild, save_guild
from bot.store.posts import (
    claim_post,
    close_post,
    confirm_post,
    delete_posts,
    find_post,
    newest_day,
    open_posts,
    release_post,
    unconfirmed_posts,
)

KIND = "daily"
NOBODYS_GUILD = 0
DEFAULT_HOUR = 9
LATE_MINUTES = 15
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
class Due:
    """A post to send now: claimed by this call, or left unconfirmed by an earlier one.

    `recap` is about the day before, None if nobody tried anything.
    """

    post: Post
    daily: Daily
    late: bool
    doubtful: bool
    recap: Recap | None


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
        setting = _setting(connection, guild_id or NOBODYS_GUILD)
        day = setting.calendar.day(now)
        found = _daily(curriculum, setting.guild_id, day)
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
    db: Database, guild_id: int, channel_id: int, hour: int, zone: str, now: datetime
) -> GuildSetting:
    """Choose where and when a guild gets its challenge. Raises UserError for an hour or a zone that does not exist."""
    if not 0 <= hour <= 23:
        raise UserError("An hour is a number from 0 to 23, and {hour} isn't. At which hour shall I post?", hour=hour)
    match = await find_zone(zone, now)
    if match.zone is None:
        nearest = ", ".join(match.suggestions) or "Europe/Berlin"
        raise UserError("That time zone isn't known: “{zone}”. Try one of: {nearest}.", zone=zone[:60], nearest=nearest)
    setting = GuildSetting(guild_id, channel_id, hour, match.zone)
    setting = replace(setting, first_day=setting.begins(now))
    await db.write(lambda connection: save_guild(connection, setting))
    return setting


async def posting_guilds(db: Database) -> list[GuildSetting]:
    """The guilds that get a challenge every day."""
    return await db.read(all_guilds)


async def guilds_without_post(db: Database, now: datetime) -> list[int]:
    """The guilds whose post of today is missing, or was not confirmed."""

    def look(connection: sqlite3.Connection) -> list[int]:
        return [setting.guild_id for setting in all_guilds(connection) if _is_due(connection, setting, now)]

    return await db.read(look)


async def claim(db: Database, curriculum: Curriculum, guild_id: int, now: datetime) -> Due | None:
    """What a guild is to be sent now; None when it has its post already, or wants none."""

    def take(connection: sqlite3.Connection) -> Due | None:
        setting = find_guild(connection, guild_id)
        if setting is None or setting.problem or not _is_due(connection, setting, now):
            return None
        day = setting.calendar.day(now)
        lost = find_post(connection, guild_id, KIND, day)
        if lost and lost.channel_id != setting.challenge_channel:
            release_post(connection, lost)  # it was for a channel that was given up
        fresh = claim_post(connection, guild_id, KIND, day, setting.challenge_channel, now)
        post = find_post(connection, guild_id, KIND, day)
        if post is None or post.message_id is not None:
            return None
        late = (now - setting.calendar.start(day)).total_seconds() > LATE_MINUTES * 60
        recap = _recap(connection, curriculum, setting, day - timedelta(days=1), now)
        return Due(post, _daily(curriculum, guild_id, day), late, doubtful=not fresh, recap=recap)

    return await db.write(take)


async def confirm(db: Database, post: Post, message_id: int) -> None:
    """Note that a post was sent."""
    await db.write(lambda connection: confirm_post(connection, post, message_id))


async def release(db: Database, post: Post) -> None:
    """Note that a post was not sent."""
    await db.write(lambda connection: release_post(connection, post))


async def stop_posting(db: Database, due: Due, problem: str, *, certainly_not_sent: bool) -> None:
    """Post no more in this guild, until somebody chooses a channel again; what was not sent is free again."""

    def save(connection: sqlite3.Connection) -> None:
        if certainly_not_sent:
            release_post(connection, due.post)
        setting = find_guild(connection, due.post.guild_id)
        if setting:
            save_guild(connection, replace(setting, problem=problem))

    await db.write(save)


async def doubtful_posts(db: Database, guild_id: int, now: datetime) -> list[Post]:
    """The posts of earlier days that were claimed, and of which nobody knows whether they were sent."""

    def load(connection: sqlite3.Connection) -> list[Post]:
        today = _setting(connection, guild_id).calendar.day(now)
        return unconfirmed_posts(connection, guild_id, KIND, today)

    return await db.read(load)


async def results(
    db: Database, curriculum: Curriculum, guild_id: int, now: datetime
) -> list[tuple[Post, tuple[Result, ...]]]:
    """The posts of earlier days that still lack their results, each with them."""

    def load(connection: sqlite3.Connection) -> list[tuple[Post, tuple[Result, ...]]]:
        setting = _setting(connection, guild_id)
        posts = open_posts(connection, guild_id, KIND, setting.calendar.day(now))
        return [(post, tuple(_results(connection, curriculum, setting, post, now))) for post in posts]

    return await db.read(load)


async def close(db: Database, post: Post) -> None:
    """Note that a post has got its results."""
    await db.write(lambda connection: close_post(connection, post))


async def forget_posts(db: Database) -> None:
    """Take it that nothing was ever posted: a new simulated Discord begins empty."""
    await db.write(delete_posts)


def _recap(
    connection: sqlite3.Connection, curriculum: Curriculum, setting: GuildSetting, day: date, now: datetime
) -> Recap | None:
    guild_id, since = setting.guild_id, _begin(connection, setting, day)
    items = [challenge.id for challenge in _daily(curriculum, guild_id, day).challenges.values()]
    counts = counts_in_guild(connection, items, guild_id, since, now)
    if Kind.ATTEMPTED not in counts:
        return None
    sharers = sharers_in_guild(connection, items, guild_id, since, now)
    return Recap(day, counts[Kind.ATTEMPTED], counts.get(Kind.SOLVED, 0), tuple(sharers))


def _results(
    connection: sqlite3.Connection, curriculum: Curriculum, setting: GuildSetting, post: Post, now: datetime
) -> list[Result]:
    found, since = [], _begin(connection, setting, post.day)
    for band, challenge in _daily(curriculum, post.guild_id, post.day).challenges.items():
        counts = counts_in_guild(connection, [challenge.id], post.guild_id, since, now)
        shared = shared_in_guild(connection, challenge.id, post.guild_id, SHARED)
        tried, solved = counts.get(Kind.ATTEMPTED, 0), counts.get(Kind.SOLVED, 0)
        found.append(Result(challenge, band, tried, solved, tuple(shared)))
    return found


def _begin(connection: sqlite3.Connection, setting: GuildSetting, day: date) -> datetime:
    """When a day began in a guild; its post may have come before the hour that is chosen now, or late."""
    post, start = find_post(connection, setting.guild_id, KIND, day), setting.calendar.start(day)
    return min(post.claimed_at, start) if post else start


def _is_due(connection: sqlite3.Connection, setting: GuildSetting, now: datetime) -> bool:
    """Whether today's post is missing or unconfirmed; a later hour chosen today brings no day of the past back."""
    day = setting.calendar.day(now)
    if day < max(setting.first_day, newest_day(connection, setting.guild_id, KIND) or day):
        return False
    post = find_post(connection, setting.guild_id, KIND, day)
    return post is None or post.message_id is None


def _setting(connection: sqlite3.Connection, guild_id: int) -> GuildSetting:
    return find_guild(connection, guild_id) or GuildSetting(guild_id, 0, DEFAULT_HOUR, "UTC")


def _daily(curriculum: Curriculum, guild_id: int, day: date) -> Daily:
    found = daily(curriculum.challenges.values(), guild_id, day)
    if found is None:
        raise UserError("There are no challenges of the day yet. Type /challenge to practise.")
    return found
