"""Descriptions of servers and guilds for tests, and a Discord that does what steps say."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.domain.server import TO_WORK, Access, Category, Channel, ChannelKind, Role, Server
from bot.domain.setup import Action, Look, Origin, Overwrite, Record, Seen, Snapshot, Step, Thing
from bot.domain.setup_plan import plan, resolved

NOW = datetime(2026, 5, 1, tzinfo=UTC)
GUILD, BOT, BOTS_ROLE = 1, 2, 3
EVERYBODYS = TO_WORK
EVERYTHING = (1 << 50) - 1


@dataclass
class Site:
    """A guild that changes: what there is in it, and what was noted."""

    server: Server
    seen: dict[int, Seen] = field(default_factory=dict)
    records: dict[tuple[Thing, str], Record] = field(default_factory=dict)
    made: list[int] = field(default_factory=list)  # the ids of what steps created
    now: datetime = NOW
    allowed: int = EVERYTHING
    top: int = 99
    powers: int = 0

    @property
    def snapshot(self) -> Snapshot:
        """The guild as the bot sees it, which has a role of its own besides that of everybody."""
        seen, mine = tuple(self.seen.values()), frozenset({GUILD, BOTS_ROLE})
        return Snapshot(GUILD, BOT, seen, self.allowed, self.top, mine=mine, everyone=EVERYBODYS, powers=self.powers)

    def add(self, thing: Thing, look: Look, position: int = 1, powers: int = 0) -> int:
        """Make something, as whoever it may be."""
        number = 100 + len(self.seen) + len(self.made) * 1000
        while number in self.seen:
            number += 1
        self.seen[number] = Seen(number, thing, look, self.now, position, powers=powers)
        return number

    def steps(self) -> tuple[Step, ...]:
        """What is to be done now."""
        return plan(self.server, self.snapshot, self.records.values()).steps

    def apply(self, steps: int | None = None, *, die_made: bool | None = None) -> None:
        """Do everything, or so many steps; at the end of those, one more is claimed, and perhaps made (`die_made`)."""
        while todo := self.steps():
            for number, step in enumerate(todo):
                if steps is not None and number == steps:
                    if step.action is Action.CREATE and die_made is not None:
                        self._claim(step, made=die_made)
                    return
                self._do(step)
            if steps is not None:
                return

    def _do(self, step: Step) -> None:
        self.now += timedelta(seconds=1)
        if step.action is Action.CREATE:
            self._claim(step, made=True)
            self._note(step, self._look(step), self.made[-1])
        else:
            assert step.target is not None
            look = step.look if step.action in (Action.ADOPT, Action.FOUND) else self._look(step)
            if step.action is Action.CHANGE:
                seen = self.seen[step.target]
                values = {name: getattr(look, name) for name in step.fields}
                self.seen[step.target] = replace(seen, look=replace(seen.look, **values))
            self._note(step, look, step.target)

    def _claim(self, step: Step, *, made: bool) -> None:
        look = self._look(step)
        self.records[step.thing, step.key] = Record(step.thing, step.key, Origin.CREATED, look, self.now)
        if made:
            self.made.append(self.add(step.thing, look))

    def _note(self, step: Step, look: Look, number: int) -> None:
        known = self.records.get((step.thing, step.key))
        origin = Origin.ADOPTED if step.action is Action.ADOPT else known.origin if known else Origin.CREATED
        self.records[step.thing, step.key] = Record(step.thing, step.key, origin, look, self.now, number)

    def _look(self, step: Step) -> Look:
        ids = {key: r.discord_id for key, r in self.records.items() if r.discord_id is not None}
        return resolved(step, self.server, ids, self.snapshot)


def server(roles: Iterable[str], categories: Iterable[str], channels: Iterable[tuple[str, str | None, str]]) -> Server:
    """A description: names of roles and categories; each channel's name, category, and a role that alone may write."""
    return Server(
        "A server",
        tuple(Role(name, name, 7, mentionable=False, hoist=False) for name in roles),
        tuple(Category(name, name) for name in categories),
        tuple(
            Channel(name, name, ChannelKind.TEXT, f"About {name}", category, access=_only(role))
            for name, category, role in channels
        ),
    )


def _only(role: str) -> tuple[Access, ...]:
    return (Access("everyone", 0, 1 << 11), Access(role, 1 << 11, 0)) if role else ()


def overwrites(look: Look) -> dict[int, tuple[int, int]]:
    """What a look allows and denies, by whom."""
    return {o.target: (o.allow, o.deny) for o in look.access if isinstance(o, Overwrite)}
