"""Reminders when Discord or the bot fails: at most once, late rather than never, and no knocking at closed doors."""

import logging
from typing import Any

import discord
import pytest
import simcord

from bot.client import LearnBot
from bot.services.remind import claim_due
from bot.services.reminding import view_reminding
from tests import reminders as shared
from tests.reminders import Goto, change, claims, hurried, reminders, turn_on
from tests.screens import click, text_of, words

cog, goto = shared.cog, shared.goto


def attempts(env: simcord.Env, member: simcord.MemberActor) -> int:
    """How often something was posted, or was to be posted, into a member's direct messages."""
    path = f"/channels/{member.user.dm_channel.id}/messages"
    return sum(request.method == "POST" and request.path == path for request in env.http_requests)


def fail(env: simcord.Env, member: simcord.MemberActor, status: int, code: int = 0, times: int | None = 1) -> None:
    path = f"/channels/{member.user.dm_channel.id}/messages"
    env.inject_error("POST", path, status=status, code=code, times=times)


@pytest.mark.parametrize("code", [50007, 50278])
async def test_closed_direct_messages_are_remembered_told_once_at_the_next_command_and_tried_again_on_request(
    env: simcord.Env, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle, code: int
) -> None:
    await turn_on(ann, channel)
    fail(env, ann, 403, code)
    for day in range(3):
        await goto(18, days=day)
    assert attempts(env, ann) == 1
    told = await ann.slash(channel, "daily")
    assert "Discord doesn't let me write to you" in words(told)
    assert told.followups[-1].ephemeral
    assert not (await ann.slash(channel, "daily")).followups
    assert "Discord doesn't let me write to you" in words(await ann.slash(channel, "remind"))
    assert "**Next:**" in words(await click(ann, told, "Try again"))
    await goto(18, days=3)
    assert len(reminders(ann)) == 1


async def test_a_form_is_followed_by_nothing_and_the_command_after_it_tells(
    env: simcord.Env, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    fail(env, ann, 403, 50007)
    await goto(18)
    assert not (await ann.slash(channel, "run")).followups
    assert (await ann.slash(channel, "daily")).followups


@pytest.mark.parametrize("status", [403, 404])
async def test_a_refusal_that_is_not_about_the_member_closes_no_door(
    env: simcord.Env, bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle, status: int
) -> None:
    await turn_on(ann, channel)
    fail(env, ann, status, 0, times=None)  # something between the bot and Discord shuts everybody out
    await goto(18)
    env.backend.faults.clear()
    await goto(18.5)
    assert len(reminders(ann)) == 1
    assert (await view_reminding(bot.db, ann.id, None)).problem is None


@pytest.mark.parametrize(("status", "code"), [(403, 40003), (429, 0), (400, 40003)])
async def test_going_too_fast_slows_the_wave_down_and_loses_nothing(
    env: simcord.Env, cog: Any, goto: Goto, ann: simcord.MemberActor, bob: simcord.MemberActor,
    channel: simcord.ChannelHandle, status: int, code: int,
) -> None:  # fmt: skip
    for member in (ann, bob):
        await turn_on(member, channel)
    fail(env, ann, status, code, times=2)
    await goto(18)
    assert (len(reminders(ann)), len(reminders(bob))) == (1, 1)
    assert attempts(env, ann) == 3
    assert "late" not in text_of(reminders(ann)[0])
    assert cog.wave.pace.pause > cog.wave.pace.least


async def test_an_error_of_discord_is_followed_by_one_message_not_two(
    env: simcord.Env, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    fail(env, ann, 500)
    await goto(18)
    await goto(18.1)
    assert len(reminders(ann)) == 1


async def test_a_message_that_discord_takes_for_a_wrong_one_is_not_tried_again_that_day(
    db: Any, curriculum: Any, grader: Any, caplog: pytest.LogCaptureFixture
) -> None:
    bot = LearnBot(db, curriculum, grader)
    async with simcord.run(bot, check_errors=False) as env:
        place = env.create_guild().create_text_channel("general")
        ann = env.guild.add_member(env.create_user("ann"))
        await turn_on(ann, place)
        fail(env, ann, 400, 50035, times=None)
        for _ in range(3):
            await env.advance_time(18 * 60 * 60 if not attempts(env, ann) else 300)
            await hurried(bot).catch_up()
        assert attempts(env, ann) == 1
    assert [record.name for record in caplog.records if record.levelno >= logging.ERROR] == ["cogs._wave"]


async def test_discord_down_at_the_hour_means_a_message_that_is_late_and_says_so(
    env: simcord.Env, goto: Goto, ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for member in (ann, bob):
        await turn_on(member, channel)
    for member in (ann, bob):
        fail(env, member, 503, times=None)
    for minutes in range(60):
        await goto(18 + minutes / 60)
    assert attempts(env, ann) + attempts(env, bob) < 2 * 60  # it rests between its attempts
    env.backend.faults.clear()
    await goto(19.2)
    await goto(19.3)
    for member in (ann, bob):
        (message,) = reminders(member)
        assert "A little late today." in text_of(message)


async def test_what_could_not_be_sent_before_the_quiet_hours_is_left_out(
    env: simcord.Env, bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    fail(env, ann, 500, times=None)
    await goto(18)
    env.backend.faults.clear()
    await goto(22)
    await goto(28)
    assert reminders(ann) == []
    assert await claims(bot) == []
    await goto(18, days=1)
    assert len(reminders(ann)) == 1


async def test_a_message_that_was_sent_but_not_confirmed_is_found_again_and_not_sent_twice(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await goto(18)
    await change(bot, "UPDATE reminder_message SET message_id = NULL, channel_id = NULL")
    await goto(18.1)
    (message,) = reminders(ann)
    assert [found for _day, found in await claims(bot)] == [message.id]


async def test_a_message_that_was_claimed_but_never_sent_is_sent_after_a_restart(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await env.advance_time(18 * 60 * 60)
    await claim_due(bot.db, discord.utils.utcnow())  # and then the bot stopped
    await env.advance_time(60 * 60)
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, bot.grader))
    (message,) = reminders(ann)
    assert "A little late today." in text_of(message)


async def test_what_was_missed_while_the_bot_was_away_comes_late_on_the_same_day_only(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await env.advance_time(3 * 24 * 60 * 60 + 20 * 60 * 60)
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, bot.grader))
    (message,) = reminders(ann)
    assert "A little late today." in text_of(message)


async def test_a_last_message_that_was_not_confirmed_ends_the_reminders_all_the_same(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    for day in range(15):
        await goto(18, days=day)
    assert "last one" in text_of(reminders(ann)[-1])
    await change(bot, "UPDATE reminder_message SET message_id = NULL WHERE day = '2026-01-15'")
    await change(bot, "UPDATE reminder SET enabled = 1, next_at = 1768586400000")
    await goto(18.1, days=14)
    await goto(18, days=15)
    assert len(reminders(ann)) == 15


async def test_a_channel_of_direct_messages_that_is_no_longer_known_is_opened_again(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await goto(18)
    await change(bot, "UPDATE reminder SET dm_channel_id = 12345")
    await goto(18, days=1)
    assert len(reminders(ann)) == 2


@pytest.mark.parametrize(
    "fault",
    [
        "UPDATE learner SET zone = 'Atlantis/Gone' WHERE user_id = {}",
        "INSERT INTO time_off (user_id, first_day, last_day) VALUES ({}, 'x', 'y')",
    ],
)
async def test_a_fault_of_ours_about_one_member_is_logged_once_and_spares_the_others(
    db: Any, curriculum: Any, grader: Any, caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    bot = LearnBot(db, curriculum, grader)
    async with simcord.run(bot, check_errors=False) as env:
        place = env.create_guild().create_text_channel("general")
        ann, bob = (env.guild.add_member(env.create_user(name)) for name in ("ann", "bob"))
        for member in (ann, bob):
            await turn_on(member, place)
        await change(bot, fault.format(ann.id))
        for minutes in range(3):
            await env.advance_time(18 * 60 * 60 if not minutes else 60)
            await hurried(bot).catch_up()
        assert (len(reminders(ann)), len(reminders(bob))) == (0, 1)
    assert [record.name for record in caplog.records if record.levelno >= logging.ERROR] == ["cogs._wave"]
