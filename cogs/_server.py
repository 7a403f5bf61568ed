"""The settings of a server in words, and saving one: whoever may, what it may be, and whether I can use it."""

import re
from collections.abc import Callable, Mapping

import discord

from bot.client import Interaction
from bot.domain.guild_settings import BY_NAME, SETTINGS, Group, GuildSettings, SettingDefinition, SettingKind, level_of
from bot.errors import UserError
from bot.i18n import _, languages, ngettext
from bot.services.guild_settings import definition_of, set_setting
from cogs._remind import weekday_names
from cogs.ui.permissions import require_assignable, require_below, require_manager, require_permissions
from cogs.ui.words import hour

LANGUAGE_NAMES = {"en": "English"}
MENTION = re.compile(r"<(?:#|@&)(\d{1,20})>|(\d{15,20})", re.ASCII)


def group_name(group: Group) -> str:
    """What stands on a page of settings, in words."""
    return {
        Group.CLOCK: _("Clock and language"),
        Group.POSTS: _("What I post"),
        Group.MEMBERS: _("What members see of each other"),
        Group.CHANNELS: _("Channels"),
        Group.LEVEL_CHANNELS: _("Channels of the levels"),
        Group.ROLES: _("Roles"),
        Group.LEVEL_ROLES: _("Roles of the levels"),
    }[group]


def setting_title(definition: SettingDefinition) -> str:
    """The name of a setting, in words."""
    return _(definition.title).format(level=level_of(definition))


def full_title(definition: SettingDefinition) -> str:
    """The name of a setting among all others: with its page, since a channel and a role may have the same."""
    return f"{group_name(definition.group)} · {setting_title(definition)}"


def value_text(definition: SettingDefinition, value: str) -> str:
    """A value as members read it."""
    if not value:
        return _("not set")
    words: Mapping[SettingKind, Callable[[], str]] = {
        SettingKind.CHANNEL: lambda: f"<#{value}>",
        SettingKind.ROLE: lambda: f"<@&{value}>",
        SettingKind.HOUR: lambda: hour(int(value)),
        SettingKind.HOURS: lambda: ngettext("{count} hour", "{count} hours", int(value)).format(count=value),
        SettingKind.WEEKDAYS: lambda: ", ".join(weekday_names()[int(day)] for day in value),
        SettingKind.SWITCH: lambda: _("on") if value == "on" else _("off"),
        SettingKind.LANGUAGE: lambda: LANGUAGE_NAMES.get(value, value),
    }
    return words.get(definition.kind, lambda: value)()


def matching_settings(typed: str) -> list[SettingDefinition]:
    """The settings whose name or title holds what somebody typed, those that begin so first."""
    wanted = typed.casefold().strip()
    named = {definition: f"{definition.name} {full_title(definition)}".casefold() for definition in SETTINGS}
    found = [definition for definition, words in named.items() if wanted in words]
    return sorted(found, key=lambda definition: not named[definition].startswith(wanted))


def value_choices(guild: discord.Guild | None, name: str, typed: str) -> list[tuple[str, str]]:
    """What a setting may be, as names and values, of those that hold what somebody typed."""
    if name not in BY_NAME:
        return []
    wanted = typed.casefold().strip().lstrip("#@")
    options = _options(guild, BY_NAME[name])
    return [(label, value) for label, value in options if wanted in label.casefold() or wanted == value]


def channels_for(guild: discord.Guild, definition: SettingDefinition) -> list[discord.abc.GuildChannel]:
    """The channels that a setting may name."""
    types = channel_types(definition)
    return [channel for channel in guild.channels if channel.type in types]


def channel_types(definition: SettingDefinition) -> list[discord.ChannelType]:
    """The kinds of channels that a setting may name: questions may go to a forum, everything else is posted in text."""
    types = [discord.ChannelType.text, discord.ChannelType.news]
    return [discord.ChannelType.forum, *types] if definition.name == "help-channel" else types


async def save_setting(interaction: Interaction, name: str, text: str) -> GuildSettings:
    """Change a setting for whoever may. Raises UserError for anybody else, and for what it cannot be."""
    require_manager(interaction)
    guild, definition = interaction.guild, definition_of(name)
    if guild is None:
        raise UserError("These settings belong to a server. Type the command there.")
    if text and definition.kind is SettingKind.CHANNEL:
        text = str(_channel(guild, definition, text).id)
    elif text and definition.kind is SettingKind.ROLE:
        role = _role(guild, text)
        require_below(interaction.user, role)
        text = str(role.id)
    elif text and definition.kind is SettingKind.LANGUAGE and text not in languages():
        raise UserError("I don't speak that language yet. There is: {names}.", names=", ".join(languages()))
    return await set_setting(interaction.client.db, guild.id, interaction.user.id, name, text, discord.utils.utcnow())


def _options(guild: discord.Guild | None, definition: SettingDefinition) -> list[tuple[str, str]]:
    match definition.kind:
        case SettingKind.CHANNEL:
            return (
                [(f"#{channel.name}", str(channel.id)) for channel in channels_for(guild, definition)] if guild else []
            )
        case SettingKind.ROLE:
            roles = reversed(guild.roles[1:]) if guild else []
            return [(f"@{role.name}", str(role.id)) for role in roles if not role.managed]
        case SettingKind.HOUR:
            return [(hour(number), str(number)) for number in range(24)]
        case SettingKind.HOURS:
            numbers = map(str, range(definition.least, definition.most + 1))
            return [(value_text(definition, number), number) for number in numbers]
        case SettingKind.WEEKDAYS:
            return [(day, str(number)) for number, day in enumerate(weekday_names())]
        case SettingKind.SWITCH:
            return [(_("on"), "on"), (_("off"), "off")]
        case SettingKind.LANGUAGE:
            return [(LANGUAGE_NAMES.get(name, name), name) for name in languages()]
        case _:
            return [(choice, choice) for choice in definition.choices]


def option_pairs(definition: SettingDefinition) -> list[tuple[str, str]]:
    """What a setting that has a list of values may be, as names and values."""
    return _options(None, definition)


def _channel(guild: discord.Guild, definition: SettingDefinition, text: str) -> discord.abc.GuildChannel:
    """The channel that somebody mentioned, named or picked, if I can use it."""
    match = MENTION.fullmatch(text.strip())
    name = text.strip().lstrip("#").casefold()
    usable = channels_for(guild, definition)
    if match:
        found = next((channel for channel in usable if channel.id == int(match[1] or match[2])), None)
    else:
        found = next((channel for channel in usable if channel.name.casefold() == name), None)
    if found is None:
        raise UserError(
            "I don't see a channel “{text}” that I can post in. Pick one from the list, or let me see it.",
            text=text[:60],
        )
    require_permissions(found)
    return found


def _role(guild: discord.Guild, text: str) -> discord.Role:
    match = MENTION.fullmatch(text.strip())
    name = text.strip().lstrip("@").casefold()
    if match:
        found = guild.get_role(int(match[1] or match[2]))
    else:
        found = next((role for role in guild.roles if role.name.lstrip("@").casefold() == name), None)
    if found is None:
        raise UserError("There is no role “{text}” in this server. Pick one from the list.", text=text[:60])
    require_assignable(found)
    return found
