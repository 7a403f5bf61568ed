"""Which challenges a guild gets on a day: one theme at three difficulties, the same for everybody who asks."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache, reduce
from math import lcm
from operator import or_
from typing import TypeAlias

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
ORDINAL = {kind: number for number, kind in enumerate(ChallengeKind)}
ORDERS = 24  # of a guild, to choose the best from

Kinds: TypeAlias = int  # a bit for each kind of challenge, so that many weeks are compared quickly


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


def _varied(themes: Mapping[str, Mapping[Band, list[Challenge]]], guild_id: int) -> tuple[str, ...]:
    """The guild's order of themes, in which every week brings as many kinds as can be."""
    turns = lcm(*(len(choices) for pool in themes.values() for choices in pool.values()))
    kinds = ((theme, tuple(_kinds(pool, turn) for turn in range(turns))) for theme, pool in themes.items())
    return _order(guild_id, tuple(kinds), turns)


def _kinds(pool: Mapping[Band, list[Challenge]], turn: int) -> Kinds:
    return _all(1 << ORDINAL[choices[turn % len(choices)].kind] for choices in pool.values())


def _all(kinds: Iterable[Kinds]) -> Kinds:
    return reduce(or_, kinds, 0)


@lru_cache(maxsize=1024)
def _order(guild_id: int, kinds: tuple[tuple[str, tuple[Kinds, ...]], ...], turns: int) -> tuple[str, ...]:
    """Of several orders of the guild's own, one whose poorest week has many kinds, from the kinds of each turn."""
    by_theme = dict(kinds)

    def poorest(order: tuple[str, ...]) -> int:
        days = [by_theme[theme][turn] for turn in (*range(turns), 0) for theme in order]
        weeks = (days[first : first + VARIETY_DAYS] for first in range(turns * len(order)))
        return min(_all(week).bit_count() for week in weeks)

    first = {theme: of_turns[0] for theme, of_turns in kinds}
    enough = _all(first.values()).bit_count() - 1  # a week of all kinds but one, which is soon found
    found: dict[tuple[str, ...], int] = {}
    for number in range(ORDERS):
        order = _shuffled(f"{guild_id}:{number}", first)
        found[order] = poorest(order)
        if found[order] >= enough:
            break
    return max(found, key=found.__getitem__)


def _shuffled(seed: str, kinds: Mapping[str, Kinds]) -> tuple[str, ...]:
    """The themes shuffled by a hash, then each next one bringing most kinds that a week lacks."""
    waiting = sorted(kinds, key=lambda theme: hashlib.sha256(f"{seed}:{theme}".encode()).digest())
    order: list[str] = []
    while waiting:
        lacking = ~_all(kinds[theme] for theme in order[-(VARIETY_DAYS - 1) :])
        best = max(waiting, key=lambda theme: (kinds[theme] & lacking).bit_count())
        waiting.remove(best)
        order.append(best)
    return tuple(order)
