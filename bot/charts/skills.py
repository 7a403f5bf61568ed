"""The radar of skills: two shapes, told apart by line and fill, with every value written beside its axis."""

from collections.abc import Sequence
from math import cos, pi, sin

from bot.charts.canvas import MARGIN, SMALL, TEXT, WIDTH, Canvas, Point, cut, width_of, wrapped
from bot.charts.theme import theme_of
from bot.domain.pictures import Skill, SkillsPicture

HEIGHT = 936  # so that the legend stands below the lowest axis also where its name takes two lines
CENTRE = (WIDTH / 2, 462)
RADIUS = 250
RINGS = (25, 50, 75, 100)
OFF = 26  # pixels between the outermost ring and the words
LINE = 36  # pixels from one line of words to the next


def skills(picture: SkillsPicture) -> bytes:
    """Draw it."""
    canvas = Canvas(theme_of(picture.look), HEIGHT)
    canvas.title(78, picture.title)
    count = len(picture.skills)
    shape = [point(place, count, skill.now or 0) for place, skill in enumerate(picture.skills)]
    canvas.area(shape, canvas.theme.wash)
    _web(canvas, count)
    _before(canvas, picture.skills)
    canvas.line([*shape, shape[0], shape[1]], canvas.theme.now, 5)
    for place, skill in enumerate(picture.skills):
        if skill.now is not None:
            canvas.disc(shape[place], 10, canvas.theme.now, canvas.theme.now)
        _name(canvas, place, count, skill)
    _legend(canvas, picture)
    return canvas.png()


def point(place: int, count: int, value: float) -> Point:
    """Where a value from 0 to 100 lies on an axis; the first one points upwards, the others follow clockwise."""
    angle = 2 * pi * place / count
    length = RADIUS * value / 100
    return CENTRE[0] + sin(angle) * length, CENTRE[1] - cos(angle) * length


def _web(canvas: Canvas, count: int) -> None:
    for ring in RINGS:
        corners = [point(place, count, ring) for place in range(count)]
        canvas.line([*corners, corners[0]], canvas.theme.line, 3 if ring == RINGS[-1] else 1.5)
    for place in range(count):
        canvas.line([CENTRE, point(place, count, 100)], canvas.theme.line, 1.5)


def _before(canvas: Canvas, skills: Sequence[Skill]) -> None:
    if all(skill.before is None for skill in skills):
        return
    shape = [point(place, len(skills), skill.before or 0) for place, skill in enumerate(skills)]
    canvas.dashes([*shape, shape[0]], canvas.theme.before, 4)
    for (x, y), skill in zip(shape, skills, strict=True):
        if skill.before is not None:
            canvas.box((x - 9, y - 9, x + 9, y + 9), 2, canvas.theme.ground, canvas.theme.before, 4)


def _name(canvas: Canvas, place: int, count: int, skill: Skill) -> None:
    x, y = point(place, count, 100 * (1 + OFF / RADIUS))
    side = sin(2 * pi * place / count)
    middle = abs(side) < 0.1
    anchor, room = ("m", 500.0) if middle else ("l", WIDTH - 20 - x) if side > 0 else ("r", x - 20)
    lines = wrapped(skill.name, SMALL, room)
    upper = y - LINE * (len(lines) + 1) / 2
    if middle:
        upper = y - LINE * (len(lines) + 1) if y < CENTRE[1] else y
    for number, line in enumerate(lines):
        canvas.text((x, upper + LINE * (number + 0.5)), line, SMALL, canvas.theme.quiet, f"{anchor}m")
    value = canvas.theme.quiet if skill.now is None else canvas.theme.ink
    canvas.text((x, upper + LINE * (len(lines) + 0.5)), values(skill), TEXT, value, f"{anchor}m", bold=True)


def values(skill: Skill) -> str:
    """The value now, and the earlier one in brackets.

    >>> values(Skill("Fundamentals", 62, 48)), values(Skill("Fundamentals", 62, None)), values(Skill("Web", None, None))
    ('62 (48)', '62', '–')
    """
    now = "–" if skill.now is None else f"{skill.now}"
    return now if skill.before is None else f"{now} ({skill.before})"


def _legend(canvas: Canvas, picture: SkillsPicture) -> None:
    y = HEIGHT - 48
    now = cut(picture.now, SMALL, 320)
    canvas.line([(MARGIN, y), (MARGIN + 70, y)], canvas.theme.now, 5)
    canvas.disc((MARGIN + 35, y), 10, canvas.theme.now, canvas.theme.now)
    canvas.text((MARGIN + 86, y), now, SMALL, canvas.theme.ink, "lm")
    if all(skill.before is None for skill in picture.skills):
        return
    left = MARGIN + 86 + width_of(now, SMALL) + 50
    canvas.dashes([(left, y), (left + 86, y)], canvas.theme.before, 4)
    canvas.box((left + 34, y - 9, left + 52, y + 9), 2, canvas.theme.ground, canvas.theme.before, 4)
    before = cut(picture.before, SMALL, WIDTH - MARGIN - left - 102)
    canvas.text((left + 102, y), before, SMALL, canvas.theme.ink, "lm")
