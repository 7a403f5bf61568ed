"""Moments as they are stored: UTC, whole milliseconds since 1970."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_millis(moment: datetime) -> int:
    """Milliseconds since 1970 of an aware moment."""
    return (moment - EPOCH) // timedelta(milliseconds=1)


def from_millis(millis: int) -> datetime:
    """The moment (UTC) of stored milliseconds."""
    return EPOCH + timedelta(milliseconds=millis)
