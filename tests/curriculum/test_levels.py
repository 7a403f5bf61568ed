"""A task uses nothing that a later level introduces."""

from pathlib import Path

import pytest

from bot.curriculum._documents import read_library
from bot.curriculum._levels import level_problems
from bot.curriculum.schema import LevelModel
from tests.curriculum.contents import challenge, level, library, said

CONTENT = Path(__file__).parents[2] / "content"
LEVELS = {
    "levels__1": level("1", 0, "def", "return"),
    "levels__2": level("2", 1, "if", "import", "import:json"),
    "levels__10": level("10", 2, "lambda"),
}
PLAIN = "def f(boats):\n    return boats\n"


def problems(folder: Path, **challenges: str) -> list[str]:
    return said(level_problems, library(folder, **LEVELS, **challenges))


def test_what_the_own_and_earlier_levels_introduce_may_be_used(tmp_path: Path) -> None:
    branch = "import json\ndef f(boats):\n    if boats:\n        return 1\n"
    assert (
        problems(tmp_path, challenges__a=challenge("a", PLAIN), challenges__b=challenge("b", branch, level="2")) == []
    )


@pytest.mark.parametrize(
    ("solution", "starter", "problem"),
    [
        (
            "def f(boats):\n    if boats:\n        return 1\n",
            "x = 0",
            "solution: uses 'if' in its line 2, which level 2 introduces. "
            "Do without it at level 1, or move the task to level 2.",
        ),
        (PLAIN, "f = lambda boats: boats", "starter: uses 'lambda' in its line 1, which level 10 introduces."),
        (PLAIN, "y = 1\nif y:\n    x = 2", "starter: uses 'if' in its line 2"),
        ("while x:\n    pass\n", "x = 0", "uses 'while' in its line 1, which no level introduces. Name it under"),
        ("def f(:\n", "x = 0", "solution: is not Python: invalid syntax in its line 1. Correct it."),
    ],
)
def test_what_comes_later_is_named_with_its_line_and_its_level(
    tmp_path: Path, solution: str, starter: str, problem: str
) -> None:
    (line,) = problems(tmp_path, challenges__a=challenge("a", solution, starter=starter))
    assert line.startswith("challenges/a.yaml:")
    assert problem in line


def test_a_module_is_named_beside_the_import(tmp_path: Path) -> None:
    lines = problems(tmp_path, challenges__a=challenge("a", "import json, csv\n", level="2"))
    assert ["'import:csv'" in line for line in lines] == [True]


def test_the_same_feature_is_told_once_a_task_and_a_broken_starter_may_be_the_task(tmp_path: Path) -> None:
    twice = challenge("a", "if x:\n    y = 1\nif z:\n    y = 2\n", starter="if x:\n    y = 1\n")
    broken = challenge("b", PLAIN, starter="def f(boats)\n    return boats\n")
    assert len(problems(tmp_path, challenges__a=twice, challenges__b=broken)) == 1


def test_a_feature_is_introduced_once(tmp_path: Path) -> None:
    found = library(tmp_path, levels__1=level("1", 0, "if"), levels__2=level("2", 1, "for", "if"))
    (line,) = said(level_problems, found)
    assert "introduces[1]: 'if' is introduced at level 1 already. Take it out here." in line


@pytest.mark.parametrize("feature", ["fi", "import:jsn", "import:", "import"])
def test_a_word_that_is_no_feature_is_refused_with_those_that_are(tmp_path: Path, feature: str) -> None:
    (tmp_path / "levels").mkdir()
    (tmp_path / "levels" / "1.yaml").write_text(level("1", 0, f"'{feature}'"), encoding="utf-8")
    found = [str(problem) for problem in read_library(tmp_path).problems]
    assert [f"{feature!r} is no feature; write one of assert, " in line for line in found] == [True] * (
        feature != "import"
    )


def test_the_shipped_levels_introduce_what_they_teach() -> None:
    levels = {found.name: found.introduces for _, found in read_library(CONTENT).of(LevelModel)}
    assert {"if", "for", "while"} <= set(levels["0"])
    assert {"import", "slice", "try"} <= set(levels["1"])
    assert {"comprehension", "lambda", "star-args"} <= set(levels["2"])
    assert {"class", "yield", "import:logging"} <= set(levels["3"])
    assert {"decorator", "magic-method", "import:itertools"} <= set(levels["4"])
    assert "import:sqlite3" in levels["6"]
    assert "async" in levels["8"]
