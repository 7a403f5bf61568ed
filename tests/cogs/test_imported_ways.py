"""Imported checkpoints, statements and modules: on the screens where members look for their like."""

from dataclasses import replace

import pytest
import simcord

from bot.client import LearnBot
from bot.domain.imported import Imported, is_imported, stand_in
from bot.store.events import event_log
from bot.store.self_ratings import newest_ratings
from tests import imported
from tests.imported import CHECKPOINT, SOURCE, assert_fits
from tests.screens import click, components, labels, pick, press, words

curriculum = imported.curriculum


async def test_checkpoints_stand_behind_ours_and_lead_to_what_to_do_again(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    listed = await press(ann, channel, f"checkpoint:all:{ann.id}")
    ours = list(bot.curriculum.checkpoints.values())
    assert words(listed).index(ours[-1].title) < words(listed).index("**After Level 0 · learn.python**\nKnives, fire")
    shown = await pick(ann, listed, "checkpoint:pick", CHECKPOINT)
    assert "## After Level 0\n-# After all dishes of level 0\nKnives, fire" in words(shown)
    assert SOURCE in words(shown)
    assert words(shown).split("**What to do again**\n")[1].split("\n")[:5] == [
        "1. **Cards**: Level 0 · 15 minutes",  # there is no deck of level 00
        "2. **Loops quiz**: How Loops Work · 5 minutes",
        "3. **Coding challenge**: Salt Everything · 10 minutes",
        "4. **Once more**: Redo Level 0 project 02 (Second Cut) without notes · 20 minutes",
        "5. **Look back**: Write down what \\_\\_you\\_\\_ know",
    ]
    assert "starts a program" not in words(shown)
    assert "**Enough, says the curriculum:** Eight of ten.\n**If it is hard:** Rest. Then begin again." in words(shown)
    assert labels(shown) == ["Cards: Level 0", "All checkpoints"]
    assert_fits(listed, shown)
    cards = await click(ann, shown, "Cards: Level 0")
    assert "Show answer" in labels(cards)


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("lp:deck.level-0", "Show answer"),
        ("lp:quiz.how-loops-work", "How Loops Work · question 1"),
        ("lp:challenge.beginner-01", "## Salt Everything"),
        ("lp:project.level-0-02", "## Second Cut"),
    ],
)
async def test_everything_that_a_checkpoint_names_opens_from_its_list(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle, item: str, told: str
) -> None:
    shown = await press(ann, channel, f"checkpoint:open:{ann.id}:{stand_in(CHECKPOINT)}")
    opened = await pick(ann, shown, "checkpoint:task", item)
    assert told in words(opened) + "\n".join(labels(opened))


async def test_a_level_leads_to_the_imported_checkpoint_only_where_we_have_none(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ours = await click(ann, await ann.slash(channel, "levels", level="0"), "Look back")
    assert "Your first programs" in words(ours)
    bot.curriculum = replace(bot.curriculum, checkpoints={})
    assert "**After Level 0 · learn.python**" in words(await press(ann, channel, f"checkpoint:all:{ann.id}"))
    other = await click(ann, await ann.slash(channel, "levels", level="0"), "Look back")
    assert "## After Level 0" in words(other)
    assert "Look back" not in labels(await ann.slash(channel, "levels", level="2"))


async def test_what_a_checkpoint_names_and_nobody_offers_is_told_in_the_curriculums_words(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    bot.curriculum = replace(bot.curriculum, decks={}, quizzes={}, challenges={}, projects={})
    shown = await press(ann, channel, f"checkpoint:open:{ann.id}:{stand_in(CHECKPOINT)}")
    assert "2. **Loops quiz**: `python concepts/quizzes/how-loops-work-quiz.py` · 5 minutes" in words(shown)
    assert "Here, **/flashcards** and **/quiz** do the same." in words(shown)
    assert labels(shown) == ["All checkpoints"]
    for value in ("lp:quiz.how-loops-work", "x"):
        refused = await press(ann, channel, f"checkpoint:task:{ann.id}:{stand_in(CHECKPOINT)}", values=[value])
        assert words(refused).startswith("This is from an older version of me")


async def test_statements_are_rated_apart_from_ours(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    ours = await ann.slash(channel, "assess self")
    assert labels(ours) == ["Begin", "Find my level", "Statements of learn.python"]
    shown = await click(ann, ours, "Statements of learn.python")
    assert "## How you see yourself · learn.python" in words(shown)
    assert "0 of 3 statements rated" in words(shown)
    assert "They count apart from ours." in words(shown)
    assert SOURCE in words(shown)
    form = await click(ann, shown, "Begin")
    assert form.modal is not None
    assert form.modal["title"] == "Levels 0-2: Beginner"
    assert len(form.modal["custom_id"]) <= 100
    fields = form.modal["components"]
    assert [(field["label"], field["description"]) for field in fields[:2]] == [
        ("Boil a list of eggs", "I can boil a list of eggs"),
        ("Stir in a loop", "I can stir in a loop"),
    ]
    rated = await ann.submit_modal(form, {field["component"]["custom_id"]: "4" for field in fields})
    assert "3 of 3 statements rated" in words(rated)
    assert "Levels 0-2: Beginner: 75" in words(rated)
    assert "By field" not in words(rated)
    assert "assessment with questions" not in words(rated)
    back = await click(ann, rated, "Our own statements")
    assert "0 of 38 statements rated" in words(back)
    again = await click(ann, await click(ann, back, "Statements of learn.python"), "Rate again: Levels 0-2: Beginner")
    assert again.modal is not None
    assert_fits(ours, shown, rated, back)
    stored = await bot.db.read(lambda connection: newest_ratings(connection, ann.id))
    assert set(stored.values()) == {4}
    assert all(is_imported(statement) for statement in stored)


async def test_modules_are_ways_beside_the_guides_and_lead_to_their_projects(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    guides = await ann.slash(channel, "guide")
    listed = await click(ann, guides, "Modules of learn.python")
    assert "**Soups** · after level 0\n-# stock, salt\n**Stews** · after level 0, Soups\n-# time" in words(listed)
    soups = await pick(ann, listed, "guide:pick", "lp:module.01")
    assert "## Soups\n-# module 1 · ▱▱▱▱▱▱ 0 of 1 project built" in words(soups)
    assert "**First:** level 0. You may look ahead all the same." in words(soups)
    assert "☐ **Broth** ← next, about 25 minutes" in words(soups)
    assert SOURCE in words(soups)
    assert labels(soups) == ["Build: Broth", "Modules of learn.python"]
    project = await click(ann, soups, "Build: Broth")
    assert "Module: Soups" in labels(project)
    built = await click(ann, project, "I have built it")
    back = await click(ann, built, "Module: Soups")
    assert "☑ Broth · built" in words(back)
    assert labels(back)[0] == "What next?"
    counted = await click(ann, back, "Modules of learn.python")
    assert "**Soups** · after level 0 · ▰▰▰▰▰▰ 1 of 1 project built" in words(counted)
    stews = await ann.slash(channel, "guide", area="lp:module.02")
    assert "**First:** level 0, ☑ Soups." in words(stews)
    assert_fits(guides, listed, soups, project, built, back, stews)
    assert all(len(labels(screen)) <= 5 for screen in (guides, listed, soups, project, built, back, stews))
    log = await bot.db.read(lambda connection: event_log(connection, ann.id))
    assert [event.item for event in log if event.kind == "done"] == ["lp:project.module-01-01"]


async def test_a_module_lists_its_projects_and_its_cards(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    broth, cards = bot.curriculum.projects["lp:project.module-01-01"], bot.curriculum.decks["lp:deck.level-0"]
    more = {f"lp:project.module-01-{n:02}": replace(broth, id=f"lp:project.module-01-{n:02}") for n in range(2, 40)}
    decks = bot.curriculum.decks | {cards.id: replace(cards, title="Module 01 — Soups")}
    bot.curriculum = replace(bot.curriculum, projects=bot.curriculum.projects | more, decks=decks)
    shown = await press(ann, channel, f"guide:open:{ann.id}:{stand_in('lp:module.01')}")
    assert labels(shown) == ["Build: Broth", "Cards: Module 01 — Soups", "Modules of learn.python"]
    menu = next(part for part in components(shown) if part.get("custom_id") == f"guide:build:{ann.id}")
    assert len(menu["options"]) == 25
    opened = await pick(ann, shown, "guide:build", broth.id)
    assert "## Broth" in words(opened)
    again = await press(ann, channel, f"guide:open:{ann.id}:{stand_in('lp:module.01')}")
    reviewed = await click(ann, again, "Cards: Module 01 — Soups")
    assert_fits(shown, opened, reviewed)


async def test_without_an_import_nothing_points_to_imported_things(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assessment = {name: a for name, a in bot.curriculum.self_assessments.items() if not is_imported(name)}
    bot.curriculum = replace(bot.curriculum, imported=Imported(), self_assessments=assessment)
    for command in ("guide", "assess self", "levels"):
        assert "learn.python" not in "\n".join(labels(await ann.slash(channel, command)))
    assert "learn.python" not in words(await press(ann, channel, f"checkpoint:all:{ann.id}"))
    refused = await press(ann, channel, f"guide:modules:{ann.id}")
    assert words(refused) == "There are no modules at the moment. Type /guide to see the guides."
