"""/cards: a private deck of one's own, taking all cards away as a file, and bringing some along."""

import asyncio

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.flashcards import OWN_DECK, Card
from bot.errors import UserError
from bot.i18n import _
from bot.services.bring_along import MAX_FILE, bring_along
from bot.services.cards import (
    add_card,
    delete_card,
    edit_card,
    own_card,
    refuse_full_deck,
    search_own_cards,
    suggest_card,
)
from bot.services.take_away import Format, take_away
from cogs._cards import card_fields, card_labels, card_text, report_text, taken_text
from cogs.ui.controls import PersistentButton
from cogs.ui.forms import PersistentForm, Values
from cogs.ui.layout import GOOD, GREEN, RED, Attached, Screen, shortened, show, show_later
from cogs.ui.words import deck_name, marked

MAX_CHOICES = 25
SECONDS_TO_FETCH = 20
FILES, PER_SECONDS = 3, 60.0
AT_ONCE = 2  # files of all members that are written or read at the same time


class NewCard(PersistentForm, custom_id="cards:new:{owner}"):
    """The place for a new card."""

    @classmethod
    async def submitted(cls, interaction: Interaction, state: dict[str, str], values: Values) -> None:
        """Store it, and show it."""
        sides = values["front"], values["back"], values["code"]
        card = await add_card(interaction.client.db, interaction.user.id, *sides, discord.utils.utcnow())
        await show(interaction, _card_screen(interaction, card, _("## Card added\nI'll ask you with the others.")))


class ChangedCard(PersistentForm, custom_id="cards:changed:{owner}:{card}"):
    """The place to change what stands on a card."""

    @classmethod
    async def submitted(cls, interaction: Interaction, state: dict[str, str], values: Values) -> None:
        """Store it, and show it."""
        sides = values["front"], values["back"], values["code"]
        card = await edit_card(interaction.client.db, interaction.user.id, state["card"], *sides)
        text = _("## Card changed\nWhat you remember of it stays. If you had suggested it, that is taken back.")
        await show(interaction, _card_screen(interaction, card, text))


class Add(PersistentButton, custom_id="cards:add:{owner}"):
    """To the form for a new card."""

    async def pressed(self, interaction: Interaction) -> None:
        """Open it."""
        await _ask_for_new(interaction)


class Edit(PersistentButton, custom_id="cards:edit:{owner}:{card}"):
    """To the form that changes a card."""

    async def pressed(self, interaction: Interaction) -> None:
        """Open it."""
        await _ask_for_changes(interaction, self.state["card"])


class AskDelete(PersistentButton, custom_id="cards:ask-delete:{owner}:{card}"):
    """To the confirmation before a card is deleted."""

    async def pressed(self, interaction: Interaction) -> None:
        """Ask once."""
        await show(interaction, await _delete_screen(interaction, self.state["card"]))


class Delete(PersistentButton, custom_id="cards:delete:{owner}:{card}"):
    """Deletes a card."""

    async def pressed(self, interaction: Interaction) -> None:
        """Delete it, and say what was deleted."""
        card = await delete_card(interaction.client.db, interaction.user.id, self.state["card"])
        gone = _("## Deleted\nThis card is gone, with what you remembered of it.")
        await show(interaction, Screen(gone, card_text(card), [Add(_("Add a card"), owner=interaction.user.id)]))


class AskSuggest(PersistentButton, custom_id="cards:ask-suggest:{owner}:{card}"):
    """To the confirmation before a card's words are shown to the maintainers."""

    async def pressed(self, interaction: Interaction) -> None:
        """Ask once."""
        await show(interaction, await _suggest_screen(interaction, self.state["card"]))


class Suggest(PersistentButton, custom_id="cards:suggest:{owner}:{card}"):
    """Offers a card to everybody."""

    async def pressed(self, interaction: Interaction) -> None:
        """Note it, and say what happens next."""
        db, user = interaction.client.db, interaction.user.id
        card = await suggest_card(db, user, self.state["card"], discord.utils.utcnow())
        text = _(
            "## Thank you, it is suggested\nThe maintainers find it in their list, without your name. If they take it, "
            "it appears in one of the decks, perhaps in other words. To take it back, change or delete the card."
        )
        await show(interaction, _card_screen(interaction, card, text, suggested=True))


class Keep(PersistentButton, custom_id="cards:keep:{owner}:{card}"):
    """Back to a card, with nothing done."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the card."""
        card = await own_card(interaction.client.db, interaction.user.id, self.state["card"])
        await show(interaction, _card_screen(interaction, card, _("## Your card")))


CONTROLS = (Add, Edit, AskDelete, Delete, AskSuggest, Suggest, Keep)


async def _ask_for_new(interaction: Interaction) -> None:
    await refuse_full_deck(interaction.client.db, interaction.user.id)
    fields = card_fields(None)
    await interaction.response.send_modal(NewCard(_("A card of your own"), *fields, owner=interaction.user.id))


async def _ask_for_changes(interaction: Interaction, card_id: str) -> None:
    card = await own_card(interaction.client.db, interaction.user.id, card_id)
    fields = card_fields(card)
    form = ChangedCard(_("Change your card"), *fields, owner=interaction.user.id, card=card.id)
    await interaction.response.send_modal(form)


def _card_screen(interaction: Interaction, card: Card, heading: str, *, suggested: bool = False) -> Screen:
    user = interaction.user.id
    buttons = [
        Add(_("Add another"), style=GREEN, owner=user),
        Edit(_("Change"), owner=user, card=card.id),
        *([] if suggested else [AskSuggest(_("Suggest it to all…"), owner=user, card=card.id)]),
        AskDelete(_("Delete…"), owner=user, card=card.id),
    ]
    return Screen(heading, card_text(card), buttons, colour=GOOD)


async def _delete_screen(interaction: Interaction, card_id: str) -> Screen:
    user = interaction.user.id
    card = await own_card(interaction.client.db, user, card_id)
    text = _("## Delete this card?\nIt will be gone for good, with what you remember of it.")
    buttons = [
        Delete(_("Yes, delete it"), style=RED, owner=user, card=card.id),
        Keep(_("Keep it"), owner=user, card=card.id),
    ]
    return Screen(text, card_text(card), buttons)


async def _suggest_screen(interaction: Interaction, card_id: str) -> Screen:
    user = interaction.user.id
    card = await own_card(interaction.client.db, user, card_id)
    text = _(
        "## Suggest this card to everybody?\nUp to now only you can read it. If you suggest it, those who maintain the "
        "decks can read these words, but not who wrote them. They may take it into a deck for all."
    )
    buttons = [
        Suggest(_("Yes, suggest it"), style=GREEN, owner=user, card=card.id),
        Keep(_("Keep it private"), owner=user, card=card.id),
    ]
    return Screen(text, card_text(card), buttons)


async def _read(file: discord.Attachment) -> bytes:
    if file.size > MAX_FILE:
        raise UserError(
            "That file has {size} MB, and I read at most {limit}. Export fewer cards at a time.",
            size=round(file.size / 1e6, 1),
            limit=MAX_FILE // 1_000_000,
        )
    try:
        return await asyncio.wait_for(file.read(), SECONDS_TO_FETCH)
    except (discord.HTTPException, TimeoutError):
        raise UserError("That file cannot be fetched from Discord right now. Try again in a moment.") from None


class Cards(commands.GroupCog, group_name="cards", group_description=locale_str("Your own deck of flashcards")):
    """A deck of one's own as a group of commands."""

    def __init__(self) -> None:
        self._files = commands.CooldownMapping[Interaction].from_cooldown(FILES, PER_SECONDS, lambda i: i.user.id)
        self._turn = asyncio.Semaphore(AT_ONCE)

    @app_commands.command(description=locale_str("Write a card for yourself: a question and its answer"))
    async def add(self, interaction: Interaction) -> None:
        """Open the form for a new card."""
        await _ask_for_new(interaction)

    @app_commands.command(description=locale_str("Change what stands on a card of yours"))
    @app_commands.describe(card=locale_str("One of your cards, by its words"))
    async def edit(self, interaction: Interaction, card: str) -> None:
        """Open the form that changes a card."""
        await _ask_for_changes(interaction, card)

    @app_commands.command(description=locale_str("Throw a card of yours away"))
    @app_commands.describe(card=locale_str("One of your cards, by its words"))
    async def delete(self, interaction: Interaction, card: str) -> None:
        """Ask once."""
        await show(interaction, await _delete_screen(interaction, card))

    @app_commands.command(description=locale_str("Offer a good card of yours to everybody"))
    @app_commands.describe(card=locale_str("One of your cards, by its words"))
    async def suggest(self, interaction: Interaction, card: str) -> None:
        """Ask before private words become visible to others."""
        await show(interaction, await _suggest_screen(interaction, card))

    @app_commands.command(description=locale_str("Take your cards along, with what you remember of them"))
    @app_commands.describe(
        deck=locale_str("A deck; without one, all that you review"),
        form=locale_str("For Anki (without a choice), or as JSON, which is complete"),
    )
    @app_commands.rename(form="format")
    @app_commands.choices(
        form=[
            app_commands.Choice(name="Anki", value=Format.ANKI.value),
            app_commands.Choice(name="JSON", value=Format.JSON.value),
        ]
    )
    async def export(self, interaction: Interaction, deck: str | None = None, form: str = Format.ANKI.value) -> None:
        """Send the file to the member alone."""
        self._count(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        bot, now = interaction.client, discord.utils.utcnow()
        async with self._turn:
            file = await take_away(
                bot.db, bot.curriculum, interaction.user.id, deck, Format(form), deck_name(OWN_DECK), now
            )
        attached = Attached(file.name, file.content, _("Your flashcards, with what you remember of them"))
        await show_later(interaction, Screen(taken_text(file), files=[attached]))

    @app_commands.command(
        name="import", description=locale_str("Bring cards and progress along: from Anki, the curriculum, or an export")
    )
    @app_commands.describe(file=locale_str("An .apkg, .review-state.json, flashcard_progress.json, or my own JSON"))
    async def import_file(self, interaction: Interaction, file: discord.Attachment) -> None:
        """Take what can be taken, and report it."""
        self._count(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        bot = interaction.client
        content = await _read(file)
        async with self._turn:
            report = await bring_along(bot.db, bot.curriculum, interaction.user.id, content, discord.utils.utcnow())
        await show_later(interaction, Screen(*report_text(report), colour=GOOD))

    def _count(self, interaction: Interaction) -> None:
        """Count a file of this member. Raises UserError when there were too many of late."""
        seconds = self._files.update_rate_limit(interaction)
        if seconds is not None:
            raise UserError("That was quick. Try again in {seconds} seconds.", seconds=round(seconds) + 1)

    @export.autocomplete("deck")
    async def deck_choices(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        """The decks whose titles contain what was typed, the member's own first."""
        curriculum = interaction.client.curriculum
        shipped = ((marked(deck.title, curriculum, deck.id), deck.id) for deck in curriculum.decks.values())
        named = [(deck_name(OWN_DECK), OWN_DECK), *shipped]
        found = [(name, value) for name, value in named if current.casefold() in name.casefold()]
        return [app_commands.Choice(name=shortened(name, 100), value=value) for name, value in found[:MAX_CHOICES]]

    @edit.autocomplete("card")
    @delete.autocomplete("card")
    @suggest.autocomplete("card")
    async def card_choices(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        """The member's own cards that contain what was typed."""
        found = (await search_own_cards(interaction.client.db, interaction.user.id, current))[:MAX_CHOICES]
        named = zip(card_labels(found), found, strict=True)
        return [app_commands.Choice(name=label, value=card.id) for label, card in named]


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(Cards())
    bot.add_controls(*CONTROLS)
    bot.add_forms(NewCard, ChangedCard)
