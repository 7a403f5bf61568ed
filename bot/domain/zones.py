"""Time zones as people write them: an IANA name is taken, anything else gets suggestions, never a silent guess."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import get_close_matches
from zoneinfo import ZoneInfo

MAX_SUGGESTIONS = 4
MAX_LENGTH = 64
CLOSE_ENOUGH = 0.8
LEGACY = ("Etc/", "SystemV/", "US/", "Antarctica/", "Brazil/", "Canada/", "Chile/", "Mexico/")

# What people call a zone, and the places that usually mean it. An abbreviation such as EST has several readings.
SPOKEN = {
    "uk": ("Europe/London",),
    "gb": ("Europe/London",),
    "great britain": ("Europe/London",),
    "england": ("Europe/London",),
    "scotland": ("Europe/London",),
    "wales": ("Europe/London",),
    "usa": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    "us": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    "united states": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    "america": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    "canada": ("America/Toronto", "America/Vancouver", "America/Edmonton", "America/Halifax"),
    "brazil": ("America/Sao_Paulo", "America/Manaus", "America/Fortaleza", "America/Bahia"),
    "brasil": ("America/Sao_Paulo", "America/Manaus", "America/Fortaleza", "America/Bahia"),
    "australia": ("Australia/Sydney", "Australia/Brisbane", "Australia/Adelaide", "Australia/Perth"),
    "russia": ("Europe/Moscow", "Asia/Yekaterinburg", "Asia/Novosibirsk", "Asia/Vladivostok"),
    "mexico": ("America/Mexico_City", "America/Monterrey", "America/Tijuana", "America/Cancun"),
    "indonesia": ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"),
    "germany": ("Europe/Berlin",),
    "deutschland": ("Europe/Berlin",),
    "spain": ("Europe/Madrid", "Atlantic/Canary"),
    "portugal": ("Europe/Lisbon", "Atlantic/Azores"),
    "china": ("Asia/Shanghai",),
    "holland": ("Europe/Amsterdam",),
    "korea": ("Asia/Seoul",),
    "south korea": ("Asia/Seoul",),
    "vietnam": ("Asia/Ho_Chi_Minh",),
    "turkey": ("Europe/Istanbul",),
    "czech republic": ("Europe/Prague",),
    "emirates": ("Asia/Dubai",),
    "uae": ("Asia/Dubai",),
    "mumbai": ("Asia/Kolkata",),
    "delhi": ("Asia/Kolkata",),
    "new delhi": ("Asia/Kolkata",),
    "bangalore": ("Asia/Kolkata",),
    "bengaluru": ("Asia/Kolkata",),
    "chennai": ("Asia/Kolkata",),
    "hyderabad": ("Asia/Kolkata",),
    "beijing": ("Asia/Shanghai",),
    "shenzhen": ("Asia/Shanghai",),
    "osaka": ("Asia/Tokyo",),
    "hanoi": ("Asia/Ho_Chi_Minh", "Asia/Bangkok"),
    "saigon": ("Asia/Ho_Chi_Minh",),
    "lahore": ("Asia/Karachi",),
    "islamabad": ("Asia/Karachi",),
    "abuja": ("Africa/Lagos",),
    "cape town": ("Africa/Johannesburg",),
    "pretoria": ("Africa/Johannesburg",),
    "munich": ("Europe/Berlin",),
    "hamburg": ("Europe/Berlin",),
    "frankfurt": ("Europe/Berlin",),
    "cologne": ("Europe/Berlin",),
    "barcelona": ("Europe/Madrid",),
    "milan": ("Europe/Rome",),
    "geneva": ("Europe/Zurich",),
    "kiev": ("Europe/Kyiv",),
    "kiew": ("Europe/Kyiv",),
    "krakow": ("Europe/Warsaw",),
    "st petersburg": ("Europe/Moscow",),
    "saint petersburg": ("Europe/Moscow",),
    "manchester": ("Europe/London",),
    "edinburgh": ("Europe/London",),
    "ankara": ("Europe/Istanbul",),
    "nyc": ("America/New_York",),
    "ny": ("America/New_York",),
    "la": ("America/Los_Angeles",),
    "texas": ("America/Chicago",),
    "california": ("America/Los_Angeles",),
    "boston": ("America/New_York",),
    "washington": ("America/New_York", "America/Los_Angeles"),
    "miami": ("America/New_York",),
    "atlanta": ("America/New_York",),
    "philadelphia": ("America/New_York",),
    "houston": ("America/Chicago",),
    "dallas": ("America/Chicago",),
    "austin": ("America/Chicago",),
    "san francisco": ("America/Los_Angeles",),
    "san diego": ("America/Los_Angeles",),
    "seattle": ("America/Los_Angeles",),
    "portland": ("America/Los_Angeles", "America/New_York"),
    "las vegas": ("America/Los_Angeles",),
    "montreal": ("America/Toronto",),
    "ottawa": ("America/Toronto",),
    "calgary": ("America/Edmonton",),
    "rio": ("America/Sao_Paulo",),
    "rio de janeiro": ("America/Sao_Paulo",),
    "brasilia": ("America/Sao_Paulo",),
    "canberra": ("Australia/Sydney",),
    "wellington": ("Pacific/Auckland",),
    "est": ("America/New_York", "America/Toronto", "America/Panama", "Australia/Sydney"),
    "edt": ("America/New_York", "America/Toronto"),
    "eastern": ("America/New_York", "America/Toronto", "Australia/Sydney"),
    "cst": ("America/Chicago", "America/Mexico_City", "Asia/Shanghai"),
    "cdt": ("America/Chicago", "America/Winnipeg"),
    "central": ("America/Chicago", "America/Winnipeg", "Australia/Adelaide"),
    "mst": ("America/Denver", "America/Phoenix", "America/Edmonton"),
    "mdt": ("America/Denver", "America/Edmonton"),
    "mountain": ("America/Denver", "America/Phoenix", "America/Edmonton"),
    "pst": ("America/Los_Angeles", "America/Vancouver", "Asia/Manila"),
    "pdt": ("America/Los_Angeles", "America/Vancouver"),
    "pacific": ("America/Los_Angeles", "America/Vancouver"),
    "hst": ("Pacific/Honolulu",),
    "akst": ("America/Anchorage",),
    "ast": ("America/Halifax", "America/Puerto_Rico", "Asia/Riyadh"),
    "brt": ("America/Sao_Paulo",),
    "art": ("America/Argentina/Buenos_Aires",),
    "gmt": ("Europe/London", "Africa/Accra", "UTC"),
    "bst": ("Europe/London", "Asia/Dhaka"),
    "wet": ("Europe/Lisbon",),
    "west": ("Europe/Lisbon",),
    "cet": ("Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Warsaw"),
    "cest": ("Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Warsaw"),
    "met": ("Europe/Berlin", "Europe/Paris"),
    "eet": ("Europe/Athens", "Europe/Helsinki", "Europe/Kyiv", "Africa/Cairo"),
    "eest": ("Europe/Athens", "Europe/Helsinki", "Europe/Kyiv"),
    "msk": ("Europe/Moscow",),
    "wat": ("Africa/Lagos",),
    "cat": ("Africa/Johannesburg", "Africa/Maputo"),
    "eat": ("Africa/Nairobi",),
    "sast": ("Africa/Johannesburg",),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "pkt": ("Asia/Karachi",),
    "wib": ("Asia/Jakarta",),
    "sgt": ("Asia/Singapore",),
    "jst": ("Asia/Tokyo",),
    "kst": ("Asia/Seoul",),
    "aest": ("Australia/Sydney", "Australia/Brisbane", "Australia/Melbourne"),
    "acst": ("Australia/Adelaide", "Australia/Darwin"),
    "awst": ("Australia/Perth",),
    "nzst": ("Pacific/Auckland",),
}

# One well-known place for each offset and each rule of summer time, to be suggested for "UTC+2".
WELL_KNOWN = (
    "Europe/London", "Europe/Lisbon", "Europe/Berlin", "Europe/Paris", "Europe/Athens", "Europe/Kyiv",
    "Europe/Moscow", "Europe/Istanbul", "Africa/Accra", "Africa/Lagos", "Africa/Johannesburg", "Africa/Cairo",
    "Africa/Nairobi", "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix",
    "America/Los_Angeles", "America/Anchorage", "America/Halifax", "America/St_Johns", "America/Mexico_City",
    "America/Bogota", "America/Caracas", "America/Sao_Paulo", "America/Argentina/Buenos_Aires", "America/Noronha",
    "Atlantic/Azores", "Atlantic/Cape_Verde", "Asia/Dubai", "Asia/Tehran", "Asia/Kabul", "Asia/Karachi",
    "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Yangon", "Asia/Bangkok", "Asia/Jakarta", "Asia/Shanghai",
    "Asia/Singapore", "Asia/Manila", "Asia/Tokyo", "Asia/Seoul", "Australia/Perth", "Australia/Darwin",
    "Australia/Brisbane", "Australia/Adelaide", "Australia/Sydney", "Pacific/Noumea", "Pacific/Auckland",
    "Pacific/Chatham", "Pacific/Tongatapu", "Pacific/Kiritimati", "Pacific/Honolulu", "Pacific/Pago_Pago",
    "Pacific/Marquesas",
)  # fmt: skip

OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ZoneMatch:
    """Either the zone that was named, or zones that may have been meant (possibly none)."""

    zone: str | None
    suggestions: tuple[str, ...] = ()


def match_zone(text: str, names: Iterable[str], countries: Mapping[str, tuple[str, ...]], now: datetime) -> ZoneMatch:
    """Match what a member typed against the known zone names.

    `countries` leads from the lower-case name of a country to its zones. `now` tells which places are that far from
    UTC today.
    """
    words = _plain(text)
    places = {name for name in names if "/" in name}
    by_name = {_plain(name): name for name in places} | {"utc": "UTC"}
    if words in by_name:
        return ZoneMatch(by_name[words])
    cities = {name for name in places if not name.startswith(LEGACY)}
    suggestions = SPOKEN.get(words) or countries.get(words) or _at_offset(text, now) or _cities(words, cities)
    return ZoneMatch(None, tuple(name for name in suggestions if name in places or name == "UTC")[:MAX_SUGGESTIONS])


def _plain(text: str) -> str:
    """Lower case, with blanks for underscores and slashes: how two spellings of one place are compared."""
    return " ".join(re.sub(r"[_/\s]+", " ", text[:MAX_LENGTH].casefold()).split())


def _at_offset(text: str, now: datetime) -> tuple[str, ...]:
    match = OFFSET.fullmatch(text.strip())
    if match is None:
        return ()
    sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0)) * (1 if sign == "+" else -1)
    return tuple(name for name in WELL_KNOWN if now.astimezone(ZoneInfo(name)).utcoffset() == offset)


def _cities(words: str, places: Iterable[str]) -> tuple[str, ...]:
    """Places whose last part is, contains or resembles what was typed."""
    cities: dict[str, str] = {}
    for name in sorted(places, key=lambda name: (name not in WELL_KNOWN, len(name.split("/")), name)):
        city = _plain(name.rsplit("/", 1)[-1])
        if city.upper() != name.rsplit("/", 1)[-1]:  # not a state that is written in capitals, such as LHI
            cities.setdefault(city, name)
    exact = [cities[words]] if words in cities else []
    inside = [name for city, name in cities.items() if len(words) > 3 and words in city.split()]
    close = [cities[city] for city in get_close_matches(words, cities, n=MAX_SUGGESTIONS, cutoff=CLOSE_ENOUGH)]
    return tuple(dict.fromkeys([*exact, *close, *inside]))
