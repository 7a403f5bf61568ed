"""What a day's cards are near its end: whoever knows a card today is asked on another day."""

from datetime import UTC, datetime, timedelta

from bot.domain.curriculum import Curriculum
from bot.domain.memory import Rating
from bot.services.flashcards import Scope, next_card, review
from bot.store.database import Database

ANN = 314159265358979323
NIGHT = datetime(2026, 5, 14, 2, 41, tzinfo=UTC)  # the day ends at three


async def test_a_card_that_is_known_until_tomorrow_does_not_come_again_just_before_it(
    db: Database, curriculum: Curriculum
) -> None:
    deck = next(iter(curriculum.decks))
    card = curriculum.decks[deck].cards[0].id
    for number, rating in enumerate((Rating.AGAIN, Rating.GOOD, Rating.GOOD)):
        assert await review(db, curriculum, ANN, None, card, rating, number, 4.2, NIGHT)
    session = await next_card(db, curriculum, ANN, Scope(deck), NIGHT + timedelta(minutes=5))
    assert (session.load.again, session.load.due, session.load.seen) == (0, 0, 1)
    assert session.card is not None
    assert session.card.id != card
    tomorrow = await next_card(db, curriculum, ANN, Scope(deck), NIGHT + timedelta(minutes=20))
    assert (tomorrow.load.due, tomorrow.load.seen) == (1, 0)


async def test_a_card_that_is_being_learnt_comes_again_just_before_the_end_of_the_day(
    db: Database, curriculum: Curriculum
) -> None:
    deck = next(iter(curriculum.decks))
    card = curriculum.decks[deck].cards[0].id
    await review(db, curriculum, ANN, None, card, Rating.GOOD, 0, 4.2, NIGHT)
    session = await next_card(db, curriculum, ANN, Scope(deck), NIGHT + timedelta(minutes=5))
    assert (session.load.again, session.load.seen) == (1, 1)
