"""/done and /undo."""

import pytest
import simcord

from bot.client import LearnBot
from tests.screens import click, labels, newest, words

TOPIC = "path.python-fundamentals#syntax-and-types"
EXIT = "path.python-fundamentals#exit"


async def test_a_topic_is_done_at_once_and_can_be_taken_back(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "done", item=TOPIC)
    assert "☑ Done: **Syntax, variables and data types**" in words(result)
    assert "1 of 9 topics" in words(result)
    result = await click(ann, result, "Undo")
    assert "☐ Open again" in words(result)
    result = await click(ann, result, "Mark it done again")
    assert "1 of 9 topics" in words(result)


async def test_the_log_keeps_both_the_deed_and_its_undoing(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await ann.slash(channel, "done", item=TOPIC)
    await ann.slash(channel, "undo", item=TOPIC)
    kinds = await bot.db.read(lambda c: [row["kind"] for row in c.execute("SELECT kind FROM event ORDER BY event_id")])
    assert kinds == ["done", "undone"]


async def test_projects_can_be_done(bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    project = next(iter(bot.curriculum.projects.values()))
    result = await ann.slash(channel, "done", item=project.id)
    assert project.title in words(result)
    assert "1 project built" in words(await ann.slash(channel, "progress"))


async def test_an_exit_criterion_asks_for_evidence(ann: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    shown = await ann.slash(channel, "done", item=EXIT)
    assert shown.modal is not None
    result = await ann.submit_modal(shown, {"evidence": "I built a plant diary with three classes."})
    assert "Evidence: I built a plant diary with three classes." in words(result)
    assert "plant diary" in words(await ann.slash(channel, "progress"))


async def test_evidence_can_be_given_with_the_command(ann: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    result = await ann.slash(channel, "done", item=EXIT, evidence="https://example.org/ann")
    assert "https://example.org/ann" in words(result)


@pytest.mark.parametrize(
    ("evidence", "answer"),
    [
        ("😀" * 4000, "Your evidence has 4000 characters; there is room for 500."),
        ("done", "An exit criterion needs evidence: a link (https://…) or a sentence"),
        ("😀😀😀😀 😀😀", "An exit criterion needs evidence"),
    ],
)
async def test_what_is_no_evidence_gets_one_sentence_and_changes_nothing(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle, evidence: str, answer: str
) -> None:
    result = await ann.slash(channel, "done", item=EXIT, evidence=evidence)
    assert answer in words(result)
    assert result.ephemeral
    assert "Nothing here yet" in words(await ann.slash(channel, "progress"))


async def test_evidence_mentions_and_formats_nothing(ann: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    result = await ann.slash(
        channel, "done", item=EXIT, evidence="I built **this** for @everyone and <@314159265358979323> ``` here"
    )
    assert "@everyone" not in words(result)
    assert "**this**" not in words(result)
    assert "<@314159265358979323>" not in words(result)
    shared = await ann.slash(channel, "progress")
    shared = await click(ann, shared, "Share")
    assert newest(shared).message.mentions == []


async def test_an_unknown_item_and_one_that_is_not_done_get_a_sentence(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assert "I don't know “cooking”." in words(await ann.slash(channel, "done", item="cooking"))
    assert "there is nothing to undo" in words(await ann.slash(channel, "undo", item=TOPIC))


async def test_a_title_typed_in_full_works_without_the_list(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assert "☑ Done" in words(await ann.slash(channel, "done", item="comprehensions"))


async def test_autocomplete_offers_what_is_open_with_the_next_step_first_and_for_undo_what_is_done(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    choices = await ann.autocomplete(channel, "done", "item", "")
    assert len(choices) == 25
    assert choices[0]["value"] == TOPIC
    assert all(len(choice["name"]) <= 100 for choice in choices)
    await ann.slash(channel, "done", item=TOPIC)
    assert [choice["value"] for choice in await ann.autocomplete(channel, "undo", "item", "")] == [TOPIC]
    choices = await ann.autocomplete(channel, "done", "item", "exit web")
    assert choices == [] or choices[0]["value"] == "path.web-development#exit"


async def test_it_works_in_direct_messages_and_goes_along_into_the_guild(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.user.slash("done", item=TOPIC)
    assert labels(result)[0] == "Open next step"
    assert "1 of 9 topics" in words(await ann.slash(channel, "roadmap"))
    assert bot.curriculum.topics[TOPIC].title in words(await ann.slash(channel, "progress"))


async def test_reading_stores_nothing_about_anybody(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for command in ("roadmap", "progress", "settings", "privacy"):
        await ann.slash(channel, command)
    assert await bot.db.read(lambda c: c.execute("SELECT count(*) FROM learner").fetchone()[0]) == 0
