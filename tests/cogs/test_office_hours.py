"""Office hours: an event of the server by its own clock, announced once, or refused in words."""

import asyncio
from datetime import timedelta
from typing import Any

import discord
import pytest
import simcord

from bot.client import LearnBot
from cogs._office_hours import OfficeHours
from tests import daily
from tests.screens import words

owner = daily.owner


async def test_office_hours_that_two_announce_at_once_are_one_event(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = discord.Guild.fetch_scheduled_events

    async def slowly(here: discord.Guild, **options: Any) -> Any:
        answer = await ask(here, **options)
        await asyncio.sleep(0.01)  # as long as Discord's answer is under way
        return answer

    monkeypatch.setattr(discord.Guild, "fetch_scheduled_events", slowly)
    begin = discord.utils.utcnow() + timedelta(days=2)
    planned = OfficeHours("Office hours", begin, begin + timedelta(hours=1))
    cog: Any = bot.get_cog("Server")
    here = bot.get_guild(guild.id)
    one, other = await asyncio.gather(*(cog.announcer.announce(here, planned, None, "#general") for _ in range(2)))
    assert one == other
    assert len([r for r in env.http_requests if r.method == "POST" and r.path.endswith("/scheduled-events")]) == 1


async def test_office_hours_become_an_event_by_the_servers_clock(
    bot: LearnBot, owner: simcord.MemberActor, guild: simcord.GuildHandle, channel: simcord.ChannelHandle
) -> None:
    await owner.slash(channel, "server set", setting="zone", value="Europe/Berlin")
    await owner.slash(channel, "server set", setting="study-channel", value=channel.mention)
    said = words(await owner.slash(channel, "server office-hours", at="2026-07-01 18:00", title="Ask *Olivia*"))
    assert "stands among the server's events" in said
    again = words(await owner.slash(channel, "server office-hours", at="2026-07-01 18:00", title="Ask *Olivia*"))
    assert again == said
    stage = guild.create_voice_channel("Talk")
    await owner.slash(channel, "server office-hours", at="2026-07-02 18:00", minutes=30, channel=stage)
    here = bot.get_guild(guild.id)
    assert here is not None
    first, second = sorted(await here.fetch_scheduled_events(), key=lambda event: event.start_time)
    assert (first.name, first.location) == ("Ask *Olivia*", "#general")
    assert first.start_time.isoformat() == "2026-07-01T16:00:00+00:00"
    assert first.end_time is not None
    assert (first.end_time - first.start_time).total_seconds() == 60 * 60
    assert (second.name, second.channel_id) == ("Office hours", stage.id)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"at": "tomorrow"}, "isn't a day and a time. Write 2026-01-03 18:00."),
        ({"at": "2025-01-01 18:00"}, "begin within a year from now"),
        ({"at": "2126-01-01 18:00"}, "begin within a year from now"),
        ({"at": "2026-02-01 18:00", "minutes": 5}, "take 10 to 480 minutes"),
    ],
)
async def test_office_hours_that_cannot_be_are_refused_in_a_sentence(
    owner: simcord.MemberActor, channel: simcord.ChannelHandle, options: dict[str, Any], said: str
) -> None:
    assert said in words(await owner.slash(channel, "server office-hours", **options))
