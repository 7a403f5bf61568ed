"""The posts of a guild that come by themselves."""

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
