"""A guild that removes the bot is kept for thirty days and then forgotten, but not what its members learnt."""

from datetime import timedelta
from typing import Any

import discord
import simcord

from bot.client import LearnBot
from bot.domain.learner import Visibility
from bot.services.discuss import remember_thread
from bot.services.done import mark_done
from bot.services.guild_settings import load_guild_settings
from bot.services.guilds import note_back
from bot.services.posts import take_due
from bot.services.settings import set_visibility
from bot.store.guilds import OF_MEMBERS, guild_tables
from bot.store.setup import save_server_file
from tests import daily
from tests.daily import DAY, Choose
from tests.screens import posts

owner, choose = daily.owner, daily.choose


async def tables_naming(bot: LearnBot, guild_id: int) -> set[str]:
    """The tables that have a row about a guild, or one of something that happened there."""

    def look(connection: Any) -> set[str]:
        tables = [*guild_tables(connection), *OF_MEMBERS]
        return {
            table
            for table in tables
            if connection.execute(f"SELECT count(*) FROM {table} WHERE guild_id = ?", (guild_id,)).fetchone()[0]
        }

    found: set[str] = await bot.db.read(look)
    return found


async def live(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, guild: simcord.GuildHandle, choose: Choose
) -> None:
    """Settings, a post, one that was left out, a thread, and a member with progress."""
    await choose()
    await env.advance_time(DAY + 14 * 60 * 60)
    await bot.catch_up()
    now = discord.utils.utcnow()
    await remember_thread(bot.db, guild.id, "challenge.tidy-name", 5)
    await set_visibility(bot.db, ann.id, guild.id, Visibility.VISIBLE, now)
    await mark_done(bot.db, bot.curriculum, ann.id, guild.id, next(iter(bot.curriculum.topics)), now)


async def leave(bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle) -> None:
    here = bot.get_guild(guild.id)
    assert here is not None
    await here.leave()
    await env.settle()


async def test_after_thirty_days_everything_about_the_guild_is_gone_and_its_members_keep_what_they_did(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, guild: simcord.GuildHandle, choose: Choose
) -> None:
    await live(bot, env, ann, guild, choose)
    before = await tables_naming(bot, guild.id)
    assert before == {
        "guild_choice", "guild_job", "audit", "post", "skipped_post", "thread", "membership", "event",
    }  # fmt: skip
    await leave(bot, env, guild)
    await env.advance_time(30 * DAY - 60)
    await bot.catch_up()
    assert await tables_naming(bot, guild.id) == before | {"guild_left"}
    await env.advance_time(2 * 60)
    await bot.catch_up()
    assert await tables_naming(bot, guild.id) == {"event"}


async def test_a_guild_that_comes_back_in_time_has_everything_and_its_posts_go_on(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, guild: simcord.GuildHandle,
    channel: simcord.ChannelHandle, choose: Choose,
) -> None:  # fmt: skip
    await live(bot, env, ann, guild, choose)
    await leave(bot, env, guild)
    await env.advance_time(20 * DAY)
    for _ in range(2):
        await bot.catch_up()
    tried = [request for request in env.http_requests if request.path.endswith(f"{channel.id}/messages")]
    assert len(tried) == 1  # only the post from before
    await note_back(bot.db, guild.id)
    assert (await take_due(bot.db, discord.utils.utcnow())).due == ((guild.id, "daily"),)
    settings = await load_guild_settings(bot.db, guild.id)
    assert settings.channel("daily-channel") == channel.id
    assert "guild_left" not in await tables_naming(bot, guild.id)


async def test_a_post_that_was_refused_when_the_guild_removed_the_bot_comes_when_it_is_back(
    bot: LearnBot, env: simcord.Env, channel: simcord.ChannelHandle, guild: simcord.GuildHandle, choose: Choose
) -> None:
    await choose()
    await env.advance_time(DAY)
    env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50001)
    await bot.catch_up()
    cog: Any = bot.get_cog("Guilds")
    await cog.on_guild_remove(bot.get_guild(guild.id))
    await cog.on_guild_join(bot.get_guild(guild.id))
    assert (await take_due(bot.db, discord.utils.utcnow())).due == ((guild.id, "daily"),)
    await bot.catch_up()
    assert (await take_due(bot.db, discord.utils.utcnow())).due == ()


async def test_what_happened_while_the_bot_was_away_is_noted_when_it_is_back(
    bot: LearnBot, env: simcord.Env, channel: simcord.ChannelHandle, guild: simcord.GuildHandle, choose: Choose
) -> None:
    await choose()
    cog: Any = bot.get_cog("Guilds")
    elsewhere = guild.id + 1
    await remember_thread(bot.db, elsewhere, "challenge.tidy-name", 5)
    await bot.catch_up()
    assert "guild_left" in await tables_naming(bot, elsewhere)
    assert "guild_left" not in await tables_naming(bot, guild.id)
    await cog.on_guild_remove(bot.get_guild(guild.id))
    await bot.catch_up()  # it is there after all
    assert "guild_left" not in await tables_naming(bot, guild.id)
    assert len(posts(channel)) == 1
    await env.advance_time(timedelta(days=31).total_seconds())
    await bot.catch_up()
    assert await tables_naming(bot, elsewhere) == set()


async def test_a_guild_that_only_brought_a_description_of_a_server_is_forgotten_as_well(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle
) -> None:
    elsewhere, now = guild.id + 1, discord.utils.utcnow()
    text = "title: Abc"
    await bot.db.write(lambda connection: save_server_file(connection, elsewhere, "mine.yaml", text, now))
    await bot.catch_up()
    assert "guild_left" in await tables_naming(bot, elsewhere)
    await env.advance_time(timedelta(days=31).total_seconds())
    await bot.catch_up()
    assert await tables_naming(bot, elsewhere) == set()
