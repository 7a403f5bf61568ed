"""Days off: taken in a form, kept in words, given back at a click."""

from datetime import date, timedelta

import discord
import simcord

from bot.client import LearnBot
from bot.services.time_off import coming_time_off, take_time_off
from tests.screens import click, labels, words

DAY = 24 * 60 * 60


def day(ahead: int) -> str:
    """A day of Ann, who has chosen no zone: UTC, and it begins at three."""
    return str((discord.utils.utcnow() - timedelta(hours=3)).date() + timedelta(days=ahead))


async def test_days_off_are_taken_in_a_form_and_shown(ann: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    screen = await click(ann, await ann.slash(channel, "settings"), "Days off")
    assert "None are planned." in words(screen)
    form = await click(ann, screen, "Take days off")
    screen = await ann.submit_modal(form, {"first": day(3), "last": day(9)})
    assert f"{day(3)} to {day(9)}, 7 days" in words(screen)
    form = await click(ann, screen, "Take days off")
    screen = await ann.submit_modal(form, {"first": day(20), "last": ""})
    assert f"- {day(20)}" in words(screen).splitlines()
    assert "Your settings" in words(await click(ann, screen, "Settings"))


async def test_being_back_early_keeps_the_days_that_were_off(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    first = day(0)
    await take_time_off(bot.db, ann.id, first, day(9), discord.utils.utcnow())
    await env.advance_time(3 * DAY)
    screen = await click(ann, await ann.slash(channel, "settings"), "Days off")
    screen = await click(ann, screen, f"Take back {first}")
    assert "None are planned." in words(screen)
    (kept,) = await coming_time_off(bot.db, ann.id, discord.utils.utcnow() - timedelta(days=1))
    assert kept.last == date.fromisoformat(day(-1))


async def test_days_that_are_none_get_a_sentence_and_nothing_is_saved(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    wrong = {
        ("31.8.2026", ""): "“31.8.2026” is no day that I can read. Write it as 2026-08-31.",
        (day(-1), ""): "That is over",
        (day(5), day(4)): "The last day comes before the first.",
        (day(0), day(200)): "You can take at most 92 days off at once.",
    }
    for (first, last), sentence in wrong.items():
        screen = await click(ann, await ann.slash(channel, "settings"), "Days off")
        form = await click(ann, screen, "Take days off")
        assert sentence in words(await ann.submit_modal(form, {"first": first, "last": last}))
        screen = await click(ann, await ann.slash(channel, "settings"), "Days off")
        assert labels(screen) == ["Take days off", "Settings"]
