"""What maintainers read of members: their words, never their names, and nothing that a terminal would obey."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.curriculum import Curriculum
from bot.services.cards import add_card, suggest_card
from bot.services.maintain import printable, told_to_maintainers
from bot.services.reports import report
from bot.store.database import Database
from tests.conftest import ROOT

NOW = datetime(2026, 5, 14, tzinfo=UTC)
ANN, BOB = 314159265358979323, 271828182845904523


@pytest.fixture
def items(curriculum: Curriculum) -> list[str]:
    """Two cards that can be reported."""
    return list(curriculum.cards)[:2]


async def test_reports_stand_by_item_with_a_count_and_the_words_but_no_name(
    db: Database, curriculum: Curriculum, items: list[str]
) -> None:
    await report(db, curriculum, ANN, items[1], "The answer is wrong", NOW)
    await report(db, curriculum, BOB, items[1], "I don't get it\n2 × forged#item", NOW + timedelta(minutes=1))
    await report(db, curriculum, ANN, items[0], "", NOW)
    lines = await told_to_maintainers(db, curriculum)
    assert lines == [
        "Something's off, items reported: 2",
        f"2 × {items[1]}",
        "        - | The answer is wrong",
        "        - | I don't get it",
        "          | 2 × forged#item",
        f"1 × {items[0]}",
        "Suggested cards: 0",
    ]
    assert str(ANN) not in str(lines)


async def test_suggested_cards_stand_with_all_sides_and_private_ones_do_not(
    db: Database, curriculum: Curriculum
) -> None:
    card = await add_card(db, ANN, "What is a tern?", "A bird", "tern = 1\nprint(tern)", NOW)
    await add_card(db, ANN, "Who taught me to sail?", "Grandmother", "", NOW)
    await suggest_card(db, ANN, card.id, NOW)
    assert await told_to_maintainers(db, curriculum) == [
        "Something's off, items reported: 0",
        "Suggested cards: 1",
        "1.",
        "    front | What is a tern?",
        "     code | tern = 1",
        "          | print(tern)",
        "     back | A bird",
    ]


@pytest.mark.parametrize(
    "character", ["\x1b", "\x07", "\r", "\x00", "\x9b", "\u202e", "\u2066", "\u2028", "\ud800", "\x7f"]
)
def test_nothing_that_a_terminal_obeys_gets_through(character: str) -> None:
    assert printable(f"a{character}[31mb") == "a\N{REPLACEMENT CHARACTER}[31mb"


@pytest.mark.process
async def test_the_command_prints_them(tmp_path: Path, curriculum: Curriculum, items: list[str]) -> None:
    db = await Database.open(tmp_path / "bot.db")
    await report(db, curriculum, ANN, items[0], "\x1b]0;owned\x07It prints 4", NOW)
    await db.close()
    done = _reports(tmp_path / "bot.db", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"1 ? {items[0]}\n        - | ?]0;owned?It prints 4\n" in done.stdout


@pytest.mark.process
def test_a_missing_database_is_named_and_not_made(tmp_path: Path) -> None:
    done = _reports(tmp_path / "none.db")
    assert done.returncode == 1
    assert done.stderr == f"There is no database at {tmp_path / 'none.db'}. Check DATABASE_PATH.\n"
    assert not list(tmp_path.iterdir())


def _reports(database: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "bot", "reports"]
    environment |= {"DATABASE_PATH": str(database)}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
