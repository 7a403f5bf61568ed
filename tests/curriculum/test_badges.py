"""Badges as authors write them: the thirty that are shipped, and every mistake that one can make."""

import re
import shutil
from pathlib import Path

import pytest

from bot.curriculum.linter import lint
from bot.curriculum.loader import load
from bot.domain.badges import Fact
from bot.domain.curriculum import Curriculum

CONTENT = Path(__file__).parents[2] / "content"
BADGE = """
id: badge.test
title: Test
description: Do what has to be done.
symbol: 🌱
rule:
  count: challenges-solved
  at_least: 2
evidence: "{count} solved, the last of them “{item}”."
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content with one badge more."""
    shutil.copytree(CONTENT, tmp_path / "content")
    (tmp_path / "content" / "badges" / "test.yaml").write_text(BADGE, encoding="utf-8")
    return tmp_path / "content"


def problems(folder: Path) -> list[str]:
    found = lint(folder, run=False).problems
    return [str(problem) for problem in found if "badges/test.yaml" in problem.file and "is new" not in problem.message]


def test_thirty_badges_are_shipped_each_with_a_rule_of_its_own(curriculum: Curriculum) -> None:
    badges = curriculum.badges.values()
    assert len(badges) == 30
    for part in ("title", "description", "symbol", "rule"):
        assert len({str(getattr(badge, part)) for badge in badges}) == 30, part
    assert len({badge.rule.count for badge in badges}) >= 13


def test_the_five_milestones_of_points_are_there(curriculum: Curriculum) -> None:
    points = sorted(badge.rule.at_least for badge in curriculum.badges.values() if badge.rule.count is Fact.XP)
    assert points == [500, 2000, 5000, 10_000, 25_000]


def test_what_proved_a_badge_is_told_without_naming_who_reads_it(curriculum: Curriculum) -> None:
    for badge in curriculum.badges.values():
        assert not re.search(r"\b(you|your|my|I)\b", badge.evidence), badge.id


def test_a_badge_that_is_well_written_has_no_problem(folder: Path) -> None:
    assert problems(folder) == []
    assert load(folder).title_of("badge.test") == "Test"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("challenges-solved", "challenges", "rule.count: cannot be 'challenges'. Write one of 'warm-ups', 'challenges"),
        ("at_least: 2", "at_least: 0", "rule.at_least: must be at least 1"),
        ("at_least: 2", "at_most: 2", "rule.at_most: is not a key"),
        ("at_least: 2", "at_least: 2\n  depth: 3", "rule.depth: is not a key"),
        ("at_least: 2", "at_least: 2\n  score: 90", "score says nothing about challenges-solved; beside it may stand"),
        ("at_least: 2", "at_least: 2\n  kind: fix", "rule.kind: cannot be 'fix'. Write one of 'function'"),
        ("at_least: 2", 'at_least: 2\n  level: ["11"]', "rule.level[0]: cannot be '11'"),
        ("at_least: 2", "at_least: 9\n  different: kind", "there are only 7 different ones; lower at_least"),
        ("at_least: 2", "at_least: 2\n  tries: 3\n  first_try: true", "first_try and tries exclude each other"),
        ("challenges-solved\n  at_least: 2", "topics-done\n  at_least: 2\n  path: path.web", "there is no 'path.web'"),
        ("challenges-solved", "xp", "evidence cannot name {item}; this rule knows {count}"),
        ("{item}", "{tries}", "evidence cannot name {tries}; this rule knows {count}, {item}, {level}"),
        ("{item}", "{item", "evidence has a brace without its other"),
        ("{count} solved, the last of them “{item}”", "Two challenges solved", "evidence names nothing"),
        ("🌱", "ok", "symbol: 'ok' is not one emoji"),
        ("🌱", "🌱🌱", "is not one emoji; write one such as 🌱"),
    ],
)
def test_each_mistake_is_one_clear_line(folder: Path, old: str, new: str, problem: str) -> None:
    file = folder / "badges" / "test.yaml"
    assert old in BADGE
    file.write_text(BADGE.replace(old, new, 1), encoding="utf-8")
    assert any(problem in line for line in problems(folder)), problems(folder)


@pytest.mark.parametrize("symbol", ["🕯️", "🏞️", "👩‍💻"])
def test_an_emoji_of_several_signs_is_one_symbol(folder: Path, symbol: str) -> None:
    (folder / "badges" / "test.yaml").write_text(BADGE.replace("🌱", symbol), encoding="utf-8")
    assert problems(folder) == []
