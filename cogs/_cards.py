"""The words and screens of /cards."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import discord

from bot.domain.brought import Skipped, Source
from bot.domain.flashcards import Card
from bot.domain.own_cards import MAX_BACK, MAX_CODE, MAX_FRONT
from bot.i18n import _, ngettext
from bot.services.bring_along import Report
from bot.services.take_away import Format, TakenAway
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


def card_labels(cards: Sequence[Card]) -> list[str]:
    """Cards in lines of a list; those that look the same have a number, since Discord takes equal names for one."""
    seen, labels = Counter[str](), list[str]()
    for card in cards:
        label = shortened(" ".join(card.front.split()), MAX_LABEL)
        seen[label] += 1
        number = f" ({seen[label]})" if seen[label] > 1 else ""
        labels.append(shortened(label, MAX_LABEL - len(number)) + number)
    return labels


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


def taken_text(file: TakenAway) -> str:
    """What is in a file that a member takes away, and how to use it."""
    cards = ngettext("{count} card", "{count} cards", file.cards).format(count=file.cards)
    decks = ngettext("{count} deck", "{count} decks", file.decks).format(count=file.decks)
    text = _("## Your cards\n{cards} in {decks}, {known} of them with what you remember.").format(
        cards=cards, decks=decks, known=file.remembered
    )
    if file.format is Format.ANKI:
        how = _("In Anki choose *File → Import*, and switch on *Import any learning progress*. Twice doubles nothing.")
    else:
        how = _("Cards, memories and every review, as JSON. /cards import brings cards and memories back.")
    return f"{text}\n{how}"


def report_text(report: Report) -> list[str]:
    """What came of a file: created, updated, and skipped with the reason."""
    counted = [
        (report.cards, ngettext("{count} card of your own added", "{count} cards of your own added", report.cards)),
        (report.created, ngettext("{count} memory added", "{count} memories added", report.created)),
        (report.updated, ngettext("{count} memory updated", "{count} memories updated", report.updated)),
        (report.suspended, ngettext("{count} card no longer asked", "{count} cards no longer asked", report.suspended)),
    ]
    lines = [f"✓ {words.format(count=count)}" for count, words in counted if count]
    done = "\n".join(lines) or _("Nothing new was in it; everything stays as it was.")
    texts = [f"## {_source_name(report.source)}\n{done}"]
    if report.waiting:
        waiting = ngettext(
            "{count} of these memories waits until the deck of its card is here.",
            "{count} of these memories wait until the decks of their cards are here.",
            report.waiting,
        )
        texts.append(waiting.format(count=report.waiting))
    skipped = [f"- {count} × {_reason(reason)}" for reason, count in sorted(report.skipped.items())]
    if skipped:
        texts.append(_("**Skipped**\n{reasons}").format(reasons="\n".join(skipped)))
    return texts


def _source_name(source: Source) -> str:
    return {
        Source.LEITNER: _("Progress of the curriculum (boxes)"),
        Source.SM2: _("Progress of the curriculum (SM-2)"),
        Source.ANKI: _("An Anki package"),
        Source.ARCHIVE: _("Your own export"),
    }[source]


def _reason(reason: Skipped) -> str:
    return {
        Skipped.HALF: _("a question or an answer is missing (pictures and sounds aren't taken)"),
        Skipped.LONG: _("a side is too long ({front} characters fit in front, {back} on the back)").format(
            front=MAX_FRONT, back=MAX_BACK
        ),
        Skipped.TWICE: _("you have this card already, or it came twice"),
        Skipped.NEWER: _("what you remember here is newer"),
        Skipped.SAME: _("you remember just this here already"),
        Skipped.UNKNOWN: _("there is no such card"),
    }[reason]
