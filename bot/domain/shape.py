"""Reading JSON that anybody may have written: a value has the expected kind and size, or the file is refused."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.brought import RefusedFileError
from bot.domain.translatable import gettext_noop as N_  # noqa: N812

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=1)  # how far a clock may be wrong
NOT_JSON = N_("This file isn't valid JSON. Export it again, and attach it as it is.")
TOO_DEEP = N_("This JSON is nested too deeply to be one of the files that I know. Nothing was taken from it.")
WRONG_SHAPE = N_("Entry {number} of this file doesn't look as it should, so nothing was taken. Export the file again.")
WRONG_DATE = N_("Entry {number} of this file has a date that cannot be right, so nothing was taken. Correct it first.")


def parse(content: bytes) -> Any:
    """The value of a JSON document. Raises RefusedFileError for anything else, and for NaN and the infinities."""
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except RecursionError:
        raise RefusedFileError(TOO_DEEP) from None
    except ValueError:
        raise RefusedFileError(NOT_JSON) from None


def _no_number(name: str) -> None:
    raise ValueError(name)


class Entry:
    """One object in a file, the `number`-th from 1; every getter raises RefusedFileError unless the value fits."""

    def __init__(self, value: Any, number: int) -> None:
        self.number = number
        if not isinstance(value, Mapping):
            raise self.refused()
        self._value = value

    def refused(self, message: str = WRONG_SHAPE) -> RefusedFileError:
        """The refusal that names this entry."""
        return RefusedFileError(message, number=self.number)

    def has(self, name: str) -> bool:
        """Whether there is such a value, other than null."""
        return self._value.get(name) is not None

    def value(self, name: str) -> Any:
        """Whatever stands there."""
        return self._value.get(name)

    def text(self, name: str, limit: int) -> str:
        """A text of at most `limit` characters."""
        value = self._value.get(name)
        if not isinstance(value, str) or len(value) > limit:
            raise self.refused()
        return value

    def whole(self, name: str, least: int, most: int, default: int | None = None) -> int:
        """A whole number between two others, both included."""
        value = self._value.get(name, default)
        if type(value) is not int or not least <= value <= most:
            raise self.refused()
        return value

    def decimal(self, name: str, least: float, most: float, default: float | None = None) -> float:
        """A number between two others, both included."""
        value = self._value.get(name, default)
        if type(value) not in (int, float) or not least <= value <= most:
            raise self.refused()
        return float(value)

    def flag(self, name: str) -> bool:
        """True or false."""
        value = self._value.get(name)
        if not isinstance(value, bool):
            raise self.refused()
        return value

    def moment(self, name: str, zone: ZoneInfo, latest: datetime) -> datetime:
        """A moment in ISO 8601, in a zone unless it names one itself; neither long gone nor after `latest`.

        To the millisecond, as it will be stored: otherwise the same file would bring another moment the next time.
        """
        try:
            value = datetime.fromisoformat(self.text(name, 40))
        except ValueError:
            raise self.refused(WRONG_DATE) from None
        try:
            moment = value.replace(tzinfo=value.tzinfo or zone).astimezone(UTC)
        except (OverflowError, ValueError):
            raise self.refused(WRONG_DATE) from None
        if not EARLIEST <= moment <= latest:
            raise self.refused(WRONG_DATE)
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def entries(values: Any) -> Iterator[Entry]:
    """The objects of a list, which may be missing."""
    if values is None:
        return
    if not isinstance(values, list):
        raise RefusedFileError(WRONG_SHAPE, number=1)
    for number, value in enumerate(values, 1):
        yield Entry(value, number)
