"""What a member sees: the words and the controls of a message or a form, wherever they are nested."""

from collections.abc import Iterator
from typing import Any

import discord
import simcord
from simcord.actors import _component_interaction
from simcord.results import InteractionResult, ResponseMessage

TEXT, BUTTON, SELECT = 10, 2, 3


def posts(channel: simcord.ChannelHandle) -> list[discord.Message]:
    """What everybody can read in the channel, oldest first."""
    return [message for message in channel.history() if not message.flags.ephemeral]


def text_of(message: discord.Message) -> str:
    """All text of a message that everybody can read."""
    view = discord.ui.LayoutView.from_message(message, timeout=None)
    return "\n".join(part.content for part in view.walk_children() if isinstance(part, discord.ui.TextDisplay))


def words(result: InteractionResult | ResponseMessage) -> str:
    """All text of an answer, of the newest message if there are several."""
    message = newest(result)
    parts = [part["content"] for part in _parts(message.components) if part["type"] == TEXT]
    return "\n".join([message.content, *parts]).strip()


def components(result: InteractionResult | ResponseMessage) -> list[dict[str, Any]]:
    """All parts of an answer, those that lie in others too, in the order in which one sees them."""
    return list(_parts(newest(result).components))


def labels(result: InteractionResult | ResponseMessage) -> list[str]:
    """The labels of all buttons."""
    return [part["label"] for part in _parts(newest(result).components) if part["type"] == BUTTON]


def ids(result: InteractionResult | ResponseMessage) -> list[str]:
    """The custom_ids of all controls."""
    return [part["custom_id"] for part in _parts(newest(result).components) if "custom_id" in part]


def select_id(result: InteractionResult | ResponseMessage, beginning: str) -> str:
    """The custom_id of the control that begins so."""
    return next(name for name in ids(result) if name.startswith(beginning))


async def click(member: simcord.MemberActor, result: InteractionResult, label: str) -> InteractionResult:
    """Press the button of this label on the newest message."""
    return await member.click(newest(result), label=label)


async def pick(member: simcord.MemberActor, result: InteractionResult, beginning: str, value: str) -> InteractionResult:
    """Choose a value in the select whose custom_id begins so."""
    return await member.select(newest(result), [value], custom_id=select_id(result, beginning))


async def press(
    member: simcord.MemberActor, channel: simcord.ChannelHandle, custom_id: str, **data: Any
) -> InteractionResult:
    """Press a control that no screen shows: an old one, or one that somebody made up."""
    shown = newest(await member.slash(channel, "privacy"))
    stored = member._env.backend.get_message(channel.id, shown.id)
    kind = 3 if "values" in data else 2
    control = {"type": kind, "custom_id": custom_id} | ({"options": []} if kind == 3 else {"label": "x", "style": 2})
    (frame,) = stored.components
    frame["components"].append({"type": 1, "components": [control]})
    return await _component_interaction(member, stored, {"custom_id": custom_id, "component_type": kind, **data})


def newest(result: InteractionResult | ResponseMessage) -> ResponseMessage:
    """The message that answered last: an error comes after the screen on which it happened."""
    if isinstance(result, ResponseMessage):
        return result
    message = result.followups[-1] if result.followups else result.response
    assert message is not None, f"not answered: {result}"
    return message


def _parts(components: Any) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from _parts(component.get("components") or [])
        yield from _parts([component["accessory"]] if component.get("accessory") else [])
