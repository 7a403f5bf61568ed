"""What members tell the maintainers, in plain lines: reports on items of the content, and cards that they suggest."""

from collections.abc import Iterator

from bot.domain.curriculum import Curriculum
from bot.domain.flashcards import Card
from bot.services.cards import suggested_cards
from bot.services.reports import reports
from bot.store.database import Database

UNPRINTABLE = "\ufffd"


async def told_to_maintainers(db: Database, curriculum: Curriculum) -> list[str]:
    """Every report by item, what most members found first, and every suggested card; no member is named."""
    reported, suggested = await reports(db), await suggested_cards(db)
    lines = [f"Something's off, items reported: {len(reported)}"]
    for report in reported:
        lines.append(f"{report.count} × {printable(curriculum.canonical(report.item))}")
        for words in report.words:
            lines += _quoted("-", words)
    lines.append(f"Suggested cards: {len(suggested)}")
    for number, suggestion in enumerate(suggested, 1):
        lines.append(f"{number}.")
        lines += _card_lines(suggestion.card)
    return lines


def printable(text: str) -> str:
    """A line for a terminal: what would move the cursor, colour, or turn the direction of writing shows as `\ufffd`."""
    return "".join(character if character.isprintable() else UNPRINTABLE for character in text)


def _card_lines(card: Card) -> Iterator[str]:
    for side, words in (("front", card.front), ("code", card.code), ("back", card.back)):
        if words:
            yield from _quoted(side, words)


def _quoted(label: str, words: str) -> Iterator[str]:
    """Members' words, every line of them set in, so that none passes for a line of ours."""
    for index, line in enumerate(words.split("\n")):
        yield f"    {label if index == 0 else '':>5} | {printable(line.rstrip(chr(13)))}"
