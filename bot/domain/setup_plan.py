"""What has to be done so that a guild is as a description says. Nothing that others made is ever changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.domain.server import (
    EVERYONE,
    MANAGE_CHANNELS,
    MANAGE_GUILD,
    MANAGE_ROLES,
    MAX_CHANNELS,
    MAX_IN_CATEGORY,
    MAX_ROLES,
    TO_WORK,
    Category,
    Channel,
    ChannelKind,
    Onboarding,
    Role,
    Server,
)
from bot.domain.setup import (
    CLOCK_TOLERANCE,
    ONBOARDING,
    Action,
    Look,
    Note,
    Origin,
    Overwrite,
    Plan,
    Problem,
    Record,
    Seen,
    Snapshot,
    Step,
    Thing,
    Trouble,
    same_name,
)
from bot.domain.setup_adopt import opened_by_adopted, problems_of_adopted

TO_BE_MADE = -1  # instead of the id of something that is made by an earlier step

CHANGEABLE = ("name", "topic", "parent", "tags", "access", "colour", "mentionable", "hoist")

Ids = Mapping[tuple[Thing, str], int]
Wish = Role | Category | Channel


@dataclass(slots=True)
class _Planning:
    """What is known while a plan is made."""

    snapshot: Snapshot
    records: Mapping[tuple[Thing, str], Record]
    ids: dict[tuple[Thing, str], int] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    steps: list[Step] = field(default_factory=list)


def plan(server: Server, snapshot: Snapshot, records: Iterable[Record]) -> Plan:
    """What has to be done so that a guild is as described. Nothing that others made is ever changed."""
    state = _Planning(snapshot, {(record.thing, record.key): record for record in records})
    state.taken = {record.discord_id for record in state.records.values() if record.discord_id is not None}
    for thing, wish in _wishes(server):
        step = _step(state, thing, wish)
        if step is not None:
            state.steps.append(step)
        state.ids[thing, wish.key] = _id_after(state, thing, wish.key, step)
    notes = _plan_onboarding(state, server.onboarding)
    touched = {step.target for step in state.steps}
    own = {s.id for s in snapshot.seen if s.thing is Thing.ROLE and (s.managed or s.id == snapshot.guild_id)}
    left = sum(seen.id not in touched | own for seen in snapshot.seen)
    opened = tuple(opened_by_adopted(server, snapshot, state.steps, state.ids))
    return Plan(tuple(state.steps), tuple(_problems(server, state)), notes, left, opened)


def wanted(wish: Wish, ids: Ids, snapshot: Snapshot) -> Look:
    """How a thing is to look. A channel has what its category has, and then what is its own; the bot can work in it."""
    if isinstance(wish, Role):
        return Look(wish.name, colour=wish.colour, mentionable=wish.mentionable, hoist=wish.hoist)
    if isinstance(wish, Category):
        return Look(wish.name, kind=Thing.CATEGORY)
    parent = ids.get((Thing.CATEGORY, wish.category), TO_BE_MADE) if wish.category else None
    group = snapshot.by_id.get(parent or 0)
    access = {overwrite.target: overwrite for overwrite in (group.look.access if group else ())}
    for own in wish.access:
        target = snapshot.guild_id if own.role == EVERYONE else ids.get((Thing.ROLE, own.role), TO_BE_MADE)
        _add(access, Overwrite(target, own.allow, own.deny))
        if own.role == EVERYONE and own.deny:
            _add(access, Overwrite(snapshot.bot_id, own.deny, 0))
    return Look(
        wish.name, wish.kind, topic=wish.topic, parent=parent, tags=wish.tags, access=frozenset(access.values())
    )


def resolved(step: Step, server: Server, ids: Ids, snapshot: Snapshot) -> Look:
    """The look of a step, now that what it needs has been made."""
    wish = next((wish for thing, wish in _wishes(server) if (thing, wish.key) == (step.thing, step.key)), None)
    look = wanted(wish, ids, snapshot) if wish else step.look
    if step.action is not Action.CHANGE:
        return look
    return replace(step.look, **{name: getattr(look, name) for name in step.fields})


def needed(server: Server) -> int:
    """The permissions that the bot needs: what it gives or takes in a channel, it must have itself."""
    given = 0
    for channel in server.channels:
        for access in channel.access:
            given |= access.allow | access.deny
    return TO_WORK | MANAGE_CHANNELS | MANAGE_ROLES | given


def _wishes(server: Server) -> Iterator[tuple[Thing, Wish]]:
    yield from ((Thing.ROLE, role) for role in server.roles)
    yield from ((Thing.CATEGORY, category) for category in server.categories)
    yield from ((Thing.CHANNEL, channel) for channel in server.channels)


def _step(state: _Planning, thing: Thing, wish: Wish) -> Step | None:
    """What is to be done about one thing; None when it is as it should be."""
    record = state.records.get((thing, wish.key))
    look = wanted(wish, state.ids, state.snapshot)
    category = wish.category if isinstance(wish, Channel) else None
    there = state.snapshot.by_id.get(record.discord_id or 0) if record else None
    if record and there:
        return _change(record, there, look, category)
    if record and record.discord_id is None and (lost := _lost(state, record)):
        return Step(Action.FOUND, thing, wish.key, record.look, category, lost.id)
    if adoptable := _adoptable(state, thing, look):
        return Step(Action.ADOPT, thing, wish.key, adoptable.look, category, adoptable.id)
    return Step(Action.CREATE, thing, wish.key, look, category)


def _change(record: Record, there: Seen, look: Look, category: str | None) -> Step | None:
    """What the description says otherwise than before, of what was made for it and is still as it was made."""
    if record.origin is Origin.ADOPTED:
        return None
    other_kind = there.look.kind != look.kind  # a text channel, where there can be no forum
    names = [name for name in CHANGEABLE if not (other_kind and name == "tags")]
    fields = tuple(name for name in names if _is_to_change(name, record.look, there.look, look))
    if not fields:
        return None
    changed = replace(record.look, **{name: getattr(look, name) for name in fields})
    return Step(Action.CHANGE, record.thing, record.key, changed, category, there.id, fields)


def _is_to_change(name: str, made: Look, there: Look, look: Look) -> bool:
    """Whether a field is to be another now. It may be so already, if the bot stopped before it could note it."""
    before, now, then = (getattr(each, name) for each in (made, there, look))
    return before != then and now in (before, then)


def _id_after(state: _Planning, thing: Thing, key: str, step: Step | None) -> int:
    """The id that a thing will have; what is still to be made has none."""
    if step is None:
        return state.records[thing, key].discord_id or TO_BE_MADE
    if step.target is None:
        return TO_BE_MADE
    state.taken.add(step.target)
    return step.target


def _lost(state: _Planning, record: Record) -> Seen | None:
    """What a claim led to, if the bot stopped before it could note it: the same, unknown, and not older."""
    since = record.claimed_at - CLOCK_TOLERANCE
    return next((seen for seen in _like(state, record.thing, record.look) if seen.made_at >= since), None)


def _adoptable(state: _Planning, thing: Thing, look: Look) -> Seen | None:
    """What there is already of this name and kind; of several, the oldest. A text channel may serve as a forum."""
    found = [*_like(state, thing, look)]
    if not found and look.kind == ChannelKind.FORUM:
        found = [*_like(state, thing, replace(look, kind=ChannelKind.TEXT))]
    return min(found, key=lambda seen: (seen.made_at, seen.id), default=None)


def _like(state: _Planning, thing: Thing, look: Look) -> Iterator[Seen]:
    for seen in state.snapshot.seen:
        usable = seen.id not in state.taken and not seen.managed and seen.id != state.snapshot.guild_id
        if (
            usable
            and seen.thing is thing
            and seen.look.kind == look.kind
            and same_name(thing, seen.look.name, look.name)
        ):
            yield seen


def _add(access: dict[int, Overwrite], own: Overwrite) -> None:
    """Lay what is allowed and denied over what was so before."""
    before = access.get(own.target, Overwrite(own.target, 0, 0))
    allow, deny = before.allow & ~own.deny | own.allow, before.deny & ~own.allow | own.deny
    access[own.target] = Overwrite(own.target, allow, deny)


def _plan_onboarding(state: _Planning, wish: Onboarding | None) -> tuple[Note, ...]:
    """Plan to write the onboarding, unless the guild can have none, or has written one of its own."""
    if wish is None:
        return ()
    if not state.snapshot.community:
        return (Note.NO_COMMUNITY,)
    there = state.snapshot.onboarding
    if there is None:
        return (Note.ONBOARDING_UNREAD,)
    record = state.records.get((Thing.ONBOARDING, ONBOARDING))
    look = Look(wish.mark, tags=tuple(prompt.title for prompt in wish.prompts))
    ours = record is not None and there.tags in ((), record.look.tags)
    if there.tags and not ours:
        return (Note.OWN_ONBOARDING,)
    if record is None or record.discord_id is None or record.look != look or not there.tags:
        if not state.snapshot.allowed & MANAGE_GUILD:
            return (Note.ONBOARDING_FORBIDDEN,)
        action = Action.CHANGE if ours and there.tags else Action.CREATE
        state.steps.append(Step(action, Thing.ONBOARDING, ONBOARDING, look))
    return ()


def _problems(server: Server, state: _Planning) -> Iterator[Problem]:
    snapshot = state.snapshot
    missing = needed(server) & ~snapshot.allowed
    if missing:
        yield Problem(Trouble.PERMISSIONS, missing=missing)
    seen = snapshot.by_id
    for role in server.roles:
        there = seen.get(state.ids[Thing.ROLE, role.key])
        if there and there.position >= snapshot.top:
            yield Problem(Trouble.ROLE_ABOVE, there.look.name)
        if there and there.powers:
            yield Problem(Trouble.ROLE_POWERS, there.look.name, there.powers)
    yield from problems_of_adopted(server, snapshot, state.steps, state.ids)
    yield from _too_many(server, state)


def _too_many(server: Server, state: _Planning) -> Iterator[Problem]:
    new = [step for step in state.steps if step.action is Action.CREATE]
    places = [s for s in state.snapshot.seen if s.thing is not Thing.ROLE]
    roles = [s for s in state.snapshot.seen if s.thing is Thing.ROLE]
    if len(places) + sum(step.thing in (Thing.CATEGORY, Thing.CHANNEL) for step in new) > MAX_CHANNELS:
        yield Problem(Trouble.CHANNELS)
    if len(roles) + sum(step.thing is Thing.ROLE for step in new) > MAX_ROLES:
        yield Problem(Trouble.ROLES)
    for category in server.categories:
        there = state.ids[Thing.CATEGORY, category.key]
        inside = sum(place.look.parent == there for place in places)
        if inside + sum(step.category == category.key for step in new) > MAX_IN_CATEGORY:
            yield Problem(Trouble.CATEGORY_FULL, category.name)
