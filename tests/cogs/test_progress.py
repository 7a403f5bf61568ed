"""/progress: the facts, the pictures, the rhythm, and who may look."""

import io

import discord
import simcord
from PIL import Image
from simcord.results import InteractionResult

from bot.charts.theme import DARK, LIGHT
from bot.client import LearnBot
from bot.domain.memory import Rating
from bot.services.flashcards import review
from bot.services.pictures import Gallery
from tests.screens import click, components, labels, newest, pick, words

TOPICS = [f"path.python-fundamentals#{key}" for key in ("syntax-and-types", "control-flow", "functions-and-modules")]
DAY = 24 * 60 * 60


async def test_an_empty_profile_shows_what_the_first_steps_will_change(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "progress")
    assert result.ephemeral
    assert "Three steps change that" in words(result)
    assert labels(result)[0] == "Answer five questions"


async def test_paths_levels_rhythm_recent_activity_and_the_next_step_are_shown(
    env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for topic in TOPICS:
        await ann.slash(channel, "done", item=topic)
        await env.advance_time(DAY)
    result = await ann.slash(channel, "progress")
    assert "3 of the last 7 days" in words(result)
    assert "now 3 days in a row · best: 3 days in a row" in words(result)
    assert "○ ○ ○ ● ● ● ○" in words(result)
    assert "Today is still open." in words(result)
    assert "**Python Fundamentals** ▰▰▱▱▱▱ 3 of 9 topics" in words(result)
    assert "Level 00" in words(result)
    assert "Functions and modules · yesterday" in words(result)
    assert "**Next:** Lists, tuples, sets and dicts" in words(result)


async def test_a_broken_streak_is_never_shown_as_a_row_of_zeros(
    env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ann.slash(channel, "done", item=TOPICS[0])
    await env.advance_time(30 * DAY)
    result = await ann.slash(channel, "progress")
    assert "0 days in a row" not in words(result)
    assert "best: 1 day in a row" in words(result)


async def test_the_day_is_the_members_own(
    env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    answers = {"level": ["0"], "goal": ["track.junior-developer"], "minutes": ["20"], "rollover": ["3"]}
    await ann.submit_modal(await ann.slash(channel, "start"), {**answers, "zone": "America/Los_Angeles"})
    await ann.slash(channel, "done", item=TOPICS[0])  # 2026-01-01 00:00 UTC is still New Year's Eve there
    assert "(2025-12-31)" in words(await ann.slash(channel, "progress"))


async def test_sharing_posts_it_for_everybody_and_others_open_their_own(
    ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ann.slash(channel, "done", item=TOPICS[0])
    result = await ann.slash(channel, "progress")
    shared = await click(ann, result, "Share")
    assert not newest(shared).ephemeral
    assert "Ann's progress" in words(shared)
    mine = await click(bob, shared, "See my own")
    assert newest(mine).ephemeral
    assert "Nothing here yet" in words(mine)


async def test_somebody_else_is_private_until_they_choose_otherwise_in_this_guild(
    env: simcord.Env, ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ann.slash(channel, "done", item=TOPICS[0])
    assert "Ann keeps their progress private here." in words(await bob.slash(channel, "progress", member=ann))
    settings = await ann.slash(channel, "settings")
    await click(ann, settings, "Let this server look")
    seen = await bob.slash(channel, "progress", member=ann)
    assert "Ann's progress" in words(seen)
    assert newest(seen).ephemeral
    assert labels(seen) == []

    elsewhere = env.create_guild("another")
    there = elsewhere.create_text_channel("general")
    ann_there, bob_there = elsewhere.add_member(ann.user), elsewhere.add_member(bob.user)
    assert "private here" in words(await bob_there.slash(there, "progress", member=ann_there))

    settings = await ann.slash(channel, "settings")
    await click(ann, settings, "Make it private")
    assert "private here" in words(await bob.slash(channel, "progress", member=ann))


async def test_the_fullest_profile_fits_and_keeps_its_next_step(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for item in bot.curriculum.items.values():
        await ann.slash(channel, "done", item=item.id, evidence=f"https://example.org/{'x' * 450}")
    result = await ann.slash(channel, "progress")
    assert list(pictures(result)) == ["practice.png", "ahead.png"]
    assert 1000 < len(words(result)) <= 4000
    assert "**Next:** you have walked the whole way" in words(result)
    assert len(words(await click(ann, result, "Share"))) <= 4000


async def test_a_bot_has_no_progress(
    env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    robot = ann.guild.add_member(env.create_user("robot", bot=True))
    assert words(await ann.slash(channel, "progress", member=robot)) == "Bots don't learn here. Pick a member."


async def test_moving_house_changes_no_day_of_the_past_on_any_screen(
    env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    async def move(zone: str) -> None:
        form = await click(ann, await ann.slash(channel, "settings"), "Change time zone")
        await ann.submit_modal(form, {"zone": zone})

    await env.advance_time(2 * DAY)
    await move("Pacific/Kiritimati")
    await ann.slash(channel, "done", item=TOPICS[0])
    await move("Pacific/Honolulu")
    assert "done today" in words(await ann.slash(channel, "roadmap", path="path.python-fundamentals"))
    assert "· today" in words(await ann.slash(channel, "progress"))


async def test_a_later_begin_of_the_day_never_hides_what_was_done_today(
    env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    settings = await ann.slash(channel, "settings")
    await pick(ann, settings, "settings:rollover", "0")
    await env.advance_time(2 * 60 * 60)
    await ann.slash(channel, "done", item=TOPICS[0])
    await pick(ann, settings, "settings:rollover", "6")
    result = await ann.slash(channel, "progress")
    assert "1 of the last 7 days" in words(result)
    assert "Today counts already." in words(result)


def pictures(result: InteractionResult) -> dict[str, str]:
    """The pictures of an answer with their descriptions; each is sent along and described there too."""
    files = {file.filename: file for file in newest(result).attachments}
    galleries = [part for part in components(result) if part["type"] == 12]
    found = {}
    for gallery in galleries:
        (item,) = gallery["items"]
        name = item["media"]["url"].rpartition("/")[2].partition("?")[0]
        assert item["description"] == files[name].description
        assert 40 < len(item["description"]) <= 1024
        assert files[name].content_type == "image/png"
        found[name] = item["description"]
    assert found.keys() == files.keys()
    return found


async def test_pictures_come_first_and_the_same_stands_below_in_words(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ann.slash(channel, "done", item=TOPICS[0])
    now = discord.utils.utcnow()
    card = next(card.id for card in bot.curriculum.cards.values() if card.concept in bot.curriculum.concepts)
    await review(bot.db, bot.curriculum, ann.id, None, card, Rating.EASY, 0, 5.0, now)
    result = await ann.slash(channel, "progress")
    assert newest(result).ephemeral
    found = pictures(result)
    assert list(found) == ["skills.png", "practice.png", "ahead.png"]
    assert found["skills.png"].startswith("Radar of eight skills, from 0 to 100. Fundamentals ")
    assert found["skills.png"].count("not shown yet") == 7
    assert "today practised. Heat map of 26 weeks" in found["practice.png"]
    assert "1 day practised. By month: Dec 1. Most on Wed 31 Dec: 2 things done." in found["practice.png"]
    assert "Bars of paths: Python Fundamentals 1 of 9 topics." in found["ahead.png"]
    assert "1 card within 14 days: " in found["ahead.png"]
    assert "**Skills**" in words(result)
    assert "1 day practised in the last 26 weeks: Dec 1" in words(result)
    assert "**Flashcards**\n1 card within 14 days: " in words(result)
    assert labels(result) == ["Open next step", "What next?", "My badges", "My roadmap", "Share"]
    kinds = [part["type"] for part in components(result)]
    assert kinds.index(12) < kinds.index(10, kinds.index(12))


async def test_an_empty_profile_has_no_pictures_of_nothing(
    ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assert pictures(await ann.slash(channel, "progress")) == {}
    await click(ann, await ann.slash(channel, "settings"), "Let this server look")
    assert pictures(await bob.slash(channel, "progress", member=ann)) == {}


async def test_shared_and_visible_progress_has_its_pictures_too(
    ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ann.slash(channel, "done", item=TOPICS[0])
    own = pictures(await ann.slash(channel, "progress"))
    shared = await click(ann, await ann.slash(channel, "progress"), "Share")
    assert not newest(shared).ephemeral
    assert pictures(shared) == own
    await click(ann, await ann.slash(channel, "settings"), "Let this server look")
    seen = await bob.slash(channel, "progress", member=ann)
    assert newest(seen).ephemeral
    assert pictures(seen) == own


async def test_sharing_before_anything_is_drawn_is_for_everybody_all_the_same(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ann.slash(channel, "done", item=TOPICS[0])
    result = await ann.slash(channel, "progress")
    bot.gallery = Gallery()
    shared = await click(ann, result, "Share")
    assert not newest(shared).ephemeral
    assert list(pictures(shared)) == ["practice.png", "ahead.png"]


async def test_pictures_are_dark_or_light_as_the_one_who_looks_chose(
    ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    async def ground(result: InteractionResult) -> tuple[int, ...]:
        with Image.open(io.BytesIO(await newest(result).attachments[0].read())) as image:
            colour = image.convert("RGB").getpixel((0, 0))
        assert isinstance(colour, tuple)
        return colour

    await ann.slash(channel, "done", item=TOPICS[0])
    await click(ann, await ann.slash(channel, "settings"), "Let this server look")
    assert await ground(await ann.slash(channel, "progress")) == DARK.ground
    await pick(ann, await ann.slash(channel, "settings"), "settings:look", "light")
    assert await ground(await ann.slash(channel, "progress")) == LIGHT.ground
    assert await ground(await bob.slash(channel, "progress", member=ann)) == DARK.ground


async def test_progress_opens_on_a_private_screen_in_its_place_with_its_pictures_and_leaves_without_them(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ann.slash(channel, "done", item=TOPICS[0])
    roadmap = await ann.slash(channel, "roadmap")
    progress = await click(ann, roadmap, "My progress")
    assert list(pictures(progress)) == ["practice.png", "ahead.png"]
    back = await click(ann, progress, "My roadmap")
    assert newest(back).attachments == []


async def test_what_was_deleted_is_shown_nowhere_any_more(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for topic in (TOPICS[0], TOPICS[1]):
        await ann.slash(channel, "done", item=topic)
    assert "2 of 9 topics" in words(await ann.slash(channel, "progress"))
    result = await click(ann, await ann.slash(channel, "privacy"), "Delete…")
    await click(ann, result, "Yes, delete everything")
    for topic in (TOPICS[2], TOPICS[1]):
        await ann.slash(channel, "done", item=topic)
    assert "Functions and modules · today" in words(await ann.slash(channel, "progress"))
