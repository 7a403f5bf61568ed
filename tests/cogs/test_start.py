"""/start: five questions, a first exercise, and what to do next."""

import simcord
from simcord.results import InteractionResult

from bot.client import LearnBot
from bot.services.start import load_learner
from tests.screens import click, ids, labels, words

ANSWERS = {
    "level": ["0"],
    "goal": ["track.backend-engineer"],
    "minutes": ["20"],
    "zone": "Europe/Berlin",
    "rollover": ["4"],
}


async def fill_in(member: simcord.MemberActor, channel: simcord.ChannelHandle, **changes: object) -> InteractionResult:
    shown = await member.slash(channel, "start")
    return await member.submit_modal(shown, {**ANSWERS, **changes})


async def test_the_answers_are_saved_and_a_first_exercise_follows(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await fill_in(ann, channel)
    assert result.ephemeral
    assert "Your day begins at 04:00 (Europe/Berlin)" in words(result)
    assert "```py" in words(result)
    learner = await load_learner(bot.db, ann.id)
    assert (learner.level, learner.goal, learner.minutes, learner.zone, learner.rollover) == (
        "0", "track.backend-engineer", 20, "Europe/Berlin", 4,
    )  # fmt: skip


async def test_the_first_exercise_can_be_tried_until_it_is_right(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    warm_up = bot.curriculum.levels["0"].warm_up
    result = await fill_in(ann, channel)
    wrong = next(text for index, text in enumerate(warm_up.options) if index != warm_up.answer)
    result = await click(ann, result, wrong)
    assert "It doesn't print" in words(result)
    result = await click(ann, result, warm_up.options[warm_up.answer])
    assert warm_up.explanation in words(result)
    assert "Next:" in words(result)
    assert labels(result)[0] == "Open next step"
    progress = await ann.slash(channel, "progress")
    assert "1 of the last 7 days" in words(progress)


async def test_running_it_again_edits_the_same_answers(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await fill_in(ann, channel)
    shown = await ann.slash(channel, "start")
    assert shown.modal is not None
    chosen = [
        option["value"]
        for label in shown.modal["components"]
        for option in label["component"].get("options", [])
        if option["default"]
    ]
    assert chosen == ["0", "track.backend-engineer", "20", "4"]
    assert shown.modal["components"][3]["component"]["value"] == "Europe/Berlin"
    await ann.submit_modal(shown, {**ANSWERS, "minutes": ["45"]})
    assert (await load_learner(bot.db, ann.id)).minutes == 45


async def test_an_unclear_zone_is_asked_about_and_nothing_else_is_lost(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await fill_in(ann, channel, zone="Berln")
    assert "That time zone isn't known: “Berln”. Did you mean **Europe/Berlin**?" in words(result)
    learner = await load_learner(bot.db, ann.id)
    assert (learner.zone, learner.level) == (None, "0")
    result = await click(ann, result, "Yes, Europe/Berlin")
    assert (await load_learner(bot.db, ann.id)).zone == "Europe/Berlin"
    result = await click(ann, result, "Go on")
    assert "```py" in words(result)


async def test_another_zone_can_be_typed(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await fill_in(ann, channel, zone="qqqq")
    assert labels(result) == ["Pick another"]
    shown = await click(ann, result, "Pick another")
    result = await ann.submit_modal(shown, {"zone": "EST"})
    assert "America/New_York" in labels(result)
    await click(ann, result, "America/New_York")
    assert (await load_learner(bot.db, ann.id)).zone == "America/New_York"


async def test_it_works_in_direct_messages(bot: LearnBot, env: simcord.Env) -> None:
    user = env.create_user("dee")
    shown = await user.slash("start")
    result = await user.submit_modal(shown, ANSWERS)
    assert "You're set" in words(result)
    assert (await load_learner(bot.db, user.id)).started


async def test_a_zone_with_a_mention_in_it_mentions_nobody(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await fill_in(ann, channel, zone="@everyone **x**")
    assert "@everyone" not in words(result)
    assert all(len(name) <= 100 for name in ids(result))
