"""The weekly recap in its channel: once a week, with what stood out; in a quiet week nothing."""

import discord
import simcord

from bot.client import LearnBot
from bot.services.server import server_status
from tests.rhythm import DAY, HOUR, choose, is_visible, minute, solves, todays_easy_one
from tests.screens import labels, posts, text_of, words

SUNDAY = 3  # days after the first of January 2026, a Thursday


async def test_on_its_day_the_week_is_posted_once_with_what_stood_out(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    ann: simcord.MemberActor, bob: simcord.MemberActor,
) -> None:  # fmt: skip
    await choose(bot, guild, general_channel=str(channel.id), recap="on")
    item, now = await todays_easy_one(bot, guild), discord.utils.utcnow()
    await solves(bot.db, bot.curriculum, ann.id, guild.id, item, now, shared="print('@everyone')")
    await is_visible(bot.db, ann.id, guild.id, now)
    for _ in range(SUNDAY + 8):
        await env.advance_time(DAY)
        for _ in range(2):
            await minute(bot)
    (message,) = posts(channel)  # the second week was a quiet one
    text, title = text_of(message), bot.curriculum.challenges[item].title
    assert "## The week from 2025-12-28 to 2026-01-03" in text
    assert "1 member tried · 1 solved" in text
    assert f"**Challenge of the week: {title}**" in text
    assert f"shared by <@{ann.id}>: {title}" in text
    assert f"<@{ann.id}>: {title}" in text.split("**The very first one solved**")[1]
    shared = await bob.click(message, label="Shared solutions")
    assert "print('@everyone')" in words(shared)
    assert shared.ephemeral
    assert title in words(await bob.click(message, label="Try it too"))


async def test_a_week_in_which_nothing_happened_is_left_out_and_the_status_says_why(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle
) -> None:
    await choose(bot, guild, general_channel=str(channel.id), recap="on", recap_day="Thursday")
    await minute(bot)
    assert posts(channel) == []
    status = await server_status(bot.db, guild.id, discord.utils.utcnow())
    (recap,) = [job for job in status.jobs if job.job.kind == "recap"]
    assert [skipped.reason for skipped in recap.skipped] == ["nothing happened in the week"]


async def test_the_recap_leads_to_ones_own_week_which_nobody_else_sees(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    ann: simcord.MemberActor, bob: simcord.MemberActor,
) -> None:  # fmt: skip
    await choose(bot, guild, general_channel=str(channel.id), recap="on")
    item = await todays_easy_one(bot, guild)
    await solves(bot.db, bot.curriculum, ann.id, guild.id, item, discord.utils.utcnow())
    await env.advance_time(SUNDAY * DAY + HOUR)
    await minute(bot)
    (message,) = posts(channel)
    own = await ann.click(message, label="My own week")
    assert own.ephemeral
    assert "practised on 1 of 7 days\n1 challenge solved" in words(own)
    assert "Goal of the week" not in words(own)  # she asked for none
    other = await bob.click(message, label="My own week")
    assert "still open" in words(other)
    assert labels(other) == ["What next?"]


async def test_a_recap_that_was_missed_by_a_few_hours_comes_late_and_one_missed_by_a_day_does_not(
    bot: LearnBot,
    env: simcord.Env,
    guild: simcord.GuildHandle,
    channel: simcord.ChannelHandle,
    ann: simcord.MemberActor,
) -> None:
    await choose(bot, guild, general_channel=str(channel.id), recap="on")
    for late in (3 * HOUR, 13 * HOUR):
        item = await todays_easy_one(bot, guild)
        await solves(bot.db, bot.curriculum, ann.id, guild.id, item, discord.utils.utcnow())
        now = discord.utils.utcnow()
        days = (6 - now.weekday()) % 7 or 7
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        await env.advance_time(days * DAY - (now - midnight).total_seconds() + late)
        await minute(bot)
    (message,) = posts(channel)
    assert "A little late today." in text_of(message)
