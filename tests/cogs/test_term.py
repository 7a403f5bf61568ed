"""/term: a word in one sentence, however it is typed, and the way to more."""

import simcord

from bot.client import LearnBot
from tests.screens import click, labels, newest, words


async def test_every_word_is_shown_with_its_meaning_its_example_and_the_concept_behind_it(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assert len(bot.curriculum.terms) >= 24
    for term in bot.curriculum.terms.values():
        shown = await ann.slash(channel, "term", word=term.id)
        assert newest(shown).ephemeral
        for part in (term.name, *term.also, term.meaning, term.code.rstrip(), term.output.rstrip()):
            assert part in words(shown)
        assert labels(shown) == [f"More: {bot.curriculum.concepts[term.concept].title}"]


async def test_more_leads_to_the_concept(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    concept = await click(ann, await ann.slash(channel, "term", word="Parameter"), "More: Functions")
    assert "## Functions" in words(concept)


async def test_a_word_is_found_by_what_else_it_is_called(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assert "## mutable" in words(await ann.slash(channel, "term", word=" IMMUTABLE "))


async def test_a_word_that_is_not_explained_is_refused_with_what_to_do_instead(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assert "Did you mean “iterable”?" in words(await ann.slash(channel, "term", word="iterabel"))
    assert "Look whether /concept has it" in words(await ann.slash(channel, "term", word="xyzzy"))


async def test_typing_finds_the_words_that_are_called_so_before_those_that_mention_it(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    found = [choice["name"] for choice in await ann.autocomplete(channel, "term", "word", "function")]
    assert {"argument", "parameter", "decorator"} <= set(found)
    assert (await ann.autocomplete(channel, "term", "word", "loop"))[0]["name"] == "loop"
