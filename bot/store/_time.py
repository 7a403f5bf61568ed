"""Moments as they are stored: UTC, whole milliseconds since 1970."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_millis(moment: datetime) -> int:
    """Milliseconds since 1970 of an aware moment."""
    return (moment - EPOCH) // timedelta(milliseconds=1)


def from_millis(millis: int) -> datetime:
    """The moment (UTC) of stored milliseconds."""
    return EPOCH + timedelta(milliseconds=millis)


def maybe_millis(moment: datetime | None) -> int | None:
    """The same for a moment that may be missing."""
    return None if moment is None else to_millis(moment)


def maybe_moment(millis: int | None) -> datetime | None:
    """The moment of stored milliseconds that may be missing."""
    return None if millis is None else from_millis(millis)
