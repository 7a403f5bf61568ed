"""Nudges as authors write them: every mistake that one can make is one clear line, and the tone is never a reproach."""

from pathlib import Path

import pytest

from bot.curriculum._documents import read_library
from bot.curriculum.linter import lint
from bot.domain.curriculum import Curriculum
from bot.domain.guild_settings import LEVELS
from bot.domain.nudges import NudgeKind

QUESTION = """
id: nudge.test
title: A test
sort: recall-check
levels: ["2", "3"]
wordings:
  - Without looking, what does this print?
  - In your head, what comes out of this?
code: print(1 + 1)
runs: true
options: ["1", "2"]
answer: "2"
why: Plus adds two numbers, and one and one are two.
"""


def problems(folder: Path, text: str) -> list[str]:
    """What is wrong with a nudge that is written so."""
    file = folder / "content" / "nudges" / "test.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return [str(problem) for problem in read_library(folder / "content").problems]


def test_a_nudge_that_is_well_written_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, QUESTION) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("sort: recall-check", "sort: riddle", "sort: cannot be 'riddle'. Write one of 'recall-check', 'tip'"),
        ("sort: recall-check", "sort: together", "sort: cannot be 'together'"),
        ("sort: recall-check", "sort: tip", "answer and why belong to a recall-check"),
        ('levels: ["2", "3"]', "levels: []", "levels: has 0 entries"),
        ('levels: ["2", "3"]', 'levels: ["2", "2"]', "a level is named twice"),
        ('levels: ["2", "3"]', 'levels: ["77"]', "levels[0]: cannot be '77'"),
        ("  - In your head, what comes out of this?\n", "", "wordings: has 1 entries. Write at least 2"),
        (
            "In your head, what comes out of this?",
            "without looking, what DOES this print?",
            "two wordings are the same",
        ),
        ("In your head,", "You should have learnt this,", "'You should have' sounds like a reproach"),
        ("In your head,", "Do not forget your streak,", "'Do not forget' sounds like a reproach"),
        ('options: ["1", "2"]', 'options: ["2"]', "one option leaves nothing to choose"),
        ('options: ["1", "2"]', 'options: ["2", "2"]', "two options say the same"),
        ('answer: "2"', 'answer: "3"', "answer is not one of the options"),
        ('answer: "2"\n', "", "a recall-check has an answer, and a why"),
        ("code: print(1 + 1)\n", "", "runs says that the code is run, so code is needed"),
        ("id: nudge.test", "id: nudge.Test", "id: cannot be 'nudge.Test'"),
    ],
)
def test_each_mistake_is_one_clear_line(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in QUESTION
    (found,) = problems(tmp_path, QUESTION.replace(old, new, 1))
    assert problem in found


def test_what_a_recall_check_claims_to_print_is_run(tmp_path: Path) -> None:
    wrong = QUESTION.replace('answer: "2"', 'answer: "1"')
    assert problems(tmp_path, wrong) == []
    told = [str(problem) for problem in lint(tmp_path / "content").problems]
    assert any("code: prints '2', not '1'" in problem for problem in told)


def test_the_shipped_nudges_are_of_all_kinds_and_differ(curriculum: Curriculum) -> None:
    nudges = curriculum.nudges.values()
    assert len(nudges) >= 120
    assert {nudge.kind for nudge in nudges} == set(NudgeKind) - {NudgeKind.TOGETHER}
    texts = [text for nudge in nudges for text in nudge.wordings]
    assert len(texts) == len(set(texts)) >= 2 * len(nudges)
    assert len({nudge.title for nudge in nudges}) == len(nudges)


def test_every_level_has_at_least_eight_nudges(curriculum: Curriculum) -> None:
    nudges = curriculum.nudges.values()
    counts = {level: sum(level in nudge.levels for nudge in nudges) for level in LEVELS}
    assert {level: count for level, count in counts.items() if count < 8} == {}


def test_the_right_option_is_not_given_away_by_its_place_or_its_length(curriculum: Curriculum) -> None:
    asked = [nudge for nudge in curriculum.nudges.values() if nudge.options]
    places = [nudge.options.index(nudge.answer) for nudge in asked]
    assert all(places.count(place) <= 0.6 * len(places) for place in set(places))
    longest = [n for n in asked if all(len(n.answer) > len(other) for other in n.options if other != n.answer)]
    assert len(longest) <= 0.4 * len(asked)
