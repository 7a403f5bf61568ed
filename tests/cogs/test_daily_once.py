"""The post of a day comes at most once, whatever happens to the bot, to Discord or to the channel."""

from typing import Any

import discord
import pytest
import simcord

from bot.client import LearnBot
from bot.services.guild_settings import set_setting
from bot.services.posts import claim
from cogs._posting import posters_of
from tests import daily
from tests.daily import DAY, Choose, post
from tests.screens import posts, text_of, words

owner, choose = daily.owner, daily.choose


async def forget_messages(bot: LearnBot) -> None:
    """Leave the posts as a bot does that stops after it has sent them and before it has confirmed them."""
    await bot.db.write(lambda connection: connection.execute("UPDATE post SET message_id = NULL"))


async def stored(bot: LearnBot) -> list[tuple[Any, ...]]:
    """The day and the message of every post that was claimed, and whether it has its results."""
    query = "SELECT day, message_id, closed FROM post ORDER BY day"
    return await bot.db.read(lambda connection: [tuple(row) for row in connection.execute(query)])


async def test_a_post_that_was_sent_but_not_confirmed_is_found_again_and_not_sent_twice(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    await forget_messages(bot)
    await post(bot, guild)
    assert len(posts(channel)) == 1
    assert await stored(bot) == [("2026-01-01", posts(channel)[0].id, 0)]


async def test_a_post_that_was_sent_long_after_it_was_claimed_is_found_again_too(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    await set_setting(bot.db, guild.id, None, "catch-up-hours", "24", discord.utils.utcnow())
    await env.advance_time(DAY)
    await claim(bot.db, "daily", guild.id, discord.utils.utcnow())  # and then Discord was away for hours
    await env.advance_time(DAY - 60 * 60)
    for _ in range(2):
        await post(bot, guild)
        await forget_messages(bot)
    assert len(posts(channel)) == 2


async def test_a_post_that_was_sent_but_not_confirmed_on_its_day_gets_its_results_when_the_bot_is_back(
    bot: LearnBot, env: simcord.Env, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    await forget_messages(bot)
    await env.advance_time(3 * DAY)
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, bot.grader))
    lost, today = posts(channel)
    assert text_of(lost).count("Model solution") == 3
    assert await stored(bot) == [("2026-01-01", lost.id, 1), ("2026-01-04", today.id, 0)]


async def test_a_post_of_an_earlier_day_that_was_claimed_but_never_sent_is_given_up(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    await env.advance_time(DAY)
    await claim(bot.db, "daily", guild.id, discord.utils.utcnow())  # and then the bot stopped
    await env.advance_time(DAY)
    await post(bot, guild)
    first, today = posts(channel)
    assert await stored(bot) == [("2026-01-01", first.id, 1), ("2026-01-03", today.id, 0)]


async def test_a_day_on_which_something_broke_in_the_making_of_a_post_is_told_as_left_out(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose,
    owner: simcord.MemberActor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    await choose()
    await env.advance_time(DAY)
    with monkeypatch.context() as broken:
        broken.setattr(posters_of(bot)["daily"], "compose", lambda _due: 1 / 0)
        await bot.catch_up()
    assert "daily could not be posted today" in caplog.text
    caplog.clear()
    assert "2026-01-02, on its way or in doubt" in words(await owner.slash(channel, "server status"))
    await env.advance_time(DAY)
    await bot.catch_up()
    assert len(posts(channel)) == 2
    assert "-# Left out: 2026-01-02 (noticed too late to catch up)" in words(
        await owner.slash(channel, "server status")
    )


@pytest.mark.parametrize(("status", "code"), [(500, 0), (403, 50001)])
async def test_while_discord_does_not_tell_whether_an_earlier_post_was_sent_it_is_looked_for_again_another_day(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose,
    status: int, code: int,
) -> None:  # fmt: skip
    await choose()
    await forget_messages(bot)
    await env.advance_time(DAY)
    env.inject_error("GET", f"/channels/{channel.id}/messages", status=status, code=code, times=1)
    await post(bot, guild)
    lost, second = posts(channel)
    assert "This day is over" not in text_of(lost)
    assert await stored(bot) == [("2026-01-01", None, 0), ("2026-01-02", second.id, 0)]
    await env.advance_time(DAY)
    await post(bot, guild)
    assert ["This day is over" in text_of(message) for message in posts(channel)] == [True, True, False]
    assert (await stored(bot))[0] == ("2026-01-01", lost.id, 1)


async def test_an_unconfirmed_post_in_a_channel_that_is_gone_is_given_up(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    await forget_messages(bot)
    await env.advance_time(DAY)
    env.inject_error("*", f"/channels/{channel.id}/messages", status=404, code=10003)
    other = guild.create_text_channel("other")
    await choose(channel=other)
    assert await stored(bot) == [("2026-01-02", posts(other)[0].id, 0)]


async def test_a_post_that_was_claimed_but_never_sent_is_sent_late(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    await env.advance_time(DAY)
    await claim(bot.db, "daily", guild.id, discord.utils.utcnow())
    await env.advance_time(60 * 60)
    await post(bot, guild)
    assert "A little late today." in text_of(posts(channel)[-1])
    assert len(posts(channel)) == 2


async def test_what_was_missed_while_the_bot_was_away_is_posted_when_it_is_back(
    bot: LearnBot, env: simcord.Env, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    await env.advance_time(DAY + 2 * 60 * 60)
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, bot.grader))
    assert len(posts(channel)) == 2
    assert "A little late today." in text_of(posts(channel)[-1])


async def test_an_error_of_discord_is_followed_by_one_post_not_two(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    await env.advance_time(DAY)
    env.inject_error("POST", f"/channels/{channel.id}/messages", status=500, times=1)
    await post(bot, guild)
    await post(bot, guild)
    assert len(posts(channel)) == 2


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (403, 50001), (404, 10003)])
async def test_a_lost_permission_or_channel_stops_the_posts_until_a_channel_is_chosen_again(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose,
    status: int, code: int,
) -> None:  # fmt: skip
    await choose()
    await env.advance_time(DAY)
    env.inject_error("POST", f"/channels/{channel.id}/messages", status=status, code=code)
    await post(bot, guild)
    await post(bot, guild)
    assert len(posts(channel)) == 1
    await choose()
    assert len(posts(channel)) == 2


async def test_a_new_channel_after_a_lost_one_gets_todays_post(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    await env.advance_time(DAY)
    await claim(bot.db, "daily", guild.id, discord.utils.utcnow())  # and then the bot stopped
    env.inject_error("*", f"/channels/{channel.id}/messages", status=404, code=10003)
    await post(bot, guild)
    other = guild.create_text_channel("other")
    await choose(channel=other)
    assert len(posts(other)) == 1
