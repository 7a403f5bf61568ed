"""The board as members live it: by choice, two places around oneself, left at any time, and not seen at all."""

import discord
import simcord

from bot.client import LearnBot
from bot.services.badges import new_badges
from tests.rhythm import choose, solves
from tests.screens import click, labels, newest, press, words


async def earn(bot: LearnBot, member: simcord.MemberActor, guild: simcord.GuildHandle, count: int) -> None:
    now = discord.utils.utcnow()
    easy = [challenge.id for challenge in bot.curriculum.challenges.values() if challenge.level == "0"]
    for item in easy[:count]:
        await solves(bot.db, bot.curriculum, member.id, guild.id, item, now)
    await new_badges(bot.db, bot.curriculum, member.id, guild.id, now)


async def test_from_the_invitation_to_the_places_and_out_again(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, ann: simcord.MemberActor,
    bob: simcord.MemberActor,
) -> None:  # fmt: skip
    await earn(bot, ann, guild, 1)
    invited = await ann.slash(channel, "leaderboard")
    assert "never the whole list" in words(invited)
    board = await click(ann, invited, "Take part")
    assert newest(board).ephemeral
    assert "You have 50 XP, and that is place 1." in words(board)
    assert "Nobody else is near you yet this week." in words(board)
    await click(bob, await bob.slash(channel, "leaderboard"), "Take part")
    await earn(bot, bob, guild, 2)
    board = await ann.slash(channel, "leaderboard")
    assert f"<@{bob.id}> · 100 XP\n**you** · 50 XP" in words(board)
    assert "place 2" in words(board)
    left = await click(ann, board, "Leave the board")
    assert labels(left)[0] == "Take part"
    assert str(ann.id) not in words(await bob.slash(channel, "leaderboard"))


async def test_no_comparison_takes_boards_out_of_sight_from_here_and_from_the_settings(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, ann: simcord.MemberActor
) -> None:
    board = await click(ann, await ann.slash(channel, "leaderboard"), "Take part")
    await click(ann, board, "No comparison")
    hidden = await ann.slash(channel, "leaderboard")
    assert "You see no boards" in words(hidden)
    assert "XP" not in words(hidden)
    await click(ann, await ann.slash(channel, "settings"), "Show me boards again")
    assert labels(await ann.slash(channel, "leaderboard"))[0] == "Take part"
    await click(ann, await ann.slash(channel, "settings"), "No comparison")
    assert "You see no boards" in words(await ann.slash(channel, "leaderboard"))


async def test_a_server_without_boards_says_so_also_to_old_buttons(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, ann: simcord.MemberActor
) -> None:
    invited = await ann.slash(channel, "leaderboard")
    await choose(bot, guild, boards="off")
    assert "This server has no board." in words(await click(ann, invited, "Take part"))
    assert "This server has no board." in words(await ann.slash(channel, "leaderboard"))


async def test_what_somebody_made_up_is_refused_in_words(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for forged in (f"leaderboard:open:{ann.id}:everybody", f"leaderboard:compare:{ann.id}:2"):
        assert "older version" in words(await press(ann, channel, forged))
