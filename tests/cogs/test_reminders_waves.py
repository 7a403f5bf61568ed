"""Waves of reminders: what happens to a message between its claim, its turn and the note that it was sent."""

import asyncio
import logging
from typing import Any

import discord
import pytest
import simcord

from bot.client import LearnBot
from bot.services.remind import claim_due
from bot.services.reminding import offer_channel, set_hours, set_place
from cogs._wave import Pace
from tests import reminders as shared
from tests.reminders import Goto, change, claims, hurried, reminders, turn_on
from tests.screens import click, posts

cog, goto = shared.cog, shared.goto


class GatedPace(Pace):
    """Turns that wait until the test lets them come."""

    def __init__(self) -> None:
        super().__init__(least=0.001, rest=0.01, pause=0.001)
        self.reached, self.opened = asyncio.Event(), asyncio.Event()

    async def turn(self) -> None:
        self.reached.set()
        await self.opened.wait()


@pytest.mark.parametrize(("quiet_to", "comes_at"), [("19", 19), ("3", None)])
async def test_what_still_waits_for_its_turn_when_the_quiet_hours_begin_does_not_come_in_them(
    env: simcord.Env, bot: LearnBot, cog: Any, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle,
    quiet_to: str, comes_at: int | None,
) -> None:  # fmt: skip
    await turn_on(ann, channel)
    await set_hours(bot.db, ann.id, None, "17", "18", quiet_to, discord.utils.utcnow())
    await env.advance_time(18 * 60 * 60 - 1)
    gate = GatedPace()
    cog.wave.pace = gate
    await cog.tick()
    await gate.reached.wait()
    await env.advance_time(2)
    gate.opened.set()
    await cog.wave.finished()
    hurried(bot)
    assert reminders(ann) == []
    await goto(18.9)
    assert reminders(ann) == []
    await goto(comes_at or 28)
    assert len(reminders(ann)) == (1 if comes_at else 0)


async def test_a_message_that_could_not_be_noted_down_when_it_was_sent_is_found_and_not_forgotten(
    db: Any, curriculum: Any, grader: Any, caplog: pytest.LogCaptureFixture
) -> None:
    bot = LearnBot(db, curriculum, grader)
    async with simcord.run(bot, check_errors=False) as env:
        place = env.create_guild().create_text_channel("general")
        ann = env.guild.add_member(env.create_user("ann"))
        await turn_on(ann, place)
        await change(
            bot,
            "CREATE TRIGGER full BEFORE UPDATE OF message_id ON reminder_message WHEN NEW.message_id IS NOT NULL "
            "BEGIN SELECT RAISE(ABORT, 'disk is full'); END",
        )
        await env.advance_time(18 * 60 * 60)
        await hurried(bot).catch_up()
        await change(bot, "DROP TRIGGER full")
        await env.advance_time(300)
        await hurried(bot).catch_up()
        (message,) = reminders(ann)
        assert [found for _day, found in await claims(bot)] == [message.id]
        assert [record.name for record in caplog.records if record.levelno >= logging.ERROR][:1] == ["cogs._wave"]


async def test_a_moved_message_that_was_sent_but_not_confirmed_takes_the_place_of_the_earlier_one_after_all(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await goto(18)
    await ann.user.click(reminders(ann)[0], label="Later today")
    await goto(21)
    (second,) = reminders(ann)
    earlier = await bot.get_partial_messageable(second.channel.id).send("the earlier one")
    await change(bot, f"UPDATE reminder_message SET message_id = NULL, replaced_id = {earlier.id}")
    await goto(21.1)
    assert [message.id for message in reminders(ann)] == [second.id]


async def test_whoever_turns_reminders_off_or_deletes_everything_while_they_wait_gets_none(
    bot: LearnBot, cog: Any, env: simcord.Env, ann: simcord.MemberActor, bob: simcord.MemberActor,
    channel: simcord.ChannelHandle,
) -> None:  # fmt: skip
    for member in (ann, bob):
        await turn_on(member, channel)
    await env.advance_time(18 * 60 * 60)
    batch = await claim_due(bot.db, discord.utils.utcnow())
    assert len(batch.claims) == 2
    await click(ann, await ann.slash(channel, "remind"), "Turn off")
    asked = await click(bob, await bob.slash(channel, "privacy"), "Delete…")
    await click(bob, asked, "Yes, delete everything")
    await cog.wave._deliver(batch.claims, doubtful=False)
    assert (reminders(ann), reminders(bob)) == ([], [])


async def test_whoever_leaves_the_servers_channel_while_their_message_waits_is_not_mentioned_there(
    bot: LearnBot, cog: Any, env: simcord.Env, ann: simcord.MemberActor, guild: simcord.GuildHandle,
    channel: simcord.ChannelHandle,
) -> None:  # fmt: skip
    await turn_on(ann, channel)
    place = guild.create_text_channel("reminders")
    await offer_channel(bot.db, guild.id, ann.id, place.id, discord.utils.utcnow())
    await set_place(bot.db, ann.id, guild.id, True, discord.utils.utcnow())
    await env.advance_time(18 * 60 * 60)
    batch = await claim_due(bot.db, discord.utils.utcnow())
    assert [claim.channel_id for claim in batch.claims] == [place.id]
    await set_place(bot.db, ann.id, guild.id, False, discord.utils.utcnow())
    await cog.wave._deliver(batch.claims, doubtful=False)
    assert (posts(place), await claims(bot)) == ([], [])


async def test_what_waits_for_a_channel_that_is_offered_no_longer_is_not_posted_there(
    bot: LearnBot, cog: Any, env: simcord.Env, ann: simcord.MemberActor, guild: simcord.GuildHandle,
    channel: simcord.ChannelHandle,
) -> None:  # fmt: skip
    await turn_on(ann, channel)
    place = guild.create_text_channel("reminders")
    await offer_channel(bot.db, guild.id, ann.id, place.id, discord.utils.utcnow())
    await set_place(bot.db, ann.id, guild.id, True, discord.utils.utcnow())
    await env.advance_time(18 * 60 * 60)
    batch = await claim_due(bot.db, discord.utils.utcnow())
    await offer_channel(bot.db, guild.id, ann.id, None, discord.utils.utcnow())
    await cog.wave._deliver(batch.claims, doubtful=False)
    assert (posts(place), await claims(bot)) == ([], [])


async def test_the_bot_stops_in_the_middle_of_a_wave_without_an_error(
    bot: LearnBot, cog: Any, env: simcord.Env, ann: simcord.MemberActor, bob: simcord.MemberActor,
    channel: simcord.ChannelHandle, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    for member in (ann, bob):
        await turn_on(member, channel)
    await env.advance_time(18 * 60 * 60)
    cog.wave.pace = Pace(pause=60.0)
    await cog.tick()
    async with asyncio.timeout(10):
        while not await claims(bot):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, bot.grader))
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
    assert (len(reminders(ann)), len(reminders(bob))) == (1, 1)


async def test_the_wave_is_stopped_also_when_the_scheduler_was_stopped_before(
    bot: LearnBot, cog: Any, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    await turn_on(ann, channel)
    await env.advance_time(18 * 60 * 60)
    cog.wave.pace = GatedPace()
    await cog.tick()
    await cog.wave.pace.reached.wait()
    bot.scheduler.shutdown(wait=False)
    await asyncio.sleep(0.01)
    await bot.remove_cog("Remind")
    assert cog.wave._task.cancelled()
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_messages_leave_at_a_steady_pace() -> None:
    pace, loop = Pace(least=0.02, rest=0.1, pause=0.02), asyncio.get_running_loop()
    begin = loop.time()
    await asyncio.gather(*(pace.turn() for _ in range(11)))
    assert 0.2 <= loop.time() - begin < 0.4
    pace.slow_down()
    assert pace.pause == 0.04
    begin = loop.time()
    await pace.turn()
    assert loop.time() - begin >= 0.09
    for _ in range(10):
        pace.speed_up()
    assert pace.pause == 0.02
