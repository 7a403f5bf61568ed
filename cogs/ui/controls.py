"""Buttons and selects that survive restarts: all they need to know is in their custom_id."""

from typing import Any, ClassVar, Self, TypeVar

import discord

from bot.client import Interaction, answer_error, speak_with
from bot.errors import UserError
from cogs.ui.layout import shortened
from cogs.ui.state import OUTDATED, fill, refuse_strangers, restored, state_pattern

Item = TypeVar("Item", bound=discord.ui.Item[Any])


class PersistentControl(discord.ui.DynamicItem[Item], template=""):
    """A control without memory. A subclass names its `custom_id` with fields in braces, and does its work in `pressed`.

    It works after a restart, on another device, and for as long as its message exists.
    """

    id_format: ClassVar[str]

    def __init_subclass__(cls, *, custom_id: str = "") -> None:
        super().__init_subclass__(template=state_pattern(custom_id))
        cls.id_format = custom_id

    def __init__(self, item: Item, state: dict[str, str]) -> None:
        super().__init__(item)
        self.state = state

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Check whose it is, do the work, and answer whatever goes wrong."""
        try:
            await speak_with(interaction)
            refuse_strangers(interaction, self.state)
            await self.pressed(interaction)
        except Exception as error:
            await answer_error(interaction, error)

    async def pressed(self, interaction: Interaction) -> None:
        """What the control does."""
        raise NotImplementedError

    @classmethod
    def id_for(cls, state: dict[str, Any]) -> str:
        """The custom_id that carries a state."""
        return fill(cls.id_format, **state)


class PersistentButton(PersistentControl[discord.ui.Button[Any]]):
    """A button."""

    def __init__(
        self,
        label: str,
        *,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        **state: object,
    ) -> None:
        button: discord.ui.Button[Any] = discord.ui.Button(
            label=shortened(label, 80), style=style, custom_id=self.id_for(state)
        )
        super().__init__(button, {name: str(value) for name, value in state.items()})

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: Any, /
    ) -> Self:
        """The button that was pressed."""
        return cls("", **restored(match.groupdict(), interaction.client.curriculum))


async def press(interaction: Interaction, custom_id: str) -> None:
    """Do what the button of a custom_id does, whichever feature answers it, as if it had been pressed.

    Raises UserError when no feature does.
    """
    for pattern, control in interaction.client.controls.items():
        match = pattern.fullmatch(custom_id)
        if match and issubclass(control, PersistentButton):
            state = restored(match.groupdict(), interaction.client.curriculum)
            await control("", **state).pressed(interaction)
            return
    raise UserError(OUTDATED)


class PersistentSelect(PersistentControl[discord.ui.Select[Any]]):
    """A select menu of which one option is picked."""

    def __init__(self, placeholder: str, options: list[discord.SelectOption], **state: object) -> None:
        menu: discord.ui.Select[Any] = discord.ui.Select(
            placeholder=shortened(placeholder, 150), options=options, custom_id=self.id_for(state)
        )
        super().__init__(menu, {name: str(value) for name, value in state.items()})

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: Any, /
    ) -> Self:
        """The select that was used."""
        return cls("", [], **restored(match.groupdict(), interaction.client.curriculum))

    @property
    def chosen(self) -> str:
        """The value that the member picked."""
        if not self.item.values:
            raise UserError(OUTDATED)
        return self.item.values[0]


class PersistentChoices(PersistentSelect):
    """A select menu of which any number of options is picked, none included: then the member is told."""

    def __init__(self, placeholder: str, options: list[discord.SelectOption], **state: object) -> None:
        super().__init__(placeholder, options, **state)
        self.item.min_values, self.item.max_values = 0, max(len(options), 1)


def option(label: str, value: str, description: str = "", *, chosen: bool = False) -> discord.SelectOption:
    """An option of a select, within Discord's limits."""
    return discord.SelectOption(
        label=shortened(label, 100), value=value, description=shortened(description, 100) or None, default=chosen
    )
