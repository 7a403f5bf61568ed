"""The one message of the day as a member lives it: what it says, moved to later, to tomorrow, stopped, ended."""

import discord
import simcord

from bot.client import LearnBot
from bot.domain.events import Event, Kind
from bot.domain.reminder import Topic
from bot.services.daily import todays
from bot.services.reminding import set_hours, set_topics, set_weekdays
from bot.store.events import append_event
from tests import reminders as shared
from tests.reminders import Goto, buttons, hurried, kinds, learn_cards, practise, reminders, stop_kind, turn_on
from tests.screens import newest, text_of, words

cog, goto = shared.cog, shared.goto


async def allow(bot: LearnBot, member: simcord.MemberActor, *topics: Topic) -> None:
    await set_topics(bot.db, member.id, None, topics, discord.utils.utcnow())


async def hours(bot: LearnBot, member: simcord.MemberActor, hour: int, quiet_from: int = 0, quiet_to: int = 0) -> None:
    typed = (str(hour), str(quiet_from), str(quiet_to))
    await set_hours(bot.db, member.id, None, *typed, discord.utils.utcnow())


async def test_everything_is_merged_into_one_message_with_what_to_do_about_it(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await learn_cards(bot, ann, 3)
    await goto(17, days=1)
    await practise(bot, ann)
    await goto(18, days=3)
    (message,) = reminders(ann)[-1:]
    text = text_of(message)
    assert "cards are ready (about" in text
    assert "Today's challenge" in text
    assert "You practised on 2 of the last 7 days." in text
    assert buttons(message) == ["Review now", "Today's challenge", "Later today", "Tomorrow", "Stop all"]
    assert "**Your week:** practised on 2 of 7 days\n3 cards reviewed" in text  # it is a Sunday
    assert kinds(message) == ["cards", "daily", "streak", "report"]


async def test_review_now_leads_to_the_first_card_also_in_direct_messages(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await learn_cards(bot, ann, 2)
    await goto(18, days=1)
    card = await ann.user.click(reminders(ann)[-1], label="Review now")
    assert "card 1 of" in words(card)
    task = await ann.user.click(reminders(ann)[-1], label="Today's challenge")
    assert "level" in words(task)


async def test_nothing_due_and_nothing_at_risk_means_no_message(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await allow(bot, ann, Topic.CARDS, Topic.STREAK, Topic.REPORT)
    for day in range(5):
        await goto(18, days=day)
    assert reminders(ann) == []
    assert await shared.claims(bot) == []


async def test_todays_challenge_is_not_mentioned_once_it_is_solved(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, guild: simcord.GuildHandle, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await goto(17)
    now = discord.utils.utcnow()
    today = await todays(bot.db, bot.curriculum, ann.id, guild.id, now)
    solved = Event(Kind.SOLVED, now, -180, guild.id, today.daily.challenges[today.band].id)
    await bot.db.write(lambda connection: append_event(connection, ann.id, solved))
    await goto(18)
    assert reminders(ann) == []


async def test_a_row_of_days_that_would_end_today_is_worth_a_message_and_one_that_is_safe_is_not(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await allow(bot, ann, Topic.STREAK)
    for day in range(2):
        await goto(12, days=day)
        await practise(bot, ann)
        await goto(18, days=day)
    assert reminders(ann) == []
    await goto(18, days=2)
    (message,) = reminders(ann)
    assert "You practised on 2 of the last 7 days, and today can be one more." in text_of(message)
    assert "lose" not in text_of(message)


async def test_the_week_is_looked_back_on_in_the_message_of_its_last_chosen_day(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await allow(bot, ann, Topic.REPORT)
    await set_weekdays(bot.db, ann.id, None, [0, 3, 5], discord.utils.utcnow())
    await learn_cards(bot, ann, 3)
    await goto(18)
    assert reminders(ann) == []
    await goto(18, days=2)  # Saturday
    (message,) = reminders(ann)
    assert "**Your week:** practised on 1 of 7 days\n3 cards reviewed\n" in text_of(message)
    for day in range(3, 10):
        await goto(18, days=day)
    assert len(reminders(ann)) == 1  # a week without anything needs no report


async def test_later_today_brings_it_again_in_three_hours_once(
    goto: Goto, bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await goto(18)
    (first,) = reminders(ann)
    for _ in range(2):
        assert "I write again" in words(await ann.user.click(first, label="Later today"))
    await goto(20.9)
    assert [message.id for message in reminders(ann)] == [first.id]
    await goto(21)
    await goto(21.5)
    (second,) = reminders(ann)  # in place of the first
    assert second.id != first.id
    assert "late" not in text_of(second)
    await goto(18, days=1)
    assert len(reminders(ann)) == 2


async def test_a_message_can_be_moved_past_midnight_as_long_as_it_is_still_the_members_day(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await hours(bot, ann, 20)
    await goto(20)
    await ann.user.click(reminders(ann)[0], label="Later today")
    await goto(23)
    await ann.user.click(reminders(ann)[0], label="Later today")
    await goto(25)
    assert len(reminders(ann)) == 1
    await goto(26)
    (third,) = reminders(ann)
    refused = await ann.user.click(third, label="Later today")
    assert "tomorrow already" in words(refused)
    assert "I write again" in words(await ann.user.click(newest(refused), label="Tomorrow"))
    await goto(20, days=1)
    assert len(reminders(ann)) == 2


async def test_later_today_never_leads_into_quiet_hours_and_offers_tomorrow(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await hours(bot, ann, 20, 22, 7)
    await goto(20)
    refused = await ann.user.click(reminders(ann)[0], label="Later today")
    assert "quiet time" in words(refused)
    await goto(23)
    assert len(reminders(ann)) == 1


async def test_a_button_of_a_day_that_is_over_says_when_the_next_message_comes(
    goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await goto(18)
    await goto(12, days=1)
    for label in ("Later today", "Tomorrow"):
        said = await ann.user.click(reminders(ann)[0], label=label)
        assert "That day is over. The next reminder comes <t:1767376800:F>." in words(said)


async def test_tomorrow_means_tomorrow_also_on_a_weekday_that_was_not_chosen(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await set_weekdays(bot.db, ann.id, None, [3], discord.utils.utcnow())
    await goto(18)
    await ann.user.click(reminders(ann)[0], label="Later today")
    await ann.user.click(reminders(ann)[0], label="Tomorrow")
    await goto(21)
    assert len(reminders(ann)) == 1
    await goto(18, days=1)
    assert len(reminders(ann)) == 2
    for day in range(2, 7):
        await goto(18, days=day)
    assert len(reminders(ann)) == 2
    await goto(18, days=7)
    assert len(reminders(ann)) == 3


async def test_each_kind_can_be_stopped_on_its_own_and_without_the_last_one_all_is_off(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await learn_cards(bot, ann, 2)
    await goto(18, days=1)
    said = await stop_kind(ann, reminders(ann)[-1], "daily")
    assert "I won't mention the daily challenge any more." in words(said)
    await goto(18, days=2)
    assert "challenge" not in text_of(reminders(ann)[-1])
    assert "cards are ready" in text_of(reminders(ann)[-1])
    await allow(bot, ann, Topic.CARDS)
    for _ in range(2):
        assert "your reminders are off" in words(await stop_kind(ann, reminders(ann)[-1], "cards"))
    count = len(reminders(ann))
    await goto(18, days=3)
    assert len(reminders(ann)) == count


async def test_stop_all_stops_all_and_the_other_buttons_say_so(
    goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await goto(18)
    for _ in range(2):
        assert "**Off.**" in words(await ann.user.click(reminders(ann)[0], label="Stop all"))
    assert "Your reminders are off." in words(await ann.user.click(reminders(ann)[0], label="Later today"))
    await goto(18, days=1)
    assert len(reminders(ann)) == 1


async def test_the_buttons_work_after_a_restart(
    bot: LearnBot, env: simcord.Env, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await goto(18)
    again = LearnBot(bot.db, bot.curriculum, bot.grader)
    await env.restart_bot(again)
    assert "I write again" in words(await ann.user.click(reminders(ann)[0], label="Later today"))
    await env.advance_time(3 * 60 * 60)
    await hurried(again).catch_up()
    assert len(reminders(ann)) == 1
    assert "I write again" in words(await ann.user.click(reminders(ann)[0], label="Tomorrow"))


async def test_it_says_nothing_beyond_what_was_allowed(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await allow(bot, ann, Topic.DAILY)
    await learn_cards(bot, ann, 3)
    await goto(18, days=1)
    message = reminders(ann)[-1]
    assert len(text_of(message).splitlines()) == 2
    assert "cards" not in text_of(message)
    assert "practised" not in text_of(message)
    assert kinds(message) == ["daily"]
