"""/remind: what a member chooses about their reminders, and what the buttons of a reminder do."""

import re
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bot.domain.calendar import Calendar
from bot.domain.learner import Learner
from bot.domain.reminder import Claim, QuietHours, Reminding, Topic, later, next_moment, tomorrow
from bot.errors import UserError
from bot.services._learner import ensure_learner, learner_of
from bot.services.guild_settings import set_setting, settings_of
from bot.services.mentions import Mention, mentions_of
from bot.services.reminder import REMINDER_CHANNEL
from bot.store.database import Database
from bot.store.reminder_messages import find_message, set_again
from bot.store.reminders import (
    StoredReminder,
    find_reminder,
    save_reminder,
    set_next,
    set_seen,
    set_told,
)
from bot.store.time_off import times_off

HOUR = re.compile(r"(\d{1,2})(?::00)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class View:
    """What a member chose, when the next message comes, and the channel that the server they are in offers.

    `mentions` are the roles that its posts mention. `problem` says why nothing can be sent: `closed` or `channel`.
    """

    learner: Learner
    reminding: Reminding
    next_at: datetime | None
    channel_id: int | None
    problem: str | None
    mentions: Mapping[Mention, int]


@dataclass(frozen=True, slots=True)
class Moved:
    """When a message comes again; without a moment, it cannot come later that day."""

    at: datetime | None
    today: bool


async def view_reminding(db: Database, user_id: int, guild_id: int | None) -> View:
    """A member's choices, as they are. Looking stores nothing."""
    return await db.read(lambda connection: _view(connection, user_id, guild_id))


async def turn_on(db: Database, user_id: int, guild_id: int | None, now: datetime) -> View:
    """Begin to remind, or try again; what was ignored before is forgotten."""

    def save(connection: sqlite3.Connection) -> View:
        before = find_reminder(connection, user_id)
        since = before.since if before and before.reminding.on else now
        return _change(connection, user_id, guild_id, now, {"on": True}, since=since, seen_at=now, problem=None)

    return await db.write(save)


async def turn_off(db: Database, user_id: int, guild_id: int | None, now: datetime) -> View:
    """Remind no more. Nothing is stored about somebody who never chose anything."""

    def save(connection: sqlite3.Connection) -> View:
        if find_reminder(connection, user_id) is None:
            return _view(connection, user_id, guild_id)
        return _change(connection, user_id, guild_id, now, {"on": False}, problem=None)

    return await db.write(save)


async def set_hours(
    db: Database, user_id: int, guild_id: int | None, hour: str, quiet_from: str, quiet_to: str, now: datetime
) -> View:
    """Save the hours as they were typed; quiet hours left empty are none. Raises UserError for what is no hour."""
    at = _hour(hour)
    quiet = QuietHours(0, 0) if not quiet_from.strip() and not quiet_to.strip() else None
    quiet = quiet or QuietHours(_hour(quiet_from), _hour(quiet_to))
    if quiet.holds(at):
        raise UserError(
            "{hour}:00 lies in your quiet hours, from {begin}:00 to {end}:00. Pick another hour, or other quiet hours.",
            hour=at,
            begin=quiet.begin,
            end=quiet.end,
        )
    return await db.write(lambda connection: _change(connection, user_id, guild_id, now, {"hour": at, "quiet": quiet}))


async def set_weekdays(
    db: Database, user_id: int, guild_id: int | None, weekdays: Collection[int], now: datetime
) -> View:
    """Save the weekdays (0 is Monday). Raises UserError for none."""
    if not weekdays or not set(weekdays) <= set(range(7)):
        raise UserError("Pick at least one weekday. To get no reminders at all, press “Turn off”.")
    chosen = {"weekdays": frozenset(weekdays)}
    return await db.write(lambda connection: _change(connection, user_id, guild_id, now, chosen))


async def set_topics(db: Database, user_id: int, guild_id: int | None, names: Collection[str], now: datetime) -> View:
    """Save what may be mentioned. Raises UserError for nothing."""
    if not names or not set(names) <= set(Topic):
        raise UserError("Pick at least one thing that I may mention. To get no reminders at all, press “Turn off”.")
    chosen = {"topics": frozenset(map(Topic, names))}
    return await db.write(lambda connection: _change(connection, user_id, guild_id, now, chosen))


async def set_place(db: Database, user_id: int, guild_id: int | None, in_channel: bool, now: datetime) -> View:
    """Remind by direct message, or in the channel of this server. Raises UserError where there is no such channel."""

    def save(connection: sqlite3.Connection) -> View:
        if in_channel and (guild_id is None or settings_of(connection, guild_id).channel(REMINDER_CHANNEL) is None):
            raise UserError("This server offers no channel for reminders. I can write to you in a direct message.")
        chosen = {"in_channel": in_channel} | ({"guild_id": guild_id} if guild_id else {})
        return _change(connection, user_id, guild_id, now, chosen, problem=None)

    return await db.write(save)


async def move_to_later(db: Database, user_id: int, day: str, turn: int, now: datetime) -> Moved:
    """Let the message of today come again in three hours, once however often it is asked."""

    def save(connection: sqlite3.Connection) -> Moved:
        stored, calendar, sent = _pressed(connection, user_id, day, now)
        if sent is None or sent.message.day != calendar.day(now):
            return Moved(_known(stored, calendar, now), today=False)
        if sent.message.again_at is not None:
            return Moved(sent.message.again_at, today=True)
        if sent.message.turn != turn:
            raise UserError("There is a newer reminder of today. Use the buttons below that one.")
        moment = later(stored.reminding, calendar, now)
        if moment is not None:
            set_again(connection, user_id, sent.message.day, moment)
            set_next(connection, user_id, moment)
        return Moved(moment, today=True)

    return await db.write(save)


async def move_to_tomorrow(db: Database, user_id: int, day: str, now: datetime) -> Moved:
    """Let the next message come tomorrow, whichever weekday it is, and no more today."""

    def save(connection: sqlite3.Connection) -> Moved:
        stored, calendar, sent = _pressed(connection, user_id, day, now)
        if sent is None or sent.message.day != calendar.day(now):
            return Moved(_known(stored, calendar, now), today=False)
        moment = tomorrow(stored.reminding, calendar, now, times_off(connection, user_id))
        set_again(connection, user_id, sent.message.day, None)
        set_next(connection, user_id, moment)
        return Moved(moment, today=True)

    return await db.write(save)


async def stop_topic(db: Database, user_id: int, topic: str, now: datetime) -> View:
    """Mention a thing no more; without the last one, the reminders are off."""

    def save(connection: sqlite3.Connection) -> View:
        stored = find_reminder(connection, user_id)
        if stored is None:
            return _view(connection, user_id, None)
        left = stored.reminding.topics - {topic}
        changes: dict[str, Any] = {"topics": left} if left else {"on": False}
        return _change(connection, user_id, None, now, changes, seen_at=now)

    return await db.write(save)


async def note_sign(db: Database, user_id: int, now: datetime) -> None:
    """Note that a member pressed a button of a reminder."""
    await db.write(lambda connection: set_seen(connection, user_id, now))


async def untold_problem(db: Database, user_id: int) -> str | None:
    """Why nothing can be sent to a member, the first time that it is asked; None afterwards, or when all is well."""
    stored = await db.read(lambda connection: find_reminder(connection, user_id))
    if stored is None or stored.problem is None or stored.told:
        return None
    return stored.problem if await db.write(lambda connection: set_told(connection, user_id)) else None


async def offer_channel(db: Database, guild_id: int, user_id: int, channel_id: int | None, now: datetime) -> None:
    """Let the members of a server be reminded in a channel; None: no longer."""
    await set_setting(db, guild_id, user_id, REMINDER_CHANNEL, str(channel_id or ""), now)


def _view(connection: sqlite3.Connection, user_id: int, guild_id: int | None) -> View:
    stored, learner = find_reminder(connection, user_id), learner_of(connection, user_id)
    settings = settings_of(connection, guild_id) if guild_id else None
    channel_id = settings.channel(REMINDER_CHANNEL) if settings else None
    mentions = mentions_of(settings) if settings else {}
    if stored is None:
        return View(learner, Reminding(), None, channel_id, None, mentions)
    return View(learner, stored.reminding, stored.next_at, channel_id, stored.problem, mentions)


def _stored(connection: sqlite3.Connection, user_id: int, now: datetime) -> StoredReminder:
    return find_reminder(connection, user_id) or StoredReminder(user_id, Reminding(), None, since=now, seen_at=now)


def _change(
    connection: sqlite3.Connection,
    user_id: int,
    guild_id: int | None,
    now: datetime,
    chosen: dict[str, Any],
    **noted: Any,
) -> View:
    """Save a choice, and with it the next moment. Chosen in a server, its daily challenge is the one that is meant."""
    calendar = ensure_learner(connection, user_id, now).calendar
    before = stored = _stored(connection, user_id, now)
    here = {"guild_id": guild_id} if guild_id and not stored.reminding.in_channel else {}
    stored = replace(stored, **{"reminding": replace(stored.reminding, **{**here, **chosen}), **noted})
    next_at = before.next_at if _keeps_time(before, stored) else _next(connection, stored, calendar, now)
    save_reminder(connection, replace(stored, next_at=next_at))
    return _view(connection, user_id, guild_id)


def _keeps_time(before: StoredReminder, after: StoredReminder) -> bool:
    """Whether a choice leaves the next moment as it is, also one that was asked for or that is due just now."""
    kept = replace(before.reminding, topics=after.reminding.topics, guild_id=after.reminding.guild_id)
    kept = replace(kept, in_channel=after.reminding.in_channel)
    return before.next_at is not None and kept == after.reminding


def _next(connection: sqlite3.Connection, stored: StoredReminder, calendar: Calendar, now: datetime) -> datetime | None:
    if not stored.reminding.on or stored.problem:
        return None
    today = calendar.day(now)
    sent = find_message(connection, stored.user_id, today)
    if sent and sent.message.again_at:
        return sent.message.again_at
    return next_moment(stored.reminding, calendar, now, today if sent else date.min)


def _known(stored: StoredReminder, calendar: Calendar, now: datetime) -> datetime | None:
    """The next moment, worked out when the one that was noted is past."""
    noted = stored.next_at
    return next_moment(stored.reminding, calendar, now) if noted and noted <= now else noted


def _pressed(
    connection: sqlite3.Connection, user_id: int, day: str, now: datetime
) -> tuple[StoredReminder, Calendar, Claim | None]:
    """What belongs to the message of a day whose button was pressed. Raises UserError once the reminders are off."""
    stored = find_reminder(connection, user_id)
    if stored is None or not stored.reminding.on:
        raise UserError("Your reminders are off. Type /remind to turn them on again.")
    set_seen(connection, user_id, now)
    try:
        sent = find_message(connection, user_id, date.fromisoformat(day))
    except ValueError:
        raise UserError("This is from an older version of me and no longer works. Type /remind.") from None
    return stored, learner_of(connection, user_id).calendar, sent


def _hour(text: str) -> int:
    match = HOUR.fullmatch(text.strip())
    if match is None or int(match[1]) > 23:
        raise UserError("An hour is a number from 0 to 23, and “{text}” isn't. Write 18 or 18:00.", text=text[:20])
    return int(match[1])
