"""*Thank*, /thanks and the role of mentors."""

from typing import Any

import discord
import pytest
import simcord

from bot.client import LearnBot
from bot.domain.events import Kind
from bot.domain.learner import Visibility
from bot.services._learner import record
from bot.services.guild_settings import set_setting
from bot.services.settings import set_level, set_visibility
from bot.services.start import Answers, start
from tests.screens import click, labels, newest, posts, press, words


@pytest.fixture
async def placed(bot: LearnBot, ann: simcord.MemberActor, bob: simcord.MemberActor) -> None:
    """Both use the bot; Bob is at level 6, and an assessment said so."""
    for member, level in ((ann, "2"), (bob, "6")):
        answers = Answers(level, "track.data-engineer", 20, "UTC", 3)
        await start(bot.db, bot.curriculum, member.id, None, answers, discord.utils.utcnow())
    await note(bot, bob, Kind.ASSESSED, depth="quick", sitting="1", overall="64", margin="9")


async def note(bot: LearnBot, member: simcord.MemberActor, kind: Kind, item: str | None = None, **details: str) -> None:
    """Write into the log of a member."""
    now = discord.utils.utcnow()
    await bot.db.write(lambda c: record(c, member.id, None, kind, item, now, **details))


async def thank(member: simcord.MemberActor, channel: simcord.ChannelHandle, message: discord.Message) -> Any:
    return await member.context_menu(channel, "Thank", message)


async def test_a_thank_arrives_is_said_once_and_counted(
    placed: None, env: simcord.Env, ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle,
    guild: simcord.GuildHandle,
) -> None:  # fmt: skip
    cy = guild.add_member(env.create_user("cy"))
    message = await bob.send(channel, "use a set")
    result = await thank(ann, channel, message)
    said = [post for post in posts(channel) if "says thanks" in post.content]
    assert len(said) == 1
    assert "**ann** says thanks to **bob**" in said[0].content.lower()
    assert said[0].mentions == []
    assert "You have thanked for this message already" in words(await thank(ann, channel, message))
    await thank(cy, channel, message)
    assert len([post for post in posts(channel) if "says thanks" in post.content]) == 1
    shown = await bob.slash(channel, "thanks")
    assert newest(shown).ephemeral
    assert "Thanked **2 times** by 2 members" in words(shown)
    assert f"/{channel.id}/{message.id}" in words(shown)
    assert "You have said thanks 1 time." in words(await ann.slash(channel, "thanks"))
    assert result.acknowledged


async def test_one_thanks_neither_oneself_nor_a_bot(
    env: simcord.Env, placed: None, ann: simcord.MemberActor, channel: simcord.ChannelHandle,
    guild: simcord.GuildHandle,
) -> None:  # fmt: skip
    robot = guild.add_member(env.create_user("robot", bot=True))
    assert "That is your own message" in words(await thank(ann, channel, await ann.send(channel, "hi")))
    assert "only pass thanks on to people" in words(await thank(ann, channel, await robot.send(channel, "beep")))


async def test_two_members_count_once_a_day(
    env: simcord.Env, placed: None, ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await thank(ann, channel, await bob.send(channel, "one"))
    second = await bob.send(channel, "two")
    assert "tomorrow you can again" in words(await thank(ann, channel, second))
    await env.advance_time(24 * 60 * 60)
    await thank(ann, channel, second)
    assert "Thanked **2 times** by 1 member" in words(await bob.slash(channel, "thanks"))


async def test_a_server_that_does_not_count_thanks_says_so(
    bot: LearnBot, placed: None, ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle,
    guild: simcord.GuildHandle,
) -> None:  # fmt: skip
    await set_setting(bot.db, guild.id, None, "thanks", "off", discord.utils.utcnow())
    assert "doesn't count thanks" in words(await thank(ann, channel, await bob.send(channel, "one")))


async def test_the_thanks_of_another_show_only_where_they_are_visible(
    bot: LearnBot, placed: None, ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle,
    guild: simcord.GuildHandle,
) -> None:  # fmt: skip
    await thank(ann, channel, await bob.send(channel, "one"))
    assert "keeps this private here" in words(await ann.slash(channel, "thanks", member=bob))
    await set_visibility(bot.db, bob.id, guild.id, Visibility.VISIBLE, discord.utils.utcnow())
    shown = await ann.slash(channel, "thanks", member=bob)
    assert "Thanked **1 time** by 1 member" in words(shown)
    assert labels(shown) == []


async def test_a_mentor_takes_the_role_and_gives_it_back(
    env: simcord.Env, bot: LearnBot, placed: None, bob: simcord.MemberActor, channel: simcord.ChannelHandle,
    guild: simcord.GuildHandle,
) -> None:  # fmt: skip
    role = guild.create_role("Mentor")
    await set_setting(bot.db, guild.id, None, "mentor-role", str(role.id), discord.utils.utcnow())
    result = await bob.slash(channel, "thanks")
    assert labels(result) == ["Be a mentor"]
    result = await click(bob, result, "Be a mentor")
    assert "You are a **mentor** here" in words(result)
    assert role.id in env.backend.get_guild(guild.id).members[bob.id].role_ids
    result = await click(bob, result, "Stop being a mentor")
    assert "if you like" in words(result)
    assert role.id not in env.backend.get_guild(guild.id).members[bob.id].role_ids


async def test_below_level_5_nobody_is_a_mentor(
    bot: LearnBot, placed: None, ann: simcord.MemberActor, channel: simcord.ChannelHandle, guild: simcord.GuildHandle
) -> None:
    role = guild.create_role("Mentor")
    await set_setting(bot.db, guild.id, None, "mentor-role", str(role.id), discord.utils.utcnow())
    assert labels(await ann.slash(channel, "thanks")) == []
    refused = words(await press(ann, channel, f"thanks:mentor:{ann.id}:1"))
    assert "Mentors have shown that they are at level 5" in refused


@pytest.mark.parametrize(
    ("kind", "item", "overall", "shown"),
    [
        (None, None, "", False),
        (Kind.PASSED, "level.4", "", True),
        (Kind.PASSED, "level.3", "", False),
        (Kind.ASSESSED, None, "55", True),
        (Kind.ASSESSED, None, "54", False),
    ],
)
async def test_a_level_that_one_only_chose_makes_nobody_a_mentor(
    bot: LearnBot, placed: None, ann: simcord.MemberActor, channel: simcord.ChannelHandle, guild: simcord.GuildHandle,
    kind: Kind | None, item: str | None, overall: str, shown: bool,
) -> None:  # fmt: skip
    role = guild.create_role("Mentor")
    await set_setting(bot.db, guild.id, None, "mentor-role", str(role.id), discord.utils.utcnow())
    await set_level(bot.db, bot.curriculum, ann.id, guild.id, "10", discord.utils.utcnow())
    if kind:
        await note(bot, ann, kind, item, **({"sitting": "1", "overall": overall, "margin": "9"} if overall else {}))
    result = await ann.slash(channel, "thanks")
    assert labels(result) == (["Be a mentor"] if shown else [])
    assert ("To be a mentor here" in words(result)) is not shown
    said = words(await press(ann, channel, f"thanks:mentor:{ann.id}:1"))
    assert ("You are a **mentor** here" in said) is shown


async def test_a_role_that_i_may_not_give_or_that_is_gone_is_told_in_words(
    env: simcord.Env, bot: LearnBot, placed: None, bob: simcord.MemberActor, channel: simcord.ChannelHandle,
    guild: simcord.GuildHandle,
) -> None:  # fmt: skip
    assert "no role for mentors" in words(await press(bob, channel, f"thanks:mentor:{bob.id}:1"))
    await set_setting(bot.db, guild.id, None, "mentor-role", "161803398874989484", discord.utils.utcnow())
    assert "role is gone" in words(await press(bob, channel, f"thanks:mentor:{bob.id}:1"))
    role = guild.create_role("Mentor")
    await set_setting(bot.db, guild.id, None, "mentor-role", str(role.id), discord.utils.utcnow())
    for other in env.backend.get_guild(guild.id).roles.values():
        if other.id != guild.default_role.id:
            other.permissions = 0
    assert "Manage Roles" in words(await press(bob, channel, f"thanks:mentor:{bob.id}:1"))


async def test_a_role_that_has_power_over_others_by_now_is_given_to_nobody(
    env: simcord.Env, bot: LearnBot, placed: None, bob: simcord.MemberActor, channel: simcord.ChannelHandle,
    guild: simcord.GuildHandle,
) -> None:  # fmt: skip
    role = guild.create_role("Mentor", permissions=discord.Permissions(manage_messages=True))
    await set_setting(bot.db, guild.id, None, "mentor-role", str(role.id), discord.utils.utcnow())
    assert "gives power over others" in words(await press(bob, channel, f"thanks:mentor:{bob.id}:1"))
    assert role.id not in env.backend.get_guild(guild.id).members[bob.id].role_ids


async def test_who_shows_less_by_now_can_still_stop_being_a_mentor(
    env: simcord.Env, bot: LearnBot, placed: None, bob: simcord.MemberActor, channel: simcord.ChannelHandle,
    guild: simcord.GuildHandle,
) -> None:  # fmt: skip
    role = guild.create_role("Mentor")
    await set_setting(bot.db, guild.id, None, "mentor-role", str(role.id), discord.utils.utcnow())
    await click(bob, await bob.slash(channel, "thanks"), "Be a mentor")
    await note(bot, bob, Kind.ASSESSED, depth="quick", sitting="2", overall="41", margin="9")
    result = await bob.slash(channel, "thanks")
    assert labels(result) == ["Stop being a mentor"]
    result = await click(bob, result, "Stop being a mentor")
    assert labels(result) == []
    assert role.id not in env.backend.get_guild(guild.id).members[bob.id].role_ids
    assert "Mentors have shown" in words(await press(bob, channel, f"thanks:mentor:{bob.id}:1"))
