"""The role of a member's level follows it, where the guild wants that and Discord lets us."""

import discord
import pytest
import simcord

from bot.client import LearnBot
from bot.services.guild_settings import load_guild_settings, set_settings
from bot.services.level_roles import role_change
from bot.services.settings import set_level
from tests.screens import click, posts, text_of


@pytest.fixture
async def roles(bot: LearnBot, guild: simcord.GuildHandle) -> dict[str, simcord.RoleHandle]:
    """The roles of some levels, as a guild has chosen them."""
    made = {level: guild.create_role(f"Level {level}") for level in ("00", "2", "3")}
    values = {f"level-{level}-role": str(role.id) for level, role in made.items()}
    await set_settings(bot.db, guild.id, None, values, discord.utils.utcnow())
    return made


async def start(member: simcord.MemberActor, channel: simcord.ChannelHandle, level: str) -> None:
    """Answer the five questions."""
    form = await member.slash(channel, "start")
    answers = {"goal": ["track.junior-developer"], "minutes": ["20"], "zone": "UTC", "rollover": ["3"]}
    await member.submit_modal(form, {**answers, "level": [level]})


def held(guild: simcord.GuildHandle, member: simcord.MemberActor) -> set[int]:
    return set(guild._env.backend.get_member(guild.id, member.id).role_ids)


async def test_the_role_of_the_chosen_level_is_given_and_the_former_one_taken(
    guild: simcord.GuildHandle, channel: simcord.ChannelHandle, ann: simcord.MemberActor,
    roles: dict[str, simcord.RoleHandle],
) -> None:  # fmt: skip
    other = guild.create_role("Cooks")
    guild._env.backend.add_member_role(guild.id, ann.id, other.id)
    await start(ann, channel, "2")
    assert held(guild, ann) == {roles["2"].id, other.id}
    await start(ann, channel, "3")
    assert held(guild, ann) == {roles["3"].id, other.id}
    await start(ann, channel, "4")  # this guild has no role for it
    assert held(guild, ann) == {other.id}


async def test_a_guild_that_turned_it_off_gives_no_roles(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, ann: simcord.MemberActor,
    roles: dict[str, simcord.RoleHandle],
) -> None:  # fmt: skip
    await set_settings(bot.db, guild.id, None, {"level-roles": "off"}, discord.utils.utcnow())
    await start(ann, channel, "2")
    assert held(guild, ann) == set()


async def test_where_discord_does_not_let_us_it_is_turned_off_and_the_member_goes_on(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    ann: simcord.MemberActor, roles: dict[str, simcord.RoleHandle],
) -> None:  # fmt: skip
    env.inject_error("PUT", "/guilds/*/roles/*", status=403, code=50013, message="Missing Permissions", times=None)
    await start(ann, channel, "2")
    assert not (await load_guild_settings(bot.db, guild.id)).on("level-roles")
    await start(ann, channel, "3")
    assert len([request for request in env.http_requests if request.method == "PUT" and "/roles/" in request.path]) == 1
    (told,) = posts(guild.owner.dm_channel)
    assert "no longer give members the role of their level" in text_of(told)


async def test_a_role_that_was_removed_is_forgotten_and_the_others_still_follow(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    ann: simcord.MemberActor, roles: dict[str, simcord.RoleHandle],
) -> None:  # fmt: skip
    env.backend.delete_role(guild.id, roles["2"].id)
    await start(ann, channel, "2")
    settings = await load_guild_settings(bot.db, guild.id)
    assert settings.role("level-2-role") is None
    await start(ann, channel, "3")
    assert held(guild, ann) == {roles["3"].id}


async def test_a_member_without_a_level_is_given_and_taken_nothing(
    bot: LearnBot, guild: simcord.GuildHandle, ann: simcord.MemberActor, roles: dict[str, simcord.RoleHandle]
) -> None:
    change = await role_change(bot.db, guild.id, ann.id, {roles["2"].id})
    assert (change.give, change.take) == ((), ())
    await set_level(bot.db, bot.curriculum, ann.id, guild.id, "3", discord.utils.utcnow())
    change = await role_change(bot.db, guild.id, ann.id, {roles["2"].id})
    assert (change.give, change.take) == ((roles["3"].id,), (roles["2"].id,))


async def test_a_role_that_has_power_over_others_by_now_is_given_to_nobody(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    ann: simcord.MemberActor, roles: dict[str, simcord.RoleHandle],
) -> None:  # fmt: skip
    env.backend.edit_role(guild.id, roles["2"].id, {"permissions": discord.Permissions(ban_members=True).value})
    await start(ann, channel, "2")
    assert held(guild, ann) == set()
    await start(ann, channel, "3")
    assert held(guild, ann) == {roles["3"].id}


async def test_the_roles_go_with_everything_else_that_is_deleted_and_others_stay(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, ann: simcord.MemberActor,
    roles: dict[str, simcord.RoleHandle],
) -> None:  # fmt: skip
    mentor, other = guild.create_role("Mentor"), guild.create_role("Cooks")
    await set_settings(bot.db, guild.id, None, {"mentor-role": str(mentor.id)}, discord.utils.utcnow())
    await start(ann, channel, "3")
    for role in (mentor, other):
        guild._env.backend.add_member_role(guild.id, ann.id, role.id)
    asked = await click(ann, await ann.slash(channel, "privacy"), "Delete…")
    await click(ann, asked, "Yes, delete everything")
    assert held(guild, ann) == {other.id}


async def test_a_role_of_a_level_of_long_ago_goes_too_where_the_member_has_not_come_by_since(
    guild: simcord.GuildHandle, channel: simcord.ChannelHandle, env: simcord.Env,
    roles: dict[str, simcord.RoleHandle],
) -> None:  # fmt: skip
    cy = env.create_user("cy")
    here = guild.add_member(cy)
    await start(here, channel, "2")
    elsewhere = env.create_guild("Elsewhere")
    there = elsewhere.add_member(cy)
    other = elsewhere.create_text_channel("general")
    await start(there, other, "3")
    assert held(guild, here) == {roles["2"].id}
    asked = await click(there, await there.slash(other, "privacy"), "Delete…")
    await click(there, asked, "Yes, delete everything")
    assert held(guild, here) == set()


async def test_a_role_goes_also_where_a_member_has_done_nothing_but_take_it(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, env: simcord.Env
) -> None:
    cy = env.create_user("cy")
    here = guild.add_member(cy)
    ping, given = guild.create_role("Daily ping"), guild.create_role("Nudges")
    chosen = {"daily-ping-role": str(ping.id), "nudges-role": str(given.id)}
    await set_settings(bot.db, guild.id, None, chosen, discord.utils.utcnow())
    await click(here, await here.slash(channel, "remind"), "Daily ping")
    assert held(guild, here) == {ping.id}
    guild._env.backend.add_member_role(guild.id, here.id, given.id)  # by Discord's own Onboarding
    elsewhere = env.create_guild("Elsewhere")
    there, other = elsewhere.add_member(cy), elsewhere.create_text_channel("general")
    asked = await click(there, await there.slash(other, "privacy"), "Delete…")
    await click(there, asked, "Yes, delete everything")
    assert held(guild, here) == set()
    removals = [r for r in env.http_requests if r.method == "DELETE" and "/roles/" in r.path]
    assert len(removals) == 2


async def test_a_level_that_was_set_in_a_direct_message_has_its_role_after_a_look_at_the_levels(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, ann: simcord.MemberActor,
    roles: dict[str, simcord.RoleHandle],
) -> None:  # fmt: skip
    await set_level(bot.db, bot.curriculum, ann.id, None, "3", discord.utils.utcnow())
    assert held(guild, ann) == set()
    await ann.slash(channel, "levels")
    assert held(guild, ann) == {roles["3"].id}
