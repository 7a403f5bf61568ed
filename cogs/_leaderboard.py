"""The screens of the board: an invitation, the places around oneself, or nothing to compare with."""

from datetime import date
from typing import Any

import discord

from bot.domain.daily import Band
from bot.domain.leaderboard import Scope
from bot.i18n import _
from bot.services.leaderboard import Board
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton
from cogs.ui.layout import GREEN, Screen
from cogs.ui.words import short_months


def invitation(owner: int, join: PersistentButton) -> Screen:
    """What a board is, before one takes part."""
    rules = _(
        "- You see your own week and the two places before and behind you, never the whole list.\n"
        "- They see your name and your points of this week in the same way. Nobody sees who doesn't take part.\n"
        "- Compared are members at about your level, and all begin at zero on Monday.\n"
        "- You can leave at any time, and nothing that you did is lost."
    )
    return Screen(_("## A board, if you like"), rules, [join, navigation.set_comparing(owner, comparing=False)])


def without_boards(owner: int) -> Screen:
    """For whoever wants to see no comparison."""
    said = _("You see no boards, and you take part in none. Your own week stands in /progress.")
    row = [navigation.open_progress(owner), navigation.set_comparing(owner, comparing=True)]
    return Screen(_("## No comparison"), said, row)


def board_screen(board: Board, owner: int, leave: PersistentButton) -> Screen:
    """The places around oneself."""
    heading = _("## This week · {group}").format(group=_group(board))
    ends = _("-# Points of this week, wherever you earned them. Everybody starts again at zero <t:{moment}:R>.")
    row: list[discord.ui.Item[Any]] = [navigation.open_suggestions(owner, GREEN)]
    if board.cohort:
        other, label = (Scope.BAND, _("My level")) if board.scope is Scope.COHORT else (Scope.COHORT, _("My cohort"))
        row.append(navigation.open_board(owner, other, label))
    row += [navigation.set_comparing(owner, comparing=False), leave]
    lines = "\n".join([*_places(board, owner), ends.format(moment=int(board.ends.timestamp()))])
    return Screen(f"{heading}\n{_standing(board)}", lines, row)


def cohort_name(month: str) -> str:
    """The month in which members began together: "Nov 2026"."""
    begin = date.fromisoformat(f"{month}-01")
    return f"{short_months()[begin.month - 1]} {begin.year}"


def _group(board: Board) -> str:
    """With whom one is compared."""
    if board.scope is Scope.COHORT:
        return _("cohort of {month}").format(month=cohort_name(board.cohort))
    return {Band.FOUNDATIONS: _("Foundations"), Band.BUILDER: _("Builder"), Band.ARCHITECT: _("Architect")}[board.band]


def _standing(board: Board) -> str:
    if not board.xp:
        return _("Your week is still open: the first points put you on the board.")
    if board.rank is None:
        return _("You have {xp} XP. Many take part, so here are only those around you.").format(xp=board.xp)
    return _("You have {xp} XP, and that is place {rank}.").format(xp=board.xp, rank=board.rank)


def _places(board: Board, owner: int) -> list[str]:
    """Those around, from the most points down, with oneself among them."""
    line = _("<@{member}> · {xp} XP")
    before = [line.format(member=place.user_id, xp=place.xp) for place in board.before]
    behind = [line.format(member=place.user_id, xp=place.xp) for place in board.behind]
    own = [_("**you** · {xp} XP").format(xp=board.xp)]
    if not (before or behind):
        own.append(_("Nobody else is near you yet this week."))
    return [*before, *own, *behind]
