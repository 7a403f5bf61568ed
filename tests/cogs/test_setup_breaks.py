"""/setup through whatever breaks: a crash between two steps, a Discord that fails, a permission that is lost."""

import discord
import pytest
import simcord

from bot.client import LearnBot
from bot.services.setup import begin, claim, confirm, load_records, plan_setup, unfinished
from bot.store.setup import save_server_file
from cogs._setup_guild import make, snapshot_of
from cogs._setup_run import resume, sites_of
from tests import daily, setups
from tests.screens import click, words
from tests.setups import apply, names

owner, office = daily.owner, setups.office


async def stop_in_the_middle(bot: LearnBot, guild_id: int, steps: int, *, made: bool) -> str:
    """Do so many steps, claim one more, have it made or not, and note nothing any more; returns its name."""
    here = bot.get_guild(guild_id)
    assert here is not None
    planned = await plan_setup(bot.db, bot.curriculum, await snapshot_of(bot, here))
    now = discord.utils.utcnow()
    await begin(bot.db, guild_id, now)
    for step in planned.plan.steps[:steps]:
        look = await claim(bot.db, planned, step, now)
        await confirm(bot.db, guild_id, step, look, await make(bot, planned.snapshot, step, look), now)
    step = planned.plan.steps[steps]
    look = await claim(bot.db, planned, step, now)
    if made:
        await make(bot, planned.snapshot, step, look)
    return look.name


@pytest.mark.parametrize("made", [True, False], ids=["made", "not-made"])
@pytest.mark.parametrize("steps", [0, 16, 20, 36])
async def test_after_a_crash_between_two_steps_the_next_start_goes_on_and_doubles_nothing(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, owner: simcord.MemberActor,
    office: simcord.ChannelHandle, steps: int, made: bool,
) -> None:  # fmt: skip
    name = await stop_in_the_middle(bot, guild.id, steps, made=made)
    assert names(guild)[name] == int(made)
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, bot.grader))
    assert await unfinished(bot.db) == []
    assert names(guild)[name] == 1
    assert max(names(guild).values()) == 1
    assert len(await load_records(bot.db, guild.id)) == 37
    assert "create 0, adopt 0, change 0" in words(await owner.slash(office, "setup plan"))


async def test_what_an_apply_made_before_the_crash_can_be_removed_afterwards(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, owner: simcord.MemberActor,
    office: simcord.ChannelHandle,
) -> None:  # fmt: skip
    before = names(guild)
    await stop_in_the_middle(bot, guild.id, 20, made=True)
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, bot.grader))
    await click(owner, await owner.slash(office, "setup undo"), "Remove them")
    assert names(guild) == before


@pytest.mark.parametrize("steps", [0, 16, 20, 22])
async def test_an_undo_finds_what_was_made_and_not_noted_and_nothing_older_of_that_name(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, owner: simcord.MemberActor,
    office: simcord.ChannelHandle, steps: int,
) -> None:  # fmt: skip
    before = names(guild)
    await stop_in_the_middle(bot, guild.id, steps, made=True)
    await click(owner, await owner.slash(office, "setup undo"), "Remove them")
    assert names(guild) == before
    name = await stop_in_the_middle(bot, guild.id, steps, made=True)
    await bot.db.write(lambda c: c.execute("UPDATE setup_thing SET claimed_at = claimed_at + 600000"))
    await click(owner, await owner.slash(office, "setup undo"), "Remove them" if steps else "Keep everything")
    assert names(guild)[name] == 1


@pytest.mark.parametrize("status", [500, 503])
async def test_an_error_of_discord_is_followed_by_one_thing_not_two(
    env: simcord.Env, guild: simcord.GuildHandle, owner: simcord.MemberActor, office: simcord.ChannelHandle,
    status: int,
) -> None:  # fmt: skip
    env.inject_error("POST", f"/guilds/{guild.id}/channels", status=status, times=2)
    assert "Your server is ready" in words(await apply(owner, office))
    assert max(names(guild).values()) == 1


async def test_while_discord_does_not_answer_the_work_waits_and_goes_on_later(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, owner: simcord.MemberActor,
    office: simcord.ChannelHandle,
) -> None:  # fmt: skip
    env.inject_error("POST", f"/guilds/{guild.id}/channels", status=502, times=5)
    stopped = await apply(owner, office)
    assert "Discord isn't answering" in words(stopped)
    assert "15 steps are done and kept." in words(stopped)
    assert await unfinished(bot.db) == [guild.id]
    assert bot.scheduler.get_job(f"setup: {guild.id}")
    await resume(bot, guild.id)
    assert "create 0, adopt 0" in words(await owner.slash(office, "setup plan"))
    assert max(names(guild).values()) == 1


async def test_an_apply_that_waits_for_discord_makes_nothing_again_after_an_undo(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, owner: simcord.MemberActor,
    office: simcord.ChannelHandle,
) -> None:  # fmt: skip
    before = names(guild)
    env.inject_error("POST", f"/guilds/{guild.id}/channels", status=502, times=5)
    await apply(owner, office)
    assert await unfinished(bot.db) == [guild.id]
    await click(owner, await owner.slash(office, "setup undo"), "Remove them")
    await resume(bot, guild.id)
    assert names(guild) == before


async def test_an_apply_of_a_file_that_no_longer_fits_does_not_go_on_by_itself(
    bot: LearnBot, guild: simcord.GuildHandle, owner: simcord.MemberActor, office: simcord.ChannelHandle
) -> None:
    old = "title: Abc\nold: 1"
    await bot.db.write(lambda c: save_server_file(c, guild.id, "mine.yaml", old, discord.utils.utcnow()))
    assert "Your file no longer fits." in words(await apply(owner, office))
    assert await unfinished(bot.db) == []


async def test_an_answer_that_can_be_edited_no_longer_does_not_stop_the_work(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, owner: simcord.MemberActor,
    office: simcord.ChannelHandle,
) -> None:  # fmt: skip
    env.inject_error("PATCH", "/webhooks/*", status=401, code=50027, message="Invalid Webhook Token", times=None)
    await apply(owner, office)
    assert len(await load_records(bot.db, guild.id)) == 37
    assert await unfinished(bot.db) == []
    assert len([r for r in env.http_requests if r.method == "PATCH" and "/webhooks/" in r.path]) == 2


async def test_two_applies_at_once_are_one_and_a_sentence(
    bot: LearnBot, guild: simcord.GuildHandle, owner: simcord.MemberActor, office: simcord.ChannelHandle
) -> None:
    with sites_of(bot).alone_in(guild.id):
        assert "I am at work here already." in words(await apply(owner, office))
    assert "Your server is ready" in words(await apply(owner, office))


async def test_a_permission_that_is_lost_in_the_middle_is_named_with_its_step_and_the_rest_is_kept(
    env: simcord.Env, guild: simcord.GuildHandle, owner: simcord.MemberActor, office: simcord.ChannelHandle
) -> None:
    env.inject_error("POST", f"/guilds/{guild.id}/channels", status=403, code=50013, message="Missing Permissions")
    stopped = await apply(owner, office)
    assert "## Stopped at category Community" in words(stopped)
    assert "It needs: Manage Channels." in words(stopped)
    assert "15 steps are done and kept." in words(stopped)
    assert "Your server is ready\n22 steps done." in words(await click(owner, stopped, "Go on"))
