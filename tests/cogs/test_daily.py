"""The challenge of the day: posted once, at the guild's hour, found again after a crash, with results a day later."""

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

import discord
import pytest
import simcord
from simcord.results import InteractionResult

from bot.client import LearnBot
from bot.domain.daily import Band
from bot.domain.events import Kind
from bot.grader import Grader
from bot.services._learner import record
from bot.services.daily import claim, todays
from tests.screens import click, labels, newest, posts, text_of, words

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


async def test_a_post_that_was_sent_but_not_confirmed_is_found_again_and_not_sent_twice(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    await bot.db.write(lambda connection: connection.execute("UPDATE post SET message_id = NULL"))
    await post(bot, guild)
    assert len(posts(channel)) == 1
    (confirmed,) = await bot.db.read(lambda c: [row["message_id"] for row in c.execute("SELECT message_id FROM post")])
    assert confirmed == posts(channel)[0].id


async def test_a_post_that_was_claimed_but_never_sent_is_sent_late(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    await env.advance_time(DAY)
    await claim(bot.db, bot.curriculum, guild.id, discord.utils.utcnow())
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


async def test_a_new_channel_after_a_lost_one_gets_todays_post(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    await env.advance_time(DAY)
    await claim(bot.db, bot.curriculum, guild.id, discord.utils.utcnow())  # and then the bot stopped
    env.inject_error("*", f"/channels/{channel.id}/messages", status=404, code=10003)
    await post(bot, guild)
    other = guild.create_text_channel("other")
    await choose(channel=other)
    assert len(posts(other)) == 1
