"""All sixteen jobs of one server together: each posts at most once a day, over a change of the clocks and restarts."""

from collections import Counter
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import discord
import simcord

from bot.client import LearnBot
from bot.domain.guild_jobs import JOBS
from bot.services.guild_settings import set_settings
from bot.store.posts import newest_posts
from tests.rhythm import HOUR, minute
from tests.screens import posts, text_of

BERLIN = ZoneInfo("Europe/Berlin")
BEFORE = datetime(2026, 3, 27, 12, tzinfo=BERLIN)  # two days later, the hour from 2 to 3 is left out


async def test_all_jobs_of_a_server_post_once_a_day_over_a_change_of_the_clocks_a_restart_and_a_channel_that_is_gone(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, ann: simcord.MemberActor
) -> None:
    await env.advance_time((BEFORE - discord.utils.utcnow()).total_seconds())
    channels = {job.kind: guild.create_text_channel(f"for-{job.kind}") for job in JOBS}
    values = {job.channel: str(channels[job.kind].id) for job in JOBS} | {job.switch: "on" for job in JOBS}
    more = {"zone": "Europe/Berlin", "post-hour": "2", "nudge-days": "0123456", "recap-day": "6"}
    await set_settings(bot.db, guild.id, None, values | more, discord.utils.utcnow())
    env.backend.delete_channel(channels["nudge-4"].id)
    for number in range(5 * 8):  # five days, every three hours
        await env.advance_time(3 * HOUR)
        if number % 8 == 0:
            for kind, channel in channels.items():
                if kind != "nudge-4":
                    await ann.send(channel, "Hello!")
        if number in (10, 22):
            bot = LearnBot(bot.db, bot.curriculum, bot.grader)
            await env.restart_bot(bot)
        for _ in range(2):
            await minute(bot)
    days = [str((BEFORE + timedelta(days=count)).date()) for count in range(6)]
    for job in JOBS:
        found = await bot.db.read(partial(newest_posts, guild_id=guild.id, kind=job.kind, limit=99))
        assert set(Counter(str(post.day) for post in found).values()) <= {1}
        if job.kind == "nudge-4":
            assert found == []
            continue
        mine = [message for message in posts(channels[job.kind]) if message.author.bot]
        assert len(mine) == len(found), job.kind
        if job.kind == "daily":
            assert [str(post.day) for post in reversed(found)] == days
    (told,) = posts(guild.owner.dm_channel)
    assert "Nudges for level 4" in text_of(told)
