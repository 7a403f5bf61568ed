"""Reviewing flashcards: which comes next, how it went, and what today still holds."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.curriculum import Curriculum
from bot.domain.events import Kind
from bot.domain.flashcards import HORIZON, OWN_DECK, PACE, Card, Deck, Load, in_order
from bot.domain.learner import DEFAULT_MINUTES, Learner
from bot.domain.memory import Memory, Rating, Review, State, choices, remember
from bot.errors import UserError
from bot.services._cards import (
    card_of,
    enabled_decks,
    find_card,
    new_cards,
    remembered_until,
    stored_ids,
    unwanted_cards,
)
from bot.services._learner import learner_of, record
from bot.store.database import Database
from bot.store.decks import find_reviewing
from bot.store.flashcards import (
    add_review,
    due_dates,
    find_memory,
    newest_reviews,
    reviews_since,
    save_memory,
)

AHEAD = timedelta(minutes=20)  # so early a card that is being learnt may come when nothing else is left
LONGEST = 60.0  # seconds that count for the pace; whoever took longer was away
LONGEST_STORED = 3600.0  # seconds
PACE_OF = 100  # the newest reviews that tell the pace


@dataclass(frozen=True, slots=True)
class Scope:
    """What to review: everything, or one deck; `beyond` goes on after today's share is done."""

    deck: str | None = None
    beyond: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """Where a member is in today's cards; without a card, today's share is done.

    `number` counts how often the card was reviewed before: a rating that carries another number was given already.
    """

    scope: Scope
    load: Load
    today: date
    card: Card | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """A card with its answer, and what each rating leads to."""

    card: Card
    number: int
    today: date
    choices: dict[Rating, Memory]


@dataclass(frozen=True, slots=True)
class Rated:
    """How a card went for a member: its `number`-th review (from 0), and how many seconds it took."""

    user_id: int
    guild_id: int | None
    card: str
    rating: Rating
    number: int
    seconds: float
    at: datetime


@dataclass(frozen=True, slots=True)
class _Deal:
    """The cards of a moment: due and not seen today, seen today and coming back, and those that could be begun."""

    waiting: dict[str, Memory]
    again: dict[str, Memory]
    fresh: list[Card]


def find_deck(curriculum: Curriculum, text: str) -> str:
    """The id of a deck, from its id, a former one, or its title. Raises UserError when there is none."""
    found = curriculum.canonical(text)
    if found == OWN_DECK or found in curriculum.decks:
        return found
    for deck in curriculum.decks.values():
        if deck.title.casefold() == text.strip().casefold():
            return deck.id
    raise UserError(
        "I don't know the deck “{text}”. Pick one from the list that appears while you type.", text=text[:60]
    )


def search_decks(curriculum: Curriculum, text: str) -> list[Deck]:
    """The decks whose titles contain all words typed, in the order of their levels."""
    words = text.casefold().split()
    return [deck for deck in curriculum.decks.values() if all(word in deck.title.casefold() for word in words)]


async def next_card(db: Database, curriculum: Curriculum, user_id: int, scope: Scope, now: datetime) -> Session:
    """The card to review now. Raises UserError for a deck that there is not."""
    if scope.deck:
        scope = replace(scope, deck=find_deck(curriculum, scope.deck))
    return await db.read(lambda connection: session(connection, curriculum, user_id, scope, now))


async def answer_of(db: Database, curriculum: Curriculum, user_id: int, card_id: str, now: datetime) -> Answered:
    """The answer of a card. Raises UserError when the card is no longer there."""

    def look(connection: sqlite3.Connection) -> Answered:
        card = card_of(connection, curriculum, user_id, card_id)
        found = find_memory(connection, user_id, stored_ids(curriculum, card))
        memory = found.memory if found else None
        retention = find_reviewing(connection, user_id).retention
        calendar = learner_of(connection, user_id).calendar
        ways = choices(memory, now, calendar, card.id, retention)
        return Answered(card, memory.reviews if memory else 0, calendar.day(now), ways)

    return await db.read(look)


async def review(
    db: Database,
    curriculum: Curriculum,
    user_id: int,
    guild_id: int | None,
    card_id: str,
    rating: Rating,
    number: int,
    seconds: float,
    now: datetime,
) -> bool:
    """Record how it went; False when this very review, the card's `number`-th from 0, was recorded before."""
    took = min(max(seconds, 0.0), LONGEST_STORED)
    rated = Rated(user_id, guild_id, card_id, rating, number, took, now)
    return await db.write(lambda connection: record_review(connection, curriculum, rated))


def record_review(connection: sqlite3.Connection, curriculum: Curriculum, rated: Rated) -> bool:
    """The transaction of a review: what is known of the card before, FSRS, what is known afterwards, the log."""
    user_id, now = rated.user_id, rated.at
    card = card_of(connection, curriculum, user_id, rated.card)
    found = find_memory(connection, user_id, stored_ids(curriculum, card))
    before = found.memory if found else None
    if rated.number != (before.reviews if before else 0):
        return False
    calendar = learner_of(connection, user_id).calendar
    if calendar.day(now) not in {earlier.day for earlier in newest_reviews(connection, user_id, 1)}:
        record(connection, user_id, rated.guild_id, Kind.REVIEWED, card.deck, now)
    retention = find_reviewing(connection, user_id).retention
    after = remember(before, rated.rating, now, calendar, card.id, retention)
    stored, shift = found.card if found else card.id, calendar.shift(now)
    add_review(connection, user_id, Review(stored, now, shift, rated.rating, rated.seconds, retention, before, after))
    save_memory(connection, user_id, stored, after)
    return True


def session(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, scope: Scope, now: datetime
) -> Session:
    """The state of a member's cards: what today holds, and what comes next."""
    learner = learner_of(connection, user_id)
    today = learner.calendar.day(now)
    begin = learner.calendar.start(today)
    done = reviews_since(connection, user_id, begin)
    decks = [scope.deck] if scope.deck else enabled_decks(connection, curriculum, learner)
    seen = {curriculum.canonical(review.card) for review in done}
    deal = _deal(connection, curriculum, user_id, decks, seen, now)
    newly = find_reviewing(connection, user_id).new_per_day - sum(review.first for review in done)
    load = Load(
        due=len(deal.waiting),
        again=len(deal.again),
        seen=len(seen),
        upcoming=(),
        new=len(deal.fresh) if scope.beyond else min(len(deal.fresh), max(newly, 0)),
        minutes=learner.minutes or DEFAULT_MINUTES,
        unseen=len(deal.fresh),
        pace=_pace(connection, user_id, begin),
    )
    if load.backlog:
        load = replace(load, upcoming=_upcoming(connection, curriculum, learner, decks, today))
    card_id = _choose(deal, load, scope, today, now)
    if card_id is None:
        return Session(scope, load, today)
    card = card_of(connection, curriculum, user_id, card_id)
    memory = (deal.waiting | deal.again).get(card_id)
    return Session(scope, load, today, card, memory.reviews if memory else 0)


def _deal(
    connection: sqlite3.Connection,
    curriculum: Curriculum,
    user_id: int,
    decks: Sequence[str],
    seen: set[str],
    now: datetime,
) -> _Deal:
    waiting, again = {}, {}
    unwanted = unwanted_cards(connection, curriculum, user_id)
    for found in remembered_until(connection, curriculum, user_id, now + AHEAD):
        card = find_card(connection, curriculum, user_id, found.card)
        if card is None or card.deck not in decks or card.id in unwanted:
            continue
        if card.id in seen:
            if found.memory.state is not State.REVIEW:  # one that is known comes on another day, however near that is
                again[card.id] = found.memory
        elif found.memory.due <= now:
            waiting[card.id] = found.memory
    fresh = new_cards(connection, curriculum, user_id, decks)
    return _Deal(waiting, again, [card for card in fresh if card.id not in unwanted])


def _choose(deal: _Deal, load: Load, scope: Scope, today: date, now: datetime) -> str | None:
    """What comes back now, then what waits, then new cards, and in the end what comes back in a few minutes."""
    ready = {card: memory for card, memory in deal.again.items() if memory.due <= now}
    queue = in_order(ready.items(), today, backlog=False)
    if scope.beyond or load.left:
        queue += in_order(deal.waiting.items(), today, backlog=load.backlog)
        queue += [card.id for card in deal.fresh[: load.new]] if not load.backlog or scope.beyond else []
    queue += in_order(deal.again.items(), today, backlog=False)
    return next(iter(queue), None)


def _pace(connection: sqlite3.Connection, user_id: int, today: datetime) -> float:
    """The seconds that a member took for a card before today, so that today's share stays what it is."""
    newest = [min(review.seconds, LONGEST) for review in newest_reviews(connection, user_id, PACE_OF, today)]
    return max(sum(newest) / len(newest), 1.0) if newest else PACE


def _upcoming(
    connection: sqlite3.Connection, curriculum: Curriculum, learner: Learner, decks: Sequence[str], today: date
) -> tuple[int, ...]:
    """How many cards of some decks come due on each of the next days, tomorrow first."""
    calendar, tomorrow = learner.calendar, today + timedelta(days=1)
    first, last = calendar.start(tomorrow) - timedelta(milliseconds=1), calendar.start(today + timedelta(days=HORIZON))
    unwanted = unwanted_cards(connection, curriculum, learner.user_id)
    stored = due_dates(connection, learner.user_id, first, last)
    coming = {curriculum.canonical(card): due for card, due in stored}
    days = Counter(
        calendar.day(due)
        for card, due in coming.items()
        if card.partition("#")[0] in decks and card not in unwanted and _offered(curriculum, card)
    )
    return tuple(days[tomorrow + timedelta(days=ahead)] for ahead in range(HORIZON - 1))


def _offered(curriculum: Curriculum, card: str) -> bool:
    """Whether there still is such a card; a memory of one's own goes with its card."""
    return card in curriculum.cards or card.startswith(f"{OWN_DECK}#")
