"""What a member takes away is complete, as its schema says, and comes back as it was."""

import json
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from anki.collection import Collection as Anki
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

from bot.domain.curriculum import Curriculum
from bot.domain.memory import Rating
from bot.errors import UserError
from bot.services import take_away as taking
from bot.services.cards import add_card
from bot.services.decks import choose_deck, suspend
from bot.services.flashcards import review
from bot.services.take_away import Format, TakenAway, take_away
from bot.store.database import Database
from tests.conftest import ROOT

ANN, BOB = 314159265358979323, 271828182845904523
NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
SCHEMA = json.loads((ROOT / "docs" / "cards.schema.json").read_text(encoding="utf-8"))


async def taken(db: Database, curriculum: Curriculum, deck: str | None = None, form: Format = Format.JSON) -> TakenAway:
    return await take_away(db, curriculum, ANN, deck, form, "My own cards", NOW)


async def live(db: Database, curriculum: Curriculum) -> list[str]:
    """Own cards, reviews, a suspension; the ids of the cards that were reviewed."""
    own = await add_card(db, ANN, "A tern?", "A bird", "code", NOW)
    await add_card(db, ANN, "Not yet reviewed", "Yes", "", NOW)
    first, second = list(curriculum.cards)[:2]
    for card, rating in ((own.id, Rating.GOOD), (first, Rating.EASY), (second, Rating.AGAIN)):
        await review(db, curriculum, ANN, None, card, rating, 0, 4.2, NOW)
    await suspend(db, curriculum, ANN, first, True, NOW)
    await choose_deck(db, curriculum, ANN, first.partition("#")[0], True, NOW)
    return [own.id, first, second]


async def test_the_json_is_complete_and_as_its_schema_says(db: Database, curriculum: Curriculum) -> None:
    reviewed = await live(db, curriculum)
    file = await taken(db, curriculum)
    document = json.loads(file.content)
    jsonschema.validate(document, SCHEMA, format_checker=jsonschema.FormatChecker())
    cards = [card["id"] for deck in document["decks"] for card in deck["cards"]]
    assert set(reviewed) <= set(cards)
    assert len(cards) == file.cards
    assert {memory["card"] for memory in document["memories"]} == set(reviewed)
    assert [memory["card"] for memory in document["memories"] if memory["suspended"]] == [reviewed[1]]
    assert sorted((entry["card"], entry["rating"]) for entry in document["reviews"]) == sorted(
        zip(reviewed, ("good", "easy", "again"), strict=True)
    )
    assert file.remembered == 3
    assert str(ANN) not in file.content.decode()


async def test_a_card_that_is_not_asked_is_not_asked_elsewhere_even_if_it_was_never_begun(
    db: Database, curriculum: Curriculum, tmp_path: Path
) -> None:
    own = await add_card(db, ANN, "A tern?", "A bird", "", NOW)
    await suspend(db, curriculum, ANN, own.id, True, NOW)
    document = json.loads((await taken(db, curriculum, "own")).content)
    jsonschema.validate(document, SCHEMA, format_checker=jsonschema.FormatChecker())
    assert (document["suspended"], document["memories"]) == ([own.id], [])
    package = tmp_path / "own.apkg"
    package.write_bytes((await taken(db, curriculum, "own", Format.ANKI)).content)
    library = Anki(str(tmp_path / "mine.anki2"))
    options = ImportAnkiPackageOptions(with_scheduling=True)
    library.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options))
    assert len(library.find_cards("is:suspended is:new")) == library.card_count() == 1
    library.close()


async def test_renamed_cards_are_taken_along_under_the_ids_of_today(db: Database, curriculum: Curriculum) -> None:
    deck = next(iter(curriculum.decks))
    former, today = (card.id for card in curriculum.decks[deck].cards[:2])
    await review(db, curriculum, ANN, None, former, Rating.GOOD, 0, 4.2, NOW)
    renamed = replace(curriculum, aliases=curriculum.aliases | {former: today})
    await suspend(db, renamed, ANN, today, True, NOW)
    document = json.loads((await taken(db, renamed, deck)).content)
    assert [(memory["card"], memory["suspended"]) for memory in document["memories"]] == [(today, True)]
    assert ([entry["card"] for entry in document["reviews"]], document["suspended"]) == ([today], [])


async def test_all_decks_hold_the_members_own_also_when_it_rests(db: Database, curriculum: Curriculum) -> None:
    own = await add_card(db, ANN, "A tern?", "A bird", "", NOW)
    await choose_deck(db, curriculum, ANN, "own", False, NOW)
    document = json.loads((await taken(db, curriculum)).content)
    assert own.id in [card["id"] for deck in document["decks"] for card in deck["cards"]]


async def test_one_deck_takes_along_only_what_belongs_to_it(db: Database, curriculum: Curriculum) -> None:
    reviewed = await live(db, curriculum)
    file = await taken(db, curriculum, "own")
    document = json.loads(file.content)
    assert [deck["id"] for deck in document["decks"]] == ["own"]
    assert [memory["card"] for memory in document["memories"]] == [reviewed[0]]
    assert [entry["card"] for entry in document["reviews"]] == [reviewed[0]]
    assert file.name == "learn-python-own.json"
    assert (await taken(db, curriculum, "deck.slicing", Format.ANKI)).name == "learn-python-slicing.apkg"
    assert (await taken(db, curriculum, form=Format.ANKI)).name == "learn-python-cards.apkg"


async def test_an_unknown_deck_and_one_without_cards_get_a_sentence(db: Database, curriculum: Curriculum) -> None:
    with pytest.raises(UserError, match="I don't know the deck"):
        await taken(db, curriculum, "deck.gone")
    with pytest.raises(UserError, match="There is no card to take away yet"):
        await taken(db, curriculum, "own")


async def test_a_file_that_is_too_large_for_discord_says_what_to_do(
    db: Database, curriculum: Curriculum, monkeypatch: pytest.MonkeyPatch
) -> None:
    await live(db, curriculum)
    monkeypatch.setattr(taking, "MAX_BYTES", 100)
    with pytest.raises(UserError, match="Take one deck at a time"):
        await taken(db, curriculum)
    with pytest.raises(UserError, match="Take this deck for Anki"):
        await taken(db, curriculum, "own")


@pytest.mark.parametrize("form", list(Format))
async def test_files_are_written_beside_the_event_loop(
    db: Database, curriculum: Curriculum, form: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    await live(db, curriculum)
    threads: list[int] = []
    write = taking._write

    def watched(*arguments: Any) -> bytes:
        threads.append(threading.get_ident())
        return write(*arguments)

    monkeypatch.setattr(taking, "_write", watched)
    await taken(db, curriculum, form=form)
    assert len(threads) == 1
    assert threading.get_ident() not in threads


async def test_all_decks_that_are_shipped_open_in_ankis_own_library(
    db: Database, curriculum: Curriculum, tmp_path: Path
) -> None:
    _own, suspended, _again = await live(db, curriculum)
    for deck in curriculum.decks:
        await choose_deck(db, curriculum, ANN, deck, True, NOW)
    file = await taken(db, curriculum, form=Format.ANKI)
    package = tmp_path / file.name
    package.write_bytes(file.content)
    library = Anki(str(tmp_path / "mine.anki2"))
    options = ImportAnkiPackageOptions(with_scheduling=True)
    library.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options))
    titles = {f"learn.python::{deck.title}" for deck in curriculum.decks.values()} | {"learn.python::My own cards"}
    assert titles <= {deck.name for deck in library.decks.all_names_and_ids()}
    assert library.card_count() == file.cards == len(curriculum.cards) + 2
    assert len(library.find_cards("-is:new")) == file.remembered == 3
    (found,) = library.find_cards("is:suspended")
    deck = suspended.partition("#")[0].removeprefix("deck.")
    assert f"deck::{deck}" in library.get_card(found).note().tags
    library.close()
