"""The making of a server: what there is in a guild, what was noted about it, and the steps of a plan."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.server import channel_name

ONBOARDING = "onboarding"
CLOCK_TOLERANCE = timedelta(minutes=2)  # Discord's clock is not ours


class Thing(StrEnum):
    """What is made in a guild, in the order in which one needs the other."""

    ROLE = "role"
    CATEGORY = "category"
    CHANNEL = "channel"
    ONBOARDING = "onboarding"


class Origin(StrEnum):
    """Whether a thing was made for the description or was there before."""

    CREATED = "created"
    ADOPTED = "adopted"


class Action(StrEnum):
    """What is done about a thing. `found`: made by an earlier apply that ended before it could note it."""

    CREATE = "create"
    ADOPT = "adopt"
    CHANGE = "change"
    FOUND = "found"


@dataclass(frozen=True, slots=True)
class Overwrite:
    """What a role or a member may do in a channel, and what not, in bits."""

    target: int
    allow: int
    deny: int


@dataclass(frozen=True, slots=True)
class Look:
    """Everything about a thing that can be compared; `kind` is a channel's."""

    name: str
    kind: str = ""
    topic: str = ""
    parent: int | None = None
    tags: tuple[str, ...] = ()
    access: frozenset[Overwrite] = frozenset()
    colour: int = 0
    mentionable: bool = False
    hoist: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """A thing that there is in the guild. `powers` are a role's permissions beyond everybody's, in bits."""

    id: int
    thing: Thing
    look: Look
    made_at: datetime
    position: int = 0
    managed: bool = False
    powers: int = 0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A guild as the bot sees it: everything in it, what the bot may do (in bits), and how high its role stands.

    `onboarding` is None where there can be none, or where it could not be read. `mine` are the bot's roles, `everyone`
    what everybody may do (in bits), and `powers` what members are never to get by themselves.
    """

    guild_id: int
    bot_id: int
    seen: tuple[Seen, ...]
    allowed: int
    top: int
    community: bool = False
    onboarding: Look | None = None
    mine: frozenset[int] = frozenset()
    everyone: int = 0
    powers: int = 0

    @property
    def by_id(self) -> dict[int, Seen]:
        """Everything by its id."""
        return {seen.id: seen for seen in self.seen}


@dataclass(frozen=True, slots=True)
class Record:
    """What an apply noted about a thing before it was made (`claimed_at`) and afterwards (`discord_id`).

    `look` is as it was made; None stands for the id while nobody knows whether it was made.
    """

    thing: Thing
    key: str
    origin: Origin
    look: Look
    claimed_at: datetime
    discord_id: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `look` is what comes of it; `fields` are those to change; `target` is what there is already."""

    action: Action
    thing: Thing
    key: str
    look: Look
    category: str | None = None
    target: int | None = None
    fields: tuple[str, ...] = ()


class Trouble(StrEnum):
    """Why a plan cannot run."""

    PERMISSIONS = "permissions"
    ROLE_ABOVE = "role-above"
    ROLE_POWERS = "role-powers"
    ROLE_POWERS_IN = "role-powers-in"
    CHANNEL_CLOSED = "channel-closed"
    CHANNELS = "channels"
    ROLES = "roles"
    CATEGORY_FULL = "category-full"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that the owner has to do first: `name` is what it is about, `missing` is in bits, `place` a channel."""

    trouble: Trouble
    name: str = ""
    missing: int = 0
    place: str = ""


class Note(StrEnum):
    """What a plan leaves out, and nothing is wrong about it."""

    NO_COMMUNITY = "no-community"
    OWN_ONBOARDING = "own-onboarding"
    ONBOARDING_UNREAD = "onboarding-unread"
    ONBOARDING_FORBIDDEN = "onboarding-forbidden"


@dataclass(frozen=True, slots=True)
class Opened:
    """A role that is to be adopted and then given to members, and the names of the channels that it opens to them."""

    role: str
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to do, in the order in which it is done; `left` counts what stays as it is."""

    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]
    left: int
    opened: tuple[Opened, ...] = ()

    def of(self, *actions: Action) -> list[Step]:
        """The steps of some kinds."""
        return [step for step in self.steps if step.action in actions]


def same_name(thing: Thing, left: str, right: str) -> bool:
    """Whether two names are one to those who read them.

    >>> same_name(Thing.CHANNEL, "general", "General"), same_name(Thing.ROLE, "Mentor", "mentors")
    (True, False)
    """
    if thing is Thing.CHANNEL:
        return channel_name(left) == channel_name(right)
    return left.strip().casefold() == right.strip().casefold()
