"""Writing to the owner of a guild, in the guild's language, about something that I had to stop."""

import logging
from collections.abc import Callable

import discord

from bot.client import DISCORD_IS_AWAY, LearnBot
from bot.i18n import speaking
from bot.services.guild_settings import load_guild_settings
from cogs.ui.layout import Screen
from cogs.ui.once import is_refusal

log = logging.getLogger(__name__)


async def write_owner(bot: LearnBot, guild_id: int, compose: Callable[[str], Screen], nonce: str) -> bool:
    """Send the owner a message, composed for the guild's name; who takes none finds it in /server status.

    False: Discord did not say whether it took it; with the same `nonce` it can be sent again.
    """
    guild = bot.get_guild(guild_id)
    if guild is None or guild.owner_id is None:
        return True
    settings = await load_guild_settings(bot.db, guild_id)
    with speaking(settings.value("language")):
        screen = compose(discord.utils.escape_markdown(guild.name))
    try:
        direct = await bot.create_dm(discord.Object(guild.owner_id))
        await direct.send(view=screen, nonce=nonce)
    except DISCORD_IS_AWAY as error:
        log.info("The owner of guild %s was not told what I stopped: %s", guild_id, error)
        return is_refusal(error)
    return True
