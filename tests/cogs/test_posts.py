"""A job that Discord refuses is off, its owner hears of it once, and nothing else stops."""

from typing import Any

import discord
import pytest
import simcord

from bot.client import LearnBot
from bot.services.guild_settings import set_settings
from tests import daily
from tests.daily import DAY, Choose, post
from tests.screens import posts, text_of, words

owner, choose = daily.owner, daily.choose


async def catch_up(bot: LearnBot) -> None:
    """What the bot does after a start."""
    await bot.catch_up()


@pytest.mark.parametrize(
    ("status", "code", "why"),
    [
        (403, 50013, "I am not allowed to write"),
        (403, 50001, "I am not allowed to write"),
        (404, 10003, "the channel is gone"),
        (400, 160006, "as many active threads as it may have"),
    ],
)
async def test_the_owner_is_told_once_why_a_job_is_off_and_other_guilds_get_their_posts(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose,
    status: int, code: int, why: str,
) -> None:  # fmt: skip
    await choose()
    elsewhere = env.create_guild("elsewhere")
    other = elsewhere.create_text_channel("general")
    await set_settings(
        bot.db, elsewhere.id, None, {"daily-channel": str(other.id), "post-hour": "0"}, discord.utils.utcnow()
    )
    await env.advance_time(DAY)
    env.inject_error("POST", f"/channels/{channel.id}/messages", status=status, code=code)
    for _ in range(3):
        await catch_up(bot)
        await post(bot, guild)
    (told,) = posts(guild.owner.dm_channel)
    assert f"In **learn.python** I no longer post:\n- *Daily challenge* (<#{channel.id}>)" in text_of(told)
    assert why in text_of(told)
    assert posts(elsewhere.owner.dm_channel) == []
    assert (len(posts(channel)), len(posts(other))) == (1, 1)


async def test_an_owner_hears_of_all_that_stopped_in_one_message(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle
) -> None:
    channels = {name: guild.create_text_channel(name) for name in ("daily", "level-0", "level-1")}
    values = {f"{name}-channel": str(channel.id) for name, channel in channels.items()}
    every_day = {"nudges": "on", "nudge-days": "0123456", "post-hour": "0"}
    await set_settings(bot.db, guild.id, None, values | every_day, discord.utils.utcnow())
    for channel in channels.values():
        env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50013)
    await env.advance_time(DAY)
    for _ in range(2):
        await catch_up(bot)
    (told,) = posts(guild.owner.dm_channel)
    for name, channel in (("Daily challenge", channels["daily"]), ("Nudges for level 1", channels["level-1"])):
        assert f"- *{name}* (<#{channel.id}>): I am not allowed to write" in text_of(told)


@pytest.mark.parametrize("status", [500, 429])
async def test_while_discord_is_away_an_owner_is_told_later_and_then_once(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose,
    status: int,
) -> None:  # fmt: skip
    await choose()
    await env.advance_time(DAY)
    env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50013)
    direct = guild.owner.dm_channel
    env.inject_error("POST", f"/channels/{direct.id}/messages", status=status)
    await catch_up(bot)
    assert posts(direct) == []
    for _ in range(3):
        await catch_up(bot)
    (told,) = posts(direct)
    assert "I no longer post" in text_of(told)


async def test_an_owner_who_takes_no_messages_is_no_fault_and_asked_no_second_time(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    await env.advance_time(DAY)
    env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50013)
    direct = guild.owner.dm_channel
    env.inject_error("POST", f"/channels/{direct.id}/messages", status=403, code=50007)
    for _ in range(2):
        await catch_up(bot)
    tries = [request for request in env.http_requests if request.path == f"/channels/{direct.id}/messages"]
    assert len(tries) == 1


async def test_an_error_that_passes_is_tried_again_after_ten_minutes(
    bot: LearnBot, env: simcord.Env, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    await env.advance_time(DAY)
    env.inject_error("POST", f"/channels/{channel.id}/messages", status=400, code=50035, times=1)
    cog: Any = bot.get_cog("Posts")
    await bot.catch_up()
    assert len(posts(channel)) == 1
    for minutes, count in ((5, 1), (6, 2)):
        await env.advance_time(minutes * 60)
        await cog.tick()
        await cog.finished()
        assert len(posts(channel)) == count


async def test_what_was_missed_by_more_than_the_guilds_hours_is_not_posted_after_a_restart(
    bot: LearnBot, env: simcord.Env, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    await env.advance_time(DAY + 13 * 60 * 60)
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, bot.grader))
    assert len(posts(channel)) == 1


async def test_those_who_wish_are_mentioned_and_nobody_else(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    role = guild.create_role("Daily ping")
    await set_settings(bot.db, guild.id, None, {"daily-ping-role": str(role.id)}, discord.utils.utcnow())
    await choose()
    (message,) = posts(channel)
    assert f"<@&{role.id}>" in text_of(message)
    sent = next(request for request in reversed(env.http_requests) if request.path.endswith(f"{channel.id}/messages"))
    assert sent.json
    assert sent.json["allowed_mentions"] == {"parse": [], "roles": [role.id]}


async def test_a_channel_that_is_chosen_again_after_a_problem_has_its_post(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    await env.advance_time(DAY)
    env.inject_error("POST", f"/channels/{channel.id}/messages", status=404, code=10003)
    await catch_up(bot)
    other = guild.create_text_channel("other")
    assert "Every day at 00:00" in words(await choose(channel=other))
    assert len(posts(other)) == 1
