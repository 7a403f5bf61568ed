"""/decks: the member's decks by level, what is due and known in each, its cards, and how one wants to review."""

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.memory import RETENTIONS
from bot.i18n import _, ngettext
from bot.services.decks import (
    NEW_PER_DAY_CHOICES,
    CardView,
    DeckView,
    cards_in,
    choose_deck,
    decks_of,
    load_reviewing,
    reset,
    set_new_per_day,
    set_retention,
    suspend,
)
from bot.services.flashcards import find_deck
from cogs._flashcards import answer_text, card_names, question_text
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, PersistentSelect, option
from cogs.ui.layout import GREEN, RED, Row, Screen, show
from cogs.ui.state import whole_number
from cogs.ui.words import deck_name, marked, source_text, weekday

PAGE = 25  # options of a select
LISTED = 15  # decks in words


class OpenDecks(PersistentButton, custom_id=navigation.DECKS):
    """To all decks."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them."""
        await show(interaction, await decks_screen(interaction))


class TurnDecks(PersistentButton, custom_id="decks:page:{owner}:{page}"):
    """To further decks."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show that page of them."""
        await show(interaction, await decks_screen(interaction, whole_number(self.state["page"])))


class PickDeck(PersistentSelect, custom_id="decks:pick:{owner}"):
    """The decks to look into."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show one."""
        await show(interaction, await deck_screen(interaction, self.chosen))


class TakeDeck(PersistentButton, custom_id="decks:take:{owner}:{deck}:{enabled}"):
    """Takes a deck, or leaves it."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save the choice."""
        bot, deck, enabled = interaction.client, self.state["deck"], self.state["enabled"] == "1"
        await choose_deck(bot.db, bot.curriculum, interaction.user.id, deck, enabled, discord.utils.utcnow())
        await show(interaction, await deck_screen(interaction, deck))


class TurnCards(PersistentButton, custom_id="decks:cards:{owner}:{deck}:{page}"):
    """To further cards of a deck."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show that page of them."""
        page = whole_number(self.state["page"])
        await show(interaction, await deck_screen(interaction, self.state["deck"], page))


class PickCard(PersistentSelect, custom_id="decks:card:{owner}:{deck}"):
    """The cards of a deck."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show one with its answer."""
        bot, user = interaction.client, interaction.user.id
        views = await cards_in(bot.db, bot.curriculum, user, self.state["deck"], discord.utils.utcnow())
        view = next((view for view in views if view.card.id == self.chosen), None)
        screen = _card_screen(interaction, view) if view else await deck_screen(interaction, self.state["deck"])
        await show(interaction, screen)


class SuspendCard(PersistentButton, custom_id="decks:suspend:{owner}:{card}:{suspended}"):
    """Has a card asked no more, or again."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it."""
        bot, user, suspended = interaction.client, interaction.user.id, self.state["suspended"] == "1"
        view = await suspend(bot.db, bot.curriculum, user, self.state["card"], suspended, discord.utils.utcnow())
        await show(interaction, _card_screen(interaction, view))


class ResetCard(PersistentButton, custom_id="decks:reset:{owner}:{card}"):
    """Has a card begin anew."""

    async def pressed(self, interaction: Interaction) -> None:
        """Forget what was remembered of it."""
        bot, user = interaction.client, interaction.user.id
        view = await reset(bot.db, bot.curriculum, user, self.state["card"], discord.utils.utcnow())
        await show(interaction, _card_screen(interaction, view))


class HowIReview(PersistentButton, custom_id="decks:how:{owner}"):
    """To how one wants to review."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the choices."""
        await show(interaction, await how_screen(interaction))


class PickNewPerDay(PersistentSelect, custom_id="decks:new-per-day:{owner}"):
    """How many new cards a day."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save the number."""
        now = discord.utils.utcnow()
        await set_new_per_day(interaction.client.db, interaction.user.id, whole_number(self.chosen), now)
        await show(interaction, await how_screen(interaction))


class PickRetention(PersistentSelect, custom_id="decks:retention:{owner}"):
    """How much one wants to remember."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save the share."""
        now = discord.utils.utcnow()
        await set_retention(interaction.client.db, interaction.user.id, whole_number(self.chosen), now)
        await show(interaction, await how_screen(interaction))


CONTROLS = (
    OpenDecks,
    TurnDecks,
    PickDeck,
    TakeDeck,
    TurnCards,
    PickCard,
    SuspendCard,
    ResetCard,
    HowIReview,
    PickNewPerDay,
    PickRetention,
)


async def decks_screen(interaction: Interaction, page: int = 0) -> Screen:
    """The decks that one reviews, in words, and all decks to choose from."""
    bot, user = interaction.client, interaction.user.id
    decks = await decks_of(bot.db, bot.curriculum, user, discord.utils.utcnow())
    mine = [deck for deck in decks if deck.enabled and deck.cards]
    lines = [f"**{marked(deck_name(deck.title), bot.curriculum, deck.id)}** · {_facts(deck)}" for deck in mine[:LISTED]]
    if len(mine) > LISTED:
        lines.append(_("… and {count} more").format(count=len(mine) - LISTED))
    if not lines:
        lines = [_("No deck is on. Pick one below and take it.")]
    first, last = page * PAGE, (page + 1) * PAGE
    choices = [
        option(marked(_option_name(deck), bot.curriculum, deck.id), deck.id, _facts(deck)) for deck in decks[first:last]
    ]
    turns: Row = [
        *([TurnDecks(_("‹ Earlier"), owner=user, page=page - 1)] if page > 0 else []),
        *([TurnDecks(_("Later ›"), owner=user, page=page + 1)] if last < len(decks) else []),
    ]
    return Screen(
        _("## Your decks"),
        "\n".join(lines),
        [PickDeck(_("Look into a deck"), choices, owner=user)] if choices else [],
        turns,
        [navigation.begin_reviews(user, _("Review now")), HowIReview(_("How I review"), owner=user)],
    )


async def deck_screen(interaction: Interaction, deck_id: str, page: int = 0) -> Screen:
    """A deck, whether one reviews it, and its cards."""
    bot, user = interaction.client, interaction.user.id
    now = discord.utils.utcnow()
    views = await cards_in(bot.db, bot.curriculum, user, deck_id, now)
    decks = await decks_of(bot.db, bot.curriculum, user, now)
    deck = next(deck for deck in decks if deck.id == find_deck(bot.curriculum, deck_id))
    first, last = page * PAGE, (page + 1) * PAGE
    named = list(zip(card_names([view.card for view in views]), views, strict=True))[first:last]
    choices = [option(name, view.card.id, _state(view)) for name, view in named]
    summary = bot.curriculum.decks[deck.id].summary if deck.level else _("Cards that you wrote; only you see them.")
    on = _("You review this deck.") if deck.enabled else _("You don't review this deck.")
    take = TakeDeck(
        _("Leave this deck") if deck.enabled else _("Take this deck"),
        style=discord.ButtonStyle.secondary if deck.enabled else GREEN,
        owner=user,
        deck=deck.id,
        enabled=int(not deck.enabled),
    )
    turns: Row = [
        *([TurnCards(_("‹ Earlier"), owner=user, deck=deck.id, page=page - 1)] if page > 0 else []),
        *([TurnCards(_("Later ›"), owner=user, deck=deck.id, page=page + 1)] if last < len(views) else []),
    ]
    review = [navigation.review_deck(user, deck.id)] if deck.cards else []
    return Screen(
        f"## {_option_name(deck)}\n{summary}",
        f"{on}\n{_facts(deck)}",
        *source_text(bot.curriculum, deck.id),
        [PickCard(_("Look at a card"), choices, owner=user, deck=deck.id)] if choices else [],
        turns,
        [*review, take, navigation.open_decks(user)],
    )


async def how_screen(interaction: Interaction) -> Screen:
    """How many new cards a day, and how much of what was learnt should be recalled."""
    user = interaction.user.id
    reviewing = await load_reviewing(interaction.client.db, user)
    counts = [
        option(
            ngettext("{count} new card a day", "{count} new cards a day", count).format(count=count),
            str(count),
            chosen=count == reviewing.new_per_day,
        )
        for count in NEW_PER_DAY_CHOICES
    ]
    shares = [
        option(
            _("Remember {percent} % of my cards").format(percent=round(share * 100)),
            str(round(share * 100)),
            chosen=share == reviewing.retention,
        )
        for share in RETENTIONS
    ]
    return Screen(
        _("## How you review"),
        _("The more you want to remember, the more often cards come back. 90 % suits most people."),
        [PickNewPerDay(_("New cards a day"), counts, owner=user)],
        [PickRetention(_("How much to remember"), shares, owner=user)],
        [navigation.open_decks(user)],
    )


def _card_screen(interaction: Interaction, view: CardView) -> Screen:
    card, user = view.card, interaction.user.id
    suspend_label = _("Ask me again") if view.suspended else _("Don't ask me this")
    row: Row = [
        SuspendCard(suspend_label, owner=user, card=card.id, suspended=int(not view.suspended)),
        *([ResetCard(_("Start it over"), style=RED, owner=user, card=card.id)] if view.memory else []),
        navigation.open_decks(user),
    ]
    source = source_text(interaction.client.curriculum, card.id)
    heading = _("## A card · {state}").format(state=_state(view))
    return Screen(heading, question_text(card), answer_text(card), *source, row)


def _option_name(deck: DeckView) -> str:
    if deck.level is None:
        return deck_name(deck.title)
    return _("Level {level} · {title}").format(level=deck.level, title=deck.title)


def _facts(deck: DeckView) -> str:
    counts = {
        _("{count} due"): deck.due,
        _("{count} new"): deck.new,
        _("{count} mature"): deck.mature,
        _("{count} not asked"): deck.suspended,
    }
    facts = [] if deck.enabled else [_("off")]
    facts += [text.format(count=count) for text, count in counts.items() if count]
    if deck.retention is not None:
        facts.append(_("{percent} % recalled").format(percent=round(deck.retention * 100)))
    return " · ".join(facts) or _("nothing due")


def _state(view: CardView) -> str:
    if view.suspended:
        return _("not asked any more")
    if view.memory is None or view.due is None:
        return _("new")
    day = weekday(view.due, view.today)
    return _("mature, due {day}").format(day=day) if view.memory.mature else _("due {day}").format(day=day)


class Decks(commands.Cog):
    """The decks as a command."""

    @app_commands.command(description=locale_str("Your decks of flashcards, what is due in each, and how you review"))
    async def decks(self, interaction: Interaction) -> None:
        """Show all decks."""
        await show(interaction, await decks_screen(interaction))


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(Decks())
    bot.add_controls(*CONTROLS)
