"""Every type of question through Discord: asked, answered, explained, and whatever somebody makes up."""

from dataclasses import replace
from typing import Any

import pytest
import simcord
from simcord.actors import _dispatch_actor_interaction

from bot.client import LearnBot
from bot.domain.questions import Mistake, Option, Question, QuestionType
from bot.services.reports import reports
from cogs.ui.layout import MAX_TEXT
from tests.quizzes import CLOZE, MULTI, ORDER, SHORT, SINGLE, TRUE_FALSE, ask, choose, letter, question, quiz, stored
from tests.screens import click, ids, labels, newest, pick, press, select_id, words


async def test_a_wrong_option_says_what_it_confuses_and_which_one_is_right(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz())
    said = await choose(ann, await ann.slash(channel, "quiz"), "second")
    assert words(said).startswith("## Not quite")
    assert "You chose: second\nYou mixed up two.\n**Right:** first" in words(said)
    assert "No, three." not in words(said)
    assert "Because it is so, always." in words(said)


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


async def test_a_form_that_was_open_over_a_restart_is_taken(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ask(bot, quiz(question(MULTI)))
    form = await click(ann, await ann.slash(channel, "quiz"), "Tick my answers")
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, bot.grader))
    assert words(await ann.submit_modal(form, {"options": ["0", "3"]})).startswith("## Right")


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
