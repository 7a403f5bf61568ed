"""/cards: writing, finding, changing, suggesting and deleting cards of one's own."""

import json

import pytest
import simcord

from bot.client import LearnBot
from bot.domain.flashcards import Card
from bot.domain.memory import Rating
from bot.domain.own_cards import MAX_OWN_CARDS
from bot.services.cards import add_card, search_own_cards, suggested_cards
from bot.services.flashcards import review
from bot.services.privacy import delete
from tests.anki.packages import package
from tests.screens import click, labels, newest, press, words

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


async def test_two_cards_that_ask_the_same_can_be_told_apart_in_the_list(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for back in ("first", "second"):
        await add(ann, channel, front="why? " * 40, back=back)
    names = [choice["name"] for choice in await ann.autocomplete(channel, "cards edit", "card", "why")]
    assert len(set(names)) == 2
    assert max(map(len, names)) == 100


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


async def bring(
    member: simcord.MemberActor, channel: simcord.ChannelHandle, name: str, content: bytes
) -> simcord.InteractionResult:
    return await member.slash(channel, "cards import", file=(name, content))


async def test_cards_are_taken_away_as_an_anki_package_and_come_back_to_somebody_else(
    bot: LearnBot, ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await add(ann, channel, **GREETING)
    result = await ann.slash(channel, "cards export", deck="own")
    assert "1 card in 1 deck, 0 of them with what you remember" in words(result)
    assert "switch on *Import any learning progress*" in words(result)
    assert newest(result).ephemeral
    (file,) = newest(result).attachments
    assert file.filename == "learn-python-own.apkg"
    report = await bring(bob, channel, file.filename, await file.read())
    assert "✓ 1 card of your own added" in words(report)
    assert newest(report).ephemeral
    (card,) = await cards_of(bot, bob)
    assert (card.front, card.back, card.code) == tuple(GREETING.values())
    again = await bring(bob, channel, "whatever.txt", await file.read())
    assert "Nothing new was in it" in words(again)
    assert "- 1 × you have this card already" in words(again)


async def test_the_json_of_all_decks_brings_cards_and_memories_back_after_everything_was_deleted(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await add(ann, channel, **GREETING)
    (card,) = await cards_of(bot, ann)
    await review(bot.db, bot.curriculum, ann.id, None, card.id, Rating.GOOD, 0, 4.2, env.now())
    result = await ann.slash(channel, "cards export", format="json")
    (file,) = newest(result).attachments
    assert file.filename == "learn-python-cards.json"
    assert "with what you remember" in words(result)
    content = await file.read()
    assert json.loads(content)["format"] == "learn-python-cards"
    await delete(bot.db, ann.id)
    report = await bring(ann, channel, file.filename, content)
    assert "✓ 1 card of your own added\n✓ 1 memory added" in words(report)
    assert await cards_of(bot, ann) == [card]


async def test_progress_of_the_curriculum_is_recognised_and_waits_for_its_decks(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    state = {"box": 3, "last_seen": "2025-12-24T18:00:00", "correct": 2, "incorrect": 1}
    content = json.dumps({"cards": {"0-03": state, "?-1": state}, "sessions": 1, "last_review": None}).encode()
    report = words(await bring(ann, channel, ".review-state.json", content))
    assert "Progress of the curriculum (boxes)" in report
    assert "✓ 1 memory added" in report
    assert "1 of these memories waits until the deck of its card is here." in report
    assert "- 1 × there is no such card" in report


async def test_words_from_a_file_format_link_and_mention_nothing(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await bring(ann, channel, "x.apkg", package((HOSTILE.replace("<", "&lt;"), HOSTILE.replace("<", "&lt;"))))
    (card,) = await cards_of(bot, ann)
    shown = await ann.slash(channel, "cards delete", card=card.id)
    text = words(shown)
    assert "@everyone" in text
    assert "everyone" not in "".join(text.split("```")[::2])
    assert newest(shown).message.mentions == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"hello", "I don't know this kind of file."),
        (b"{", "This file isn't valid JSON."),
        (b"[" * 100_000, "This JSON is nested too deeply"),
        (b"PK\x03\x04rubbish", "This isn't an Anki package"),
        (b" " * 10_000_001, "That file has 10.0 MB, and I read at most 10."),
    ],
)
async def test_a_file_that_cannot_be_read_gets_a_sentence(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle, content: bytes, sentence: str
) -> None:
    result = await bring(ann, channel, "cards.apkg", content)
    assert words(result).startswith(sentence)
    assert len(words(result).splitlines()) == 1
    assert await cards_of(bot, ann) == []


async def test_decks_to_export_are_offered_by_title_the_own_one_first(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    choices = await ann.autocomplete(channel, "cards export", "deck", "")
    assert choices[0] == {"name": "My own cards", "value": "own"}
    assert [c["value"] for c in await ann.autocomplete(channel, "cards export", "deck", "SLIC")] == ["deck.slicing"]


async def test_an_export_without_a_card_or_of_no_deck_gets_a_sentence(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assert "There is no card to take away yet" in words(await ann.slash(channel, "cards export", deck="own"))
    assert "I don't know the deck" in words(await ann.slash(channel, "cards export", deck="nonsense"))


async def test_whoever_sends_many_files_is_asked_to_wait(
    ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for _ in range(3):
        await bring(ann, channel, "x", b"hello")
    assert words(await ann.slash(channel, "cards export")).startswith("That was quick. Try again in")
    assert "I don't know this kind of file" in words(await bring(bob, channel, "x", b"hello"))
