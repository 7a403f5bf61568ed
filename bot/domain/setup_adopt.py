"""What to say of things that are adopted: where the bot can't work in them, and what a role gives besides itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.domain.server import ADMINISTRATOR, CHANNEL_SETTINGS, EVERYONE, PERMISSIONS, TO_WORK, Server
from bot.domain.setup import Action, Opened, Overwrite, Problem, Seen, Snapshot, Step, Thing, Trouble

Ids = Mapping[tuple[Thing, str], int]
VIEW = PERMISSIONS["view_channel"]
NOTHING = Overwrite(0, 0, 0)


def problems_of_adopted(server: Server, snapshot: Snapshot, steps: Sequence[Step], ids: Ids) -> Iterator[Problem]:
    """Where the bot can't work although it has to, and which roles give power over others in some channel."""
    used = {*CHANNEL_SETTINGS, *server.level_channels.values()}
    homes = {step.category for step in steps if step.action is Action.CREATE}
    for step, there in _adopted(snapshot, steps):
        if step.thing is Thing.ROLE:
            yield from _powers_in_channels(server, snapshot, there, ids)
        elif step.key in (homes if step.thing is Thing.CATEGORY else used):
            missing = TO_WORK & ~_allowed_in(snapshot, there) & snapshot.allowed
            if missing:
                yield Problem(Trouble.CHANNEL_CLOSED, there.look.name, missing)


def opened_by_adopted(server: Server, snapshot: Snapshot, steps: Iterable[Step], ids: Ids) -> Iterator[Opened]:
    """The roles that let members into channels that are closed to everybody else."""
    for step, there in _adopted(snapshot, steps):
        if step.thing is Thing.ROLE:
            places = [
                place.look.name
                for place, allow in _given_in(server, snapshot, there, ids)
                if allow & VIEW and place.thing is Thing.CHANNEL and not _everyone_sees(snapshot, place)
            ]
            if places:
                yield Opened(there.look.name, tuple(places))


def _powers_in_channels(server: Server, snapshot: Snapshot, role: Seen, ids: Ids) -> Iterator[Problem]:
    for place, allow in _given_in(server, snapshot, role, ids):
        if powers := allow & snapshot.powers:
            yield Problem(Trouble.ROLE_POWERS_IN, role.look.name, powers, place=place.look.name)


def _adopted(snapshot: Snapshot, steps: Iterable[Step]) -> Iterator[tuple[Step, Seen]]:
    for step in steps:
        there = snapshot.by_id.get(step.target or 0)
        if step.action is Action.ADOPT and there:
            yield step, there


def _given_in(server: Server, snapshot: Snapshot, role: Seen, ids: Ids) -> Iterator[tuple[Seen, int]]:
    """What a role is allowed in each channel, beyond what the description gives it there."""
    described = {
        (ids.get((Thing.CHANNEL, channel.key)), ids.get((Thing.ROLE, access.role))): access.allow
        for channel in server.channels
        for access in channel.access
        if access.role != EVERYONE
    }
    for place in snapshot.seen:
        for overwrite in place.look.access:
            if overwrite.target == role.id:
                yield place, overwrite.allow & ~described.get((place.id, role.id), 0)


def _allowed_in(snapshot: Snapshot, place: Seen) -> int:
    """What the bot may do in a channel, in bits: as Discord works it out."""
    if snapshot.allowed & ADMINISTRATOR:
        return snapshot.allowed
    by_target = {overwrite.target: overwrite for overwrite in place.look.access}
    everyone, own = by_target.get(snapshot.guild_id, NOTHING), by_target.get(snapshot.bot_id, NOTHING)
    allow = deny = 0
    for role in snapshot.mine - {snapshot.guild_id}:
        given = by_target.get(role, NOTHING)
        allow, deny = allow | given.allow, deny | given.deny
    allowed = snapshot.allowed & ~everyone.deny | everyone.allow
    allowed = allowed & ~deny | allow
    return allowed & ~own.deny | own.allow


def _everyone_sees(snapshot: Snapshot, place: Seen) -> bool:
    everyone = next((each for each in place.look.access if each.target == snapshot.guild_id), NOTHING)
    return bool((snapshot.everyone & ~everyone.deny | everyone.allow) & VIEW)
