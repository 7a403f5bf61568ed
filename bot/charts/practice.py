"""The week as seven marks of different shapes, and half a year as a heat map in five steps of lightness."""

from bot.charts.canvas import MARGIN, SMALL, WIDTH, Canvas, Point, cut, width_of
from bot.charts.theme import theme_of
from bot.domain.pictures import WEEKS, PracticePicture, step
from bot.domain.streak import WEEK, Mark

HEIGHT = 760
MARKS_Y = 150
RADIUS = 34
MAP_TOP = 452
NAMES = 74  # pixels for the names of the weekdays
PITCH = (WIDTH - 2 * MARGIN - NAMES) // WEEKS
CELL = PITCH - 4


def practice(picture: PracticePicture) -> bytes:
    """Draw it."""
    canvas = Canvas(theme_of(picture.look), HEIGHT)
    canvas.title(78, picture.title)
    _week(canvas, picture)
    _meanings(canvas, picture)
    canvas.title(390, picture.heading)
    _names(canvas, picture)
    for day, count in enumerate(picture.counts):
        x, y = cell(day)
        canvas.box((x, y, x + CELL, y + CELL), 5, canvas.theme.heat[step(count)])
    x, y = cell(len(picture.counts) - 1)
    canvas.box((x - 4, y - 4, x + CELL + 4, y + CELL + 4), 8, None, canvas.theme.ink, 4)
    _legend(canvas, picture)
    return canvas.png()


def cell(day: int) -> Point:
    """The upper left corner of a day's cell, counted from the first."""
    column, row = divmod(day, WEEK)
    return MARGIN + NAMES + column * PITCH, MAP_TOP + row * PITCH


def _week(canvas: Canvas, picture: PracticePicture) -> None:
    pitch = (WIDTH - 2 * MARGIN) / len(picture.week)
    for place, (mark, name) in enumerate(picture.week):
        x = MARGIN + pitch * (place + 0.5)
        draw_mark(canvas, mark, (x, MARKS_Y), RADIUS)
        last = place == len(picture.week) - 1
        colour = canvas.theme.ink if last else canvas.theme.quiet
        canvas.text((x, MARKS_Y + 66), cut(name, SMALL, pitch - 8), SMALL, colour, "mm", bold=last)


def draw_mark(canvas: Canvas, mark: Mark, centre: Point, radius: float) -> None:
    """A day: a full disc with a tick, a diamond with a star, a bar, or an empty ring."""
    theme, (x, y) = canvas.theme, centre
    match mark:
        case Mark.PRACTISED:
            canvas.disc(centre, radius, theme.now, theme.now)
            tick = [(x - 0.42 * radius, y + 0.04 * radius), (x - 0.1 * radius, y + 0.36 * radius)]
            canvas.line([*tick, (x + 0.46 * radius, y - 0.32 * radius)], theme.ground, 0.19 * radius)
        case Mark.FROZEN:
            corners = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y), (x, y - radius)]
            canvas.area(corners, theme.empty)
            canvas.line([*corners, corners[1]], theme.now, 0.1 * radius)
            for dx, dy in ((0.0, 0.45), (0.39, 0.22), (0.39, -0.22)):
                ends = [(x - dx * radius, y - dy * radius), (x + dx * radius, y + dy * radius)]
                canvas.line(ends, theme.ink, 0.11 * radius)
        case Mark.OFF:
            canvas.box((x - radius, y - 0.28 * radius, x + radius, y + 0.28 * radius), 0.28 * radius, theme.quiet)
        case Mark.OPEN:
            canvas.disc(centre, radius, None, theme.quiet, 0.12 * radius)


def _meanings(canvas: Canvas, picture: PracticePicture) -> None:
    x, y = float(MARGIN), 284
    for mark, name in picture.marks:
        draw_mark(canvas, mark, (x + 16, y), 16)
        canvas.text((x + 42, y), name, SMALL, canvas.theme.quiet, "lm")
        x += 42 + width_of(name, SMALL) + 34


def _names(canvas: Canvas, picture: PracticePicture) -> None:
    for row in range(0, WEEK, 2):
        y = cell(row)[1] + CELL / 2
        canvas.text((MARGIN, y), cut(picture.weekdays[row], SMALL, NAMES - 6), SMALL, canvas.theme.quiet, "lm")
    for column, name in picture.months:
        x = cell(column * WEEK)[0]
        canvas.text((x, MAP_TOP - 16), cut(name, SMALL, WIDTH - MARGIN - x), SMALL, canvas.theme.quiet)


def _legend(canvas: Canvas, picture: PracticePicture) -> None:
    unit, y = cut(picture.unit, SMALL, 200), HEIGHT - 46
    canvas.text((MARGIN, y), unit, SMALL, canvas.theme.quiet, "lm")
    x = MARGIN + max(width_of(unit, SMALL) + 20, NAMES)
    for colour, name in zip(canvas.theme.heat, picture.steps, strict=True):
        canvas.box((x, y - CELL / 2, x + CELL, y + CELL / 2), 5, colour)
        canvas.text((x + CELL + 10, y), name, SMALL, canvas.theme.quiet, "lm")
        x += CELL + 10 + width_of(name, SMALL) + 26
    canvas.box((x, y - CELL / 2 - 2, x + CELL + 4, y + CELL / 2 + 2), 8, None, canvas.theme.ink, 4)
    canvas.text((x + CELL + 14, y), cut(picture.today, SMALL, WIDTH - 20 - x - CELL), SMALL, canvas.theme.quiet, "lm")
