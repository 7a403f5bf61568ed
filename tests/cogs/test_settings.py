"""/settings: each setting, changed and kept."""

import discord
import simcord

from bot.client import LearnBot
from bot.services.guild_settings import set_setting
from bot.services.start import load_learner
from tests.screens import click, ids, pick, words


async def test_the_day_the_goal_and_the_language_are_saved_at_once(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "settings")
    for beginning, value in (
        ("settings:rollover", "5"),
        ("settings:goal", "track.ml-engineer"),
        ("settings:language", "en"),
    ):
        result = await pick(ann, result, beginning, value)
    learner = await load_learner(bot.db, ann.id)
    assert (learner.rollover, learner.goal, learner.language) == (5, "track.ml-engineer", "en")


async def test_the_time_zone_is_changed_with_a_form_and_shown_with_its_clock(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "settings")
    assert "follows UTC (now 00:00)" in words(result)
    shown = await click(ann, result, "Change time zone")
    result = await ann.submit_modal(shown, {"zone": "Asia/Kathmandu"})
    assert "Asia/Kathmandu (now 05:45)" in words(result)


async def test_a_suggested_zone_leads_back_to_the_settings(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "settings")
    shown = await click(ann, result, "Change time zone")
    result = await ann.submit_modal(shown, {"zone": "tokio"})
    result = await click(ann, result, "Yes, Asia/Tokyo")
    assert "Your settings" in words(result)
    assert (await load_learner(bot.db, ann.id)).zone == "Asia/Tokyo"


async def test_a_server_that_keeps_progress_private_says_so_and_shows_nobody(
    bot: LearnBot, ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assert channel.guild is not None
    await click(ann, await ann.slash(channel, "settings"), "Let this server look")
    assert "keeps" not in words(await bob.slash(channel, "progress", member=ann))
    await set_setting(bot.db, channel.guild.id, None, "profiles", "off", discord.utils.utcnow())
    result = await ann.slash(channel, "settings")
    assert "This server keeps everybody's progress private" in words(result)
    assert not [name for name in ids(result) if "visibility" in name]
    assert "everybody's progress stays private" in words(await bob.slash(channel, "progress", member=ann))
    assert "keeps this private here" in words(await bob.slash(channel, "thanks", member=ann))


async def test_in_direct_messages_visibility_is_explained_instead_of_offered(env: simcord.Env) -> None:
    result = await env.create_user("dee").slash("settings")
    assert "chosen per server" in words(result)
    assert not [name for name in ids(result) if "visibility" in name]
