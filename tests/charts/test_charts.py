"""The pictures hold what they are given: seen pixel by pixel, in colour and in grey, from nothing to years of it."""

import io
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.charts import draw
from bot.charts.ahead import ROW, TITLE_HEIGHT
from bot.charts.canvas import MARGIN, WIDTH, cut, drawable, width_of, wrapped
from bot.charts.practice import CELL, MARKS_Y, cell
from bot.charts.skills import point
from bot.charts.theme import Colour, Theme, palette, theme_of
from bot.domain.pictures import (
    STEPS,
    WEEKS,
    AheadPicture,
    Bar,
    Column,
    Drawing,
    Look,
    PracticePicture,
    Skill,
    SkillsPicture,
    first_day,
    heat,
)
from bot.domain.streak import Mark

TODAY = date(2026, 5, 14)  # a Thursday
AXES = tuple(f"Axis {number}" for number in range(8))
LOOKS = pytest.mark.parametrize("look", Look)


def skills(look: Look = Look.DARK, now: int | None = 60, before: int | None = 30) -> SkillsPicture:
    return SkillsPicture(look, "Skills", tuple(Skill(name, now, before) for name in AXES), "now", "30 days ago")


def practice(look: Look = Look.DARK, counts: tuple[int, ...] | None = None, mark: Mark = Mark.OPEN) -> PracticePicture:
    days = ("Fri", "Sat", "Sun", "Mon", "Tue", "Wed", "today")
    counts = heat({}, TODAY) if counts is None else counts
    week = tuple((mark, name) for name in days)
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    steps = ("0", "1-4", "5-14", "15-29", "30+")
    return PracticePicture(
        look, "Week", week, ((mark, "so"),), "Half a year", counts, ((1, "Dec"),), names, "a day", steps, "today"
    )


def ahead(look: Look = Look.DARK, done: int = 3, cards: tuple[int, ...] = (12, 6, 0, 3)) -> AheadPicture:
    columns = tuple(Column(count, "Thu", str(number)) for number, count in enumerate(cards))
    return AheadPicture(look, "Paths", (Bar("Python", done, 12, "so many"),), "Cards", columns)


def seen(drawing: Drawing) -> Image.Image:
    return Image.open(io.BytesIO(draw(drawing))).convert("RGB")


def at(image: Image.Image, x: float, y: float) -> Colour:
    pixel = image.getpixel((round(x), round(y)))
    assert isinstance(pixel, tuple)
    red, green, blue = pixel
    return red, green, blue


def luminance(colour: Colour) -> float:
    """Relative luminance, from 0 (black) to 1 (white), as WCAG 2 defines it."""
    linear = [value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def grey(colour: Colour) -> int:
    value = Image.new("RGB", (1, 1), colour).convert("L").getpixel((0, 0))
    assert isinstance(value, int)
    return value


@LOOKS
@pytest.mark.parametrize("make", [skills, practice, ahead])
def test_a_picture_is_a_small_png_of_a_phones_shape_on_its_own_ground(look: Look, make) -> None:  # type: ignore[no-untyped-def]
    content = draw(make(look))
    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, image.mode, image.width) == ("PNG", "P", 1000)
        assert 400 <= image.height <= 1000
        assert "transparency" not in image.info
    assert len(content) < 60_000
    shown = seen(make(look))
    corners = [(x, y) for x in (0, WIDTH - 1) for y in (0, shown.height - 1)]
    assert {at(shown, *corner) for corner in corners} == {theme_of(look).ground}


@LOOKS
@pytest.mark.parametrize("make", [skills, practice, ahead])
def test_equal_values_give_equal_bytes_and_dark_and_light_differ(look: Look, make) -> None:  # type: ignore[no-untyped-def]
    assert draw(make(look)) == draw(make(look))
    assert len({draw(make(other)) for other in Look}) == 2


@LOOKS
@pytest.mark.parametrize("make", [skills, practice, ahead])
def test_a_picture_holds_no_colour_but_those_of_its_theme(look: Look, make) -> None:  # type: ignore[no-untyped-def]
    found = seen(make(look)).getcolors(1000)
    assert found is not None
    assert {colour for _count, colour in found} <= set(palette(theme_of(look)))


@LOOKS
def test_words_stand_out_from_every_ground_on_which_they_are_written(look: Look) -> None:
    theme = theme_of(look)
    assert contrast(theme.ink, theme.ground) >= 7
    assert contrast(theme.quiet, theme.ground) >= 4.5
    assert contrast(theme.ink, theme.empty) >= 4.5


@LOOKS
def test_shapes_stand_out_from_what_lies_under_them(look: Look) -> None:
    theme = theme_of(look)
    for shape, under in ((theme.now, theme.ground), (theme.before, theme.ground), (theme.now, theme.empty)):
        assert contrast(shape, under) >= 3


@LOOKS
def test_the_steps_of_heat_are_in_order_of_lightness_and_far_apart_in_grey(look: Look) -> None:
    tones = [grey(colour) for colour in theme_of(look).heat]
    assert tones in (sorted(tones), sorted(tones, reverse=True))
    assert all(abs(one - other) >= 20 for one, other in pairwise(tones))
    assert abs(tones[0] - grey(theme_of(look).ground)) >= 10


@LOOKS
@pytest.mark.parametrize("value", [1, 35, 100])
@pytest.mark.parametrize("place", range(8))
def test_the_point_of_a_value_lies_on_its_axis_as_far_out_as_the_value(look: Look, value: int, place: int) -> None:
    only = tuple(Skill(name, value if number == place else None, None) for number, name in enumerate(AXES))
    picture = replace(skills(look), skills=only)
    assert at(seen(picture), *point(place, 8, value)) == theme_of(look).now


@LOOKS
def test_now_is_one_solid_line_and_earlier_is_dashed_and_not_filled(look: Look) -> None:
    theme = theme_of(look)

    def painted(image: Image.Image, value: float, colour: Colour) -> float:
        """The share of the way between two corners that has a colour, away from the corners."""
        (x1, y1), (x2, y2) = point(0, 8, value), point(1, 8, value)
        steps = [number / 100 for number in range(15, 86)]
        return sum(at(image, x1 + (x2 - x1) * s, y1 + (y2 - y1) * s) == colour for s in steps) / len(steps)

    image = seen(skills(look, now=80, before=40))
    assert painted(image, 80, theme.now) == 1
    assert 0.3 < painted(image, 40, theme.before) < 0.8
    assert at(image, *point(1, 16, 70)) == theme.wash
    alone = seen(skills(look, now=None, before=90))
    assert at(alone, *point(1, 16, 60)) == theme.ground


@LOOKS
def test_a_corner_of_now_is_full_and_one_of_earlier_is_hollow(look: Look) -> None:
    theme = theme_of(look)
    image = seen(skills(look, now=80, before=40))
    assert at(image, *point(2, 8, 80)) == theme.now
    assert at(image, *point(2, 8, 40)) == theme.ground


def test_without_anything_earlier_there_is_nothing_of_its_colour() -> None:
    found = seen(skills(before=None)).getcolors(1000)
    assert found is not None
    assert theme_of(Look.DARK).before not in {colour for _count, colour in found}


@LOOKS
@pytest.mark.parametrize(("count", "step"), [(0, 0), (1, 1), (4, 1), (5, 2), (15, 3), (29, 3), (30, 4), (5000, 4)])
def test_the_cell_of_a_day_has_the_lightness_of_what_was_done_on_it(look: Look, count: int, step: int) -> None:
    day = TODAY - timedelta(days=40)
    image = seen(practice(look, heat({day: count}, TODAY)))
    x, y = cell((day - first_day(TODAY)).days)
    theme = theme_of(look)
    assert at(image, x + CELL / 2, y + CELL / 2) == theme.heat[step]
    x, y = cell((day - first_day(TODAY)).days + 1)
    assert at(image, x + CELL / 2, y + CELL / 2) == theme.heat[0]


@LOOKS
def test_today_is_the_last_cell_and_the_only_one_with_a_frame(look: Look) -> None:
    image, theme = seen(practice(look)), theme_of(look)
    days = len(practice(look).counts)
    assert days == (WEEKS - 1) * 7 + 4
    framed = [day for day in range(days + 3) if at(image, cell(day)[0] - 2, cell(day)[1] + CELL / 2) == theme.ink]
    assert framed == [days - 1]
    x, y = cell(days)
    assert at(image, x + CELL / 2, y + CELL / 2) == theme.ground, "tomorrow is not there yet"


@LOOKS
def test_the_marks_of_a_day_differ_in_shape_also_without_colour(look: Look) -> None:
    shapes = {}
    for mark in Mark:
        box = (0, MARKS_Y - 40, 220, MARKS_Y + 40)
        ground = grey(theme_of(look).ground)
        tones = seen(practice(look, mark=mark)).crop(box).convert("L").tobytes()
        shapes[mark] = [abs(tone - ground) > 30 for tone in tones]
    for one in Mark:
        for other in Mark:
            apart = sum(a != b for a, b in zip(shapes[one], shapes[other], strict=True))
            assert one is other or apart > 600, (one, other)


@LOOKS
@pytest.mark.parametrize(("done", "share"), [(0, 0.0), (3, 0.25), (6, 0.5), (12, 1.0)])
def test_the_bar_of_a_path_is_as_long_as_the_share_that_is_done(look: Look, done: int, share: float) -> None:
    image, theme = seen(ahead(look, done=done)), theme_of(look)
    row = [at(image, x, TITLE_HEIGHT + 61) for x in range(WIDTH)]
    assert row.count(theme.now) == pytest.approx(share * (WIDTH - 2 * MARGIN), abs=12)
    assert row.count(theme.now) + row.count(theme.empty) == pytest.approx(WIDTH - 2 * MARGIN, abs=12)


@LOOKS
def test_the_columns_of_cards_are_as_high_as_their_numbers(look: Look) -> None:
    image, theme = seen(ahead(look, cards=(12, 6, 0, 3))), theme_of(look)
    pitch = (WIDTH - 2 * MARGIN) / 4
    below = TITLE_HEIGHT + ROW
    heights = [
        sum(at(image, MARGIN + pitch * (place + 0.5) - 14, y) == theme.now for y in range(below, image.height))
        for place in range(4)
    ]
    assert heights[0] == pytest.approx(170, abs=4)
    assert heights[1] == pytest.approx(85, abs=4)
    assert heights[2] == 0
    assert heights[3] == pytest.approx(42, abs=4)


def in_grey(theme: Theme) -> list[int]:
    return [grey(colour) for colour in (theme.ground, theme.now, theme.ink)]


@LOOKS
def test_in_grey_ground_shapes_and_words_stay_apart(look: Look) -> None:
    tones = sorted(in_grey(theme_of(look)))
    assert all(other - one >= 50 for one, other in pairwise(tones))


@LOOKS
def test_nothing_done_and_years_of_it_can_both_be_drawn(look: Look) -> None:
    days = {TODAY - timedelta(days=ahead): ahead * 997 for ahead in range(800)}
    pictures: list[Drawing] = [
        skills(look, now=None, before=None),
        skills(look, now=100, before=100),
        practice(look),
        practice(look, heat(days, TODAY)),
        AheadPicture(look, "Paths", (), "Cards", tuple(Column(99_999, "Wed", "28") for _ in range(14))),
        AheadPicture(look, "Paths", tuple(Bar("x" * 200, 1, 900, "y" * 30) for _ in range(6)), "Cards", ()),
    ]
    for picture in pictures:
        assert_within(seen(picture), theme_of(look))


def assert_within(image: Image.Image, theme: Theme) -> None:
    """Nothing touches an edge, where it would be cut off."""
    inner = (6, 6, image.width - 6, image.height - 6)
    image.paste(theme.ground, inner)
    assert image.getcolors() == [(image.width * image.height, theme.ground)]


def test_words_that_are_too_long_are_cut_or_wrapped_inside_the_picture() -> None:
    long = "Donaudampfschifffahrtsgesellschaft " * 3
    week = tuple((mark, long) for mark, _name in practice().week)
    pictures: list[Drawing] = [
        replace(skills(), title=long, skills=tuple(Skill(long, 100, 100) for _ in AXES), now=long, before=long),
        replace(
            practice(), title=long, heading=long, week=week, months=((20, long),), weekdays=(long,) * 7, today=long
        ),
        replace(ahead(), title=long, heading=long, paths=(Bar(long, 1, 2, "1 of 2"),)),
    ]
    for picture in pictures:
        assert_within(seen(picture), theme_of(Look.DARK))


def test_a_name_of_two_lines_leaves_the_legend_alone() -> None:
    names = [name if number != len(AXES) // 2 else "Word " * 20 for number, name in enumerate(AXES)]
    long = seen(replace(skills(), skills=tuple(Skill(name, 60, 30) for name in names)))
    legend = (0, long.height - 72, WIDTH, long.height)
    assert long.crop(legend).tobytes() == seen(skills()).crop(legend).tobytes()


def test_letters_that_the_font_lacks_become_similar_ones_or_question_marks() -> None:
    assert drawable("Élève naïve – São × 3") == "Eleve naive - Sao x 3"
    assert drawable("Пути 道") == "???? ?"
    assert drawable("") == ""


@settings(max_examples=40)
@given(st.text(max_size=60))
def test_whatever_is_written_in_any_script_fits_into_a_line(words: str) -> None:
    assert width_of(cut(words, 28, 200), 28) <= 200
    assert all(width_of(line, 28) <= 200 for line in wrapped(words, 28, 200))
    assert len(draw(replace(ahead(), title=words, paths=(Bar(words, 1, 2, "so"),)))) > 1000


def test_the_steps_of_heat_leave_no_count_out() -> None:
    assert list(STEPS) == sorted(set(STEPS))
    assert STEPS[0] == 1
