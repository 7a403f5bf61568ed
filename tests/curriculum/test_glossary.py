"""The glossary and the checkpoints as their authors write them."""

import shutil
from pathlib import Path

import pytest

from bot.curriculum.linter import lint
from bot.curriculum.loader import load

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content to break."""
    shutil.copytree(CONTENT, tmp_path / "content")
    return tmp_path / "content"


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("glossary/python", "- key: loop\n", "- key: key\n", "'key' stands in this file twice; explain each word once"),
        ("glossary/python", "also: [result]", "also: [Loop]", "'loop' stands in this file twice"),
        ("glossary/python", "concept.slicing", "concept.slices", "terms[10].concept: there is no 'concept.slices'"),
        ("glossary/python", "- key: loop\n", "- key: round\n", "glossary.python#loop: is gone from the content"),
        ("checkpoints/services", 'after: "9"', 'after: "11"', "after: cannot be '11'"),
        ("checkpoints/services", "deck.async", "concept.async-basics", "'concept.async-basics' is no deck, quiz or"),
        ("checkpoints/services", "deck.async", "deck.asynchronous", "again[1]: there is no 'deck.asynchronous'"),
    ],
)
def test_each_mistake_of_an_author_is_one_clear_line(folder: Path, file: str, old: str, new: str, problem: str) -> None:
    target = folder / f"{file}.yaml"
    before = target.read_text(encoding="utf-8")
    assert old in before
    target.write_text(before.replace(old, new, 1), encoding="utf-8")
    lines = [str(line) for line in lint(folder, run=False).problems]
    assert any(problem in line for line in lines), lines


def test_an_example_of_a_word_is_run_and_prints_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "glossary").mkdir()
    text = (CONTENT / "glossary" / "python.yaml").read_text(encoding="utf-8")
    text = text.replace('output: "42"', 'output: "43"', 1)
    (tmp_path / "glossary" / "python.yaml").write_text(text, encoding="utf-8")
    report = lint(tmp_path)
    assert report.programs >= 24
    wrong = [problem for problem in report.problems if "prints" in problem.message]
    assert [(problem.key, problem.message) for problem in wrong] == [
        ("terms[1].example.code", "prints '42', not '43'. Write what it prints.")
    ]


def test_a_retired_word_is_no_longer_explained_and_a_renamed_glossary_keeps_its_words(folder: Path) -> None:
    target = folder / "glossary" / "python.yaml"
    text = target.read_text(encoding="utf-8").replace("- key: loop\n", "- key: loop\n    status: retired\n")
    renamed = text.replace("id: glossary.python", "id: glossary.words\naliases: [glossary.python]")
    target.unlink()
    (folder / "glossary" / "words.yaml").write_text(renamed, encoding="utf-8")
    loaded = load(folder)
    assert "glossary.words#loop" not in loaded.terms
    assert loaded.canonical("glossary.python#scope") == "glossary.words#scope"
