"""No two items say nearly the same, wherever they stand; variants on another subject are welcome."""

from pathlib import Path

import pytest

from bot.curriculum._documents import read_library
from bot.curriculum._duplicates import TOO_NEAR, _near, _runs, _Said, duplicate_problems
from bot.curriculum.schema import KINDS, Document, Item
from tests.curriculum.contents import challenge, deck, library, said

CONTENT = Path(__file__).parents[2] / "content"
QUESTION = "Which method of a list adds one element at its end, and what does it give back?"
OTHERS = [
    ("What does a harbour master write into the book each morning?", ""),
    ("How many boats fit between the two lighthouses at low water?", ""),
    ("What does this print?", "print(len('harbour'))"),
]


def test_a_card_that_stands_in_two_decks_is_named_with_both_files(tmp_path: Path) -> None:
    found = library(
        tmp_path,
        decks__boats=deck("boats", *OTHERS, (QUESTION, "")),
        decks__ships=deck("ships", (QUESTION.replace("adds one", "adds an").upper(), "")),
    )
    (line,) = said(duplicate_problems, found)
    assert line.startswith("decks/ships.yaml:6: cards[0]: 'card-0' says nearly the same as 'card-3' in ")
    assert "/decks/boats.yaml" in line


def test_a_card_with_other_names_in_the_same_program_is_found(tmp_path: Path) -> None:
    code = "{0} = [4, 8, 15]\n{0}.append(16)\nprint(len({0}), {0}[-1], sum({0}) // 2)"
    found = library(
        tmp_path,
        decks__boats=deck("boats", *OTHERS, ("What does this print?", code.format("boats"))),
        decks__ships=deck("ships", ("What does this print, do you think?", code.format("ships"))),
    )
    assert len(said(duplicate_problems, found)) == 1


def test_the_same_form_with_another_matter_is_no_duplicate(tmp_path: Path) -> None:
    found = library(
        tmp_path,
        decks__boats=deck(
            "boats",
            *OTHERS,
            ("What is the difference between a list and a tuple?", ""),
            ("What is the difference between a module and a package?", ""),
            ("What does this print?", "print(sorted([3, 1, 2]))"),
        ),
    )
    assert said(duplicate_problems, found) == []


def test_two_tasks_of_the_same_words_are_found_and_a_retired_one_is_not(tmp_path: Path) -> None:
    first = challenge("boats", "x = 1")
    twice = library(tmp_path / "a", challenges__boats=first, challenges__ships=challenge("ships", "x = 2"))
    (line,) = said(duplicate_problems, twice)
    assert "'challenge.ships' says nearly the same as 'challenge.boats'" in line
    retired = challenge("ships", "x = 2", status="retired")
    assert said(duplicate_problems, library(tmp_path / "b", challenges__boats=first, challenges__ships=retired)) == []


def test_a_run_that_many_share_costs_nothing_and_still_tells_nothing() -> None:
    source = read_library(CONTENT).sources[0]
    many = [
        _Said(source, item, _runs(item))
        for item in (Item("", "", f"What does this print? boat {number} of the harbour") for number in range(400))
    ]
    assert len(_near(many)) < 400 * 399 / 2 / 10


def test_honest_variants_that_are_shipped_stay_below_the_threshold() -> None:
    shipped = read_library(CONTENT)
    items = [
        _Said(source, item, _runs(item))
        for source in shipped.sources
        if source.document.status == "active"
        for item in source.document.items()
    ]
    nearest = max(_near(items).values())
    assert len(items) > 1000
    assert 0.35 < nearest < TOO_NEAR
    assert list(duplicate_problems(shipped)) == []


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.kind)
def test_every_kind_that_members_meet_one_by_one_says_what_its_items_are(model: type[Document]) -> None:
    one_by_one = {"deck", "quiz", "assessment", "challenge", "project", "checkpoint", "nudge"}
    assert (model.items is not Document.items) == (model.kind in one_by_one)
