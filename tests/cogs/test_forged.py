"""Ids that are old, forged or unknown get one clear sentence, change nothing, and are no error of ours."""

import pytest
import simcord
from simcord.actors import _dispatch_actor_interaction

from bot.client import LearnBot
from bot.services.start import load_learner
from tests.screens import press, words

OUTDATED = "This is from an older version of me and no longer works."


@pytest.mark.parametrize(
    "custom_id",
    [
        "start:warm-up:{me}:0:abc",
        "start:warm-up:{me}:0:99",
        "start:warm-up:{me}:77:0",
        "settings:visibility:{me}:bogus",
        "remind:mention:{me}:bogus:1",
        "zone:take:{me}:settings:Not/AZone",
        "roadmap:done:{me}:path.x",
        "roadmap:stage:{me}:path.gone:basics",
        "roadmap:project:{me}:project.gone",
        "roadmap:goal:{me}:track.gone",
        "roadmap:removed-feature:{me}",
        "nonsense",
        "flashcards:rate:{me}:deck.slicing#middle:9:0:a:sp2",
        "flashcards:rate:{me}:deck.slicing#middle:3:x:a:sp2",
        "flashcards:rate:{me}:deck.slicing#middle:3:0:a:!!",
        "flashcards:rate:{me}:deck.gone#middle:3:0:a:sp2",
        "flashcards:rate:{me}:own#999:3:0:a:sp2",
        "flashcards:show:{me}:own#²:0:a:sp2",
        "flashcards:deck:{me}:deck.gone",
        "decks:take:{me}:deck.gone:1",
        "decks:cards:{me}:deck.gone:1",
        "decks:cards:{me}:deck.slicing:x",
        "flashcards:beyond:{me}:deck.gone",
        "decks:reset:{me}:nonsense",
        "done:undo:{me}:path.python-fundamentals#exit",
        "concept:open:{me}:concept.gone",
        "concept:show:{me}:concept.gone",
        "guide:open:{me}:guide.gone",
        "next:take:{me}:gone:x",
        "next:take:{me}:topic:path.gone#x",
        "next:take:{me}:cards:x",
        "nudge:talk:3:2026-01-01:nudge.gone",
        "nudge:reveal:nudge.gone",
        "nudge:read:nudge.gone",
        "nudge:read:nudge.first-program-that-worked",
        "nudge:explain:3:2026-01-01:nudge.gone",
        "nudge:vote:1:bogus",
        "nudge:vote:x:clear",
        "nudge:vote:99:clear",
        "cohort:hello:{me}:x",
        "cohort:hello:{me}:999999999999999999999",
        "cohort:skip:{me}:²",
        "leaderboard:open:{me}:bogus",
        "leaderboard:compare:{me}:bogus",
        "recap:shared:2026-99-99",
        "recap:shared:0001-01-01",
        "recap:shared:x",
        "server:audit:{me}:999999999",
        "setup:page:{me}:-5",
        "study-room:join:{me}:project.gone",
        "study-room:leave:{me}:x",
        "thanks:mentor:{me}:bogus",
        "project:open:{me}:project.gone",
        "project:more:{me}:77:::1",
        "project:more:{me}::path.gone::1",
        "project:more:{me}:::x:1",
        "project:more:{me}::::x",
        "roadmap:topic:{me}:path.python-fundamentals#gone",
    ],
)
async def test_a_button_that_is_old_or_forged_gets_a_sentence(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle, custom_id: str
) -> None:
    result = await press(ann, channel, custom_id.format(me=ann.id))
    assert result.acknowledged
    assert "Something broke" not in words(result)
    assert len(words(result).splitlines()) == 1


@pytest.mark.parametrize("values", [[], ["abc"], ["99"], ["-1"]])
async def test_a_select_that_is_old_or_forged_gets_a_sentence(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle, values: list[str]
) -> None:
    result = await press(ann, channel, f"settings:rollover:{ann.id}", values=values)
    assert "Something broke" not in words(result)
    assert len(words(result).splitlines()) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"minutes": "x"},
        {"minutes": "99999"},
        {"rollover": "23"},
        {"level": "77"},
        {"goal": "track.gone"},
        {"zone": None},
    ],
)
async def test_a_form_with_impossible_answers_gets_a_sentence_and_saves_nothing(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle, changes: dict[str, str | None]
) -> None:
    answers = {"level": "0", "goal": "track.ml-engineer", "minutes": "20", "zone": "UTC", "rollover": "3", **changes}
    components = [
        {"type": 18, "component": {"type": 4, "custom_id": name, "value": value}}
        for name, value in answers.items()
        if value is not None
    ]
    data = {"custom_id": f"start:answers:{ann.id}", "components": components}
    result = await _dispatch_actor_interaction(ann, 5, channel, data)
    assert "older version" in words(result)
    assert not (await load_learner(bot.db, ann.id)).started


async def test_an_unknown_form_gets_a_sentence(ann: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    result = await _dispatch_actor_interaction(ann, 5, channel, {"custom_id": "old:form", "components": []})
    assert words(result).startswith(OUTDATED)


async def test_undoing_an_exit_criterion_with_an_old_button_shows_its_path(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    item = "path.python-fundamentals#exit"
    await ann.slash(channel, "done", item=item, evidence="https://example.org/ann")
    result = await press(ann, channel, f"roadmap:undo:{ann.id}:{item}")
    assert "To finish this path" in words(result)
