"""Renamed, merged and retired cards and decks: what a member chose and remembers goes on under the ids of today."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.curriculum import Curriculum
from bot.domain.flashcards import LEAST_PER_DAY
from bot.domain.learner import Learner
from bot.domain.memory import Memory, Rating, State
from bot.services.decks import choose_deck, decks_of
from bot.services.flashcards import Scope, answer_of, next_card, review
from bot.store.database import Database
from bot.store.decks import save_deck_choice
from bot.store.flashcards import save_memory
from bot.store.learners import save_learner

ANN = 314159265358979323
NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
KNOWN = Memory(State.REVIEW, None, 12.5, 4.25, NOW - timedelta(days=1), date(2026, 5, 10), 3, 5, 1)


@pytest.fixture
def deck(curriculum: Curriculum) -> str:
    return next(iter(curriculum.decks))


async def remember(db: Database, memories: dict[str, Memory], minutes: int = 15) -> None:
    def save(connection: object) -> None:
        save_learner(connection, Learner(ANN, minutes=minutes), NOW)  # type: ignore[arg-type]
        for card, memory in memories.items():
            save_memory(connection, ANN, card, memory)  # type: ignore[arg-type]

    await db.write(save)


@pytest.mark.parametrize("former", ["deck.a-former-one", "deck.zz-former-one"])
async def test_a_choice_of_today_outlives_one_under_a_former_id(
    db: Database, curriculum: Curriculum, deck: str, former: str
) -> None:
    renamed = replace(curriculum, aliases=curriculum.aliases | {former: deck})
    await remember(db, {})
    for before in (True, False):
        await db.write(lambda connection, before=before: save_deck_choice(connection, ANN, former, before))  # type: ignore[misc]
        await choose_deck(db, renamed, ANN, deck, not before, NOW)
        (view,) = [view for view in await decks_of(db, renamed, ANN, NOW) if view.id == deck]
        assert view.enabled is not before


async def test_of_two_cards_that_became_one_a_member_reviews_one(
    db: Database, curriculum: Curriculum, deck: str
) -> None:
    card = curriculum.decks[deck].cards[0].id
    former = f"{deck}#zz-former"
    merged = replace(curriculum, aliases=curriculum.aliases | {former: card})
    await remember(db, {card: KNOWN, former: replace(KNOWN, reviews=9)})
    session = await next_card(db, merged, ANN, Scope(deck), NOW)
    assert session.card is not None
    assert (session.card.id, session.load.due) == (card, 1)
    assert session.number == (await answer_of(db, merged, ANN, card, NOW)).number
    assert await review(db, merged, ANN, None, card, Rating.GOOD, session.number, 4.2, NOW)
    after = await next_card(db, merged, ANN, Scope(deck), NOW)
    assert (after.load.due, after.load.again, after.load.seen) == (0, 0, 1)
    (view,) = [view for view in await decks_of(db, merged, ANN, NOW) if view.id == deck]
    assert view.due == 0


async def test_cards_that_are_no_longer_offered_are_in_no_plan(db: Database, curriculum: Curriculum, deck: str) -> None:
    waiting = {card.id: KNOWN for other in curriculum.decks.values() for card in other.cards[:3]}
    retired = {f"{deck}#gone-{n}": replace(KNOWN, due=NOW + timedelta(days=1)) for n in range(5)}
    await remember(db, waiting | retired, minutes=1)
    for other in curriculum.decks:
        await choose_deck(db, curriculum, ANN, other, True, NOW)
    session = await next_card(db, curriculum, ANN, Scope(), NOW)
    assert session.load.backlog
    assert session.load.cap == LEAST_PER_DAY
    assert sum(session.load.upcoming) == 0


async def test_two_cards_that_became_one_during_the_day_were_one_card(
    db: Database, curriculum: Curriculum, deck: str
) -> None:
    first, second = (card.id for card in curriculum.decks[deck].cards[:2])
    for card in (first, second):
        await review(db, curriculum, ANN, None, card, Rating.EASY, 0, 4.2, NOW)
    merged = replace(curriculum, aliases=curriculum.aliases | {second: first})
    assert (await next_card(db, merged, ANN, Scope(deck), NOW)).load.seen == 1
