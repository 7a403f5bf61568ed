"""Discussing a challenge in a private thread that opens to those who know its solution."""

import asyncio

import discord
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.errors import UserError
from bot.i18n import _
from bot.services.discuss import Place, place_for, remember_thread
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton

TOO_MANY_THREADS = 160006


class OpenDiscussion(PersistentButton, custom_id=navigation.DISCUSS):
    """To the thread of a challenge."""

    async def pressed(self, interaction: Interaction) -> None:
        """Let the member into the thread, which is made for the first of them."""
        bot, guild_id = interaction.client, interaction.guild_id
        now = discord.utils.utcnow()
        place = await place_for(bot.db, bot.curriculum, interaction.user.id, guild_id, self.state["challenge"], now)
        await interaction.response.defer(ephemeral=True, thinking=True)
        cog = bot.get_cog("Discuss")
        assert isinstance(cog, Discuss)
        thread = await cog.enter(place, interaction.guild, interaction.user)
        await interaction.followup.send(_("Come in: {thread}").format(thread=thread.mention), ephemeral=True)


class Discuss(commands.Cog):
    """The threads; they are reached from their challenges."""

    def __init__(self, bot: LearnBot) -> None:
        self.bot = bot
        self._making = asyncio.Lock()  # two members at once find one thread

    async def enter(self, place: Place, guild: discord.Guild | None, member: discord.abc.Snowflake) -> discord.Thread:
        """The thread, with the member in it. Raises UserError when Discord allows no more threads."""
        channel = guild.get_channel(place.channel_id) if guild else None
        if guild is None or not isinstance(channel, discord.TextChannel):
            raise UserError("The channel for challenges is gone. Somebody who manages this server can choose another.")
        async with self._making:
            try:
                thread = await self._existing(guild, place) or await self._make(channel, place)
            except discord.HTTPException as error:
                if error.code == TOO_MANY_THREADS:
                    raise UserError("This server has as many threads as Discord allows. Try again later.") from None
                raise
        if thread.archived:
            await thread.edit(archived=False)  # nobody can be added to one that sleeps
        await thread.add_user(member)
        return thread

    async def _existing(self, guild: discord.Guild, place: Place) -> discord.Thread | None:
        if place.thread_id is None:
            return None
        try:
            found = guild.get_thread(place.thread_id) or await guild.fetch_channel(place.thread_id)
        except discord.NotFound:
            return None
        return found if isinstance(found, discord.Thread) else None

    async def _make(self, channel: discord.TextChannel, place: Place) -> discord.Thread:
        thread = await channel.create_thread(
            name=place.challenge.title[:100],
            type=discord.ChannelType.private_thread,
            auto_archive_duration=1440,  # minutes
            invitable=False,
        )
        await remember_thread(self.bot.db, channel.guild.id, place.challenge.id, thread.id)
        return thread


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(Discuss(bot))
    bot.add_controls(OpenDiscussion)
