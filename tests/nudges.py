"""What the tests of nudges share: a guild that wants them in the channels of some levels, and its jobs."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import discord
import pytest
import simcord

from bot.client import LearnBot
from bot.domain.nudges import Nudge, NudgeKind
from bot.services.guild_settings import set_settings
from cogs._posting import posters_of

DAY = 24 * 60 * 60
Choose = Callable[..., Awaitable[None]]

QUESTION = Nudge(
    "nudge.question", "A question", NudgeKind.RECALL, frozenset({"3"}), ("Which makes a copy?", "Which one copies?"),
    options=("a = b", "a = b[:]"), answer="a = b[:]", why="A slice is a new list.", concept="concept.slicing",
)  # fmt: skip
TIP = Nudge(
    "nudge.tip",
    "A tip",
    NudgeKind.TIP,
    frozenset({"3"}),
    ("Read it slowly.", "Slowly!"),
    concept="concept.control-flow",
)
EXPLAIN = Nudge("nudge.explain", "Explain it", NudgeKind.TEACH_BACK, frozenset({"3"}), ("What is it?", "Why is it?"))
SHOW = Nudge("nudge.show", "Show it", NudgeKind.SHOW, frozenset({"3"}), ("Show what you built.", "What did you build?"))
STUCK = Nudge("nudge.stuck", "Stuck", NudgeKind.STUCK, frozenset({"3"}), ("Where are you stuck?", "What is hard?"))


@pytest.fixture
def only(bot: LearnBot) -> Callable[..., None]:
    """Let there be these nudges and no other."""

    def do(*nudges: Nudge) -> None:
        bot.curriculum = replace(bot.curriculum, nudges={nudge.id: nudge for nudge in nudges})

    return do


@pytest.fixture
def choose(bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle) -> Choose:
    """Have nudges every day at midnight, in the channel of level 3."""

    async def do(**changes: str) -> None:
        values = {"nudges": "on", "nudge-days": "0123456", "post-hour": "0", "level-3-channel": str(channel.id)}
        values |= {name.replace("_", "-"): value for name, value in changes.items()}
        await set_settings(bot.db, guild.id, None, values, discord.utils.utcnow())

    return do


async def nudge(bot: LearnBot, guild: simcord.GuildHandle, level: str = "3", *, by_hand: bool = False) -> bool:
    """What the job of a level does at the guild's hour."""
    return await posters_of(bot)[f"nudge-{level}"].post(guild.id, by_hand=by_hand)
