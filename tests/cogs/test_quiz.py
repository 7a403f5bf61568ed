"""Quizzes through Discord: every type of question, counted once, on any device, after any restart."""

import re
from dataclasses import replace
from typing import Any

import pytest
import simcord
from simcord.actors import _dispatch_actor_interaction
from simcord.results import InteractionResult

from bot.client import LearnBot
from bot.domain.questions import Mistake, Option, Question, QuestionType, Quiz
from bot.domain.sitting import Answer
from bot.services.reports import reports
from bot.store.events import event_log
from bot.store.sittings import answers_of
from cogs.ui.layout import GOOD, MAX_TEXT
from tests.quizzes import CLOZE, MULTI, ORDER, SHORT, SINGLE, TRUE_FALSE, question, quiz, with_quizzes
from tests.screens import click, ids, labels, newest, pick, press, select_id, words

EXPLANATION = "Because it is so, always."
ABOUT_QUESTIONS = {"cogs.questions", "cogs.quiz"}


def ask(bot: LearnBot, *quizzes: Quiz) -> None:
    """Let the bot know these quizzes alone."""
    bot.curriculum = with_quizzes(bot.curriculum, *quizzes)


async def stored(bot: LearnBot, user: int) -> list[Answer]:
    """Every answer of a member."""
    return await bot.db.read(lambda connection: answers_of(connection, user))


def letter(shown: InteractionResult, option: str) -> str:
    """The letter of an option on the screen."""
    found = re.search(rf"^\*\*(\w)\*\* · {re.escape(option)}$", words(shown), re.MULTILINE)
    assert found, words(shown)
    return found[1]


async def choose(member: simcord.MemberActor, shown: InteractionResult, option: str) -> InteractionResult:
    """Press the letter of an option."""
    return await click(member, shown, letter(shown, option))


async def play(member: simcord.MemberActor, shown: InteractionResult, *options: str) -> InteractionResult:
    """Choose these options, one question after the other, up to the end."""
    for option in options:
        said = await choose(member, shown, option)
        shown = await click(member, said, labels(said)[0])
    return shown


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


async def test_a_wrong_option_says_what_it_confuses_and_which_one_is_right(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz())
    said = await choose(ann, await ann.slash(channel, "quiz"), "second")
    assert words(said).startswith("## Not quite")
    assert "You chose: second\nYou mixed up two.\n**Right:** first" in words(said)
    assert "No, three." not in words(said)
    assert EXPLANATION in words(said)


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


async def test_true_or_false_is_asked_in_words(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz(question(TRUE_FALSE)))
    asked = await ann.slash(channel, "quiz")
    assert labels(asked) == ["True", "False", "Something's off"]
    said = await click(ann, asked, "False")
    assert "You chose: False\nIt does float.\n**Right:** True" in words(said)


async def test_ticks_are_taken_in_a_form_and_a_part_of_a_point_is_said_in_words(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz(question(MULTI)))
    asked = await ann.slash(channel, "quiz")
    assert labels(asked) == ["Tick my answers", "Something's off"]
    form = await click(ann, asked, "Tick my answers")
    assert form.modal is not None
    (boxes,) = [part["component"] for part in form.modal["components"] if "component" in part]
    shown = {box["label"]: box["value"] for box in boxes["options"]}
    assert set(shown) == {f"{letter(asked, text)}. {text}" for text in ("first", "second", "third", "fourth")}
    said = await ann.submit_modal(form, {"options": ["0", "3"]})
    assert words(said).startswith("## Right")
    assert "☑ first: right" in words(said)
    form = await click(ann, await ann.slash(channel, "quiz"), "Tick my answers")
    said = await ann.submit_modal(form, {"options": ["3"]})
    assert words(said).startswith("## Partly right")
    assert "☑ fourth: right" in words(said)
    assert "☐ first: right as well, and not ticked" in words(said)
    assert "That is 50 % of the point" in words(said)
    done = await click(ann, said, "See how it went")
    assert "**0.5 of 1 point**, 50 %." in words(done)
    form = await click(ann, await ann.slash(channel, "quiz"), "Tick my answers")
    said = await ann.submit_modal(form, {"options": ["1", "0"]})
    assert words(said).startswith("## Not quite")
    assert "☒ second: not this one. You mixed up two." in words(said)
    assert [answer.points for answer in await stored(bot, ann.id)] == [1, 0.5, 0]


@pytest.mark.parametrize(("kind", "typed"), [(SHORT, " keyerror. "), (CLOZE, "`len`")])
async def test_a_typed_answer_is_taken_kindly(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle, kind: QuestionType, typed: str
) -> None:
    ask(bot, quiz(question(kind)))
    asked = await ann.slash(channel, "quiz")
    assert labels(asked) == ["Type my answer", "Something's off"]
    assert ("[…](boats)" in words(asked)) == (kind is CLOZE)
    said = await ann.submit_modal(await click(ann, asked, "Type my answer"), {"answer": typed})
    assert words(said).startswith("## Right")
    assert [answer.given for answer in await stored(bot, ann.id)] == [typed]


async def test_a_mistake_that_is_often_typed_is_explained(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz(question(SHORT)))
    form = await click(ann, await ann.slash(channel, "quiz"), "Type my answer")
    said = words(await ann.submit_modal(form, {"answer": "IndexError"}))
    assert said.startswith("## Not quite")
    assert "IndexError\n```\nThat is for lists.\n**Right:** `KeyError`" in said


@pytest.mark.parametrize(
    "typed", ["@everyone <@1> **x** ||y||", "```\n# big\n@here", "`````", "\u202e[x](https://a.b)"]
)
async def test_what_members_type_formats_and_mentions_nothing(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle, typed: str
) -> None:
    ask(bot, quiz(question(SHORT)))
    form = await click(ann, await ann.slash(channel, "quiz"), "Type my answer")
    said = await ann.submit_modal(form, {"answer": typed})
    before, block, after = words(said).split("```")  # it stands within one block, and nothing of it ends that
    assert before.endswith("You typed\n")
    assert block.replace("\u200b", "").strip() == f"text\n{typed}"
    assert "**Right:**" in after
    assert newest(said).message.mentions == []


def sent(custom_id: str, *fields: dict[str, Any]) -> dict[str, Any]:
    """A form that somebody made up."""
    return {"custom_id": custom_id, "components": [{"type": 18, "component": field} for field in fields]}


async def test_a_typed_answer_that_is_too_long_empty_or_missing_gets_a_sentence(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz(question(SHORT)))
    asked = await ann.slash(channel, "quiz")
    where = select_id(asked, "question:type").replace("question:type", "question:typed")
    for value, sentence in (("x" * 4000, "at most 200 characters"), ("  \n ", "There is nothing in that answer")):
        data = sent(where, {"type": 4, "custom_id": "answer", "value": value})
        assert sentence in words(await _dispatch_actor_interaction(ann, 5, channel, data))
    assert "older version" in words(await _dispatch_actor_interaction(ann, 5, channel, sent(where)))
    assert await stored(bot, ann.id) == []


async def test_ticks_that_are_made_up_get_a_sentence(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz(question(MULTI)))
    asked = await ann.slash(channel, "quiz")
    where = select_id(asked, "question:tick").replace("question:tick", "question:ticked")
    for values in ([], ["9"], ["0", "0"], ["x"], ["-1"]):
        data = sent(where, {"type": 22, "custom_id": "options", "values": values})
        result = await _dispatch_actor_interaction(ann, 5, channel, data)
        assert len(words(result).splitlines()) == 1
        assert "Something broke" not in words(result)
    assert "older version" in words(await _dispatch_actor_interaction(ann, 5, channel, sent(where)))
    assert await stored(bot, ann.id) == []


async def test_parts_are_put_in_order_one_by_one_and_can_be_taken_back(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz(question(ORDER)))
    shown = await ann.slash(channel, "quiz")
    assert "Choose below what comes first." in words(shown)
    assert {letter(shown, part) for part in ("moor", "load", "sail")} == {"A", "B", "C"}
    shown = await pick(ann, shown, "question:order", "2")
    assert "1. sail" in words(shown)
    shown = await click(ann, shown, "Take back")
    assert "1. sail" not in words(shown)
    shown = await pick(ann, shown, "question:order", "0")
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, bot.grader))
    shown = await pick(ann, shown, "question:order", "1")
    assert "1. moor\n2. load\n-# The last one sends it in." in words(shown)
    said = await pick(ann, shown, "question:order", "2")
    assert words(said).startswith("## Right")
    assert "**The right order**\n1. moor\n2. load\n3. sail" in words(said)
    shown = await ann.slash(channel, "quiz")
    for part in "210":
        shown = await pick(ann, shown, "question:order", part)
    assert words(shown).startswith("## Not quite")
    assert "**You put**\n1. sail\n2. load\n3. moor\n**The right order**\n1. moor" in words(shown)


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


async def test_a_form_that_was_open_over_a_restart_is_taken(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz(question(MULTI)))
    form = await click(ann, await ann.slash(channel, "quiz"), "Tick my answers")
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, bot.grader))
    assert words(await ann.submit_modal(form, {"options": ["0", "3"]})).startswith("## Right")


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


async def test_the_controls_of_another_type_of_question_lead_back_to_it_or_say_so(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz(question(ORDER)))
    await ann.slash(channel, "quiz")
    assert "question 1 of 1" in words(await press(ann, channel, f"question:tick:{ann.id}:1:0"))
    twice = await press(ann, channel, f"question:order:{ann.id}:1:0:0", values=["0"])
    assert "older version" in words(twice)
    assert "belongs to another question" in words(await press(ann, channel, f"question:choose:{ann.id}:1:0:0"))
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


async def test_somethings_off_files_a_report_on_the_question(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz())
    said = await choose(ann, await ann.slash(channel, "quiz"), "first")
    form = await click(ann, said, "Something's off")
    thanks = await ann.submit_modal(form, {"words": "Two are right"})
    assert words(thanks).startswith("Thank you.")
    assert "question 2 of 5" in words(await click(ann, thanks, "Go on"))
    (filed,) = await reports(bot.db)
    assert (filed.item, filed.words) == ((await stored(bot, ann.id))[0].question, ("Two are right",))


async def test_a_question_without_room_for_six_buttons_can_be_reported_once_it_is_answered(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    options = tuple(Option(f"o{number}", number == 0, "No, it is not.") for number in range(5))
    ask(bot, quiz(replace(question(), options=options)))
    asked = await ann.slash(channel, "quiz")
    assert labels(asked) == ["A", "B", "C", "D", "E"]
    assert "Something's off" in labels(await choose(ann, asked, "o0"))


async def test_an_option_is_shown_to_the_letter_unless_its_author_marked_code(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    texts = ("__init__ * 2 * 3", "`__init__`", "1 2 3")
    options = tuple(Option(text, number == 0, "No, it is not.") for number, text in enumerate(texts))
    ask(bot, quiz(replace(question(), options=options)))
    shown = words(await ann.slash(channel, "quiz"))
    assert r"\_\_init\_\_ \* 2 \* 3" in shown
    assert "· `__init__`" in shown
    assert "· 1 2 3" in shown


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


def longest(kind: QuestionType) -> Question:
    """A question with the most of everything that the content may have."""
    count = 5 if kind is SINGLE else 6
    code = "\n".join(["x" * 79] * 11) + "\n" + "y" * 20
    made = replace(
        question(kind), stem="s" * 399 + ".", explanation="e" * 499 + ".", code=code if kind is not CLOZE else ""
    )
    options = [Option("_" * 98 + f"{number}.", number == 0, "w" * 238 + f"{number}.") for number in range(count)]
    if kind in (SINGLE, MULTI):
        return replace(made, options=tuple(options))
    if kind is ORDER:
        return replace(made, options=tuple(replace(option, right=True) for option in options))
    if kind is TRUE_FALSE:
        return replace(made, options=(Option("True", True, "w" * 240), Option("False", False, "w" * 240)))
    gap = "{{c1::" + "g" * 100 + "}}"
    stem = gap + "s" * 290 if kind is CLOZE else made.stem
    return replace(made, stem=stem, answers=("g" * 100,), mistakes=(Mistake("x" * 100, "w" * 239 + "."),))


@pytest.mark.parametrize("kind", QuestionType)
async def test_the_longest_question_that_the_content_may_have_is_shown_and_explained_whole(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle, kind: QuestionType
) -> None:
    ask(bot, replace(quiz(longest(kind)), title="T" * 60))
    shown = await ann.slash(channel, "quiz")
    assert "…" not in words(shown).replace("[…]", "")
    if kind is MULTI:
        form = await click(ann, shown, "Tick my answers")
        shown = await ann.submit_modal(form, {"options": list("12345")})
    elif kind is ORDER:
        for part in "543210":
            shown = await pick(ann, shown, "question:order", part)
            assert "…" not in words(shown)
    elif kind in (SHORT, CLOZE):
        form = await click(ann, shown, "Type my answer")
        shown = await ann.submit_modal(form, {"answer": "x" * 100})
    else:
        shown = await press(ann, channel, next(name for name in ids(shown) if name.endswith(":0:1")))
    assert words(shown).startswith("## Not quite")
    assert "e" * 499 + "." in words(shown)
    assert "…" not in words(shown).replace("[…]", "")
    assert len(words(shown)) <= MAX_TEXT
    if kind is MULTI:
        assert all("w" * 238 + f"{number}." in words(shown) for number in range(1, 6))


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
