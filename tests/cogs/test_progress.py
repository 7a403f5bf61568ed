"""/progress: the facts, the rhythm, and who may look."""

import simcord

from bot.client import LearnBot
from tests.screens import click, labels, newest, pick, words

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
