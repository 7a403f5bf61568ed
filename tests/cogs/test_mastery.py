"""What members do through Discord moves their mastery, and at a start it is brought up to date."""

import asyncio
import sqlite3
from datetime import timedelta

import discord
import simcord

from bot.client import LearnBot
from bot.domain.mastery import Mastery
from bot.domain.memory import Rating
from bot.services._learner import learner_of
from bot.services._mastery import masteries_of
from bot.services.flashcards import Scope, next_card, review
from bot.services.mastery import FACT, version_of
from bot.store.facts import find_fact
from tests.screens import click


async def mastery(bot: LearnBot, member: simcord.MemberActor, concept: str) -> Mastery:
    """How well a member masters a concept now."""
    now = discord.utils.utcnow()

    def look(connection: sqlite3.Connection) -> Mastery:
        today = learner_of(connection, member.id).calendar.day(now)
        return masteries_of(connection, bot.curriculum, member.id, today)[concept]

    return await bot.db.read(look)


async def test_a_wrong_pick_weighs_against_its_concept_and_brings_a_card_about_it_forward(
    env: simcord.Env, bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    challenge = next(challenge for challenge in bot.curriculum.challenges.values() if challenge.options)
    concept = challenge.concepts[0]
    card = next(card for card in bot.curriculum.cards.values() if card.concept == concept)
    earlier = discord.utils.utcnow() - timedelta(days=2)
    assert await review(bot.db, bot.curriculum, ann.id, None, card.id, Rating.EASY, 0, 4.0, earlier)
    before, scope = await mastery(bot, ann, concept), Scope(card.deck)
    waiting = await next_card(bot.db, bot.curriculum, ann.id, scope, discord.utils.utcnow())
    assert waiting.load.due == 0
    wrong = next(option for option in challenge.options if option != challenge.solution.strip())
    await click(ann, await ann.slash(channel, "challenge", challenge=challenge.id), wrong)
    after = await mastery(bot, ann, concept)
    assert after.value < before.value
    assert after.sureness > before.sureness
    assert after.last_shown == before.last_shown
    waiting = await next_card(bot.db, bot.curriculum, ann.id, scope, discord.utils.utcnow())
    assert (waiting.load.due, waiting.card) == (1, card)


async def test_a_start_brings_mastery_up_to_date(env: simcord.Env, bot: LearnBot) -> None:
    for _ in range(200):
        if await bot.db.read(lambda connection: find_fact(connection, FACT)) == version_of(bot.curriculum):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it was not brought up to date")
