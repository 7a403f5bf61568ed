"""/leaderboard: this week, the places around oneself, for those who take part; nothing for those who want none."""

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.leaderboard import Scope
from bot.errors import UserError
from bot.i18n import _
from bot.services.leaderboard import join_board, leave_board, set_comparing, view_board
from cogs._leaderboard import board_screen, invitation, without_boards
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton
from cogs.ui.layout import GREEN, Screen, show
from cogs.ui.state import OUTDATED


class OpenBoard(PersistentButton, custom_id=navigation.BOARD):
    """To the places around oneself, among those of one's level or of one's cohort."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them."""
        if self.state["scope"] not in tuple(Scope):
            raise UserError(OUTDATED)
        await show(interaction, await own_board(interaction, Scope(self.state["scope"])))


class JoinBoard(PersistentButton, custom_id="leaderboard:join:{owner}"):
    """Takes part."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it, and show the places."""
        bot, now = interaction.client, discord.utils.utcnow()
        await join_board(bot.db, bot.curriculum, interaction.user.id, interaction.guild_id, now)
        await show(interaction, await own_board(interaction, Scope.BAND))


class LeaveBoard(PersistentButton, custom_id="leaderboard:leave:{owner}"):
    """Takes no part any more."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it, and show the way back."""
        await leave_board(interaction.client.db, interaction.user.id, interaction.guild_id)
        await show(interaction, await own_board(interaction, Scope.BAND))


class SetComparing(PersistentButton, custom_id=navigation.COMPARING):
    """Shows boards, or none anywhere."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it."""
        if self.state["value"] not in ("0", "1"):
            raise UserError(OUTDATED)
        db, user, comparing = interaction.client.db, interaction.user.id, self.state["value"] == "1"
        await set_comparing(db, user, comparing, discord.utils.utcnow())
        await show(interaction, _comparing_screen(interaction) if comparing else without_boards(user))


async def own_board(interaction: Interaction, scope: Scope) -> Screen:
    """The board as it is for this member."""
    bot, user = interaction.client, interaction.user.id
    view = await view_board(bot.db, bot.curriculum, user, interaction.guild_id, scope, discord.utils.utcnow())
    if not view.comparing:
        return without_boards(user)
    if view.board is None:
        return invitation(user, JoinBoard(_("Take part"), style=GREEN, owner=user))
    return board_screen(view.board, user, LeaveBoard(_("Leave the board"), owner=user))


def _comparing_screen(interaction: Interaction) -> Screen:
    said = _("Boards are there for you again. You take part in one only if you choose to, with /leaderboard.")
    return Screen(said, [navigation.open_settings(interaction.user.id)])


class Leaderboard(commands.Cog):
    """The board as a command."""

    @app_commands.command(description=locale_str("Your week beside others who chose to compare: two places around you"))
    async def leaderboard(self, interaction: Interaction) -> None:
        """Show the places around oneself."""
        await show(interaction, await own_board(interaction, Scope.BAND))


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(Leaderboard())
    bot.add_controls(OpenBoard, JoinBoard, LeaveBoard, SetComparing)
