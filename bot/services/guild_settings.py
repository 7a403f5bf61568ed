"""What a guild chose: looked up, and changed with a line in the audit for whoever changed it."""

import sqlite3
from collections.abc import Collection, Mapping
from datetime import datetime

from bot.domain.guild import Change
from bot.domain.guild_jobs import AT_ONCE, JOBS, GuildJob
from bot.domain.guild_settings import BY_NAME, OFF, ON, UNSET, GuildSettings, SettingDefinition, SettingKind
from bot.errors import UserError
from bot.services._learner import ensure_learner
from bot.services._setting_values import checked
from bot.services.zones import find_zone
from bot.store.database import Database
from bot.store.guild_jobs import find_job, save_job
from bot.store.guild_settings import add_change, changes_of, choices_of, save_choice

POST_SWITCHES = tuple(dict.fromkeys(job.switch for job in JOBS))  # what is posted by itself, each by its switch


def settings_of(connection: sqlite3.Connection, guild_id: int) -> GuildSettings:
    """What a guild chose."""
    return GuildSettings(guild_id, choices_of(connection, guild_id))


async def load_guild_settings(db: Database, guild_id: int) -> GuildSettings:
    """What a guild chose, in a transaction of its own."""
    return await db.read(lambda connection: settings_of(connection, guild_id))


def definition_of(name: str) -> SettingDefinition:
    """The setting of a name. Raises UserError when there is none."""
    if name not in BY_NAME:
        raise UserError("There is no setting “{name}”. Type /server settings to see them all.", name=name[:60])
    return BY_NAME[name]


async def set_setting(
    db: Database, guild_id: int, user_id: int | None, name: str, value: str, now: datetime
) -> GuildSettings:
    """Change one setting; no value at all brings the default back. Raises UserError for a value that it cannot have."""
    return await set_settings(db, guild_id, user_id, {name: value}, now)


async def set_settings(
    db: Database, guild_id: int, user_id: int | None, values: Mapping[str, str], now: datetime
) -> GuildSettings:
    """Change several settings, all or none. Raises UserError for a value that one of them cannot have."""
    values = {name: await _with_zone(definition_of(name), value, now) for name, value in values.items()}
    return await db.write(lambda connection: change_settings(connection, guild_id, user_id, values, now))


def has_place(settings: GuildSettings, switch: str) -> bool:
    """Whether there is a channel for anything that a switch turns on."""
    return any(settings.channel(job.channel) for job in JOBS if job.switch == switch)


async def choose_posts(db: Database, guild_id: int, user_id: int, wanted: Collection[str], now: datetime) -> None:
    """Turn on the posts of these switches, and all others off."""

    def save(connection: sqlite3.Connection) -> None:
        settings = settings_of(connection, guild_id)
        changed = [name for name in POST_SWITCHES if settings.on(name) != (name in wanted)]
        change_settings(connection, guild_id, user_id, {name: ON if name in wanted else OFF for name in changed}, now)

    await db.write(save)


def change_settings(
    connection: sqlite3.Connection, guild_id: int, user_id: int | None, values: Mapping[str, str], now: datetime
) -> GuildSettings:
    """Change settings within a transaction. Raises UserError for a value that one of them cannot have."""
    before = choices_of(connection, guild_id)
    if user_id is not None:
        ensure_learner(connection, user_id, now)
    for name, text in values.items():
        value = checked(definition_of(name), text) or None
        save_choice(connection, guild_id, name, value)
        if value != before.get(name):
            add_change(connection, guild_id, user_id, name, before.get(name), value, now)
    settings = settings_of(connection, guild_id)
    _renew_jobs(connection, settings, values.keys(), now)
    return settings


def adopt(
    connection: sqlite3.Connection, guild_id: int, user_id: int | None, values: Mapping[str, str], now: datetime
) -> GuildSettings:
    """Set only what a guild has not chosen yet."""
    chosen = choices_of(connection, guild_id)
    unset = {name: value for name, value in values.items() if name not in chosen}
    return change_settings(connection, guild_id, user_id, unset, now)


async def recent_changes(db: Database, guild_id: int, limit: int, skip: int = 0) -> list[Change]:
    """The changes of a guild's settings, newest first."""
    return await db.read(lambda connection: changes_of(connection, guild_id, limit, skip))


async def _with_zone(definition: SettingDefinition, text: str, now: datetime) -> str:
    """The text, but a zone by its name. Raises UserError for a zone that isn't known."""
    if definition.kind is not SettingKind.ZONE or text == UNSET:
        return text
    match = await find_zone(text, now)
    if match.zone is None:
        nearest = ", ".join(match.suggestions) or "Europe/Berlin"
        raise UserError("That time zone isn't known: “{zone}”. Try one of: {nearest}.", zone=text[:60], nearest=nearest)
    return match.zone


def _renew_jobs(connection: sqlite3.Connection, settings: GuildSettings, names: Collection[str], now: datetime) -> None:
    """Let the jobs that a change concerns begin as it says; one that was off for a problem is tried again."""
    for job in JOBS:
        if not any(map(job.concerns, names)):
            continue
        before = find_job(connection, settings.guild_id, job.kind)
        renewed = GuildJob(settings.guild_id, job.kind, settings.begins(now), now, AT_ONCE)
        if before and before.problem and not {job.channel, job.switch} & set(names):
            renewed = GuildJob(
                settings.guild_id, job.kind, settings.begins(now), now, None, before.problem, before.told
            )
        save_job(connection, renewed)
