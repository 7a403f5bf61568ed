"""Flashcards: `practice/flashcards/<name>-cards.json`."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from bot.curriculum.importer._checkout import Checkout
from bot.curriculum.importer._document import Document, Kind
from bot.curriculum.importer._facts import concept_of, subject
from bot.domain.flashcards import GAP, Card, CardType, Deck

FOLDER = "practice/flashcards"
FILE = re.compile(r"(?P<name>[a-z0-9-]{1,50})-cards\.json")
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CONCEPT = re.compile(r"concepts/(?P<slug>[a-z0-9-]+)\.md")
LEVEL = re.compile(r"level-(\d+)")
MODULE_LEVEL = "4"  # of decks about modules, which begin after the levels 2, 3 or 5
MAX_KEY, MAX_SIDE = 40, 3000


def read_decks(checkout: Checkout, concepts: frozenset[str]) -> Iterator[Document]:
    """Every deck; `concepts` are the pages that there are, and a card that names another one is about none."""
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for name in checkout.names(FOLDER):
        match, path = FILE.fullmatch(name), f"{FOLDER}/{name}"
        if not match:
            continue
        deck = _deck(checkout, path, match["name"], concepts)
        if deck and deck.cards:
            for card in deck.cards:
                owners[card.id.partition("#")[2]].append(deck.title)
            yield Document(Kind.DECK, path, deck)
    for key, decks in owners.items():
        if len(decks) > 1:
            checkout.warn(FOLDER, f"the card id {key!r} stands in {' and in '.join(decks)}; each keeps its own card")


def _deck(checkout: Checkout, path: str, name: str, concepts: frozenset[str]) -> Deck | None:
    document = read_json(checkout, path)
    if document is None:
        return None
    if not isinstance(document, Mapping) or not isinstance(document.get("cards"), list):
        checkout.warn(path, "is no deck: it has no list of cards")
        return None
    deck_id = f"lp:deck.{name}"
    cards: dict[str, Card] = {}
    for number, entry in enumerate(document["cards"], 1):
        card = _card(checkout, path, deck_id, number, entry, concepts)
        if card and card.id in cards:
            checkout.warn(path, f"the card id {card.id.partition('#')[2]!r} stands here twice; the first one counts")
        elif card:
            cards[card.id] = card
    title = word(document, "deck") or name
    summary = word(document, "description") or title
    return Deck(deck_id, title[:100], _level(name), summary[:600], None, tuple(cards.values()))


def _card(
    checkout: Checkout, path: str, deck: str, number: int, entry: object, concepts: frozenset[str]
) -> Card | None:
    if not isinstance(entry, Mapping):
        checkout.warn(path, f"card {number} is no card")
        return None
    key, front, back = (word(entry, name, whole=True) for name in ("id", "front", "back"))
    if not (KEY.fullmatch(key) and len(key) <= MAX_KEY):
        checkout.warn(path, f"card {number} has no usable id")
        return None
    if not front.strip() or not back.strip():
        checkout.warn(path, f"the card {key!r} has only one side")
        return None
    difficulty = entry.get("difficulty")
    return Card(
        id=f"{deck}#{key}",
        type=CardType.BASIC,
        front=_without_gaps(front.strip()[:MAX_SIDE]),
        back=_without_gaps(back.strip()[:MAX_SIDE]),
        concept=_concept(checkout, path, key, word(entry, "concept_ref"), concepts),
        difficulty=difficulty if difficulty in (1, 2, 3) else 1,
    )


def _concept(checkout: Checkout, path: str, key: str, named: str, concepts: frozenset[str]) -> str | None:
    """The concept that a card is about, if the page that it names exists."""
    match = CONCEPT.match(named)
    if match and match["slug"] in concepts:
        return concept_of(match["slug"])
    if named and not checkout.has(named.partition("#")[0]):
        checkout.warn(path, f"the card {key!r} names {named!r}, which there is not; the card is taken without it")
    return None


def _level(name: str) -> str:
    if match := LEVEL.fullmatch(name):
        return match[1]
    return subject(name.removeprefix("concept-")).level if name.startswith("concept-") else MODULE_LEVEL


def _without_gaps(text: str) -> str:
    """Text that marks no gap: what looks like one here is a template of Jinja or the like."""
    return GAP.sub(r"{{ \1 }}", text)


def word(entry: Mapping[str, Any], name: str, *, whole: bool = False) -> str:
    """A text of a JSON object, in one line unless the `whole` of it is wanted; empty where there is none."""
    found = entry.get(name)
    if not isinstance(found, str):
        return ""
    return found if whole else " ".join(found.split())


def read_json(checkout: Checkout, path: str) -> object:
    """The value of a JSON file; None, with a warning, where it is none."""
    text = checkout.text(path)
    if text is None:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        checkout.warn(path, "is not valid JSON, so it was not read")
        return None
