"""The colours of a picture, dark or light: of Okabe and Ito's palette, which the colour-blind tell apart, and greys."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache

from bot.domain.pictures import Look

Colour = tuple[int, int, int]
SHADES = 8  # steps of a colour on its way into the ground, for smooth edges
NEAREST = 8  # of 255: Pillow looks colours up in a table with steps of 4
PALETTE = 256  # colours of a PNG at most

SKY_BLUE = (86, 180, 233)
BLUE = (0, 114, 178)
ORANGE = (230, 159, 0)
VERMILLION = (213, 94, 0)


@dataclass(frozen=True, slots=True)
class Theme:
    """The ground, what is written on it, lines and empty places, what is now and earlier, and the five steps of heat.

    The steps differ in lightness, so that they stay in order without colour. `wash` fills the shape of what is now.
    """

    ground: Colour
    ink: Colour
    quiet: Colour
    line: Colour
    empty: Colour
    now: Colour
    before: Colour
    wash: Colour
    heat: tuple[Colour, ...]

    @property
    def colours(self) -> Iterator[Colour]:
        """All of them."""
        for field in fields(self):
            value = getattr(self, field.name)
            yield from value if field.name == "heat" else (value,)


DARK = Theme(
    ground=(30, 31, 36),
    ink=(243, 244, 246),
    quiet=(186, 191, 200),
    line=(82, 86, 96),
    empty=(52, 55, 63),
    now=SKY_BLUE,
    before=ORANGE,
    wash=(42, 68, 87),
    heat=((45, 47, 54), (28, 84, 128), (44, 128, 188), SKY_BLUE, (213, 238, 251)),
)
LIGHT = Theme(
    ground=(255, 255, 255),
    ink=(27, 29, 34),
    quiet=(84, 89, 99),
    line=(188, 193, 200),
    empty=(226, 229, 233),
    now=BLUE,
    before=VERMILLION,
    wash=(214, 231, 243),
    heat=((235, 237, 240), (184, 219, 241), (104, 178, 224), BLUE, (0, 52, 86)),
)


def theme_of(look: Look) -> Theme:
    """The colours of a look."""
    return LIGHT if look is Look.LIGHT else DARK


@cache
def palette(theme: Theme) -> tuple[Colour, ...]:
    """Every colour that a picture may hold: those of the theme, and some on their way into what lies under them."""
    colours = list(dict.fromkeys(theme.colours))
    for under in (theme.ground, theme.wash, theme.empty):
        for over in (theme.ink, theme.quiet, theme.line, theme.now, theme.before, *theme.heat):
            shades = (_between(under, over, shade / SHADES) for shade in range(1, SHADES))
            colours += [shade for shade in shades if all(_apart(shade, other) for other in colours)]
    return tuple(colours[:PALETTE])


def _apart(one: Colour, other: Colour) -> bool:
    """Whether two colours are so far from one another that Pillow doesn't take one for the other."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) >= NEAREST


def _between(start: Colour, end: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
    return red, green, blue
