"""The dashboard of a server's settings: a page for each group, a screen for each setting with the control that fits."""

from typing import Any, Self

import discord

from bot.client import Interaction
from bot.domain.guild_settings import BY_NAME, OFF, ON, SETTINGS, Group, GuildSettings, SettingDefinition, SettingKind
from bot.domain.zones import MAX_LENGTH
from bot.errors import UserError
from bot.i18n import _
from bot.services.guild_settings import POST_SWITCHES, choose_posts, definition_of, has_place, load_guild_settings
from cogs._server import channel_types, group_name, option_pairs, save_setting, setting_title, value_text
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, PersistentChoices, PersistentControl, PersistentSelect, option
from cogs.ui.forms import PersistentForm, Values, text_field
from cogs.ui.layout import GREEN, Block, Row, Screen, shortened, show
from cogs.ui.permissions import require_manager
from cogs.ui.state import OUTDATED
from cogs.ui.words import hour


class PickGroup(PersistentSelect, custom_id="server:group:{owner}"):
    """The pages of settings."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the page."""
        await show(interaction, await settings_page(interaction, _group(self.chosen)))


class BackTo(PersistentButton, custom_id=navigation.SERVER_PAGE):
    """To a page, or back to it."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show it."""
        await show(interaction, await settings_page(interaction, _group(self.state["group"])))


class PickSetting(PersistentSelect, custom_id="server:pick:{owner}:{group}"):
    """The settings of a page."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the setting with its control."""
        await show(interaction, await setting_screen(interaction, definition_of(self.chosen)))


class PickEntity(PersistentControl[discord.ui.Select[Any]]):
    """A menu of Discord's own, of which one channel or role is picked."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: Any, /
    ) -> Self:
        """The menu that was used."""
        return cls(BY_NAME.get(match["setting"]), **match.groupdict())

    def __init__(self, definition: SettingDefinition | None, **state: object) -> None:
        super().__init__(self.menu(definition, self.id_for(state)), {name: str(value) for name, value in state.items()})

    def menu(self, definition: SettingDefinition | None, custom_id: str) -> Any:
        """The menu, for the kinds of things that the setting may name."""
        raise NotImplementedError

    async def pressed(self, interaction: Interaction) -> None:
        """Save what was picked."""
        if not self.item.values:
            raise UserError(OUTDATED)
        picked: Any = self.item.values[0]
        await _save(interaction, self.state["setting"], str(picked.id))


class PickChannel(PickEntity, custom_id="server:channel:{owner}:{setting}"):
    """The channels of the server."""

    def menu(self, definition: SettingDefinition | None, custom_id: str) -> Any:
        """Only those in which I can post."""
        types = channel_types(definition) if definition else []
        menu: Any = discord.ui.ChannelSelect(custom_id=custom_id, channel_types=types, placeholder=_("Which channel?"))
        return menu


class PickRole(PickEntity, custom_id="server:role:{owner}:{setting}"):
    """The roles of the server."""

    def menu(self, definition: SettingDefinition | None, custom_id: str) -> Any:
        """All of them; one that I cannot give is refused in words."""
        menu: Any = discord.ui.RoleSelect(custom_id=custom_id, placeholder=_("Which role?"))
        return menu


class PickValue(PersistentSelect, custom_id="server:value:{owner}:{setting}"):
    """What a setting may be, where that is a short list."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it."""
        await _save(interaction, self.state["setting"], self.chosen)


class PickPosts(PersistentChoices, custom_id="server:posts:{owner}"):
    """Everything that can be posted by itself, of which some is picked."""

    async def pressed(self, interaction: Interaction) -> None:
        """Turn on what was picked, and the rest off."""
        require_manager(interaction)
        bot, guild_id, now = interaction.client, interaction.guild_id or 0, discord.utils.utcnow()
        await choose_posts(bot.db, guild_id, interaction.user.id, self.item.values, now)
        await show(interaction, await settings_page(interaction, Group.POSTS))


class PickDays(PersistentChoices, custom_id="server:days:{owner}:{setting}"):
    """The days of the week, of which some are picked."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save them."""
        if not self.item.values:
            raise UserError("Pick at least one weekday. To have none of it, turn it off on the page before.")
        await _save(interaction, self.state["setting"], "".join(self.item.values))


class Switch(PersistentButton, custom_id="server:switch:{owner}:{setting}:{value}"):
    """Turns something on or off."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it."""
        await _save(interaction, self.state["setting"], self.state["value"])


class UseDefault(PersistentButton, custom_id="server:default:{owner}:{setting}"):
    """Back to what holds when nobody has chosen anything."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it."""
        await _save(interaction, self.state["setting"], "")


class AskZone(PersistentButton, custom_id="server:ask-zone:{owner}"):
    """To the form for the zone."""

    async def pressed(self, interaction: Interaction) -> None:
        """Open it, with the present one filled in."""
        require_manager(interaction)
        settings = await load_guild_settings(interaction.client.db, interaction.guild_id or 0)
        zone = settings.value("zone")
        field = text_field(_("Time zone, such as Europe/Berlin"), "zone", value=zone, limit=MAX_LENGTH)
        await interaction.response.send_modal(ZoneForm(_("Time zone"), field, owner=interaction.user.id))


class ZoneForm(PersistentForm, custom_id="server:zone:{owner}"):
    """Asks for the server's time zone."""

    @classmethod
    async def submitted(cls, interaction: Interaction, state: dict[str, str], values: Values) -> None:
        """Save it."""
        await _save(interaction, "zone", values["zone"])


SETTINGS_CONTROLS = (
    PickGroup, BackTo, PickSetting, PickChannel, PickRole, PickValue, PickPosts, PickDays, Switch, UseDefault, AskZone,
)  # fmt: skip


async def settings_page(interaction: Interaction, group: Group, saved: SettingDefinition | None = None) -> Screen:
    """A page of settings, each with its value and what it is for; `saved` was changed just now."""
    require_manager(interaction)
    owner, settings = interaction.user.id, await load_guild_settings(interaction.client.db, interaction.guild_id or 0)
    here = [definition for definition in SETTINGS if definition.group is group]
    heading = _("## Server settings · {group}").format(group=group_name(group))
    if saved:
        value = value_text(saved, settings.value(saved.name))
        heading += "\n" + _("Saved: **{title}** is now {value}.").format(title=setting_title(saved), value=value)
    picks = [option(setting_title(definition), definition.name, _(definition.help)) for definition in here]
    pages = [option(group_name(other), other, chosen=other is group) for other in Group]
    return Screen(
        heading,
        "\n".join(_line(settings, definition) for definition in here),
        *(_posts_blocks(settings, owner) if group is Group.POSTS else []),
        [PickSetting(_("Change …"), picks, owner=owner, group=group)],
        [PickGroup(_("Another page"), pages, owner=owner)],
    )


async def setting_screen(interaction: Interaction, definition: SettingDefinition) -> Screen:
    """One setting: what it is for, what it is now, and the control that changes it."""
    require_manager(interaction)
    owner, settings = interaction.user.id, await load_guild_settings(interaction.client.db, interaction.guild_id or 0)
    now = _("**Now:** {value}").format(value=value_text(definition, settings.value(definition.name)))
    buttons: list[discord.ui.Item[Any]] = [BackTo(_("Back"), owner=owner, group=definition.group)]
    if definition.name in settings.chosen:
        buttons.append(UseDefault(_clear_label(definition), owner=owner, setting=definition.name))
    control = _control(definition, settings, owner)
    rows = [[*control, *buttons]] if isinstance(control[0], PersistentButton) else [control, buttons]
    title = f"## {group_name(definition.group)} · {setting_title(definition)}"
    return Screen(f"{title}\n{_(definition.help)}", now, *rows)


def _posts_blocks(settings: GuildSettings, owner: int) -> list[Block]:
    """All posts at once, and when they come."""
    posts = [definition for definition in SETTINGS if definition.name in POST_SWITCHES]
    options = [option(setting_title(post), post.name, _(post.help), chosen=settings.on(post.name)) for post in posts]
    when = _("They come at {hour} ({zone}).").format(hour=hour(settings.hour("post-hour")), zone=settings.value("zone"))
    homeless = [setting_title(post) for post in posts if settings.on(post.name) and not has_place(settings, post.name)]
    if homeless:
        when += "\n" + _("No channel is set yet for: {posts}. Choose one on the page of the channels.").format(
            posts=", ".join(homeless)
        )
    return [
        [PickPosts(_("What shall I post?"), options, owner=owner)],
        when,
        [AskZone(_("Change the time zone"), owner=owner)],
    ]


def _line(settings: GuildSettings, definition: SettingDefinition) -> str:
    value = value_text(definition, settings.value(definition.name))
    line = f"**{setting_title(definition)}:** {value}"
    if definition.group in (Group.LEVEL_CHANNELS, Group.LEVEL_ROLES):
        return line
    return f"{line}\n-# {_(definition.help)}"


def _control(definition: SettingDefinition, settings: GuildSettings, owner: int) -> Row:
    """What changes a setting: a menu, or buttons."""
    name, value = definition.name, settings.value(definition.name)
    match definition.kind:
        case SettingKind.CHANNEL:
            return [PickChannel(definition, owner=owner, setting=name)]
        case SettingKind.ROLE:
            return [PickRole(definition, owner=owner, setting=name)]
        case SettingKind.ZONE:
            return [AskZone(_("Change the time zone"), style=GREEN, owner=owner)]
        case SettingKind.SWITCH if value == ON:
            return [Switch(_("Turn off"), owner=owner, setting=name, value=OFF)]
        case SettingKind.SWITCH:
            return [Switch(_("Turn on"), style=GREEN, owner=owner, setting=name, value=ON)]
    options = [
        option(label, each, chosen=each in _parts(definition, value)) for label, each in option_pairs(definition)
    ]
    if definition.kind is SettingKind.WEEKDAYS and definition.most > 1:
        return [PickDays(_("On which days?"), options, owner=owner, setting=name)]
    return [PickValue(shortened(setting_title(definition), 100), options, owner=owner, setting=name)]


def _parts(definition: SettingDefinition, value: str) -> tuple[str, ...]:
    return tuple(value) if definition.kind is SettingKind.WEEKDAYS else (value,)


def _clear_label(definition: SettingDefinition) -> str:
    if not definition.default:
        return _("Set none")
    return _("Use the default: {value}").format(value=value_text(definition, definition.default))


async def _save(interaction: Interaction, name: str, text: str) -> None:
    """Save a setting, and show its page with what it is now."""
    await save_setting(interaction, name, text)
    definition = definition_of(name)
    await show(interaction, await settings_page(interaction, definition.group, definition))


def _group(name: str) -> Group:
    if name not in tuple(Group):
        raise UserError(OUTDATED)
    return Group(name)
