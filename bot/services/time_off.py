"""Days off: taken in advance, and given back from today on."""

import sqlite3
from datetime import date, datetime, timedelta

from bot.domain.time_off import LONGEST, TimeOff
from bot.errors import UserError
from bot.services._learner import ensure_learner, learner_of
from bot.store.database import Database
from bot.store.time_off import delete_time_off, save_time_off, times_off


async def coming_time_off(db: Database, user_id: int, now: datetime) -> list[TimeOff]:
    """A member's days off that are not over, the earliest first."""

    def look(connection: sqlite3.Connection) -> list[TimeOff]:
        today = learner_of(connection, user_id).calendar.day(now)
        return [time for time in times_off(connection, user_id) if time.last >= today]

    return await db.read(look)


async def take_time_off(db: Database, user_id: int, first: str, last: str, now: datetime) -> TimeOff:
    """Take days off, written as 2026-08-01. Raises UserError for days that are over, too many, or no days at all."""
    time = TimeOff(_day(first), _day(last or first))

    def save(connection: sqlite3.Connection) -> TimeOff:
        learner = ensure_learner(connection, user_id, now)
        today = learner.calendar.day(now)
        if time.first < today:
            raise UserError("That is over: days off begin today ({today}) or later.", today=today.isoformat())
        if time.last < time.first:
            raise UserError("The last day comes before the first. Write the earlier one first.")
        if time.days > LONGEST:
            raise UserError("You can take at most {limit} days off at once.", limit=LONGEST)
        save_time_off(connection, user_id, time)
        return time

    return await db.write(save)


async def end_time_off(db: Database, user_id: int, first: str, now: datetime) -> None:
    """Be back from today on; days that were off stay so, those to come count again."""
    begin = _day(first)

    def save(connection: sqlite3.Connection) -> None:
        today = learner_of(connection, user_id).calendar.day(now)
        for time in times_off(connection, user_id):
            if time.first == begin and time.last >= today:
                delete_time_off(connection, user_id, begin)
                if begin < today:
                    save_time_off(connection, user_id, TimeOff(begin, today - timedelta(days=1)))

    await db.write(save)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UserError("“{text}” is no day that I can read. Write it as 2026-08-31.", text=text[:40]) from None
