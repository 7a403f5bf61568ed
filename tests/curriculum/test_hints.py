"""Hints lead to a solution without showing it; only the last one may."""

from pathlib import Path

import pytest

from bot.curriculum._hints import hint_problems
from tests.curriculum.contents import challenge, library, said

SOLUTION = """def f(boats):
    at_noon = boats.count("noon")
    spare = 2
    return at_noon + spare
"""
STARTER = "def f(boats):\n    return ...\n"
PLAIN = ("Which of the boats count?", "A list can count what is in it.", "Add what is left over.")


@pytest.mark.parametrize(
    ("number", "hint", "problem"),
    [
        (0, 'Write `at_noon = boats.count("noon")` first.', "shows 'at_noon = boats.count(\"noon\")' of the solution."),
        (1, 'Try  at_noon =  boats.count("noon")', "hints[1]: shows"),
        (2, 'Write `at_noon = boats.count("noon")`, then return it.', ""),
        (0, "Set `spare = 2` aside first.", ""),
        (0, "The line `def f(boats):` can stay as it is.", ""),
        (1, "Count them, and call the result at_noon.", ""),
    ],
)
def test_a_hint_before_the_last_shows_no_line_of_the_solution(
    tmp_path: Path, number: int, hint: str, problem: str
) -> None:
    hints = (*PLAIN[:number], hint, *PLAIN[number + 1 :])
    found = said(hint_problems, library(tmp_path, challenges__a=challenge("a", SOLUTION, starter=STARTER, hints=hints)))
    assert [problem in line for line in found] == ([True] if problem else []), found


def test_short_lines_that_make_up_half_of_the_solution_are_too_much(tmp_path: Path) -> None:
    short = "def f(boats):\n    a = 1 + 2\n    b = 3 + a\n    return b\n"
    hints = ("Begin with `a = 1 + 2`, and go on with `b = 3 + a`.", *PLAIN[1:])
    lines = said(hint_problems, library(tmp_path, challenges__a=challenge("a", short, starter=STARTER, hints=hints)))
    assert ["Say it in words, or keep it for the last hint." in line for line in lines] == [True]
