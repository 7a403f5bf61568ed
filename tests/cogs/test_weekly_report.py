"""The weekly report as a member lives it: what was done, a picture, a question, and a goal that fits itself."""

import discord
import simcord

from bot.client import LearnBot
from bot.domain.reminder import Topic
from bot.services.guild_settings import set_setting
from bot.services.reminding import set_place, set_topics
from tests import reminders as shared
from tests.reminders import Goto, controls, learn_cards, practise, reminders, turn_on
from tests.screens import click, newest, pick, posts, text_of, words

cog, goto = shared.cog, shared.goto
SUNDAYS = (3, 10, 17, 24)  # days after the first of January 2026, a Thursday


async def ask_for_report(bot: LearnBot, member: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    await turn_on(member, channel)
    await set_topics(bot.db, member.id, None, [Topic.REPORT], discord.utils.utcnow())


async def test_on_sunday_it_tells_what_was_done_with_a_picture_a_question_and_the_goal(
    bot: LearnBot, goto: Goto, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ask_for_report(bot, ann, channel)
    await learn_cards(bot, ann, 3)
    await goto(12, days=1)
    await practise(bot, ann)
    await goto(18, days=SUNDAYS[0])
    (message,) = reminders(ann)
    text = text_of(message)
    assert "practised on 2 of 7 days\n3 cards reviewed, 1 step done" in text
    assert "**Goal of the week:** 2 of 3 days" in text
    assert "**A question to take along:**" in text
    assert [attached.filename for attached in message.attachments] == ["practice.png"]
    view = discord.ui.LayoutView.from_message(message, timeout=None)
    (gallery,) = [part for part in view.walk_children() if isinstance(part, discord.ui.MediaGallery)]
    assert "The last seven days: " in (gallery.items[0].description or "")
    assert "today open" in (gallery.items[0].description or "")


async def test_every_week_asks_another_question(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ask_for_report(bot, ann, channel)
    for sunday in SUNDAYS[:3]:
        await goto(12, days=sunday)
        await practise(bot, ann)
        await goto(18, days=sunday)
    asked = [text_of(message).split("**A question to take along:** ")[1] for message in reminders(ann)]
    assert len(set(asked)) == 3


async def test_the_goal_shrinks_by_itself_after_two_missed_weeks_and_says_so_without_blame(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ask_for_report(bot, ann, channel)
    for sunday in SUNDAYS:
        await goto(12, days=sunday)
        await practise(bot, ann)
        await goto(18, days=sunday)
    said = [text_of(message) for message in reminders(ann)]
    assert ["1 of 3 days" in text for text in said] == [True, True, True, False]
    assert "1 of 2 days\n-# Since Monday it is one day smaller, to fit the weeks that you have now." in said[3]


async def test_the_goal_is_changed_and_given_up_from_the_report_itself(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ask_for_report(bot, ann, channel)
    await learn_cards(bot, ann, 1)
    await goto(18, days=SUNDAYS[0])
    (message,) = reminders(ann)
    select = next(item.custom_id for item in controls(message) if item.custom_id.startswith("remind:goal:"))
    changed = await ann.user.select(message, ["1"], custom_id=select)
    assert "**Goal of the week:** 1 of 1 day · met" in words(changed)
    given_up = await ann.user.select(message, ["0"], custom_id=select)
    assert "You have no weekly goal." in words(given_up)
    await goto(12, days=SUNDAYS[1])
    await practise(bot, ann)
    await goto(18, days=SUNDAYS[1])
    assert len(reminders(ann)) == 2
    assert "Goal of the week" not in text_of(reminders(ann)[-1])


async def test_the_goal_is_found_in_the_choices_of_remind_too(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    shown = await click(ann, await ann.slash(channel, "remind"), "Weekly goal")
    assert "You have no weekly goal." in words(shown)
    shown = await pick(ann, shown, "remind:goal", "5")
    assert "0 of 5 days" in words(shown)
    assert newest(shown).ephemeral
    assert "## Your reminders" in words(await click(ann, shown, "Reminder settings"))


async def test_where_others_read_along_the_report_comes_without_the_picture(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, guild: simcord.GuildHandle, channel: simcord.ChannelHandle
) -> None:
    await ask_for_report(bot, ann, channel)
    now = discord.utils.utcnow()
    await set_setting(bot.db, guild.id, None, "reminder-channel", str(channel.id), now)
    await set_place(bot.db, ann.id, guild.id, True, now)
    await learn_cards(bot, ann, 1)
    await goto(18, days=SUNDAYS[0])
    (message,) = posts(channel)
    assert "**Your week:**" in text_of(message)
    assert message.attachments == []
