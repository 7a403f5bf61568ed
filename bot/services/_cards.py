"""What every service about flashcards needs: a card by its id, and the decks that a member has."""

import re
import sqlite3
from collections.abc import Collection, Iterator
from datetime import datetime

from bot.domain.curriculum import Curriculum
from bot.domain.flashcards import OWN_DECK, Card, fits
from bot.domain.learner import Learner
from bot.errors import UserError
from bot.store.decks import deck_choices, find_own_card, own_cards
from bot.store.flashcards import Remembered, due_memories, known_cards, memories, suspended_cards

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
    """The decks that a member reviews, their own cards last: those that they took, and those that fit by themselves."""
    stored = deck_choices(connection, learner.user_id)
    former = {curriculum.canonical(deck): enabled for deck, enabled in stored.items()}
    chosen = former | {deck: enabled for deck, enabled in stored.items() if curriculum.canonical(deck) == deck}
    fitting = [deck_id for deck_id in curriculum.decks if chosen.get(deck_id, _fits(curriculum, learner, deck_id))]
    return [*fitting, *([OWN_DECK] if chosen.get(OWN_DECK, True) else [])]


def new_cards(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, decks: Collection[str]
) -> Iterator[Card]:
    """The cards of some decks that a member has not begun, in the order in which they are learnt."""
    known = {curriculum.canonical(card) for card in known_cards(connection, user_id)}
    for deck in decks:
        cards = own_cards(connection, user_id) if deck == OWN_DECK else curriculum.decks[deck].cards
        yield from (card for card in cards if card.id not in known)


def remembered(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int) -> dict[str, Remembered]:
    """Everything that a member remembers, by the ids of today; of cards that became one, one memory."""
    stored = {found.card: found for found in memories(connection, user_id)}
    return {curriculum.canonical(card): found for card, found in stored.items() if _leads(curriculum, card, stored)}


def remembered_until(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, until: datetime
) -> list[Remembered]:
    """Of what a member remembers, that which comes due until a moment; of cards that became one, one memory."""
    known = known_cards(connection, user_id)
    found = due_memories(connection, user_id, until)
    return [each for each in found if _leads(curriculum, each.card, known)]


def _leads(curriculum: Curriculum, stored: str, known: Collection[str]) -> bool:
    """Whether a memory is the one that counts: the first in the order of `stored_ids`, as `find_memory` has it."""
    today = curriculum.canonical(stored)
    ids = (today, *curriculum.former_ids.get(today, ()))
    return len(ids) == 1 or next(card for card in ids if card in known) == stored


def unwanted_cards(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int) -> set[str]:
    """The cards that a member doesn't want to be asked."""
    return {curriculum.canonical(card) for card in suspended_cards(connection, user_id)}


def _fits(curriculum: Curriculum, learner: Learner, deck_id: str) -> bool:
    deck = curriculum.decks[deck_id]
    levels = list(curriculum.levels)
    track = curriculum.track(learner.goal)
    paths = [step.path for step in track.steps if step.path] if track else []
    level = levels.index(learner.level) if learner.level in levels else 0
    return fits(deck, level, levels.index(deck.level), paths)
