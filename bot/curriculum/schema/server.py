"""A community server: roles, categories, channels, their permissions, and Discord's onboarding."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, StringConstraints

from bot.curriculum.schema._base import Key, Model, Title
from bot.domain.daily import Band, band_of
from bot.domain.levels import Level
from bot.domain.server import (
    DEFAULT_CHANNELS,
    EVERYONE,
    MAX_IN_CATEGORY,
    PERMISSIONS,
    WRITABLE_CHANNELS,
    Access,
    Category,
    Channel,
    ChannelKind,
    Onboarding,
    Option,
    Prompt,
    Role,
    Server,
    bits,
    channel_name,
    role_key,
)

ELITE = "elite"
Fault = tuple[str, str]  # the key at which it stands, and what is wrong and what to write instead


def _as_discord_writes_it(name: str) -> str:
    if (better := channel_name(name)) != name:
        wanted = f"write {better!r}" if better else "write small letters, digits and hyphens"
        raise ValueError(f"would be changed by Discord: {wanted}, not {name!r}")
    return name


Name = Annotated[str, StringConstraints(min_length=1, max_length=100)]
ChannelName = Annotated[Name, AfterValidator(_as_discord_writes_it)]
Topic = Annotated[str, StringConstraints(max_length=1024)]
Tag = Annotated[str, StringConstraints(min_length=1, max_length=20)]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Permission = Literal[
    "add_reactions",
    "view_channel",
    "send_messages",
    "embed_links",
    "attach_files",
    "read_message_history",
    "use_application_commands",
    "create_public_threads",
    "create_private_threads",
    "send_messages_in_threads",
]


def _number(colour: str) -> int:
    return int(colour.removeprefix("#"), 16)


class RoleModel(Model):
    """A role; it has no power over anything."""

    key: Key = Field(description="mentor, daily-ping and nudges are what the bot uses; others are only made.")
    name: Name
    colour: Colour = "#99AAB5"
    mentionable: bool = False
    hoist: bool = Field(False, description="Whether those who have it stand apart in the list of members.")

    def build(self) -> Role:
        return Role(self.key, self.name, _number(self.colour), self.mentionable, self.hoist)


class CategoryModel(Model):
    """A group of channels."""

    key: Key
    name: Name

    def build(self) -> Category:
        return Category(self.key, self.name)


class AccessModel(Model):
    """What a role may do in a channel, and what not."""

    allow: tuple[Permission, ...] = ()
    deny: tuple[Permission, ...] = ()


class ChannelModel(Model):
    """A channel."""

    key: Key = Field(
        description="daily-challenge, help, general, show-your-work and study-groups are what the bot uses."
    )
    name: ChannelName
    kind: ChannelKind = ChannelKind.TEXT
    topic: Topic = ""
    category: Key | None = Field(None, description="The key of a category.")
    tags: tuple[Tag, ...] = Field((), max_length=20, description="For a forum: what a post may be marked with.")
    permissions: dict[Key, AccessModel] = Field(
        default_factory=dict, max_length=20, description="By the key of a role, or everyone."
    )

    def build(self) -> Channel:
        access = tuple(Access(role, bits(who.allow), bits(who.deny)) for role, who in self.permissions.items())
        return Channel(self.key, self.name, self.kind, self.topic, self.category, self.tags, access)


class LevelColours(Model):
    """The colours of the levels' roles."""

    foundations: Colour
    builder: Colour
    architect: Colour


class LevelsModel(Model):
    """The channels and roles of the levels. Their keys are level-00, level-0 … level-10, and level-elite."""

    channels: Literal["each", "band"] = Field("each", description="each: one for every level; band: three of them.")
    category: Key = Field(description="The key of the category in which the channels stand.")
    elite: bool = Field(False, description="Whether there is a channel and a role for the elite as well.")
    colours: LevelColours


class OptionModel(Model):
    """An answer, and what it gives."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=50)]
    description: Annotated[str, StringConstraints(max_length=100)] = ""
    roles: tuple[Key, ...] = Field((), max_length=50)
    channels: tuple[Key, ...] = Field((), max_length=50)

    def build(self) -> Option:
        return Option(self.title, self.description, self.roles, self.channels)


class PromptModel(Model):
    """A question."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    single: bool = Field(True, description="Whether only one answer can be picked.")
    required: bool = False
    options: tuple[OptionModel, ...] = Field(min_length=1, max_length=12)

    def build(self) -> Prompt:
        return Prompt(self.title, self.single, self.required, tuple(option.build() for option in self.options))


class OnboardingModel(Model):
    """What Discord asks somebody who joins."""

    default_channels: tuple[Key, ...] = Field(min_length=DEFAULT_CHANNELS, max_length=50)
    prompts: tuple[PromptModel, ...] = Field(min_length=1, max_length=5)

    def build(self) -> Onboarding:
        return Onboarding(self.default_channels, tuple(prompt.build() for prompt in self.prompts))


class ServerModel(Model):
    """A community server: `content/server.yaml`, or the file that a guild brings."""

    kind: ClassVar[str] = "server"

    title: Title
    roles: tuple[RoleModel, ...] = Field((), max_length=50)
    categories: tuple[CategoryModel, ...] = Field((), max_length=20)
    channels: tuple[ChannelModel, ...] = Field(min_length=1, max_length=100)
    levels: LevelsModel | None = None
    onboarding: OnboardingModel | None = None

    def build(self, levels: Iterable[Level]) -> Server:
        """The description as the bot uses it, with a channel and a role for each level."""
        mine = [level for level in levels if self.levels and (self.levels.elite or level.name != ELITE)]
        channels, level_channels = self._level_channels(mine)
        return Server(
            title=self.title,
            roles=(*(role.build() for role in self.roles), *(self._level_role(level) for level in mine)),
            categories=tuple(category.build() for category in self.categories),
            channels=(*(channel.build() for channel in self.channels), *channels),
            level_channels=level_channels,
            onboarding=self.onboarding.build() if self.onboarding else None,
        )

    def _level_role(self, level: Level) -> Role:
        colours = self.levels.colours.model_dump() if self.levels else {}
        colour = _number(colours[band_of(level.name).value])
        return Role(role_key(level.name), f"Level {level.name}", colour, mentionable=False, hoist=False)

    def _level_channels(self, levels: Sequence[Level]) -> tuple[list[Channel], dict[str, str]]:
        """The channels of the levels, and which level has which."""
        if self.levels is None:
            return [], {}
        category = self.levels.category
        if self.levels.channels == "each":
            made = [Channel(role_key(x.name), x.channel, ChannelKind.TEXT, x.theme, category) for x in levels]
            return made, {level.name: role_key(level.name) for level in levels}
        names = {band: [level.name for level in levels if band_of(level.name) is band] for band in Band}
        made = [
            Channel(f"band-{band}", f"levels-{name[0]}-to-{name[-1]}", ChannelKind.TEXT, _band_topic(name), category)
            for band, name in names.items()
            if name
        ]
        return made, {level.name: f"band-{band_of(level.name)}" for level in levels}


def _band_topic(names: Sequence[str]) -> str:
    return f"For everybody at levels {names[0]} to {names[-1]}."


def faults_of(model: ServerModel, server: Server) -> Iterator[Fault]:
    """What is wrong between the parts of a description: names and keys that clash, keys that lead nowhere."""
    yield from _clashes("roles", "key", [role.key for role in server.roles])
    yield from _clashes("roles", "name", [role.name.casefold() for role in server.roles])
    yield from _clashes("categories", "key", [category.key for category in server.categories])
    yield from _clashes("categories", "name", [category.name.casefold() for category in server.categories])
    yield from _clashes("channels", "key", [channel.key for channel in server.channels])
    yield from _clashes("channels", "name", [channel.name for channel in server.channels])
    yield from _faults_of_channels(model, server)
    if model.onboarding:
        yield from _faults_of_onboarding(model.onboarding, server)


def _clashes(part: str, key: str, values: Sequence[str]) -> Iterator[Fault]:
    """One fault for each value that stands there several times, at its second place."""
    for value, count in Counter(values).items():
        if count > 1:
            place = f"{part}[{[i for i, each in enumerate(values) if each == value][1]}].{key}"
            what = {"roles": "roles", "categories": "categories"}.get(part, "channels")
            yield place, f"{count} {what} have the {key} {value!r} (levels have some too). Give each its own."


def _faults_of_channels(model: ServerModel, server: Server) -> Iterator[Fault]:
    categories = {category.key for category in server.categories}
    roles = {role.key for role in server.roles} | {EVERYONE}
    for index, channel in enumerate(model.channels):
        place = f"channels[{index}]"
        if channel.category is not None and channel.category not in categories:
            yield f"{place}.category", f"there is no category {channel.category!r}. Write the key of one, or add it."
        if channel.tags and channel.kind is not ChannelKind.FORUM:
            yield f"{place}.tags", "are for a forum only. Take them out, or write kind: forum."
        if len(set(channel.tags)) < len(channel.tags):
            yield f"{place}.tags", "has a tag twice. Write each once."
        for role in channel.permissions.keys() - roles:
            yield f"{place}.permissions.{role}", f"there is no role {role!r}. Write the key of one, or everyone."
        for role, access in channel.permissions.items():
            for name in set(access.allow) & set(access.deny):
                yield f"{place}.permissions.{role}", f"both allows and denies {name!r}. Choose one."
    if model.levels and model.levels.category not in categories:
        yield "levels.category", f"there is no category {model.levels.category!r}. Write the key of one, or add it."
    for key, count in Counter(channel.category for channel in server.channels).items():
        if key is not None and count > MAX_IN_CATEGORY:
            yield "channels", f"{count} are in the category {key!r}; Discord allows {MAX_IN_CATEGORY}. Move some."


def _faults_of_onboarding(onboarding: OnboardingModel, server: Server) -> Iterator[Fault]:
    channels = {channel.key: channel for channel in server.channels}
    roles = {role.key for role in server.roles}
    for index, key in enumerate(onboarding.default_channels):
        if server.channel_key(key) not in channels:
            yield f"onboarding.default_channels[{index}]", _no_channel(key)
    shown = {server.channel_key(key) for key in onboarding.default_channels} & channels.keys()
    writable = sum(_is_writable(channels[key]) for key in shown)
    if len(shown) >= DEFAULT_CHANNELS and writable < WRITABLE_CHANNELS:
        text = f"only {writable} are open for everyone to write in; Discord asks for {WRITABLE_CHANNELS}. Add some."
        yield "onboarding.default_channels", text
    if len(shown) < DEFAULT_CHANNELS:
        text = f"are {len(shown)} different channels; Discord asks for {DEFAULT_CHANNELS}. Add some."
        yield "onboarding.default_channels", text
    for p, prompt in enumerate(onboarding.prompts):
        for o, option in enumerate(prompt.options):
            place = f"onboarding.prompts[{p}].options[{o}]"
            if not option.roles and not option.channels:
                yield place, "gives nothing. Write roles or channels that it gives."
            for role in set(option.roles) - roles:
                yield f"{place}.roles", f"there is no role {role!r}. Write the key of one."
            for key in option.channels:
                if server.channel_key(key) not in channels:
                    yield f"{place}.channels", _no_channel(key)


def _no_channel(key: str) -> str:
    return f"there is no channel {key!r}. Write the key of one."


def _is_writable(channel: Channel) -> bool:
    needed = PERMISSIONS["view_channel"] | PERMISSIONS["send_messages"]
    return not any(access.role == EVERYONE and access.deny & needed for access in channel.access)
