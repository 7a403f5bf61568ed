"""Forms (modals) that can be sent in also after a restart: their state is in their custom_id, as a button's is."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import discord

from bot.client import Interaction, answer_error, speak_with
from bot.errors import UserError
from cogs.ui.layout import shortened
from cogs.ui.state import OUTDATED, fill, refuse_strangers, restored, state_pattern


class Values(dict[str, str]):
    """The values of a form's inputs by their names; one that is missing belongs to an older version of the form.

    For an upload the value is an attachment's id; `file` leads from the name of the input to the attachment. Where
    several values can be picked, `several` has them all.
    """

    def __init__(self, interaction: Interaction) -> None:
        data: Any = interaction.data
        inputs = dict(_inputs(data["components"]))
        self._picked = {name: tuple(part.get("values") or ()) for name, part in inputs.items()}
        super().__init__({name: part.get("value", (*self._picked[name], "")[0]) for name, part in inputs.items()})
        uploads = data.get("resolved", {}).get("attachments", {})
        self._files = {
            key: discord.Attachment(data=upload, state=interaction._state) for key, upload in uploads.items()
        }

    def file(self, name: str) -> discord.Attachment | None:
        """The file that was put into an upload; None when there is none."""
        return self._files.get(self.get(name, ""))

    def several(self, name: str) -> tuple[str, ...]:
        """Everything that was picked in an input in which several values can be."""
        if name not in self:
            raise UserError(OUTDATED)
        return self._picked[name]

    def __missing__(self, name: str) -> str:
        raise UserError(OUTDATED)


class PersistentForm(discord.ui.Modal):
    """A modal without memory: `submitted` gets the state of its custom_id and the values of its inputs."""

    id_format: ClassVar[str]
    pattern: ClassVar[re.Pattern[str]]

    def __init_subclass__(cls, *, custom_id: str) -> None:
        super().__init_subclass__()
        cls.id_format = custom_id
        cls.pattern = state_pattern(custom_id)

    def __init__(self, title: str, *parts: discord.ui.Item[Any], **state: object) -> None:
        super().__init__(title=shortened(title, 45), custom_id=fill(self.id_format, **state))
        for part in parts:
            self.add_item(part)
        self.stop()  # discord.py need not remember it: `receive` finds it by its custom_id

    @classmethod
    async def receive(cls, interaction: Interaction, state: dict[str, str]) -> None:
        """Answer a form that was sent in."""
        try:
            await speak_with(interaction)
            refuse_strangers(interaction, state)
            await cls.submitted(interaction, restored(state, interaction.client.curriculum), Values(interaction))
        except Exception as error:
            await answer_error(interaction, error)

    @classmethod
    async def submitted(cls, interaction: Interaction, state: dict[str, str], values: Values) -> None:
        """What happens with the values, by the custom_ids of the inputs."""
        raise NotImplementedError


def _inputs(components: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The inputs of a submitted form by their custom_ids, wherever they are nested."""
    for component in components:
        if "custom_id" in component:
            yield component["custom_id"], component
        inner = component.get("components") or [component.get("component")]
        yield from _inputs(part for part in inner if isinstance(part, Mapping))


def text_field(
    title: str,
    name: str,
    *,
    hint: str = "",
    value: str | None = None,
    limit: int,
    long: bool = False,
    required: bool = True,
) -> discord.ui.Label[Any]:
    """A labelled line (or box) for text of at most `limit` characters."""
    style = discord.TextStyle.paragraph if long else discord.TextStyle.short
    field: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id=name,
        style=style,
        default=value,
        max_length=limit,
        required=required,
        placeholder=shortened(hint, 100) or None,
    )
    return discord.ui.Label(text=shortened(title, 45), component=field)


def choice_field(
    title: str, name: str, options: list[discord.SelectOption], *, hint: str = ""
) -> discord.ui.Label[Any]:
    """A labelled select of one option."""
    menu: discord.ui.Select[Any] = discord.ui.Select(custom_id=name, options=options)
    return discord.ui.Label(text=shortened(title, 45), description=shortened(hint, 100) or None, component=menu)


def checkbox_field(title: str, name: str, options: Mapping[str, str], *, hint: str = "") -> discord.ui.Label[Any]:
    """A labelled list of boxes, of which at least one is ticked; `options` holds the words beside each by its value."""
    boxes = [discord.CheckboxGroupOption(label=shortened(label, 100), value=value) for value, label in options.items()]
    group: discord.ui.CheckboxGroup[Any] = discord.ui.CheckboxGroup(
        custom_id=name, options=boxes, min_values=1, max_values=len(boxes)
    )
    return discord.ui.Label(text=shortened(title, 45), description=shortened(hint, 100) or None, component=group)


def radio_field(
    title: str, name: str, options: Mapping[str, str], *, hint: str = "", chosen: str = ""
) -> discord.ui.Label[Any]:
    """A labelled list of which one is picked; `options` holds the words beside each by its value."""
    dots = [
        discord.RadioGroupOption(label=shortened(label, 100), value=value, default=value == chosen)
        for value, label in options.items()
    ]
    group: discord.ui.RadioGroup[Any] = discord.ui.RadioGroup(custom_id=name, options=dots)
    return discord.ui.Label(text=shortened(title, 45), description=shortened(hint, 100) or None, component=group)


def upload_field(title: str, name: str, *, hint: str = "") -> discord.ui.Label[Any]:
    """A labelled place for one file, which may stay empty."""
    upload: discord.ui.FileUpload[Any] = discord.ui.FileUpload(custom_id=name, required=False, max_values=1)
    return discord.ui.Label(text=shortened(title, 45), description=shortened(hint, 100) or None, component=upload)
