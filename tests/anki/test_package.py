"""The package opens in Anki's own library, with the right cards, texts and schedule, and again without any change."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import anki.lang
import pytest
from anki.collection import Collection as Anki
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest, ImportLogWithChanges

from bot.anki.package import write_package
from bot.domain.calendar import Calendar
from bot.domain.collection import CardMemory, Collection
from bot.domain.flashcards import Card, CardType, Deck
from bot.domain.memory import Memory, Rating, State, remember

if TYPE_CHECKING:  # imported by itself, before the collection, it stumbles over its own circle
    from anki.cards import Card as AnkiCard

CALENDAR = Calendar(ZoneInfo("UTC"), 4)  # the begin of the day that Anki has unless told otherwise
NOW = datetime.now(UTC).replace(microsecond=0)  # Anki has no clock but the machine's
TODAY = CALENDAR.day(NOW)
HOSTILE = "<script>alert(1)</script> & {{Front}} `x < 1`\nline two"

NEW = Card("deck.birds#new", CardType.BASIC, HOSTILE, "Back & <b>more</b>", "if 1 < 2:\n    print('&')")
KNOWN = Card("deck.birds#known", CardType.BASIC, "A tern?", "A bird", concept="concept.birds")
OVERDUE = Card("deck.birds#overdue", CardType.BASIC, "A plover?", "A bird, too")
SUSPENDED = Card("deck.birds#suspended", CardType.BASIC, "A gull?", "No")
LEARNING = Card("deck.birds#learning", CardType.CLOZE, "Every second: {{c1::name[::2]}}", "Why", "x = {{c1::'<a>'}}")
AGAIN = Card("deck.birds#again", CardType.PREDICT, "What does it print?", "So.", "print('<')", "<\n")
OWN = Card("own#1767225600000", CardType.BASIC, "Mine?", "Mine.")
BIRDS = Deck(
    "deck.birds", "Birds: terns::plovers", "1", "Of the sea", None, (NEW, KNOWN, OVERDUE, SUSPENDED, LEARNING, AGAIN)
)
MINE = Deck("own", "My own cards", "", "", None, (OWN,))


def memory(days: int, interval: int) -> Memory:
    """A known card that is due in so many days."""
    due, day = CALENDAR.start(TODAY + timedelta(days=days)), TODAY + timedelta(days=days - interval)
    return Memory(State.REVIEW, None, 10.5, 5.25, due, day, interval, 4, 1)


def collection(*memories: CardMemory) -> Collection:
    return Collection((BIRDS, MINE), memories, (), 0.85)


FRESH = remember(None, Rating.GOOD, NOW, CALENDAR, LEARNING.id)
LAPSED = remember(memory(0, 12), Rating.AGAIN, NOW, CALENDAR, AGAIN.id)
WHOLE = collection(
    CardMemory(KNOWN.id, memory(7, 12)),
    CardMemory(OVERDUE.id, memory(-3, 12)),
    CardMemory(SUSPENDED.id, memory(9, 12), suspended=True),
    CardMemory(LEARNING.id, FRESH),
    CardMemory(AGAIN.id, LAPSED),
    CardMemory("lp:deck.level-0#0-03", memory(1, 2)),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Anki]:
    """An empty collection of Anki."""
    anki.lang.set_lang("en")
    opened = Anki(str(tmp_path / "mine.anki2"))
    yield opened
    opened.close()


def bring(library: Anki, package: bytes) -> ImportLogWithChanges.Log:
    """Import a package as somebody does who switches progress on."""
    file = Path(library.path).with_name("package.apkg")
    file.write_bytes(package)
    options = ImportAnkiPackageOptions(with_scheduling=True)
    return library.import_anki_package(ImportAnkiPackageRequest(package_path=str(file), options=options)).log


def cards(library: Anki) -> "dict[str, AnkiCard]":
    """The cards by what their note's first field begins with."""
    found = [library.get_card(card) for card in library.find_cards("")]
    return {card.note().fields[0][:12]: card for card in found}


def card_of(library: Anki, card: Card) -> "AnkiCard":
    """The only card that begins as one of ours does."""
    beginning = card.front[:7].replace("<", "&lt;")[:7]
    (found,) = [each for first, each in cards(library).items() if first.startswith(beginning)]
    return found


def seen(library: Anki) -> list[Any]:
    """Everything that an import could change."""
    assert library.db
    rows: list[Any] = library.db.all(
        "select n.guid, n.flds, n.tags, c.did, c.type, c.queue, c.due, c.ivl, c.factor, c.reps, c.lapses, c.data "
        "from notes n join cards c on c.nid = n.id order by n.guid"
    )
    return rows


def test_every_card_arrives_in_its_deck_with_its_tags(library: Anki) -> None:
    log = bring(library, write_package(WHOLE, CALENDAR, NOW))
    assert (len(log.new), len(log.updated), len(log.duplicate)) == (7, 0, 0)
    decks = {deck.name for deck in library.decks.all_names_and_ids()} - {"Default", "learn.python"}
    assert decks == {"learn.python::Birds: terns:plovers", "learn.python::My own cards"}
    known = card_of(library, KNOWN)
    assert library.decks.name(known.did) == "learn.python::Birds: terns:plovers"
    assert sorted(known.note().tags) == ["concept::birds", "deck::birds", "level::1"]


def test_words_are_shown_as_they_are_and_code_stands_in_a_block(library: Anki) -> None:
    bring(library, write_package(WHOLE, CALENDAR, NOW))
    card = card_of(library, NEW)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{Front}} <code>x &lt; 1</code><br>line two" in card.question()
    assert "<pre><code>if 1 &lt; 2:\n    print('&amp;')</code></pre>" in card.question()
    assert "Back &amp; &lt;b&gt;more&lt;/b&gt;" in card.answer()
    predict = card_of(library, AGAIN)
    assert "<pre><code>&lt;\n</code></pre>" in predict.answer()
    assert "<pre><code>&lt;\n" not in predict.question()


def test_a_cloze_is_ankis_own_and_colons_in_a_gap_are_no_hint(library: Anki) -> None:
    bring(library, write_package(WHOLE, CALENDAR, NOW))
    card = card_of(library, LEARNING)
    assert card.note_type()["type"] == 1
    assert "name" not in card.question().replace("::", "").split('data-cloze="')[0]
    assert card.question().count("[...]") == 2
    assert ">name[:&#58;2]</span>" in card.answer()
    assert "&lt;a&gt;" in card.answer()
    assert library.find_cards("note:*cloze*") == [card.id]


def test_the_schedule_arrives_as_anki_keeps_it(library: Anki) -> None:
    bring(library, write_package(WHOLE, CALENDAR, NOW))
    today = library.sched.today
    known, overdue, suspended = (card_of(library, card) for card in (KNOWN, OVERDUE, SUSPENDED))
    assert [(card.type, card.queue, card.due - today, card.ivl) for card in (known, overdue, suspended)] == [
        (2, 2, 7, 12),
        (2, 2, -3, 12),
        (2, -1, 9, 12),
    ]
    assert (known.reps, known.lapses) == (4, 1)
    assert 1300 < known.factor < 2500
    assert known.memory_state is not None
    assert (known.memory_state.stability, known.memory_state.difficulty) == (10.5, 5.25)
    assert known.desired_retention == pytest.approx(0.85)
    assert library.find_cards("is:suspended") == [suspended.id]
    assert overdue.id in library.find_cards("is:due")


def test_cards_that_are_being_learnt_go_on_where_they_were_and_new_ones_stay_new(library: Anki) -> None:
    bring(library, write_package(WHOLE, CALENDAR, NOW))
    learning, again = card_of(library, LEARNING), card_of(library, AGAIN)
    assert (learning.type, learning.queue, learning.left % 1000, learning.reps) == (1, 1, 1, 1)
    assert learning.due == int(FRESH.due.timestamp())
    assert (again.type, again.queue, again.left % 1000, again.lapses) == (3, 1, 1, 2)
    assert again.due == int(LAPSED.due.timestamp())
    new, own = card_of(library, NEW), card_of(library, OWN)
    assert [(card.type, card.queue, card.reps, card.ivl) for card in (new, own)] == [(0, 0, 0, 0)] * 2
    assert new.due < own.due
    assert new.memory_state is None


def test_a_second_import_changes_nothing(library: Anki) -> None:
    package = write_package(WHOLE, CALENDAR, NOW)
    bring(library, package)
    before = seen(library)
    log = bring(library, package)
    assert (len(log.new), len(log.updated), len(log.duplicate)) == (0, 0, 7)
    assert seen(library) == before


def test_a_later_package_changes_words_and_adds_cards_but_doubles_none(library: Anki) -> None:
    bring(library, write_package(collection(), CALENDAR, NOW))
    mended = replace(
        BIRDS, cards=(*BIRDS.cards[1:], replace(NEW, back="Mended"), replace(NEW, id="deck.birds#one-more"))
    )
    later = NOW + timedelta(minutes=1)
    log = bring(library, write_package(replace(WHOLE, decks=(mended, MINE)), CALENDAR, later))
    assert (len(log.new), len(log.updated)) == (1, 7)
    assert library.card_count() == 8
    assert len([row for row in seen(library) if "Mended" in str(row)]) == 1
    assert len(library.decks.all_names_and_ids()) == 4


SCRIPT = """
import sys
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
library = Collection(sys.argv[1])
options = ImportAnkiPackageOptions(with_scheduling=True)
library.import_anki_package(ImportAnkiPackageRequest(package_path=sys.argv[2], options=options))
print([library.get_card(card).due - library.sched.today for card in library.find_cards("is:review")])
"""


@pytest.mark.process
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu"])
def test_days_are_counted_as_the_member_does_wherever_they_live(tmp_path: Path, zone: str) -> None:
    calendar = Calendar(ZoneInfo(zone), 4)  # Anki's own begin of the day
    due = calendar.start(calendar.day(datetime.now(UTC)) + timedelta(days=5))
    kept = CardMemory(KNOWN.id, replace(memory(5, 12), due=due))
    package = tmp_path / "package.apkg"
    package.write_bytes(write_package(collection(kept), calendar, datetime.now(UTC)))
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "mine.anki2"), str(package)]
    done = subprocess.run(command, env={"TZ": zone}, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[5]"
