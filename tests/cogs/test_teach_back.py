"""What members write in answer to a nudge: harmless whatever it is, once each, voted on by the others alone."""

from collections.abc import Callable

import discord
import pytest
import simcord
from simcord.results import InteractionResult

from bot.client import LearnBot
from bot.services.guild_settings import set_setting
from bot.services.nudges import MOST
from bot.services.privacy import delete
from tests import nudges as shared
from tests.nudges import EXPLAIN, SHOW, Choose, nudge
from tests.screens import posts, text_of, words

choose, only = shared.choose, shared.only
Only = Callable[..., None]
GOOD = "A list keeps the order, and one finds things by their place."


@pytest.fixture
async def post(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose, only: Only
) -> discord.Message:
    """A nudge that asks for an explanation."""
    await choose()
    only(EXPLAIN)
    await nudge(bot, guild)
    return posts(channel)[0]


async def explain(member: simcord.MemberActor, post: discord.Message, text: str = GOOD) -> InteractionResult:
    opened = await member.click(post, label="Explain it")
    return await member.submit_modal(opened, {"words": text})


def explained(channel: simcord.ChannelHandle) -> list[discord.Message]:
    """What was explained in the thread of the nudge."""
    (thread,) = channel.threads
    return posts(thread)


def votes(message: discord.Message) -> list[str]:
    view = discord.ui.LayoutView.from_message(message, timeout=None)
    return [str(item.label) for item in view.walk_children() if isinstance(item, discord.ui.Button)]


async def test_an_explanation_appears_in_the_thread_with_its_authors_name(
    post: discord.Message, channel: simcord.ChannelHandle, ann: simcord.MemberActor, bob: simcord.MemberActor
) -> None:
    said = await explain(ann, post)
    assert said.response is not None
    assert "Your explanation is in" in words(said)
    await explain(bob, post, "A dict finds things by their name, in the order in which they came.")
    first, second = explained(channel)
    assert [message for message in posts(channel) if message.type is discord.MessageType.default] == [post]
    assert text_of(first) == f"**Ann** explains:\n{GOOD}"
    assert text_of(second).startswith("**Bob** explains:")
    assert votes(first) == ["Clear", "Not yet"]


async def test_everybody_has_one_vote_that_they_may_change_and_none_on_their_own(
    post: discord.Message, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    ann: simcord.MemberActor, bob: simcord.MemberActor,
) -> None:  # fmt: skip
    await explain(ann, post)
    cid = guild.add_member(env.create_user("cid"))
    for member, label, expected in (
        (bob, "Not yet", ["Clear", "Not yet · 1"]),
        (bob, "Not yet · 1", ["Clear", "Not yet · 1"]),
        (cid, "Clear", ["Clear · 1", "Not yet · 1"]),
        (bob, "Clear · 1", ["Clear · 2", "Not yet"]),
    ):
        await member.click(explained(channel)[0], label=label)
        assert votes(explained(channel)[0]) == expected
    refused = await ann.click(explained(channel)[0], label="Clear · 2")
    assert "This explanation is yours." in words(refused)
    assert votes(explained(channel)[0]) == ["Clear · 2", "Not yet"]
    assert text_of(explained(channel)[0]) == f"**Ann** explains:\n{GOOD}"


async def test_explained_again_it_takes_the_place_of_what_was_there_and_the_votes_begin_anew(
    post: discord.Message, channel: simcord.ChannelHandle, ann: simcord.MemberActor, bob: simcord.MemberActor
) -> None:
    await explain(ann, post)
    await bob.click(explained(channel)[0], label="Not yet")
    await explain(ann, post, "A list is a row of things, and each has its number, from 0 on.")
    (only_one,) = explained(channel)
    assert "a row of things" in text_of(only_one)
    assert votes(only_one) == ["Clear", "Not yet"]


async def test_an_explanation_whose_message_was_deleted_is_sent_anew(
    post: discord.Message, channel: simcord.ChannelHandle, ann: simcord.MemberActor
) -> None:
    await explain(ann, post)
    await explained(channel)[0].delete()
    await explain(ann, post)
    assert len(explained(channel)) == 1


async def test_an_explanation_that_was_edited_too_often_is_sent_anew_in_place_of_the_old_one(
    env: simcord.Env, post: discord.Message, channel: simcord.ChannelHandle, ann: simcord.MemberActor
) -> None:
    await explain(ann, post)
    (old,) = explained(channel)
    env.inject_error("PATCH", f"/channels/{old.channel.id}/messages/{old.id}", status=429, code=30046)
    await explain(ann, post, "A list is a row of things, and each has its number, from 0 on.")
    (only_one,) = explained(channel)
    assert only_one.id != old.id
    assert "a row of things" in text_of(only_one)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("@everyone " * 400, "That is 3999 characters, and 1200 fit."),
        ("x" * 4000, "That is 4000 characters, and 1200 fit."),
        ("<@314159265358979323> " * 50, "That mentions too many people."),
        ("@everyone @here @everyone this is my explanation", "That mentions too many people."),
        ("line\n" * 200, "That is more than 30 lines."),
        ("no idea", "That is very short."),
        ("   \n  ", "That is very short."),
    ],
)
async def test_what_nobody_could_read_is_refused_in_one_sentence_and_posted_nowhere(
    post: discord.Message, channel: simcord.ChannelHandle, ann: simcord.MemberActor, text: str, why: str
) -> None:
    opened = await ann.click(post, label="Explain it")
    result = await forced(ann, opened, text)
    assert words(result).startswith(why)
    assert channel.threads == []


async def forced(member: simcord.MemberActor, opened: InteractionResult, text: str) -> InteractionResult:
    """Send a form in with more than its field takes, as a changed client could."""
    modal = opened._interaction.modal
    assert modal is not None
    for part in modal["components"]:
        part["component"] |= {"max_length": 4000, "required": False}
    return await member.submit_modal(opened, {"words": text})


async def test_mentions_and_formatting_in_it_are_only_words(
    post: discord.Message, env: simcord.Env, guild: simcord.GuildHandle, channel: simcord.ChannelHandle
) -> None:
    eve = guild.add_member(env.create_user("eve", global_name="**@everyone**"))
    await explain(eve, post, "# Look @everyone and <@314159265358979323>: [free](https://example.org) ```code``` *now*")
    text = text_of(explained(channel)[0])
    assert "@everyone" not in text
    assert "<@3" not in text
    assert "\\# Look" in text
    assert "\\[free]" in text
    assert "\\`\\`\\`code" in text
    sent = [request for request in env.http_requests if request.method == "POST" and "/messages" in request.path][-1]
    assert sent.json
    assert sent.json["allowed_mentions"] == {"parse": []}


async def test_the_longest_explanation_of_signs_to_escape_still_fits(
    post: discord.Message, channel: simcord.ChannelHandle, ann: simcord.MemberActor
) -> None:
    await explain(ann, post, "*_" * (MOST // 2))
    assert "\\*\\_" in text_of(explained(channel)[0])
    assert len(text_of(explained(channel)[0])) < 4000


async def test_the_thread_is_made_once_and_joined_by_the_others(
    post: discord.Message, channel: simcord.ChannelHandle, ann: simcord.MemberActor, bob: simcord.MemberActor
) -> None:
    for member in (ann, bob, ann):
        assert "Come in:" in words(await member.click(post, label="Talk about it"))
    (thread,) = channel.threads
    assert thread.name == "Explain it"
    assert thread.id == post.id


async def test_a_thread_that_the_bot_forgot_is_found_again(
    bot: LearnBot, env: simcord.Env, post: discord.Message, channel: simcord.ChannelHandle, ann: simcord.MemberActor,
    bob: simcord.MemberActor,
) -> None:  # fmt: skip
    await ann.click(post, label="Talk about it")
    known = bot.get_guild(channel.guild.id) if channel.guild else None
    assert known is not None
    known._threads.clear()  # as after it was archived
    assert "Come in:" in words(await bob.click(post, label="Talk about it"))
    assert len(channel.threads) == 1


async def test_when_discord_allows_no_more_threads_it_says_so(
    env: simcord.Env, post: discord.Message, channel: simcord.ChannelHandle, ann: simcord.MemberActor
) -> None:
    env.inject_error("POST", f"/channels/{channel.id}/messages/{post.id}/threads", status=400, code=160006, times=2)
    assert "as many threads as Discord allows" in words(await ann.click(post, label="Talk about it"))
    assert "as many threads as Discord allows" in words(await explain(ann, post))


async def test_a_thread_that_cannot_be_woken_among_so_many_is_told_in_words_too(
    env: simcord.Env, post: discord.Message, channel: simcord.ChannelHandle, ann: simcord.MemberActor,
    bob: simcord.MemberActor,
) -> None:  # fmt: skip
    await ann.click(post, label="Talk about it")
    (thread,) = channel.threads
    env.backend.edit_channel(thread.id, {}, thread_metadata={"archived": True})
    made = f"/channels/{channel.id}/messages/{post.id}/threads"
    env.inject_error("POST", made, status=400, code=160004, times=2)  # a thread has already been created
    env.inject_error("PATCH", f"/channels/{thread.id}", status=400, code=160006, times=1)
    assert "as many threads as Discord allows" in words(await bob.click(post, label="Talk about it"))
    assert "Come in:" in words(await bob.click(post, label="Talk about it"))


async def test_whoever_may_not_write_in_threads_is_told_so(
    bot: LearnBot, guild: simcord.GuildHandle, ann: simcord.MemberActor, choose: Choose, only: Only
) -> None:
    only(EXPLAIN)
    quiet = discord.PermissionOverwrite(send_messages_in_threads=False)
    other = guild.create_text_channel("level-3", overwrites={guild.default_role: quiet})
    await choose(level_3_channel=str(other.id))
    assert await nudge(bot, guild)
    for label in ("Explain it", "Talk about it"):
        assert "You may not write in the threads" in words(await ann.click(posts(other)[0], label=label))
    assert other.threads == []


async def test_after_the_author_deleted_everything_nobody_can_vote(
    bot: LearnBot, post: discord.Message, channel: simcord.ChannelHandle, ann: simcord.MemberActor,
    bob: simcord.MemberActor,
) -> None:  # fmt: skip
    await explain(ann, post)
    await delete(bot.db, ann.id)
    refused = await bob.click(explained(channel)[0], label="Clear")
    assert "What I knew of this explanation is deleted" in words(refused)


async def test_everything_works_after_a_restart(
    bot: LearnBot, env: simcord.Env, post: discord.Message, channel: simcord.ChannelHandle, ann: simcord.MemberActor,
    bob: simcord.MemberActor,
) -> None:  # fmt: skip
    opened = await ann.click(post, label="Explain it")
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, bot.grader))
    await ann.submit_modal(opened, {"words": GOOD})
    await bob.click(explained(channel)[0], label="Clear")
    assert votes(explained(channel)[0]) == ["Clear · 1", "Not yet"]


@pytest.fixture
async def invitation(
    bot: LearnBot, guild: simcord.GuildHandle, channel: simcord.ChannelHandle, choose: Choose, only: Only
) -> discord.Message:
    """A nudge that invites to show something."""
    await choose()
    only(SHOW)
    await nudge(bot, guild)
    return posts(channel)[0]


async def show_work(
    member: simcord.MemberActor, post: discord.Message, title: str = "A bird map", text: str = "https://example.org/b_c"
) -> InteractionResult:
    opened = await member.click(post, label="Show it")
    return await member.submit_modal(opened, {"title": title, "words": text})


async def test_work_is_shown_where_one_is_or_in_the_channel_for_it(
    bot: LearnBot, invitation: discord.Message, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    ann: simcord.MemberActor,
) -> None:  # fmt: skip
    assert "It is posted: https://discord.com/" in words(await show_work(ann, invitation))
    assert text_of(posts(channel)[-1]) == "## Ann shows: A bird map\nhttps://example.org/b_c"
    showcase = guild.create_text_channel("show-your-work")
    await set_setting(bot.db, guild.id, None, "showcase-channel", str(showcase.id), discord.utils.utcnow())
    await show_work(ann, invitation, "@everyone *look*")
    (shown,) = posts(showcase)
    assert "@everyone" not in text_of(shown)
    assert "\\*look\\*" in text_of(shown)
    assert len(posts(channel)) == 2


async def test_whoever_may_not_write_where_work_is_shown_shows_it_where_they_are(
    bot: LearnBot, invitation: discord.Message, guild: simcord.GuildHandle, channel: simcord.ChannelHandle,
    ann: simcord.MemberActor,
) -> None:  # fmt: skip
    quiet = discord.PermissionOverwrite(send_messages=False)
    showcase = guild.create_text_channel("show-your-work", overwrites={guild.default_role: quiet})
    await set_setting(bot.db, guild.id, None, "showcase-channel", str(showcase.id), discord.utils.utcnow())
    await show_work(ann, invitation)
    assert posts(showcase) == []
    assert len(posts(channel)) == 2


async def test_work_without_a_word_or_with_many_mentions_is_refused(
    invitation: discord.Message, channel: simcord.ChannelHandle, ann: simcord.MemberActor
) -> None:
    assert "That mentions too many people." in words(await show_work(ann, invitation, text="@here " * 20))
    assert "That is very short." in words(await show_work(ann, invitation, text="@here"))
    assert len(posts(channel)) == 1
