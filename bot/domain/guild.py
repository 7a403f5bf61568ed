"""What is noted about a guild: its posts, the ones that were left out, and the changes of its settings."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a guild's day; without a message it was claimed, and nobody knows yet whether it was sent.

    `late`: it was missed, and caught up.
    """

    guild_id: int
    kind: str
    day: date
    channel_id: int
    claimed_at: datetime
    message_id: int | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """A post that was left out, and why."""

    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the audit: from what to what a setting was changed (None: the default), and by whom, if known."""

    at: datetime
    user_id: int | None
    name: str
    before: str | None
    after: str | None
