"""The Hall of Fame as members see it: who is visible here stands in it, and nobody else."""

import discord
import simcord

from bot.client import LearnBot
from bot.domain.events import Kind
from bot.services._learner import record
from bot.services.thanks import Message, thank
from bot.services.thirty_days import PLAN
from tests.rhythm import choose, is_visible
from tests.screens import click, newest, words


async def achieves(bot: LearnBot, member: simcord.MemberActor, guild: simcord.GuildHandle) -> None:
    """Finish the thirty days, and pass a level."""
    now, plan = discord.utils.utcnow(), bot.curriculum.plans[PLAN]

    def save(connection) -> None:  # type: ignore[no-untyped-def]
        record(connection, member.id, guild.id, Kind.JOINED, PLAN, now)
        for day in plan.days:
            record(connection, member.id, guild.id, Kind.SOLVED, day.challenge, now)
        record(connection, member.id, guild.id, Kind.PASSED, bot.curriculum.levels["1"].id, now)

    await bot.db.write(save)


async def test_whoever_lets_the_server_see_it_stands_there_and_nobody_else(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    ann: simcord.MemberActor, bob: simcord.MemberActor,
) -> None:  # fmt: skip
    empty = await bob.slash(channel, "hall-of-fame")
    assert "Nobody stands here yet." in words(empty)
    assert newest(empty).ephemeral
    now = discord.utils.utcnow()
    for member, other in ((ann, bob), (bob, ann)):
        await achieves(bot, member, guild)
        await thank(bot.db, other.id, Message(guild.id, channel.id, 8 + member.id % 2, member.id), now)
    await is_visible(bot.db, ann.id, guild.id, now)
    seen = words(await bob.slash(channel, "hall-of-fame"))
    assert seen.count(f"<@{ann.id}>") == 3
    assert f"<@{bob.id}>" not in seen
    assert f"<@{ann.id}> · level 1 · {bot.curriculum.levels['1'].title}" in seen
    assert f"<@{ann.id}> · thanked by 1 member" in seen


async def test_without_thanks_there_are_no_helpers_and_without_comparison_no_numbers(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    ann: simcord.MemberActor, bob: simcord.MemberActor,
) -> None:  # fmt: skip
    now = discord.utils.utcnow()
    await is_visible(bot.db, ann.id, guild.id, now)
    await thank(bot.db, bob.id, Message(guild.id, channel.id, 8, ann.id), now)
    await click(bob, await bob.slash(channel, "settings"), "No comparison")
    seen = words(await bob.slash(channel, "hall-of-fame"))
    assert f"**Helped others in the last 30 days**\n<@{ann.id}>" in seen
    assert "thanked by" not in seen
    await choose(bot, guild, thanks="off")
    assert "Nobody stands here yet." in words(await bob.slash(channel, "hall-of-fame"))
