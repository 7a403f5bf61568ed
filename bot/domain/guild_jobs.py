"""What is posted in a guild by itself: every job defined once, on which days it is due, and when it comes next."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.domain.guild_settings import LEVEL_CHANNELS, LEVELS, GuildSettings
from bot.domain.translatable import gettext_noop as N_  # noqa: N812

LATE = timedelta(minutes=15)
EVERY_DAY = frozenset(range(7))
WEEK = 7
AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)  # as the next moment: within a minute
OF_LEVELS = frozenset(definition.name for definition in LEVEL_CHANNELS)


@dataclass(frozen=True, slots=True)
class JobDefinition:
    """A post that comes by itself, at the guild's hour. `kind` is stored and therefore never renamed.

    `channel`, `switch` and `weekdays` name settings: where it appears, whether it does, on which days (None: on all).
    One with a `level` is the post of that level's channel; levels that share a channel share the post of the first.
    `dates` are days of the month, at most a week apart; without any, it comes on all of them.
    """

    kind: str
    title: str
    channel: str
    switch: str
    weekdays: str | None = None
    level: str | None = None
    dates: frozenset[int] = frozenset()

    def is_on(self, settings: GuildSettings) -> bool:
        """Whether a guild wants it, and has told where."""
        channel_id = settings.channel(self.channel)
        if channel_id is None or not settings.on(self.switch):
            return False
        return self.level is None or levels_in(settings, channel_id)[0] == self.level

    def days(self, settings: GuildSettings) -> frozenset[int]:
        """The weekdays on which a guild gets it; 0 is Monday."""
        return settings.weekdays(self.weekdays) if self.weekdays else EVERY_DAY

    def is_due_on(self, settings: GuildSettings, day: date) -> bool:
        """Whether a guild gets it on a day."""
        return day.weekday() in self.days(settings) and (not self.dates or day.day in self.dates)

    def concerns(self, name: str) -> bool:
        """Whether a setting says when or where it comes."""
        if self.level and name in OF_LEVELS:
            return True  # it may be shared from now on, or no longer
        return name in ("zone", "post-hour", self.channel, self.switch, self.weekdays)


def levels_in(settings: GuildSettings, channel_id: int) -> list[str]:
    """The levels whose channel it is, the lowest first.

    >>> levels_in(GuildSettings(1, {"level-0-channel": "7", "level-2-channel": "7", "level-3-channel": "8"}), 7)
    ['0', '2']
    """
    return [level for level in LEVELS if settings.channel(f"level-{level}-channel") == channel_id]


NUDGES = tuple(
    JobDefinition(
        f"nudge-{level}", N_("Nudges for level {level}"), f"level-{level}-channel", "nudges", "nudge-days", level=level
    )
    for level in LEVELS
)
JOBS = (
    JobDefinition("daily", N_("Daily challenge"), "daily-channel", "daily"),
    JobDefinition("recap", N_("Weekly recap"), "general-channel", "recap", "recap-day"),
    JobDefinition("cohorts", N_("Starting together"), "study-channel", "cohorts", dates=frozenset({1, 8, 15, 22, 29})),
    *NUDGES,
)
BY_KIND: Mapping[str, JobDefinition] = {job.kind: job for job in JOBS}


def mentioning_level(settings: GuildSettings, day: date) -> str | None:
    """The level whose nudge mentions those who wish to hear of nudges on a day: one, to call nobody often."""
    levels = [job.level for job in NUDGES if job.level and job.is_on(settings)]
    draw = hashlib.sha256(f"{settings.guild_id}:{day}".encode()).digest()
    return levels[int.from_bytes(draw) % len(levels)] if levels else None


@dataclass(frozen=True, slots=True)
class GuildJob:
    """How a job stands in a guild: its first day, since when it is as it is now, when it is looked at next.

    `problem` says why it is off until somebody sets its channel again; `told`: the owner knows.
    """

    guild_id: int
    kind: str
    first_day: date
    since: datetime
    next_at: datetime | None
    problem: str | None = None
    told: bool = False


def missed_by(settings: GuildSettings, since: datetime, day: date, now: datetime) -> timedelta:
    """By how much the post of a day is late now; before the job was chosen, nothing was missed."""
    return max(now - max(settings.calendar.start(day), since), timedelta())


def next_start(job: JobDefinition, settings: GuildSettings, after: date) -> datetime | None:
    """When the next day begins that gets a post, of those that follow a day; None when the guild wants none."""
    if not job.is_on(settings):
        return None
    ahead = (after + timedelta(days=count) for count in range(1, WEEK + 1))
    day = next((day for day in ahead if job.is_due_on(settings, day)), None)
    return settings.calendar.start(day) if day else None


def missed_days(job: JobDefinition, settings: GuildSettings, begin: date, today: date) -> list[date]:
    """The days from one on and before today that should have had a post, those of a week at most.

    >>> missed_days(JOBS[0], GuildSettings(1, {}), date(2026, 5, 12), date(2026, 5, 14))
    [datetime.date(2026, 5, 12), datetime.date(2026, 5, 13)]
    """
    begin = max(begin, today - timedelta(days=WEEK))
    between = (begin + timedelta(days=count) for count in range((today - begin).days))
    return [day for day in between if job.is_due_on(settings, day)]
