"""/roadmap: paths, stages, topics, projects, tracks; marking right there; restarts; strangers; double clicks."""

import asyncio

import discord
import simcord

from bot.client import LearnBot
from bot.errors import UserError
from bot.services.done import mark_done
from tests.screens import click, ids, labels, pick, words

FUNDAMENTALS = "path.python-fundamentals"


async def test_the_overview_shows_all_six_paths_and_the_next_step(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "roadmap")
    assert result.ephemeral
    for path in bot.curriculum.paths.values():
        assert f"**{path.title}**" in words(result)
    assert "0 of 9 topics" in words(result)
    assert "**Next:** Syntax, variables and data types" in words(result)


async def test_a_path_shows_topics_prerequisites_and_its_exit_criterion(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "roadmap", path="path.web-development")
    path = bot.curriculum.paths["path.web-development"]
    assert "**First:** Python Fundamentals" in words(result)
    assert path.exit.statement in words(result)
    for topic in path.stages[0].topics:
        assert topic.title in words(result)


async def test_every_stage_of_every_path_can_be_reached_with_the_arrows(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for path in bot.curriculum.paths.values():
        result = await ann.slash(channel, "roadmap", path=path.id)
        for stage in path.stages:
            assert stage.title in words(result)
            assert "…" not in words(result)[-1:]
            forward = [label for label in labels(result) if label.endswith("›")]
            if forward:
                result = await click(ann, result, forward[0])
        assert path.exit.checklist[-1] in words(result)
        assert path.exit.evidence[-1].what in words(result)


async def test_every_topic_project_and_track_fits_its_screen_whole(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    curriculum = bot.curriculum
    for path in curriculum.paths.values():
        for stage in path.stages:
            start = await ann.slash(channel, "roadmap", path=path.id)
            while stage.title not in words(start):
                forward = next(label for label in labels(start) if label.endswith("›"))
                start = await click(ann, start, forward)
            for topic in stage.topics:
                shown = await pick(ann, start, "roadmap:pick-topic", topic.id)
                concept = curriculum.concepts.get(topic.concept or "")
                assert topic.practice in words(shown)
                assert concept is None or concept.pitfalls[-1] in words(shown)
                assert not words(shown).endswith("…")
                back = await click(ann, shown, "Back to the path")
                assert stage.title in words(back)
            shown = await click(ann, start, "What to build")
            assert curriculum.projects[stage.project].rubric[-1] in words(shown)
    for track in curriculum.tracks.values():
        start = await ann.slash(channel, "roadmap")
        start = await click(ann, start, "Careers and tracks")
        shown = await pick(ann, start, "roadmap:pick-track", track.id)
        assert track.skills[-1].proof in words(shown)
        assert "you are here" in words(shown)


async def test_marking_a_topic_ticks_it_and_moves_the_next_step(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "roadmap", path=FUNDAMENTALS)
    result = await click(ann, result, "Mark “Syntax, variables and data types” done")
    assert "☑ Syntax, variables and data types · done today" in words(result)
    assert labels(result)[0].startswith("Mark “Control flow")
    result = await click(ann, result, "All six paths")
    assert "1 of 9 topics" in words(result)


async def test_a_topic_can_be_marked_open_again(ann: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    result = await ann.slash(channel, "roadmap")
    result = await pick(ann, result, "roadmap:pick-path", FUNDAMENTALS)
    result = await click(ann, result, "Mark “Syntax, variables and data types” done")
    result = await pick(ann, result, "roadmap:pick-topic", f"{FUNDAMENTALS}#syntax-and-types")
    assert "☑ done, today" in words(result)
    result = await click(ann, result, "Not done after all")
    assert "☐ **Syntax, variables and data types** ← next" in words(result)


async def test_the_finished_path_asks_for_evidence_and_then_shows_it(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for topic in bot.curriculum.paths[FUNDAMENTALS].topics:
        await ann.slash(channel, "done", item=topic.id)
    result = await ann.slash(channel, "roadmap", path=FUNDAMENTALS)
    shown = await click(ann, result, "I have met this criterion")
    result = await ann.submit_modal(shown, {"evidence": "https://example.org/ann/tool"})
    assert "https://example.org/ann/tool" in words(result)
    result = await ann.slash(channel, "roadmap")
    assert "**Python Fundamentals** · ☑ finished" in words(result)


async def test_making_a_track_the_goal_changes_the_next_step(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "roadmap")
    result = await click(ann, result, "Careers and tracks")
    result = await pick(ann, result, "roadmap:pick-track", "track.data-engineer")
    result = await click(ann, result, "Make it my goal")
    assert "Your roadmap · Data Engineer" in words(result)


async def test_old_buttons_and_selects_work_after_a_restart(
    bot: LearnBot, env: simcord.Env, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    overview = await ann.slash(channel, "roadmap")
    path = await ann.slash(channel, "roadmap", path=FUNDAMENTALS)
    form = await ann.slash(channel, "done", item=f"{FUNDAMENTALS}#exit")
    await env.restart_bot(LearnBot(bot.db, bot.curriculum, bot.grader))
    marked = await click(ann, path, "Mark “Syntax, variables and data types” done")
    assert "done today" in words(marked)
    picked = await pick(ann, overview, "roadmap:pick-path", "path.data-science")
    assert "Data Science" in words(picked)
    proved = await ann.submit_modal(form, {"evidence": "I built a tool that counts birds"})
    assert "☑ Done" in words(proved)


async def test_a_stranger_gets_one_sentence_and_changes_nothing(
    bot: LearnBot, ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "roadmap", path=FUNDAMENTALS)
    assert result.response is not None
    public = bot.get_partial_messageable(channel.id, guild_id=channel.guild.id if channel.guild else None)
    view = discord.ui.LayoutView.from_message(result.response.message, timeout=None)
    posted = await public.send(view=view)
    refused = await bob.click(posted, label="Mark “Syntax, variables and data types” done")
    assert words(refused) == "This one belongs to another member. Type /roadmap to open your own."
    assert refused.ephemeral
    assert "0 of 9 topics" in words(await bob.slash(channel, "roadmap"))
    assert "0 of 9 topics" in words(await ann.slash(channel, "roadmap"))


async def test_two_clicks_at_the_same_moment_count_once_and_the_second_says_so(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "roadmap", path=FUNDAMENTALS)
    assert result.response is not None
    await click(ann, result, "Mark “Syntax, variables and data types” done")
    stale = await ann.slash(channel, "done", item=f"{FUNDAMENTALS}#syntax-and-types")
    assert "is already done, since 20" in words(stale)
    assert len(words(stale).splitlines()) == 1

    item, now = f"{FUNDAMENTALS}#control-flow", discord.utils.utcnow()
    outcomes = await asyncio.gather(
        *(mark_done(bot.db, bot.curriculum, ann.id, None, item, now) for _ in range(5)), return_exceptions=True
    )
    assert sum(isinstance(outcome, UserError) for outcome in outcomes) == 4


async def test_an_unknown_path_is_answered_with_the_nearest(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "roadmap", path="Web Devlopment")
    assert words(result) == (
        "There is no path “Web Devlopment”. Did you mean “Web Development”? "
        "Pick one from the list that appears while you type."
    )


async def test_autocomplete_finds_paths_by_title_and_by_what_they_are_about(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    choices = await ann.autocomplete(channel, "roadmap", "path", "")
    assert len(choices) == 6
    choices = await ann.autocomplete(channel, "roadmap", "path", "async")
    assert [choice["value"] for choice in choices] == ["path.async-performance"]


async def test_no_control_of_a_screen_stands_twice_and_every_id_is_short_enough(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for path in bot.curriculum.paths:
        names = ids(await ann.slash(channel, "roadmap", path=path))
        assert len(names) == len(set(names))
        assert all(len(name) <= 100 for name in names)
