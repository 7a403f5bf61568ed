"""Time zones as people write them."""

import zoneinfo
from datetime import UTC, datetime

import pytest

from bot.domain.zones import SPOKEN, WELL_KNOWN
from bot.services.zones import find_zone

WINTER = datetime(2026, 1, 15, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (" europe/berlin ", "Europe/Berlin"),
        ("America/New York", "America/New_York"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("utc", "UTC"),
        ("US/Eastern", "US/Eastern"),
        ("Etc/GMT-2", "Etc/GMT-2"),
    ],
)
async def test_a_name_of_a_zone_is_taken(typed: str, zone: str) -> None:
    assert (await find_zone(typed, WINTER)).zone == zone


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("berlin", "Europe/Berlin"),
        ("Berln", "Europe/Berlin"),
        ("EST", "America/New_York"),
        ("est", "Australia/Sydney"),
        ("CET", "Europe/Berlin"),
        ("ist", "Asia/Kolkata"),
        ("ist", "Europe/Dublin"),
        ("germany", "Europe/Berlin"),
        ("India", "Asia/Kolkata"),
        ("new york", "America/New_York"),
        ("sao paulo", "America/Sao_Paulo"),
        ("lagos", "Africa/Lagos"),
        ("+5:30", "Asia/Kolkata"),
        ("GMT-3", "America/Sao_Paulo"),
        ("UTC+14", "Pacific/Kiritimati"),
        ("brazil", "America/Sao_Paulo"),
        ("Canada", "America/Toronto"),
        ("kenya", "Africa/Nairobi"),
    ],
)
async def test_anything_else_is_suggested_and_never_taken_silently(typed: str, suggestion: str) -> None:
    match = await find_zone(typed, WINTER)
    assert match.zone is None
    assert suggestion in match.suggestions
    assert len(match.suggestions) <= 4


@pytest.mark.parametrize(
    ("typed", "only"),
    [
        ("mumbai", "Asia/Kolkata"),
        ("Delhi", "Asia/Kolkata"),
        ("england", "Europe/London"),
        ("UK", "Europe/London"),
        ("boston", "America/New_York"),
        ("germany", "Europe/Berlin"),
        ("tokio", "Asia/Tokyo"),
    ],
)
async def test_one_suggestion_alone_is_the_right_one(typed: str, only: str) -> None:
    assert (await find_zone(typed, WINTER)).suggestions == (only,)


async def test_every_place_that_is_suggested_exists() -> None:
    names = set(zoneinfo.available_timezones())
    assert {zone for zones in SPOKEN.values() for zone in zones} <= names
    assert set(WELL_KNOWN) <= names


async def test_an_offset_suggests_the_places_that_have_it_today() -> None:
    assert "Europe/Berlin" not in (await find_zone("UTC+2", WINTER)).suggestions
    assert "Europe/Berlin" in (await find_zone("UTC+2", SUMMER)).suggestions


@pytest.mark.parametrize("typed", ["", "   ", "qqqqqq", "😀" * 2000, "UTC+99", "/etc/passwd", "../../x", "\x00"])
async def test_nonsense_gets_no_zone_and_no_error(typed: str) -> None:
    assert (await find_zone(typed, WINTER)).zone is None
