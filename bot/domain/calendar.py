"""The member's own day: the wall clock of their time zone, turning over at the hour that they chose."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DEFAULT_ROLLOVER = 3
LATEST_ROLLOVER = 6
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A time zone and the hour (0 to 6) at which a new day begins."""

    zone: ZoneInfo
    rollover: int = DEFAULT_ROLLOVER

    def shift(self, moment: datetime) -> int:
        """Minutes from UTC to this calendar at a moment: the zone's offset less the roll-over.

        >>> Calendar(ZoneInfo("Europe/Berlin"), 3).shift(datetime(2026, 7, 1, tzinfo=UTC))
        -60
        """
        offset = moment.astimezone(self.zone).utcoffset() or timedelta()
        return int(offset.total_seconds() // 60) - 60 * self.rollover

    def day(self, moment: datetime) -> date:
        """The member's day at a moment.

        >>> Calendar(ZoneInfo("Europe/Berlin"), 3).day(datetime(2026, 7, 1, 0, 59, tzinfo=UTC))
        datetime.date(2026, 6, 30)
        """
        return day_at(moment, self.shift(moment))

    def start(self, day: date) -> datetime:
        """The moment (UTC) at which a day begins; where the clocks skip that hour, the first moment after it.

        >>> Calendar(ZoneInfo("Europe/Berlin"), 2).start(date(2026, 3, 29))
        datetime.datetime(2026, 3, 29, 1, 0, tzinfo=datetime.timezone.utc)
        """
        wanted = datetime.combine(day, time(self.rollover), self.zone)
        begin = wanted.astimezone(UTC)
        if begin.astimezone(self.zone).time() != wanted.time():  # skipped, perhaps not from its first minute on
            while self.day(begin - MINUTE) == day:
                begin -= MINUTE
        return begin


def day_at(moment: datetime, shift: int) -> date:
    """The day of a moment in a calendar that is `shift` minutes from UTC."""
    return (moment.astimezone(UTC) + timedelta(minutes=shift)).date()
