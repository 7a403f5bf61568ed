"""Writing to the owner of a guild, in the guild's language, about something that I had to stop."""

import logging
from collections.abc import Callable

import discord

from bot.client import DISCORD_IS_AWAY, LearnBot
from bot.i18n import speaking
from bot.services.guild_settings import load_guild_settings
from cogs.ui.layout import Screen

log = logging.getLogger(__name__)


async def write_owner(bot: LearnBot, guild_id: int, compose: Callable[[str], Screen]) -> None:
    """Send the owner a message, composed for the guild's name; who takes none finds it in /server status."""
    guild = bot.get_guild(guild_id)
    if guild is None or guild.owner_id is None:
        return
    settings = await load_guild_settings(bot.db, guild_id)
    with speaking(settings.value("language")):
        screen = compose(discord.utils.escape_markdown(guild.name))
    try:
        direct = await bot.create_dm(discord.Object(guild.owner_id))
        await direct.send(view=screen)
    except DISCORD_IS_AWAY as error:
        log.info("The owner of guild %s was not told what I stopped: %s", guild_id, error)
