"""Removing what was made for a description, as far as it is untouched and unused."""

import logging

import discord

from bot.client import DISCORD_IS_AWAY, LearnBot
from bot.domain.setup import Record, Thing
from bot.domain.setup_undo import Undoing, untouched_channels
from bot.services.setup import forget, load_records, plan_undo
from cogs._setup_guild import clear_onboarding, remove, snapshot_of, usage_of

log = logging.getLogger(__name__)


async def undoing_in(bot: LearnBot, guild: discord.Guild) -> Undoing:
    """What can be removed in a guild, and what stays."""
    snapshot = await snapshot_of(bot, guild)
    channels = untouched_channels(snapshot, await load_records(bot.db, guild.id))
    return await plan_undo(bot.db, snapshot, await usage_of(bot, guild, channels))


async def remove_all(
    bot: LearnBot, guild: discord.Guild, undoing: Undoing, user_id: int
) -> tuple[list[Record], list[Record]]:
    """Remove it, each thing noted as soon as it is gone: what is gone now, and what Discord didn't remove."""
    await forget(bot.db, guild.id, user_id, undoing.gone, discord.utils.utcnow())
    removed, refused = list[Record](), list[Record]()
    for record in undoing.remove:
        try:
            await _remove(bot, guild, record)
        except DISCORD_IS_AWAY as error:
            log.warning("Guild %s: %s can't be removed: %s", guild.id, record.key, error)
            refused.append(record)
            continue
        await forget(bot.db, guild.id, user_id, [record], discord.utils.utcnow())
        removed.append(record)
    return removed, refused


async def _remove(bot: LearnBot, guild: discord.Guild, record: Record) -> None:
    if record.thing is Thing.ONBOARDING:
        await clear_onboarding(guild)
    elif record.discord_id is not None:
        await remove(bot, guild.id, record.thing, record.discord_id)
