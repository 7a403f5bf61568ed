"""/cards: writing, finding, changing, suggesting and deleting cards of one's own."""

import pytest
import simcord

from bot.client import LearnBot
from bot.domain.flashcards import Card
from bot.domain.own_cards import MAX_OWN_CARDS
from bot.services.cards import add_card, search_own_cards, suggested_cards
from tests.cogs.test_forged import press
from tests.screens import click, labels, newest, words

GREETING = {"front": "What does print() give back?", "back": "None", "code": "print(print('hi'))"}
HOSTILE = "```\n@everyone <@314159265358979323> **bold** [link](https://example.org) <b>html</b> \u202e"


async def add(member: simcord.MemberActor, channel: simcord.ChannelHandle, **sides: str) -> simcord.InteractionResult:
    return await member.submit_modal(await member.slash(channel, "cards add"), {"code": "", **sides})


async def cards_of(bot: LearnBot, member: simcord.MemberActor) -> list[Card]:
    return await search_own_cards(bot.db, member.id, "")


async def test_a_card_is_written_in_a_form_and_stays_private(
    bot: LearnBot, ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await add(ann, channel, **GREETING)
    assert words(result).startswith("## Card added")
    assert all(side in words(result) for side in GREETING.values())
    assert newest(result).ephemeral
    (card,) = await cards_of(bot, ann)
    assert (card.front, card.back, card.code) == tuple(GREETING.values())
    assert await cards_of(bot, bob) == []
    refused = await bob.slash(channel, "cards delete", card=card.id)
    assert words(refused).startswith("You have no such card.")


async def test_a_card_without_an_answer_is_refused_in_a_sentence(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await add(ann, channel, front="What is a tern?", back="   ")
    assert words(result) == "A card needs a front and a back. Write the question and its answer."
    assert await cards_of(bot, ann) == []


async def test_members_words_format_link_and_mention_nothing(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await add(ann, channel, front=HOSTILE, back=HOSTILE, code=HOSTILE)
    text = words(result)
    assert text.count("```") == 6  # three blocks, and nothing inside ends one
    outside = "".join(text.split("```")[::2])
    assert "everyone" not in outside
    assert "example.org" not in outside
    assert newest(result).message.mentions == []


async def test_cards_are_found_by_their_words_the_newest_first(
    ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await add(ann, channel, front="What is a tern?", back="A bird\nof the sea")
    await add(ann, channel, front="What is\na plover?", back="A bird, too")
    for command in ("cards edit", "cards delete", "cards suggest"):
        everything = await ann.autocomplete(channel, command, "card", "")
        assert [choice["name"] for choice in everything] == ["What is a plover?", "What is a tern?"]
        assert [choice["name"] for choice in await ann.autocomplete(channel, command, "card", "SEA bird")] == [
            "What is a tern?"
        ]
        assert await bob.autocomplete(channel, command, "card", "") == []


async def test_changing_a_card_begins_with_what_stands_on_it(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    shown = await add(ann, channel, **GREETING)
    (card,) = await cards_of(bot, ann)
    form = await ann.slash(channel, "cards edit", card=card.id)
    assert GREETING["back"] in str(form.modal)
    result = await ann.submit_modal(form, {"front": "What does print() return?", "back": "None", "code": ""})
    assert "Card changed" in words(result)
    again = await ann.submit_modal(await click(ann, shown, "Change"), {**GREETING, "front": "And now?"})
    assert "And now?" in words(again)
    (changed,) = await cards_of(bot, ann)
    assert (changed.id, changed.front) == (card.id, "And now?")


async def test_deleting_asks_once_and_says_what_was_deleted(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await add(ann, channel, **GREETING)
    (card,) = await cards_of(bot, ann)
    asked = await ann.slash(channel, "cards delete", card=card.id)
    assert "Delete this card?" in words(asked)
    kept = await click(ann, asked, "Keep it")
    assert await cards_of(bot, ann) == [card]
    asked = await click(ann, kept, "Delete…")
    styles = {
        part["label"]: part["style"]
        for row in newest(asked).components[0]["components"]
        for part in row.get("components", [])
    }
    assert styles == {"Yes, delete it": 4, "Keep it": 2}
    deleted = await click(ann, asked, "Yes, delete it")
    assert GREETING["front"] in words(deleted)
    assert await cards_of(bot, ann) == []
    twice = await press(ann, channel, f"cards:delete:{ann.id}:{card.id}")
    assert words(twice).startswith("You have no such card.")


async def test_a_card_is_suggested_only_after_asking_and_a_change_takes_it_back(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    shown = await add(ann, channel, **GREETING)
    (card,) = await cards_of(bot, ann)
    asked = await click(ann, shown, "Suggest it to all…")
    assert "Up to now only you can read it" in words(asked)
    await click(ann, asked, "Keep it private")
    assert await suggested_cards(bot.db) == []
    done = await click(ann, await ann.slash(channel, "cards suggest", card=card.id), "Yes, suggest it")
    assert "without your name" in words(done)
    assert [suggestion.card for suggestion in await suggested_cards(bot.db)] == [card]
    assert "Suggest it to all…" not in labels(done)
    await ann.submit_modal(await click(ann, done, "Change"), GREETING)
    assert await suggested_cards(bot.db) == []


async def test_a_full_deck_says_so_before_anything_is_typed(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for number in range(MAX_OWN_CARDS):
        await add_card(bot.db, ann.id, f"Question {number}", "Answer", "", env.now())
    result = await ann.slash(channel, "cards add")
    assert words(result) == "Your deck is full: it holds 2000 cards. Throw some away with /cards delete."


@pytest.mark.parametrize("card", ["own#1", "own#", "own#99999999999999999999999", "own#²", "deck.slicing#middle", "x"])
@pytest.mark.parametrize("command", ["cards edit", "cards delete", "cards suggest"])
async def test_a_card_that_there_is_not_gets_a_sentence(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle, command: str, card: str
) -> None:
    result = await ann.slash(channel, command, card=card)
    assert words(result) == "You have no such card. Pick one from the list that appears while you type."


async def test_the_buttons_of_a_card_work_after_a_restart(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    shown = await add(ann, channel, **GREETING)
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, bot.grader))
    result = await click(ann, shown, "Delete…")
    assert "Delete this card?" in words(result)
