"""/next: suggestions with reasons, one click to each, and what is refused stays away."""

import json
from dataclasses import replace
from datetime import timedelta

import discord
import pytest
import simcord

from bot.client import LearnBot
from bot.domain.curriculum import Curriculum
from bot.domain.learner import Learner
from bot.domain.memory import Rating
from bot.domain.suggestions import Candidate, Reason, Sort
from bot.grader import Grader
from bot.services._learner import change_learner
from bot.services.flashcards import Rated, record_review
from bot.store.database import Database
from cogs._next import kind_name, reason_of, title_of
from cogs.next import target
from tests.screens import click, ids, labels, newest, pick, press, words

TOPIC = "path.python-fundamentals#syntax-and-types"
DAY = 24 * 60 * 60


@pytest.fixture
def bot(db: Database, curriculum: Curriculum, grader: Grader) -> LearnBot:
    """The real bot with few kinds of things to suggest: no quiz, no assessment, and a deck about no concept."""
    plain = curriculum.decks["deck.first-lines"]
    plain = replace(plain, cards=tuple(replace(card, concept=None) for card in plain.cards))
    few = replace(curriculum, quizzes={}, assessments={}, decks={**curriculum.decks, plain.id: plain})
    return LearnBot(db, few, grader)


def kinds(result: simcord.InteractionResult) -> list[str]:
    """The kinds that a screen suggests, in their order."""
    return [name.split(":")[3] for name in ids(result) if name.startswith("next:take:")]


def choices(result: simcord.InteractionResult) -> list[str]:
    """What may be said instead."""
    (frame,) = newest(result).components
    rows = [part for part in frame["components"] if part["type"] == 1]
    menus = [part for row in rows for part in row["components"] if part["type"] == 3]
    return [choice["value"] for menu in menus for choice in menu["options"]]


async def log(bot: LearnBot) -> list[tuple[str, str | None, str]]:
    """What is noted about suggestions: what happened, to which item, of which kind."""
    rows = await bot.db.read(
        lambda connection: connection.execute(
            "SELECT kind, item, details FROM event WHERE json_extract(details, '$.kind') IS NOT NULL ORDER BY event_id"
        ).fetchall()
    )
    return [(row["kind"], row["item"], json.loads(row["details"])["kind"]) for row in rows]


async def forget(bot: LearnBot, member: simcord.MemberActor, deck: str) -> None:
    """Know two cards of a deck, forget them, and have them due."""
    now = discord.utils.utcnow()

    def review(connection):  # type: ignore[no-untyped-def]
        change_learner(connection, Learner(member.id, level="1", minutes=30), now - timedelta(days=40))
        for card in bot.curriculum.decks[deck].cards[:2]:
            for number, (rating, days) in enumerate([(Rating.EASY, 30), (Rating.AGAIN, 9), (Rating.GOOD, 8)]):
                at = now - timedelta(days=days)
                record_review(connection, bot.curriculum, Rated(member.id, None, card.id, rating, number, 4.0, at))

    await bot.db.write(review)


async def test_a_new_member_gets_reasons_and_one_click_leads_to_each(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "next")
    assert newest(result).ephemeral
    assert "It is the next topic on your roadmap, from Python Fundamentals." in words(result)
    assert "When I know where you stand, these fit better." in words(result)
    assert len(kinds(result)) == len(set(kinds(result))) <= 3
    assert len(labels(result)) <= 5
    assert labels(result)[-2:] == ["Answer five questions", "My roadmap"]
    assert await log(bot) == []
    shown = await click(ann, result, "Learn: Syntax, variables and data types")
    assert bot.curriculum.topics[TOPIC].practice in words(shown)
    assert await log(bot) == [("accepted", TOPIC, "topic")]


async def test_with_all_there_is_each_of_the_three_leads_to_a_screen_of_its_own(
    bot: LearnBot, curriculum: Curriculum, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    bot.curriculum = curriculum
    first = await ann.slash(channel, "next")
    assert len(kinds(first)) == 3
    for label in labels(first)[:3]:
        shown = await click(ann, await ann.slash(channel, "next"), label)
        assert words(shown).startswith("## ")
        assert "What could come next" not in words(shown)
    assert [entry[0] for entry in await log(bot)] == ["accepted"] * 3


async def test_due_cards_and_a_weak_deck_are_suggested_with_their_numbers(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await forget(bot, ann, "deck.first-lines")
    result = await ann.slash(channel, "next")
    assert "**Review 2 cards**\n2 cards are due today." in words(result)
    assert "**Cards: First lines**\nYou lapsed 2 times on “First lines” in the last three weeks." in words(result)
    deck = await click(ann, result, "Cards: First lines")
    assert "Show answer" in labels(deck)
    cards = await click(ann, await ann.slash(channel, "next"), "Review 2 cards")
    assert "Show answer" in labels(cards)
    assert [entry[0] for entry in await log(bot)] == ["accepted", "accepted"]


async def test_a_weak_concept_leads_to_its_question(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await forget(bot, ann, "deck.loops")
    result = await ann.slash(channel, "next")
    assert "**Look again: Conditions and loops**\nYou lapsed 2 times on “Conditions and loops”" in words(result)
    asked = await click(ann, result, "Look again: Conditions and loops")
    assert bot.curriculum.concepts["concept.control-flow"].try_first in words(asked)


async def test_not_now_keeps_it_away_for_three_days(
    env: simcord.Env, bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "next")
    after = await pick(ann, result, "next:refuse", f"later:topic:{TOPIC}")
    assert "topic" not in kinds(after)
    assert await log(bot) == [("declined", TOPIC, "topic")]
    again = await press(ann, channel, f"next:refuse:{ann.id}", values=[f"later:topic:{TOPIC}"])
    assert "topic" not in kinds(again)
    assert len(await log(bot)) == 1
    await env.advance_time(3 * DAY - 600)
    assert "topic" not in kinds(await ann.slash(channel, "next"))
    await env.advance_time(900)
    assert "topic" in kinds(await ann.slash(channel, "next"))


async def test_not_this_kind_keeps_the_kind_away_until_it_is_brought_back_from_the_same_screen(
    env: simcord.Env, bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "next")
    assert "project" in kinds(result)
    after = await pick(ann, result, "next:refuse", "never:project")
    assert "project" not in kinds(after)
    await env.advance_time(60 * DAY)
    result = await ann.slash(channel, "next")
    assert "project" not in kinds(result)
    assert "again:project" in choices(result)
    back = await pick(ann, result, "next:refuse", "again:project")
    assert "project" in kinds(back)
    assert "again:project" not in choices(back)
    assert await log(bot) == [("silenced", None, "project"), ("restored", None, "project")]


async def test_with_every_kind_silenced_it_says_so_and_each_can_be_brought_back(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for kind in Sort:
        result = await press(ann, channel, f"next:refuse:{ann.id}", values=[f"never:{kind}"])
    assert "I have nothing to suggest right now." in words(result)
    assert choices(result) == [f"again:{kind}" for kind in Sort]
    assert labels(result)[-1] == "My roadmap"


async def test_a_suggestion_that_is_taken_twice_on_a_day_counts_once(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for _ in range(2):
        await press(ann, channel, f"next:take:{ann.id}:topic:{TOPIC}")
    assert len(await log(bot)) == 1


async def test_a_project_of_the_suggestions_is_opened_and_built(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "next")
    label = next(label for label in labels(result) if label.startswith("Build: "))
    shown = await click(ann, result, label)
    built = await click(ann, shown, "I have built it")
    onward = await click(ann, built, "What next?")
    assert label not in labels(onward)
    assert "## What could come next" in words(onward)


async def test_old_buttons_work_after_a_restart(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "next")
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, bot.grader))
    shown = await click(ann, result, "Learn: Syntax, variables and data types")
    assert bot.curriculum.topics[TOPIC].practice in words(shown)


async def test_a_stranger_takes_and_refuses_nothing(
    bot: LearnBot, ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    refused = await press(bob, channel, f"next:take:{ann.id}:topic:{TOPIC}")
    assert "belongs to another member" in words(refused)
    refused = await press(bob, channel, f"next:refuse:{ann.id}", values=["never:topic"])
    assert "belongs to another member" in words(refused)
    assert await log(bot) == []


@pytest.mark.parametrize("value", ["later:topic:gone", "later:gone:x", "never:gone", "again:", "sometimes:topic", ""])
async def test_a_choice_that_is_old_or_forged_gets_a_sentence_and_is_not_noted(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle, value: str
) -> None:
    result = await press(ann, channel, f"next:refuse:{ann.id}", values=[value])
    assert len(words(result).splitlines()) == 1
    assert "Something broke" not in words(result)
    assert await log(bot) == []


async def test_every_kind_leads_to_a_format_that_some_feature_answers(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    items = {
        Sort.CARDS: ("cards", f"flashcards:begin:{ann.id}"),
        Sort.WEAK: ("concept.classes", f"concept:open:{ann.id}:concept.classes"),
        Sort.TOPIC: (TOPIC, f"roadmap:topic:{ann.id}:{TOPIC}"),
        Sort.PROJECT: ("project.tip-splitter", f"project:open:{ann.id}:project.tip-splitter"),
        Sort.REVISIT: ("challenge.film-minutes", f"challenge:open:{ann.id}:challenge.film-minutes"),
        Sort.QUIZ: ("quiz.control-flow", f"quiz:open:{ann.id}:quiz.control-flow"),
        Sort.ASSESS: ("assessment", f"assess:open:{ann.id}"),
    }
    assert {kind: target(bot.curriculum, ann.id, kind, item) for kind, (item, _) in items.items()} == {
        kind: custom_id for kind, (_, custom_id) in items.items()
    }
    exit_id = "path.python-fundamentals#exit"
    opened = await press(ann, channel, f"next:take:{ann.id}:topic:{exit_id}")
    assert "## Python Fundamentals" in words(opened)
    task = await press(ann, channel, f"next:take:{ann.id}:revisit:challenge.film-minutes")
    assert bot.curriculum.challenges["challenge.film-minutes"].statement in words(task)
    deck = await press(ann, channel, f"next:take:{ann.id}:weak:deck.slicing")
    assert "Show answer" in labels(deck)


@pytest.mark.parametrize("kind", Sort)
@pytest.mark.parametrize("reason", Reason)
def test_every_suggestion_has_words_in_the_singular_and_in_the_plural(kind: Sort, reason: Reason) -> None:
    for count in (1, 40):
        one = Candidate(kind, "x", "Loops", 0.5, reason, count, "dictionaries")
        assert title_of(one)
        assert reason_of(one).endswith(".")
        assert "{" not in reason_of(one) + title_of(one) + kind_name(kind)
    assert reason_of(Candidate(kind, "x", "", 0.5, Reason.LONG_AGO, 40, "dictionaries")) == (
        "You last used “dictionaries” 40 days ago. Here it is in a new context."
    )
