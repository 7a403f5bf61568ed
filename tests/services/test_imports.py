"""Taking in a checkout: what changes, what stays, and what members see of it beside our own content."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.curriculum.importer import Found, Kind, read
from bot.domain.curriculum import Curriculum
from bot.domain.flashcards import CardType
from bot.domain.memory import Rating
from bot.services import imports
from bot.services.concepts import find_page
from bot.services.done import mark_done
from bot.services.flashcards import Scope, find_deck, next_card, review
from bot.services.imports import Changes, take_in, with_imported
from bot.services.projects import view_project
from bot.services.take_away import Format, take_away
from bot.store import imported as imported_store
from bot.store.database import Database
from bot.store.flashcards import memories
from bot.store.imported import Stored, imported_items, save_verified
from tests.checkouts import checkout, deck

NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
ANN = 314159265358979323
DECK, DECK_FILE = "lp:deck.level-0", "practice/flashcards/level-0-cards.json"
CARD = f"{DECK}#0-01"
PROJECT = "lp:project.level-0-01"


@pytest.fixture
def found(tmp_path: Path) -> Found:
    return read(checkout(tmp_path / "first"), "2026-05-30")


async def stored(db: Database) -> list[Stored]:
    return await db.read(imported_items)


async def verify_all(db: Database) -> None:
    """Let every check of every challenge count, as if the sandbox had said so."""
    for item in await stored(db):
        if item.kind == Kind.CHALLENGE:
            await db.write(lambda c, item=item: save_verified(c, item.id, item.hash, tuple(range(30))))  # type: ignore[misc]


async def test_a_second_run_changes_nothing(db: Database, found: Found) -> None:
    first = await take_in(db, found)
    before = await stored(db)
    second = await take_in(db, found)
    assert (len(first.created), first.updated, first.retired) == (len(found.documents), [], [])
    assert second == Changes(unchanged=first.created)
    assert await stored(db) == before


async def test_a_dry_run_says_the_same_and_stores_nothing(db: Database, found: Found) -> None:
    changes = await take_in(db, found, dry_run=True)
    assert len(changes.created) == len(found.documents)
    assert await stored(db) == []


async def test_what_fails_in_the_middle_leaves_everything_as_it_was(
    db: Database, found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = []

    def save(connection: object, item: Stored) -> None:
        saved.append(item)
        if len(saved) > 5:
            raise OSError("the disk is full")
        imports_save(connection, item)  # type: ignore[arg-type]

    imports_save = imported_store.save_item
    monkeypatch.setattr(imports, "save_item", save)
    with pytest.raises(OSError, match="full"):
        await take_in(db, found)
    assert await stored(db) == []


async def test_a_changed_file_updates_its_item_alone(db: Database, found: Found, tmp_path: Path) -> None:
    await take_in(db, found)
    changed = read(checkout(tmp_path / "second", **{DECK_FILE: deck("Level 0", ("0-01", "Another back.", ""))}))
    changes = await take_in(db, changed)
    assert (changes.created, changes.updated, changes.retired) == ([], [DECK], [])


async def test_progress_survives_that_a_deck_goes_and_comes_back(
    db: Database, curriculum: Curriculum, found: Found, tmp_path: Path
) -> None:
    await take_in(db, found)
    offered = await with_imported(db, curriculum)
    assert await review(db, offered, ANN, None, CARD, Rating.GOOD, 0, 3.0, NOW)
    gone = await take_in(db, read(checkout(tmp_path / "without", **{DECK_FILE: None})))
    without = await with_imported(db, curriculum)
    assert (gone.retired, gone.created, gone.updated) == ([DECK], [], [])
    assert DECK not in without.decks
    assert without.title_of(DECK) == "Level 0"
    (kept,) = await db.read(lambda connection: memories(connection, ANN))
    assert kept.card == CARD
    back = await take_in(db, found)
    again = await with_imported(db, curriculum)
    assert (back.returned, back.updated, back.created) == ([DECK], [DECK], [])
    session = await next_card(db, again, ANN, Scope(DECK, beyond=True), NOW)
    assert session.card is not None
    assert session.card.id != CARD  # that one was reviewed a moment ago


async def test_a_renamed_folder_is_the_same_project(
    db: Database, curriculum: Curriculum, found: Found, tmp_path: Path
) -> None:
    await take_in(db, found)
    await mark_done(db, await with_imported(db, curriculum), ANN, None, PROJECT, NOW)
    root = checkout(tmp_path / "renamed")
    (root / "projects/level-0/01-first-cut").rename(root / "projects/level-0/01-the-very-first-cut")
    changes = await take_in(db, read(root))
    old, new = "projects/level-0/01-first-cut", "projects/level-0/01-the-very-first-cut"
    assert changes.renamed == {PROJECT: (old, new)}
    assert (changes.created, changes.retired) == ([], [])
    view = await view_project(db, await with_imported(db, curriculum), ANN, PROJECT)
    assert view.done is not None
    assert view.origin is not None
    assert view.origin.link.endswith(f"/blob/HEAD/{new}")


async def test_imported_items_stand_beside_ours_and_name_their_source(
    db: Database, curriculum: Curriculum, found: Found
) -> None:
    await take_in(db, found)
    await verify_all(db)
    both = await with_imported(db, curriculum)
    assert list(both.decks)[: len(curriculum.decks)] == list(curriculum.decks)
    assert find_deck(both, DECK) == DECK
    assert {"lp:quiz.how-loops-work", "lp:quiz.diagnostic-level-0"} <= {*both.quizzes}
    assert {"lp:challenge.beginner-01", "lp:challenge.browser-0-1"} <= {*both.challenges}
    assert both.items[PROJECT].kind == "project"
    assert "lp:plan.thirty-days" in both.plans
    page = find_page(both, "lp:concept.how-loops-work")
    assert page is not None
    assert page.concept == curriculum.concepts["concept.control-flow"]
    origin = both.origin_of(CARD)
    assert origin is not None
    assert (origin.name, origin.licence, origin.day) == ("learn.python", "MIT", "2026-05-30")
    assert all(both.origin_of(item) is None for item in (*curriculum.decks, *curriculum.quizzes, *curriculum.projects))
    assert (await with_imported(db, replace(curriculum, levels={}))).decks == curriculum.decks


async def test_without_an_import_the_curriculum_is_ours_alone(db: Database, curriculum: Curriculum) -> None:
    assert await with_imported(db, curriculum) is curriculum


async def test_a_challenge_is_offered_once_its_checks_are_verified_and_only_with_those_that_count(
    db: Database, curriculum: Curriculum, found: Found, tmp_path: Path
) -> None:
    await take_in(db, found)
    name, file = "lp:challenge.beginner-01", "practice/challenges/beginner/01-salt-everything.py"
    before = await with_imported(db, curriculum)
    assert name not in before.challenges
    assert before.title_of(name) == "Salt Everything"
    (item,) = (item for item in await stored(db) if item.id == name)
    await db.write(lambda connection: save_verified(connection, name, item.hash, (0, 4)))
    after = await with_imported(db, curriculum)
    told = [check.source for check in after.challenges[name].all_checks]
    assert told == ["salted(['soup']) == ['soup with salt']", "salted(None) raises TypeError"]
    text = (tmp_path / "first" / file).read_text("utf-8").replace("Build a new list.", "Build another list.")
    await take_in(db, read(checkout(tmp_path / "second", **{file: text})))
    assert name not in (await with_imported(db, curriculum)).challenges


async def test_memories_that_waited_for_a_deck_appear_with_it(
    db: Database, curriculum: Curriculum, found: Found
) -> None:
    await take_in(db, found)
    both = await with_imported(db, curriculum)
    await review(db, both, ANN, None, CARD, Rating.GOOD, 0, 3.0, NOW)
    later = datetime(2026, 6, 30, tzinfo=UTC)
    waiting = await next_card(db, curriculum, ANN, Scope(), later)
    assert waiting.load.due == 0
    appearing = await next_card(db, both, ANN, Scope(), later)
    assert (appearing.load.due, appearing.card and appearing.card.id) == (1, CARD)


async def test_an_imported_deck_is_taken_by_choice(db: Database, curriculum: Curriculum, found: Found) -> None:
    await take_in(db, found)
    both = await with_imported(db, curriculum)
    mine = await next_card(db, both, ANN, Scope(), NOW)
    ours = await next_card(db, curriculum, ANN, Scope(), NOW)
    assert mine.load == ours.load


@pytest.mark.parametrize("form", Format)
async def test_the_licence_goes_along_where_cards_are_taken_away(
    db: Database, curriculum: Curriculum, found: Found, form: Format
) -> None:
    await take_in(db, found)
    both = await with_imported(db, curriculum)
    file = await take_away(db, both, ANN, DECK, form, "Mine", NOW)
    assert file.name == f"learn-python-level-0.{'apkg' if form is Format.ANKI else 'json'}"
    text = file.content.decode("utf-8", "ignore") if form is Format.JSON else _collection(file.content)
    for told in ("learn.python", "as of 2026-05-30", "MIT License", "The Test Kitchen", "Permission is hereby granted"):
        assert told in text


def _collection(package: bytes) -> str:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(package)) as unpacked:
        return unpacked.read("collection.anki2").decode("utf-8", "ignore")


async def test_cards_keep_their_words_as_they_were_written(db: Database, curriculum: Curriculum, found: Found) -> None:
    await take_in(db, found)
    card = (await with_imported(db, curriculum)).cards[CARD]
    assert (card.type, card.back) == (CardType.BASIC, "Use *args:\ndef cook(*args):\n    return args")
