"""The challenges of a day: the same for everybody, no repeat before all were there, and a week of many kinds."""

from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.challenge import Challenge, ChallengeKind
from bot.domain.curriculum import Curriculum
from bot.domain.daily import BANDS, VARIETY_DAYS, Band, band_of, complete_themes, daily

START = date(2026, 5, 14)


def challenge(name: str, level: str, theme: str, kind: ChallengeKind = ChallengeKind.FUNCTION) -> Challenge:
    return Challenge(
        f"challenge.{name}", name, kind, level, theme, 10, (), (), "", "", (), (), (), "", "", ()
    )  # fmt: skip


def a_theme(name: str, count: int = 1) -> list[Challenge]:
    return [challenge(f"{name}-{level}-{n}", level, name) for level in ("0", "4", "8") for n in range(count)]


def test_every_level_has_a_band_and_only_one(curriculum: Curriculum) -> None:
    for level in curriculum.levels:
        assert sum(level in levels for levels in BANDS.values()) == 1
    assert band_of(None) is Band.FOUNDATIONS


def test_the_same_guild_and_day_always_get_the_same(curriculum: Curriculum) -> None:
    pool = list(curriculum.challenges.values())
    assert daily(pool, 7, START) == daily(reversed(pool), 7, START)


def test_guilds_do_not_all_get_the_same(curriculum: Curriculum) -> None:
    found = {daily(curriculum.challenges.values(), guild, START).theme for guild in range(50)}  # type: ignore[union-attr]
    assert len(found) > 3


def test_every_day_has_a_challenge_in_each_band(curriculum: Curriculum) -> None:
    today = daily(curriculum.challenges.values(), 7, START)
    assert today is not None
    assert {band: band_of(found.level) for band, found in today.challenges.items()} == {band: band for band in Band}


@given(st.integers(1, 2**63), st.integers(0, 2000))
def test_no_theme_returns_before_all_others_were_there(guild: int, offset: int) -> None:
    pool = [item for name in "abcdefgh" for item in a_theme(name)]
    days = [daily(pool, guild, START + timedelta(days=offset + n)) for n in range(8)]
    assert len({day.theme for day in days if day}) == 8


def test_a_theme_with_several_challenges_takes_them_in_turn() -> None:
    pool = [*a_theme("a", 3), *a_theme("b", 3)]
    found = [daily(pool, 7, START + timedelta(days=2 * n)) for n in range(3)]
    assert len({day.challenges[Band.BUILDER].id for day in found if day}) == 3


def test_a_theme_that_lacks_a_band_waits_until_it_is_complete() -> None:
    pool = [*a_theme("a"), challenge("b", "0", "b")]
    assert list(complete_themes(pool)) == ["a"]
    assert daily([challenge("b", "0", "b")], 7, START) is None


def test_a_week_brings_nearly_all_kinds(curriculum: Curriculum) -> None:
    pool = list(curriculum.challenges.values())
    for guild, begin in product(range(20), range(0, 80, 4)):
        week = [daily(pool, guild, START + timedelta(days=begin + n)) for n in range(VARIETY_DAYS)]
        kinds = {found.kind for day in week if day for found in day.challenges.values()}
        assert len(kinds) >= 6
