"""/stuck from the form to the thanks, and *Explain this error*."""

from typing import Any

import discord
import pytest
import simcord

from bot.client import LearnBot
from bot.domain.curriculum import Curriculum
from bot.domain.stuck import HelpQuestion
from bot.services.guild_settings import set_setting
from bot.services.start import Answers, start
from bot.store.database import Database
from cogs._help_post import chosen_tags, find_posted
from tests.conftest import ROOT
from tests.screens import click, ids, labels, newest, posts, press, text_of, words

ERROR = (ROOT / "tests/domain/traceback/corpus/name-typo-3.11.txt").read_text(encoding="utf-8").split("---\n")[1]
CODE = "total = 3\nprint(totl)\n"
TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAx.Gabcde.aSecretThatNobodyMaySee_0123456789"
TAGS = ("Solved", "Level 00 to 2", "Level 3 to 5", "Errors", "Async")


def form(**values: str) -> dict[str, str]:
    return {"want": "print the total", "tried": "", "error": "", "code": ""} | values


@pytest.fixture
async def forum(env: simcord.Env, bot: LearnBot, guild: simcord.GuildHandle) -> simcord.ChannelHandle:
    """The server's forum for help, with tags."""
    forum = guild.create_forum_channel("help")
    channel = bot.get_channel(forum.id)
    assert isinstance(channel, discord.ForumChannel)
    await channel.edit(available_tags=[discord.ForumTag(name=name) for name in TAGS])
    await set_setting(bot.db, guild.id, None, "help-channel", str(forum.id), discord.utils.utcnow())
    return forum


async def place(bot: LearnBot, member: simcord.MemberActor, level: str) -> None:
    answers = Answers(level, "track.data-engineer", 20, "UTC", 3)
    await start(bot.db, bot.curriculum, member.id, None, answers, discord.utils.utcnow())


async def stuck(member: simcord.MemberActor, channel: simcord.ChannelHandle, **values: str) -> Any:
    return await member.submit_modal(await member.slash(channel, "stuck"), form(**values))


async def questions(db: Database) -> list[dict[str, Any]]:
    def look(connection: Any) -> list[dict[str, Any]]:
        return [dict(row) for row in connection.execute("SELECT * FROM help_question ORDER BY question_id")]

    return await db.read(look)


def tags_of(bot: LearnBot, thread: simcord.ChannelHandle) -> set[str]:
    found = bot.get_channel(thread.id)
    assert isinstance(found, discord.Thread)
    return {tag.name for tag in found.applied_tags}


async def test_from_an_error_to_an_answer_and_a_thank(
    env: simcord.Env, bot: LearnBot, ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle,
    forum: simcord.ChannelHandle,
) -> None:  # fmt: skip
    await place(bot, ann, "3")
    await place(bot, bob, "6")
    result = await stuck(ann, channel, error=ERROR, code=CODE)
    assert newest(result).ephemeral
    for expected in ("NameError", "a name that it doesn't know", "line 2 of `main.py`: `print(totl)`", "`total`",
                     "Variables and types", "hints", "Ask me one question"):  # fmt: skip
        assert expected in words(result)
    assert labels(result) == ["Read: Variables and types", "Ask people", "Change it"]
    assert posts(channel) == []

    result = await click(ann, result, "Ask people")
    (thread,) = forum.threads
    assert f"<#{thread.id}>" in words(result)
    assert thread.name == "print the total"
    assert tags_of(bot, thread) == {"Level 3 to 5", "Errors"}
    (post,) = posts(thread)
    assert "is stuck · level 3" in text_of(post)
    assert "print(totl)" in text_of(post)
    assert [user.id for user in post.mentions] == [ann.id]

    await bob.send(thread, "look at the spelling of total")
    refused = await bob.click(post, label="Mark as solved")
    assert "Only the member who asked" in words(refused)
    env.inject_error("PATCH", f"/channels/{thread.id}", status=403, code=50013, times=1)
    assert "I may not change the post here" in words(await ann.click(post, label="Mark as solved"))
    assert "Solved" not in tags_of(bot, thread)
    result = await ann.click(post, label="Mark as solved")
    assert "Solved, well done" in words(result)
    assert "Solved" in tags_of(bot, thread)
    assert "has marked this as solved" in posts(thread)[-1].content
    (menu,) = ids(result)
    (chosen,) = newest(result).components[0]["components"][-1]["components"][0]["options"]
    assert chosen["label"] == "Bob"
    result = await ann.select(newest(result), [chosen["value"]], custom_id=menu)
    assert "Your thanks arrived." in words(newest(result)) or "says thanks" in newest(result).content
    assert any("says thanks to" in message.content for message in posts(thread))
    assert "Thanked **1 time** by 1 member" in words(await bob.slash(channel, "thanks"))
    again = await ann.click(post, label="Mark as solved")
    assert "Solved, well done" in words(again)
    assert sum("marked this as solved" in message.content for message in posts(thread)) == 1


async def test_a_question_whose_thread_sleeps_by_now_is_woken_and_closed_in_one_request(
    env: simcord.Env, bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle,
    forum: simcord.ChannelHandle,
) -> None:  # fmt: skip
    await click(ann, await stuck(ann, channel, error=ERROR), "Ask people")
    (thread,) = forum.threads
    (post,) = posts(thread)
    env.backend.edit_channel(thread.id, {}, thread_metadata={"archived": True})
    await ann.click(post, label="Mark as solved")
    changed = next(r for r in reversed(env.http_requests) if (r.method, r.path) == ("PATCH", f"/channels/{thread.id}"))
    assert changed.json
    assert changed.json["archived"] is False
    assert "applied_tags" in changed.json


@pytest.mark.parametrize(("status", "code"), [(400, 160006), (404, 10003), (400, 50083)])
async def test_a_question_is_solved_although_discord_does_not_let_its_thread_be_changed(
    env: simcord.Env, bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle,
    forum: simcord.ChannelHandle, status: int, code: int,
) -> None:  # fmt: skip
    await click(ann, await stuck(ann, channel, error=ERROR), "Ask people")
    (thread,) = forum.threads
    (post,) = posts(thread)
    env.inject_error("PATCH", f"/channels/{thread.id}", status=status, code=code, times=1)
    said = words(await ann.click(post, label="Mark as solved"))
    assert "Solved, well done\n-# Discord didn't let me change the post" in said
    assert (await questions(bot.db))[0]["solved_at"]


async def test_pressing_twice_asks_once(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle, forum: simcord.ChannelHandle
) -> None:
    result = await stuck(ann, channel, error=ERROR)
    await click(ann, result, "Ask people")
    (question,) = await questions(bot.db)
    again = await press(ann, channel, f"stuck:ask:{ann.id}:{question['question_id']}")
    assert f"<#{question['thread_id']}>" in words(again)
    assert len(forum.threads) == 1


async def test_a_post_that_was_sent_before_a_crash_is_found_again(
    env: simcord.Env, bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle,
    forum: simcord.ChannelHandle,
) -> None:  # fmt: skip
    await click(ann, await stuck(ann, channel, error=ERROR), "Ask people")
    (question,) = await questions(bot.db)
    thread = question["thread_id"]
    await bot.db.write(lambda db: db.execute("UPDATE help_question SET thread_id = NULL"))
    soon = await press(ann, channel, f"stuck:ask:{ann.id}:{question['question_id']}")
    assert "being posted right now" in words(soon)
    await env.advance_time(90)
    again = await press(ann, channel, f"stuck:ask:{ann.id}:{question['question_id']}")
    assert f"<#{thread}>" in words(again)
    assert len(forum.threads) == 1


async def test_in_a_text_channel_the_question_gets_a_thread(
    bot: LearnBot, ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle,
    guild: simcord.GuildHandle,
) -> None:  # fmt: skip
    await set_setting(bot.db, guild.id, None, "help-channel", str(channel.id), discord.utils.utcnow())
    await click(ann, await stuck(ann, channel, error=ERROR), "Ask people")
    (thread,) = channel.threads
    post = next(message for message in posts(channel) if message.components)
    await bob.send(thread, "try total")
    result = await ann.click(post, label="Mark as solved")
    assert "Who helped you?" in words(result)
    (chosen,) = newest(result).components[0]["components"][-1]["components"][0]["options"]
    assert chosen["value"].startswith(f"{bob.id}-{thread.id}-")
    found = bot.get_channel(thread.id)
    assert isinstance(found, discord.Thread)
    assert found.name == "Solved: print the total"


async def test_a_token_never_reaches_a_screen_a_post_the_database_or_the_log(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle, forum: simcord.ChannelHandle,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level("DEBUG", logger="bot")
    error = ERROR.replace("print(totl)", f"client.run('{TOKEN}')")
    result = await stuck(
        ann, channel, want=f"use {TOKEN}", tried="password = 'tern-and-gull'", error=error, code=f"run('{TOKEN}')"
    )
    assert "I took out 4 things" in words(result)
    await click(ann, result, "Ask people")
    (thread,) = forum.threads
    everything = words(result) + str(thread.name) + "".join(map(text_of, posts(thread))) + str(await questions(bot.db))
    everything += caplog.text
    for secret in (TOKEN, "aSecretThatNobodyMaySee", "tern-and-gull", "/home/ann"):
        assert secret not in everything


async def test_four_thousand_mentions_mention_nobody_and_fit(
    ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle, forum: simcord.ChannelHandle
) -> None:
    mentions = f"<@{bob.id}> @everyone " * 30
    result = await stuck(
        ann, channel, want=mentions[:600], tried=(mentions * 2)[:1200], error=("@here " * 666)[:4000],
        code=("```@everyone\n" * 300)[:4000],
    )  # fmt: skip
    await click(ann, result, "Ask people")
    (thread,) = forum.threads
    (post,) = posts(thread)
    assert [user.id for user in post.mentions] == [ann.id]
    assert not post.mention_everyone
    assert len(text_of(post).replace("\n", "")) <= 4000
    assert {file.filename for file in post.attachments} == {"error.txt", "question.py"}


async def test_without_a_help_channel_everything_else_works(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await stuck(ann, channel, error=ERROR)
    assert "no help channel that I know of" in words(result)
    assert "Ask people" not in labels(result)


async def test_in_a_direct_message_there_is_nobody_to_ask(env: simcord.Env, bot: LearnBot) -> None:
    cy = env.create_user("cy")
    result = await cy.submit_modal(await cy.slash("stuck"), form(error=ERROR))
    assert "NameError" in words(result)
    assert "Ask people" not in labels(result)
    assert "In a server with a help channel" in words(result)


async def test_a_channel_that_is_gone_keeps_the_question(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle, guild: simcord.GuildHandle
) -> None:
    await set_setting(bot.db, guild.id, None, "help-channel", "161803398874989484", discord.utils.utcnow())
    result = await click(ann, await stuck(ann, channel, error=ERROR, code=CODE), "Ask people")
    assert "Your question is kept" in words(result)
    (question,) = await questions(bot.db)
    assert question["claimed_at"] is None
    again = await ann.slash(channel, "stuck")
    assert "print(totl)" in str(again.modal)


async def test_what_was_written_can_be_changed(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await stuck(ann, channel, error="")
    assert "I find no error message" in words(result)
    opened = await click(ann, result, "Change it")
    result = await ann.submit_modal(opened, form(error=ERROR))
    assert "NameError" in words(result)
    assert len(await questions(bot.db)) == 1


async def test_the_prompt_follows_the_level(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle, curriculum: Curriculum
) -> None:
    seen = set()
    for level in curriculum.levels.values():
        await place(bot, ann, level.name)
        text = words(await stuck(ann, channel, want=f"level {level.name}", error=ERROR, code=CODE))
        assert ("A prompt for your AI tutor" in text) == (level.ai != "none")
        seen.add(level.ai)
    assert seen == {"none", "explain", "hints", "review", "pair", "free"}


async def test_the_error_of_any_message_is_explained_in_private(
    bot: LearnBot, ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    message = await bob.send(channel, f"help!\n```\n{ERROR}```")
    result = await ann.context_menu(channel, "Explain this error", message)
    assert newest(result).ephemeral
    assert "NameError" in words(result)
    assert labels(result) == ["Read: Variables and types", "I have this too"]
    assert await questions(bot.db) == []
    opened = await click(ann, result, "I have this too")
    assert opened.modal is not None
    plain = await bob.send(channel, "it does not work")
    assert "I find no error in that message" in words(await ann.context_menu(channel, "Explain this error", plain))


async def test_the_error_in_a_question_that_i_posted_is_explained_to_those_who_want_to_help(
    bot: LearnBot, ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle,
    forum: simcord.ChannelHandle,
) -> None:  # fmt: skip
    await click(ann, await stuck(ann, channel, error=ERROR), "Ask people")
    (thread,) = forum.threads
    result = await bob.context_menu(thread, "Explain this error", posts(thread)[0])
    assert "line 2 of `main.py`: `print(totl)`" in words(result)


async def test_a_question_that_discord_refuses_is_said_to_be_refused_and_can_be_asked_again(
    env: simcord.Env, bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle,
    forum: simcord.ChannelHandle,
) -> None:  # fmt: skip
    said = "Message was blocked by automatic moderation"
    env.inject_error("POST", f"/channels/{forum.id}/threads", status=400, code=200000, message=said, times=1)
    result = await stuck(ann, channel, error=ERROR)
    assert f"Discord didn't take your question in <#{forum.id}>: {said}." in words(
        await click(ann, result, "Ask people")
    )
    await click(ann, result, "Ask people")
    assert len(forum.threads) == 1


def test_a_forum_that_requires_a_tag_gets_one_although_none_fits() -> None:
    tags = [discord.ForumTag(name="Mods", moderated=True), *(discord.ForumTag(name=name) for name in TAGS)]
    assert [tag.name for tag in chosen_tags(tags, [], required=True)] == ["Level 00 to 2"]
    assert chosen_tags(tags, ["Mods"], required=False) == []
    assert [tag.name for tag in chosen_tags(tags, ["Errors"], required=True)] == ["Errors"]


async def test_a_form_without_a_wish_is_refused_in_words(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assert "Say in a few words" in words(await stuck(ann, channel, want="   "))


@pytest.mark.parametrize(
    "custom_id", ["stuck:ask:{me}:x", "stuck:ask:{me}:999", "stuck:change:{me}:999", "stuck:ask:{me}:²"]
)
async def test_an_old_or_forged_button_gets_a_sentence(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle, custom_id: str
) -> None:
    result = await press(ann, channel, custom_id.format(me=ann.id))
    assert "Something broke" not in words(result)
    assert len(words(result).splitlines()) == 1


async def test_nobody_opens_the_question_of_somebody_else(
    bot: LearnBot, ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await stuck(ann, channel, error=ERROR)
    (question,) = await questions(bot.db)
    result = await press(bob, channel, f"stuck:change:{bob.id}:{question['question_id']}")
    assert "isn't here any more" in words(result)


async def test_what_was_never_posted_is_not_found(bot: LearnBot, forum: simcord.ChannelHandle) -> None:
    channel = bot.get_channel(forum.id)
    assert isinstance(channel, discord.ForumChannel)
    question = HelpQuestion(1, 2, 3, discord.utils.utcnow(), "x")
    assert await find_posted(channel, question, bot.application_id or 0, "stuck:solved:2:1") is None


def test_every_custom_id_is_short_enough() -> None:
    assert len(f"stuck:question:{2**63}:{2**63}") <= 100
    assert len(f"stuck:solved:{2**63}:{2**63}") <= 100
