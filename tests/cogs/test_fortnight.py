"""Two weeks of a member's life: one polite message on each day with something due, cards as FSRS has them, and Anki."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import anki.lang
import discord
import fsrs
import pytest
import simcord
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from simcord.results import InteractionResult

from bot.client import LearnBot
from bot.domain.calendar import day_at
from bot.domain.memory import Rating, State
from bot.services._learner import learner_of
from bot.services.decks import choose_deck, set_new_per_day
from bot.services.flashcards import Scope, next_card
from bot.services.start import Answers, start
from bot.store.flashcards import Logged, memories, newest_reviews
from tests.reminders import Goto, cog, goto, reminders, turn_on
from tests.screens import labels, newest, pick, words

__all__ = ["cog", "goto"]

DECK = "deck.slicing"
DAYS = 14
SKIPPED = {4, 5, 9}  # days without any review
NOTHING_NEW = 6  # from this day on, only what is due
ANSWERS = (Rating.GOOD, Rating.EASY, Rating.AGAIN, Rating.HARD, Rating.GOOD)


async def is_due(bot: LearnBot, user: int) -> bool:
    """Whether a card waits that was begun on an earlier day."""
    session = await next_card(bot.db, bot.curriculum, user, Scope(), discord.utils.utcnow())
    return session.load.due > 0


async def review_all(env: simcord.Env, member: simcord.MemberActor, screen: InteractionResult) -> None:
    """Go on until the day is done."""
    for number in range(200):
        if "Show answer" not in labels(screen):
            assert words(screen).startswith(("## Done for today", "## No cards right now"))
            return
        answer = await member.user.click(newest(screen), label="Show answer")
        await env.advance_time(5)
        rating = ANSWERS[number % len(ANSWERS)].name.capitalize()
        label = next(label for label in labels(answer) if label.startswith(rating))
        screen = await member.user.click(newest(answer), label=label)
    pytest.fail("the day never ended")


def replayed(log: list[Logged]) -> fsrs.Card:
    """A card as `fsrs` itself has it after these reviews, each at the midnight of the member's day, without fuzz."""
    card = fsrs.Card(card_id=0, due=datetime(2026, 1, 1, tzinfo=UTC))
    for entry in log:
        midnight = datetime.combine(day_at(entry.at, entry.shift), time(), UTC)
        card, _ = fsrs.Scheduler(enable_fuzzing=False).review_card(card, fsrs.Rating(entry.rating), midnight)
    return card


async def test_a_fortnight_of_cards_brings_a_message_on_each_day_with_something_due_and_ends_in_anki(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle, goto: Goto,
    tmp_path: Path,
) -> None:  # fmt: skip
    answers = Answers("1", "track.junior-developer", 20, "Europe/Berlin", 3)
    await start(bot.db, bot.curriculum, ann.id, None, answers, discord.utils.utcnow())
    for deck in bot.curriculum.decks:
        await choose_deck(bot.db, bot.curriculum, ann.id, deck, deck == DECK, discord.utils.utcnow())
    await set_new_per_day(bot.db, ann.id, 5, discord.utils.utcnow())
    await pick(ann, await turn_on(ann, channel), "remind:topics", "cards")
    reminded, idle = 0, 0
    for day in range(DAYS):
        if day == NOTHING_NEW:
            await set_new_per_day(bot.db, ann.id, 0, discord.utils.utcnow())
        await goto(16.9, day)  # six to six in Berlin
        due = await is_due(bot, ann.id)
        await goto(17, day)
        await goto(19, day)
        reminded, idle = reminded + due, idle + (not due)
        sent = reminders(ann)
        assert len(sent) == reminded, f"day {day}"
        if day not in SKIPPED:
            begin = ann.user.click(sent[-1], label="Review now") if due else ann.user.slash("flashcards")
            await review_all(env, ann, await begin)
    assert reminded >= 8
    assert idle >= 1

    log = list(reversed(await bot.db.read(lambda connection: newest_reviews(connection, ann.id, 10_000))))
    kept = await bot.db.read(lambda connection: memories(connection, ann.id))
    calendar = (await bot.db.read(lambda connection: learner_of(connection, ann.id))).calendar
    assert len(kept) >= 20
    for found in kept:
        expected = replayed([entry for entry in log if entry.card == found.card])
        memory = found.memory
        assert (memory.stability, memory.difficulty) == (expected.stability, expected.difficulty)
        assert (memory.state, memory.step) == (State(expected.state), expected.step)
        if memory.interval:
            assert memory.due == calendar.start(memory.day + timedelta(days=memory.interval))

    export = await ann.slash(channel, "cards export")
    (file,) = newest(export).attachments
    package = tmp_path / "cards.apkg"
    package.write_bytes(await file.read())
    anki.lang.set_lang("en")
    library = Collection(str(tmp_path / "mine.anki2"))
    options = ImportAnkiPackageOptions(with_scheduling=True)
    library.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options))
    assert library.card_count() == len(bot.curriculum.decks[DECK].cards)
    known = [library.get_card(card) for card in library.find_cards("is:review")]
    intervals = sorted(found.memory.interval for found in kept if found.memory.interval)
    assert sorted(card.ivl for card in known) == intervals
    library.close()
