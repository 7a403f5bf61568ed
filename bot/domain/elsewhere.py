"""What somebody learnt with the curriculum's own programs, as a memory of FSRS.

Both programs write one JSON object, with the states of all cards by their ids under `cards`:

`practice/flashcards/.review-state.json` (Leitner's boxes). A card has `box` (1 to 5; the next one up after a right
answer, back to the first after a wrong one), `last_seen` (local time without a zone, ISO 8601), and how often the
answer was `correct` and `incorrect`. A card of the boxes comes again after 0, 2, 4, 8 and 16 days. Beside the cards
stand `sessions` (a number) and `last_review` (a time, or null).

`data/flashcard_progress.json` (SM-2). A card has `easiness` (2.5 at first, at least 1.3), `interval` (days),
`repetitions` (right answers in a row), `quality` (0 to 5, of the last answer; below 3 is wrong), `last_review` and
`next_review` (local times), `correct`, `incorrect` and `total_reviews`. Beside the cards stand `sessions` and
`last_session`.

How a state becomes a memory:

- Both plan the next review for the day on which a card is about to be forgotten, which is what *stability* means. So
  stability is the box's or the stored interval. A card of the first box, or with a wrong answer last, has that of a
  first *Again*.
- Leitner's cards of the first box are being learnt, from the first step, and are due at once; all others are known,
  and due on the day on which the program would have shown them, at the begin of the member's day.
- *Difficulty* follows the ease of SM-2 (`schedules.difficulty_of`). Leitner has none: there it lies between that of a
  first *Good* and that of a first *Again*, by the share of the answers that were wrong.
- A card can only have lapsed after it was known, so it did at most as often as the answer was right.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.brought import NOTHING_KNOWN, Brought, RefusedFileError, Skipped, Source
from bot.domain.calendar import Calendar
from bot.domain.collection import CardMemory
from bot.domain.curriculum_decks import imported_ids
from bot.domain.memory import Memory, Rating, State
from bot.domain.schedules import MAX_INTERVAL, difficulty_of, first
from bot.domain.shape import AHEAD, Entry
from bot.domain.translatable import gettext_noop as N_  # noqa: N812

BOXES = (0, 2, 4, 8, 16)  # days
MAX_CARDS = 5_000
MOST = 10_000_000  # reviews, or days: more than that, somebody made up
TOO_MANY = N_("This file has {count} cards, and I read at most {limit}. Nothing was taken from it.")
FAREST = datetime.max - timedelta(days=2)


def read_states(document: Mapping[str, Any], calendar: Calendar, now: datetime) -> Brought:
    """The memories in one of the two files. Raises RefusedFileError when it is neither, or has impossible values."""
    cards = document.get("cards")
    if not isinstance(cards, Mapping) or not cards:
        raise RefusedFileError(NOTHING_KNOWN)
    if len(cards) > MAX_CARDS:
        raise RefusedFileError(TOO_MANY, count=len(cards), limit=MAX_CARDS)
    source = _source(cards)
    memory_of = _from_box if source is Source.LEITNER else _from_ease
    found: list[CardMemory] = []
    unknown = 0
    for number, (card, state) in enumerate(cards.items(), 1):
        memory = memory_of(Entry(state, number), calendar, now)
        ids = imported_ids(card)
        unknown += not ids
        found += [CardMemory(card_id, memory) for card_id in ids]
    return Brought(source, memories=tuple(found), skipped={Skipped.UNKNOWN: unknown} if unknown else {})


def _source(cards: Mapping[str, Any]) -> Source:
    states: Iterator[Any] = iter(cards.values())
    state = next(states)
    if isinstance(state, Mapping) and "box" in state:
        return Source.LEITNER
    if isinstance(state, Mapping) and "easiness" in state:
        return Source.SM2
    raise RefusedFileError(NOTHING_KNOWN)


def _from_box(entry: Entry, calendar: Calendar, now: datetime) -> Memory:
    seen = entry.moment("last_seen", calendar.zone, now + AHEAD)
    right, wrong = entry.whole("correct", 0, MOST, 0), entry.whole("incorrect", 0, MOST, 0)
    interval = BOXES[entry.whole("box", 1, len(BOXES)) - 1]
    good, again = first(Rating.GOOD).difficulty, first(Rating.AGAIN).difficulty
    memory = replace(
        first(Rating.AGAIN),
        difficulty=good + (again - good) * wrong / max(right + wrong, 1),
        day=calendar.day(seen),
        due=seen,
        reviews=max(right + wrong, 1),
        lapses=min(right, wrong),
    )
    return _known(memory, float(interval), interval, calendar) if interval else memory


def _from_ease(entry: Entry, calendar: Calendar, now: datetime) -> Memory:
    seen = entry.moment("last_review", calendar.zone, now + AHEAD)
    right, wrong = entry.whole("correct", 0, MOST, 0), entry.whole("incorrect", 0, MOST, 0)
    interval = max(min(entry.whole("interval", 0, MOST), MAX_INTERVAL), 1)
    memory = replace(
        first(Rating.AGAIN),
        difficulty=difficulty_of(entry.decimal("easiness", 1.0, 10.0)),
        day=calendar.day(seen),
        reviews=max(entry.whole("total_reviews", 0, MOST, right + wrong), right, wrong, 1),
        lapses=min(right, wrong),
    )
    if entry.has("next_review"):
        planned = calendar.day(entry.moment("next_review", calendar.zone, FAREST.replace(tzinfo=seen.tzinfo)))
        interval = max(min((planned - memory.day).days, MAX_INTERVAL), 1)
    failed = entry.whole("repetitions", 0, MOST) == 0
    return _known(memory, memory.stability if failed else float(interval), interval, calendar)


def _known(memory: Memory, stability: float, interval: int, calendar: Calendar) -> Memory:
    due = calendar.start(memory.day + timedelta(days=interval))
    return replace(memory, state=State.REVIEW, step=None, stability=stability, interval=interval, due=due)
