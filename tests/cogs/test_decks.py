"""The decks: what is on, what is due and known in each, and each card within reach."""

from dataclasses import replace

import discord
import simcord
from simcord.results import InteractionResult

from bot.client import LearnBot
from bot.domain.memory import Rating
from bot.services.decks import decks_of
from bot.services.flashcards import Scope, next_card, review
from bot.services.start import Answers, start
from tests.screens import click, ids, labels, newest, pick, press, words

DAY = 24 * 60 * 60
DECK = "deck.slicing"


async def begin(bot: LearnBot, member: simcord.MemberActor, level: str, goal: str) -> None:
    answers = Answers(level, goal, 10, "Europe/Berlin", 3)
    await start(bot.db, bot.curriculum, member.id, None, answers, discord.utils.utcnow())


async def enabled(bot: LearnBot, member: simcord.MemberActor) -> list[str]:
    return [d.id for d in await decks_of(bot.db, bot.curriculum, member.id, discord.utils.utcnow()) if d.enabled]


def options(result: InteractionResult, beginning: str) -> list[dict[str, str]]:
    """The options of the select whose custom_id begins so."""
    (frame,) = newest(result).components
    parts = [part for row in frame["components"] for part in row.get("components", [])]
    found: list[dict[str, str]] = next(p["options"] for p in parts if p.get("custom_id", "").startswith(beginning))
    return found


async def test_the_members_level_turns_the_matching_decks_on_by_themselves(
    bot: LearnBot, ann: simcord.MemberActor
) -> None:
    names = list(bot.curriculum.levels)
    for level in names[:6]:
        await begin(bot, ann, level, "track.junior-developer")
        near = {level, names[max(names.index(level) - 1, 0)]}
        on = [bot.curriculum.decks[deck] for deck in await enabled(bot, ann) if deck != "own"]
        assert on
        assert {deck.level for deck in on} <= near
        general = [d for d in bot.curriculum.decks.values() if d.path is None and d.level in near]
        assert set(general) <= set(on)


async def test_a_path_that_one_does_not_walk_brings_no_decks(bot: LearnBot, ann: simcord.MemberActor) -> None:
    special = [deck for deck in bot.curriculum.decks.values() if deck.path]
    assert special
    for deck in special:
        for track in bot.curriculum.tracks.values():
            await begin(bot, ann, deck.level, track.id)
            walks = deck.path in {step.path for step in track.steps}
            assert (deck.id in await enabled(bot, ann)) == walks


async def test_a_deck_is_taken_and_left_and_what_is_remembered_stays(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await begin(bot, ann, "1", "track.junior-developer")
    card, now = bot.curriculum.decks[DECK].cards[0].id, discord.utils.utcnow()
    await review(bot.db, bot.curriculum, ann.id, None, card, Rating.EASY, 0, 3.0, now)
    deck = await pick(ann, await ann.slash(channel, "decks"), "decks:pick", DECK)
    assert "You review this deck." in words(deck)
    assert f"{len(bot.curriculum.decks[DECK].cards) - 1} new" in words(deck)
    left = await click(ann, deck, "Leave this deck")
    assert "You don't review this deck." in words(left)
    taken = await click(ann, left, "Take this deck")
    assert f"\n{len(bot.curriculum.decks[DECK].cards) - 1} new" in words(taken)


async def test_a_card_is_suspended_asked_again_and_begun_anew(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await begin(bot, ann, "1", "track.junior-developer")
    card, now = bot.curriculum.decks[DECK].cards[0], discord.utils.utcnow()
    await review(bot.db, bot.curriculum, ann.id, None, card.id, Rating.EASY, 0, 3.0, now)
    await env.advance_time(30 * DAY)

    async def due() -> bool:
        session = await next_card(bot.db, bot.curriculum, ann.id, Scope(DECK), discord.utils.utcnow())
        return session.load.due == 1

    assert await due()
    deck = await pick(ann, await ann.slash(channel, "decks"), "decks:pick", DECK)
    screen = await pick(ann, deck, "decks:card", card.id)
    assert "A card · due today" in words(screen)
    assert card.back in words(screen)
    screen = await click(ann, screen, "Don't ask me this")
    assert "not asked any more" in words(screen)
    assert not await due()
    screen = await click(ann, screen, "Ask me again")
    assert await due()
    screen = await click(ann, screen, "Start it over")
    assert "A card · new" in words(screen)
    assert not await due()
    assert "Start it over" not in labels(screen)


async def test_retention_is_the_share_of_known_cards_that_were_recalled(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await begin(bot, ann, "1", "track.junior-developer")
    cards = bot.curriculum.decks[DECK].cards[:4]
    for number, ratings in enumerate(([Rating.EASY] * 4, [Rating.GOOD, Rating.HARD, Rating.EASY, Rating.AGAIN])):
        for card, rating in zip(cards, ratings, strict=True):
            await review(
                bot.db, bot.curriculum, ann.id, None, card.id, rating, number, 3.0, discord.utils.utcnow()
            )  # fmt: skip
        await env.advance_time(12 * DAY)
    assert "75 % recalled" in words(await ann.slash(channel, "decks"))
    await env.advance_time(31 * DAY)
    assert "recalled" not in words(await ann.slash(channel, "decks"))


async def test_how_many_new_cards_and_how_much_to_remember_is_chosen_in_two_selects(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await begin(bot, ann, "1", "track.junior-developer")
    how = await click(ann, await ann.slash(channel, "decks"), "How I review")
    how = await pick(ann, how, "decks:new-per-day", "5")
    how = await pick(ann, how, "decks:retention", "95")
    assert any(name.startswith("decks:new-per-day") for name in ids(how))
    assert "card 1 of 5" in words(await ann.slash(channel, "flashcards"))


async def test_more_decks_than_fit_one_select_are_turned_like_pages(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle, bot: LearnBot
) -> None:
    screen = await ann.slash(channel, "decks")
    pages = 1
    while "Later ›" in labels(screen):
        screen = await click(ann, screen, "Later ›")
        pages += 1
    assert pages == -(-(len(bot.curriculum.decks) + 1) // 25)


async def test_a_deck_named_by_its_title_in_a_forged_control_is_shown_like_any_other(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await press(ann, channel, f"decks:cards:{ann.id}:Slicing:0")
    assert "Slicing" in words(result).splitlines()[0]


async def test_cards_that_ask_the_same_about_different_code_can_be_told_apart(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for deck in list(bot.curriculum.decks.values()):
        bot.curriculum = replace(bot.curriculum, decks={deck.id: deck})  # whatever page it is on
        screen = await pick(ann, await ann.slash(channel, "decks"), "decks:pick", deck.id)
        names = [entry["label"] for entry in options(screen, "decks:card")]
        assert len(names) == min(len(deck.cards), 25)
        assert len(set(names)) == len(names), deck.id
        assert not any("\n" in name for name in names)
