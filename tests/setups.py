"""What the tests of /setup share: a new guild's one channel, what is there, and what was changed."""

from collections import Counter

import pytest
import simcord
from simcord.results import InteractionResult

from tests.screens import newest


@pytest.fixture
def office(guild: simcord.GuildHandle) -> simcord.ChannelHandle:
    """The one channel that Discord makes for a new guild."""
    return guild.create_text_channel("office")


def names(guild: simcord.GuildHandle) -> Counter[str]:
    """How often each name of a channel, a category or a role is there."""
    backend = guild._env.backend
    stored = backend.get_guild(guild.id)
    channels = [backend.channels[number].name or "" for number in stored.channel_ids]
    return Counter([*channels, *(role.name for role in stored.roles.values())])


def writes(env: simcord.Env) -> list[str]:
    """The requests that changed the guild."""
    return [
        f"{request.method} {request.path.split('/', 3)[-1]}"
        for request in env.http_requests
        if request.method in ("POST", "PATCH", "DELETE", "PUT")
        and ("/roles" in request.path or request.path.startswith(("/guilds", "/channels")))
        and not request.path.endswith("/messages")
    ]


def is_off(result: InteractionResult, label: str) -> bool:
    """Whether a button can't be pressed."""
    (frame,) = newest(result).components
    buttons = [button for row in frame["components"] for button in row.get("components", [])]
    return any(button.get("label") == label and button.get("disabled") for button in buttons)


async def apply(owner: simcord.MemberActor, office: simcord.ChannelHandle) -> InteractionResult:
    """Make everything at once."""
    return await owner.slash(office, "setup apply")
