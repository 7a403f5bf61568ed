"""What every service about flashcards needs: a card by its id, and the decks that a member has."""

import re
import sqlite3
from collections.abc import Collection

from bot.domain.curriculum import Curriculum
from bot.domain.flashcards import OWN_DECK, Card, fits
from bot.domain.imported import is_imported
from bot.domain.learner import Learner
from bot.errors import UserError
from bot.store.decks import deck_choices, find_own_card, own_cards
from bot.store.flashcards import Remembered, find_memory, known_cards, memories, suspended_cards

NUMBER = re.compile(r"[1-9][0-9]{0,15}")


def find_card(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, card_id: str) -> Card | None:
    """The card of an id or of a former id; None when it is not offered any more, or was thrown away."""
    if card_id.startswith(f"{OWN_DECK}#"):
        number = own_number(card_id)
        return find_own_card(connection, user_id, number) if number else None
    return curriculum.cards.get(curriculum.canonical(card_id))


def own_number(card_id: str) -> int | None:
    """The number in the id of a member's own card; None when it is no such id."""
    deck, _, number = card_id.partition("#")
    return int(number) if deck == OWN_DECK and NUMBER.fullmatch(number) else None


def card_of(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, card_id: str) -> Card:
    """The card of an id. Raises UserError when there is none."""
    card = find_card(connection, curriculum, user_id, card_id)
    if card is None:
        raise UserError("This card is no longer there. Type /flashcards to go on with the others.")
    return card


def stored_ids(curriculum: Curriculum, card: Card) -> tuple[str, ...]:
    """The ids under which a member may remember a card: today's and the former ones."""
    return (card.id, *curriculum.former_ids.get(card.id, ()))


def enabled_decks(connection: sqlite3.Connection, curriculum: Curriculum, learner: Learner) -> list[str]:
    """The decks that a member reviews unless they left them: those that they took, those that fit, those once begun.

    So nobody loses what they have begun when they reach another level. Their own cards come last.
    """
    chosen = _choices(connection, curriculum, learner.user_id)
    begun = {curriculum.canonical(card).partition("#")[0] for card in known_cards(connection, learner.user_id)}
    fitting = [deck_id for deck_id in curriculum.decks if chosen.get(deck_id, _fits(curriculum, learner, deck_id))]
    kept = [deck_id for deck_id in curriculum.decks if deck_id in begun - {*fitting} and chosen.get(deck_id, True)]
    return [*fitting, *kept, *([OWN_DECK] if chosen.get(OWN_DECK, True) else [])]


def _choices(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int) -> dict[str, bool]:
    """What a member chose, by the ids of today; what they chose under a former id counts less."""
    chosen = sorted(deck_choices(connection, user_id).items(), key=lambda choice: choice[0] in curriculum.decks)
    return {curriculum.canonical(deck): enabled for deck, enabled in chosen}


def wanted_cards(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, decks: Collection[str]
) -> dict[str, Card]:
    """The cards of some decks that a member wants to be asked, by id, in the order in which they are begun.

    What one wrote oneself comes first: one wrote it to learn it now.
    """
    unwanted = unwanted_cards(connection, curriculum, user_id)
    own = own_cards(connection, user_id) if OWN_DECK in decks else []
    shipped = (card for deck in decks if deck != OWN_DECK for card in curriculum.decks[deck].cards)
    return {card.id: card for card in (*own, *shipped) if card.id not in unwanted}


def counts(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, card: Card, stored: str) -> bool:
    """Whether what is remembered under a stored id counts for a card: where two became one, only one memory does."""
    ids = stored_ids(curriculum, card)
    found = find_memory(connection, user_id, ids) if len(ids) > 1 else None
    return found is None or found.card == stored


def remembered(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int) -> dict[str, Remembered]:
    """Everything that a member remembers, by the ids of today; where two cards became one, the memory that counts."""

    def rank(found: Remembered) -> int:
        today = curriculum.canonical(found.card)
        return (today, *curriculum.former_ids.get(today, ())).index(found.card)

    found = sorted(memories(connection, user_id), key=rank, reverse=True)
    return {curriculum.canonical(memory.card): memory for memory in found}


def unwanted_cards(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int) -> set[str]:
    """The cards that a member doesn't want to be asked."""
    return {curriculum.canonical(card) for card in suspended_cards(connection, user_id)}


def _fits(curriculum: Curriculum, learner: Learner, deck_id: str) -> bool:
    deck = curriculum.decks[deck_id]
    if is_imported(deck_id):
        return False  # there are so many of them: they are taken by choice, or by having begun them elsewhere
    levels = list(curriculum.levels)
    track = curriculum.track(learner.goal)
    paths = [step.path for step in track.steps if step.path] if track else []
    level = levels.index(learner.level) if learner.level in levels else 0
    return fits(deck, level, levels.index(deck.level), paths)
