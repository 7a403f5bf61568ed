"""/server: what an owner sees and changes, in words, and that nobody else may."""

from typing import Any

import discord
import pytest
import simcord
from simcord.results import InteractionResult

from bot.client import LearnBot
from bot.domain.guild_settings import BY_NAME, SETTINGS, Group, GuildSettings, SettingKind
from bot.services.guild_settings import load_guild_settings, recent_changes, set_setting
from tests import daily
from tests.daily import DAY, Choose
from tests.screens import click, ids, labels, newest, pick, posts, press, select_id, words

owner, choose = daily.owner, daily.choose


async def settings_of(bot: LearnBot, guild: simcord.GuildHandle) -> GuildSettings:
    return await load_guild_settings(bot.db, guild.id)


async def choose_in_list(
    owner: simcord.MemberActor, shown: InteractionResult, group: Group, setting: str
) -> InteractionResult:
    """Go to a page of settings, and to one of them."""
    page = await pick(owner, shown, "server:group:", group)
    return await pick(owner, page, "server:pick:", setting)


async def test_every_setting_stands_on_its_page_with_its_help_and_can_be_opened(
    owner: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    shown = await owner.slash(channel, "server settings")
    for group in Group:
        page = await pick(owner, shown, "server:group:", group)
        for definition in SETTINGS:
            if definition.group is group:
                opened = await pick(owner, page, "server:pick:", definition.name)
                assert definition.help in words(opened)
                assert newest(opened).ephemeral
                assert len(labels(opened)) <= 5
                page = await click(owner, opened, "Back")


async def test_a_channel_and_a_role_are_picked_in_menus_of_discords_own(
    bot: LearnBot, owner: simcord.MemberActor, guild: simcord.GuildHandle, channel: simcord.ChannelHandle
) -> None:
    showcase, mentors = guild.create_text_channel("show-your-work"), guild.create_role("Mentor")
    shown = await owner.slash(channel, "server settings")
    opened = await choose_in_list(owner, shown, Group.CHANNELS, "showcase-channel")
    page = await owner.select(newest(opened), [showcase], custom_id=select_id(opened, "server:channel:"))
    assert f"Saved: **Show your work** is now <#{showcase.id}>." in words(page)
    opened = await choose_in_list(owner, page, Group.ROLES, "mentor-role")
    page = await owner.select(newest(opened), [mentors], custom_id=select_id(opened, "server:role:"))
    assert f"**Mentors:** <@&{mentors.id}>" in words(page)
    settings = await settings_of(bot, guild)
    assert (settings.channel("showcase-channel"), settings.role("mentor-role")) == (showcase.id, mentors.id)


async def test_hours_days_switches_and_the_zone_have_the_control_that_fits(
    bot: LearnBot, owner: simcord.MemberActor, guild: simcord.GuildHandle, channel: simcord.ChannelHandle
) -> None:
    shown = await owner.slash(channel, "server settings")
    opened = await choose_in_list(owner, shown, Group.POSTS, "nudges")
    page = await click(owner, opened, "Turn on")
    opened = await choose_in_list(owner, page, Group.POSTS, "nudge-days")
    page = await owner.select(newest(opened), ["5", "1"], custom_id=select_id(opened, "server:days:"))
    opened = await choose_in_list(owner, page, Group.POSTS, "recap-day")
    page = await pick(owner, opened, "server:value:", "4")
    opened = await choose_in_list(owner, page, Group.CLOCK, "post-hour")
    page = await pick(owner, opened, "server:value:", "18")
    opened = await choose_in_list(owner, page, Group.CLOCK, "zone")
    page = await owner.submit_modal(await click(owner, opened, "Change the time zone"), {"zone": "africa/lagos"})
    assert "**Time zone:** Africa/Lagos" in words(page)
    settings = await settings_of(bot, guild)
    assert settings.on("nudges")
    assert (settings.weekdays("nudge-days"), settings.weekdays("recap-day")) == (frozenset({1, 5}), frozenset({4}))
    assert (settings.hour("post-hour"), settings.value("zone")) == (18, "Africa/Lagos")
    opened = await choose_in_list(owner, page, Group.CLOCK, "post-hour")
    await click(owner, opened, "Use the default: 09:00")
    assert (await settings_of(bot, guild)).hour("post-hour") == 9


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("zone", "Berln", "Try one of: Europe/Berlin"),
        ("post-hour", "25", "An hour is a number from 0 to 23"),
        ("post-hour", "noon", "An hour is a number from 0 to 23"),
        ("catch-up-hours", "99", "a number of hours from 1 to 24"),
        ("recap-day", "Monday, Tuesday", "This is one weekday"),
        ("nudge-days", "someday", "These are weekdays"),
        ("nudges", "perhaps", "Write on or off"),
        ("language", "tlh", "I don't speak that language yet"),
        ("daily-channel", "#nowhere", "I don't see a channel “#nowhere”"),
        ("mentor-role", "@nobody", "There is no role “@nobody”"),
        ("mentor-role", "@everyone", "belongs to Discord or to an app"),
        ("weather", "sunny", "There is no setting “weather”"),
    ],
)
async def test_what_a_setting_cannot_be_is_refused_in_a_sentence_and_changes_nothing(
    bot: LearnBot, owner: simcord.MemberActor, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    setting: str, value: str, said: str,
) -> None:  # fmt: skip
    assert said in words(await owner.slash(channel, "server set", setting=setting, value=value))
    assert (await settings_of(bot, guild)).chosen == {}
    assert await recent_changes(bot.db, guild.id, 10) == []


@pytest.mark.parametrize("value", ["9" * 4000, "mon no " * 500, "*_`~" * 1000])
@pytest.mark.parametrize("kind", [kind for kind in SettingKind if any(d.kind is kind for d in SETTINGS)])
async def test_four_thousand_characters_are_refused_in_a_short_sentence_and_change_nothing(
    bot: LearnBot, owner: simcord.MemberActor, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    kind: SettingKind, value: str,
) -> None:  # fmt: skip
    name = next(definition.name for definition in SETTINGS if definition.kind is kind)
    said = words(await owner.slash(channel, "server set", setting=name, value=value))
    assert 20 < len(said) < 300
    assert (await settings_of(bot, guild)).chosen == {}


async def test_set_takes_mentions_names_and_ids_and_words(
    bot: LearnBot, owner: simcord.MemberActor, guild: simcord.GuildHandle, channel: simcord.ChannelHandle
) -> None:
    other, role = guild.create_text_channel("elsewhere"), guild.create_role("Helpers")
    for written in (other.mention, "#elsewhere", "elsewhere", str(other.id)):
        await owner.slash(channel, "server set", setting="general-channel", value=written)
        assert (await settings_of(bot, guild)).channel("general-channel") == other.id
        await owner.slash(channel, "server set", setting="general-channel")
        assert (await settings_of(bot, guild)).channel("general-channel") is None
    await owner.slash(channel, "server set", setting="mentor-role", value=role.mention)
    said = await owner.slash(channel, "server set", setting="nudge-days", value="Monday, Friday")
    assert "is now Monday, Friday." in words(said)
    settings = await settings_of(bot, guild)
    assert (settings.role("mentor-role"), settings.weekdays("nudge-days")) == (role.id, frozenset({0, 4}))


async def test_the_command_offers_settings_by_their_names_and_values_that_fit(
    owner: simcord.MemberActor, guild: simcord.GuildHandle, channel: simcord.ChannelHandle
) -> None:
    offered = await owner.autocomplete(channel, "server set", "setting", "mentor")
    assert [choice["value"] for choice in offered] == ["mentor-role"]
    assert len(await owner.autocomplete(channel, "server set", "setting", "")) == 25
    guild.create_text_channel("study-groups")
    offered = await owner.autocomplete(channel, "server set", "value", "#stu", setting="study-channel")
    assert [choice["name"] for choice in offered] == ["#study-groups"]
    offered = await owner.autocomplete(channel, "server set", "value", "", setting="nudges")
    assert [choice["value"] for choice in offered] == ["on", "off"]


async def test_the_names_of_hidden_channels_are_offered_to_nobody_but_managers(
    bot: LearnBot, ann: simcord.MemberActor, guild: simcord.GuildHandle, channel: simcord.ChannelHandle
) -> None:
    hidden = discord.PermissionOverwrite(view_channel=False)
    guild.create_text_channel("study-secrets", overwrites={guild.default_role: hidden})
    for command in await bot.tree.fetch_commands():
        if command.name == "server":
            guild.set_command_permissions(command, {ann: True})  # as a server may
    assert await ann.autocomplete(channel, "server set", "value", "", setting="study-channel") == []


async def test_a_channel_in_which_i_cannot_post_and_a_role_above_mine_are_refused_with_the_reason(
    bot: LearnBot, owner: simcord.MemberActor, guild: simcord.GuildHandle, channel: simcord.ChannelHandle
) -> None:
    silent = guild.create_text_channel(
        "silent", overwrites={guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    said = words(await owner.slash(channel, "server set", setting="daily-channel", value=silent.mention))
    assert f"I lack these permissions in {silent.mention}: send messages." in said
    above = guild.create_role("Above", position=99)
    said = words(await owner.slash(channel, "server set", setting="mentor-role", value=above.mention))
    assert "The role Above stands above mine." in said
    assert (await settings_of(bot, guild)).chosen == {}


async def test_a_manager_has_me_give_no_role_that_stands_above_their_own(
    bot: LearnBot, env: simcord.Env, owner: simcord.MemberActor, guild: simcord.GuildHandle,
    channel: simcord.ChannelHandle,
) -> None:  # fmt: skip
    backend = env.backend
    for role in backend.get_guild(guild.id).roles.values():
        if role.managed:
            backend.edit_role(guild.id, role.id, {"position": 9})
    staff = guild.create_role("Staff", position=5)
    said = words(await owner.slash(channel, "server set", setting="level-0-role", value=staff.mention))
    assert "The role Staff stands as high as yours" in said
    assert (await settings_of(bot, guild)).chosen == {}


@pytest.mark.parametrize("setting", ["mentor-role", "level-0-role"])
async def test_a_role_with_power_over_others_is_never_one_that_members_get_by_themselves(
    bot: LearnBot, owner: simcord.MemberActor, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, setting: str
) -> None:
    strong = guild.create_role("Keepers", permissions=discord.Permissions(administrator=True, ban_members=True))
    said = words(await owner.slash(channel, "server set", setting=setting, value=strong.mention))
    assert "The role Keepers gives power over others (ban members, administrator)" in said
    assert (await settings_of(bot, guild)).chosen == {}


async def test_every_change_has_a_line_in_the_audit_with_who_and_what(
    bot: LearnBot, owner: simcord.MemberActor, guild: simcord.GuildHandle, channel: simcord.ChannelHandle
) -> None:
    assert "Nobody has changed anything" in words(await owner.slash(channel, "server audit"))
    for hour in range(11):
        await owner.slash(channel, "server set", setting="post-hour", value=str(hour))
    await owner.slash(channel, "server set", setting="post-hour", value="10")  # is so already
    await set_setting(bot.db, guild.id, None, "zone", "UTC", discord.utils.utcnow())
    shown = await owner.slash(channel, "server audit")
    assert f"<@{owner.id}>\n**Clock and language · Hour of posts:** 09:00 → 10:00" in words(shown)
    assert words(shown).count(f"<@{owner.id}>") == 9
    older = await click(owner, shown, "Older")
    assert "09:00 → 00:00" in words(older)
    assert words(older).count(f"<@{owner.id}>") == 2
    assert "I myself" in words(await click(owner, older, "Newer"))


async def test_the_status_tells_what_was_posted_what_comes_next_and_what_was_left_out(
    bot: LearnBot, env: simcord.Env, owner: simcord.MemberActor, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    shown = await owner.slash(channel, "server status")
    assert "-# Off, or without a channel: Daily challenge" in words(shown)
    assert "0 answers wait to be graded" in words(shown)
    assert "Last backup: I make none." in words(shown)
    await choose()
    await env.advance_time(DAY + 3 * 60 * 60)
    await bot.catch_up()
    await env.advance_time(DAY + 11 * 60 * 60)
    await bot.catch_up()
    said = words(await owner.slash(channel, "server status"))
    link = posts(channel)[-1].jump_url
    assert f"Last: [2026-01-02]({link}), caught up late" in said
    assert "-# Left out: 2026-01-03 (noticed too late to catch up)" in said
    assert "Next: <t:1767484800:F>" in said  # 2026-01-04 00:00


async def test_by_hand_a_post_comes_that_was_left_out_once_and_a_job_with_a_problem_is_tried_again(
    bot: LearnBot, env: simcord.Env, owner: simcord.MemberActor, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    await env.advance_time(DAY + 14 * 60 * 60)
    await bot.catch_up()
    assert len(posts(channel)) == 1
    shown = await owner.slash(channel, "server status")
    shown = await pick(owner, shown, "server:post:", "daily")
    assert "Daily challenge is posted." in words(shown)
    assert "in time" in words(shown)
    assert len(posts(channel)) == 2
    shown = await pick(owner, shown, "server:post:", "daily")
    assert "Daily challenge of 2026-01-02 is there already" in words(shown)
    await env.advance_time(DAY - 13 * 60 * 60)
    env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50013, times=2)
    await bot.catch_up()
    shown = await owner.slash(channel, "server status")
    assert "Off: I am not allowed to write or to look there." in words(shown)
    shown = await pick(owner, shown, "server:post:", "daily")
    assert "Daily challenge could not be posted: I am not allowed" in words(shown)
    shown = await pick(owner, shown, "server:post:", "daily")
    assert "Daily challenge is posted." in words(shown)
    assert len(posts(channel)) == 3


async def test_by_hand_while_discord_is_away_it_is_in_doubt_and_then_comes_once(
    env: simcord.Env, owner: simcord.MemberActor, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    await env.advance_time(DAY)
    env.inject_error("POST", f"/channels/{channel.id}/messages", status=400, code=50035, times=1)
    shown = await owner.slash(channel, "server status")
    shown = await pick(owner, shown, "server:post:", "daily")
    assert "Discord did not say whether Daily challenge was posted." in words(shown)
    assert "in doubt" in words(shown)
    shown = await pick(owner, shown, "server:post:", "daily")
    assert "Daily challenge is posted." in words(shown)
    assert len(posts(channel)) == 2


async def test_no_admin_command_does_anything_for_a_member_and_each_says_so_in_words(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, guild: simcord.GuildHandle,
    channel: simcord.ChannelHandle,
) -> None:  # fmt: skip
    options: dict[str, dict[str, Any]] = {
        "server set": {"setting": "nudges", "value": "on"},
        "server office-hours": {"at": "2026-02-01 18:00"},
        "daily-channel": {"channel": channel, "zone": "UTC"},
        "remind-channel": {"channel": channel},
    }
    groups = {command.name: command for command in bot.tree.get_commands() if is_for_managers(bot, command)}
    for command in await bot.tree.fetch_commands():
        if command.name in groups:
            guild.set_command_permissions(command, {ann: True})  # as a server may
    walked = [command for command in bot.tree.walk_commands() if command.qualified_name.split()[0] in groups]
    names = [command.qualified_name for command in walked if not isinstance(command, discord.app_commands.Group)]
    assert {"server settings", "server status", "server audit", "server curriculum", *options} <= set(names)
    for name in names:
        said = words(await ann.slash(channel, name, **options.get(name, {})))
        assert "Only members who may manage this server can" in said, name
    assert (await settings_of(bot, guild)).chosen == {}


def is_for_managers(bot: LearnBot, command: object) -> bool:
    permissions = getattr(command, "default_permissions", None)
    return permissions is not None and permissions.manage_guild


async def test_no_control_does_anything_for_a_member_who_makes_it_up(
    bot: LearnBot, ann: simcord.MemberActor, guild: simcord.GuildHandle, channel: simcord.ChannelHandle
) -> None:
    for custom_id in (
        f"server:switch:{ann.id}:nudges:on",
        f"server:default:{ann.id}:zone",
        f"server:page:{ann.id}:posts",
        f"server:ask-zone:{ann.id}",
        f"server:status:{ann.id}",
        f"server:audit:{ann.id}:0",
    ):
        said = words(await press(ann, channel, custom_id))
        assert "Only members who may manage this server can" in said, custom_id
    for custom_id, value in (
        (f"server:value:{ann.id}:post-hour", "3"),
        (f"server:days:{ann.id}:nudge-days", "3"),
        (f"server:pick:{ann.id}:clock", "zone"),
        (f"server:group:{ann.id}", "clock"),
        (f"server:post:{ann.id}", "daily"),
    ):
        said = words(await press(ann, channel, custom_id, values=[value]))
        assert "Only members who may manage this server can" in said, custom_id
    assert (await settings_of(bot, guild)).chosen == {}


async def test_controls_with_nonsense_in_them_are_outdated(
    owner: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for custom_id in (f"server:page:{owner.id}:attic", f"server:audit:{owner.id}:x"):
        assert "older version" in words(await press(owner, channel, custom_id))
    said = words(await press(owner, channel, f"server:switch:{owner.id}:attic:on"))
    assert "There is no setting “attic”" in said
    assert "neither" in words(await press(owner, channel, f"server:switch:{owner.id}:nudges:perhaps"))


async def test_the_longest_ids_fit_into_a_custom_id(owner: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    shown = await owner.slash(channel, "server settings")
    opened = await choose_in_list(owner, shown, Group.LEVEL_CHANNELS, "level-elite-channel")
    longest = max(map(len, BY_NAME))
    assert all(len(name) + longest < 100 for name in ids(opened))


async def test_all_posts_are_chosen_at_once_and_those_without_a_channel_are_named(
    bot: LearnBot, owner: simcord.MemberActor, guild: simcord.GuildHandle, channel: simcord.ChannelHandle
) -> None:
    await set_setting(bot.db, guild.id, owner.id, "study-channel", str(channel.id), discord.utils.utcnow())
    shown = await pick(owner, await owner.slash(channel, "server settings"), "server:group:", Group.POSTS)
    page = await owner.select(newest(shown), ["recap", "cohorts"], custom_id=select_id(shown, "server:posts"))
    assert "No channel is set yet for: Weekly recap." in words(page)
    settings = await settings_of(bot, guild)
    assert [name for name in ("daily", "nudges", "recap", "cohorts") if settings.on(name)] == ["recap", "cohorts"]
    changes = await recent_changes(bot.db, guild.id, 9)
    assert {(change.name, change.after) for change in changes if change.after in ("on", "off")} == {
        ("daily", "off"), ("recap", "on"), ("cohorts", "on")
    }  # fmt: skip
    await owner.select(newest(page), [], custom_id=select_id(page, "server:posts"))
    settings = await settings_of(bot, guild)
    assert not any(settings.on(name) for name in ("daily", "nudges", "recap", "cohorts"))
