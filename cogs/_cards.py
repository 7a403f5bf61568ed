"""The words and screens of /cards."""

from typing import Any

import discord

from bot.domain.flashcards import Card
from bot.domain.own_cards import MAX_BACK, MAX_CODE, MAX_FRONT
from bot.i18n import _
from cogs.ui.forms import text_field
from cogs.ui.layout import shortened
from cogs.ui.words import code_block

MAX_LABEL = 100


def card_text(card: Card) -> str:
    """A member's own card. Its words stand in code blocks, where nothing formats, links or mentions."""
    sides = [
        _("**Front**\n{text}").format(text=code_block(card.front, "text")),
        _("**Back**\n{text}").format(text=code_block(card.back, "text")),
    ]
    if card.code:
        sides.insert(1, _("**Code**\n{text}").format(text=code_block(card.code)))
    return "\n".join(sides)


def card_label(card: Card) -> str:
    """A card in one line of a list."""
    return shortened(" ".join(card.front.split()), MAX_LABEL)


def card_fields(card: Card | None) -> list[discord.ui.Label[Any]]:
    """The three inputs of a card, with what stands on it."""
    return [
        text_field(_("Front: the question"), "front", value=card.front if card else None, limit=MAX_FRONT, long=True),
        text_field(_("Back: the answer"), "back", value=card.back if card else None, limit=MAX_BACK, long=True),
        text_field(
            _("Python that belongs to the question"),
            "code",
            value=card.code if card and card.code else None,
            limit=MAX_CODE,
            long=True,
            required=False,
        ),
    ]
