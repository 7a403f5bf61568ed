"""Checkouts that are broken, or that want to do harm: nothing is run, nothing outside is read, and it is reported."""

import os
from pathlib import Path

import pytest

from bot.curriculum.importer import CheckoutError, Found, read
from tests.checkout_texts import ADVANCED, BROWSER, CHALLENGE, FILL_IN, FILL_IN_TEST, QUIZ, SOLUTION
from tests.checkouts import FILES, checkout

QUIZ_FILE = "concepts/quizzes/how-loops-work-quiz.py"
DECK_FILE = "practice/flashcards/level-0-cards.json"
PAGE_FILE = "concepts/how-loops-work.md"


def ids(found: Found) -> set[str]:
    return {document.id for document in found.documents}


def told(found: Found, path: str) -> list[str]:
    return [warning.message for warning in found.warnings if warning.path == path]


def test_no_code_of_a_checkout_is_run(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    bomb = f"open({str(canary)!r}, 'w').close()\n"
    armed = {
        QUIZ_FILE: bomb + QUIZ.replace('print("=" * 60)', bomb.strip()),
        "concepts/quizzes/_quiz_helpers.py": bomb,
        "practice/challenges/beginner/01-salt-everything.py": CHALLENGE.replace("    pass\n", f"    {bomb}") + bomb,
        "practice/challenges/solutions/beginner/01-salt-everything-solution.py": SOLUTION + bomb,
        "practice/challenges/advanced/01_oven_timer.py": ADVANCED.replace(
            "timer = Timer(3)", f"timer = {bomb.strip()}"
        ),
        "practice/challenges/fill-in/01_two_pots.py": FILL_IN + bomb,
        "practice/challenges/fill-in/tests/test_01.py": bomb + FILL_IN_TEST,
        "practice/challenges/fill-in/tests/conftest.py": bomb,
        "browser/level-0.html": BROWSER.replace("assert line", f"{bomb.strip()}\\nassert line".replace("'", "\\'"), 1),
        "conftest.py": bomb,
        "sitecustomize.py": bomb,
        "setup.py": bomb,
        "tools/progress.py": bomb,
    }
    found = read(checkout(tmp_path / "repo", **armed))
    assert not canary.exists()
    assert {"lp:quiz.how-loops-work", "lp:challenge.beginner-01", "lp:challenge.browser-0-1"} <= ids(found)


def test_a_link_that_leaves_the_checkout_is_not_followed(tmp_path: Path) -> None:
    root = checkout(tmp_path / "repo", **{PAGE_FILE: None})
    secret = tmp_path / "secret.md"
    secret.write_text("# A Secret\n\nThe token is tuna.\n", "utf-8")
    (root / PAGE_FILE).symlink_to(secret)
    (root / "projects/level-1").symlink_to(tmp_path)
    (root / "concepts/loop.md").symlink_to(root / "concepts/loop.md")
    (root / "concepts/a-page-within.md").symlink_to(root / "concepts/classes-and-objects.md")
    found = read(root)
    assert told(found, PAGE_FILE) == ["is a link that leaves the checkout, so it was not followed"]
    assert told(found, "projects/level-1") == ["is a link that leaves the checkout, so it was not followed"]
    assert told(found, "concepts/loop.md")
    assert "lp:concept.how-loops-work" not in ids(found)
    assert "lp:concept.a-page-within" in ids(found)
    assert "tuna" not in str(found)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    root = checkout(tmp_path)
    with (root / DECK_FILE).open("wb") as file:
        file.write(b'{"deck": "Level 0", "cards": [')
        file.truncate(10_000_000)
    found = read(root)
    assert told(found, DECK_FILE) == ["is larger than 512 KB, so it was not read"]
    assert "lp:deck.level-0" not in ids(found)
    assert "lp:deck.concept-how-loops-work" in ids(found)


def test_too_many_files_are_refused_before_any_is_read(tmp_path: Path) -> None:
    root = checkout(tmp_path)
    for number in range(5_001):
        (root / f"{number}.txt").touch()
    with pytest.raises(CheckoutError, match="more than 5,000 files"):
        read(root)


@pytest.mark.parametrize("licence", [None, "All rights reserved.", "GNU GENERAL PUBLIC LICENSE"])
def test_without_the_mit_licence_nothing_is_taken(tmp_path: Path, licence: str | None) -> None:
    with pytest.raises(CheckoutError, match="is not the MIT licence"):
        read(checkout(tmp_path, LICENSE=licence))


def test_another_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CheckoutError, match="is not a folder"):
        read(tmp_path / "nowhere")
    (tmp_path / "LICENSE").write_text(FILES["LICENSE"])
    with pytest.raises(CheckoutError, match="holds nothing that I know"):
        read(tmp_path)


def test_what_is_not_utf_8_is_left_out(tmp_path: Path) -> None:
    root = checkout(tmp_path)
    (root / PAGE_FILE).write_bytes("# Schleifen für Köche\n".encode("latin-1"))
    found = read(root)
    assert told(found, PAGE_FILE) == ["is not UTF-8 text, so it was not read"]
    assert "lp:concept.how-loops-work" not in ids(found)


def test_line_ends_of_windows_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    right = read(checkout(tmp_path / "right"), "2026-05-30")
    other = checkout(tmp_path / "windows")
    for path in FILES:
        content = (other / path).read_bytes().replace(b"\n", b"\r\n")
        (other / path).write_bytes(b"\xef\xbb\xbf" + content)
    assert read(other, "2026-05-30") == right


def test_truncated_files_are_reported_and_the_rest_is_taken(tmp_path: Path) -> None:
    root = checkout(tmp_path)
    for path in (QUIZ_FILE, DECK_FILE, "browser/level-0.html", "practice/challenges/beginner/01-salt-everything.py"):
        content = (root / path).read_bytes()
        (root / path).write_bytes(content[: content.rindex(b"(", 0, len(content) // 2) + 1])
    found = read(root)
    assert told(found, QUIZ_FILE) == ["is no quiz that can be read: it has no function that asks"]
    assert told(found, DECK_FILE) == ["is not valid JSON, so it was not read"]
    assert told(found, "browser/level-0.html")[0].startswith("its exercises could not be read: a string does not end")
    assert told(found, "practice/challenges/beginner/01-salt-everything.py")
    assert {"lp:deck.concept-how-loops-work", "lp:challenge.advanced-01", "lp:plan.thirty-days"} <= ids(found)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"cards": 3}', '{"cards": [3, {"id": "x"}, {"id": 7, "front": "a", "back": "b"}]}', "[" * 9000],
)
def test_json_of_any_other_shape_is_reported(tmp_path: Path, text: str) -> None:
    found = read(checkout(tmp_path, **{DECK_FILE: text, "tools/diagnostics/level-0-diagnostic.json": text}))
    assert told(found, DECK_FILE)
    assert told(found, "tools/diagnostics/level-0-diagnostic.json")
    assert "lp:deck.level-0" not in ids(found)


def test_ids_that_come_twice_in_one_file_or_folder_count_once(tmp_path: Path) -> None:
    card = '{"id": "0-01", "front": "a", "back": "b"}'
    root = checkout(tmp_path, **{DECK_FILE: f'{{"deck": "D", "cards": [{card}, {card}]}}'})
    (root / "projects/level-0/01-another").mkdir()
    (root / "projects/level-0/01-another/README.md").write_text("# Another\n", "utf-8")
    found = read(root)
    assert "the card id '0-01' stands here twice; the first one counts" in told(found, DECK_FILE)
    assert told(found, "projects/level-0") == ["01-first-cut has the number of 01-another; the first one counts"]


def test_deeply_nested_code_and_literals_harm_nobody(tmp_path: Path) -> None:
    deep = "(" * 5000
    found = read(
        checkout(
            tmp_path,
            **{
                QUIZ_FILE: f"def run():\n    x = {deep}",
                "practice/challenges/beginner/01-salt-everything.py": f'if __name__ == "__main__":\n    {deep}',
                "browser/level-0.html": f"var EXERCISES = {'{a:' * 500}",
            },
        )
    )
    assert told(found, QUIZ_FILE)
    assert told(found, "browser/level-0.html") == [
        "its exercises could not be read: it is nested too deeply, in line 1"
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_place_of_a_file_holds_nobody_up(tmp_path: Path) -> None:
    root = checkout(tmp_path, **{PAGE_FILE: None})
    os.mkfifo(root / PAGE_FILE)
    assert "lp:concept.how-loops-work" not in ids(read(root))
