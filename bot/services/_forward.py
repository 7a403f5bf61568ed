"""After a mistake, a card about the concept comes sooner than it would have."""

import sqlite3
from collections.abc import Collection
from datetime import datetime, timedelta

from bot.domain.curriculum import Curriculum
from bot.domain.memory import Memory, retrievability
from bot.services._cards import enabled_decks, remembered, wanted_cards
from bot.services._learner import learner_of
from bot.store.flashcards import save_due

MOST_WAITING = 3  # cards that came forward and were not reviewed since


def bring_forward(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, concepts: Collection[str], now: datetime
) -> str | None:
    """Have the known card about some concepts that is most nearly forgotten come today; its id, None if none moves.

    A card that was reviewed today comes tomorrow. Only cards that the member wants and that come later move, and
    while three of those that came forward still wait, no more do: a bad day must not fill the next ones.
    """
    learner = learner_of(connection, user_id)
    calendar, today = learner.calendar, learner.calendar.day(now)
    known = {id_: found for id_, found in remembered(connection, curriculum, user_id).items() if found.memory.interval}

    def is_early(memory: Memory) -> bool:
        return calendar.day(memory.due) < memory.day + timedelta(days=memory.interval)

    def may_move(memory: Memory) -> bool:
        return calendar.day(memory.due) > max(today, memory.day + timedelta(days=1))

    early = {card_id for card_id, found in known.items() if is_early(found.memory)}
    wanted = wanted_cards(connection, curriculum, user_id, enabled_decks(connection, curriculum, learner))
    if len(early & wanted.keys()) >= MOST_WAITING:
        return None
    about = [
        card_id
        for card_id, found in known.items()
        if card_id in wanted and wanted[card_id].concept in concepts and may_move(found.memory)
    ]
    if not about:
        return None
    chosen = min(about, key=lambda card_id: (retrievability(known[card_id].memory, today), card_id))
    found = known[chosen]
    day = max(today, found.memory.day + timedelta(days=1))
    save_due(connection, user_id, found.card, calendar.start(day))
    return chosen
