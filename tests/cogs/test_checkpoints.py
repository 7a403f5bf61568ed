"""Checkpoints: from the levels to what to say from memory, to the answers, and on to what to repeat."""

from dataclasses import replace

import simcord

from bot.client import LearnBot
from bot.domain.checkpoints import Checkpoint, Recall
from tests.screens import click, ids, labels, pick, press, words

LONGEST_OWNER = 2**64 - 1
LONGEST_ID = 60


async def test_five_checkpoints_are_reached_from_the_levels_in_the_order_of_these(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    shown = await click(ann, await ann.slash(channel, "levels"), "Look back")
    checkpoints = list(bot.curriculum.checkpoints.values())
    assert [checkpoint.after for checkpoint in checkpoints] == ["0", "2", "4", "6", "9"]
    for checkpoint in checkpoints:
        assert f"**{checkpoint.title}** · after level {checkpoint.after}\n{checkpoint.summary}" in words(shown)
    opened = await pick(ann, shown, "checkpoint:pick", checkpoints[2].id)
    assert words(opened).startswith(f"## {checkpoints[2].title}")


async def test_the_answers_show_only_when_one_asks_for_them_with_what_to_repeat(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for checkpoint in bot.curriculum.checkpoints.values():
        asked = await press(ann, channel, f"checkpoint:open:{ann.id}:{checkpoint.id}")
        assert all(recall.ask in words(asked) for recall in checkpoint.recall)
        assert not any(recall.answer in words(asked) for recall in checkpoint.recall)
        assert labels(asked) == ["Compare", "All checkpoints"]
        told = await click(ann, asked, "Compare")
        assert all(recall.ask in words(told) and recall.answer in words(told) for recall in checkpoint.recall)
        assert len(labels(told)) == len(checkpoint.again) + 1 <= 5
        for item, label in zip(checkpoint.again, labels(told), strict=False):
            assert label.endswith(bot.curriculum.title_of(item))
            assert any(name.endswith(f":{item}") for name in ids(told))


async def test_what_is_repeated_opens_at_once(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    checkpoint = bot.curriculum.checkpoints["checkpoint.first-programs"]
    custom_id = f"checkpoint:compare:{ann.id}:{checkpoint.id}"
    quiz = await click(ann, await press(ann, channel, custom_id), labels(await press(ann, channel, custom_id))[0])
    assert "question 1" in words(quiz)
    again = labels(await press(ann, channel, custom_id))
    cards = await click(ann, await press(ann, channel, custom_id), again[1])
    assert "Show answer" in labels(cards)
    task = await click(ann, await press(ann, channel, custom_id), again[2])
    assert bot.curriculum.challenges[checkpoint.again[2]].statement in words(task)


async def test_a_level_leads_to_its_checkpoint_and_others_to_none(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    shown = await ann.slash(channel, "levels", level="2")
    assert "Look back" in labels(shown)
    assert words(await click(ann, shown, "Look back")).startswith("## Data and functions")
    assert "Look back" not in labels(await ann.slash(channel, "levels", level="3"))


async def test_a_checkpoint_that_is_gone_is_refused_in_words(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    gone = await press(ann, channel, f"checkpoint:open:{ann.id}:checkpoint.gone")
    assert "This checkpoint is no longer offered. Type /levels" in words(gone)


async def test_the_longest_checkpoint_is_shown_whole_and_its_controls_fit(
    env: simcord.Env, bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    first = next(iter(bot.curriculum.checkpoints.values()))
    recall = tuple(Recall("a" * 239 + str(number), "b" * 239 + str(number)) for number in range(6))
    longest = Checkpoint("checkpoint.x", "T" * 60, "10", "s" * 240, recall, first.again)
    bot.curriculum = replace(bot.curriculum, checkpoints={longest.id: longest})
    told = await press(ann, channel, f"checkpoint:compare:{ann.id}:checkpoint.x")
    assert all(found.answer in words(told) for found in recall)
    controls = [c for c in bot._connection._view_store._dynamic_items.values() if c.__module__ == "cogs.checkpoints"]
    assert len(controls) == 5
    for control in controls:
        state = {"owner": LONGEST_OWNER, "checkpoint": "x" * LONGEST_ID}
        assert len(control.id_for(state)) <= 100  # type: ignore[attr-defined]
