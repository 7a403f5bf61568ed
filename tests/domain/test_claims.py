"""What a learner's own PROGRESS.md claims: groups by headings, items by numbers, and nothing that isn't ticked."""

import pytest

from bot.domain.brought import RefusedFileError
from bot.domain.claims import MAX_CLAIMS, Claims, read_claims

TEXT = """\
# Learning Progress

## Gate A: Setup
- [x] Python installed

## Level 00 — Beginner
- [x] 01 — First Steps (open Python)
- [X] 02 — Hello
- [ ] 03 — Script

## Level 10 — Systems
* [x] 15 — Grand Capstone

### Elite Track Projects
- [x] 07 — Observability

## Capstone Projects
- [x] 02 — API Aggregator

### Module 04 — FastAPI Web Apps (after Level 3 + Module 03)
- [x] 01 Hello FastAPI

### Coding Challenges — Intermediate
- [x] 03 Generator Pipeline

### Concept Quizzes (after reading)
- [x] How Loops Work quiz
"""


def test_ticks_become_ids_of_the_curriculum() -> None:
    assert read_claims(TEXT) == Claims(
        (
            "lp:project.level-00-01", "lp:project.level-00-02", "lp:project.level-10-15", "lp:project.elite-07",
            "lp:project.capstone-02", "lp:project.module-04-01", "lp:challenge.intermediate-03",
            "lp:quiz.how-loops-work",
        ),
        boxes=9,
        unknown=1,
    )  # fmt: skip


def test_line_ends_of_windows_change_nothing() -> None:
    assert read_claims(TEXT.replace("\n", "\r\n")) == read_claims(TEXT)


@pytest.mark.parametrize("text", ["", "hello", "- [x] 01 — a box under no level", "## Level 0\nno boxes"])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(RefusedFileError, match=r"This isn't a PROGRESS\.md"):
        read_claims(text)


def test_a_file_with_too_many_ticks_is_refused() -> None:
    names = "\n".join(f"- [x] Dish {number}" for number in range(MAX_CLAIMS + 1))
    with pytest.raises(RefusedFileError, match=str(MAX_CLAIMS)):
        read_claims(f"## Concept Quizzes\n{names}")
