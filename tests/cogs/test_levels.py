"""/levels: every level, whole, with what is done of it."""

import discord
import simcord

from bot.client import LearnBot
from bot.domain.mastery import Trial
from bot.store.evidence import add_evidence
from tests.screens import click, newest, pick, words


async def test_all_thirteen_levels_are_listed_and_each_opens_whole(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "levels")
    assert newest(result).ephemeral
    for level in bot.curriculum.levels.values():
        assert f"Level {level.name} · {level.title}" in words(result)
        shown = await pick(ann, await ann.slash(channel, "levels"), "levels:pick", level.name)
        assert level.theme in words(shown)
        assert level.unlocks[-1] in words(shown)
        assert "An AI tutor at this level" in words(shown)
        assert "It counts as passed with" in words(shown) or "nothing here yet that could pass" in words(shown)
        back = await click(ann, shown, "All levels")
        assert "The levels" in words(back)


async def test_what_is_done_shows_at_its_level(ann: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    await ann.slash(channel, "done", item="path.python-fundamentals#syntax-and-types")
    result = await ann.slash(channel, "levels", level="00")
    assert "☑ Syntax, variables and data types · done" in words(result)


async def test_a_level_says_which_of_its_concepts_are_solid_and_what_that_means(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ann.slash(channel, "done", item="path.python-fundamentals#syntax-and-types")
    level, now = bot.curriculum.levels["0"], discord.utils.utcnow()
    first, second, *_ = (bot.curriculum.concepts[concept].title for concept in level.concepts)
    shown = Trial(now.date(), 4000, 4000)
    await bot.db.write(lambda db: add_evidence(db, ann.id, level.concepts[0], "challenge.x", shown))
    result = await ann.slash(channel, "levels", level="0")
    assert f"**Concepts:** {first} (☑ solid), {second}" in words(result)
    assert "Solid: shown well several times of late, with cards, questions or challenges." in words(result)
    assert "1 of 2 solid concepts" in words(result)


async def test_a_level_that_does_not_exist_gets_a_sentence(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "levels", level="42")
    assert words(result).startswith("There is no level “42”. The levels are 00, 0, 1,")


async def test_autocomplete_finds_levels_by_title(ann: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    assert [choice["value"] for choice in await ann.autocomplete(channel, "levels", "level", "sql")] == ["6"]
