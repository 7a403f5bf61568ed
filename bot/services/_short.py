"""A tiny exercise for a day on which five minutes are enough."""

from collections.abc import Iterable
from datetime import date

from bot.domain.challenge import Challenge
from bot.domain.curriculum import Curriculum
from bot.domain.events import Event, Kind

LINES = 2
MINUTES = 5


def short_exercise(curriculum: Curriculum, level: str | None, log: Iterable[Event], today: date) -> Challenge | None:
    """An exercise of two lines at the member's level or below, each day another; what is solved already comes last."""
    solved = {event.item for event in log if event.kind is Kind.SOLVED}
    names = list(curriculum.levels)
    reached = names[: names.index(level) + 1] if level in names else names[:1]
    short = [c for c in curriculum.challenges.values() if c.level in reached and _is_short(c)]
    choices = [challenge for challenge in short if challenge.id not in solved] or short
    return choices[today.toordinal() % len(choices)] if choices else None


def _is_short(challenge: Challenge) -> bool:
    lines = [line for line in challenge.solution.splitlines() if line.strip() and '"""' not in line]
    return challenge.proved and len(lines) <= LINES and challenge.minutes <= MINUTES
