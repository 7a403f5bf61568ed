"""Asking again about a time zone: suggestions as buttons, never a silent guess. /settings answers them."""

from typing import Any

import discord

from bot.domain.zones import MAX_LENGTH, ZoneMatch
from bot.i18n import _
from cogs.ui.forms import text_field
from cogs.ui.layout import GREEN, QUIET, Screen
from cogs.ui.words import plain

START, SETTINGS = "start", "settings"  # where the member came from, and where they go on
TAKE = "zone:take:{owner}:{then}:{zone}"
RETYPE = "zone:retype:{owner}:{then}"


def zone_field(zone: str | None) -> discord.ui.Label[Any]:
    """The line for a time zone, named `zone`, with the present one filled in."""
    return text_field(
        _("Your time zone, or the nearest big city"),
        "zone",
        hint=_("Europe/Berlin, Lagos, India, UTC+2 …"),
        value=zone,
        limit=MAX_LENGTH,
    )


def zone_question(owner: int, typed: str, match: ZoneMatch, then: str) -> Screen:
    """What was not understood, and what may have been meant; `then` names the screen that follows."""
    known = _("That time zone isn't known: “{typed}”.").format(typed=plain(typed))
    if not match.suggestions:
        advice = _("Type the nearest big city, or a name such as Europe/Berlin. Everything else is saved.")
        return Screen(f"{known} {advice}", [_retype(owner, then, GREEN)])
    if len(match.suggestions) == 1:
        advice = _("Did you mean **{zone}**?").format(zone=match.suggestions[0])
    else:
        advice = _("Which of these has your clock? Everything else is saved.")
    return Screen(f"{known} {advice}", [*_takes(owner, match.suggestions, then), _retype(owner, then, QUIET)])


def _takes(owner: int, zones: tuple[str, ...], then: str) -> list[discord.ui.Button[Any]]:
    label = _("Yes, {zone}") if len(zones) == 1 else "{zone}"
    return [
        discord.ui.Button(
            label=label.format(zone=zone),
            style=GREEN if index == 0 else QUIET,
            custom_id=TAKE.format(owner=owner, then=then, zone=zone),
        )
        for index, zone in enumerate(zones)
    ]


def _retype(owner: int, then: str, style: discord.ButtonStyle) -> discord.ui.Button[Any]:
    return discord.ui.Button(label=_("Pick another"), style=style, custom_id=RETYPE.format(owner=owner, then=then))
