"""/privacy: the export and the deletion, as a member does them."""

import json

import simcord

from bot.client import LearnBot
from bot.services.start import load_learner
from tests.screens import click, newest, words

TOPIC = "path.python-fundamentals#syntax-and-types"


async def test_the_export_is_a_file_for_the_member_alone(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ann.slash(channel, "done", item=TOPIC)
    result = await ann.slash(channel, "privacy")
    sent = await click(ann, result, "Export")
    message = newest(sent)
    assert message.ephemeral
    (file,) = message.attachments
    assert file.filename == "my-learning.json"
    assert file.description
    content = json.loads(await file.read())
    assert content["user_id"] == str(ann.id)
    assert [row["item"] for row in content["tables"]["event"]] == [TOPIC]


async def test_deleting_takes_one_confirmation_and_leaves_nothing(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ann.slash(channel, "done", item=TOPIC)
    result = await ann.slash(channel, "privacy")
    result = await click(ann, result, "Delete…")
    assert "cannot be undone" in words(result)
    result = await click(ann, result, "Yes, delete everything")
    assert "Everything about you is deleted" in words(result)
    assert "Nothing here yet" in words(await ann.slash(channel, "progress"))


async def test_keeping_everything_keeps_everything(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    settings = await ann.slash(channel, "settings")
    await click(ann, settings, "Let this server look")
    result = await ann.slash(channel, "privacy")
    result = await click(ann, result, "Delete…")
    result = await click(ann, result, "Keep everything")
    assert "Your data" in words(result)
    assert (await load_learner(bot.db, ann.id)).user_id == ann.id
    assert await bot.db.read(lambda c: c.execute("SELECT count(*) FROM membership").fetchone()[0]) == 1
