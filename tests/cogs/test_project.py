"""/project: three that fit with their reasons, other three, the whole project, and marking it built."""

import simcord

from bot.client import LearnBot
from bot.domain.learner import Learner
from bot.services._learner import change_learner
from tests.cards import NOW
from tests.screens import click, ids, labels, press, words


async def be(
    bot: LearnBot, member: simcord.MemberActor, level: str, goal: str | None = None, minutes: int = 30
) -> None:
    """Have a member be at a level, with a goal and minutes a day."""
    learner = Learner(member.id, level=level, goal=goal, minutes=minutes)
    await bot.db.write(lambda connection: change_learner(connection, learner, NOW))


def offered(result: simcord.InteractionResult) -> list[str]:
    """The projects that a screen leads to."""
    return [name.rpartition(":")[2] for name in ids(result) if name.startswith("project:open:")]


async def test_three_projects_fit_the_level_the_goal_and_the_time_and_say_so(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await be(bot, ann, "7", "track.backend-engineer")
    result = await ann.slash(channel, "project")
    first = bot.curriculum.projects[offered(result)[0]]
    assert len(offered(result)) == 3
    assert len(labels(result)) == 5
    assert words(result).count("Why this one:") == 3
    assert "Chosen for level 7 and about 4 hours a week" in words(result)
    assert (first.level, first.path) == ("7", "path.web-development")
    assert "right at level 7; on your way to Backend Engineer; about 3 weeks at your pace" in words(result)


async def test_level_path_and_hours_can_be_asked_for(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "project", level="Level 6", path="data science & ml", hours=9)
    found = [bot.curriculum.projects[name] for name in offered(result)]
    assert {project.path for project in found} == {"path.data-science"}
    assert found[0].level == "6"
    assert "and about 9 hours a week" in words(result)
    others = await click(ann, result, "Other three")
    assert "Chosen for level 6 and about 9 hours a week" in words(others)
    assert {bot.curriculum.projects[name].path for name in offered(others)} == {"path.data-science"}


async def test_other_three_go_through_all_projects_and_then_begin_again(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "project", level="4")
    first, seen = offered(result), offered(result)
    for _ in range((len(bot.curriculum.projects) + 2) // 3 - 1):
        result = await click(ann, result, "Other three")
        seen += offered(result)
    assert sorted(seen) == sorted(bot.curriculum.projects)
    assert offered(await click(ann, result, "Other three")) == first


async def test_a_project_shows_everything_up_to_its_checklist_and_fits_whole(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    (checklist,) = bot.curriculum.checklists.values()
    assert len(checklist.points) == 10
    for project in bot.curriculum.projects.values():
        shown = await press(ann, channel, f"project:open:{ann.id}:{project.id}")
        for line in (project.brief, *project.must, *project.stretch, *project.rubric):
            assert line in words(shown)
        for number, point in enumerate(checklist.points, 1):
            assert f"{number}. {point}" in words(shown)
        assert len(words(shown)) <= 4000
        assert len(labels(shown)) <= 5


async def test_a_project_is_found_marked_built_and_not_offered_again(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "project", level="1")
    found = offered(result)[0]
    title = bot.curriculum.projects[found].title
    shown = await click(ann, result, title)
    built = await click(ann, shown, "I have built it")
    assert "☑ built" in words(built)
    assert labels(built)[0] == "What next?"
    assert "project built" in words(await ann.slash(channel, "progress"))
    assert found not in offered(await ann.slash(channel, "project", level="1"))
    again = await press(ann, channel, f"roadmap:done:{ann.id}:{found}")
    assert "is already done" in words(again)
    open_again = await click(ann, built, "Not built after all")
    assert "☐ not built yet" in words(open_again)
    assert found in offered(await ann.slash(channel, "project", level="1"))


async def test_done_with_a_project_works_as_before(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await ann.slash(channel, "done", item="project.tip-splitter")
    assert "☑ Done: **Tip splitter**" in words(result)
    assert "project.tip-splitter" not in offered(await ann.slash(channel, "project", level="1"))


async def test_with_a_whole_path_built_others_are_offered_and_with_all_a_word_of_praise(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for project in bot.curriculum.projects.values():
        if project.path == "path.python-fundamentals":
            await ann.slash(channel, "done", item=project.id)
    result = await ann.slash(channel, "project", path="path.python-fundamentals")
    assert "You have built everything of Python Fundamentals. Here is more, from other paths." in words(result)
    assert len(offered(result)) == 3
    for project in bot.curriculum.projects.values():
        if project.path != "path.python-fundamentals":
            await ann.slash(channel, "done", item=project.id)
    result = await ann.slash(channel, "project")
    assert "You have built every project that there is." in words(result)
    assert labels(result) == ["My roadmap"]


async def test_an_older_screen_and_the_roadmap_lead_to_the_same_project(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    older = await press(ann, channel, f"roadmap:project:{ann.id}:project.tip-splitter")
    today = await click(ann, await ann.slash(channel, "roadmap", path="path.python-fundamentals"), "What to build")
    assert words(older) == words(today)


async def test_unknown_levels_and_paths_get_a_sentence(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assert words(await ann.slash(channel, "project", level="42")).startswith("There is no level “42”. The levels are")
    assert "Did you mean “Web Development”?" in words(await ann.slash(channel, "project", path="web developmnt"))
    old = await press(ann, channel, f"project:more:{ann.id}:::0:1")
    assert words(old) == "Tell me how many hours a week you have, from 1 to 80."


async def test_autocomplete_finds_levels_and_paths(ann: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    assert len(await ann.autocomplete(channel, "project", "level", "")) == 13
    assert [choice["value"] for choice in await ann.autocomplete(channel, "project", "level", "sql")] == ["6"]
    choices = await ann.autocomplete(channel, "project", "path", "async")
    assert [choice["value"] for choice in choices] == ["path.async-performance"]


async def test_a_stranger_cannot_use_the_buttons(
    ann: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assert "belongs to another member" in words(await press(bob, channel, f"project:more:{ann.id}::::1"))


def test_the_longest_ids_fit_into_the_buttons() -> None:
    state = {"owner": 2**64 - 1, "project": "x" * 60, "item": "x" * 60, "level": "elite", "path": "x" * 36}
    more = state | {"hours": 80, "number": 999}
    for name in ("project:open:{owner}:{project}", "roadmap:done:{owner}:{item}", "roadmap:undo:{owner}:{item}"):
        assert len(name.format(**state)) <= 100
    assert len("project:more:{owner}:{level}:{path}:{hours}:{number}".format(**more)) <= 100
