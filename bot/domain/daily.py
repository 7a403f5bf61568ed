"""Which challenges a guild gets on a day: one theme at three difficulties, the same for everybody who asks."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.challenge import Challenge, ChallengeKind


class Band(StrEnum):
    """A difficulty, by the levels that it is for."""

    FOUNDATIONS = "foundations"
    BUILDER = "builder"
    ARCHITECT = "architect"


BANDS: Mapping[Band, frozenset[str]] = {
    Band.FOUNDATIONS: frozenset({"00", "0", "1", "2"}),
    Band.BUILDER: frozenset({"3", "4", "5"}),
    Band.ARCHITECT: frozenset({"6", "7", "8", "9", "10", "elite"}),
}
VARIETY_DAYS = 7


@dataclass(frozen=True, slots=True)
class Daily:
    """The theme of a day, and its challenge in each band."""

    theme: str
    challenges: Mapping[Band, Challenge]


def band_of(level: str | None) -> Band:
    """The band of a level; whoever has not told theirs begins with the foundations."""
    return next((band for band, levels in BANDS.items() if level in levels), Band.FOUNDATIONS)


def daily(challenges: Iterable[Challenge], guild_id: int, day: date) -> Daily | None:
    """The challenges of a guild's day; None without a theme that has one in each band.

    All themes come in a fixed order of the guild's own, so none returns before all the others were there. A theme
    with several challenges in a band takes them in turn.
    """
    themes = complete_themes(challenges)
    if not themes:
        return None
    order = _varied(themes, guild_id)
    turn, position = divmod(day.toordinal(), len(order))
    pool = themes[order[position]]
    return Daily(order[position], {band: choices[turn % len(choices)] for band, choices in pool.items()})


def complete_themes(challenges: Iterable[Challenge]) -> dict[str, dict[Band, list[Challenge]]]:
    """The challenges by theme and band, of the themes that have at least one in each band."""
    themes: dict[str, dict[Band, list[Challenge]]] = {}
    for challenge in sorted(challenges, key=lambda challenge: challenge.id):
        themes.setdefault(challenge.theme, {}).setdefault(band_of(challenge.level), []).append(challenge)
    return {theme: {band: pool[band] for band in Band} for theme, pool in themes.items() if len(pool) == len(Band)}


def _varied(themes: Mapping[str, Mapping[Band, list[Challenge]]], guild_id: int) -> list[str]:
    """The guild's order of themes: shuffled by a hash, then each next one bringing most kinds that a week lacks."""

    def shuffled(theme: str) -> bytes:
        return hashlib.sha256(f"{guild_id}:{theme}".encode()).digest()

    kinds = {theme: {pool[band][0].kind for band in Band} for theme, pool in themes.items()}
    waiting, order = sorted(themes, key=shuffled), list[str]()
    while waiting:
        lately: set[ChallengeKind] = set()
        lately.update(*(kinds[theme] for theme in order[-(VARIETY_DAYS - 1) :]))
        best = max(waiting, key=lambda theme: len(kinds[theme] - lately))
        waiting.remove(best)
        order.append(best)
    return order
