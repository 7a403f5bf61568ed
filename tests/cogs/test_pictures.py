"""Whatever a picture of progress shows also stands in its description, completely and within Discord's limit."""

import re
from dataclasses import replace

import pytest

from bot.domain.curriculum import Curriculum
from bot.domain.pictures import FORTNIGHT, AheadPicture, Look, PracticePicture, SkillsPicture
from bot.domain.skills import Axis
from bot.domain.streak import Mark
from bot.services.progress import Progress, SkillState, own_progress
from bot.store.database import Database
from cogs._pictures import Sketch, sketches
from cogs._progress import facts
from cogs.ui.layout import MAX_DESCRIPTION
from tests.cards import ANN, NOW


@pytest.fixture
async def nothing(db: Database, curriculum: Curriculum) -> Progress:
    """The progress of somebody who has done nothing."""
    return await own_progress(db, curriculum, ANN, NOW)


@pytest.fixture
def everything(nothing: Progress) -> Progress:
    """Years of it: every path begun, every day and every axis with a number of its own."""
    states = tuple(replace(state, done=number + 1) for number, state in enumerate(nothing.states))
    marks = (Mark.PRACTISED, Mark.FROZEN, Mark.OFF, Mark.OPEN, Mark.PRACTISED, Mark.PRACTISED, Mark.PRACTISED)
    return replace(
        nothing,
        states=states,
        streak=replace(nothing.streak, week=marks),
        skills=tuple(SkillState(axis, 81 + number, 61 + number) for number, axis in enumerate(Axis)),
        heat=tuple(3 * number for number in range(len(nothing.heat))),
        forecast=tuple(1001 + number for number in range(FORTNIGHT)),
    )


def by_name(view: Progress) -> dict[str, Sketch]:
    return {sketch.name: sketch for sketch in sketches(view, Look.DARK)}


def numbers(words: str) -> set[int]:
    return {int(number) for number in re.findall(r"\d+", words)}


def test_every_axis_and_its_two_values_stand_in_the_words_of_the_radar(everything: Progress) -> None:
    sketch = by_name(everything)["skills.png"]
    assert isinstance(sketch.drawing, SkillsPicture)
    for skill in sketch.drawing.skills:
        assert f"{skill.name} {skill.now} (30 days ago {skill.before})" in sketch.words
        assert any(f"{skill.name} {skill.now} ({skill.before})" in text for text in facts(everything))


def test_the_seven_days_the_months_and_the_most_stand_in_the_words_of_the_heat_map(everything: Progress) -> None:
    sketch = by_name(everything)["practice.png"]
    assert isinstance(sketch.drawing, PracticePicture)
    days = "Fri practised, Sat freeze, Sun day off, Mon open, Tue practised, Wed practised, today practised"
    assert f"The last seven days: {days}." in sketch.words
    done = len(everything.heat) - 1
    assert f"{done} days practised. By month: Nov 13, Dec 31, Jan 31, Feb 28, Mar 31, Apr 30, May 14." in sketch.words
    assert f"Most on Thu 14 May: {max(everything.heat)} things done." in sketch.words
    assert any(f"{done} days practised in the last 26 weeks: Nov 13, Dec 31" in text for text in facts(everything))


def test_every_path_and_every_day_with_cards_stands_in_the_words_of_what_lies_ahead(everything: Progress) -> None:
    sketch = by_name(everything)["ahead.png"]
    assert isinstance(sketch.drawing, AheadPicture)
    assert len(sketch.drawing.paths) == 6
    for bar in sketch.drawing.paths:
        assert f"{bar.name} {bar.words}" in sketch.words
    assert {column.cards for column in sketch.drawing.columns} <= numbers(sketch.words)
    for text in (sketch.words, "\n".join(facts(everything))):
        assert f"{sum(everything.forecast)} cards within 14 days: today 1001, Fri 15 May 1002, " in text


def test_the_fullest_words_are_not_cut(everything: Progress) -> None:
    found = sketches(everything, Look.LIGHT)
    assert len(found) == 3
    assert all(len(sketch.words) <= MAX_DESCRIPTION for sketch in found)


def test_what_has_no_numbers_is_left_out_and_the_rest_says_so_plainly(nothing: Progress) -> None:
    (sketch,) = sketches(nothing, Look.DARK)
    assert sketch.words.endswith("Mon 17 Nov to Thu 14 May: 0 days practised.")


def test_only_paths_or_only_cards_are_shown_without_the_other(nothing: Progress, everything: Progress) -> None:
    paths = by_name(replace(nothing, states=everything.states))["ahead.png"]
    cards = by_name(replace(nothing, forecast=everything.forecast))["ahead.png"]
    assert isinstance(paths.drawing, AheadPicture)
    assert isinstance(cards.drawing, AheadPicture)
    assert (len(paths.drawing.paths), len(paths.drawing.columns)) == (6, 0)
    assert (len(cards.drawing.paths), len(cards.drawing.columns)) == (0, FORTNIGHT)
    assert paths.words.startswith("Bars of paths:")
    assert cards.words.startswith("Columns of cards:")


def test_every_month_of_the_heat_map_is_named_where_it_begins(everything: Progress) -> None:
    drawing = by_name(everything)["practice.png"].drawing
    assert isinstance(drawing, PracticePicture)
    assert drawing.months == ((2, "Dec"), (6, "Jan"), (10, "Feb"), (14, "Mar"), (19, "Apr"), (23, "May"))
