"""Discussing a challenge: in a private thread, for those who have solved it or given up."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.domain.challenge import Challenge
from bot.domain.curriculum import Curriculum
from bot.errors import UserError
from bot.services.challenge import find_challenge, open_challenge
from bot.services.guild_settings import settings_of
from bot.store.database import Database
from bot.store.threads import find_thread, save_thread


@dataclass(frozen=True, slots=True)
class Place:
    """Where a challenge is discussed: its thread, if there is one yet, and the channel for a new one."""

    challenge: Challenge
    channel_id: int
    thread_id: int | None


async def place_for(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, challenge_id: str, now: datetime
) -> Place:
    """Where a member may discuss a challenge. Raises UserError before they know the solution, and outside of guilds."""
    challenge = find_challenge(curriculum, challenge_id)
    if guild_id is None:
        raise UserError("There is nobody to discuss with here. Open the challenge in your server.")
    effort = (await open_challenge(db, curriculum, user_id, guild_id, challenge.id, now)).effort
    if not effort.solution_is_open:
        raise UserError("The discussion is full of solutions. It opens once you have solved this one, or given up.")

    def look(connection: sqlite3.Connection) -> Place:
        channel = settings_of(connection, guild_id).channel("daily-channel")
        if channel is None:
            raise UserError(
                "This server has no challenge channel yet. Somebody who manages it can type /daily-channel."
            )
        return Place(challenge, channel, find_thread(connection, guild_id, challenge.id))

    return await db.read(look)


async def remember_thread(db: Database, guild_id: int, challenge_id: str, thread_id: int) -> None:
    """Note the thread of a challenge."""
    await db.write(lambda connection: save_thread(connection, guild_id, challenge_id, thread_id))
