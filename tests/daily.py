"""What the tests of the challenge of the day share: somebody who chooses where it appears, and its job."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord
import pytest
import simcord
from simcord.results import InteractionResult

from bot.client import LearnBot

DAY = 24 * 60 * 60
Choose = Callable[..., Awaitable[InteractionResult]]


@pytest.fixture
def owner(guild: simcord.GuildHandle, env: simcord.Env) -> simcord.MemberActor:
    """Somebody who may manage the guild."""
    role = guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
    return guild.add_member(env.create_user("olivia", global_name="Olivia"), roles=[role])


@pytest.fixture
def choose(owner: simcord.MemberActor, channel: simcord.ChannelHandle) -> Choose:
    """Choose where and when the challenge appears."""

    async def do(**changes: Any) -> InteractionResult:
        return await owner.slash(channel, "daily-channel", **{"channel": channel, "zone": "UTC", "at": 0, **changes})

    return do


async def post(bot: LearnBot, guild: simcord.GuildHandle) -> None:
    """What the job does at the guild's hour."""
    cog: Any = bot.get_cog("Daily")
    await cog.post(guild.id)
