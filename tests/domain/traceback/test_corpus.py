"""Real error texts of Python 3.11 to 3.14, of pip and terminals: each is explained with the right concept."""

from pathlib import Path

import pytest

from bot.domain.curriculum import Curriculum
from bot.domain.traceback import TERMINAL, read
from tests.conftest import ROOT

CORPUS = ROOT / "tests" / "domain" / "traceback" / "corpus"
FILES = sorted(CORPUS.glob("*.txt"))


def expected(file: Path) -> tuple[str, str, str]:
    """The type, the concept, and the text."""
    head, text = file.read_text(encoding="utf-8").split("---\n", 1)
    wanted = dict(line.split(": ") for line in head.splitlines())
    return wanted["type"], wanted["concept"], text


def test_the_corpus_has_at_least_forty_texts_of_every_version(capsys: pytest.CaptureFixture[str]) -> None:
    versions = {
        version: sum(file.stem.endswith(version) for file in FILES) for version in ("3.11", "3.12", "3.13", "3.14")
    }
    with capsys.disabled():
        print(f"\n{len(FILES)} real error texts: {versions}")
    assert len(FILES) >= 40
    assert min(versions.values()) >= 10


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_real_error_is_explained_with_the_right_concept(file: Path, curriculum: Curriculum) -> None:
    kind, concept, text = expected(file)
    reading = read(text)
    assert reading is not None
    assert (reading.trouble.type, reading.concept) == (kind, concept)
    assert reading.concept in curriculum.concepts
    assert reading.advice.message.format(**reading.advice.values)
    assert reading.kind


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_place_is_in_the_members_own_code(file: Path) -> None:
    kind, _concept, text = expected(file)
    reading = read(text)
    assert reading is not None
    trouble = reading.trouble
    if kind in TERMINAL or "<stdin>" in text:
        assert trouble.file is None
        return
    assert trouble.file in ("main.py", "solution.py", "random.py", "b.py", "a.py", "test_birds.py")
    assert trouble.line is not None


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_stands_around_an_error_changes_nothing(file: Path) -> None:
    kind, concept, text = expected(file)
    wrapped = f"hello, I get this:\n```\n{text}```\nwhat does it mean? thank you"
    quoted = "\n".join(f"> {line}" for line in text.splitlines())
    windows = text.replace("/home/ann/birds/", "C:\\Users\\Ann\\birds\\").replace("\n", "\r\n")
    for variant in (wrapped, quoted, windows):
        reading = read(variant)
        assert reading is not None
        assert (reading.trouble.type, reading.concept) == (kind, concept)
