"""/progress: what is done, the rhythm of the week, and the next step. Private, unless one shares it."""

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.errors import UserError
from bot.i18n import _
from bot.services.pictures import look_of
from bot.services.progress import Progress, own_progress, progress_of
from cogs._pictures import sketches
from cogs._progress import facts, first_steps
from cogs._roadmap import next_text
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton
from cogs.ui.layout import Picture, Row, Screen, defer, show, show_later
from cogs.ui.permissions import require_writing
from cogs.ui.words import plain


class OpenProgress(PersistentButton, custom_id=navigation.PROGRESS):
    """To the member's own progress."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show it."""
        await show(interaction, await own_screen(interaction))


class OpenMine(PersistentButton, custom_id=navigation.OWN_PROGRESS):
    """From somebody's shared progress to one's own, for whoever presses it."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show it to them alone."""
        await show(interaction, await own_screen(interaction))


class Share(PersistentButton, custom_id="progress:share:{owner}"):
    """Posts the member's progress where they are."""

    async def pressed(self, interaction: Interaction) -> None:
        """Post it for everybody here."""
        require_writing(interaction)
        view = await _own(interaction)
        heading = _("## {name}'s progress").format(name=plain(interaction.user.display_name))
        pictures = await _pictures(interaction, view, everybody=True)
        screen = Screen(heading, *pictures, *facts(view), [navigation.open_own_progress()])
        if interaction.response.is_done():
            await show_later(interaction, screen)
        else:
            await interaction.response.send_message(view=screen, files=screen.files)


async def own_screen(interaction: Interaction) -> Screen:
    """The member's own progress; its answer may have been deferred while the pictures were drawn."""
    user, view = interaction.user.id, await _own(interaction)
    if not view.empty:
        return full_screen(view, await _pictures(interaction, view), user)
    steps = first_steps(started=view.learner.started)
    return Screen(_("## Your progress"), steps, next_text(view.next), _beginning(view, user))


def full_screen(view: Progress, pictures: Sequence[Picture], user: int) -> Screen:
    """The progress of somebody who has begun: the pictures, the same in words, and what to do next."""
    row = [
        navigation.open_next_step(user),
        navigation.open_suggestions(user),
        navigation.open_badges(user),
        navigation.open_roadmap(user),
        Share(_("Share"), owner=user),
    ]
    return Screen(_("## Your progress"), *pictures, *facts(view), next_text(view.next), row)


async def _own(interaction: Interaction) -> Progress:
    bot = interaction.client
    return await own_progress(bot.db, bot.curriculum, interaction.user.id, discord.utils.utcnow(), bot.kept_progress)


async def _pictures(interaction: Interaction, view: Progress, *, everybody: bool = False) -> list[Picture]:
    """The pictures of a progress, in the colours of whoever looks; what has to be drawn first defers the answer."""
    bot = interaction.client
    found = sketches(view, await look_of(bot.db, interaction.user.id))
    drawings = [sketch.drawing for sketch in found]
    if not bot.gallery.has(drawings):
        await defer(interaction, everybody=everybody)
    contents = await bot.gallery.draw(drawings)
    return [Picture(sketch.name, content, sketch.words) for sketch, content in zip(found, contents, strict=True)]


def _beginning(view: Progress, user: int) -> Row:
    if view.learner.started:
        return [navigation.open_next_step(user), navigation.open_roadmap(user)]
    return [navigation.open_start(), navigation.open_roadmap(user)]


class ProgressCog(commands.Cog, name="Progress"):
    """Progress as a command."""

    @app_commands.command(description=locale_str("What you have done, your rhythm, and your next step"))
    @app_commands.describe(member=locale_str("Somebody who lets this server look at their progress"))
    async def progress(self, interaction: Interaction, member: discord.User | None = None) -> None:
        """Show one's own progress, or that of a member who chose to be visible here."""
        if member is not None and member.bot:
            raise UserError("Bots don't learn here. Pick a member.")
        if member is None or member.id == interaction.user.id:
            await show(interaction, await own_screen(interaction))
            return
        bot = interaction.client
        name = plain(member.display_name)
        now = discord.utils.utcnow()
        view = await progress_of(
            bot.db, bot.curriculum, interaction.user.id, member.id, interaction.guild_id, name, now, bot.kept_progress
        )
        pictures = [] if view.empty else await _pictures(interaction, view)
        await show(interaction, Screen(_("## {name}'s progress").format(name=name), *pictures, *facts(view)))


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(ProgressCog())
    bot.add_controls(OpenProgress, OpenMine, Share)
