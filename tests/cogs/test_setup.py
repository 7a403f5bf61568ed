"""/setup through Discord: from an empty guild to a community, on top of what there is, and back."""

import discord
import pytest
import simcord

from bot.client import LearnBot
from bot.services.guild_settings import load_guild_settings, set_settings
from bot.services.setup import unfinished
from tests import daily, setups
from tests.conftest import ROOT
from tests.screens import click, newest, press, select_id, words
from tests.setups import apply, is_off, names, writes

owner, office = daily.owner, setups.office


async def test_an_empty_guild_becomes_a_community_in_three_commands(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, owner: simcord.MemberActor,
    office: simcord.ChannelHandle,
) -> None:  # fmt: skip
    plan = await owner.slash(office, "setup plan")
    assert words(plan).startswith("## Plan for learn.python: create 37, adopt 0, change 0, leave 2 as they are")
    assert "＋ category Levels, with #level-00 … #level-10 (12)" in words(plan)
    assert writes(env) == []
    done = await click(owner, plan, "Apply")
    assert "## Your server is ready\n37 steps done." in words(done)
    assert "Nothing is posted by itself yet" in words(done)
    assert all(count == 1 for count in names(guild).values())
    server = bot.curriculum.server
    assert server is not None
    assert {c.name for c in server.channels} | {c.name for c in server.categories} <= names(guild).keys()
    settings = await load_guild_settings(bot.db, guild.id)
    channels, roles = guild.channels, guild.roles
    assert settings.channel("daily-channel") == channels["daily-challenge"].id
    assert not settings.on("daily")
    assert settings.channel("help-channel") == channels["help"].id
    assert settings.channel("level-00-channel") == channels["level-00"].id
    assert settings.role("level-10-role") == roles["Level 10"].id
    assert settings.role("mentor-role") == roles["Mentor"].id
    page = await click(owner, done, "Choose what I post")
    assert "No channel is set" not in words(page)
    chosen = await owner.select(newest(page), ["daily", "nudges"], custom_id=select_id(page, "server:posts"))
    assert "**Daily challenge:** on" in words(chosen)
    settings = await load_guild_settings(bot.db, guild.id)
    assert [name for name in ("daily", "nudges", "recap", "cohorts") if settings.on(name)] == ["daily", "nudges"]
    again = await owner.slash(office, "setup plan")
    assert "create 0, adopt 0, change 0" in words(again)
    assert "Everything is as described." in words(again)
    assert await unfinished(bot.db) == []


async def test_the_channels_are_as_described(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, owner: simcord.MemberActor,
    office: simcord.ChannelHandle, ann: simcord.MemberActor,
) -> None:  # fmt: skip
    await apply(owner, office)
    made = bot.get_guild(guild.id)
    assert made is not None
    help_forum = discord.utils.get(made.channels, name="help")
    assert isinstance(help_forum, discord.ForumChannel)
    assert [tag.name for tag in help_forum.available_tags][:2] == ["Solved", "Level 00 to 2"]
    assert help_forum.category is not None
    assert help_forum.category.name == "Learning"
    challenge = discord.utils.get(made.text_channels, name="daily-challenge")
    assert challenge is not None
    assert challenge.permissions_for(made.me).send_messages
    assert not challenge.permissions_for(made.default_role).send_messages
    mentor = discord.utils.get(made.roles, name="Mentor")
    assert mentor is not None
    assert (mentor.hoist, mentor.mentionable, mentor.permissions.value) == (True, True, 0)


async def test_what_is_there_already_is_adopted_and_never_doubled_or_changed(
    bot: LearnBot, guild: simcord.GuildHandle, owner: simcord.MemberActor
) -> None:
    mine = guild.create_text_channel("general", topic="My own words")
    elsewhere = guild.create_text_channel("show-your-work", category=guild.create_category("Attic"))
    guild.create_role("mentor", color=0xFF0000)
    voice = guild.create_voice_channel("help")
    plan = await owner.slash(mine, "setup plan")
    assert "create 34, adopt 3, change 0, leave 3 as they are" in words(plan)
    assert "＝ #general: yours is used as it is" in words(plan)
    assert "＝ role mentor: yours is used as it is" in words(plan)
    await click(owner, plan, "Apply")
    assert {name: count for name, count in names(guild).items() if count > 1} == {"help": 2}  # a room and a forum
    here = bot.get_guild(guild.id)
    assert here is not None
    kept, moved = here.get_channel(mine.id), here.get_channel(elsewhere.id)
    assert isinstance(kept, discord.TextChannel)
    assert kept.topic == "My own words"
    assert moved is not None
    assert moved.category is not None
    assert moved.category.name == "Attic"
    settings = await load_guild_settings(bot.db, guild.id)
    assert settings.channel("general-channel") == mine.id
    assert settings.channel("help-channel") != voice.id
    assert "create 0, adopt 0" in words(await owner.slash(mine, "setup plan"))


def weaken(guild: simcord.GuildHandle, *missing: str) -> None:
    """Take permissions from the bot."""
    stored = guild._env.backend.get_guild(guild.id)
    role = next(role for role in stored.roles.values() if role.managed)
    allowed = discord.Permissions(role.permissions)
    allowed.update(**dict.fromkeys(missing, False))
    guild._env.backend.edit_role(guild.id, role.id, {"permissions": allowed.value})


async def test_missing_permissions_are_named_before_anything_starts(
    env: simcord.Env, guild: simcord.GuildHandle, owner: simcord.MemberActor, office: simcord.ChannelHandle
) -> None:
    weaken(guild, "manage_roles", "manage_channels")
    plan = await owner.slash(office, "setup plan")
    assert "! I lack Manage Channels, Manage Roles. Give it to me, and this plan can run." in words(plan)
    assert is_off(plan, "Apply")
    assert "## Not yet" in words(await apply(owner, office))
    assert writes(env) == []


async def test_a_role_above_the_bots_own_and_a_role_with_power_are_named_before_anything_starts(
    env: simcord.Env, guild: simcord.GuildHandle, owner: simcord.MemberActor, office: simcord.ChannelHandle
) -> None:
    guild.create_role("Mentor", position=9)
    guild.create_role("Nudges", permissions=discord.Permissions(ban_members=True))
    plan = await owner.slash(office, "setup plan")
    assert "! Your role Mentor stands above mine" in words(plan)
    assert "! Your role Nudges may Ban Members" in words(plan)
    assert is_off(plan, "Apply")
    assert writes(env) == []


async def test_a_text_channel_for_help_is_used_and_no_second_one_is_made(
    bot: LearnBot, guild: simcord.GuildHandle, owner: simcord.MemberActor
) -> None:
    mine = guild.create_text_channel("help", topic="Ask here")
    assert "＝ #help: yours is used as it is" in words(await owner.slash(mine, "setup plan"))
    await apply(owner, mine)
    assert max(names(guild).values()) == 1
    assert (await load_guild_settings(bot.db, guild.id)).channel("help-channel") == mine.id


async def test_a_channel_of_the_owners_in_which_i_cannot_post_is_named_before_anything_starts(
    env: simcord.Env, guild: simcord.GuildHandle, owner: simcord.MemberActor, office: simcord.ChannelHandle
) -> None:
    guild.create_text_channel(
        "general", overwrites={guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    plan = await owner.slash(office, "setup plan")
    assert "! I lack Send Messages in your general. Give it to me there, or rename it" in words(plan)
    assert is_off(plan, "Apply")
    assert "## Not yet" in words(await apply(owner, office))
    assert writes(env) == []


async def test_a_role_of_the_owners_that_opens_a_channel_is_told_before_members_can_take_it(
    guild: simcord.GuildHandle, owner: simcord.MemberActor, office: simcord.ChannelHandle
) -> None:
    hidden, shown = discord.PermissionOverwrite(view_channel=False), discord.PermissionOverwrite(view_channel=True)
    role = guild.create_role("Mentor")
    staff = guild.create_text_channel("staff-room", overwrites={guild.default_role: hidden, role: shown})
    plan = await owner.slash(office, "setup plan")
    assert "! Members get your role Mentor from me, and it opens #staff-room to them." in words(plan)
    assert not is_off(plan, "Apply")
    guild._env.backend.edit_channel(staff.id, {}, overwrites=[])
    guild.create_text_channel("desk", overwrites={role: discord.PermissionOverwrite(manage_messages=True)})
    plan = await owner.slash(office, "setup plan")
    assert "! Your role Mentor may Manage Messages in #desk, and I would hand it to members." in words(plan)
    assert "staff-room" not in words(plan)
    assert is_off(plan, "Apply")


async def test_who_applies_without_looking_at_the_plan_is_told_as_well_what_a_role_opens(
    guild: simcord.GuildHandle, owner: simcord.MemberActor, office: simcord.ChannelHandle
) -> None:
    hidden, shown = discord.PermissionOverwrite(view_channel=False), discord.PermissionOverwrite(view_channel=True)
    guild.create_text_channel("staff-room", overwrites={guild.default_role: hidden, guild.create_role("Mentor"): shown})
    done = await apply(owner, office)
    assert "## Your server is ready" in words(done)
    assert "your role Mentor from me, and it opens #staff-room" in words(done)
    assert "staff-room" not in words(await apply(owner, office))


async def test_undo_asks_once_and_removes_only_what_it_made_and_nobody_touched(
    bot: LearnBot, guild: simcord.GuildHandle, owner: simcord.MemberActor, env: simcord.Env, ann: simcord.MemberActor
) -> None:
    mine = guild.create_text_channel("general")
    await apply(owner, mine)
    here = bot.get_guild(guild.id)
    assert here is not None
    await ann.send(guild.channels["level-3"], "Hello!")
    backend = env.backend
    backend.edit_channel(guild.channels["study-groups"].id, {"topic": "Ours now"})
    backend.add_member_role(guild.id, ann.id, guild.roles["Level 3"].id)
    asked = await owner.slash(mine, "setup undo")
    assert "## Remove 16 channels, 1 category, 14 roles?" in words(asked)
    assert "Yours before I came, so it stays: #general" in words(asked)
    assert "Changed since I made it, so it stays: #study-groups" in words(asked)
    assert "Somebody has written there, so it stays: #level-3" in words(asked)
    assert "Members have it, so it stays: Level 3" in words(asked)
    assert "Channels stay in it, so it stays: Learning, Levels" in words(asked)
    kept = await click(owner, asked, "Keep everything")
    assert "create 0, adopt 0" in words(kept)
    done = await click(owner, await owner.slash(mine, "setup undo"), "Remove them")
    assert "## Removed 31 things" in words(done)
    left = set(guild.channels) | {name for name in guild.roles if name != "@everyone"}
    bots_own = next(role.name for role in here.roles if role.managed)
    assert left == {"general", "study-groups", "level-3", "Learning", "Levels", "Level 3", "Admins", bots_own}
    settings = await load_guild_settings(bot.db, guild.id)
    assert settings.channel("daily-channel") is None
    assert settings.channel("level-3-channel") == guild.channels["level-3"].id


@pytest.mark.parametrize("status", [403, 500])
async def test_what_discord_does_not_remove_is_named_and_keeps_nothing_else_from_going(
    env: simcord.Env, guild: simcord.GuildHandle, owner: simcord.MemberActor, office: simcord.ChannelHandle, status: int
) -> None:
    before = names(guild)
    await apply(owner, office)
    env.inject_error("DELETE", f"/channels/{guild.channels['introductions'].id}", status=status, times=1)
    gone = await click(owner, await owner.slash(office, "setup undo"), "Remove them")
    assert "Discord didn't let me remove: #introductions." in words(gone)
    assert "introductions" in names(guild)
    assert "level-3" not in names(guild)
    await click(owner, await owner.slash(office, "setup undo"), "Remove them")
    assert names(guild) == before


@pytest.mark.parametrize("private", [True, False])
async def test_a_channel_with_threads_that_sleep_stays(
    bot: LearnBot, guild: simcord.GuildHandle, owner: simcord.MemberActor, office: simcord.ChannelHandle, private: bool
) -> None:
    await apply(owner, office)
    channel = bot.get_channel(guild.channels["study-groups"].id)
    assert isinstance(channel, discord.TextChannel)
    kind = discord.ChannelType.private_thread if private else discord.ChannelType.public_thread
    thread = await channel.create_thread(name="CSV · 2026-01-05 · 1", type=kind)
    await thread.send("What members wrote in a study room")
    await thread.edit(archived=True)
    asked = await owner.slash(office, "setup undo")
    assert "Somebody has written there, so it stays: #study-groups" in words(asked)
    await click(owner, asked, "Remove them")
    assert "study-groups" in guild.channels


async def test_after_an_undo_an_apply_makes_everything_again(
    guild: simcord.GuildHandle, owner: simcord.MemberActor, office: simcord.ChannelHandle
) -> None:
    before = names(guild)
    await apply(owner, office)
    after = names(guild)
    await click(owner, await owner.slash(office, "setup undo"), "Remove them")
    assert names(guild) == before
    assert "## Nothing can be removed" in words(await owner.slash(office, "setup undo"))
    await apply(owner, office)
    assert names(guild) == after


OWN_FILE = """
title: A small place
roles:
  - key: mentor
    name: Helper
    colour: "#112233"
channels:
  - key: general
    name: talk
    topic: Everything
"""


async def test_a_channel_that_is_made_again_is_used_in_place_of_the_one_that_was_deleted(
    bot: LearnBot, guild: simcord.GuildHandle, owner: simcord.MemberActor, office: simcord.ChannelHandle
) -> None:
    await apply(owner, office)
    old, kept = guild.channels["daily-challenge"].id, guild.create_text_channel("other")
    values = {"daily": "on", "study-channel": str(kept.id)}
    await set_settings(bot.db, guild.id, None, values, discord.utils.utcnow())
    guild._env.backend.delete_channel(old)
    await apply(owner, office)
    settings = await load_guild_settings(bot.db, guild.id)
    assert settings.channel("daily-channel") == guild.channels["daily-challenge"].id != old
    assert settings.on("daily")
    assert settings.channel("study-channel") == kept.id


async def test_another_choice_of_channels_for_the_levels_is_used_from_then_on(
    bot: LearnBot, guild: simcord.GuildHandle, owner: simcord.MemberActor, office: simcord.ChannelHandle
) -> None:
    await apply(owner, office)
    bands = (ROOT / "content" / "server.yaml").read_text(encoding="utf-8").replace("channels: each", "channels: band")
    await click(owner, await owner.slash(office, "setup plan", file=("bands.yaml", bands.encode())), "Apply")
    settings = await load_guild_settings(bot.db, guild.id)
    channels = guild.channels
    assert settings.channel("level-00-channel") == channels["levels-00-to-2"].id
    assert settings.channel("level-2-channel") == channels["levels-00-to-2"].id
    assert settings.channel("level-3-channel") == channels["levels-3-to-5"].id
    assert settings.role("level-3-role") == guild.roles["Level 3"].id
    await click(owner, await owner.slash(office, "setup plan"), "Use the standard description")
    await apply(owner, office)
    settings = await load_guild_settings(bot.db, guild.id)
    assert settings.channel("level-3-channel") == channels["level-3"].id


async def test_a_guild_brings_a_file_of_its_own_and_changes_it_later(
    bot: LearnBot, guild: simcord.GuildHandle, owner: simcord.MemberActor, office: simcord.ChannelHandle
) -> None:
    plan = await owner.slash(office, "setup plan", file=("server.yaml", OWN_FILE.encode()))
    assert "create 2, adopt 0, change 0" in words(plan)
    assert "From your file `server.yaml`." in words(plan)
    await click(owner, plan, "Apply")
    other = OWN_FILE.replace("112233", "445566").replace("Everything", "Nothing")
    plan = await owner.slash(office, "setup plan", file=("other.yaml", other.encode()))
    assert "～ role Helper: colour" in words(plan)
    assert "～ #talk: topic" in words(plan)
    await click(owner, plan, "Apply")
    here = bot.get_guild(guild.id)
    assert here is not None
    talk = discord.utils.get(here.text_channels, name="talk")
    assert talk is not None
    assert talk.topic == "Nothing"
    assert discord.utils.get(here.roles, name="Helper").color.value == 0x445566  # type: ignore[union-attr]
    assert "create 35, adopt 0, change 2" in words(
        await click(owner, await owner.slash(office, "setup plan"), "Use the standard description")
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"title: Abc\nchanels: []\nchannels: [{key: a, name: a}]", "server.yaml:2: chanels: is not a key"),
        (
            b"title: Abc\nchannels:\n" + b"\n".join(b"- {key: k%d, name: general}" % n for n in range(60)),
            "60 channels have the name 'general'",
        ),
        (b"title: Abc\nchannels: [{key: a, name: My Channel}]", "would be changed by Discord: write 'my-channel'"),
        (b"[" * 60_000, "it is nested too deeply"),
        (b"a" * 70_000, "This file is larger than 64 KB."),
    ],
    ids=["unknown-key", "one-name", "changed-name", "deep", "large"],
)
async def test_a_file_that_cannot_be_used_is_answered_with_the_place_and_the_remedy_and_changes_nothing(
    env: simcord.Env, owner: simcord.MemberActor, office: simcord.ChannelHandle, content: bytes, said: str
) -> None:
    answer = await owner.slash(office, "setup plan", file=("server.yaml", content))
    assert said in words(answer).replace("\\", "")
    assert writes(env) == []
    assert "create 37" in words(await owner.slash(office, "setup plan"))


async def test_every_single_step_can_be_looked_at_page_by_page(
    owner: simcord.MemberActor, office: simcord.ChannelHandle
) -> None:
    first = await click(owner, await owner.slash(office, "setup plan"), "Show all")
    assert "＋ role Mentor" in words(first)
    second = await click(owner, first, "Later ›")
    assert "＋ #help in Learning, a forum with 11 tags" in words(second)
    assert "＋ #level-00 in Levels" in words(second)
    assert "＋ category Levels, with" in words(await click(owner, second, "In short"))


@pytest.mark.parametrize("command", ["setup plan", "setup apply", "setup undo"])
async def test_a_member_to_whom_the_server_shows_the_commands_is_refused_in_words(
    env: simcord.Env, bot: LearnBot, guild: simcord.GuildHandle, ann: simcord.MemberActor,
    office: simcord.ChannelHandle, command: str,
) -> None:  # fmt: skip
    with pytest.raises(simcord.SetupError):  # Discord itself does not offer it to a member
        await ann.slash(office, command)
    (shown,) = [each for each in await bot.tree.fetch_commands() if each.name == "setup"]
    guild.set_command_permissions(shown, {ann: True})
    assert words(await ann.slash(office, command)).startswith("Only members who may manage this server")
    assert writes(env) == []


@pytest.mark.parametrize("control", ["plan", "page", "standard", "apply", "ask-undo", "undo"])
async def test_a_button_is_worth_nothing_to_whoever_may_not_manage_the_server(
    env: simcord.Env, ann: simcord.MemberActor, office: simcord.ChannelHandle, control: str
) -> None:
    custom_id = f"setup:{control}:{ann.id}" + (":0" if control == "page" else "")
    assert words(await press(ann, office, custom_id)).startswith("Only members who may manage this server")
    assert writes(env) == []


async def test_no_request_asks_for_members(
    bot: LearnBot, env: simcord.Env, owner: simcord.MemberActor, office: simcord.ChannelHandle
) -> None:
    await apply(owner, office)
    assert not bot.intents.members
    assert [request.path for request in env.http_requests if "/members" in request.path] == []
