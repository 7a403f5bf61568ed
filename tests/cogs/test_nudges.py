"""Nudges in the channel of a level: what they say, that they wait in a silent channel, and that none comes twice."""

from collections.abc import Callable

import discord
import pytest
import simcord

from bot.client import LearnBot
from bot.domain.learner import Visibility
from bot.services.guild_settings import set_settings
from bot.services.settings import set_visibility
from bot.services.start import Answers, start
from bot.services.suggestions import accept
from tests import daily
from tests import nudges as shared
from tests.nudges import DAY, EXPLAIN, QUESTION, SHOW, STUCK, TIP, Choose, nudge
from tests.screens import click, ids, labels, pick, posts, text_of, words

choose, only, owner = shared.choose, shared.only, daily.owner
Only = Callable[..., None]


async def talk(member: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    await member.send(channel, "Hello")


async def test_each_kind_says_what_it_is_and_has_its_one_green_button(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    ann: simcord.MemberActor, choose: Choose, only: Only,
) -> None:  # fmt: skip
    await choose()
    expected = {
        QUESTION: ("From memory", ["Reveal", "Talk about it"]),
        TIP: ("A tip", ["Talk about it", "Read about it"]),
        EXPLAIN: ("In your own words", ["Explain it", "Talk about it"]),
        SHOW: ("Show your work", ["Show it", "Talk about it"]),
        STUCK: ("Stuck somewhere?", ["Talk about it", "Get help"]),
    }
    for written, (heading, buttons) in expected.items():
        only(written)
        assert await nudge(bot, guild)
        message = posts(channel)[-1]
        assert heading in text_of(message)
        assert any(text in text_of(message) for text in written.wordings)
        shown = buttons_of(message)
        assert [item.label for item in shown] == buttons
        assert [item.label for item in shown if item.style is discord.ButtonStyle.success] == buttons[:1]
        await talk(ann, channel)
        await env.advance_time(DAY)


def buttons_of(message: discord.Message) -> list[discord.ui.Button]:  # type: ignore[type-arg]
    view = discord.ui.LayoutView.from_message(message, timeout=None)
    return [item for item in view.walk_children() if isinstance(item, discord.ui.Button)]


async def test_the_answer_is_revealed_to_whoever_presses_and_to_nobody_else(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, ann: simcord.MemberActor,
    bob: simcord.MemberActor, choose: Choose, only: Only,
) -> None:  # fmt: skip
    await choose()
    only(QUESTION)
    await nudge(bot, guild)
    (post,) = posts(channel)
    assert "**A:** a = b\n**B:** a = b\\[:\\]" in text_of(post) or "**B:** a = b[:]" in text_of(post)
    assert "A slice is a new list" not in text_of(post)
    for member in (ann, bob):
        answer = await member.click(post, label="Reveal")
        assert answer.response is not None
        assert answer.response.ephemeral
        assert "A slice is a new list." in words(answer)
        assert "**B:**" in words(answer)
        assert "Slicing" in words(await click(member, answer, "Read about it"))
    assert len(posts(channel)) == 1


async def test_a_tip_leads_to_its_concept_for_whoever_presses(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, ann: simcord.MemberActor,
    choose: Choose, only: Only,
) -> None:  # fmt: skip
    await choose()
    only(TIP)
    await nudge(bot, guild)
    read = await ann.click(posts(channel)[0], label="Read about it")
    assert read.response is not None
    assert read.response.ephemeral
    assert bot.curriculum.concepts["concept.control-flow"].title in words(read)


async def test_whoever_is_stuck_gets_the_form_for_it(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, ann: simcord.MemberActor,
    bob: simcord.MemberActor, choose: Choose, only: Only,
) -> None:  # fmt: skip
    await choose()
    only(STUCK)
    await nudge(bot, guild)
    for member in (ann, bob):
        opened = await member.click(posts(channel)[0], label="Get help")
        assert opened.modal is not None
        assert opened.modal["custom_id"].startswith("stuck:")


async def test_in_a_silent_channel_the_next_one_waits_and_status_says_so(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    ann: simcord.MemberActor, owner: simcord.MemberActor, choose: Choose,
) -> None:  # fmt: skip
    await choose()
    assert await nudge(bot, guild)
    for _ in range(3):
        await env.advance_time(DAY)
        assert not await nudge(bot, guild)
    elsewhere = guild.create_text_channel("elsewhere")
    status = words(await owner.slash(elsewhere, "server status"))
    assert "2026-01-04 left out: the last nudge there is still the last message, so I wait" in status
    assert len(posts(channel)) == 1
    await talk(ann, channel)
    await env.advance_time(DAY)
    assert await nudge(bot, guild)
    assert len(posts(channel)) == 3
    assert "left out" not in words(await owner.slash(elsewhere, "server status"))


async def test_a_thread_under_the_last_nudge_alone_does_not_end_the_silence_of_the_channel(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    ann: simcord.MemberActor, choose: Choose,
) -> None:  # fmt: skip
    await choose()
    await nudge(bot, guild)
    await ann.click(posts(channel)[0], label="Talk about it")
    await env.advance_time(DAY)
    assert not await nudge(bot, guild)


async def test_by_hand_it_waits_too_and_says_why(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    owner: simcord.MemberActor, choose: Choose,
) -> None:  # fmt: skip
    await choose()
    await nudge(bot, guild)
    await env.advance_time(DAY)
    elsewhere = guild.create_text_channel("elsewhere")
    said = await pick(owner, await owner.slash(elsewhere, "server status"), "server:post", "nudge-3")
    assert "Nudges for level 3 has nothing to post now: the last nudge there is still the last message" in words(said)
    assert len(posts(channel)) == 1


async def test_a_nudge_that_somebody_deleted_is_no_longer_in_the_way(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    await nudge(bot, guild)
    await posts(channel)[0].delete()
    await env.advance_time(DAY)
    assert await nudge(bot, guild)


async def test_when_all_came_within_sixty_days_it_pauses_and_says_so(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    ann: simcord.MemberActor, owner: simcord.MemberActor, choose: Choose, only: Only,
) -> None:  # fmt: skip
    await choose()
    only(TIP)
    await nudge(bot, guild)
    await talk(ann, channel)
    for days in (1, 59):
        await env.advance_time(days * DAY)
        assert not await nudge(bot, guild)
    elsewhere = guild.create_text_channel("elsewhere")
    status = words(await owner.slash(elsewhere, "server status"))
    assert "every nudge for this level came within the last 60 days, so I pause" in status
    await env.advance_time(DAY)
    assert await nudge(bot, guild)
    first, again = (text_of(post) for post in posts(channel) if post.author.bot)
    assert first != again  # in other words


async def test_a_level_without_nudges_says_so(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, owner: simcord.MemberActor,
    choose: Choose, only: Only,
) -> None:  # fmt: skip
    await choose()
    only()
    assert not await nudge(bot, guild)
    assert "there are no nudges for this level yet" in words(await owner.slash(channel, "server status"))


async def test_a_nudge_that_was_sent_but_not_confirmed_is_found_again_and_not_sent_twice(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, ann: simcord.MemberActor,
    choose: Choose,
) -> None:  # fmt: skip
    await choose()
    await nudge(bot, guild)
    await talk(ann, channel)
    await bot.db.write(lambda connection: connection.execute("UPDATE post SET message_id = NULL"))
    assert await nudge(bot, guild)
    (mine,) = (post for post in posts(channel) if post.author.bot)
    rows = await bot.db.read(lambda connection: [tuple(r) for r in connection.execute("SELECT message_id FROM post")])
    assert rows == [(mine.id,)]


async def test_what_was_chosen_but_not_sent_is_what_is_sent_later(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose()
    env.inject_error("POST", f"/channels/{channel.id}/messages", status=500, times=1)
    assert not await nudge(bot, guild)
    sql = "SELECT day, nudge FROM nudge_given"
    chosen = await bot.db.read(lambda connection: [tuple(row) for row in connection.execute(sql)])
    assert await nudge(bot, guild)
    assert await bot.db.read(lambda connection: [tuple(row) for row in connection.execute(sql)]) == chosen
    assert chosen[0][1] in [str(item.custom_id).rsplit(":", 1)[-1] for item in buttons_of(posts(channel)[0])]


async def test_levels_that_share_a_channel_get_one_nudge_a_day_there(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose(level_2_channel=str(channel.id))
    await bot.catch_up()
    assert len(posts(channel)) == 1
    assert not await nudge(bot, guild, "3")
    assert not await nudge(bot, guild, "3", by_hand=True)


async def test_off_means_none_and_a_level_without_a_channel_has_none(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    await choose(nudges="off")
    await bot.catch_up()
    assert posts(channel) == []
    await choose()
    assert not await nudge(bot, guild, "4")


async def test_with_all_thirteen_levels_on_the_status_still_fits(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, owner: simcord.MemberActor, choose: Choose
) -> None:
    channels = {
        f"level_{level}_channel": guild.create_text_channel(f"level-{level}") for level in bot.curriculum.levels
    }
    await choose(**{name: str(handle.id) for name, handle in channels.items()})
    await bot.catch_up()
    assert [len(posts(handle)) for handle in channels.values()] == [1] * 13
    await env.advance_time(DAY)
    await bot.catch_up()
    shown = await owner.slash(guild.create_text_channel("elsewhere"), "server status")
    assert words(shown).count("so I wait") == 13
    assert "Level elite in" in words(shown)
    assert len(words(shown)) < 4000


async def test_the_role_for_nudges_is_mentioned_and_nobody_else(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose
) -> None:
    role = guild.create_role("Nudges")
    await choose(nudges_role=str(role.id))
    await nudge(bot, guild)
    assert f"<@&{role.id}>" in text_of(posts(channel)[0])
    sent = next(request for request in reversed(env.http_requests) if request.path.endswith(f"{channel.id}/messages"))
    assert sent.json
    assert sent.json["allowed_mentions"] == {"parse": [], "roles": [role.id]}


async def test_of_all_nudges_of_a_day_one_mentions_and_over_time_each_level_has_its_turn(
    bot: LearnBot, guild: simcord.GuildHandle, env: simcord.Env, channel: simcord.ChannelHandle, choose: Choose,
    ann: simcord.MemberActor,
) -> None:  # fmt: skip
    role = guild.create_role("Nudges")
    levels = ("1", "2", "3")
    channels = {level: guild.create_text_channel(f"level-{level}") for level in levels}
    places = {f"level_{level}_channel": str(place.id) for level, place in channels.items()}
    await choose(nudges_role=str(role.id), **places)
    turns = []
    for _ in range(14):
        for level in levels:
            assert await nudge(bot, guild, level)
        newest = {level: text_of(posts(place)[-1]) for level, place in channels.items()}
        (turn,) = [level for level, text in newest.items() if f"<@&{role.id}>" in text]
        turns.append(turn)
        for place in channels.values():
            await ann.send(place, "I know that one")
        await env.advance_time(DAY)
    assert set(turns) == set(levels)


@pytest.fixture
def project(bot: LearnBot) -> str:
    return next(project.id for project in bot.curriculum.projects.values() if project.level == "3")


async def take_up(bot: LearnBot, user: int, guild_id: int, project: str, visibility: Visibility) -> None:
    now = discord.utils.utcnow()
    await start(bot.db, bot.curriculum, user, guild_id, Answers("3", "track.junior-developer", 20, "UTC", 3), now)
    await set_visibility(bot.db, user, guild_id, visibility, now)
    for _ in range(2):
        await accept(bot.db, bot.curriculum, user, guild_id, "project", project, now)


async def test_members_on_one_project_are_counted_once_each_and_only_those_who_are_visible_here(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    ann: simcord.MemberActor, choose: Choose, only: Only, project: str,
) -> None:  # fmt: skip
    await choose()
    only()
    elsewhere = env.create_guild("elsewhere")
    for user in (1, 2):
        await take_up(bot, user, guild.id, project, Visibility.VISIBLE)
    for user in (3, 4, 5):
        await take_up(bot, user, guild.id, project, Visibility.PRIVATE)
        await take_up(bot, user, elsewhere.id, project, Visibility.VISIBLE)
    assert not await nudge(bot, guild)
    await env.advance_time(DAY)
    await take_up(bot, 6, guild.id, project, Visibility.VISIBLE)
    assert await nudge(bot, guild)
    (post,) = posts(channel)
    title = bot.curriculum.projects[project].title
    assert f"3 members here are on *{title}* this week. Start a thread" in text_of(post)
    assert title in words(await ann.click(post, label="See the project"))
    await ann.click(post, label="Start a thread")
    assert [thread.name for thread in channel.threads] == [title]


async def test_last_weeks_project_is_nobodys_any_more(
    bot: LearnBot, env: simcord.Env, guild: simcord.GuildHandle, choose: Choose, only: Only, project: str
) -> None:
    await choose()
    only()
    for user in (1, 2, 3):
        await take_up(bot, user, guild.id, project, Visibility.VISIBLE)
    await env.advance_time(8 * DAY)
    assert not await nudge(bot, guild)


async def test_a_nudge_that_is_gone_from_the_content_says_so(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, ann: simcord.MemberActor,
    choose: Choose, only: Only,
) -> None:  # fmt: skip
    await choose()
    only(QUESTION)
    await nudge(bot, guild)
    only(TIP)
    for label in ("Reveal", "Talk about it"):
        assert "This nudge is no longer there" in words(await ann.click(posts(channel)[0], label=label))


async def test_the_owner_sees_nudges_for_each_level_among_the_jobs_only_where_they_are_on(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, owner: simcord.MemberActor,
    choose: Choose,
) -> None:  # fmt: skip
    await set_settings(bot.db, guild.id, None, {"post-hour": "0"}, discord.utils.utcnow())
    shown = await owner.slash(channel, "server status")
    assert "Off, or without a channel: Daily challenge, Weekly recap, Starting together, Nudges" in words(shown)
    await choose()
    shown = await owner.slash(channel, "server status")
    assert "Nudges" not in words(shown).split("Off, or without a channel:")[1]
    assert "Level 3 in" in words(shown)
    assert "server:status" in "".join(ids(shown))
    assert "Look again" in labels(shown)
