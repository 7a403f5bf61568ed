"""Badges and passed levels through Discord: told where they were earned, shown with their proof, shared by choice."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import discord
import pytest
import simcord
from simcord.results import InteractionResult

from bot.client import LearnBot
from bot.domain.challenge import ChallengeKind
from bot.domain.curriculum import Curriculum
from bot.domain.events import Event, Kind
from bot.domain.levels import Promotion
from bot.domain.memory import Rating
from bot.grader import Grader
from bot.services.done import mark_done
from bot.services.flashcards import Scope, next_card, review
from bot.services.start import load_learner
from bot.store.database import Database
from bot.store.events import append_event
from tests.screens import click, labels, newest, press, words

PROJECT = "project.tip-splitter"
ANSWERS = {
    "level": ["0"],
    "goal": ["track.backend-engineer"],
    "minutes": ["5"],
    "zone": "Europe/Berlin",
    "rollover": ["3"],
}


async def begin(member: simcord.MemberActor, channel: simcord.ChannelHandle, **answers: object) -> InteractionResult:
    form = await member.slash(channel, "start")
    return await member.submit_modal(form, ANSWERS | answers)


async def warm_up(bot: LearnBot, member: simcord.MemberActor, channel: simcord.ChannelHandle) -> InteractionResult:
    exercise = bot.curriculum.levels["0"].warm_up
    return await click(member, await begin(member, channel), exercise.options[exercise.answer])


@pytest.fixture
async def easy(env: simcord.Env, db: Database, curriculum: Curriculum, grader: Grader) -> LearnBot:
    """The bot with a level 1 that one project passes."""
    rule = replace(curriculum.levels["1"], promotion=Promotion(0, 0, 0, 1))
    bot = LearnBot(db, replace(curriculum, levels=curriculum.levels | {"1": rule}), grader)
    await env.restart_bot(bot)
    return bot


async def test_the_first_exercise_brings_the_first_badge_and_only_once(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await warm_up(bot, ann, channel)
    assert newest(result).ephemeral
    title = bot.curriculum.levels["0"].title
    assert f"🌱 New badge: **First line** · The first exercise of “{title}” was answered right." in words(result)
    again = await ann.slash(channel, "done", item="path.python-fundamentals#syntax-and-types")
    assert "New badge" not in words(again)


async def test_a_wrong_guess_brings_none(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    exercise = bot.curriculum.levels["0"].warm_up
    wrong = next(text for index, text in enumerate(exercise.options) if index != exercise.answer)
    assert "New badge" not in words(await click(ann, await begin(ann, channel), wrong))
    assert "0 of 30 badges earned" in words(await ann.slash(channel, "badges"))


async def test_a_project_that_is_done_undone_and_done_again_is_told_each_time(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    title = bot.curriculum.projects[PROJECT].title
    result = await ann.slash(channel, "done", item=PROJECT)
    assert f"New badge: **Built it** · “{title}” was built." in words(result)
    result = await click(ann, result, "Undo")
    assert "“Built it” is open again, since what proved it was undone." in words(result)
    assert "0 of 30 badges earned" in words(await ann.slash(channel, "badges"))
    result = await click(ann, result, "Mark it done again")
    assert "New badge: **Built it**" in words(result)
    assert "1 of 30 badges earned" in words(await ann.slash(channel, "badges"))


async def test_on_the_roadmap_it_is_told_as_well(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    shown = await press(ann, channel, f"roadmap:done:{ann.id}:{PROJECT}")
    assert "New badge: **Built it**" in words(shown)
    assert "is open again" in words(await click(ann, shown, "Not built after all"))


async def test_a_solved_challenge_tells_it_with_the_verdict_and_an_answer_that_fails_does_not(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    guess = next(c for c in bot.curriculum.challenges.values() if c.kind is ChallengeKind.PREDICT and c.options)
    right = next(option for option in guess.options if option.split() == guess.solution.split())
    wrong = next(option for option in guess.options if option != right)

    async def answer(option: str) -> str:
        return words(await click(ann, await ann.slash(channel, "challenge", challenge=guess.id), option))

    assert "New badge" not in await answer(wrong)
    assert f"🔧 New badge: **It runs** · “{guess.title}” passed every check." in await answer(right)
    assert "New badge" not in await answer(right)


async def test_the_end_of_todays_cards_tells_it(
    env: simcord.Env, bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await begin(ann, channel)

    for days in range(50, 1, -1):
        reviewed = Event(Kind.REVIEWED, discord.utils.utcnow() - timedelta(days=days), 0, item="deck.lists")
        await bot.db.write(partial(append_event, user_id=ann.id, event=reviewed))
    question = await ann.slash(channel, "flashcards")
    while "Show answer" in labels(question):
        assert "New badge" not in words(question)
        answer = await click(ann, question, "Show answer")
        question = await click(ann, answer, next(label for label in labels(answer) if label.startswith("Easy")))
    assert "Done for today" in words(question)
    assert "🪴 New badge: **Patient gardener** · Flashcards were reviewed on 50 days." in words(question)
    assert len(labels(question)) <= 5


async def test_a_badge_that_is_added_later_counts_for_the_past(
    env: simcord.Env, db: Database, curriculum: Curriculum, grader: Grader, ann: simcord.MemberActor,
    channel: simcord.ChannelHandle,
) -> None:  # fmt: skip
    await env.restart_bot(LearnBot(db, replace(curriculum, badges={}), grader))
    assert "New badge" not in words(await ann.slash(channel, "done", item=PROJECT))
    await env.restart_bot(LearnBot(db, curriculum, grader))
    result = await ann.slash(channel, "done", item="path.python-fundamentals#syntax-and-types")
    assert "New badge: **Built it**" in words(result)
    assert "New badge" not in words(await ann.slash(channel, "badges"))


async def test_what_is_earned_stands_with_its_proof_and_what_is_near_with_how_far_it_is(
    env: simcord.Env, bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ann.slash(channel, "done", item=PROJECT)
    await env.advance_time(24 * 60 * 60)
    result = await ann.slash(channel, "badges")
    assert result.ephemeral
    title = bot.curriculum.projects[PROJECT].title
    assert f"🧱 **Built it** · yesterday\n-# “{title}” was built." in words(result)
    near = words(result).partition("Within reach")[2]
    assert "✨ **Spark** ▰▱▱▱▱▱ 100 of 500 XP\n-# Reach 500 XP." in near
    assert labels(result) == ["Open next step", "More ›", "Share"]


async def test_all_thirty_can_be_paged_through_before_and_after_they_are_earned(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    async def titles() -> list[str]:
        result = await ann.slash(channel, "badges")
        pages = [words(result)]
        while "More ›" in labels(result):
            result = await click(ann, result, "More ›")
            assert len(labels(result)) <= 5
            pages.append(words(result))
        assert "‹ Back" in labels(result)
        assert all(len(page) <= 4000 for page in pages)
        return [
            b.title for page in pages for b in bot.curriculum.badges.values() if f"{b.symbol} **{b.title}**" in page
        ]

    every = sorted(badge.title for badge in bot.curriculum.badges.values())
    assert sorted(await titles()) == every
    await begin(ann, channel)
    for number, badge in enumerate(bot.curriculum.badges):
        at = discord.utils.utcnow()
        award = Event(Kind.AWARDED, at, 0, item=badge, details={"item": PROJECT, "count": str(number)})
        await bot.db.write(partial(append_event, user_id=ann.id, event=award))
    assert sorted(await titles()) == every
    result = await ann.slash(channel, "badges")
    assert "30 of 30 badges earned" in words(result)
    shared = await click(ann, result, "Share")
    assert all(f"**{title}**" in words(shared) for title in every)
    assert len(words(shared)) <= 4000


async def test_a_page_that_there_is_not_is_the_last_one(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for page in ("999", "-3"):
        assert "badges earned" in words(await press(ann, channel, f"badges:page:{ann.id}:{page}"))


async def test_sharing_posts_them_for_everybody_and_others_open_their_own(
    bot: LearnBot, ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ann.slash(channel, "done", item=PROJECT)
    result = await ann.slash(channel, "badges")
    shared = await click(ann, result, "Share")
    assert not newest(shared).ephemeral
    assert words(shared).startswith("## Ann's badges\n🧱 **Built it** · 2025-12-31\n-# “")
    mine = await click(bob, shared, "See my own")
    assert newest(mine).ephemeral
    assert "0 of 30 badges earned" in words(mine)
    assert "There is no badge to share yet." in words(await press(bob, channel, f"badges:share:{bob.id}"))


async def test_nothing_is_posted_where_one_may_not_write(guild: simcord.GuildHandle, ann: simcord.MemberActor) -> None:
    quiet = guild.create_text_channel(
        "rules", overwrites={guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    await ann.slash(quiet, "done", item=PROJECT)
    for command in ("badges", "progress"):
        refused = await click(ann, await ann.slash(quiet, command), "Share")
        assert "You may not write in this channel" in words(refused)
    assert "You may not write in this channel" in words(await press(ann, quiet, f"thirty-days:share:{ann.id}"))


async def test_looking_at_badges_stores_nothing_about_anybody(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "badges")
    await click(ann, result, "More ›")
    await ann.slash(channel, "levels")
    assert await bot.db.read(lambda c: c.execute("SELECT count(*) FROM learner").fetchone()[0]) == 0


async def test_a_passed_level_is_told_once_and_going_on_is_a_choice(
    easy: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await begin(ann, channel)
    assert "☐ ▱▱▱▱▱▱ 0 of 1 project" in words(await ann.slash(channel, "levels", level="1"))
    result = await ann.slash(channel, "done", item=PROJECT)
    title = easy.curriculum.levels["1"].title
    assert result.ephemeral
    assert f"☑ You have passed **level 1 · {title}**." in words(result)
    assert {"Go on to level 2", "Share it here"} <= set(labels(result))
    assert len(labels(result)) == 5
    assert (await load_learner(easy.db, ann.id)).level == "0"
    level = await ann.slash(channel, "levels", level="1")
    assert "You have passed" not in words(level)
    assert "☑ You passed it on 2025-12-31." in words(level)
    assert "☑ ▰▰▰▰▰▰ 1 of 1 project" in words(level)
    assert f"**Level 1 · {title}** · 1 of" in words(await ann.slash(channel, "levels"))
    went = await click(ann, result, "Go on to level 2")
    assert easy.curriculum.levels["2"].theme in words(went)
    assert (await load_learner(easy.db, ann.id)).level == "2"


async def test_a_passed_level_can_be_shared_and_one_that_is_not_passed_cannot(
    easy: LearnBot, ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "done", item=PROJECT)
    shared = await click(ann, result, "Share it here")
    assert not newest(shared).ephemeral
    assert words(shared).startswith(f"## Ann has passed level 1 · {easy.curriculum.levels['1'].title}")
    refused = await press(bob, channel, f"levels:share:{bob.id}:1")
    assert words(refused) == "You can share this once the level is passed. Type /levels to see what is left."
    assert "There is no such level" in words(await press(bob, channel, f"levels:take:{bob.id}:77"))


async def test_whoever_is_further_on_is_not_sent_back(
    easy: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await begin(ann, channel, level=["7"])
    result = await ann.slash(channel, "done", item=PROJECT)
    assert "You have passed **level 1" in words(result)
    assert "Share it here" in labels(result)
    assert not any(label.startswith("Go on to level") for label in labels(result))


async def test_the_review_of_a_card_alone_tells_nothing_until_the_day_is_done(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await warm_up(bot, ann, channel)
    now = discord.utils.utcnow()
    session = await next_card(bot.db, bot.curriculum, ann.id, Scope(), now)
    assert session.card is not None
    await review(bot.db, bot.curriculum, ann.id, None, session.card.id, Rating.GOOD, 0, 4.0, now)
    kinds = await bot.db.read(lambda c: [row["kind"] for row in c.execute("SELECT kind FROM event ORDER BY event_id")])
    assert kinds == ["started", "warmed_up", "awarded", "reviewed"]


@pytest.mark.parametrize("command", ["badges", "levels"])
async def test_a_long_log_is_read_once_for_one_screen(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle, command: str
) -> None:
    await begin(ann, channel)
    asked: list[str] = []
    await bot.db.read(lambda connection: connection.set_trace_callback(asked.append))
    shown = await ann.slash(channel, command)
    await bot.db.read(lambda connection: connection.set_trace_callback(None))
    assert words(shown).startswith("## ")
    assert sum("details FROM event" in sql for sql in asked) == 1


async def test_where_a_level_is_passed_five_buttons_are_in_sight_and_no_more(
    easy: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    path = easy.curriculum.paths["path.python-fundamentals"]
    await begin(ann, channel, level=["00"])
    await mark_done(easy.db, easy.curriculum, ann.id, None, PROJECT, discord.utils.utcnow())
    passed = await press(ann, channel, f"roadmap:done:{ann.id}:{path.stages[-1].topics[0].id}")
    assert "You have passed **level 1" in words(passed)
    assert {"Share it here", "I have met this criterion"} <= {*labels(passed)}
    assert len(labels(passed)) <= 5


async def test_an_assessment_that_passes_a_level_has_five_buttons_in_sight_and_no_more(
    easy: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await begin(ann, channel, level=["0"])
    await mark_done(easy.db, easy.curriculum, ann.id, None, PROJECT, discord.utils.utcnow())
    shown = await ann.slash(channel, "assess quick")
    while "I don't know" in labels(shown):
        shown = await click(ann, shown, "I don't know")
    assert {"Share it here", "Set my level to 00", "Look at my mistakes"} <= {*labels(shown)}
    assert len(labels(shown)) <= 5
