"""What the tests of badges share: events of a member's log, and badges with rules of their own."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.badges import Badge, Fact, Rule
from bot.domain.curriculum import Curriculum
from bot.domain.events import Event, Kind

NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)


def event(kind: Kind, item: str | None = None, days: int = 0, minutes: int = 0, **details: str) -> Event:
    """Something that was done `days` and `minutes` after the beginning, in UTC."""
    return Event(kind, NOW + timedelta(days=days, minutes=minutes), 0, item=item, details=details)


def solved(item: str, *, attempts: int = 1, hints: int = 0, days: int = 0) -> list[Event]:
    """A challenge with everything that went before."""
    before = [event(Kind.HINTED, item, days)] * hints + [event(Kind.ATTEMPTED, item, days)] * attempts
    return [*before, event(Kind.SOLVED, item, days)]


def quizzed(item: str, points: float, days: int = 0) -> Event:
    """A quiz of ten points, of which eight pass."""
    return event(Kind.QUIZZED, item, days, points=str(points), of="10", passed="1" if points >= 8 else "0")


def unproved(curriculum: Curriculum, item: str) -> Curriculum:
    """The same content, but of one challenge nobody knows a solution."""
    changed = replace(curriculum.challenges[item], solution="")
    return replace(curriculum, challenges=curriculum.challenges | {item: changed})


def badge(count: Fact, at_least: int = 1, *, name: str = "test", evidence: str = "{count}", **rule: Any) -> Badge:
    """A badge with a rule."""
    return Badge(f"badge.{name}", name.title(), "Do it.", "🌱", Rule(count, at_least, **rule), evidence)
