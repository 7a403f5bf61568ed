"""Starting together as members live it: the post, joining, the bar of all, a buddy, and leaving."""

import discord
import simcord

from bot.client import LearnBot
from bot.domain.events import Kind
from bot.services._learner import record
from bot.services.badges import new_badges
from bot.services.server import server_status
from bot.services.thirty_days import PLAN
from tests.rhythm import DAY, choose, minute
from tests.screens import click, labels, newest, posts, press, text_of, words


async def on(bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle) -> None:
    await choose(bot, guild, study_channel=str(channel.id), cohorts="on")


async def does_task(bot: LearnBot, member: simcord.MemberActor, guild: simcord.GuildHandle) -> None:
    now, item = discord.utils.utcnow(), bot.curriculum.plans[PLAN].days[0].challenge
    await bot.db.write(lambda c: record(c, member.id, guild.id, Kind.SOLVED, item, now))
    await new_badges(bot.db, bot.curriculum, member.id, guild.id, now)


async def test_from_the_post_on_the_first_to_the_bar_of_all_a_week_later(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    ann: simcord.MemberActor, bob: simcord.MemberActor,
) -> None:  # fmt: skip
    await on(bot, guild, channel)
    for _ in range(3):
        await minute(bot)
    (start,) = posts(channel)
    assert "## Jan 2026 begins together\n" in text_of(start) + "\n"
    for member in (ann, bob):
        shown = await member.click(start, label="My cohort")
        assert shown.ephemeral
        joined = await click(member, shown, "Take part")
    assert "2 members take part." in words(joined)
    assert str(ann.id) not in words(joined)
    await does_task(bot, ann, guild)
    own = await ann.slash(channel, "cohort")
    assert "1 of 60 tasks done together" in words(own)
    assert "You have done 1 of 30 tasks." in words(own)
    assert "Day 1" in words(await click(ann, own, "My thirty days"))
    for _ in range(8):
        await env.advance_time(DAY)
        await minute(bot)
    start, week = posts(channel)
    assert "## Cohort of Jan 2026, week 2" in text_of(week)
    assert "1 of 60 tasks done together" in text_of(week)


async def test_a_month_in_which_nobody_takes_part_gets_no_weekly_post_and_the_status_says_why(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle
) -> None:
    await on(bot, guild, channel)
    for _ in range(32):
        await minute(bot)
        await env.advance_time(DAY)
    await minute(bot)
    assert len(posts(channel)) == 3  # on the first, on the 29th for the next month, and on the first again
    status = await server_status(bot.db, guild.id, discord.utils.utcnow())
    (job,) = [job for job in status.jobs if job.job.kind == "cohorts"]
    assert {skipped.reason for skipped in job.skipped} == {"nobody takes part this month"}


async def test_two_find_each_other_and_see_names_only_once_both_said_hello(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    ann: simcord.MemberActor, bob: simcord.MemberActor,
) -> None:  # fmt: skip
    await on(bot, guild, channel)
    for member in (ann, bob):
        await click(member, await member.slash(channel, "cohort"), "Take part")
    hers = await click(ann, await ann.slash(channel, "cohort"), "Find a buddy")
    hers = await click(ann, hers, "Find a buddy")
    assert "Nobody else is looking just now." in words(hers)
    his = await click(bob, await click(bob, await bob.slash(channel, "cohort"), "Find a buddy"), "Find a buddy")
    assert "I found somebody" in words(his)
    assert str(ann.id) not in words(his)
    assert labels(his) == ["Say hello", "Skip", "Stop", "My cohort"]
    his = await click(bob, his, "Say hello")
    assert "You said hello." in words(his)
    hers = await click(ann, await ann.slash(channel, "cohort"), "My buddy")
    assert str(bob.id) not in words(hers)
    hers = await click(ann, hers, "Say hello")
    assert f"<@{bob.id}>" in words(hers)
    assert newest(hers).ephemeral
    his = await click(bob, await bob.slash(channel, "cohort"), "My buddy")
    assert f"<@{ann.id}>" in words(his)
    gone = await click(bob, his, "Skip")
    assert str(ann.id) not in words(gone)


async def test_leaving_shows_the_way_back(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, ann: simcord.MemberActor
) -> None:
    await on(bot, guild, channel)
    joined = await click(ann, await ann.slash(channel, "cohort"), "Take part")
    left = await click(ann, joined, "Leave")
    assert labels(left) == ["Take part", "Rather by myself"]


async def test_where_cohorts_are_off_there_is_a_sentence_and_a_made_up_pair_is_refused(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, ann: simcord.MemberActor
) -> None:
    assert "This server has no cohorts." in words(await ann.slash(channel, "cohort"))
    await on(bot, guild, channel)
    await click(ann, await ann.slash(channel, "cohort"), "Take part")
    assert "no pair any more" in words(await press(ann, channel, f"cohort:hello:{ann.id}:1"))
    assert "older version" in words(await press(ann, channel, f"cohort:hello:{ann.id}:one"))


async def test_no_comparison_takes_the_way_to_the_board_out_of_the_cohort_too(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, ann: simcord.MemberActor
) -> None:
    await on(bot, guild, channel)
    joined = await click(ann, await ann.slash(channel, "cohort"), "Take part")
    assert "Board" in labels(joined)
    await click(ann, await ann.slash(channel, "leaderboard"), "No comparison")
    assert "Board" not in labels(await ann.slash(channel, "cohort"))
