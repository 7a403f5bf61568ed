"""/settings: the member's zone, day, level, goal, language, and who in a guild may look."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.calendar import LATEST_ROLLOVER
from bot.domain.curriculum import Curriculum
from bot.domain.events import Kind
from bot.domain.learner import Learner, Visibility
from bot.domain.levels import Level
from bot.domain.paths import Track
from bot.domain.pictures import Look
from bot.domain.zones import ZoneMatch
from bot.errors import UserError
from bot.services._learner import change_learner, learner_of, record
from bot.services.guild_settings import settings_of
from bot.services.zones import find_zone
from bot.store.database import Database
from bot.store.leaderboard import compares
from bot.store.learners import find_visibility, save_learner, save_visibility
from bot.store.pictures import find_look


@dataclass(frozen=True, slots=True)
class Settings:
    """A learner's settings; `visibility` is what they chose for the guild in which they ask, None in direct messages.

    `profiles`: that guild lets members be seen. `comparing`: they see boards.
    """

    learner: Learner
    look: Look
    visibility: Visibility | None
    profiles: bool
    comparing: bool


async def load_settings(db: Database, user_id: int, guild_id: int | None) -> Settings:
    """The settings of a member, as they are here."""

    def load(connection: sqlite3.Connection) -> Settings:
        visibility = find_visibility(connection, guild_id, user_id) if guild_id is not None else None
        profiles = guild_id is not None and settings_of(connection, guild_id).on("profiles")
        learner, comparing = learner_of(connection, user_id), compares(connection, user_id)
        return Settings(learner, find_look(connection, user_id), visibility, profiles, comparing)

    return await db.read(load)


async def language_of(db: Database, user_id: int) -> str | None:
    """The language that a member chose; None follows Discord's."""
    return await db.read(lambda connection: learner_of(connection, user_id).language)


async def set_zone(db: Database, user_id: int, text: str, now: datetime) -> ZoneMatch:
    """Save a zone if the text names one, else only suggest."""
    match = await find_zone(text, now)
    if match.zone:
        await _change(db, user_id, now, zone=match.zone)
    return match


async def set_rollover(db: Database, user_id: int, hour: int, now: datetime) -> None:
    """Save the hour at which the member's day begins. Raises UserError outside 0 to 6."""
    if not 0 <= hour <= LATEST_ROLLOVER:
        raise UserError(
            "A day can begin between 0:00 and {latest}:00. Pick one of these hours.", latest=LATEST_ROLLOVER
        )
    await _change(db, user_id, now, rollover=hour)


async def set_language(db: Database, user_id: int, language: str | None, now: datetime) -> None:
    """Save the member's language; None follows Discord's."""
    await _change(db, user_id, now, language=language)


async def set_goal(db: Database, curriculum: Curriculum, user_id: int, goal: str, now: datetime) -> Track:
    """Save the track that the member follows. Raises UserError for a track that is not offered."""
    track = curriculum.track(goal)
    if track is None:
        raise UserError("This track is no longer offered. Type /roadmap to see what there is now.")
    await _change(db, user_id, now, goal=track.id)
    return track


async def set_level(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, name: str, now: datetime
) -> Level:
    """Save the level that the member chose. Raises UserError for a level that there is not."""
    level = curriculum.levels.get(name)
    if level is None:
        raise UserError("There is no such level any more. Type /levels to see those that there are.")

    def save(connection: sqlite3.Connection) -> Level:
        before = learner_of(connection, user_id)
        change_learner(connection, replace(before, level=level.name), now)
        if not before.started:
            record(connection, user_id, guild_id, Kind.STARTED, None, now)
        return level

    return await db.write(save)


async def set_visibility(
    db: Database, user_id: int, guild_id: int | None, visibility: Visibility, now: datetime
) -> None:
    """Save who in this guild may look. Raises UserError in direct messages, where there is nobody to hide from."""
    if guild_id is None:
        raise UserError("Who may look is chosen per server. Type /settings in the server that you mean.")

    def save(connection: sqlite3.Connection) -> None:
        save_learner(connection, learner_of(connection, user_id), now)
        save_visibility(connection, guild_id, user_id, visibility)

    await db.write(save)


async def _change(db: Database, user_id: int, now: datetime, **changes: Any) -> None:
    await db.write(
        lambda connection: change_learner(connection, replace(learner_of(connection, user_id), **changes), now)
    )
