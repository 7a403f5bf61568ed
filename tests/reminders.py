"""What the tests of reminders share: a feature in a hurry, the clock, and what a member finds in their messages."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import discord
import pytest
import simcord
from simcord.results import InteractionResult

from bot.client import LearnBot
from bot.domain.memory import Rating
from bot.services.done import mark_done
from bot.services.flashcards import review
from cogs._wave import Pace
from tests.screens import click, posts

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)  # a Thursday; SimCord's world begins then
Goto = Callable[..., Awaitable[None]]


def hurried(bot: LearnBot) -> Any:
    """The feature, with shorter pauses than on Discord."""
    cog: Any = bot.get_cog("Remind")
    cog.wave.pace = Pace(least=0.001, rest=0.01, pause=0.001)
    return cog


@pytest.fixture
def cog(bot: LearnBot, env: simcord.Env) -> Any:
    """The feature."""
    return hurried(bot)


@pytest.fixture
def goto(env: simcord.Env, cog: Any) -> Goto:
    """Go on to an hour (UTC) so many days after the first of January, and let the job of that minute run."""

    async def go(hour: float, days: int = 0) -> None:
        moment = BEGIN + timedelta(days=days, hours=hour)
        await env.advance_time((moment - env.now()).total_seconds())
        await cog.catch_up()

    return go


async def turn_on(member: simcord.MemberActor, channel: simcord.ChannelHandle) -> InteractionResult:
    """Choose to be reminded, as it is suggested: every day at six, of everything, by direct message."""
    return await click(member, await member.slash(channel, "remind"), "Turn on")


def reminders(member: simcord.MemberActor) -> list[discord.Message]:
    """The messages that came by themselves, oldest first."""
    return posts(member.user.dm_channel)


def controls(message: discord.Message) -> list[Any]:
    """The buttons and selects of a message."""
    view = discord.ui.LayoutView.from_message(message, timeout=None)
    return [item for item in view.walk_children() if hasattr(item, "custom_id")]


def buttons(message: discord.Message) -> list[str]:
    """The labels of its buttons."""
    return [str(item.label) for item in controls(message) if isinstance(item, discord.ui.Button)]


def kinds(message: discord.Message) -> list[str]:
    """What it mentions, from its select."""
    return [o.value for item in controls(message) if item.custom_id.startswith("remind:stop:") for o in item.options]


async def stop_kind(member: simcord.MemberActor, message: discord.Message, kind: str) -> InteractionResult:
    """Have a kind mentioned no more."""
    select = next(item for item in controls(message) if item.custom_id.startswith("remind:stop:"))
    result: InteractionResult = await member.user.select(message, [kind], custom_id=select.custom_id)
    return result


async def practise(bot: LearnBot, member: simcord.MemberActor) -> None:
    """Do something that counts."""
    topics = [item for item, about in bot.curriculum.items.items() if about.kind == "topic"]
    now = discord.utils.utcnow()
    await mark_done(bot.db, bot.curriculum, member.id, None, topics[now.timetuple().tm_yday], now)


async def learn_cards(bot: LearnBot, member: simcord.MemberActor, count: int) -> None:
    """Review so many cards for the first time; they come back tomorrow."""
    now = discord.utils.utcnow()
    for card in list(bot.curriculum.cards)[:count]:
        await review(bot.db, bot.curriculum, member.id, None, card, Rating.GOOD, 0, 10.0, now)


async def claims(bot: LearnBot) -> list[tuple[date, int | None]]:
    """The days of all messages that were claimed, and what they became."""
    sql = "SELECT day, message_id FROM reminder_message ORDER BY day"
    return await bot.db.read(lambda c: [(date.fromisoformat(r["day"]), r["message_id"]) for r in c.execute(sql)])


async def change(bot: LearnBot, sql: str) -> None:
    """Change something in the database, as a crash or an outage would have left it."""
    await bot.db.write(lambda connection: connection.execute(sql))
