"""Reminders around breaks: days off, three missed days, two weeks without an answer."""

import discord
import pytest
import simcord

from bot.client import LearnBot
from bot.domain.reminder import Topic
from bot.services.reminding import set_topics, view_reminding
from bot.services.time_off import take_time_off
from tests import reminders as shared
from tests.reminders import Goto, buttons, kinds, learn_cards, practise, reminders, turn_on
from tests.screens import text_of, words

cog, goto = shared.cog, shared.goto


async def test_on_days_off_nothing_comes(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await take_time_off(bot.db, ann.id, "2026-01-01", "2026-01-02", discord.utils.utcnow())
    for day in range(2):
        await goto(18, days=day)
    assert reminders(ann) == []
    await goto(18, days=2)
    assert len(reminders(ann)) == 1


async def test_days_in_a_row_that_waited_through_a_week_off_are_spoken_of_without_a_count_of_none(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await set_topics(bot.db, ann.id, None, [Topic.STREAK], discord.utils.utcnow())
    for day in range(2):
        await goto(12, days=day)
        await practise(bot, ann)
    await take_time_off(bot.db, ann.id, "2026-01-03", "2026-01-12", discord.utils.utcnow())
    await goto(18, days=12)
    (message,) = reminders(ann)
    assert "Your days in a row waited while you were off, and today can be one more." in text_of(message)
    assert kinds(message) == ["streak"]


async def test_after_three_missed_days_a_small_plan_is_offered_and_no_guilt(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await goto(12)
    await learn_cards(bot, ann, 3)
    await goto(18, days=3)
    assert "Five minutes" not in text_of(reminders(ann)[-1])
    await goto(18, days=4)
    message = reminders(ann)[-1]
    lines = text_of(message).splitlines()
    assert lines[1] == "You practised on 1 of the last 7 days."
    assert lines[2] == "Five minutes are enough today: 3 cards, and one exercise of two lines."
    assert not {"missed", "lost", "streak", "waiting"} & set(text_of(message).lower().split())
    assert buttons(message) == ["Three cards", "The exercise", "Later today", "Tomorrow", "Stop all"]
    exercise = await ann.user.click(message, label="The exercise")
    assert "level" in words(exercise)
    await practise(bot, ann)
    await goto(18, days=5)
    assert "Five minutes" not in text_of(reminders(ann)[-1])


async def test_after_two_ignored_weeks_it_says_so_once_and_ends_until_one_button_brings_it_back(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    for day in range(20):
        await goto(18, days=day)
    assert len(reminders(ann)) == 15
    last = reminders(ann)[-1]
    assert "this is the last one" in text_of(last)
    assert buttons(last) == ["Remind me again"]
    assert not any("last one" in text_of(message) for message in reminders(ann)[:-1])
    for _ in range(2):
        assert "**On.**" in words(await ann.user.click(last, label="Remind me again"))
    await goto(18, days=20)
    assert len(reminders(ann)) == 16
    assert "last one" not in text_of(reminders(ann)[-1])


@pytest.mark.parametrize("sign", ["practice", "own button", "another feature's button"])
async def test_whoever_practises_or_presses_anything_is_not_taken_to_ignore_it(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle, sign: str
) -> None:
    await turn_on(ann, channel)
    for day in range(20):
        await goto(18, days=day)
        if day == 10 and sign == "practice":
            await practise(bot, ann)
        elif day == 10:
            label = "Tomorrow" if sign == "own button" else "The exercise"
            await ann.user.click(reminders(ann)[-1], label=label)
    assert len(reminders(ann)) == 20
    assert (await view_reminding(bot.db, ann.id, None)).reminding.on
