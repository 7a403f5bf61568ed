"""Quizzes through Discord: from the first question to the end, on any device, after any restart."""

from typing import Any

import pytest
import simcord

from bot.client import LearnBot
from bot.store.events import event_log
from cogs.ui.layout import GOOD
from tests.quizzes import ask, choose, letter, play, question, quiz, stored
from tests.screens import click, ids, labels, newest, press, words

EXPLANATION = "Because it is so, always."
ABOUT_QUESTIONS = {"cogs.questions", "cogs.quiz"}


async def test_an_answer_is_explained_and_the_next_question_follows(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz())
    asked = await ann.slash(channel, "quiz")
    assert newest(asked).ephemeral
    assert "Ferries · question 1 of 5" in words(asked)
    assert labels(asked) == ["A", "B", "C", "Something's off"]
    said = await choose(ann, asked, "first")
    assert words(said).startswith("## Right\n-# Ferries · question 1 of 5")
    assert "You chose: first" in words(said)
    assert EXPLANATION in words(said)
    assert newest(said).components[0]["accent_color"] == GOOD
    assert labels(said) == ["Next question", "Something's off"]
    following = await click(ann, said, "Next question")
    assert "Ferries · question 2 of 5" in words(following)
    assert [answer.points for answer in await stored(bot, ann.id)] == [1]


async def test_the_end_tells_the_score_in_words_and_leads_on(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz(), quiz(name="harbours"))
    shown = await ann.slash(channel, "quiz", topic="quiz.ferries")
    done = await play(ann, shown, "first", "second", "first", "third", "first")
    assert "## Ferries: how it went\n**3 of 5 points**, 60 %. Not passed yet: it takes 80 %" in words(done)
    assert words(done).count("- Which one is") == 2
    title = bot.curriculum.concepts["concept.control-flow"].title
    assert labels(done) == ["Practise my mistakes", f"Read: {title}", "Another quiz"]
    again = await click(ann, done, "Practise my mistakes")
    assert "Ferries · question 1 of 2" in words(again)
    cleared = await play(ann, again, "first", "first")
    assert "**2 of 2 points**, 100 %. Nothing is left to practise here." in words(cleared)
    assert labels(cleared) == [f"Read: {title}", "Another quiz"]
    assert "Harbours · question 1 of 5" in words(await click(ann, cleared, "Another quiz"))


async def test_a_passed_quiz_says_so_and_offers_no_mistakes(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz())
    done = await play(ann, await ann.slash(channel, "quiz"), *["first"] * 5)
    assert "**5 of 5 points**, 100 %. Passed: it takes 80 %." in words(done)
    assert "Practise my mistakes" not in labels(done)
    progress = words(await ann.slash(channel, "progress"))
    assert "1 of the last 7 days" in progress
    assert "Questions: Ferries" in progress


async def test_mistakes_come_back_in_the_next_round(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz(*[question(name=f"q{number}") for number in range(20)]))
    await play(ann, await ann.slash(channel, "quiz"), "second", "first", "first", "second", "first")
    before = await stored(bot, ann.id)
    wrong = {answer.question for answer in before if not answer.right}
    await play(ann, await ann.slash(channel, "quiz"), *["first"] * 5)
    round_two = {answer.question for answer in (await stored(bot, ann.id))[5:]}
    assert len(wrong) == 2
    assert round_two & {answer.question for answer in before} == wrong


async def test_the_same_button_pressed_twice_counts_once_and_says_the_same(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz())
    asked = await ann.slash(channel, "quiz")
    wrong = next(name for name in ids(asked) if name.endswith(":0:1"))
    right = next(name for name in ids(asked) if name.endswith(":0:0"))
    said = [words(await press(ann, channel, name)) for name in (wrong, wrong, right)]
    assert said[0].startswith("## Not quite")
    assert said == [said[0]] * 3
    assert len(await stored(bot, ann.id)) == 1


async def test_a_button_of_an_earlier_question_shows_the_one_that_comes_now(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz())
    asked = await ann.slash(channel, "quiz")
    answered = ids(asked)[0]
    await play(ann, asked, "first", "first")
    for old in (answered, answered.replace(":0:", ":4:")):
        assert "Ferries · question 3 of 5" in words(await press(ann, channel, old))
    assert len(await stored(bot, ann.id)) == 2


async def test_a_quiz_goes_on_after_a_restart_and_when_the_interaction_is_long_over(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz())
    asked = await ann.slash(channel, "quiz")
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, bot.grader))
    await env.advance_time(16 * 60)  # the token of an interaction lives for 15 minutes
    said = await choose(ann, asked, "first")
    assert words(said).startswith("## Right")
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, bot.grader))
    assert "question 2 of 5" in words(await click(ann, said, "Next question"))


async def test_another_device_shows_where_one_is_and_direct_messages_as_well(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz(), quiz(name="harbours"))
    asked = await ann.slash(channel, "quiz", topic="Harbours")
    await choose(ann, asked, "first")
    elsewhere = await ann.user.slash("quiz")
    assert "Harbours · question 2 of 5" in words(elsewhere)
    said = await ann.user.click(newest(elsewhere), label=letter(elsewhere, "second"))
    assert words(said).startswith("## Not quite")
    assert "question 3 of 5" in words(await ann.slash(channel, "quiz"))
    assert "Ferries · question 1 of 5" in words(await ann.slash(channel, "quiz", topic="ferries"))


async def test_somebody_elses_question_is_not_answered(
    bot: LearnBot, ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz())
    asked = await ann.slash(channel, "quiz")
    stolen = await press(bob, channel, ids(asked)[0])
    assert "belongs to another member" in words(stolen)
    forged = await press(bob, channel, ids(asked)[0].replace(str(ann.id), str(bob.id)))
    assert "These questions are no longer there." in words(forged)
    assert await stored(bot, ann.id) == []


@pytest.mark.parametrize(
    "custom_id",
    [
        "question:choose:{me}:1:0:7", "question:choose:{me}:1:0:x", "question:choose:{me}:9999:0:0",
        "question:choose:{me}:99999999999:0:0", "question:order:{me}:1:0:0", "question:back:{me}:1:0:x",
        "question:next:{me}:77", "quiz:open:{me}:quiz.gone", "quiz:practise:{me}:quiz.gone",
        "quiz:practise:{me}:mistakes",
    ],
)  # fmt: skip
async def test_a_button_that_is_old_or_forged_gets_a_sentence(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle, custom_id: str
) -> None:
    ask(bot, quiz())
    await ann.slash(channel, "quiz")
    data: dict[str, Any] = {"values": ["0"]} if "order" in custom_id else {}
    result = await press(ann, channel, custom_id.format(me=ann.id), **data)
    assert len(words(result).splitlines()) == 1
    assert "Something broke" not in words(result)
    assert await stored(bot, ann.id) == []


async def test_an_unknown_topic_gets_a_sentence(ann: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    result = await ann.slash(channel, "quiz", topic="@everyone cooking")
    assert words(result).startswith("I don't know the quiz “@everyone cooking”.")


async def test_topics_are_offered_while_one_types_and_ones_mistakes_always(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, *[quiz(name=f"x{number}") for number in range(30)], quiz(name="harbours"))
    offered = await ann.autocomplete(channel, "quiz", "topic", "")
    assert len(offered) == 25
    assert offered[0] == {"name": "My mistakes", "value": "mistakes"}
    (found,) = await ann.autocomplete(channel, "quiz", "topic", "harb")
    assert (found["name"], found["value"]) == ("Level 0 · Harbours", "quiz.harbours")
    result = await ann.slash(channel, "quiz", topic="mistakes")
    assert "You have no mistakes to practise." in words(result)


async def test_the_mistakes_of_all_quizzes_are_one_round(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz(question()), quiz(question(quiz="quiz.harbours"), name="harbours"))
    for topic in ("ferries", "harbours"):
        await play(ann, await ann.slash(channel, "quiz", topic=topic), "second")
    shown = await ann.slash(channel, "quiz", topic="mistakes")
    assert "My mistakes · question 1 of 2" in words(shown)
    done = await play(ann, shown, "second", "first")
    assert "## My mistakes: how it went\n**1 of 2 points**, 50 %. 1 mistake is left to practise." in words(done)
    assert "question 1 of 1" in words(await click(ann, done, "Practise my mistakes"))


async def test_the_button_of_another_feature_opens_or_resumes_a_quiz(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz(), quiz(name="harbours"))
    button = f"quiz:open:{ann.id}:quiz.harbours"
    asked = await press(ann, channel, button)
    assert "Harbours · question 1 of 5" in words(asked)
    await choose(ann, asked, "first")
    assert "Harbours · question 2 of 5" in words(await press(ann, channel, button))


async def test_a_retired_question_in_a_round_that_waits_is_skipped(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz())
    asked = await ann.slash(channel, "quiz")
    said = await choose(ann, asked, "first")
    (answered,) = await stored(bot, ann.id)
    rest = [one for one in bot.curriculum.quizzes["quiz.ferries"].questions if one.id != answered.question]
    ask(bot, quiz(*rest[2:]))
    assert "question 2 of 3" in words(await click(ann, said, "Next question"))
    ask(bot, quiz(name="harbours"))
    over = await press(ann, channel, f"question:next:{ann.id}:1")
    assert "**1 of 1 point**" in words(over)
    assert labels(over) == ["Another quiz"]


async def test_every_control_of_a_question_fits_its_hundred_characters_whatever_it_carries(
    env: simcord.Env, bot: LearnBot
) -> None:
    found: list[Any] = [*bot._connection._view_store._dynamic_items.values(), *bot.forms.values()]
    formats = [control.id_format for control in found if control.__module__ in ABOUT_QUESTIONS]
    assert len(formats) == 14
    most = {"owner": 2**63, "sitting": 10**9 - 1, "place": 59, "option": 5, "order": "012345"}
    most["quiz"] = "quiz." + "x" * 55
    assert max(len(name.format(**most)) for name in formats) <= 100


async def test_what_a_member_answered_is_in_the_log_before_they_read_it(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz(question()))
    await choose(ann, await ann.slash(channel, "quiz"), "second")  # the last question: nobody looks at the end
    events = await bot.db.read(lambda connection: event_log(connection, ann.id))
    assert [(event.kind, event.item, event.details.get("passed")) for event in events] == [
        ("answered", "quiz.ferries", None),
        ("quizzed", "quiz.ferries", "0"),
    ]
