"""What those who manage a guild may choose: every setting defined once, with its name, its help and its default."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar
from bot.domain.translatable import gettext_noop as N_  # noqa: N812

LEVELS = ("00", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "elite")
ON, OFF = "on", "off"
UNSET = ""


class SettingKind(StrEnum):
    """What a value is: the id of a channel or a role, an hour, a zone, some weekdays, on or off, and so on."""

    CHANNEL = "channel"
    ROLE = "role"
    HOUR = "hour"
    HOURS = "hours"
    ZONE = "zone"
    WEEKDAYS = "weekdays"
    SWITCH = "switch"
    CHOICE = "choice"
    LANGUAGE = "language"


class Group(StrEnum):
    """The settings that stand together on a page."""

    CLOCK = "clock"
    POSTS = "posts"
    MEMBERS = "members"
    CHANNELS = "channels"
    LEVEL_CHANNELS = "level-channels"
    ROLES = "roles"
    LEVEL_ROLES = "level-roles"


@dataclass(frozen=True, slots=True)
class SettingDefinition:
    """One setting; `title` and `help` are marked for translation. Values are stored as text.

    A channel or a role is its id, a switch on or off, an hour 0 to 23, weekdays are digits (0 is Monday).
    `least` and `most` bound a number of hours, or how many weekdays are chosen; `choices` are those of a choice.
    """

    name: str
    group: Group
    kind: SettingKind
    title: str
    help: str
    default: str = UNSET
    least: int = 1
    most: int = 7
    choices: tuple[str, ...] = ()


def _switch(name: str, title: str, text: str, default: str, group: Group = Group.POSTS) -> SettingDefinition:
    return SettingDefinition(name, group, SettingKind.SWITCH, title, text, default)


def _seen(name: str, title: str, text: str) -> SettingDefinition:
    return _switch(name, title, text, ON, Group.MEMBERS)


def _channel(name: str, title: str, text: str) -> SettingDefinition:
    return SettingDefinition(name, Group.CHANNELS, SettingKind.CHANNEL, title, text)


def _role(name: str, title: str, text: str) -> SettingDefinition:
    return SettingDefinition(name, Group.ROLES, SettingKind.ROLE, title, text)


CLOCK = (
    SettingDefinition(
        "zone", Group.CLOCK, SettingKind.ZONE, N_("Time zone"), N_("The clock by which this server's day goes."), "UTC"
    ),
    SettingDefinition(
        "post-hour",
        Group.CLOCK,
        SettingKind.HOUR,
        N_("Hour of posts"),
        N_("When the server's day begins and its posts appear."),
        "9",
    ),
    SettingDefinition(
        "catch-up-hours",
        Group.CLOCK,
        SettingKind.HOURS,
        N_("Catch up within"),
        N_("A post that was missed comes late within so many hours, and is left out after that."),
        "12",
        1,
        24,
    ),
    SettingDefinition(
        "language",
        Group.CLOCK,
        SettingKind.LANGUAGE,
        N_("Language of posts"),
        N_("What I post in channels is in this language; members choose their own for the rest."),
        "en",
    ),
)
POSTS = (
    _switch("daily", N_("Daily challenge"), N_("A challenge a day, in the channel that is set for it."), ON),
    _switch("nudges", N_("Nudges"), N_("Small questions and invitations in the channels of the levels."), OFF),
    SettingDefinition(
        "nudge-days", Group.POSTS, SettingKind.WEEKDAYS, N_("Days of nudges"), N_("On which days they come."), "024"
    ),
    _switch("recap", N_("Weekly recap"), N_("A look back at the week, in the general channel."), OFF),
    SettingDefinition(
        "recap-day",
        Group.POSTS,
        SettingKind.WEEKDAYS,
        N_("Day of the recap"),
        N_("On which day it comes."),
        "6",
        1,
        1,
    ),
    _switch("cohorts", N_("Starting together"), N_("Once a month, members may begin the 30 days together."), OFF),
)
MEMBERS = (
    _seen("profiles", N_("Progress of others"), N_("Members who wish let others here see their progress and name.")),
    _seen("hall-of-fame", N_("Hall of Fame"), N_("Those who let others see their progress may stand in it.")),
    _seen("boards", N_("Leaderboard"), N_("Members who wish can compare their week; nobody else is shown.")),
    _seen("level-roles", N_("Roles of levels"), N_("Members get the role of the level that they reach.")),
    _seen("thanks", N_("Thanks"), N_("Members may thank each other for help, and thanks are counted.")),
)
CHANNELS = (
    _channel("daily-channel", N_("Daily challenge"), N_("Where the challenge of the day appears.")),
    _channel("reminder-channel", N_("Reminders"), N_("Where members may choose to be reminded.")),
    _channel("help-channel", N_("Help"), N_("Where questions of members who are stuck are posted.")),
    _channel("general-channel", N_("General"), N_("Where the recap and other news of the community appear.")),
    _channel("showcase-channel", N_("Show your work"), N_("Where members show what they built.")),
    _channel("study-channel", N_("Study groups"), N_("Where study rooms and cohorts have their threads.")),
)
LEVEL_CHANNELS = tuple(
    SettingDefinition(
        f"level-{level}-channel",
        Group.LEVEL_CHANNELS,
        SettingKind.CHANNEL,
        N_("Level {level}"),
        N_("Where nudges for this level appear."),
    )
    for level in LEVELS
)
ROLES = (
    _role("mentor-role", N_("Mentors"), N_("Who helps; members may take it once they have shown level 5.")),
    _role("daily-ping-role", N_("Daily ping"), N_("Who is mentioned when the challenge of the day appears.")),
    _role("nudges-role", N_("Nudges"), N_("Who is mentioned by one of the nudges of a day.")),
)
LEVEL_ROLES = tuple(
    SettingDefinition(
        f"level-{level}-role",
        Group.LEVEL_ROLES,
        SettingKind.ROLE,
        N_("Level {level}"),
        N_("The role of members who reached this level."),
    )
    for level in LEVELS
)
SETTINGS = (*CLOCK, *POSTS, *MEMBERS, *CHANNELS, *LEVEL_CHANNELS, *ROLES, *LEVEL_ROLES)
BY_NAME: Mapping[str, SettingDefinition] = {definition.name: definition for definition in SETTINGS}


def level_of(definition: SettingDefinition) -> str | None:
    """The level whose channel or role it is; None for all others.

    >>> level_of(BY_NAME["level-00-channel"]), level_of(BY_NAME["zone"])
    ('00', None)
    """
    if definition.group not in (Group.LEVEL_CHANNELS, Group.LEVEL_ROLES):
        return None
    return definition.name.split("-")[1]


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """What a guild chose, by name; whatever is missing has its default.

    >>> settings = GuildSettings(1, {"daily-channel": "7"})
    >>> settings.channel("daily-channel"), settings.channel("help-channel"), settings.hour("post-hour")
    (7, None, 9)
    """

    guild_id: int
    chosen: Mapping[str, str]

    def value(self, name: str) -> str:
        """The value as it is stored, or the default."""
        return self.chosen.get(name, BY_NAME[name].default)

    def channel(self, name: str) -> int | None:
        """The id of a channel; None when none is set."""
        return int(self.value(name) or 0) or None

    def role(self, name: str) -> int | None:
        """The id of a role; None when none is set."""
        return int(self.value(name) or 0) or None

    def hour(self, name: str) -> int:
        """An hour of the clock, or a number of hours."""
        return int(self.value(name))

    def on(self, name: str) -> bool:
        """Whether a switch is on."""
        return self.value(name) == ON

    def weekdays(self, name: str) -> frozenset[int]:
        """Weekdays; 0 is Monday."""
        return frozenset(map(int, self.value(name)))

    @property
    def calendar(self) -> Calendar:
        """The guild's own day: it begins at the hour of its posts."""
        return Calendar(ZoneInfo(self.value("zone")), self.hour("post-hour"))

    def begins(self, now: datetime) -> date:
        """The first day for a choice made now: today if its hour is past, and else the one that begins at that hour."""
        today = now.astimezone(self.calendar.zone).date()
        return max(self.calendar.day(now), today)
