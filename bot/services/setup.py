"""/setup: which description a guild has, what is planned for it, and the notes around each request to Discord."""

import asyncio
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.curriculum.server import MAX_SERVER_BYTES, read_server
from bot.domain.curriculum import Curriculum
from bot.domain.guild_settings import BY_NAME, OFF, UNSET, GuildSettings, SettingKind
from bot.domain.server import Server, settings_for
from bot.domain.setup import Action, Look, Origin, Plan, Record, Snapshot, Step, Thing
from bot.domain.setup_plan import Ids, plan, resolved
from bot.domain.setup_undo import Undoing, Usage, undo
from bot.errors import ContentError, UserError
from bot.services.guild_settings import adopt, change_settings, settings_of
from bot.store.database import Database
from bot.store.setup import (
    begin_run,
    delete_record,
    delete_server_file,
    end_run,
    find_server_file,
    guilds_with_records,
    guilds_with_run,
    records_of,
    save_record,
    save_server_file,
)

__all__ = ["MAX_SERVER_BYTES"]
LED_TO = (SettingKind.CHANNEL, SettingKind.ROLE)


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, the description that it is made from, and the name of the file that the guild brought, if any."""

    plan: Plan
    server: Server
    file: str | None
    snapshot: Snapshot
    running: bool


async def bring_file(
    db: Database, curriculum: Curriculum, guild_id: int, name: str, raw: bytes, now: datetime
) -> Server:
    """Keep a guild's own description. Raises ContentError with all that is wrong with it, and keeps none."""
    levels = list(curriculum.levels.values())
    server = await asyncio.to_thread(read_server, raw, name, levels)
    content = raw.decode("utf-8-sig")
    await db.write(lambda connection: save_server_file(connection, guild_id, name, content, now))
    return server


async def forget_file(db: Database, guild_id: int) -> None:
    """Go back to the description that is shipped."""
    await db.write(lambda connection: delete_server_file(connection, guild_id))


async def described(db: Database, curriculum: Curriculum, guild_id: int) -> tuple[Server, str | None]:
    """The description of a guild, and the name of its own file. Raises UserError for a file that is outdated."""
    own = await db.read(lambda connection: find_server_file(connection, guild_id))
    if own is not None:
        name, content = own
        levels = list(curriculum.levels.values())
        try:
            return await asyncio.to_thread(read_server, content.encode(), name, levels), name
        except ContentError as error:
            raise UserError(
                "Your file no longer fits. Mend it, and upload it again with /setup plan: {problem}",
                problem=error.problems[0][:300],
            ) from error
    if curriculum.server is None:
        raise UserError("No server is described in my content. Type /setup plan and upload a file of your own.")
    return curriculum.server, None


async def plan_setup(db: Database, curriculum: Curriculum, snapshot: Snapshot) -> Planned:
    """What has to be done so that a guild is as described."""
    server, file = await described(db, curriculum, snapshot.guild_id)
    records = await load_records(db, snapshot.guild_id)
    running = snapshot.guild_id in await unfinished(db)
    return Planned(plan(server, snapshot, records), server, file, snapshot, running)


async def load_records(db: Database, guild_id: int) -> list[Record]:
    """What was made in a guild, and what is in doubt."""
    return await db.read(lambda connection: records_of(connection, guild_id))


async def begin(db: Database, guild_id: int, now: datetime) -> None:
    """Note that an apply has begun: it goes on after a restart."""
    await db.write(lambda connection: begin_run(connection, guild_id, now))


async def end(db: Database, guild_id: int) -> None:
    """Note that an apply has ended."""
    await db.write(lambda connection: end_run(connection, guild_id))


async def unfinished(db: Database) -> list[int]:
    """The guilds in which an apply has begun and not ended."""
    return await db.read(guilds_with_run)


async def claim(db: Database, planned: Planned, step: Step, now: datetime, kind: str | None = None) -> Look:
    """How a thing has to be made now; what is to be created is claimed, since from here on it may exist.

    `kind` is that of a channel of another kind than described, without tags.
    """
    guild_id = planned.snapshot.guild_id

    def take(connection: sqlite3.Connection) -> Look:
        look = resolved(step, planned.server, ids_of(records_of(connection, guild_id)), planned.snapshot)
        if kind is not None:
            look = replace(look, kind=kind, tags=())
        if step.action is Action.CREATE:
            record = Record(step.thing, step.key, Origin.CREATED, _at_first(step.thing, look), now)
            save_record(connection, guild_id, record, now)
        return look

    return await db.write(take)


async def confirm(db: Database, guild_id: int, step: Step, look: Look, discord_id: int, now: datetime) -> None:
    """Note what a thing has become, and its id."""

    def save(connection: sqlite3.Connection) -> None:
        before = {(record.thing, record.key): record for record in records_of(connection, guild_id)}
        known = before.get((step.thing, step.key))
        origin = Origin.ADOPTED if step.action is Action.ADOPT else known.origin if known else Origin.CREATED
        since = known.claimed_at if known else now
        save_record(connection, guild_id, Record(step.thing, step.key, origin, look, since, discord_id), now)

    await db.write(save)


async def release(db: Database, guild_id: int, step: Step) -> None:
    """Note that a thing was certainly not made."""
    if step.action is Action.CREATE:
        await db.write(lambda connection: delete_record(connection, guild_id, step.thing, step.key))


async def settle(db: Database, planned: Planned, user_id: int | None, now: datetime) -> GuildSettings:
    """Let the guild use what there is now, where it has not chosen anything else; no post begins by itself.

    What it chose counts no more where that is gone, or was made for a description that said otherwise.
    """
    guild_id, server = planned.snapshot.guild_id, planned.server
    described = {
        *((Thing.CHANNEL, channel.key) for channel in server.channels),
        *((Thing.ROLE, role.key) for role in server.roles),
    }

    def save(connection: sqlite3.Connection) -> GuildSettings:
        ids = ids_of(records_of(connection, guild_id))
        channels = {key: number for (thing, key), number in ids.items() if thing is Thing.CHANNEL}
        roles = {key: number for (thing, key), number in ids.items() if thing is Thing.ROLE}
        values = settings_for(server, channels, roles)
        chosen = settings_of(connection, guild_id).chosen
        there = planned.snapshot.by_id.keys() - {ids[known] for known in ids.keys() - described}
        lost = {name for name in values if name in chosen and int(chosen[name]) not in there}
        change_settings(connection, guild_id, user_id, {name: values[name] for name in lost}, now)
        if settings_of(connection, guild_id).channel("daily-channel") is None:
            values["daily"] = OFF
        return adopt(connection, guild_id, user_id, values, now)

    return await db.write(save)


async def plan_undo(db: Database, snapshot: Snapshot, usage: Usage) -> Undoing:
    """What can be removed again, and what stays."""
    return undo(snapshot, await load_records(db, snapshot.guild_id), usage)


async def forget(db: Database, guild_id: int, user_id: int | None, records: Iterable[Record], now: datetime) -> None:
    """Note that things are no more: no setting of the guild leads to them."""
    await db.write(lambda connection: _forget(connection, guild_id, user_id, records, now))


async def forget_what_was_made(db: Database, now: datetime) -> None:
    """Note that everything that was made is no more: a new simulated Discord begins without it."""

    def save(connection: sqlite3.Connection) -> None:
        for guild_id in guilds_with_records(connection):
            end_run(connection, guild_id)
            made = [record for record in records_of(connection, guild_id) if record.origin is Origin.CREATED]
            _forget(connection, guild_id, None, made, now)

    await db.write(save)


def ids_of(records: list[Record]) -> Ids:
    """The ids of what is known, by kind and key."""
    return {(record.thing, record.key): record.discord_id for record in records if record.discord_id is not None}


def _at_first(thing: Thing, look: Look) -> Look:
    """How a thing looks as soon as it exists: a forum gets its tags in a second request."""
    return replace(look, tags=()) if thing is Thing.CHANNEL else look


def _forget(
    connection: sqlite3.Connection, guild_id: int, user_id: int | None, records: Iterable[Record], now: datetime
) -> None:
    gone = set()
    for record in records:
        delete_record(connection, guild_id, record.thing, record.key)
        gone.add(str(record.discord_id))
    chosen = settings_of(connection, guild_id).chosen
    lost = {name: UNSET for name, value in chosen.items() if value in gone and BY_NAME[name].kind in LED_TO}
    change_settings(connection, guild_id, user_id, lost, now)
