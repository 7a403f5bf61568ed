"""The one message of the day: who is due, and that it is sent at most once."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.curriculum import Curriculum
from bot.domain.guild_settings import UNSET
from bot.domain.reminder import Claim, Message, is_quiet, moment_of, step
from bot.services._learner import learner_of
from bot.services.guild_settings import change_settings, settings_of
from bot.services.reminder import REMINDER_CHANNEL, Reminder, reminder_for
from bot.store.database import Database
from bot.store.reminder_messages import (
    claim_message,
    confirm_message,
    find_message,
    forget_messages,
    release_message,
    set_tried,
    unconfirmed_messages,
)
from bot.store.reminders import (
    StoredReminder,
    due_reminders,
    find_reminder,
    save_reminder,
    set_dm_channel,
    set_next,
    set_problem,
)

BATCH = 200  # members whose turn comes in one transaction
KEPT = timedelta(days=150)  # two weeks without an answer can have the longest time off in between
AFTER_A_FAULT = timedelta(days=1)
CLOSED, NO_CHANNEL = "closed", "channel"  # why nothing can be sent


@dataclass(frozen=True, slots=True)
class Batch:
    """Claims to act upon, whether there may be more, and the members (by id) with a fault of ours."""

    claims: tuple[Claim, ...]
    more: bool
    faults: dict[int, Exception]


async def claim_due(db: Database, now: datetime, limit: int = BATCH) -> Batch:
    """Claim today's message for the members who are due, and set the next moment of each in the same transaction."""

    def take(connection: sqlite3.Connection) -> Batch:
        due = due_reminders(connection, now, limit)
        claims, faults = list[Claim | None](), dict[int, Exception]()
        for stored in due:
            try:
                claims.append(_take(connection, stored, now))
            except sqlite3.Error:
                raise  # nothing is wrong about the member
            except Exception as error:  # whatever is wrong about one member, the others get theirs
                faults[stored.user_id] = error
                set_next(connection, stored.user_id, now + AFTER_A_FAULT)
        return Batch(tuple(filter(None, claims)), len(due) == limit, faults)

    return await db.write(take)


async def doubtful_claims(db: Database, now: datetime, limit: int = BATCH) -> Batch:
    """The claims of which nobody knows whether they were sent, and which may still be sent now.

    Those whose day is over are forgotten.
    """

    def look(connection: sqlite3.Connection) -> Batch:
        claims, faults = list[Claim](), dict[int, Exception]()
        found = unconfirmed_messages(connection, limit)
        for claim in found:
            try:
                claims += [claim] if _may_still_come(connection, claim, now) else []
            except sqlite3.Error:
                raise  # nothing is wrong about the member
            except Exception as error:  # whatever is wrong about one member, the others get theirs
                faults[claim.user_id] = error
                release_message(connection, claim.user_id, claim.message.day)
        return Batch(tuple(claims), len(found) == limit, faults)

    return await db.write(look)


async def decide(db: Database, curriculum: Curriculum, claim: Claim, now: datetime) -> Reminder | None:
    """What a claimed message says; None when there is nothing to say, or the member wants none any more."""
    return await db.read(lambda connection: reminder_for(connection, curriculum, claim, now))


async def confirm(db: Database, claim: Claim, channel_id: int, message_id: int, *, farewell: bool) -> None:
    """Note that a message was sent; after the last one, the reminders have ended."""

    def save(connection: sqlite3.Connection) -> None:
        confirm_message(connection, claim.user_id, claim.message.day, channel_id, message_id)
        if claim.guild_id is None:
            set_dm_channel(connection, claim.user_id, channel_id)
        stored = find_reminder(connection, claim.user_id)
        if stored and farewell:
            off = replace(stored.reminding, on=False)
            save_reminder(connection, replace(stored, reminding=off, next_at=None))

    await db.write(save)


async def release(db: Database, claims: Iterable[Claim]) -> None:
    """Give back what was claimed and is not sent."""

    def save(connection: sqlite3.Connection) -> None:
        for claim in claims:
            release_message(connection, claim.user_id, claim.message.day)

    await db.write(save)


async def postpone(db: Database, claim: Claim, now: datetime) -> None:
    """Note that whether a message was sent is not known yet."""
    await db.write(lambda connection: set_tried(connection, claim.user_id, claim.message.day, now))


async def give_up(db: Database, claim: Claim, now: datetime) -> None:
    """Send a member nothing until they try again: they cannot be reached, and nothing was sent.

    A server's channel that cannot be reached is no longer offered.
    """

    def save(connection: sqlite3.Connection) -> None:
        release_message(connection, claim.user_id, claim.message.day)
        set_problem(connection, claim.user_id, CLOSED if claim.guild_id is None else NO_CHANNEL)
        guild_id = claim.guild_id
        if guild_id and settings_of(connection, guild_id).channel(REMINDER_CHANNEL) == claim.channel_id:
            change_settings(connection, guild_id, None, {REMINDER_CHANNEL: UNSET}, now)

    await db.write(save)


def _take(connection: sqlite3.Connection, stored: StoredReminder, now: datetime) -> Claim | None:
    """The claim of a member who is due, if today's message is to be sent now."""
    user_id, reminding = stored.user_id, stored.reminding
    calendar = learner_of(connection, user_id).calendar
    day = calendar.day(now)
    before = find_message(connection, user_id, day)
    todays = before.message if before else None
    taken = step(reminding, calendar, stored.next_at or now, todays, now)
    set_next(connection, user_id, taken.next_at)
    if not taken.send:
        return None
    guild_id = reminding.guild_id if reminding.in_channel else None
    channel_id = settings_of(connection, guild_id).channel(REMINDER_CHANNEL) if guild_id else stored.dm_channel_id
    if guild_id and channel_id is None:
        set_problem(connection, user_id, NO_CHANNEL)
        return None
    planned = (todays.again_at if todays else moment_of(reminding, calendar, day)) or now
    claim_message(connection, Claim(user_id, Message(day), planned, now, guild_id, channel_id))
    forget_messages(connection, user_id, day - KEPT)
    return find_message(connection, user_id, day)


def _may_still_come(connection: sqlite3.Connection, claim: Claim, now: datetime) -> bool:
    stored = find_reminder(connection, claim.user_id)
    calendar = learner_of(connection, claim.user_id).calendar
    if stored is None or calendar.day(now) != claim.message.day:
        release_message(connection, claim.user_id, claim.message.day)
        return False
    if is_quiet(stored.reminding.quiet, calendar, now):
        set_tried(connection, claim.user_id, claim.message.day, now)  # the others come first meanwhile
        return False
    return True
