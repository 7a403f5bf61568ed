"""What a guild chose about its posts, and the posts themselves."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar


@dataclass(frozen=True, slots=True)
class GuildSetting:
    """Where (a channel's id) and when (an hour in a zone) a guild gets its challenge, from its first day on."""

    guild_id: int
    challenge_channel: int
    post_hour: int
    zone: str
    first_day: date = date.min
    problem: str | None = None

    @property
    def calendar(self) -> Calendar:
        """The guild's own day: it begins when its challenge is posted."""
        return Calendar(ZoneInfo(self.zone), self.post_hour)

    def begins(self, now: datetime) -> date:
        """The first day for a choice made now: today if its hour is past, and else the one that begins at that hour."""
        today = now.astimezone(ZoneInfo(self.zone)).date()
        return max(self.calendar.day(now), today)


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a guild's day; without a message it was claimed, and nobody knows yet whether it was sent."""

    guild_id: int
    kind: str
    day: date
    channel_id: int
    claimed_at: datetime
    message_id: int | None = None
