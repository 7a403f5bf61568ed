"""/privacy: what is stored about a member, all of it as a file, and its deletion."""

import io

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.i18n import _, ngettext
from bot.services.privacy import delete, export, forget_traces
from cogs.ui.controls import PersistentButton
from cogs.ui.layout import RED, Screen, show
from cogs.ui.level_roles import take_roles


class Export(PersistentButton, custom_id="privacy:export:{owner}"):
    """Everything about the member as a file."""

    async def pressed(self, interaction: Interaction) -> None:
        """Send the file to the member alone."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        content = await export(interaction.client.db, interaction.user.id, discord.utils.utcnow())
        file = discord.File(
            io.BytesIO(content), "my-learning.json", description=_("Everything that is stored about you, as JSON")
        )
        await interaction.followup.send(_("Here is everything that I know about you."), file=file, ephemeral=True)


class AskDelete(PersistentButton, custom_id="privacy:ask:{owner}"):
    """To the confirmation before everything is deleted."""

    async def pressed(self, interaction: Interaction) -> None:
        """Ask once."""
        user = interaction.user.id
        text = _(
            "## Delete everything?\nYour settings, your progress, your streak and your evidence will be gone for good. "
            "This cannot be undone; *Export* gives you a copy first."
        )
        buttons = [
            ConfirmDelete(_("Yes, delete everything"), style=RED, owner=user),
            Export(_("Export first"), owner=user),
            Keep(_("Keep everything"), owner=user),
        ]
        await show(interaction, Screen(text, buttons))


class ConfirmDelete(PersistentButton, custom_id="privacy:delete:{owner}"):
    """Deletes everything about the member."""

    async def pressed(self, interaction: Interaction) -> None:
        """Delete it, and say so; then take the roles that came from me, as far as Discord lets me."""
        given = await delete(interaction.client.db, interaction.user.id, interaction.guild_id)
        interaction.client.kept_progress.forget(interaction.user.id)
        gone = _("Everything about you is deleted. Type /start whenever you want to start over.")
        await show(interaction, Screen(gone))
        await forget_traces(interaction.client.db)
        await take_roles(interaction.client, interaction.user.id, given)


class Keep(PersistentButton, custom_id="privacy:keep:{owner}"):
    """Back, with nothing deleted."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show what is stored again."""
        await show(interaction, privacy_screen(interaction))


def privacy_screen(interaction: Interaction) -> Screen:
    """What is stored and why, with the two buttons that the member has a right to."""
    user = interaction.user.id
    text = _(
        "## Your data\n"
        "I keep only what learning together needs:\n"
        "- **your answers**: level, goal, minutes a day, time zone, start of the day, language, pictures\n"
        "- **what you did**: topics, projects and exit criteria marked or taken back, cards reviewed, questions "
        "answered, challenges tried, solved or shared, hints, suggestions taken or not, with the time and the "
        "server; and what follows from it: what you know, badges, what you brought along from elsewhere\n"
        "- **your code**: your answers to challenges, and which checks they passed\n"
        "- **your evidence**: the links and sentences that you gave, and what you reported as off\n"
        "- **cards of your own**: their words; those who maintain the decks see only what you suggest to them\n"
        "- **your questions for help**, without the secrets in them\n"
        "- **your plans**: reminders and which of them were sent, weekly goal, days off, decks\n"
        "- **what you take part in**: boards, cohorts and a buddy, study rooms, thanks, explanations and "
        "votes on them\n"
        "- **who may look**: your choice for each server\n"
        "I read only messages that somebody hands to me from their menu, and nobody else sees any of it unless you "
        "share it or let a server look. "
        "What you run with /run is not kept. The rest stays until you delete it."
    )
    if kept := interaction.client.backups:
        text += "\n" + ngettext(
            "-# Against accidents I keep a copy of my database for {count} day; after that, what you delete is gone.",
            "-# Against accidents I keep copies of my database for {count} days; after that, what you delete is gone.",
            kept,
        ).format(count=kept)
    return Screen(text, [Export(_("Export"), owner=user), AskDelete(_("Delete…"), style=RED, owner=user)])


class Privacy(commands.Cog):
    """Privacy as a command."""

    @app_commands.command(description=locale_str("What I know about you: take it with you, or delete it"))
    async def privacy(self, interaction: Interaction) -> None:
        """Show what is stored."""
        await show(interaction, privacy_screen(interaction))


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(Privacy())
    bot.add_controls(Export, AskDelete, ConfirmDelete, Keep)
