"""What one screen shows has room on it; whatever would be cut is named for its author."""

from pathlib import Path

import pytest

from bot.curriculum import _screens
from bot.curriculum._documents import Library, Source, read_library
from bot.curriculum._screens import ROOM, screen_problems
from tests.curriculum.contents import challenge, library, said

CONTENT = Path(__file__).parents[2] / "content"


def stretched(source: Source, **texts: object) -> Source:
    """The same file with other texts in it, whatever their lengths."""
    return Source(source.file, source.document.model_copy(update=texts), source.lines)


LONG = ("x" * 600,) * 6


@pytest.mark.parametrize(
    ("file", "key", "texts"),
    [
        ("challenges/tidy-guest-name.yaml", "statement", {"starter": "x" * 3400}),
        ("concepts/functions.yaml", "summary", {"summary": "x" * 3400}),
        ("projects/tip-splitter.yaml", "brief", {"rubric": LONG}),
        ("guides/web.yaml", "steps", {"questions": LONG}),
        ("levels/3.yaml", "unlocks", {"unlocks": LONG}),
        ("paths/web-development.yaml", "exit", {"summary": "x" * 3600}),
        ("tracks/ml-engineer.yaml", "skills", {"summary": "x" * 3600}),
    ],
)
def test_each_kind_of_screen_that_is_too_full_is_named(file: str, key: str, texts: dict[str, object]) -> None:
    shipped = read_library(CONTENT)
    shipped.sources = [
        stretched(source, **texts) if source.file == f"content/{file}" else source for source in shipped.sources
    ]
    (problem,) = screen_problems(shipped)
    assert (problem.file, problem.key) == (f"content/{file}", key)
    assert f"and has room for {ROOM}. Shorten it." in problem.message


def test_each_part_is_short_enough_but_all_together_are_not(tmp_path: Path) -> None:
    statement, example = "'" + "Boats come and go. " * 60 + "'", "f('" + "~" * 280 + "') == 1"
    full = challenge("a", "x = 1", starter="x = 0\n" * 330, statement=statement)
    assert said(screen_problems, library(tmp_path / "a", challenges__a=full)) == []
    fuller = full.replace("examples: ['f(1) == 1']", f'examples: ["{example}", "{example}"]')
    (line,) = said(screen_problems, library(tmp_path / "b", challenges__a=fuller))
    assert line.startswith("challenges/a.yaml:")
    assert "statement: one screen shows" in line


def test_what_is_shipped_has_room_on_its_screens() -> None:
    shipped = read_library(CONTENT)
    assert list(screen_problems(shipped)) == []
    lengths = [length for screen in (_screens._concepts, _screens._guides) for _, _, length in screen(shipped)]
    files = [file for kind in ("concepts", "guides") for file in (CONTENT / kind).glob("*.yaml")]
    assert len(lengths) == len(files)
    assert max(lengths) > 2000


def test_an_empty_content_has_nothing_to_say() -> None:
    assert list(screen_problems(Library())) == []
