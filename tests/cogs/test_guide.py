"""/guide: the eight guides, whole; the prompt of one's level; what is done; and buttons that lead on."""

from dataclasses import replace

import discord
import pytest
import simcord

from bot.client import LearnBot
from bot.domain.curriculum import Curriculum
from bot.domain.learner import Learner
from bot.domain.mastery import Trial
from bot.services._learner import change_learner
from bot.store.evidence import QUESTIONS, add_evidence
from cogs.ui.words import ai_rule
from tests.cards import NOW
from tests.screens import click, ids, labels, pick, press, words

RULES = ("none", "explain", "hints", "review", "pair", "free")


async def place(bot: LearnBot, member: simcord.MemberActor, level: str) -> None:
    """Have a member be at a level."""
    await bot.db.write(lambda connection: change_learner(connection, Learner(member.id, level=level), NOW))


async def test_all_eight_guides_are_listed_and_each_opens_whole_at_every_level(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    guides = bot.curriculum.guides.values()
    listed = await ann.slash(channel, "guide")
    assert [guide.id.removeprefix("guide.") for guide in guides] == [
        "fundamentals", "web", "data-science", "testing", "async", "packaging", "best-practices", "devops",
    ]  # fmt: skip
    for guide in guides:
        assert f"**{guide.title}**\n{guide.summary}" in words(listed)
        for level in bot.curriculum.levels.values():
            await place(bot, ann, level.name)
            shown = await ann.slash(channel, "guide", area=guide.title.upper())
            for text in (*(step.why for step in guide.steps), *guide.questions, *(way.why for way in guide.practise)):
                assert text in words(shown)
            assert guide.prompts[level.ai] in words(shown)
            assert ai_rule(level.ai) in words(shown)
            assert len(words(shown)) <= 4000
            assert len(labels(shown)) <= 5


async def test_at_level_00_it_says_whom_to_ask_and_gives_no_prompt(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await place(bot, ann, "00")
    shown = await pick(ann, await ann.slash(channel, "guide"), "guide:pick", "guide.fundamentals")
    assert "**Whom to ask**\nAt level 00, an AI tutor stays out of it" in words(shown)
    assert "```" not in words(shown)
    assert "channel of your level" in words(shown)


async def test_at_level_8_the_prompt_of_that_level_stands_alone_in_a_code_block(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await place(bot, ann, "8")
    shown = await ann.slash(channel, "guide", area="guide.testing")
    prompts = bot.curriculum.guides["guide.testing"].prompts
    assert words(shown).split("```")[1] == f"text\n{prompts['pair']}\n"
    assert not any(prompts[rule] in words(shown) for rule in RULES if rule != "pair")


async def test_who_has_told_no_level_gets_the_advice_for_beginners_and_learns_how_to_tell_it(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    shown = await ann.slash(channel, "guide", area="guide.web")
    assert "You haven't told me your level yet (/start does). At level 00" in words(shown)


async def test_what_is_done_is_ticked_and_the_green_button_leads_to_what_is_not(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    shown = await ann.slash(channel, "guide", area="guide.fundamentals")
    assert "1. **Values and names** · ☐ open" in words(shown)
    topic = await click(ann, shown, "Go on: Syntax, variables and data types")
    await click(ann, topic, "Mark as done")
    shown = await ann.slash(channel, "guide", area="guide.fundamentals")
    assert "1. **Values and names** · 2 of 4 done" in words(shown)
    assert "2. **Decisions and loops** · ☐ open" in words(shown)
    assert labels(shown)[0] == "Go on: Strings"
    await ann.slash(channel, "done", item="path.python-fundamentals#control-flow")
    await ann.slash(channel, "done", item="path.python-fundamentals#functions-and-modules")
    shown = await ann.slash(channel, "guide", area="guide.fundamentals")
    assert "2. **Decisions and loops** · ☑ done" in words(shown)
    assert "3. **Functions** · 2 of 3 done" in words(shown)


async def test_a_concept_counts_as_learnt_when_it_was_shown(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assert labels(await ann.slash(channel, "guide", area="guide.web"))[0] == "Go on: Functions"
    day = discord.utils.utcnow().date()
    await place(bot, ann, "4")
    shown = Trial(day, shown=4000, weight=4000)
    await bot.db.write(lambda connection: add_evidence(connection, ann.id, "concept.functions", QUESTIONS, shown))
    await bot.db.write(lambda connection: add_evidence(connection, ann.id, "concept.collections", QUESTIONS, shown))
    result = await ann.slash(channel, "guide", area="guide.web")
    assert "1. **What you need first** · 2 of 3 done" in words(result)
    assert labels(result)[0] == "Go on: Decorators"


async def test_with_everything_done_it_leads_to_what_could_come_next(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    guide = bot.curriculum.guides["guide.testing"]
    step = replace(guide.steps[1], learn=guide.steps[1].learn[:1])
    bot.curriculum = replace(bot.curriculum, guides={guide.id: replace(guide, steps=(step,))})
    await ann.slash(channel, "done", item=step.learn[0])
    shown = await ann.slash(channel, "guide", area="testing")
    assert labels(shown)[0] == "What next?"


async def test_every_button_of_a_guide_leads_to_its_screen(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    shown = await ann.slash(channel, "guide", area="guide.fundamentals")
    cards = await click(ann, shown, "Cards: Values and names")
    assert "Show answer" in labels(cards)
    shown = await ann.slash(channel, "guide", area="guide.fundamentals")
    assert "The juice stand" in words(await click(ann, shown, "Challenge: The juice stand"))
    shown = await ann.slash(channel, "guide", area="guide.fundamentals")
    assert "weeks 1–2" in words(await click(ann, shown, "Path: Python Fundamentals"))
    shown = await ann.slash(channel, "guide", area="guide.fundamentals")
    assert "## The guides" in words(await click(ann, shown, "All guides"))
    concept = await ann.slash(channel, "guide", area="guide.web")
    assert "## Functions" in words(await click(ann, concept, "Go on: Functions"))


async def test_an_unknown_area_gets_one_sentence_with_all_guides(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    refused = words(await ann.slash(channel, "guide", area="Tasting"))
    assert refused.startswith("I have no guide “Tasting”. The guides are: Testing, Python fundamentals, Web")
    assert len(refused.splitlines()) == 1


async def test_autocomplete_finds_guides_by_what_they_are_about(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assert len(await ann.autocomplete(channel, "guide", "area", "")) == 8
    assert [choice["value"] for choice in await ann.autocomplete(channel, "guide", "area", "django")] == []
    assert [choice["value"] for choice in await ann.autocomplete(channel, "guide", "area", "browser")] == ["guide.web"]


async def test_a_stranger_cannot_use_the_buttons(
    ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assert "belongs to another member" in words(await press(bob, channel, f"guide:all:{ann.id}"))


async def test_every_command_that_a_guide_names_exists(env: simcord.Env, bot: LearnBot) -> None:
    commands = {command.name for command in bot.tree.get_commands()}
    assert {way.command for guide in bot.curriculum.guides.values() for way in guide.practise} <= commands


async def test_all_ids_fit_also_the_longest(ann: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    shown = await ann.slash(channel, "guide", area="guide.data-science")
    assert all(len(name) <= 100 for name in ids(shown))
    longest = {"owner": 2**64 - 1, "guide": "x" * 60, "topic": "x" * 60}
    for name in ("guide:open:{owner}:{guide}", "roadmap:topic:{owner}:{topic}"):
        assert len(name.format(**longest)) <= 100


def test_every_prompt_is_there_once_and_shows_a_place_for_what_is_ones_own(curriculum: Curriculum) -> None:
    prompts = [guide.prompts[rule] for guide in curriculum.guides.values() for rule in RULES]
    assert len(set(prompts)) == len(curriculum.guides) * len(RULES)
    for guide in curriculum.guides.values():
        assert set(guide.prompts) == set(RULES)
        for rule in ("explain", "hints", "review", "pair"):
            assert "[" in guide.prompts[rule], (guide.id, rule)


@pytest.mark.parametrize("rule", ["explain", "hints", "review"])
def test_below_pair_programming_a_prompt_says_that_no_code_is_wanted(curriculum: Curriculum, rule: str) -> None:
    refusals = (
        "no code",
        "no corrected",
        "not write",
        "without writing",
        "without code",
        "not rewrite",
        "no rewritten",
    )
    leave = ("leave the", "let me write", "no commands", "without giving", "write no", "not code", "not corrected")
    for guide in curriculum.guides.values():
        prompt = guide.prompts[rule].casefold()
        assert any(words in prompt for words in (*refusals, *leave)), (guide.id, rule)
