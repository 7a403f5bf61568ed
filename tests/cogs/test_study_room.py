"""Study rooms as members live them: opened, joined, left, full threads, a crash, and the summary at the end."""

from typing import Any

import discord
import pytest
import simcord

from bot.client import LearnBot
from bot.services.done import mark_done
from bot.services.study_rooms import BATCH, take_closings, take_seat
from tests.rhythm import DAY, choose
from tests.screens import click, components, labels, pick, posts, text_of, words

MONDAY = 4  # days after the first of January 2026, a Thursday


def room_label(result: Any) -> str:
    return next(label for label in labels(result) if label.startswith("Room for"))


async def opened(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, member: simcord.MemberActor
) -> Any:
    """A room that a member opens for what they are offered."""
    await choose(bot, guild, study_channel=str(channel.id))
    shown = await member.slash(channel, "study-room")
    return await click(member, shown, room_label(shown))


async def close(bot: LearnBot) -> None:
    """What the job does every few minutes."""
    cog: Any = bot.get_cog("StudyRoom")
    await cog.close_rooms()


def thread_of(channel: simcord.ChannelHandle) -> Any:
    (thread,) = channel.threads
    return thread


async def test_two_meet_in_one_thread_and_one_of_them_leaves(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    ann: simcord.MemberActor, bob: simcord.MemberActor,
) -> None:  # fmt: skip
    entered = await opened(bot, guild, channel, ann)
    thread = thread_of(channel)
    assert f"Come in: <#{thread.id}>" in words(entered)
    assert "Up to 5 of you build this until" in text_of(posts(thread)[0])
    shown = await bob.slash(channel, "study-room")
    assert "4 seats free" in words(shown)
    (choice,) = next(part for part in components(shown) if part["type"] == 3)["options"]
    entered = await pick(bob, shown, "study-room:pick", choice["value"])
    assert f"Come in: <#{thread.id}>" in words(entered)
    assert len(channel.threads) == 1
    left = await click(bob, entered, "Leave")
    assert "4 seats free" in words(left)
    assert "yours: <#" in words(await ann.slash(channel, "study-room"))


@pytest.mark.parametrize("code", [10003, 10007])
async def test_whoever_has_left_the_thread_by_themselves_gives_their_seat_back_all_the_same(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    ann: simcord.MemberActor, code: int,
) -> None:  # fmt: skip
    entered = await opened(bot, guild, channel, ann)
    path = f"/channels/{thread_of(channel).id}/thread-members/{ann.id}"
    env.inject_error("DELETE", path, status=404, code=code, times=1)
    assert "No room is open yet this week." in words(await click(ann, entered, "Leave"))


async def test_a_project_can_be_asked_for_by_name(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, ann: simcord.MemberActor
) -> None:
    await choose(bot, guild, study_channel=str(channel.id))
    project = list(bot.curriculum.projects.values())[-1]
    shown = await ann.slash(channel, "study-room", project=project.id)
    assert room_label(shown) == f"Room for {project.title}"
    assert "don't know the project" in words(await ann.slash(channel, "study-room", project="a castle"))


async def test_full_threads_are_said_in_words_and_take_nobodys_seat(
    bot: LearnBot,
    env: simcord.Env,
    guild: simcord.GuildHandle,
    channel: simcord.ChannelHandle,
    ann: simcord.MemberActor,
) -> None:
    await choose(bot, guild, study_channel=str(channel.id))
    env.inject_error("POST", f"/channels/{channel.id}/threads", status=400, code=160006, times=1)
    shown = await ann.slash(channel, "study-room")
    refused = await click(ann, shown, room_label(shown))
    assert "as many threads as Discord allows" in words(refused)
    assert "No room is open yet" in words(await ann.slash(channel, "study-room"))
    shown = await ann.slash(channel, "study-room")
    assert "Come in" in words(await click(ann, shown, room_label(shown)))


async def test_a_thread_that_was_made_just_before_a_crash_is_found_again(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, ann: simcord.MemberActor
) -> None:
    await opened(bot, guild, channel, ann)
    await bot.db.write(lambda connection: connection.execute("UPDATE study_room SET thread_id = NULL"))
    shown = await ann.slash(channel, "study-room")
    assert f"Come in: <#{thread_of(channel).id}>" in words(await click(ann, shown, room_label(shown)))


async def test_when_the_week_is_over_the_room_is_closed_once_with_a_summary(
    bot: LearnBot,
    env: simcord.Env,
    guild: simcord.GuildHandle,
    channel: simcord.ChannelHandle,
    ann: simcord.MemberActor,
) -> None:
    await opened(bot, guild, channel, ann)
    project = await bot.db.read(lambda c: c.execute("SELECT project FROM study_room").fetchone()["project"])
    await mark_done(bot.db, bot.curriculum, ann.id, guild.id, project, discord.utils.utcnow())
    thread = thread_of(channel)
    await close(bot)
    assert len(posts(thread)) == 1
    await env.advance_time(MONDAY * DAY)
    for _ in range(3):
        await close(bot)
    _welcome, summary = posts(thread)
    assert "this room is closed" in text_of(summary)
    assert "1 of you was here this week.\n1 has built it. Well done!" in text_of(summary)
    again = await ann.click(summary, label="Rooms of this week")
    assert again.ephemeral
    assert "No room is open yet" in words(again)


async def test_a_summary_that_was_sent_just_before_a_crash_is_not_sent_again(
    bot: LearnBot,
    env: simcord.Env,
    guild: simcord.GuildHandle,
    channel: simcord.ChannelHandle,
    ann: simcord.MemberActor,
) -> None:
    await opened(bot, guild, channel, ann)
    thread = thread_of(channel)
    await env.advance_time(MONDAY * DAY)
    await close(bot)
    await bot.db.write(lambda connection: connection.execute("UPDATE study_room SET closed = 0"))
    await bot.catch_up()
    assert len(posts(thread)) == 2
    assert await take_closings(bot.db, bot.curriculum, discord.utils.utcnow()) == []


async def test_a_summary_is_tried_again_when_discord_was_away(
    bot: LearnBot,
    env: simcord.Env,
    guild: simcord.GuildHandle,
    channel: simcord.ChannelHandle,
    ann: simcord.MemberActor,
) -> None:
    await opened(bot, guild, channel, ann)
    thread = thread_of(channel)
    await env.advance_time(MONDAY * DAY)
    env.inject_error("GET", f"/channels/{thread.id}", status=503, times=1)
    await close(bot)
    assert len(posts(thread)) == 1
    await close(bot)
    assert len(posts(thread)) == 2


@pytest.mark.parametrize(("status", "code"), [(404, 10003), (403, 50001), (400, 160006), (400, 50083)])
async def test_a_room_that_discord_refuses_to_close_counts_as_closed(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    ann: simcord.MemberActor, status: int, code: int,
) -> None:  # fmt: skip
    await opened(bot, guild, channel, ann)
    thread = thread_of(channel)
    await env.advance_time(MONDAY * DAY)
    env.inject_error("POST", f"/channels/{thread.id}/messages", status=status, code=code, times=1)
    for _ in range(2):
        await close(bot)
    assert len(posts(thread)) == 1
    assert await take_closings(bot.db, bot.curriculum, discord.utils.utcnow()) == []


async def test_many_rooms_with_something_wrong_about_them_keep_no_other_open(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    ann: simcord.MemberActor, bob: simcord.MemberActor,
) -> None:  # fmt: skip
    projects = list(bot.curriculum.projects)[:BATCH]
    now = discord.utils.utcnow()
    await choose(bot, guild, study_channel=str(channel.id))
    for number, project in enumerate(projects):
        await take_seat(bot.db, bot.curriculum, 1000 + number // 3, guild.id, project, now)
    await bot.db.write(lambda c: c.execute("UPDATE study_room SET thread_id = 1000 + room_id, ends_at = ends_at - 9"))
    await opened(bot, guild, channel, bob)
    thread = thread_of(channel)
    await env.advance_time(MONDAY * DAY)
    env.inject_error("GET", "/channels/10??", status=503, times=None)
    for _ in range(2):
        await close(bot)
    assert "this room is closed" in text_of(posts(thread)[-1])


async def test_where_there_is_no_channel_for_them_there_is_a_sentence(
    guild: simcord.GuildHandle, channel: simcord.ChannelHandle, ann: simcord.MemberActor
) -> None:
    assert "no channel for study rooms yet" in words(await ann.slash(channel, "study-room"))
