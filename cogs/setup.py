"""/setup: from an empty server to a working community, and back: plan, apply, undo."""

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.errors import ContentError, UserError
from bot.services.setup import MAX_SERVER_BYTES, bring_file, unfinished
from cogs._setup import CONTROLS, begin_work, carry_out, plan_screen, problems_screen, undo_screen
from cogs._setup_run import NAME, Sites, resume
from cogs.ui.layout import show_later


@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class Setup(
    commands.GroupCog,
    name=NAME,
    group_name="setup",
    group_description=locale_str("Channels, roles and more for a community that learns Python"),
):
    """The making of a server, for those who manage it."""

    def __init__(self, bot: LearnBot) -> None:
        self.bot = bot
        self.sites = Sites()

    async def catch_up(self) -> None:
        """Go on with what was under way when the bot stopped."""
        for guild_id in await unfinished(self.bot.db):
            await resume(self.bot, guild_id)

    @app_commands.command(description=locale_str("See what would be created, adopted or changed; nothing happens yet"))
    @app_commands.describe(file=locale_str("A description of your own (YAML), instead of the standard one"))
    async def plan(self, interaction: Interaction, file: discord.Attachment | None = None) -> None:
        """Show the plan, of a new file if there is one."""
        guild = await begin_work(interaction)
        if file is not None:
            if file.size > MAX_SERVER_BYTES:
                raise UserError(
                    "This file is larger than {limit} KB. A server needs far less; shorten it.",
                    limit=MAX_SERVER_BYTES // 1024,
                )
            bot, raw, now = interaction.client, await file.read(), discord.utils.utcnow()
            try:
                await bring_file(bot.db, bot.curriculum, guild.id, file.filename, raw, now)
            except ContentError as error:
                await show_later(interaction, problems_screen(error, interaction.user.id))
                return
        await show_later(interaction, await plan_screen(interaction))

    @app_commands.command(description=locale_str("Make what the plan says, step by step; what is done stays done"))
    async def apply(self, interaction: Interaction) -> None:
        """Carry the plan out."""
        await begin_work(interaction)
        await carry_out(interaction)

    @app_commands.command(description=locale_str("Remove what I created here, where nobody has changed or used it"))
    async def undo(self, interaction: Interaction) -> None:
        """Ask whether to."""
        await begin_work(interaction)
        await show_later(interaction, await undo_screen(interaction))


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(Setup(bot))
    bot.add_controls(*CONTROLS)
