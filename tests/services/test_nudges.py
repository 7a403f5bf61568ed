"""The nudge of a channel's day: chosen once, remembered where it came; and what members write in answer to it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.curriculum import Curriculum
from bot.domain.guild import Post
from bot.domain.guild_settings import GuildSettings
from bot.domain.learner import Visibility
from bot.domain.nudges import Nudge, NudgeKind, Votes
from bot.errors import UserError
from bot.services.done import mark_done
from bot.services.guild_settings import set_setting
from bot.services.nudges import Nothing, Picked, begin_teach_back, checked_words, pick, vote
from bot.services.posts import Due
from bot.services.settings import set_visibility
from bot.services.suggestions import accept
from bot.store.database import Database

GUILD, CHANNEL, OTHER = 161803398874989484, 141421356237309504, 141421356237309505
NOW = datetime(2026, 5, 14, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def tips(count: int, *levels: str) -> dict[str, Nudge]:
    names = [f"nudge.n{number}" for number in range(count)]
    return {
        name: Nudge(name, name, NudgeKind.TIP, frozenset(levels or ("3",)), ("One way to say it", "Another"))
        for name in names
    }


def due(days: int = 0, level: str = "3", channel: int = CHANNEL, **channels: int) -> Due:
    chosen = {"nudges": "on", f"level-{level}-channel": str(channel)}
    chosen |= {f"level-{name.removeprefix('l')}-channel": str(value) for name, value in channels.items()}
    post = Post(GUILD, f"nudge-{level}", NOW.date() + days * DAY, channel, NOW + days * DAY)
    return Due(post, GuildSettings(GUILD, chosen), doubtful=False)


async def picked(db: Database, curriculum: Curriculum, wanted: Due) -> str | None:
    found = await pick(db, curriculum, wanted)
    return found.nudge.id if isinstance(found, Picked) else None


async def test_it_is_the_same_however_often_it_is_asked(db: Database, curriculum: Curriculum) -> None:
    content = replace(curriculum, nudges=tips(20))
    first = await pick(db, content, due())
    assert await pick(db, content, due()) == first
    more = replace(content, nudges=tips(30))
    assert await pick(db, more, due()) == first
    assert isinstance(first, Picked)
    gone = {name: nudge for name, nudge in tips(20).items() if name != first.nudge.id}
    assert await picked(db, replace(content, nudges=gone), due()) in gone


async def test_a_nudge_follows_the_channel_when_levels_swap_theirs(db: Database, curriculum: Curriculum) -> None:
    content = replace(curriculum, nudges=tips(2, "3", "4"))
    first = await picked(db, content, due(level="3", channel=CHANNEL))
    assert await picked(db, content, due(level="4", channel=OTHER)) not in (None, first)  # not both the same
    assert await picked(db, content, due(1, level="4", channel=CHANNEL)) is None  # one came as its level's, one there
    assert isinstance(await pick(db, content, due(1, level="4", channel=CHANNEL)), Nothing)


async def test_levels_that_share_a_channel_draw_from_what_is_for_any_of_them(
    db: Database, curriculum: Curriculum
) -> None:
    low, high = tips(1, "3"), {"nudge.high": replace(tips(1, "4")["nudge.n0"], id="nudge.high")}
    content = replace(curriculum, nudges=low | high)
    found = {await picked(db, content, due(days, l4=CHANNEL)) for days in range(3)}
    assert found == {"nudge.n0", "nudge.high", None}


async def test_a_nudge_under_a_new_id_is_still_the_one_that_came(db: Database, curriculum: Curriculum) -> None:
    content = replace(curriculum, nudges=tips(1))
    assert await picked(db, content, due()) == "nudge.n0"
    renamed = {"nudge.new": replace(tips(1)["nudge.n0"], id="nudge.new")}
    content = replace(curriculum, nudges=renamed, aliases={"nudge.n0": "nudge.new"})
    assert await picked(db, content, due()) == "nudge.new"
    assert await picked(db, content, due(1)) is None
    assert await picked(db, content, due(61)) == "nudge.new"


async def test_nothing_says_whether_any_is_written_for_the_level(db: Database, curriculum: Curriculum) -> None:
    assert await pick(db, replace(curriculum, nudges={}), due()) == Nothing(written=False)
    content = replace(curriculum, nudges=tips(1))
    await pick(db, content, due())
    assert await pick(db, content, due(1)) == Nothing(written=True)


async def test_members_on_a_project_are_counted_over_its_former_ids_each_once(
    db: Database, curriculum: Curriculum
) -> None:
    project = next(project for project in curriculum.projects.values() if project.level == "3")
    content = replace(curriculum, nudges={})
    for user in (1, 2, 3):
        await accept(db, curriculum, user, GUILD, "project", project.id, NOW - DAY)
        await mark_done(db, curriculum, user, GUILD, project.id, NOW - DAY)
        await set_visibility(db, user, GUILD, Visibility.VISIBLE, NOW)
    found = await pick(db, content, due())
    assert isinstance(found, Picked)
    assert (found.nudge.id, found.nudge.kind, found.members) == (project.id, NudgeKind.TOGETHER, 3)
    await set_setting(db, GUILD, 1, "profiles", "off", NOW)
    assert not isinstance(await pick(db, content, due()), Picked)
    await set_setting(db, GUILD, 1, "profiles", "on", NOW)
    new = replace(project, id="project.renamed")
    renamed = replace(content, projects={new.id: new}, aliases={project.id: new.id})
    await accept(db, renamed, 3, GUILD, "project", new.id, NOW - DAY)
    again = await pick(db, renamed, due())
    assert isinstance(again, Picked)
    assert (again.nudge.id, again.members) == (new.id, 3)


async def test_everybody_votes_once_and_not_for_themselves_or_from_elsewhere(
    db: Database, curriculum: Curriculum
) -> None:
    begun = await begin_teach_back(db, curriculum, 1, GUILD, "2", "2026-05-14", "nudge.list-or-dict", NOW)
    assert await vote(db, 2, GUILD, begun.number, NOW, clear=False) == Votes(0, 1)
    assert await vote(db, 2, GUILD, begun.number, NOW, clear=True) == Votes(1, 0)
    assert await vote(db, 3, GUILD, begun.number, NOW, clear=True) == Votes(2, 0)
    for user, guild in ((1, GUILD), (2, OTHER), (2, None)):
        with pytest.raises(UserError):
            await vote(db, user, guild, begun.number, NOW, clear=True)
    again = await begin_teach_back(db, curriculum, 1, GUILD, "2", "2026-05-14", "nudge.list-or-dict", NOW)
    assert again.number == begun.number
    assert await vote(db, 2, GUILD, begun.number, NOW, clear=True) == Votes(1, 0)


async def test_an_explanation_of_no_day_or_of_no_nudge_is_refused(db: Database, curriculum: Curriculum) -> None:
    for day, nudge in (("someday", "nudge.list-or-dict"), ("2026-05-14", "nudge.gone")):
        with pytest.raises(UserError):
            await begin_teach_back(db, curriculum, 1, GUILD, "2", day, nudge, NOW)


def test_what_members_write_loses_its_walls_of_empty_lines_and_nothing_else() -> None:
    assert checked_words("  One thought,\n\n\n \n\nand another one.\n") == "One thought,\n\nand another one."
