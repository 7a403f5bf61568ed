"""/concept: the question alone, then everything, and buttons only to what there is."""

from dataclasses import replace

import pytest
import simcord

from bot.client import LearnBot
from bot.domain.curriculum import Curriculum
from bot.domain.questions import Question, QuestionType, Quiz
from bot.domain.skills import Axis
from bot.services.concepts import challenge_on, deck_on
from tests.badges import unproved
from tests.screens import click, ids, labels, press, words

LOOPS = "concept.control-flow"
LONGEST_OWNER = 2**64 - 1
LONGEST_ID = 60


async def test_first_comes_the_question_alone_and_then_everything(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for concept in bot.curriculum.concepts.values():
        asked = await ann.slash(channel, "concept", name=concept.id)
        assert concept.try_first in words(asked)
        assert concept.summary not in words(asked)
        assert concept.example.output.rstrip() not in words(asked)
        assert labels(asked) == ["Show me"]
        shown = await click(ann, asked, "Show me")
        for part in (concept.summary, concept.example.code.rstrip(), concept.pitfalls[-1], *concept.links):
            assert part in words(shown)
        for required in concept.requires:
            assert bot.curriculum.concepts[required].title in words(shown)
        assert not words(shown).endswith("…")
        assert len(labels(shown)) <= 5


async def test_the_buttons_lead_to_a_quiz_to_cards_to_a_challenge_and_to_what_comes_before(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    shown = await click(ann, await ann.slash(channel, "concept", name=LOOPS), "Show me")
    assert labels(shown) == ["Quiz on it", "Cards on it", "Challenge on it", "First: Variables and types"]
    quiz = next(quiz for quiz in bot.curriculum.quizzes.values() if quiz.concept == LOOPS)
    assert f"quiz:open:{ann.id}:{quiz.id}" in ids(shown)
    cards = await click(ann, shown, "Cards on it")
    assert "Show answer" in labels(cards)
    shown = await click(ann, await ann.slash(channel, "concept", name=LOOPS), "Show me")
    task = await click(ann, shown, "Challenge on it")
    assert any(challenge.statement in words(task) for challenge in bot.curriculum.challenges.values())
    shown = await click(ann, await ann.slash(channel, "concept", name=LOOPS), "Show me")
    before = await click(ann, shown, "First: Variables and types")
    assert "## Variables and types" in words(before)


async def test_a_concept_without_quiz_cards_and_challenge_offers_none_of_them(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    bot.curriculum = replace(bot.curriculum, decks={}, quizzes={}, challenges={}, plans={})
    shown = await click(ann, await ann.slash(channel, "concept", name=LOOPS), "Show me")
    assert labels(shown) == ["My roadmap", "First: Variables and types"]


async def test_a_topic_of_the_roadmap_leads_to_its_concept(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    done = await ann.slash(channel, "done", item="path.python-fundamentals#syntax-and-types")
    topic = await click(ann, done, "Open next step")
    asked = await click(ann, topic, "Concept: Conditions and loops")
    assert bot.curriculum.concepts[LOOPS].try_first in words(asked)


async def test_a_title_works_however_it_is_written_and_an_unknown_one_gets_a_sentence(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assert "## Conditions and loops" in words(await ann.slash(channel, "concept", name=" conditions AND loops "))
    near = await ann.slash(channel, "concept", name="Condition and lops")
    assert words(near).startswith("I have no concept “Condition and lops”. Did you mean “Conditions and loops”?")
    far = await ann.slash(channel, "concept", name="cooking `x` @everyone" * 20)
    assert words(far).startswith("I have no concept “cooking")
    assert len(words(far).splitlines()) == 1


async def test_autocomplete_finds_concepts_by_title_first_and_then_by_what_they_are_about(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    choices = await ann.autocomplete(channel, "concept", "name", "")
    assert len(choices) == min(len(bot.curriculum.concepts), 25)
    choices = await ann.autocomplete(channel, "concept", "name", "loops")
    assert choices[0]["value"] == LOOPS
    assert all(len(choice["name"]) <= 100 for choice in choices)


async def test_a_stranger_cannot_use_the_buttons(
    ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    refused = await press(bob, channel, f"concept:show:{ann.id}:{LOOPS}")
    assert "belongs to another member" in words(refused)


@pytest.mark.parametrize("name", ["concept:open", "concept:show"])
def test_the_longest_ids_fit_into_the_buttons(name: str) -> None:
    assert len(f"{name}:{LONGEST_OWNER}:{'x' * LONGEST_ID}") <= 100


def test_the_deck_is_the_one_with_the_most_cards_and_none_where_no_card_is_about_it(curriculum: Curriculum) -> None:
    deck = deck_on(curriculum, "concept.errors-and-exceptions")
    assert deck is not None
    assert deck.id == "deck.errors"
    assert deck_on(curriculum, "concept.gone") is None


def test_the_challenge_is_unsolved_and_not_above_the_level_where_that_is_possible(curriculum: Curriculum) -> None:
    about = {c.id for c in curriculum.challenges.values() if LOOPS in c.concepts}
    positions = list(curriculum.levels)
    for level in curriculum.levels:
        chosen = challenge_on(curriculum, LOOPS, level, ())
        assert chosen is not None
        reachable = any(positions.index(curriculum.challenges[c].level) <= positions.index(level) for c in about)
        assert not reachable or positions.index(chosen.level) <= positions.index(level)
        other = challenge_on(curriculum, LOOPS, level, {chosen.id})
        assert other is None or other.id != chosen.id
    again = challenge_on(curriculum, LOOPS, "0", about)
    assert again is not None
    assert challenge_on(curriculum, "concept.gone", "0", ()) is None
    first = challenge_on(curriculum, LOOPS, "0", ())
    assert first is not None
    assert challenge_on(unproved(curriculum, first.id), LOOPS, "0", ()) != first


async def test_the_first_of_several_quizzes_on_a_concept_is_offered(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    question = Question("quiz.a#q", QuestionType.SHORT, "Why?", "So.", Axis.FUNDAMENTALS, LOOPS, 1, answers=("so",))
    made = [Quiz(f"quiz.{name}", name, "0", "A quiz.", LOOPS, 0.8, (question,)) for name in ("a", "b")]
    bot.curriculum = replace(bot.curriculum, quizzes={quiz.id: quiz for quiz in made})
    shown = await click(ann, await ann.slash(channel, "concept", name=LOOPS), "Show me")
    assert f"quiz:open:{ann.id}:quiz.a" in ids(shown)
    assert f"quiz:open:{ann.id}:quiz.b" not in ids(shown)
