"""Thanks: said once for a message, counted once a day between two members; whom they are for is told nobody else."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.curriculum import Curriculum
from bot.domain.events import Kind, held
from bot.domain.placement import level_for
from bot.errors import UserError
from bot.services._assess import assessed, earlier
from bot.services._learner import ensure_learner, learner_of, log_of, record
from bot.services.guild_settings import settings_of
from bot.store.database import Database
from bot.store.learners import find_learner, is_visible
from bot.store.thanks import (
    RECEIVED,
    SAID,
    Counts,
    Thank,
    add_part,
    add_thank,
    counts_of,
    received_by,
    said_on,
    thanked_message,
    thanked_on,
    thanks_for_message,
)

LATELY = timedelta(days=30)
RECENT = 5
THANKS_A_DAY = 20
MENTOR_LEVEL = "5"


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody is thanked for."""

    guild_id: int | None
    channel_id: int
    message_id: int
    author_id: int
    by_bot: bool = False


@dataclass(frozen=True, slots=True)
class Thanks:
    """What a member was thanked for, as far as it may be seen.

    `mentor_role` is the one that they may take (`may_mentor`), or give back if they have it; None for anybody else.
    `to_show`: they chose a level that is high enough for it, and have not shown it yet.
    """

    counts: Counts
    recent: tuple[Thank, ...]
    mentor_role: int | None
    may_mentor: bool
    to_show: bool


async def thank(db: Database, user_id: int, message: Message, now: datetime) -> bool:
    """Say thanks for a message; whether it is the first thank for it. Raises UserError where it isn't one.

    Whoever has never used this bot, or had everything deleted, is thanked all the same: nothing is kept about them.
    """
    guild_id = message.guild_id
    if guild_id is None:
        raise UserError("Thanks are for servers, where others helped you. Here, say it in your own words.")
    if message.by_bot:
        raise UserError("That's kind. I only pass thanks on to people, though.")
    if message.author_id == user_id:
        raise UserError("That is your own message. Thank somebody who helped you.")

    def save(connection: sqlite3.Connection) -> bool:
        if not settings_of(connection, guild_id).on("thanks"):
            raise UserError("This server doesn't count thanks. Say it in your own words: that is worth as much.")
        day = str(ensure_learner(connection, user_id, now).calendar.day(now))
        _refuse_again(connection, user_id, message, guild_id, day)
        first = not thanks_for_message(connection, message.message_id)
        thank_id = add_thank(connection, guild_id, message.channel_id, message.message_id, now, day)
        add_part(connection, thank_id, user_id, SAID)
        if find_learner(connection, message.author_id):
            add_part(connection, thank_id, message.author_id, RECEIVED)
            record(connection, message.author_id, guild_id, Kind.THANKED, None, now, thank=str(thank_id))
        return first

    return await db.write(save)


def _refuse_again(connection: sqlite3.Connection, user_id: int, message: Message, guild_id: int, day: str) -> None:
    if thanked_message(connection, message.message_id, user_id):
        raise UserError("You have thanked for this message already. It counts once, and it arrived.")
    if thanked_on(connection, guild_id, day, user_id, message.author_id):
        raise UserError("You have thanked them today already. It counts once a day; tomorrow you can again.")
    if said_on(connection, day, user_id) >= THANKS_A_DAY:
        raise UserError("You have said {count} thanks today. Keep some for tomorrow.", count=THANKS_A_DAY)


async def thanks_of(
    db: Database, curriculum: Curriculum, viewer_id: int, user_id: int, guild_id: int | None, name: str, now: datetime
) -> Thanks:
    """What a member was thanked for. Raises UserError for another one who isn't visible in this guild."""

    def look(connection: sqlite3.Connection) -> Thanks:
        if user_id != viewer_id and (guild_id is None or not is_visible(connection, guild_id, user_id)):
            raise UserError(
                "{name} keeps this private here. You can thank them all the same: in the menu of a message of theirs, "
                "under Apps.",
                name=name,
            )
        role = settings_of(connection, guild_id).role("mentor-role") if guild_id is not None else None
        own = user_id == viewer_id
        may_mentor = own and _has_shown_mentor_level(connection, curriculum, user_id)
        names = list(curriculum.levels)
        chosen = learner_of(connection, user_id).level in names[names.index(MENTOR_LEVEL) :]
        return Thanks(
            counts_of(connection, user_id, guild_id, now - LATELY),
            tuple(received_by(connection, user_id, guild_id, RECENT)),
            role if own else None,
            may_mentor,
            own and role is not None and chosen and not may_mentor,
        )

    return await db.read(look)


async def mentor_role(db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, *, wanted: bool) -> int:
    """The id of the role that a member takes (`wanted`) or gives back. Raises UserError when they can't take it."""

    def look(connection: sqlite3.Connection) -> int:
        role = settings_of(connection, guild_id).role("mentor-role") if guild_id is not None else None
        if role is None:
            raise UserError("There is no role for mentors here. Somebody who manages the server can choose one.")
        if wanted and not _has_shown_mentor_level(connection, curriculum, user_id):
            raise UserError(
                "Mentors have shown that they are at level {level} or above: pass the level before it, or let me look "
                "with /assess quick. Until then, every answer that you give counts just as much.",
                level=MENTOR_LEVEL,
            )
        return role

    return await db.read(look)


def _has_shown_mentor_level(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int) -> bool:
    """Whether the level before was passed, or the last assessment says so; to have chosen a level shows nothing."""
    names = list(curriculum.levels)
    least = names.index(MENTOR_LEVEL)
    passed = held(log_of(connection, curriculum, user_id, (Kind.PASSED, Kind.WITHDRAWN)), Kind.PASSED)
    shown = {names.index(level.name) + 1 for level in curriculum.levels.values() if level.id in passed}
    last = earlier(assessed(connection, curriculum, user_id))
    if last and (found := level_for(last.overall)) in names:
        shown.add(names.index(found))
    return max(shown, default=0) >= least
