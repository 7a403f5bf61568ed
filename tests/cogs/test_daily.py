"""The challenge of the day: the command, the post, what it tells of yesterday, and its results a day later."""

import sqlite3

import discord
import pytest
import simcord

from bot.client import LearnBot
from bot.domain.daily import Band
from bot.domain.events import Kind
from bot.grader import Grader
from bot.services._learner import record
from bot.services.daily import todays
from tests import daily
from tests.daily import DAY, Choose, post
from tests.screens import click, labels, newest, posts, text_of, words

owner, choose = daily.owner, daily.choose


async def test_daily_shows_the_challenge_at_ones_level_and_the_doors_to_the_others(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle, guild: simcord.GuildHandle
) -> None:
    today = await todays(bot.db, bot.curriculum, ann.id, guild.id, discord.utils.utcnow())
    result = await ann.slash(channel, "daily")
    assert f"## {today.daily.challenges[Band.FOUNDATIONS].title}" in words(result)
    assert {"Builder", "Architect"} <= set(labels(result))
    assert newest(result).attachments[0].filename.endswith(".py")
    other = await click(ann, result, "Architect")
    assert f"## {today.daily.challenges[Band.ARCHITECT].title}" in words(other)


async def test_choosing_a_channel_posts_todays_challenge_there_once(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    said = await choose()
    assert "Every day at 00:00 (UTC)" in words(said)
    assert len(posts(channel)) == 1
    for _ in range(3):
        await post(bot, guild)
    assert len(posts(channel)) == 1


async def test_the_post_and_the_command_offer_the_same_challenges(
    bot: LearnBot, ann: simcord.MemberActor, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    today = await todays(bot.db, bot.curriculum, ann.id, guild.id, discord.utils.utcnow())
    offered = await ann.click(posts(channel)[0], label="Architect")
    assert offered.ephemeral
    assert today.daily.challenges[Band.ARCHITECT].title in words(offered)
    assert "Begin with" in words(await click(ann, offered, "Open it")) or "The program" in words(offered)


async def test_a_new_day_brings_a_new_theme_and_the_results_of_yesterday(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    first = text_of(posts(channel)[0])
    await env.advance_time(DAY)
    await post(bot, guild)
    yesterday, today = posts(channel)
    assert text_of(today).splitlines()[0] != first.splitlines()[0]
    assert "This day is over" in text_of(yesterday)
    assert text_of(yesterday).count("0 tried · 0 solved") == 3
    assert text_of(yesterday).count("Model solution") == 3
    assert "Yesterday" not in text_of(today)


@pytest.mark.sandbox
@pytest.mark.xdist_group("sandbox")
async def test_the_journey_from_the_post_to_the_shared_solution_in_the_results(
    sandbox: Grader, bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, bob: simcord.MemberActor,
    guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose,
) -> None:  # fmt: skip
    await choose()
    day = (await todays(bot.db, bot.curriculum, ann.id, guild.id, discord.utils.utcnow())).daily
    band, challenge = next((b, c) for b, c in day.challenges.items() if c.checks)
    offered = await ann.click(posts(channel)[0], label=band.value.capitalize())
    task = await click(ann, offered, "Open it")
    failed = await ann.submit_modal(
        await click(ann, task, "Write my answer"), {"code": challenge.wrong_answers[0].code}
    )
    assert "checks pass · attempt 1" in words(failed)
    hint = await click(ann, failed, f"Hint 1 of {len(challenge.hints)}")
    assert challenge.hints[0] in words(hint)
    seen = await ann.slash(channel, "daily")
    assert "the last one passed" in words(seen) + " ".join(labels(seen))
    solved = await ann.submit_modal(await click(ann, hint, "Write my answer"), {"code": challenge.solution})
    assert "Solved on attempt 2" in words(solved)
    assert "with 1 hint" in words(solved)
    seen = await ann.slash(channel, "daily")
    assert "☑ solved" in words(seen) + " ".join(labels(seen))
    await click(ann, solved, "Share my solution")
    offered = await bob.click(posts(channel)[0], label=band.value.capitalize())
    form = await click(bob, await click(bob, offered, "Open it"), "Write my answer")
    await bob.submit_modal(form, {"code": challenge.wrong_answers[0].code})
    await env.advance_time(DAY)
    await post(bot, guild)
    over = next(message for message in posts(channel) if "This day is over" in text_of(message))
    assert "2 tried · 1 solved" in text_of(over)
    today = posts(channel)[-1]
    assert "Yesterday: 2 tried · 1 solved" in text_of(today)
    assert f"shared by <@{ann.id}>" in text_of(today)
    sent = next(request for request in reversed(env.http_requests) if request.path.endswith(f"{channel.id}/messages"))
    assert sent.json
    assert sent.json["allowed_mentions"]["parse"] == []
    for message, label in ((over, "Shared solutions"), (today, "Yesterday's solutions")):
        shared = await bob.click(message, label=label)
        assert challenge.solution.strip().splitlines()[0] in words(shared)
        assert newest(shared).ephemeral
    await env.advance_time(DAY)
    await post(bot, guild)
    assert "Yesterday" not in text_of(posts(channel)[-1])


async def test_the_next_post_counts_members_once_and_names_only_some_of_many_who_shared(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    now = discord.utils.utcnow()
    day = await todays(bot.db, bot.curriculum, 1, guild.id, now)
    members = range(101, 108)

    def take_part(connection: sqlite3.Connection) -> None:
        for member in members:
            for challenge in day.daily.challenges.values():
                for kind in (Kind.ATTEMPTED, Kind.SHARED):
                    record(connection, member, guild.id, kind, challenge.id, now)
        record(connection, 200, guild.id + 1, Kind.ATTEMPTED, challenge.id, now)  # elsewhere

    await bot.db.write(take_part)
    await env.advance_time(DAY)
    await post(bot, guild)
    said = text_of(posts(channel)[-1])
    assert "Yesterday: 7 tried · 0 solved" in said
    assert "shared by <@101>, <@102>, <@103>, <@104>, <@105> and 2 more" in said


async def test_a_member_may_not_choose_and_wrong_hours_and_zones_get_a_sentence(
    env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    with pytest.raises(simcord.SetupError):  # Discord itself does not offer it to a member
        await ann.slash(channel, "daily-channel", channel=channel, zone="UTC")
    assert "An hour is a number from 0 to 23" in words(await choose(at=25))
    assert "Try one of: Europe/Berlin" in words(await choose(zone="Berln"))
    assert posts(channel) == []


async def test_before_its_hour_nothing_is_posted_and_a_changed_hour_brings_no_second_post(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose(at=2)
    assert posts(channel) == []
    await env.advance_time(2 * 60 * 60)
    await post(bot, guild)
    assert len(posts(channel)) == 1
    assert "2026-01-01" in text_of(posts(channel)[0])
    await choose(at=9)
    await post(bot, guild)
    assert len(posts(channel)) == 1
