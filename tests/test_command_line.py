"""`python -m bot import` and `python -m bot verify`: what they print, what they store, and how they end."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.__main__ import FAILED, GOOD, main
from tests.checkouts import checkout
from tests.conftest import ROOT


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "bot.db"
    monkeypatch.setenv("DATABASE_PATH", str(path))
    monkeypatch.setenv("CACHE_DIR", str(ROOT / ".cache"))
    return path


def count(database: Path, table: str) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_checkout_is_taken_in_once(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(checkout(tmp_path / "repo"))
    assert main(["import", root, "--date", "2026-05-30"]) == GOOD
    first = capsys.readouterr().out.splitlines()
    assert first[0].startswith("learn.python, snapshot of 2026-05-30, MIT licence, https://github.com/")
    assert "  cards: 3" in first
    assert first[-2] == "26 files read: 24 created, 0 updated, 0 retired, 0 unchanged, 6 warnings."
    assert first[-1].startswith("Now run `python -m bot verify`")
    assert main(["import", root, "--date", "2026-05-30"]) == GOOD
    second = capsys.readouterr().out.splitlines()
    assert second[-1] == "26 files read: 0 created, 0 updated, 0 retired, 24 unchanged, 6 warnings."
    assert count(database, "imported") == 24


def test_a_dry_run_makes_no_database(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(checkout(tmp_path / "repo")), "--dry-run"]) == GOOD
    assert capsys.readouterr().out.splitlines()[-1] == "This was a dry run: nothing was stored."
    assert not database.exists()


def test_what_is_no_checkout_is_refused_in_a_sentence(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(tmp_path / "nowhere")]) == FAILED
    assert "is not a folder. Give the path of a checkout" in capsys.readouterr().err
    assert main(["verify"]) == FAILED
    assert "Import a checkout first" in capsys.readouterr().err
    assert not database.exists()


def test_titles_of_a_checkout_cannot_command_the_terminal(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = "practice/flashcards/level-0-cards.json"
    loud = '{"deck": "D\\u001b[31m", "cards": [{"id": "0-01", "front": "a", "back": "b"}]}'
    assert main(["import", str(checkout(tmp_path / "repo", **{page: loud})), "--dry-run"]) == GOOD
    shown = capsys.readouterr().out
    assert "stands in Loops and in D" in shown
    assert "[31m;" in shown
    assert "\x1b" not in shown


@pytest.mark.sandbox
def test_imported_challenges_are_verified_once(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", str(checkout(tmp_path / "repo"))])
    capsys.readouterr()
    assert main(["verify"]) == GOOD
    assert capsys.readouterr().out.splitlines() == [
        "4 challenges run, 2 of them with a solution, which passes 8 of 8 checks.",
        "Untouched starters pass 3 checks, which do not count; 13 checks count. 4 challenges are offered, 0 are not.",
        "2 of those offered have no solution: they are practice, and count for no XP, badge or level.",
    ]
    assert count(database, "verified") == 4
    assert main(["verify"]) == GOOD
    assert capsys.readouterr().out.startswith("0 challenges run")
