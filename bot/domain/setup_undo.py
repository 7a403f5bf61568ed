"""What can be removed of what was made for a description: only what is still as it was made, and unused."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.setup import CLOCK_TOLERANCE, Origin, Record, Seen, Snapshot, Thing


class Reason(StrEnum):
    """Why something stays."""

    ADOPTED = "adopted"
    CHANGED = "changed"
    USED = "used"
    UNKNOWN = "unknown"
    HELD = "held"
    NOT_EMPTY = "not-empty"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Undoing:
    """What is removed, in this order; what stays, each with the reason; and what is gone already."""

    remove: tuple[Record, ...]
    stay: tuple[tuple[Record, Reason], ...]
    gone: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Usage:
    """What Discord told about use: channels with messages of others or that could not be read, members of roles.

    `members` is None when Discord didn't tell.
    """

    used: frozenset[int]
    unread: frozenset[int]
    members: Mapping[int, int] | None


ORDER = (Thing.ONBOARDING, Thing.CHANNEL, Thing.CATEGORY, Thing.ROLE)


def untouched_channels(snapshot: Snapshot, records: Iterable[Record]) -> list[int]:
    """The ids of the channels that were made and are as they were made: those whose messages must be looked at."""
    seen = snapshot.by_id
    made = (
        record
        for record in found_again(snapshot, records)
        if record.thing is Thing.CHANNEL and record.origin is Origin.CREATED
    )
    return [there.id for record in made if (there := seen.get(record.discord_id or 0)) and there.look == record.look]


def found_again(snapshot: Snapshot, records: Iterable[Record]) -> list[Record]:
    """The records, those in doubt with the id of what was made for them: the same, unknown, and not older."""
    records = list(records)
    known = {record.discord_id for record in records}
    return [record if record.discord_id else _found_again(snapshot, record, known) for record in records]


def _found_again(snapshot: Snapshot, record: Record, known: Collection[int | None]) -> Record:
    since = record.claimed_at - CLOCK_TOLERANCE
    for seen in snapshot.seen:
        if (seen.thing, seen.look) == (record.thing, record.look) and seen.made_at >= since and seen.id not in known:
            return replace(record, discord_id=seen.id)
    return record


def undo(snapshot: Snapshot, records: Collection[Record], usage: Usage) -> Undoing:
    """What is removed and what stays, channels before their categories, roles last."""
    remove: list[Record] = []
    stay: list[tuple[Record, Reason]] = []
    gone: list[Record] = []
    seen = snapshot.by_id
    for record in sorted(found_again(snapshot, records), key=lambda record: ORDER.index(record.thing)):
        there = seen.get(record.discord_id or 0)
        if record.thing is Thing.ONBOARDING:
            _sort_onboarding(snapshot, record, remove, stay, gone)
        elif there is None:
            gone.append(record)
        elif reason := _reason(record, there, snapshot, usage, {r.discord_id for r in remove}):
            stay.append((record, reason))
        else:
            remove.append(record)
    return Undoing(tuple(remove), tuple(stay), tuple(gone))


def _reason(
    record: Record, there: Seen, snapshot: Snapshot, usage: Usage, removed: Collection[int | None]
) -> Reason | None:
    """Why a thing stays; None when it can go."""
    if record.origin is Origin.ADOPTED:
        return Reason.ADOPTED
    if there.look != record.look:
        return Reason.CHANGED
    if record.thing is Thing.CATEGORY:
        inside = [seen for seen in snapshot.seen if seen.look.parent == there.id]
        return Reason.NOT_EMPTY if any(seen.id not in removed for seen in inside) else None
    if record.thing is Thing.ROLE:
        return _reason_of_role(there, snapshot, usage)
    if there.id in usage.unread:
        return Reason.UNKNOWN
    return Reason.USED if there.id in usage.used else None


def _reason_of_role(there: Seen, snapshot: Snapshot, usage: Usage) -> Reason | None:
    if there.powers:
        return Reason.CHANGED
    if there.position >= snapshot.top:
        return Reason.ABOVE
    if usage.members is None:
        return Reason.UNKNOWN
    return Reason.HELD if usage.members.get(there.id, 0) else None


def _sort_onboarding(
    snapshot: Snapshot,
    record: Record,
    remove: list[Record],
    stay: list[tuple[Record, Reason]],
    gone: list[Record],
) -> None:
    there = snapshot.onboarding
    if there is None:
        stay.append((record, Reason.UNKNOWN))
    elif not there.tags:
        gone.append(record)
    elif there.tags != record.look.tags:
        stay.append((record, Reason.CHANGED))
    else:
        remove.append(record)
