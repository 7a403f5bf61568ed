"""`python -m bot check` on a small content: its problems, its mutants, and the report for authors."""

from pathlib import Path

import pytest

from bot.__main__ import FAILED, GOOD, main
from tests.conftest import ROOT
from tests.curriculum.contents import challenge, deck, level, library
from tests.curriculum.test_coverage import CONCEPT, QUIZ

pytestmark = [pytest.mark.sandbox, pytest.mark.xdist_group("sandbox")]

SAME = "def f(boats):\n    return boats\n"
CAPPED = "def f(boats):\n    return min(boats, 9)\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The content folder of this process."""
    monkeypatch.setenv("CONTENT_DIR", str(tmp_path / "content"))
    monkeypatch.setenv("CACHE_DIR", str(ROOT / ".cache"))
    return tmp_path / "content"


def checked(folder: Path, capsys: pytest.CaptureFixture[str], solution: str, *options: str) -> tuple[int, str]:
    """What the check of a content with one challenge ends with, and what it prints."""
    cards = deck("boats", ("When does the water come?", "")).replace("back:", "concept: concept.tides\n    back:")
    library(
        folder,
        levels__1=level("1", 0, "def", "return"),
        concepts__tides=CONCEPT,
        quizzes__tides=QUIZ,
        decks__boats=cards,
        challenges__a=challenge("a", solution),
    )
    code = main(["check", "--update", *options])
    return code, capsys.readouterr().out


def test_checks_that_notice_every_mistake_are_told_as_a_share(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, printed = checked(folder, capsys, SAME)
    assert printed.splitlines() == [
        "mutants: 1 of 1 killed, 100.0 %",
        "5 files read, 2 programs run: no problems.",
    ]
    assert code == GOOD


def test_checks_that_notice_too_little_fail_and_the_report_names_what_survives(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, printed = checked(folder, capsys, CAPPED, "--report")
    assert code == FAILED
    assert "mutants: 1 of 3 killed, 33.3 %; at least 90% have to be." in printed
    assert "no check notices a mistake in its line 2: return min(boats, 9) -> return min(boats, 10)" in printed
    assert "challenge 1 of 120" in [" ".join(line.split()) for line in printed.splitlines()]
    assert printed.index("level  challenge") < printed.index("no check notices")
