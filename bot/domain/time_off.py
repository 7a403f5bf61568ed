"""Days off: nothing is missed on them, nothing is asked, and what comes due meanwhile is spread afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST = 92  # days


@dataclass(frozen=True, slots=True)
class TimeOff:
    """Days off in a member's own calendar, the first and the last included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many days they are."""
        return (self.last - self.first) // timedelta(days=1) + 1


def is_off(day: date, times: Iterable[TimeOff]) -> bool:
    """Whether a day is off.

    >>> is_off(date(2026, 8, 2), [TimeOff(date(2026, 8, 1), date(2026, 8, 14))])
    True
    """
    return any(day in time for time in times)
