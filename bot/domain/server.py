"""What a community server is made of, as a description says it: roles, categories, channels, onboarding."""

import hashlib
import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

EVERYONE = "everyone"
MAX_CHANNELS = 500
MAX_ROLES = 250
MAX_IN_CATEGORY = 50
DEFAULT_CHANNELS = 7  # that Discord's onboarding asks for
WRITABLE_CHANNELS = 5  # of them, for everyone

# The permissions that a description may give or take, and the bit that each is in Discord. None is over other members:
# some roles are taken by whoever likes.
PERMISSIONS: Mapping[str, int] = {
    "add_reactions": 1 << 6,
    "view_channel": 1 << 10,
    "send_messages": 1 << 11,
    "embed_links": 1 << 14,
    "attach_files": 1 << 15,
    "read_message_history": 1 << 16,
    "use_application_commands": 1 << 31,
    "create_public_threads": 1 << 35,
    "create_private_threads": 1 << 36,
    "send_messages_in_threads": 1 << 38,
}
ADMINISTRATOR, MANAGE_CHANNELS, MANAGE_GUILD, MANAGE_ROLES = 1 << 3, 1 << 4, 1 << 5, 1 << 28
_DROPPED = str.maketrans("", "", "".join(set(string.punctuation) - set("-_")))


class ChannelKind(StrEnum):
    """The kinds of channel that a description can ask for."""

    TEXT = "text"
    FORUM = "forum"


@dataclass(frozen=True, slots=True)
class Access:
    """What a role (or everyone) may do in a channel, and what not, in bits; everything else is as in the server."""

    role: str
    allow: int
    deny: int


@dataclass(frozen=True, slots=True)
class Role:
    """A role without power over anything: who has it shows it, and can be mentioned."""

    key: str
    name: str
    colour: int
    mentionable: bool
    hoist: bool


@dataclass(frozen=True, slots=True)
class Category:
    """A group of channels."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel; the key says what the bot uses it for, the name what members read."""

    key: str
    name: str
    kind: ChannelKind
    topic: str
    category: str | None
    tags: tuple[str, ...] = ()
    access: tuple[Access, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """An answer in the onboarding, and the keys of the roles and channels that it gives."""

    title: str
    description: str
    roles: tuple[str, ...]
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question in the onboarding."""

    title: str
    single: bool
    required: bool
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Onboarding:
    """What Discord asks somebody who joins, and the channels that everybody sees at first."""

    default_channels: tuple[str, ...]
    prompts: tuple[Prompt, ...]

    @property
    def mark(self) -> str:
        """The same for the same description, and another one for every other."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Server:
    """A description. `level_channels` leads from the name of a level to the key of its channel."""

    title: str
    roles: tuple[Role, ...]
    categories: tuple[Category, ...]
    channels: tuple[Channel, ...]
    level_channels: Mapping[str, str] = field(default_factory=dict)
    onboarding: Onboarding | None = None

    def channel_key(self, key: str) -> str:
        """The key of a channel; `level-3` may be the channel of its whole band."""
        return self.level_channels.get(key.removeprefix("level-"), key) if key.startswith("level-") else key


def channel_name(text: str) -> str:
    """The name that Discord makes of one for a text channel or a forum.

    >>> channel_name("Show your  Work!")
    'show-your-work'
    """
    return re.sub(r"-{2,}", "-", re.sub(r"\s+", "-", text.strip().lower()).translate(_DROPPED)).strip("-")


def bits(names: Iterable[str]) -> int:
    """Permissions by their names, in bits.

    >>> bits(["view_channel", "send_messages"])
    3072
    """
    return sum({PERMISSIONS[name] for name in names})


# What I need in a channel to post there and to find my posts again.
TO_WORK = bits(("view_channel", "send_messages", "read_message_history"))


def role_key(level: str) -> str:
    """The key of the role and, unless it belongs to a band, of the channel of a level."""
    return f"level-{level}"


def level_role_setting(level: str) -> str:
    """The setting of a guild that names the role of a level."""
    return f"level-{level}-role"


# What the bot uses for what: the keys of channels and roles, and the settings of a guild that they become.
CHANNEL_SETTINGS: Mapping[str, str] = {
    "daily-challenge": "daily-channel",
    "help": "help-channel",
    "general": "general-channel",
    "show-your-work": "showcase-channel",
    "study-groups": "study-channel",
}
ROLE_SETTINGS: Mapping[str, str] = {
    "mentor": "mentor-role",
    "daily-ping": "daily-ping-role",
    "nudges": "nudges-role",
}


def settings_for(server: Server, channels: Mapping[str, int], roles: Mapping[str, int]) -> dict[str, str]:
    """The settings of a guild that follow from what there is now, each an id; `channels` and `roles` are by key."""
    places = {name: channels.get(key) for key, name in CHANNEL_SETTINGS.items()}
    places |= {f"level-{level}-channel": channels.get(key) for level, key in server.level_channels.items()}
    places |= {name: roles.get(key) for key, name in ROLE_SETTINGS.items()}
    places |= {level_role_setting(level): roles.get(role_key(level)) for level in server.level_channels}
    return {name: str(found) for name, found in places.items() if found is not None}
