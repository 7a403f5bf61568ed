"""/privacy: the export and the deletion, as a member does them."""

import json

import simcord

from bot.client import LearnBot
from bot.services.start import load_learner
from bot.store.privacy import member_tables
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


# What the screen calls the rows of each table about members.
NAMED = {
    "answer": "questions answered",
    "audit": None,  # of those who manage a server, who see it with /server audit
    "board": "boards",
    "buddy": "a buddy",
    "claim": "brought along from elsewhere",
    "cohort_member": "cohorts",
    "comparison": "boards",
    "deck_choice": "decks",
    "event": "what you did",
    "evidence": "what you know",
    "help_question": "questions for help",
    "learner": "your answers",
    "membership": "who may look",
    "memory": "cards reviewed",
    "own_card": "cards of your own",
    "picture_setting": "pictures",
    "reminder": "reminders",
    "reminder_message": "which of them were sent",
    "report": "reported as off",
    "review": "cards reviewed",
    "review_setting": "decks",
    "self_rating": "questions answered",
    "settled": "badges",
    "sitting": "questions answered",
    "study_room_member": "study rooms",
    "submission": "your code",
    "suspended": "decks",
    "teach_back": "explanations",
    "teach_back_vote": "votes on them",
    "thank_part": "thanks",
    "time_off": "days off",
    "weekly_goal": "weekly goal",
}


async def test_the_screen_names_all_that_is_kept_about_a_member(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    said = words(await ann.slash(channel, "privacy")).replace("**", "")
    assert NAMED.keys() == set(await bot.db.read(member_tables))
    assert [table for table, name in NAMED.items() if name and name not in said] == []


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
