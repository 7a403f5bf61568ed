"""Reviewing flashcards: which comes next, how it went, and what today still holds."""

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.curriculum import Curriculum
from bot.domain.events import Kind
from bot.domain.flashcards import HORIZON, OWN_DECK, PACE, Card, Deck, Load, in_order
from bot.domain.learner import DEFAULT_MINUTES, Learner
from bot.domain.memory import Memory, Rating, Review, choices, remember
from bot.domain.time_off import is_off
from bot.errors import UserError
from bot.services._cards import card_of, counts, enabled_decks, stored_ids, wanted_cards
from bot.services._learner import learner_of, record
from bot.services._mastery import note_review
from bot.store.database import Database
from bot.store.decks import find_reviewing
from bot.store.flashcards import (
    add_review,
    due_dates,
    due_memories,
    find_memory,
    known_cards,
    newest_reviews,
    reviews_since,
    save_memory,
)
from bot.store.time_off import times_off

AHEAD = timedelta(minutes=20)  # so early a card that is being learnt may come when nothing else is left
LONGEST = 60.0  # seconds that count for the pace; whoever took longer was away
LONGEST_STORED = 3600.0  # seconds
EVER = datetime(1970, 1, 1, tzinfo=UTC)
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
    `repeated` tells that the card was seen today and comes back because it is being learnt.
    """

    scope: Scope
    load: Load
    today: date
    card: Card | None = None
    number: int = 0
    repeated: bool = False


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
    """The cards of a moment: due, coming back because they are being learnt today, and those that could be begun."""

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
    done = Review(stored, now, shift, rated.rating, rated.seconds, retention, before, after)
    add_review(connection, user_id, done)
    save_memory(connection, user_id, stored, after)
    note_review(connection, curriculum, user_id, card, done)
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
    cards = wanted_cards(connection, curriculum, user_id, decks)
    seen = {curriculum.canonical(review.card) for review in done}
    deal = _deal(connection, curriculum, user_id, cards, seen, now)
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
        upcoming = _upcoming(connection, curriculum, learner, cards, today)
        load = replace(load, upcoming=upcoming, off=_off(connection, user_id, today))
    card_id = _choose(deal, load, scope, today, now)
    if card_id is None:
        return Session(scope, load, today)
    memory = (deal.waiting | deal.again).get(card_id)
    return Session(scope, load, today, cards[card_id], memory.reviews if memory else 0, card_id in deal.again)


def _deal(
    connection: sqlite3.Connection,
    curriculum: Curriculum,
    user_id: int,
    cards: Mapping[str, Card],
    seen: set[str],
    now: datetime,
) -> _Deal:
    waiting, again = {}, {}
    for found in due_memories(connection, user_id, now + AHEAD, lambda card: curriculum.canonical(card) in cards):
        card = cards[curriculum.canonical(found.card)]
        if not counts(connection, curriculum, user_id, card, found.card):
            continue
        if card.id in seen and not found.memory.interval:
            again[card.id] = found.memory
        elif found.memory.due <= now:
            waiting[card.id] = found.memory
    known = {curriculum.canonical(card) for card in known_cards(connection, user_id)}
    return _Deal(waiting, again, [card for card in cards.values() if card.id not in known])


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
    """The seconds that a card takes a member on a day, however often it comes back on it.

    Only what was before today counts, so that today's share stays what it is.
    """
    newest = newest_reviews(connection, user_id, PACE_OF, today)
    cards = {(review.card, review.day) for review in newest}
    return max(sum(min(review.seconds, LONGEST) for review in newest) / len(cards), 1.0) if newest else PACE


def forecast(
    connection: sqlite3.Connection, curriculum: Curriculum, learner: Learner, today: date, days: int
) -> tuple[int, ...]:
    """How many of a member's cards come due on each of some days, today first; what waits already counts for today."""
    cards = wanted_cards(connection, curriculum, learner.user_id, enabled_decks(connection, curriculum, learner))
    end = learner.calendar.start(today + timedelta(days=1)) - timedelta(milliseconds=1)
    waiting = _due(connection, curriculum, learner, cards, EVER, end)
    return (waiting.total(), *_upcoming(connection, curriculum, learner, cards, today)[: days - 1])


def _upcoming(
    connection: sqlite3.Connection, curriculum: Curriculum, learner: Learner, cards: Mapping[str, Card], today: date
) -> tuple[int, ...]:
    """How many of some cards come due on each of the next days, tomorrow first."""
    calendar, tomorrow = learner.calendar, today + timedelta(days=1)
    first, last = calendar.start(tomorrow) - timedelta(milliseconds=1), calendar.start(today + timedelta(days=HORIZON))
    days = _due(connection, curriculum, learner, cards, first, last)
    return tuple(days[tomorrow + timedelta(days=ahead)] for ahead in range(HORIZON - 1))


def _due(
    connection: sqlite3.Connection,
    curriculum: Curriculum,
    learner: Learner,
    cards: Mapping[str, Card],
    after: datetime,
    until: datetime,
) -> Counter[date]:
    """How many of some cards come due after a moment and until another, by the member's day."""
    days: Counter[date] = Counter()
    for stored, due in due_dates(connection, learner.user_id, after, until):
        card = cards.get(curriculum.canonical(stored))
        if card and counts(connection, curriculum, learner.user_id, card, stored):
            days[learner.calendar.day(due)] += 1
    return days


def _off(connection: sqlite3.Connection, user_id: int, today: date) -> frozenset[int]:
    """Which of the next days a member has off: 1 is tomorrow."""
    times = times_off(connection, user_id)
    return frozenset(ahead for ahead in range(1, HORIZON) if is_off(today + timedelta(days=ahead), times))
