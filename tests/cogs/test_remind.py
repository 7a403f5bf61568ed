"""/remind: off until chosen, every choice saved at once and shown, and impossible ones refused in a sentence."""

import discord
import pytest
import simcord
from simcord.results import InteractionResult

from bot.client import LearnBot
from bot.domain.reminder import QuietHours, Reminding, Topic
from bot.services.guild_settings import set_settings
from bot.services.reminding import view_reminding
from bot.services.settings import set_zone
from tests import reminders as shared
from tests.reminders import Goto, reminders, turn_on
from tests.screens import click, labels, newest, posts, press, select_id, text_of, words

cog, goto = shared.cog, shared.goto


@pytest.fixture
def owner(guild: simcord.GuildHandle, env: simcord.Env) -> simcord.MemberActor:
    """Somebody who may manage the guild."""
    role = guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
    return guild.add_member(env.create_user("olivia", global_name="Olivia"), roles=[role])


async def pick_all(
    member: simcord.MemberActor, shown: InteractionResult, beginning: str, values: list[str]
) -> InteractionResult:
    return await member.select(newest(shown), values, custom_id=select_id(shown, beginning))


async def type_hours(
    member: simcord.MemberActor, shown: InteractionResult, hour: str, quiet_from: str, quiet_to: str
) -> InteractionResult:
    form = await click(member, shown, "Change hours")
    return await member.submit_modal(form, {"hour": hour, "quiet_from": quiet_from, "quiet_to": quiet_to})


async def chosen(bot: LearnBot, member: simcord.MemberActor) -> Reminding:
    return (await view_reminding(bot.db, member.id, None)).reminding


async def test_nobody_is_reminded_who_has_not_chosen_to_be(
    goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    shown = await ann.slash(channel, "remind")
    assert "**Off.**" in words(shown)
    await goto(18.5)
    assert reminders(ann) == []


async def test_once_turned_on_one_message_comes_at_ones_hour_and_no_second_one(
    goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    shown = await turn_on(ann, channel)
    assert "**On.** One message a day at most." in words(shown)
    assert "every day, at 18:00 (UTC), quiet from 22:00 to 07:00" in words(shown)
    await goto(17.9)
    assert reminders(ann) == []
    for _ in range(3):
        await goto(18)
    (message,) = reminders(ann)
    assert text_of(message).startswith("Good evening.")
    assert "Today's challenge" in text_of(message)
    assert "late" not in text_of(message)
    await goto(18, days=1)
    assert len(reminders(ann)) == 2


async def test_every_choice_is_saved_at_once_and_shown(
    bot: LearnBot, ann: simcord.MemberActor, guild: simcord.GuildHandle, channel: simcord.ChannelHandle
) -> None:
    shown = await turn_on(ann, channel)
    shown = await pick_all(ann, shown, "remind:weekdays", ["0", "4"])
    assert "Monday, Friday, at 18:00" in words(shown)
    shown = await type_hours(ann, shown, "7", "23:00", "6")
    assert "at 07:00 (UTC), quiet from 23:00 to 06:00" in words(shown)
    shown = await pick_all(ann, shown, "remind:topics", ["cards", "report"])
    assert await chosen(bot, ann) == Reminding(
        True, 7, frozenset({0, 4}), QuietHours(23, 6), frozenset({Topic.CARDS, Topic.REPORT}), guild.id
    )
    shown = await click(ann, shown, "Turn off")
    assert "**Off.**" in words(shown)
    assert not (await chosen(bot, ann)).on
    assert (await chosen(bot, ann)).hour == 7


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("25", "22", "7"), "An hour is a number from 0 to 23, and “25” isn't."),
        (("18:30", "22", "7"), "An hour is a number from 0 to 23, and “18:30” isn't."),
        (("٣", "22", "7"), "An hour is a number from 0 to 23"),
        (("18", "x", "7"), "An hour is a number from 0 to 23, and “x” isn't."),
        (("18", "22", ""), "An hour is a number from 0 to 23, and “” isn't."),
        (("23", "22", "7"), "23:00 lies in your quiet hours, from 22:00 to 7:00. Pick another hour"),
        (("3", "4", "3:00"), None),  # nearly the whole day, but for the one hour that was chosen
        (("3", "4", "4"), None),
        (("3", "", ""), None),
    ],
)
async def test_impossible_hours_get_one_sentence_and_save_nothing(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle, typed: tuple[str, str, str],
    sentence: str | None,
) -> None:  # fmt: skip
    shown = await turn_on(ann, channel)
    before = await chosen(bot, ann)
    result = await type_hours(ann, shown, *typed)
    if sentence:
        assert words(result).startswith(sentence)
        assert len(words(result).splitlines()) == 1
        assert await chosen(bot, ann) == before
    else:
        assert "at 03:00 (UTC)" in words(result)


async def test_the_same_hour_twice_or_nothing_means_no_quiet_hours(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    shown = await turn_on(ann, channel)
    shown = await type_hours(ann, shown, "18", "9", "9")
    assert "at 18:00 (UTC), no quiet hours" in words(shown)
    shown = await type_hours(ann, shown, "18", "22", "7")
    assert "quiet from" in words(shown)
    assert "no quiet hours" in words(await type_hours(ann, shown, "18", "", ""))


@pytest.mark.parametrize(
    ("beginning", "sentence"),
    [
        ("remind:weekdays", "Pick at least one weekday."),
        ("remind:topics", "Pick at least one thing that I may mention."),
    ],
)
async def test_no_weekday_and_nothing_to_mention_get_a_sentence_and_save_nothing(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle, beginning: str, sentence: str
) -> None:
    shown = await turn_on(ann, channel)
    before = await chosen(bot, ann)
    assert words(await pick_all(ann, shown, beginning, [])).startswith(sentence)
    assert await chosen(bot, ann) == before


async def test_it_works_in_direct_messages_too(env: simcord.Env, goto: Goto) -> None:
    dee = env.create_user("dee")
    shown = await dee.slash("remind")
    shown = await dee.click(newest(shown), label="Turn on")
    assert "**On.**" in words(shown)
    await goto(18)
    assert len(posts(dee.dm_channel)) == 1


async def test_a_changed_time_zone_moves_the_hour_along(
    bot: LearnBot, goto: Goto, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await turn_on(ann, channel)
    await set_zone(bot.db, ann.id, "Asia/Tokyo", discord.utils.utcnow())
    await goto(8.9)
    assert reminders(ann) == []
    await goto(9)
    assert len(reminders(ann)) == 1
    await set_zone(bot.db, ann.id, "Europe/Berlin", discord.utils.utcnow())
    await goto(17)
    assert len(reminders(ann)) == 1  # the same day of theirs
    await goto(17, days=1)
    assert len(reminders(ann)) == 2


async def test_a_server_offers_a_channel_and_members_choose_it_for_themselves(
    goto: Goto, owner: simcord.MemberActor, ann: simcord.MemberActor, bob: simcord.MemberActor,
    guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
) -> None:  # fmt: skip
    place = guild.create_text_channel("reminders")
    assert place.mention in words(await owner.slash(channel, "remind-channel", channel=place))
    await pick_all(ann, await turn_on(ann, channel), "remind:place", ["here"])
    await turn_on(bob, channel)
    await goto(18)
    (message,) = posts(place)
    assert text_of(message).startswith(f"{ann.mention} Good evening.")
    assert [user.id for user in message.mentions] == [ann.id]
    assert reminders(ann) == []
    assert len(reminders(bob)) == 1
    refused = await bob.click(message, label="Later today")
    assert "belongs to another member" in words(refused)
    answer = await ann.click(message, label="Tomorrow")
    assert answer.ephemeral


async def test_a_channel_that_is_no_longer_offered_is_told_once_and_another_place_can_be_chosen(
    goto: Goto, owner: simcord.MemberActor, ann: simcord.MemberActor, guild: simcord.GuildHandle,
    channel: simcord.ChannelHandle,
) -> None:  # fmt: skip
    place = guild.create_text_channel("reminders")
    await owner.slash(channel, "remind-channel", channel=place)
    await pick_all(ann, await turn_on(ann, channel), "remind:place", ["here"])
    assert "are reminded in no channel" in words(await owner.slash(channel, "remind-channel"))
    await goto(18)
    assert (posts(place), reminders(ann)) == ([], [])
    told = await ann.slash(channel, "settings")
    assert "couldn't remind you in the server's channel" in words(told)
    shown = await pick_all(ann, await click(ann, told, "Reminder settings"), "remind:place", ["message"])
    assert "**Next:**" in words(shown)
    await goto(18, days=1)
    assert len(reminders(ann)) == 1


async def test_a_channel_that_is_gone_stops_the_reminders_there_after_one_attempt(
    env: simcord.Env, goto: Goto, owner: simcord.MemberActor, ann: simcord.MemberActor, bob: simcord.MemberActor,
    guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
) -> None:  # fmt: skip
    place = guild.create_text_channel("reminders")
    await owner.slash(channel, "remind-channel", channel=place)
    for member in (ann, bob):
        await pick_all(member, await turn_on(member, channel), "remind:place", ["here"])
    env.inject_error("POST", f"/channels/{place.id}/messages", status=404, code=10003, times=None)
    await goto(18)
    await goto(18, days=1)
    attempts = [request for request in env.http_requests if request.path == f"/channels/{place.id}/messages"]
    assert 1 <= len(attempts) <= 2
    assert "couldn't remind you" in words(await bob.slash(channel, "settings"))


async def test_only_those_who_manage_a_server_choose_its_channel(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    with pytest.raises(simcord.SetupError):  # Discord itself does not offer it to a member
        await ann.slash(channel, "remind-channel", channel=channel)


async def test_a_place_that_the_server_does_not_offer_cannot_be_forged(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await press(ann, channel, f"remind:place:{ann.id}", values=["here"])
    assert words(result).startswith("This server offers no channel for reminders.")
    for custom_id, values in (("place", ["x"]), ("topics", ["x"]), ("weekdays", ["7"]), ("stop", ["x"])):
        assert len(words(await press(ann, channel, f"remind:{custom_id}:{ann.id}", values=values)).splitlines()) == 1
    for custom_id in ("later:{me}:x:0", "later:{me}:2026-01-01:x", "tomorrow:{me}:x", "later:{me}:2026-01-01:0"):
        result = await press(ann, channel, "remind:" + custom_id.format(me=ann.id))
        assert "Something broke" not in words(result)
    assert await chosen(bot, ann) == Reminding()


async def test_a_member_takes_the_role_that_the_servers_posts_mention_and_gives_it_back(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, ann: simcord.MemberActor,
    channel: simcord.ChannelHandle,
) -> None:  # fmt: skip
    assert "you are mentioned" not in words(await ann.slash(channel, "remind"))
    roles = {name: guild.create_role(name) for name in ("daily-ping", "nudges")}
    values = {f"{name}-role": str(role.id) for name, role in roles.items()}
    await set_settings(bot.db, guild.id, None, values, discord.utils.utcnow())
    shown = await ann.slash(channel, "remind")
    assert "☐ the daily challenge: you are not mentioned" in words(shown)
    assert "Ping for nudges" not in labels(shown)  # nudges are off here
    taken = await click(ann, shown, "Daily ping")
    assert "☑ the daily challenge: you are mentioned" in words(taken)
    assert set(env.backend.get_member(guild.id, ann.id).role_ids) == {roles["daily-ping"].id}
    assert labels(await ann.slash(channel, "remind")).count("No daily ping") == 1
    back = await click(ann, taken, "No daily ping")
    assert "☐ the daily challenge: you are not mentioned" in words(back)
    assert set(env.backend.get_member(guild.id, ann.id).role_ids) == set()


async def test_a_role_that_i_may_not_give_is_refused_in_words(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, ann: simcord.MemberActor,
    channel: simcord.ChannelHandle,
) -> None:  # fmt: skip
    role = guild.create_role("daily")
    await set_settings(bot.db, guild.id, None, {"daily-ping-role": str(role.id)}, discord.utils.utcnow())
    shown = await ann.slash(channel, "remind")
    env.inject_error("PUT", f"/guilds/{guild.id}/members/{ann.id}/roles/{role.id}", status=403, code=50013)
    assert "I may not change that role" in words(await click(ann, shown, "Daily ping"))
    await set_settings(bot.db, guild.id, None, {"daily-ping-role": ""}, discord.utils.utcnow())
    assert "no role for that here any more" in words(await click(ann, shown, "Daily ping"))
