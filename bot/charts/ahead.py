"""What lies ahead: a bar for each path, and a column for the cards of each of the next days."""

from collections.abc import Sequence

from bot.charts.canvas import MARGIN, SMALL, TEXT, WIDTH, Canvas, cut, width_of
from bot.charts.theme import theme_of
from bot.domain.pictures import AheadPicture, Bar, Column

TITLE_HEIGHT = 100
ROW = 84  # pixels for a path
BAR = 22
CARDS_HEIGHT = 430
TALLEST = 170
INNER = WIDTH - 2 * MARGIN


def ahead(picture: AheadPicture) -> bytes:
    """Draw it."""
    paths = TITLE_HEIGHT + ROW * len(picture.paths) if picture.paths else 0
    canvas = Canvas(theme_of(picture.look), paths + (CARDS_HEIGHT if picture.columns else MARGIN))
    if picture.paths:
        canvas.title(78, picture.title)
        for place, bar in enumerate(picture.paths):
            _bar(canvas, TITLE_HEIGHT + ROW * place, bar)
    if picture.columns:
        canvas.title(paths + 72, picture.heading)
        _columns(canvas, paths + 116, picture.columns)
    return canvas.png()


def _bar(canvas: Canvas, top: float, bar: Bar) -> None:
    theme = canvas.theme
    room = INNER - width_of(bar.words, SMALL) - 24
    canvas.text((MARGIN, top + 38), cut(bar.name, TEXT, room), TEXT, theme.ink)
    canvas.text((WIDTH - MARGIN, top + 38), bar.words, SMALL, theme.quiet, "rs")
    under = top + 50
    canvas.box((MARGIN, under, WIDTH - MARGIN, under + BAR), BAR / 2, theme.empty)
    if bar.done:
        length = max(INNER * bar.done / bar.total, BAR)
        canvas.box((MARGIN, under, MARGIN + length, under + BAR), BAR / 2, theme.now)


def _columns(canvas: Canvas, top: float, columns: Sequence[Column]) -> None:
    theme, pitch = canvas.theme, INNER / len(columns)
    most = max(column.cards for column in columns) or 1
    ground = top + 36 + TALLEST
    for place, column in enumerate(columns):
        x, today = MARGIN + pitch * (place + 0.5), place == 0
        height = TALLEST * column.cards / most
        if column.cards:
            canvas.box((x - 20, ground - max(height, 6), x + 20, ground), 6 if height > 12 else 2, theme.now)
        number = theme.ink if column.cards else theme.quiet
        canvas.text((x, ground - height - 10), str(column.cards), SMALL, number, "ms", bold=today)
        ink = theme.ink if today else theme.quiet
        canvas.text((x, ground + 36), cut(column.weekday, SMALL, pitch), SMALL, ink, "ms", bold=today)
        canvas.text((x, ground + 70), column.day, SMALL, ink, "ms", bold=today)
    canvas.line([(MARGIN, ground), (WIDTH - MARGIN, ground)], theme.line, 3)
