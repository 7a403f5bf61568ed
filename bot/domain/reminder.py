"""Reminders: one message a day at most, at the member's hour, outside their quiet hours. When it comes, and whether.

Everything is counted in the member's own days. An hour that the clocks skip is the first moment after it; one that they
repeat counts the first time.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.calendar import Calendar
from bot.domain.time_off import TimeOff, is_off

DEFAULT_HOUR = 18
EVERY_DAY = frozenset(range(7))  # 0 is Monday
SNOOZE = timedelta(hours=3)
LATE = timedelta(minutes=20)  # so long a crowd in one minute may take; whatever comes later says that it is late
MISSED_DAYS = 3
IGNORED_DAYS = 14
AHEAD_DAYS = 16  # a weekday whose hour falls out when the clocks change comes again within two weeks
QUARTER = timedelta(minutes=15)  # every time zone is a whole number of them away from UTC
PLAN_ANEW = datetime(1970, 1, 1, tzinfo=UTC)  # a next moment that is no longer known: the member's clock was changed


class Topic(StrEnum):
    """What a reminder may mention."""

    CARDS = "cards"
    DAILY = "daily"
    STREAK = "streak"
    REPORT = "report"
    NUDGES = "nudges"


ASKED_FOR = frozenset({Topic.NUDGES})  # never mentioned unless the member chose it


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one hour of the clock until another, over midnight if need be; the same hour twice means none.

    >>> QuietHours(22, 7).holds(23), QuietHours(22, 7).holds(7), QuietHours(9, 9).holds(9)
    (True, False, False)
    """

    begin: int = 22
    end: int = 7

    def holds(self, hour: int) -> bool:
        """Whether an hour (0 to 23) is quiet."""
        return (hour - self.begin) % 24 < (self.end - self.begin) % 24


@dataclass(frozen=True, slots=True)
class Reminding:
    """What a member chose. `guild_id` is the server whose daily challenge is meant, `in_channel`: remind there."""

    on: bool = False
    hour: int = DEFAULT_HOUR
    weekdays: frozenset[int] = EVERY_DAY
    quiet: QuietHours = QuietHours()
    topics: frozenset[Topic] = frozenset(Topic) - ASKED_FOR
    guild_id: int | None = None
    in_channel: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """The message of a day. `turn` counts how often it was moved to later that day, `again_at` is when it comes again.

    Without a `message_id` it was claimed, and nobody knows yet whether it was sent.
    """

    day: date
    turn: int = 0
    again_at: datetime | None = None
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A member's message of a day, and where it was, or is to be, sent.

    `guild_id` is None for direct messages, `channel_id` until they are opened. `planned_at` is when the message was to
    come, `claimed_at` when its sending began, `replaced_id` the message that it takes the place of.
    """

    user_id: int
    message: Message
    planned_at: datetime
    claimed_at: datetime
    guild_id: int | None
    channel_id: int | None
    replaced_id: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What to do at a moment: send today's message or not, and when to look again; None: not by itself."""

    send: bool
    next_at: datetime | None


def step(reminding: Reminding, calendar: Calendar, next_at: datetime, today: Message | None, now: datetime) -> Step:
    """What to do at a moment that is not before `next_at`; `today` is the message of today if there is one already.

    What was missed is made up for on the same day outside the quiet hours, else left out.
    """
    day = calendar.day(now)
    if not reminding.on:
        return Step(False, None)
    if today is not None and today.again_at is None:
        return Step(False, next_moment(reminding, calendar, now, day))
    if next_at == PLAN_ANEW and today is None:  # what waited for its turn when the clock was changed is not lost
        return Step(False, next_moment(reminding, calendar, now - LATE))
    if not _is_due(reminding, calendar, next_at, today, now):
        return Step(False, today.again_at if today else next_moment(reminding, calendar, now))
    allowed = first_allowed(reminding.quiet, calendar, now)
    if allowed != now:
        return Step(False, allowed or next_moment(reminding, calendar, now, day))
    return Step(True, next_moment(reminding, calendar, now, day))


def _is_due(reminding: Reminding, calendar: Calendar, next_at: datetime, today: Message | None, now: datetime) -> bool:
    if today is not None:
        return today.again_at is not None and today.again_at <= now
    day, planned = calendar.day(now), calendar.day(next_at)
    if planned >= day:  # a day that was asked for, or one that the member, gone west, lives through again
        return next_at <= now
    moment = moment_of(reminding, calendar, day)
    return day.weekday() in reminding.weekdays and moment is not None and moment <= now


def next_moment(reminding: Reminding, calendar: Calendar, after: datetime, done: date = date.min) -> datetime | None:
    """The first moment after another at which a message may come, on a chosen weekday that follows the day `done`."""
    today = calendar.day(after)
    for day in (today + timedelta(days=ahead) for ahead in range(AHEAD_DAYS)):
        moment = moment_of(reminding, calendar, day)
        if moment and moment > after and day > done and day.weekday() in reminding.weekdays:
            return moment
    return None


def tomorrow(reminding: Reminding, calendar: Calendar, now: datetime, off: Collection[TimeOff] = ()) -> datetime | None:
    """The moment of the next day that is not off, whichever weekday it is: the member asked for it."""
    today = calendar.day(now)
    days = (today + timedelta(days=ahead) for ahead in range(1, 2 * AHEAD_DAYS))
    moments = (moment_of(reminding, calendar, day) for day in days if not is_off(day, off))
    return next((moment for moment in moments if moment), None)


def later(reminding: Reminding, calendar: Calendar, now: datetime) -> datetime | None:
    """Three hours on, to the minute; None when that is quiet, or another day of the member."""
    moment = (now + SNOOZE).replace(second=0, microsecond=0)
    same_day = calendar.day(moment) == calendar.day(now)
    return moment if same_day and not is_quiet(reminding.quiet, calendar, moment) else None


def moment_of(reminding: Reminding, calendar: Calendar, day: date) -> datetime | None:
    """The moment of a day; None for a day whose hour fell into the next one, or into quiet hours, with the clocks."""
    for clock_day in (day, day + timedelta(days=1)):  # after midnight, a day is still the one before
        moment = datetime.combine(clock_day, time(reminding.hour), calendar.zone).astimezone(UTC)
        if calendar.day(moment) == day:
            return first_allowed(reminding.quiet, calendar, moment)
    return None


def first_allowed(quiet: QuietHours, calendar: Calendar, moment: datetime) -> datetime | None:
    """The moment itself, or the first one after it that is not quiet; None when the day is over before."""
    return next((m for m in _quarters(calendar, moment) if not is_quiet(quiet, calendar, m)), None)


def allowed_until(quiet: QuietHours, calendar: Calendar, moment: datetime) -> datetime:
    """Until when a message of a moment's day may come without a break: then it is quiet, or the next day."""
    day = calendar.day(moment)
    while calendar.day(moment) == day and not is_quiet(quiet, calendar, moment):
        moment = _next_quarter(moment)
    return moment


def is_quiet(quiet: QuietHours, calendar: Calendar, moment: datetime) -> bool:
    """Whether the member's clock shows a quiet hour."""
    return quiet.holds(moment.astimezone(calendar.zone).hour)


def _quarters(calendar: Calendar, moment: datetime) -> Iterator[datetime]:
    """The moment, and the quarters of an hour after it on the same day."""
    day = calendar.day(moment)
    while calendar.day(moment) == day:
        yield moment
        moment = _next_quarter(moment)


def _next_quarter(moment: datetime) -> datetime:
    return moment + QUARTER - (moment - PLAN_ANEW) % QUARTER


def is_late(planned: datetime, now: datetime) -> bool:
    """Whether a message comes long after the moment that was planned for it."""
    return now - planned > LATE


def missed_days(last: date, today: date, off: Collection[TimeOff] = ()) -> int:
    """How many whole days passed between a day and today; days off are not missed."""
    days = (last + timedelta(days=count) for count in range(1, (today - last).days))
    return sum(not is_off(day, off) for day in days)


def is_ignored(sent: Sequence[date], today: date, off: Collection[TimeOff] = ()) -> bool:
    """Whether messages have stayed without any answer for two weeks; `sent`: the days since the newest sign of life."""
    return len(sent) > 1 and missed_days(sent[0], today, off) >= IGNORED_DAYS - 1


def reports_on(weekdays: Collection[int]) -> int:
    """The weekday that looks back on the week: Sunday, or the last one that was chosen.

    >>> reports_on({0, 2, 4})
    4
    """
    return max(weekdays)
