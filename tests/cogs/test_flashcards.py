"""Reviewing through Discord: one card at a time, counted once, on any device, after any restart."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest
import simcord
from simcord.results import InteractionResult

from bot.client import LearnBot
from bot.curriculum.schema.decks import MAX_CARD_ID
from bot.domain.archive import MOST
from bot.domain.flashcards import gapped
from bot.domain.memory import Rating
from bot.services.cards import add_card
from bot.services.decks import choose_deck, decks_of, set_new_per_day, suspend
from bot.services.flashcards import Scope, next_card, review
from bot.services.start import Answers, start
from bot.store.flashcards import Logged, newest_reviews
from cogs._flashcards import answer_text, question_text
from cogs.ui.layout import MAX_TEXT
from cogs.ui.state import written_moment
from tests.screens import click, ids, labels, newest, press, words

DAY = 24 * 60 * 60
DECK = "deck.slicing"
ABOUT_CARDS = {"cogs.flashcards", "cogs.decks", "cogs.cards"}


@pytest.fixture
async def learner(bot: LearnBot, ann: simcord.MemberActor, guild: simcord.GuildHandle) -> simcord.MemberActor:
    """Ann, at the level of a deck that she has taken, in a zone of her own."""
    now = discord.utils.utcnow()
    answers = Answers("1", next(iter(bot.curriculum.tracks)), 10, "Europe/Berlin", 3)
    await start(bot.db, bot.curriculum, ann.id, guild.id, answers, now)
    for deck in bot.curriculum.decks:
        await choose_deck(bot.db, bot.curriculum, ann.id, deck, deck == DECK, now)
    return ann


async def shown(bot: LearnBot, user: int) -> str:
    """The id of the card that comes next."""
    session = await next_card(bot.db, bot.curriculum, user, Scope(), discord.utils.utcnow())
    assert session.card is not None
    return session.card.id


async def rate(member: simcord.MemberActor, question: InteractionResult, rating: str) -> InteractionResult:
    """Turn the card round and say how it went."""
    answer = await click(member, question, "Show answer")
    return await click(member, answer, next(label for label in labels(answer) if label.startswith(rating)))


async def log(bot: LearnBot, user: int) -> list[Logged]:
    """Every review of a member, the newest first."""
    return await bot.db.read(lambda connection: newest_reviews(connection, user, 1000))


async def test_a_card_asks_and_then_answers_with_when_it_would_come_back(
    bot: LearnBot, learner: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    question = await learner.slash(channel, "flashcards")
    card = bot.curriculum.cards[await shown(bot, learner.id)]
    assert gapped(card.front) in words(question)
    assert card.back not in words(question)
    assert "card 1 of 10" in words(question)
    assert labels(question) == ["Show answer", "Something's off"]
    assert newest(question).ephemeral
    answer = await click(learner, question, "Show answer")
    assert card.back in words(answer)
    assert [label.split(" · ")[0] for label in labels(answer)[:4]] == ["Again", "Hard", "Good", "Easy"]
    assert labels(answer)[0] == "Again · 1 min"
    assert all(label.split()[-1] in ("min", "d") for label in labels(answer)[:4])


async def test_after_a_rating_the_next_card_comes_and_the_review_is_kept(
    bot: LearnBot, env: simcord.Env, learner: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    question = await learner.slash(channel, "flashcards")
    first = await shown(bot, learner.id)
    await env.advance_time(7)
    following = await rate(learner, question, "Easy")
    assert "card 2 of 10" in words(following)
    assert await shown(bot, learner.id) != first
    (kept,) = await log(bot, learner.id)
    assert (kept.card, kept.rating, kept.first) == (first, Rating.EASY, True)
    assert 7 <= kept.seconds <= 9


async def test_the_same_button_pressed_twice_counts_once(
    bot: LearnBot, learner: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    question = await learner.slash(channel, "flashcards")
    answer = await click(learner, question, "Show answer")
    good = ids(answer)[2]
    results = [await press(learner, channel, good) for _ in range(3)]
    assert {words(result).splitlines()[0] for result in results} == {words(results[0]).splitlines()[0]}
    assert "card 2 of 10" in words(results[0])
    assert len(await log(bot, learner.id)) == 1


async def test_a_card_that_was_answered_elsewhere_meanwhile_gives_way_to_the_next(
    bot: LearnBot, learner: simcord.MemberActor, channel: simcord.ChannelHandle, guild: simcord.GuildHandle
) -> None:
    question = await learner.slash(channel, "flashcards")
    card, now = await shown(bot, learner.id), discord.utils.utcnow()
    await review(bot.db, bot.curriculum, learner.id, guild.id, card, Rating.EASY, 0, 3.0, now)
    following = await click(learner, question, "Show answer")
    assert "Show answer" in labels(following)
    assert "card 2 of 10" in words(following)


async def test_a_session_goes_on_after_a_restart_and_when_the_interaction_is_long_over(
    bot: LearnBot, env: simcord.Env, learner: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    question = await learner.slash(channel, "flashcards")
    answer = await click(learner, question, "Show answer")
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, bot.grader))
    await env.advance_time(16 * 60)  # the token of an interaction lives for 15 minutes
    following = await learner.click(newest(answer), label=labels(answer)[3])
    assert "card 2 of 10" in words(following)
    assert len(await log(bot, learner.id)) == 1


async def test_a_direct_message_is_as_good_a_place(bot: LearnBot, learner: simcord.MemberActor) -> None:
    question = await learner.user.slash("flashcards")
    assert "Show answer" in labels(question)


async def test_a_forgotten_card_comes_back_until_it_is_known_and_then_the_day_is_done(
    bot: LearnBot, env: simcord.Env, learner: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await set_new_per_day(bot.db, learner.id, 3, discord.utils.utcnow())
    question = await learner.slash(channel, "flashcards")
    failed = await shown(bot, learner.id)
    question = await rate(learner, question, "Again")
    for _ in range(2):
        question = await rate(learner, question, "Easy")
    assert "once more" in words(question)
    assert await shown(bot, learner.id) == failed
    question = await rate(learner, question, "Good")
    done = await rate(learner, question, "Good")
    assert "Done for today" in words(done)
    assert "You reviewed 3 cards today." in words(done)
    assert "Show answer" not in labels(done)


async def test_a_few_more_goes_beyond_todays_share(
    bot: LearnBot, learner: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await set_new_per_day(bot.db, learner.id, 3, discord.utils.utcnow())
    question = await learner.slash(channel, "flashcards")
    for _ in range(3):
        question = await rate(learner, question, "Easy")
    more = await click(learner, question, "A few more")
    assert "Show answer" in labels(more)
    assert ids(more)[0].split(":")[5] == "A"
    following = await rate(learner, more, "Easy")
    assert "Show answer" in labels(following)


async def test_after_a_break_the_plan_is_told_and_the_rest_can_wait(
    bot: LearnBot, env: simcord.Env, learner: simcord.MemberActor, channel: simcord.ChannelHandle,
    guild: simcord.GuildHandle,
) -> None:  # fmt: skip
    now = discord.utils.utcnow()
    cards = bot.curriculum.decks[DECK].cards
    for card in cards:
        for number in range(4):  # slow ones: a minute each
            await review(
                bot.db, bot.curriculum, learner.id, guild.id, card.id, Rating.GOOD, number, 15.0,
                now + timedelta(minutes=12 * number),
            )  # fmt: skip
    await env.advance_time(60 * DAY)
    question = await learner.slash(channel, "flashcards")
    assert f"-# {len(cards)} waiting; 10 today, done by" in words(question)
    assert "card 1 of 10" in words(question)
    for _ in range(10):
        question = await rate(learner, question, "Easy")
    assert "Done for today" in words(question)
    assert f"{len(cards) - 10} cards can wait." in words(question)
    assert "A few more" in labels(question)


async def test_one_deck_alone_stays_alone(
    bot: LearnBot, learner: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    other = next((deck for deck in bot.curriculum.decks.values() if deck.id != DECK), bot.curriculum.decks[DECK])
    question = await learner.slash(channel, "flashcards", deck=other.title)
    for _ in range(min(3, len(other.cards) - 1)):
        assert f"## {other.title} · card" in words(question)
        question = await rate(learner, question, "Easy")


async def test_an_unknown_deck_gets_a_sentence(learner: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    result = await learner.slash(channel, "flashcards", deck="@everyone cooking")
    assert words(result).startswith("I don't know the deck “@everyone cooking”.")


async def test_somethings_off_files_a_report_and_can_take_the_card_away(
    bot: LearnBot, learner: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    question = await learner.slash(channel, "flashcards")
    card = await shown(bot, learner.id)
    form = await click(learner, question, "Something's off")
    said = await learner.submit_modal(form, {"words": "The answer is wrong", "wish": ["suspend"]})
    assert "Thank you." in words(said)
    following = await click(learner, said, "Go on")
    assert "Show answer" in labels(following)
    assert await shown(bot, learner.id) != card
    decks = {deck.id: deck for deck in await decks_of(bot.db, bot.curriculum, learner.id, discord.utils.utcnow())}
    assert decks[DECK].suspended == 1


async def test_a_first_review_makes_the_day_count(
    bot: LearnBot, learner: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    question = await learner.slash(channel, "flashcards")
    await rate(learner, question, "Good")
    progress = await learner.slash(channel, "progress")
    assert "1 of the last 7 days" in words(progress)
    assert "Flashcards: Slicing" in words(progress)


async def test_every_card_fits_its_screens_whole(bot: LearnBot) -> None:
    for card in bot.curriculum.cards.values():
        sides = f"{question_text(card)}{answer_text(card)}"
        assert len(sides) + 200 <= MAX_TEXT, card.id


async def test_every_control_about_cards_fits_its_hundred_characters_whatever_it_carries(
    env: simcord.Env, bot: LearnBot
) -> None:
    """Also for the longest ids that the content may have, and for cards brought along after many reviews."""
    controls: list[Any] = [*bot._connection._view_store._dynamic_items.values(), *bot.forms.values()]
    formats = [control.id_format for control in controls if control.__module__ in ABOUT_CARDS]
    assert len(formats) > 20
    cards = [*bot.curriculum.cards, f"deck.{'x' * (MAX_CARD_ID - 10)}#{'y' * 4}", f"own#{9 * 10**15}"]
    most = {"owner": 2**63, "rating": 4, "number": MOST, "scope": "a", "page": 99, "suspended": 1, "enabled": 1}
    most["since"] = written_moment(datetime(2038, 1, 1, tzinfo=UTC))
    for card in cards:
        state = {**most, "card": card, "deck": card.partition("#")[0]}
        assert max(len(name.format(**state)) for name in formats) <= 100, card


async def test_what_members_write_on_their_cards_formats_and_mentions_nothing(
    bot: LearnBot, learner: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    front, back = "# @everyone **who**?", "||<@1>|| [x](https://example.org)"
    await add_card(bot.db, learner.id, front, back, "", discord.utils.utcnow())
    question = await learner.slash(channel, "flashcards", deck="own")
    answer = await click(learner, question, "Show answer")
    assert "My own cards" in words(question)
    for text in ("@everyone", "**who**", "||<@1>||"):
        assert text not in words(answer)
    assert not any(line.startswith("# ") for line in words(answer).splitlines())
    await rate(learner, await learner.slash(channel, "flashcards", deck="own"), "Good")
    assert (await log(bot, learner.id))[0].card.startswith("own#")


async def test_a_plan_counts_only_cards_that_will_be_asked(
    bot: LearnBot, learner: simcord.MemberActor, guild: simcord.GuildHandle
) -> None:
    now = discord.utils.utcnow()
    other = next(deck for deck in bot.curriculum.decks.values() if deck.id != DECK)
    wanted, left = bot.curriculum.decks[DECK].cards, other.cards
    for card in (*wanted, *left):
        await review(bot.db, bot.curriculum, learner.id, guild.id, card.id, Rating.EASY, 0, 60.0, now)
    later = now + timedelta(days=30)
    for card in (*wanted[:4], *left[:9]):  # they come due again within two months
        await review(bot.db, bot.curriculum, learner.id, guild.id, card.id, Rating.HARD, 1, 60.0, later)
    await suspend(bot.db, bot.curriculum, learner.id, wanted[0].id, True, now)
    session = await next_card(bot.db, bot.curriculum, learner.id, Scope(), later)
    assert session.load.backlog
    assert sum(session.load.upcoming) == 3


async def test_a_card_that_comes_back_is_called_so_and_a_card_beyond_todays_share_is_not(
    bot: LearnBot, env: simcord.Env, learner: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await set_new_per_day(bot.db, learner.id, 3, discord.utils.utcnow())
    question = await learner.slash(channel, "flashcards")
    question = await rate(learner, question, "Again")
    await env.advance_time(2 * 60)
    back = await learner.slash(channel, "flashcards")  # while another card still waits
    assert "Slicing · once more" in words(back)
    question = back
    for _ in range(3):
        question = await rate(learner, question, "Easy")
    assert "Done for today" in words(question)
    more = await click(learner, question, "A few more")
    assert "Slicing · card 4\n" in words(more) + "\n"
    assert "left" not in words(more).splitlines()[1]


async def test_whoever_begins_no_new_cards_is_not_told_that_there_are_none(
    bot: LearnBot, learner: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await set_new_per_day(bot.db, learner.id, 0, discord.utils.utcnow())
    screen = await learner.slash(channel, "flashcards")
    assert "Nothing is due." in words(screen)
    assert f"{len(bot.curriculum.decks[DECK].cards)} new cards are there when you want some." in words(screen)
    assert "Show answer" in labels(await click(learner, screen, "A few more"))


async def test_ones_own_deck_is_always_among_those_that_are_offered(
    bot: LearnBot, learner: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    decks = list(bot.curriculum.decks.values())
    more = {f"deck.x{number}": replace(decks[0], id=f"deck.x{number}") for number in range(30)}
    bot.curriculum = replace(bot.curriculum, decks=bot.curriculum.decks | more)
    offered = await learner.autocomplete(channel, "flashcards", "deck", "")
    assert len(offered) == 25
    assert "own" in [choice["value"] for choice in offered]
