"""A card to draw on, in measures of the finished picture: drawn at double size and reduced, its edges are smooth."""

import io
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import dist

from PIL import Image, ImageDraw, ImageFont

from bot.charts.theme import Colour, Theme, palette

WIDTH = 1000
MARGIN = 44
SMALL = 28  # the least size of letters: 10 pixels where the card is shown 360 wide
TEXT = 32
TITLE = 42
SCALE = 2
MOST_LINES = 2
BOLD = 1  # half pixels around each letter
SIMILAR = {"–": "-", "—": "-", "−": "-", "×": "x"}  # the font is a small one

Point = tuple[float, float]
Box = tuple[float, float, float, float]


class Canvas:
    """A card of a theme. `anchor` is as in Pillow: l, m or r (left, middle, right), then t, m, s or b."""

    def __init__(self, theme: Theme, height: int) -> None:
        self.theme = theme
        self._image = Image.new("RGB", (WIDTH * SCALE, height * SCALE), theme.ground)
        self._draw = ImageDraw.Draw(self._image)

    def text(self, at: Point, words: str, size: int, colour: Colour, anchor: str = "ls", *, bold: bool = False) -> None:
        """Write one line."""
        assert size >= SMALL, "nobody can read that on a phone"
        place = (at[0] * SCALE, at[1] * SCALE)
        stroke = BOLD if bold else 0
        self._draw.text(place, drawable(words), colour, _font(size * SCALE), anchor, stroke_width=stroke)

    def title(self, y: float, words: str) -> None:
        """Write a headline whose line stands at `y`."""
        self.text((MARGIN, y), cut(words, TITLE, WIDTH - 2 * MARGIN), TITLE, self.theme.ink, bold=True)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """A line through points."""
        self._draw.line([(x * SCALE, y * SCALE) for x, y in points], colour, round(width * SCALE), joint="curve")

    def dashes(self, points: Sequence[Point], colour: Colour, width: float, dash: float = 14, gap: float = 10) -> None:
        """A dashed line through points; it begins anew at each of them."""
        for start, end in pairwise(points):
            length = dist(start, end)
            for begin in range(0, max(int(length), 1), int(dash + gap)):
                shares = (begin / max(length, 1), min((begin + dash) / max(length, 1), 1))
                ends = [(start[0] + (end[0] - start[0]) * at, start[1] + (end[1] - start[1]) * at) for at in shares]
                self.line(ends, colour, width)

    def area(self, points: Sequence[Point], colour: Colour) -> None:
        """A filled shape."""
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], colour)

    def disc(self, centre: Point, radius: float, fill: Colour | None, outline: Colour, width: float = 0) -> None:
        """A disc, or a ring."""
        self._draw.ellipse(_around(centre, radius), fill, outline, round(width * SCALE))

    def box(
        self, box: Box, radius: float, fill: Colour | None, outline: Colour | None = None, width: float = 0
    ) -> None:
        """A rectangle (left, top, right, bottom; none of its edges lies outside) with round corners."""
        left, top, right, bottom = (value * SCALE for value in box)
        inside = (left, top, right - 1, bottom - 1)
        self._draw.rounded_rectangle(inside, radius * SCALE, fill, outline, round(width * SCALE))

    def png(self) -> bytes:
        """The finished picture, in the colours of its theme."""
        few = self._image.reduce(SCALE).quantize(palette=_palette(self.theme), dither=Image.Dither.NONE)
        content = io.BytesIO()
        few.save(content, "PNG", compress_level=6)
        return content.getvalue()


def width_of(words: str, size: int) -> float:
    """How many pixels a line takes."""
    return _font(size * SCALE).getlength(drawable(words)) / SCALE


def cut(words: str, size: int, width: float) -> str:
    """A line cut to a width, with an ellipsis where it was cut."""
    if width_of(words, size) <= width:
        return words
    while words and width_of(words + "…", size) > width:
        words = words[:-1].rstrip()
    return words + "…"


def wrapped(words: str, size: int, width: float) -> list[str]:
    """Words in at most two lines of a width; what does not fit is cut."""
    lines: list[str] = []
    for word in words.split():
        if len(lines) == MOST_LINES or (lines and width_of(f"{lines[-1]} {word}", size) <= width):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return [cut(line, size, width) for line in lines]


@cache
def drawable(words: str) -> str:
    """Words as the font can write them: letters without their accents, and a question mark for what it doesn't have."""
    return "".join(_letter(letter) for letter in words)


@cache
def _letter(letter: str) -> str:
    letter = SIMILAR.get(letter, letter)
    if _has(letter):
        return letter
    plain = [part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part)]
    return "".join(part if _has(part) else "?" for part in plain)


def _has(letter: str) -> bool:
    font = _font(SMALL)
    return letter == " " or bytes(font.getmask(letter)) not in (bytes(font.getmask("\uffff")), b"")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)
    return font


@cache
def _palette(theme: Theme) -> Image.Image:
    image = Image.new("P", (1, 1))
    image.putpalette([value for colour in palette(theme) for value in colour])
    return image


def _around(centre: Point, radius: float) -> Box:
    x, y = centre
    left, top, right, bottom = ((x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE)
    return left, top, right - 1, bottom - 1
