"""/badges: what one has earned and what proved it, then what is near. Private, unless one shares it."""

import discord
from discord.app_commands import command, locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.errors import UserError
from bot.i18n import _, ngettext
from bot.services.badges import Board, badges_of, look_at_badges
from cogs._badges import ahead_text, earned_text, news_blocks, shared_text
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton
from cogs.ui.layout import Block, Row, Screen, show
from cogs.ui.permissions import require_writing
from cogs.ui.state import whole_number
from cogs.ui.words import plain

FIRST = 5  # earned badges on the first page
NEAR = 3  # badges ahead on the first page
PAGE = 8  # badges on each further page


class OpenBadges(PersistentButton, custom_id=navigation.BADGES):
    """To the member's badges."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them."""
        await show(interaction, await badges_screen(interaction))


class TurnPage(PersistentButton, custom_id="badges:page:{owner}:{page}"):
    """To further badges."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show that page of them."""
        await show(interaction, await badges_screen(interaction, whole_number(self.state["page"])))


class OpenMine(PersistentButton, custom_id="badges:mine"):
    """From badges that somebody shared to one's own, for whoever presses it."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them to this member alone."""
        await show(interaction, await badges_screen(interaction))


class Share(PersistentButton, custom_id="badges:share:{owner}"):
    """Posts the badges that the member has where they are."""

    async def pressed(self, interaction: Interaction) -> None:
        """Post them for everybody here."""
        bot, now = interaction.client, discord.utils.utcnow()
        require_writing(interaction)
        board = await badges_of(bot.db, bot.curriculum, interaction.user.id, now)
        if not board.earned:
            raise UserError("There is no badge to share yet. Type /badges to see which is nearest.")
        heading = _("## {name}'s badges").format(name=plain(interaction.user.display_name))
        mine = OpenMine(_("See my own"))
        await interaction.response.send_message(view=Screen(heading, shared_text(board.earned), [mine]))


async def badges_screen(interaction: Interaction, page: int = 0) -> Screen:
    """The newest badges and the nearest ones on the first page, all others on the next."""
    bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
    found, board = await look_at_badges(bot.db, bot.curriculum, user, interaction.guild_id, now)
    told = news_blocks(found, user)
    pages = _pages(board)
    page = min(max(page, 0), len(pages) - 1)
    return Screen(_heading(board), *(told if not page else []), *pages[page], _row(board, page, len(pages), user))


def _heading(board: Board) -> str:
    total = len(board.earned) + len(board.ahead)
    count = ngettext("{done} of {total} badge earned", "{done} of {total} badges earned", total)
    return _("## Your badges") + "\n" + count.format(done=len(board.earned), total=total)


def _pages(board: Board) -> list[list[Block]]:
    """First what is newest and what is nearest, then the rest of both."""
    first: list[Block] = [earned_text(board.earned[:FIRST], board.today)] if board.earned else [_first_words()]
    if board.ahead:
        first.append(_("**Within reach**\n{badges}").format(badges=ahead_text(board.ahead[:NEAR])))
    pages = [first]
    for begin in range(FIRST, len(board.earned), PAGE):
        earned = earned_text(board.earned[begin : begin + PAGE], board.today)
        pages.append([_("**Earned before**\n{badges}").format(badges=earned)])
    for begin in range(NEAR, len(board.ahead), PAGE):
        ahead = ahead_text(board.ahead[begin : begin + PAGE])
        pages.append([_("**Further ahead**\n{badges}").format(badges=ahead)])
    return pages


def _first_words() -> str:
    return _("Each badge names what proved it. The first one comes with the first exercise of /start.")


def _row(board: Board, page: int, pages: int, user: int) -> Row:
    back = [TurnPage(_("‹ Back"), owner=user, page=page - 1)] if page else []
    more = [TurnPage(_("More ›"), owner=user, page=page + 1)] if page + 1 < pages else []
    share = [Share(_("Share"), owner=user)] if board.earned else []
    return [navigation.open_next_step(user), *back, *more, *share]


class Badges(commands.Cog):
    """Badges as a command."""

    @command(description=locale_str("What you have earned and what proved it, and which badges are near"))
    async def badges(self, interaction: Interaction) -> None:
        """Show the member's badges."""
        await show(interaction, await badges_screen(interaction))


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(Badges())
    bot.add_controls(OpenBadges, TurnPage, OpenMine, Share)
