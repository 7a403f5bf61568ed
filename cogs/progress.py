"""/progress: what is done, the rhythm of the week, and the next step. Private, unless one shares it."""

import asyncio
from collections.abc import Sequence

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.errors import UserError
from bot.i18n import _, ngettext
from bot.services.claims import MAX_FILE, Taken, take_claims, view_claims
from bot.services.pictures import look_of
from bot.services.progress import Progress, own_progress, progress_of
from cogs._pictures import sketches
from cogs._progress import claimed_words, claims_text, facts, first_steps
from cogs._roadmap import next_text
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton
from cogs.ui.layout import GOOD, Picture, Row, Screen, defer, show, show_later
from cogs.ui.permissions import require_writing
from cogs.ui.words import plain

SECONDS_TO_FETCH = 20
FILES, PER_SECONDS = 3, 60.0
AT_ONCE = 2  # files that are read at the same time


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
    bot, user, view = interaction.client, interaction.user.id, await _own(interaction)
    claims = claims_text(await view_claims(bot.db, bot.curriculum, user))
    if not view.empty:
        return full_screen(view, await _pictures(interaction, view), user, claims)
    steps = first_steps(started=view.learner.started)
    return Screen(_("## Your progress"), steps, *claims, next_text(view.next), _beginning(view, user))


def full_screen(view: Progress, pictures: Sequence[Picture], user: int, claims: Sequence[str] = ()) -> Screen:
    """The progress of somebody who has begun: the pictures, the same in words, and what to do next."""
    row = [
        navigation.open_next_step(user),
        navigation.open_suggestions(user),
        navigation.open_badges(user),
        navigation.open_roadmap(user),
        Share(_("Share"), owner=user),
    ]
    return Screen(_("## Your progress"), *pictures, *facts(view), *claims, next_text(view.next), row)


def taken_screen(taken: Taken, user: int) -> Screen:
    """What came of a PROGRESS.md."""
    text = _("## Claimed from your PROGRESS.md\nOf {boxes} boxes you ticked: {what}.").format(
        boxes=taken.boxes, what=claimed_words(taken.claimed)
    )
    word = _(
        "I show it as what it is: your own word. It counts for no XP, badge or level; what you mark here with /done, "
        "or solve here, does. Send the file again whenever you like; the new one takes the old one's place."
    )
    rest = ngettext(
        "-# {count} other tick named nothing that I know.",
        "-# {count} other ticks named nothing that I know.",
        taken.unknown,
    )
    unknown = [rest.format(count=taken.unknown)] if taken.unknown else []
    return Screen(text, word, *unknown, [navigation.open_progress(user)], colour=GOOD)


async def _read(file: discord.Attachment) -> bytes:
    if file.size > MAX_FILE:
        raise UserError(
            "That file has {size} KB, and a PROGRESS.md has at most {limit}. Attach that file alone.",
            size=file.size // 1024,
            limit=MAX_FILE // 1024,
        )
    try:
        return await asyncio.wait_for(file.read(), SECONDS_TO_FETCH)
    except (discord.HTTPException, TimeoutError):
        raise UserError("That file cannot be fetched from Discord right now. Try again in a moment.") from None


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

    def __init__(self) -> None:
        self._files = commands.CooldownMapping[Interaction].from_cooldown(FILES, PER_SECONDS, lambda i: i.user.id)
        self._turn = asyncio.Semaphore(AT_ONCE)

    @app_commands.command(description=locale_str("What you have done, your rhythm, and your next step"))
    @app_commands.describe(
        member=locale_str("Somebody who lets this server look at their progress"),
        file=locale_str("Your own PROGRESS.md of the curriculum, to be shown as what you claim"),
    )
    @app_commands.rename(file="import")
    async def progress(
        self, interaction: Interaction, member: discord.User | None = None, file: discord.Attachment | None = None
    ) -> None:
        """Show one's own progress, or that of a member who chose to be visible here; or take a file in."""
        if file is not None:
            await self._take(interaction, file)
            return
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

    async def _take(self, interaction: Interaction, file: discord.Attachment) -> None:
        seconds = self._files.update_rate_limit(interaction)
        if seconds is not None:
            raise UserError("That was quick. Try again in {seconds} seconds.", seconds=round(seconds) + 1)
        await interaction.response.defer(ephemeral=True, thinking=True)
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        content = await _read(file)
        async with self._turn:
            taken = await take_claims(bot.db, bot.curriculum, user, content, now)
        await show_later(interaction, taken_screen(taken, user))


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(ProgressCog())
    bot.add_controls(OpenProgress, OpenMine, Share)
