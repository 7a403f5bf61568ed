"""/cohort: the thirty days together with others, a buddy if one likes, and the post of each week."""

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.guild import Post
from bot.domain.translatable import gettext_noop as N_  # noqa: N812
from bot.i18n import _
from bot.services.buddies import BuddyView, say_hello, seek_buddy, skip_buddy, stop_seeking, view_buddy
from bot.services.cohorts import KIND, CohortView, cohort_of_day, join_cohort, leave_cohort, view_cohort
from bot.services.posts import Due
from cogs._cohort import (
    Row,
    buddy_text,
    cohort_screen,
    hello_style,
    invitation_screen,
    no_buddy_text,
    post_screen,
)
from cogs._posting import NotNow, Poster
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton
from cogs.ui.layout import GREEN, Screen, show
from cogs.ui.state import whole_number

NOBODY = N_("nobody takes part this month")
LAST_POST = 29  # of a month: it also invites to the next cohort


class OpenCohort(PersistentButton, custom_id=navigation.COHORT):
    """To the member's cohort."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show it."""
        await show(interaction, await own_screen(interaction))


class OpenMine(PersistentButton, custom_id="cohort:mine:{day}"):
    """From the post of a day to the cohort of whoever presses it."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show it to this member alone."""
        await show(interaction, await own_screen(interaction))


class JoinCohort(PersistentButton, custom_id="cohort:join:{owner}"):
    """Takes part."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it, and show the cohort."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        view = await join_cohort(bot.db, bot.curriculum, user, interaction.guild_id, now)
        await show(interaction, _screen(view, user))


class LeaveCohort(PersistentButton, custom_id="cohort:leave:{owner}"):
    """Takes part no longer."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it, and show the way back."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        view = await leave_cohort(bot.db, bot.curriculum, user, interaction.guild_id, now)
        await show(interaction, _screen(view, user))


class OpenBuddy(PersistentButton, custom_id="cohort:buddy:{owner}"):
    """To one's buddy, or to looking for one."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show how it stands."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        view = await view_buddy(bot.db, bot.curriculum, user, interaction.guild_id, now)
        await show(interaction, _buddy_screen(view, user))


class SeekBuddy(PersistentButton, custom_id="cohort:seek:{owner}"):
    """Looks for a buddy, or looks again."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show whom I found."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        view = await seek_buddy(bot.db, bot.curriculum, user, interaction.guild_id, now)
        await show(interaction, _buddy_screen(view, user))


class SayHello(PersistentButton, custom_id="cohort:hello:{owner}:{pair}"):
    """Agrees to be named to the other, once they agree as well."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        pair = whole_number(self.state["pair"])
        view = await say_hello(bot.db, bot.curriculum, user, interaction.guild_id, pair, now)
        await show(interaction, _buddy_screen(view, user))


class SkipBuddy(PersistentButton, custom_id="cohort:skip:{owner}:{pair}"):
    """Looks for somebody else."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it, and show whom I found instead."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        pair = whole_number(self.state["pair"])
        view = await skip_buddy(bot.db, bot.curriculum, user, interaction.guild_id, pair, now)
        await show(interaction, _buddy_screen(view, user))


class StopSeeking(PersistentButton, custom_id="cohort:stop:{owner}"):
    """Has no buddy, and looks for none."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        view = await stop_seeking(bot.db, bot.curriculum, user, interaction.guild_id, now)
        await show(interaction, _buddy_screen(view, user))


class CohortPoster(Poster):
    """The post at the start of a month, and once a week after it."""

    async def compose(self, due: Due) -> Screen | NotNow:
        """How far all are together, and the way to take part."""
        day = due.post.day
        cohort = await cohort_of_day(self.bot.db, self.bot.curriculum, due.post.guild_id, day)
        if not cohort.together.members and 1 < day.day < LAST_POST:
            return NotNow(NOBODY)
        return post_screen(due.post, cohort, OpenMine(_("My cohort"), style=GREEN, day=day))

    def mark(self, post: Post) -> str:
        """The way to take part."""
        return f"cohort:mine:{post.day}"


async def own_screen(interaction: Interaction) -> Screen:
    """The member's cohort, or the one that they can join."""
    bot, user = interaction.client, interaction.user.id
    view = await view_cohort(bot.db, bot.curriculum, user, interaction.guild_id, discord.utils.utcnow())
    return _screen(view, user)


def _screen(view: CohortView, user: int) -> Screen:
    if view.own is None:
        return invitation_screen(view, JoinCohort(_("Take part"), style=GREEN, owner=user))
    found = view.has_buddy or view.seeks_buddy
    buddy = OpenBuddy(_("My buddy") if found else _("Find a buddy"), owner=user)
    return cohort_screen(view, user, buddy, LeaveCohort(_("Leave"), owner=user))


def _buddy_screen(view: BuddyView, user: int) -> Screen:
    back, stop = navigation.open_cohort(user), StopSeeking(_("Stop"), owner=user)
    heading, buddy = _("## A buddy"), view.buddy
    if buddy is None:
        label = _("Look again") if view.seeks else _("Find a buddy")
        seek: Row = [SeekBuddy(label, style=GREEN, owner=user), *([stop] if view.seeks else []), back]
        return Screen(heading, no_buddy_text(seeks=view.seeks), seek)
    skip = SkipBuddy(_("Skip"), owner=user, pair=buddy.pair)
    hello: Row = [SayHello(_("Say hello"), style=hello_style(buddy), owner=user, pair=buddy.pair)]
    return Screen(heading, buddy_text(buddy), [*([] if buddy.said_hello else hello), skip, stop, back])


class CohortCog(commands.Cog, name="Cohort"):
    """The cohort as a command, and what posts about it."""

    def __init__(self, bot: LearnBot) -> None:
        self.posters = (CohortPoster(bot, KIND),)

    @app_commands.command(
        description=locale_str("Begin the thirty days together with others, with a buddy if you like")
    )
    async def cohort(self, interaction: Interaction) -> None:
        """Show the member's cohort, or the one that they can join."""
        await show(interaction, await own_screen(interaction))


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(CohortCog(bot))
    bot.add_controls(
        OpenCohort, OpenMine, JoinCohort, LeaveCohort, OpenBuddy, SeekBuddy, SayHello, SkipBuddy, StopSeeking
    )
