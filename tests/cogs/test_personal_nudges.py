"""Nudges for one member, in the one message of their day: only for whoever asked, once each, warm, and small."""

import discord
import simcord

from bot.client import LearnBot
from bot.domain.reminder import Topic
from bot.services.reminding import set_topics
from bot.services.start import Answers, start
from bot.services.weekly_goal import set_weekly_goal
from tests import reminders as shared
from tests.reminders import Goto, buttons, kinds, learn_cards, practise, reminders, stop_kind, turn_on
from tests.screens import pick, text_of, words

cog, goto = shared.cog, shared.goto


async def ask_for(bot: LearnBot, member: simcord.MemberActor, *more: Topic) -> None:
    await set_topics(bot.db, member.id, None, [Topic.NUDGES, *more], discord.utils.utcnow())


async def begin(bot: LearnBot, goto: Goto, member: simcord.MemberActor, level: str = "1") -> None:
    """Answer the questions of /start at noon of the first day."""
    await goto(12)
    answers = Answers(level, "track.junior-developer", 20, "UTC", 3)
    await start(bot.db, bot.curriculum, member.id, None, answers, discord.utils.utcnow())


async def test_whoever_did_not_ask_is_never_nudged(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await begin(bot, goto, ann)
    await turn_on(ann, channel)
    for day in range(20):
        await goto(18, days=day)
    assert not any("nudges" in kinds(message) for message in reminders(ann))


async def test_they_are_chosen_with_remind_and_stopped_under_the_message(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await begin(bot, goto, ann)
    await turn_on(ann, channel)
    shown = await ann.slash(channel, "remind")
    await pick(ann, shown, "remind:topics", "nudges")
    await goto(18, days=1)
    (message,) = reminders(ann)
    assert kinds(message) == ["nudges"]
    assert "your reminders are off" in words(await stop_kind(ann, message, "nudges"))


async def test_a_day_after_joining_a_first_task_is_offered_once_and_opens(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await begin(bot, goto, ann)
    await turn_on(ann, channel)
    await ask_for(bot, ann)
    await goto(18)
    assert reminders(ann) == []
    for day in range(1, 12):
        await goto(18, days=day)
    (message,) = reminders(ann)
    assert "Shall we begin? The first task is a small one" in text_of(message)
    assert "An exercise of two lines takes about" in text_of(message)
    assert buttons(message) == ["The exercise", "Later today", "Tomorrow", "Stop all"]
    assert "level" in words(await ann.user.click(message, label="The exercise"))


async def test_whoever_began_already_is_not_asked_to_begin(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await begin(bot, goto, ann)
    await turn_on(ann, channel)
    await ask_for(bot, ann)
    await practise(bot, ann)
    for day in range(3):
        await goto(18, days=day)
    assert reminders(ann) == []


async def test_a_pause_is_met_after_a_few_days_after_a_week_and_after_two_and_then_no_more(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await begin(bot, goto, ann, level="2")
    await turn_on(ann, channel)
    await ask_for(bot, ann)
    await practise(bot, ann)
    came = {}
    for day in range(40):
        before = len(reminders(ann))
        await goto(18, days=day)
        if len(reminders(ann)) > before:
            came[day] = text_of(reminders(ann)[-1])
    assert list(came) == [4, 8, 15]
    assert "It has been a few days. Everything is where you left it." in came[4]
    assert "A week away is fine" in came[8]
    assert "here is a small way back in" in came[15]
    assert "level" not in came[4] + came[8]
    for text in came.values():
        assert not any(word in text.casefold() for word in ("lost", "missed", "should", "sorry", "don't forget"))


async def test_the_way_back_offers_an_exercise_the_cards_and_a_level_below_in_five_buttons(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await begin(bot, goto, ann, level="2")
    await turn_on(ann, channel)
    await ask_for(bot, ann, Topic.CARDS)
    await learn_cards(bot, ann, 5)
    await goto(18, days=3)
    count = len(reminders(ann))
    await goto(18, days=15)
    message = reminders(ann)[count:][-1]
    assert "3 cards are ready too." in text_of(message)
    assert "there is level 1; you can go up again at any time." in text_of(message)
    assert buttons(message) == ["Three cards", "The exercise", "Try level 1", "Later today", "Stop all"]
    assert kinds(message) == ["cards", "nudges"]
    assert "Level 1" in words(await ann.user.click(message, label="Try level 1"))


async def test_at_the_lowest_level_there_is_no_step_down(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await begin(bot, goto, ann, level="00")
    await turn_on(ann, channel)
    await ask_for(bot, ann)
    await practise(bot, ann)
    await goto(18, days=15)
    (message,) = reminders(ann)
    assert "small way back in" in text_of(message)
    assert buttons(message) == ["The exercise", "Later today", "Tomorrow", "Stop all"]


async def test_whoever_only_reviews_cards_keeps_all_of_them_and_is_shown_a_way_back_to_new_things(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await begin(bot, goto, ann)
    await turn_on(ann, channel)
    await ask_for(bot, ann, Topic.CARDS)
    await practise(bot, ann)
    for day in range(1, 15):
        await goto(17, days=day)
        await learn_cards(bot, ann, 1 + day)
        await goto(18, days=day)
    assert not any("nudges" in kinds(message) for message in reminders(ann))
    await goto(18, days=15)
    text = text_of(reminders(ann)[-1])
    assert "small way back in" in text
    assert int(text.split(" cards are ready too.")[0].split()[-1]) > 3
    await goto(18, days=16)
    assert "small way back in" not in text_of(reminders(ann)[-1])


async def test_a_goal_of_ones_own_that_was_missed_twice_is_planned_again_without_any_report(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await begin(bot, goto, ann)
    await turn_on(ann, channel)
    await ask_for(bot, ann)
    await set_weekly_goal(bot.db, bot.curriculum, ann.id, 5, discord.utils.utcnow())
    for day in (1, 3, 5, 7, 9, 12, 14, 16):  # of the weeks that begin on the 5th and the 12th, three days each
        await goto(12, days=day)
        await practise(bot, ann)
    for day in (18, 19):
        await goto(18, days=day)
    (message,) = reminders(ann)
    assert "your weekly goal is one day less from now on" in text_of(message)
    assert kinds(message) == ["nudges"]


async def test_moved_to_later_it_says_the_same_and_is_still_the_only_message(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await begin(bot, goto, ann)
    await turn_on(ann, channel)
    await ask_for(bot, ann)
    await goto(17, days=1)
    await goto(18, days=1)
    (message,) = reminders(ann)
    await ann.user.click(message, label="Later today")
    await goto(21, days=1)
    (again,) = reminders(ann)
    assert again.id != message.id
    assert text_of(again) == text_of(message)
