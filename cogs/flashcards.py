"""/flashcards: one card at a time, its answer, and how it went. The state of a session is in its buttons."""

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.flashcards import OWN_DECK, Card
from bot.domain.memory import Rating
from bot.errors import UserError
from bot.i18n import _
from bot.services.decks import reset, suspend
from bot.services.flashcards import Scope, Session, answer_of, find_deck, next_card, review, search_decks
from bot.services.reports import MAX_WORDS, report
from cogs._badges import news
from cogs._flashcards import answer_text, done_text, heading, question_text, rating_label
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, option
from cogs.ui.forms import PersistentForm, Values, choice_field, text_field
from cogs.ui.layout import GOOD, GREEN, QUIET, Block, Screen, shortened, show
from cogs.ui.state import OUTDATED, seconds_since, whole_number, written_moment
from cogs.ui.words import deck_name, marked, source_text

MAX_CHOICES = 25
KEEP, SUSPEND, RESET = "keep", "suspend", "reset"
# What a session holds, as one letter: everything or the deck of the card at hand; upper case goes on beyond today.
SCOPES = {"a": (False, False), "d": (True, False), "A": (False, True), "D": (True, True)}


class Begin(PersistentButton, custom_id=navigation.REVIEW):
    """To the cards of today."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the first one."""
        await show(interaction, await card_screen(interaction, Scope()))


class BeginDeck(PersistentButton, custom_id=navigation.REVIEW_DECK):
    """To the cards of one deck."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the first one."""
        await show(interaction, await card_screen(interaction, Scope(self.state["deck"])))


class Beyond(PersistentButton, custom_id="flashcards:beyond:{owner}:{deck}"):
    """On to more cards than today's share."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the next one."""
        await show(interaction, await card_screen(interaction, Scope(self.state["deck"] or None, beyond=True)))


class ShowAnswer(PersistentButton, custom_id="flashcards:show:{owner}:{card}:{number}:{scope}:{since}"):
    """Turns a card round."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the answer; if the card was answered meanwhile, on another device say, show the next one."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        answered = await answer_of(bot.db, bot.curriculum, user, self.state["card"], now)
        if answered.number != whole_number(self.state["number"]):
            await show(interaction, await card_screen(interaction, _scope(self.state)))
            return
        card = answered.card
        ratings = [
            Rate(
                rating_label(rating, after, now),
                style=GREEN if rating is Rating.GOOD else QUIET,
                **self.state | {"card": card.id, "rating": int(rating)},
            )
            for rating, after in answered.choices.items()
        ]
        title = f"## {deck_name(_deck_title(bot, card))}"
        await show(
            interaction,
            Screen(
                f"{title}\n{question_text(card)}",
                answer_text(card),
                *source_text(bot.curriculum, card.id),
                ratings,
                _beside(card, user),
            ),
        )


class Rate(PersistentButton, custom_id="flashcards:rate:{owner}:{card}:{rating}:{number}:{scope}:{since}"):
    """How it went."""

    async def pressed(self, interaction: Interaction) -> None:
        """Record it, once however often it is pressed, and show the next card."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        rating, number = whole_number(self.state["rating"]), whole_number(self.state["number"])
        if rating not in tuple(Rating):
            raise UserError(OUTDATED)
        seconds = seconds_since(self.state["since"], now)
        scope = _scope(self.state)
        card, guild_id = self.state["card"], interaction.guild_id
        await review(bot.db, bot.curriculum, user, guild_id, card, Rating(rating), number, seconds, now)
        await show(interaction, await card_screen(interaction, scope))


class Off(PersistentButton, custom_id="flashcards:off:{owner}:{card}"):
    """Something's off with a card."""

    async def pressed(self, interaction: Interaction) -> None:
        """Ask what."""
        card, user = self.state["card"], interaction.user.id
        words = text_field(_("What is wrong?"), "words", limit=MAX_WORDS, long=True, required=False)
        wishes = [
            option(_("Keep asking me"), KEEP, chosen=True),
            option(_("Don't ask me this card any more"), SUSPEND),
            option(_("Let me learn it again"), RESET),
        ]
        form = OffForm(
            _("Something's off"), words, choice_field(_("And for you?"), "wish", wishes), owner=user, card=card
        )
        await interaction.response.send_modal(form)


class OffForm(PersistentForm, custom_id="flashcards:report:{owner}:{card}"):
    """What is wrong with a card, and what the member wants from it."""

    @classmethod
    async def submitted(cls, interaction: Interaction, state: dict[str, str], values: Values) -> None:
        """File the report, and do what they want."""
        bot, user, card, now = interaction.client, interaction.user.id, state["card"], discord.utils.utcnow()
        if values["wish"] == SUSPEND:
            await suspend(bot.db, bot.curriculum, user, card, True, now)
        elif values["wish"] == RESET:
            await reset(bot.db, bot.curriculum, user, card, now)
        said = _("Thank you. Whoever looks after the cards will read it.")
        if card.startswith(f"{OWN_DECK}#"):
            said = _("This card is your own: you can change it with /cards edit.")
        else:
            await report(bot.db, bot.curriculum, user, card, values["words"], now)
        await show(interaction, Screen(said, [navigation.begin_reviews(user, _("Go on"))], colour=GOOD))


async def card_screen(interaction: Interaction, scope: Scope) -> Screen:
    """The next card of a session, or that it is done."""
    bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
    session = await next_card(bot.db, bot.curriculum, user, scope, now)
    if session.card is None:
        return _done_screen(session, user, await news(interaction))
    card = session.card
    reveal = ShowAnswer(
        _("Show answer"),
        style=GREEN,
        owner=user,
        card=card.id,
        number=session.number,
        scope=_letter(scope),
        since=written_moment(now),
    )
    source = source_text(bot.curriculum, card.id)
    row = [reveal, *_beside(card, user)]
    return Screen(heading(session, _deck_title(bot, card)), question_text(card), *source, row)


def _done_screen(session: Session, user: int, told: Sequence[Block]) -> Screen:
    more = session.load.due or session.load.new or session.load.unseen
    row = [Beyond(_("A few more"), owner=user, deck=session.scope.deck or "")] if more else []
    onward = [*row, navigation.open_suggestions(user), navigation.open_decks(user), navigation.open_progress(user)]
    return Screen(done_text(session), *told, onward, colour=GOOD)


def _beside(card: Card, user: int) -> list[PersistentButton]:
    return [Off(_("Something's off"), owner=user, card=card.id)]


def _deck_title(bot: LearnBot, card: Card) -> str:
    return OWN_DECK if card.deck == OWN_DECK else bot.curriculum.decks[card.deck].title


def _scope(state: dict[str, str]) -> Scope:
    of_deck, beyond = SCOPES.get(state["scope"], (False, False))
    return Scope(state["card"].partition("#")[0] if of_deck else None, beyond)


def _letter(scope: Scope) -> str:
    return next(letter for letter, meant in SCOPES.items() if meant == (scope.deck is not None, scope.beyond))


class Flashcards(commands.Cog):
    """Flashcards as a command."""

    @app_commands.command(description=locale_str("Review the cards that are due, then a few new ones"))
    @app_commands.describe(deck=locale_str("Only this deck; without one, all of yours"))
    async def flashcards(self, interaction: Interaction, deck: str | None = None) -> None:
        """Begin, or go on where one was."""
        found = find_deck(interaction.client.curriculum, deck) if deck else None
        await show(interaction, await card_screen(interaction, Scope(found)))

    @flashcards.autocomplete("deck")
    async def deck_choices(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        """The decks whose titles contain what was typed."""
        curriculum = interaction.client.curriculum
        found = search_decks(curriculum, current)
        own = [(_("My own cards"), OWN_DECK)] if current.casefold() in _("My own cards").casefold() else []
        level = _("Level {level} · {title}")
        named = [
            (marked(level.format(level=deck.level, title=deck.title), curriculum, deck.id), deck.id) for deck in found
        ]
        return [
            app_commands.Choice(name=shortened(name, 100), value=value) for name, value in [*own, *named][:MAX_CHOICES]
        ]


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(Flashcards())
    bot.add_controls(Begin, BeginDeck, Beyond, ShowAnswer, Rate, Off)
    bot.add_forms(OffForm)
