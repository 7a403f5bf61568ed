"""Time zones by the names that members type: places from the time zone database, countries by their zones."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib import resources

from bot.domain.zones import WELL_KNOWN, ZoneMatch, match_zone


async def find_zone(text: str, now: datetime) -> ZoneMatch:
    """The zone that a member means, or suggestions."""
    names, countries = await asyncio.to_thread(_tables)
    return match_zone(text, names, countries, now)


@cache
def _tables() -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    """All zone names, and the zones of each country by its name in lower case, the well-known ones first."""
    names = frozenset(_rows("zones"))
    codes = dict(line.split("\t") for line in _rows("zoneinfo", "iso3166.tab"))
    countries: dict[str, tuple[str, ...]] = {}
    for line in _rows("zoneinfo", "zone1970.tab"):
        holders, _, zone = line.split("\t")[:3]
        for code in holders.split(","):
            country = codes[code].casefold()
            countries[country] = (*countries.get(country, ()), zone)
    return names, {name: tuple(sorted(zones, key=lambda z: z not in WELL_KNOWN)) for name, zones in countries.items()}


def _rows(*path: str) -> Iterator[str]:
    text = resources.files("tzdata").joinpath(*path).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))
