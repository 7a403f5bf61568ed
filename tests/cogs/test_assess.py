"""/assess through Discord: from the first question to the level, over a restart, and rating oneself."""

from dataclasses import replace
from typing import Any

import pytest
import simcord
from simcord.results import InteractionResult

from bot.client import LearnBot
from bot.domain.imported import stand_in
from bot.domain.questions import QuestionType
from bot.domain.skills import Axis
from bot.services.start import load_learner
from cogs.ui.layout import GREEN
from cogs.ui.navigation import ASSESS
from tests.assessments import KINDS, pool, with_assessments
from tests.screens import click, components, ids, labels, newest, press, words

DONT_KNOW = "I don't know"
SINGLE = (QuestionType.SINGLE,)


@pytest.fixture(autouse=True)
def assessing(bot: LearnBot) -> None:
    """There are questions with options on all axes."""
    bot.curriculum = with_assessments(bot.curriculum, pool(SINGLE * 4))


def over(result: InteractionResult) -> bool:
    return "give or take" in words(result)


def green(result: InteractionResult) -> list[str]:
    """The labels of the buttons that are the next thing to press."""
    return [part["label"] for part in components(result) if part.get("style") == GREEN.value and "label" in part]


def letter_of(result: InteractionResult, text: str) -> str:
    return next(line[2] for line in words(result).splitlines() if line.endswith(f"· {text}"))


async def finish(member: simcord.MemberActor, result: InteractionResult, text: str | None = None) -> InteractionResult:
    """Answer all that comes with the option of this text, or that one doesn't know."""
    while not over(result):
        result = await click(member, result, letter_of(result, text) if text else DONT_KNOW)
    return result


async def test_quick_leads_from_question_to_question_to_an_estimate_also_over_a_restart(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "assess quick")
    assert newest(result).ephemeral
    assert "Find my level · question 1 of about 5" in words(result)
    assert labels(result) == ["A", "B", "C", "D", DONT_KNOW]
    result = await click(ann, result, letter_of(result, "right"))
    assert "question 2 of about 5" in words(result)
    assert "Explained" not in words(result)
    before = words(result)
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, bot.grader))
    assert words(await ann.slash(channel, "assess quick")) == before
    result = await finish(ann, result, "right")
    said = words(result)
    assert "An estimate from one day, not a verdict on you" in said
    assert "not asked this time" in said
    assert "A level that would fit" in said
    assert all(len(name) <= 100 for name in ids(result))
    assert len(labels(result)) <= 5


async def test_the_suggested_level_is_set_when_one_wants_it_and_not_before(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await finish(ann, await ann.slash(channel, "assess quick"))
    assert green(result) == ["Set my level to 00"]
    assert (await load_learner(bot.db, ann.id)).level is None
    result = await click(ann, result, "Set my level to 00")
    assert "Your level is 00" in words(result)
    assert labels(result) == ["Answer five questions", "Back to the result"]
    assert (await load_learner(bot.db, ann.id)).level == "00"
    result = await click(ann, result, "Back to the result")
    assert "Your level fits" in words(result)
    assert "Set my level" not in " ".join(labels(result))
    assert green(result) == ["Open Python Fundamentals"]
    assert (await click(ann, result, "Open Python Fundamentals")).acknowledged


async def test_full_ends_early_for_who_knows_everything(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await finish(ann, await ann.slash(channel, "assess full"), "right")
    assert "from 16 answers" in words(result)
    assert "not asked this time" not in words(result)
    assert "**expert** (85 to 100)" in words(result)
    assert "Look at my mistakes" not in labels(result)


async def test_mistakes_are_explained_one_by_one_after_the_end(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "assess quick")
    result = await click(ann, result, letter_of(result, "b"))
    result = await click(ann, result, DONT_KNOW)
    result = await click(ann, await finish(ann, result, "right"), "Look at my mistakes")
    assert "Mistake 1 of 2" in words(result)
    assert "It is b." in words(result)
    assert "Explained" in words(result)
    result = await click(ann, result, "Next one")
    assert "You said that you don't know.\n**Right:** right" in words(result)
    assert labels(result) == ["One back", "Back to the result"]
    assert over(await click(ann, result, "Back to the result"))


async def test_the_control_of_another_type_of_question_answers_nothing(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ann.slash(channel, "assess quick")
    assert "older version" in words(await press(ann, channel, f"question:back:{ann.id}:1:0:0"))
    assert "question 1 of about 5" in words(await ann.slash(channel, "assess quick"))


async def test_a_mistake_in_a_question_that_was_rewritten_since_is_explained_no_more(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "assess quick")
    result = await click(ann, result, letter_of(result, "d"))
    result = await finish(ann, await click(ann, result, DONT_KNOW), "right")
    bot.curriculum = with_assessments(bot.curriculum, pool([QuestionType.ORDER] * 4))
    shown = await click(ann, result, "Look at my mistakes")
    assert "Mistake 1 of 1" in words(shown)
    assert "You said that you don't know.\n**The right order**" in words(shown)


@pytest.mark.parametrize("kind", KINDS)
async def test_every_type_of_question_can_be_left_open(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle, kind: QuestionType
) -> None:
    bot.curriculum = with_assessments(bot.curriculum, pool([kind] * 4))
    result = await ann.slash(channel, "assess quick")
    assert len(labels(result)) <= 5
    result = await click(ann, await finish(ann, result), "Look at my mistakes")
    assert "You said that you don't know." in words(result)
    assert "ight" in words(result).split("don't know.")[1]


async def test_another_depth_is_begun_only_after_asking(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    first = await click(ann, await ann.slash(channel, "assess full"), DONT_KNOW)
    result = await ann.slash(channel, "assess quick")
    assert "**Under way:** Full, 1 question answered." in words(result)
    assert labels(result) == ["Go on", "Begin: Quick"]
    assert "question 2 of about 16" in words(await click(ann, result, "Go on"))
    result = await ann.slash(channel, "assess quick")
    assert "question 1 of about 5" in words(await click(ann, result, "Begin: Quick"))
    old = await click(ann, first, DONT_KNOW)
    assert "left before its end" in words(old)
    assert labels(old) == ["Find my level"]


async def test_the_next_one_tells_what_has_changed_and_a_reader_of_words_alone_gets_it_all(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await finish(ann, await ann.slash(channel, "assess quick"))
    result = await finish(ann, await ann.slash(channel, "assess full"), "right")
    assert "**Since the last time (today):**" in words(result)
    assert "points more" in words(result)
    assert "So much can be chance alone" not in words(result)
    again = await finish(ann, await ann.slash(channel, "assess full"), "right")
    assert "**Since the last time (today):**" in words(again)


async def test_the_choice_names_the_depths_and_green_is_what_fits_now(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await press(ann, channel, ASSESS.format(owner=ann.id))
    assert labels(result) == ["Quick", "Full", "Deep", "Rate myself"]
    assert "**Full**: 16 to 20 questions, about 12 minutes" in words(result)
    result = await click(ann, result, "Full")
    assert "question 1 of about 16" in words(result)
    result = await press(ann, channel, ASSESS.format(owner=ann.id))
    assert labels(result) == ["Quick", "Go on: Full", "Deep", "Rate myself"]


async def test_without_questions_one_can_still_rate_oneself(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    bot.curriculum = replace(bot.curriculum, assessments={})
    assert "/assess self" in words(await ann.slash(channel, "assess deep"))
    result = await press(ann, channel, ASSESS.format(owner=ann.id))
    assert "still being written" in words(result)
    assert labels(result) == ["Rate myself"]
    assert "0 of 38 statements rated" in words(await click(ann, result, "Rate myself"))


async def test_an_axis_without_questions_is_named_as_not_asked(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    bot.curriculum = with_assessments(bot.curriculum, pool(SINGLE * 4, axes=list(Axis)[:7]))
    result = await finish(ann, await ann.slash(channel, "assess full"), "right")
    assert "Concurrency and architecture: not asked this time" in words(result)


@pytest.mark.parametrize(
    "custom_id",
    [
        "assess:begin:{me}:bottomless",
        "assess:instead:{me}:x",
        "assess:mistakes:{me}:999:0",
        "assess:mistakes:{me}:x:0",
        "assess:result:{me}:999",
        "assess:level:{me}:1:77",
        "assess:rate:{me}:99",
        "question:unknown:{me}:999:0",
        "question:unknown:{me}:1:x",
    ],
)
async def test_a_button_that_is_old_or_forged_gets_a_sentence(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle, custom_id: str
) -> None:
    result = await press(ann, channel, custom_id.format(me=ann.id))
    assert "Something broke" not in words(result)
    assert len(words(result).splitlines()) == 1


async def fill_in(member: simcord.MemberActor, result: InteractionResult, rating: str) -> InteractionResult:
    """Open the page that the first button leads to, and give every statement the same rating."""
    form = await click(member, result, labels(result)[0])
    assert form.modal is not None
    names = [part["component"]["custom_id"] for part in form.modal["components"]]
    assert all(len(part["description"]) <= 100 for part in form.modal["components"])
    return await member.submit_modal(form, dict.fromkeys(names, rating))


async def test_statements_are_rated_a_page_at_a_time_and_it_goes_on_later(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "assess self")
    assert labels(result)[0] == "Begin"
    result = await fill_in(ann, result, "4")
    assert "5 of 38 statements rated" in words(result)
    assert labels(await ann.slash(channel, "assess self"))[0] == "First steps, 2 of 2"
    for _ in range(7):
        result = await fill_in(ann, result, "4")
    assert "38 of 38 statements rated" in words(result)
    assert "First steps: 75" in words(result)
    assert "Web, APIs and databases: 75" in words(result)
    assert "After an assessment with questions" in words(result)
    shown = await ann.slash(channel, "assess self")
    form = await click(ann, shown, "Rate again: First steps, 1 of 2")
    assert form.modal is not None
    chosen = [
        option["value"]
        for part in form.modal["components"]
        for option in part["component"]["options"]
        if option.get("default")
    ]
    assert chosen == ["4"] * 5


async def test_where_the_own_view_and_the_answers_differ_it_says_so_gently(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await finish(ann, await ann.slash(channel, "assess full"))
    result = await ann.slash(channel, "assess self")
    for _ in range(8):
        result = await fill_in(ann, result, "5")
    assert "perhaps the questions missed what you know" in words(result)
    assert "Both are estimates, and both may be right." in words(result)
    await finish(ann, await ann.slash(channel, "assess full"), "right")
    result = await ann.slash(channel, "assess self")
    assert "go well together" in words(result)


async def test_the_longest_ids_fit(env: simcord.Env, bot: LearnBot) -> None:
    longest = {"owner": 2**64 - 1, "sitting": 2**63 - 1, "number": 40, "depth": "quick", "level": "elite", "page": 25}
    longest |= {"statements": stand_in("lp:statements.self-assessment")}
    controls: list[Any] = [*bot._connection._view_store._dynamic_items.values(), *bot.forms.values()]
    templates = [control.id_format for control in controls]
    ours = [template for template in templates if template.startswith("assess:")]
    assert len(ours) == 12
    assert all(len(template.format(**longest)) <= 100 for template in ours)
