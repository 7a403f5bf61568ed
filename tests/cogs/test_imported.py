"""Imported items through Discord: in the same commands as ours, with their source, and with ids that fit a button."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import simcord

from bot.client import LearnBot
from bot.curriculum.importer import Kind, read
from bot.domain.curriculum import Curriculum
from bot.domain.imported import Imported, is_imported, stand_in
from bot.grader import Grader
from bot.services._short import short_exercise
from bot.services.imports import take_in, with_imported
from bot.store.database import Database
from bot.store.events import event_log
from bot.store.flashcards import memories
from bot.store.imported import imported_items, save_verified
from bot.store.self_ratings import newest_ratings
from tests.checkouts import FILES, SOLUTION, checkout, deck, project
from tests.screens import click, components, ids, labels, newest, pick, press, words

SOURCE = "From [learn.python](<https://github.com/travisjneuman/learn.python/blob/HEAD/"
LONGEST = "a" * 49
KEY = "b" * 40
DECK = f"lp:deck.{LONGEST}"
CHECKPOINT = "lp:checkpoint.1"
UNPROVED = "lp:challenge.browser-0-1"


@pytest.fixture
async def curriculum(db: Database, curriculum: Curriculum, tmp_path: Path) -> Curriculum:
    """Our content, with everything of a small checkout beside it, and names as long as they may be."""
    long = {
        f"practice/flashcards/{LONGEST}-cards.json": deck("A " + "very " * 18 + "long deck", (KEY, "Long.", "")),
        f"concepts/{LONGEST}.md": "# A page with a long name\n\nIt explains.\n",
        f"concepts/quizzes/{LONGEST}-quiz.py": FILES["concepts/quizzes/how-loops-work-quiz.py"],
        "projects/level-0/04-last-cut/README.md": project("Last " + "very " * 18 + "long cut"),
    }
    await take_in(db, read(checkout(tmp_path, **long), "2026-05-30"))
    for item in await db.read(imported_items):
        if item.kind == Kind.CHALLENGE:
            kept = tuple(range(30))
            await db.write(lambda c, item=item, kept=kept: save_verified(c, item.id, item.hash, kept))  # type: ignore[misc]
    return await with_imported(db, curriculum)


def assert_fits(*results: Any) -> None:
    """Every control keeps to Discord's limits, and no two are alike."""
    for result in results:
        custom_ids = ids(result)
        assert custom_ids
        assert len(custom_ids) == len(set(custom_ids))
        assert max(map(len, custom_ids)) <= 100
        assert all(len(part.get("label", "")) <= 80 for part in components(result))
        assert len(words(result)) <= 4000
        assert len(components(result)) <= 40


async def test_cards_are_reviewed_and_remembered_under_their_own_ids(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    asked = await ann.slash(channel, "flashcards", deck=DECK)
    assert SOURCE in words(asked)
    answered = await click(ann, asked, "Show answer")
    assert SOURCE in words(answered)
    assert "MIT licence, © 2026 The Test Kitchen, as of 2026-05-30" in words(answered)
    good = next(label for label in labels(answered) if label.startswith("Good"))
    done = await click(ann, answered, good)
    assert_fits(asked, answered, done)
    (memory,) = await bot.db.read(lambda connection: memories(connection, ann.id))
    assert memory.card == f"{DECK}#{KEY}"


async def test_code_in_a_card_stands_in_a_block_and_prose_formats_nothing(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    answered = await click(ann, await ann.slash(channel, "flashcards", deck="lp:deck.level-0"), "Show answer")
    assert "Use \\*args:\n```py\ndef cook(*args):\n    return args\n```" in words(answered)


async def test_a_deck_is_taken_looked_into_and_left(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    shown = await press(ann, channel, f"decks:pick:{ann.id}", values=[DECK])
    assert SOURCE in words(shown)
    assert "You don't review this deck." in words(shown)
    taken = await click(ann, shown, "Take this deck")
    assert "You review this deck." in words(taken)
    listed = await click(ann, taken, "My decks")
    assert "· learn.python** ·" in words(listed)
    card = await press(ann, channel, f"decks:card:{ann.id}:{stand_in(DECK)}", values=[f"{DECK}#{KEY}"])
    off = await click(ann, card, "Don't ask me this")
    assert_fits(shown, taken, listed, card, off)
    assert "not asked any more" in words(off)


async def test_a_quiz_and_a_diagnostic_are_played(ann: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    for topic in (f"lp:quiz.{LONGEST}", "lp:quiz.how-loops-work", "lp:quiz.diagnostic-level-0"):
        asked = await ann.slash(channel, "quiz", topic=topic)
        assert SOURCE in words(asked)
        assert_fits(asked)
    assert "Ready for Level 0 · question 1 of 2" in words(asked)
    assert newest(asked).ephemeral


@pytest.mark.sandbox
async def test_a_challenge_is_solved(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle, grader: Grader
) -> None:
    grader.start()
    await grader.wait_ready()
    shown = await ann.slash(channel, "challenge", challenge="lp:challenge.beginner-01")
    assert SOURCE in words(shown)
    assert "Salt Everything" in words(shown)
    hint = await click(ann, shown, "Hint 1 of 2")
    assert "Build a new list." in words(hint)
    form = await click(ann, hint, "Write my answer")
    wrong = await ann.submit_modal(form, {"code": SOLUTION.replace("salt", "sugar")})
    assert "This example does not pass" in words(wrong)
    right = await ann.submit_modal(await click(ann, wrong, "Try again"), {"code": SOLUTION.replace('"""', "")[200:]})
    await grader.close()
    assert_fits(shown, hint, wrong, right)


async def test_a_challenge_without_a_solution_offers_none(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    shown = await ann.slash(channel, "challenge", challenge=UNPROVED)
    assert not {"Give up…", "Model solution", "Puzzle version"} & {*labels(shown)}
    refused = await press(ann, channel, f"challenge:give-up:{ann.id}:{stand_in(UNPROVED)}")
    assert words(refused).startswith("There is no model solution for this one")


@pytest.mark.sandbox
async def test_a_challenge_that_nobody_proved_says_so_and_gives_no_points(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle, grader: Grader
) -> None:
    grader.start()
    await grader.wait_ready()
    shown = await ann.slash(channel, "challenge", challenge=UNPROVED)
    assert "**Good to know:** the curriculum has no solution for this task" in words(shown)
    wrong = await ann.submit_modal(await click(ann, shown, "Write my answer"), {"code": "def line(dish): ..."})
    assert "the check may be the one that is wrong" in words(wrong)
    code = "def line(dish):\n    return '* ' + dish"
    right = await ann.submit_modal(await click(ann, wrong, "Try again"), {"code": code})
    await grader.close()
    assert "Solved on attempt 2\nno XP for this one, but a day of practice" in words(right)
    assert "+" not in words(right)
    assert_fits(shown, wrong, right)
    progress = await ann.slash(channel, "progress")
    assert "1 challenge solved" in words(progress)
    assert "0 XP" in words(progress)


async def test_a_challenge_that_is_proved_says_nothing_about_it(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    shown = await ann.slash(channel, "challenge", challenge="lp:challenge.beginner-01")
    assert "Good to know" not in words(shown)


async def test_a_challenge_that_nobody_proved_is_chosen_only_when_no_other_is_left(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    doubtful, other = bot.curriculum.challenges[UNPROVED], bot.curriculum.challenges["lp:challenge.beginner-01"]
    easy = replace(doubtful, level="00", minutes=1)
    bot.curriculum = replace(bot.curriculum, challenges={easy.id: easy, other.id: replace(other, level="9")})
    assert "Salt Everything" in words(await ann.slash(channel, "challenge"))
    assert doubtful.title in words(await ann.slash(channel, "challenge"))
    assert short_exercise(bot.curriculum, "10", (), date(2026, 5, 30)) is None


async def test_a_project_is_opened_marked_and_taken_back(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    opened = await press(ann, channel, f"project:open:{ann.id}:{stand_in('lp:project.level-0-01')}")
    assert "First Cut" in words(opened)
    assert SOURCE in words(opened)
    done = await click(ann, opened, "I have built it")
    log = await bot.db.read(lambda connection: event_log(connection, ann.id))
    assert [event.item for event in log if event.kind == "done"] == ["lp:project.level-0-01"]
    progress = await ann.slash(channel, "progress")
    assert "1 project built" in words(progress)
    undone = await ann.slash(channel, "undo", item="lp:project.level-0-01")
    assert words(undone).startswith("☐ Open again: **First Cut**")
    assert_fits(opened, done, undone)


async def test_projects_without_anything_to_tell_are_shown_all_the_same(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for number in ("lp:project.level-00-01", "lp:project.capstone-01", "lp:project.level-0-03"):
        assert SOURCE in words(await press(ann, channel, f"project:open:{ann.id}:{stand_in(number)}"))


async def test_the_plan_shows_what_is_built_and_leads_to_the_next(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    plan = await ann.slash(channel, "thirty-days", plan="lp:plan.thirty-days")
    assert "☐ 1 · Knives ← next" in words(plan)
    assert labels(plan)[0] == "Build: First Cut"
    for number in ("01", "02"):
        await ann.slash(channel, "done", item=f"lp:project.level-0-{number}")
    later = await ann.slash(channel, "thirty-days", plan="lp:plan.thirty-days")
    assert "☑ 1 · Knives" in words(later)
    assert "☐ 2 · Fire ← next" in words(later)
    assert_fits(plan, later)
    ours = await ann.slash(channel, "thirty-days")
    assert "Knives" not in words(ours)


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


async def test_a_page_leads_to_its_quiz_to_our_words_and_to_the_page_itself(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    page = await ann.slash(channel, "concept", name="lp:concept.how-loops-work")
    assert "[Read the whole page in learn.python](<https://github.com/" in words(page)
    title = bot.curriculum.concepts["concept.control-flow"].title
    assert labels(page) == ["Quiz on it", f"In short: {title}"]
    quiz = await click(ann, page, "Quiz on it")
    ours = await click(ann, await ann.slash(channel, "concept", name="lp:concept.how-loops-work"), f"In short: {title}")
    assert "Think first" in words(ours)
    assert_fits(page, quiz, ours)


async def test_a_word_of_the_glossary_is_explained(ann: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    shown = await ann.slash(channel, "concept", name="lp:term.pan")
    assert "Something flat to fry in." in words(shown)
    assert "**What goes wrong often:** Forgetting the oil." in words(shown)
    assert SOURCE in words(shown)


@pytest.mark.parametrize(
    ("command", "option", "text", "wanted"),
    [
        ("quiz", "topic", "loops work", "Level 00 · How Loops Work · learn.python"),
        ("challenge", "challenge", "salt", "Level 1 · Salt Everything · learn.python"),
        ("flashcards", "deck", "level 0", "Level 0 · Level 0 · learn.python"),
        ("concept", "name", "how loops", "How Loops Work · learn.python"),
        ("concept", "name", "pan", "Pan · learn.python"),
        ("thirty-days", "plan", "kitchen", "Thirty Days in the Kitchen · learn.python"),
        ("guide", "area", "stock", "Soups · learn.python"),
        ("done", "item", "first cut", "Project · First Cut · learn.python"),
    ],
)
async def test_lists_name_the_source(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle, command: str, option: str, text: str, wanted: str
) -> None:
    choices = await ann.autocomplete(channel, command, option, text)
    assert wanted in [choice["name"] for choice in choices]
    assert all(len(choice["name"]) <= 100 and len(choice["value"]) <= 100 for choice in choices)


async def test_the_longest_title_of_a_project_fits_the_list_of_study_rooms(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    (choice,) = await ann.autocomplete(channel, "study-room", "project", "last very")
    assert choice["value"] == "lp:project.level-0-04"
    assert choice["name"].startswith("Level 0 · Last very very")
    assert len(choice["name"]) <= 100


async def test_a_button_of_an_item_that_is_gone_gets_a_sentence(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for custom_id in (
        f"flashcards:deck:{ann.id}:{stand_in('lp:deck.gone')}",
        f"decks:reset:{ann.id}:{stand_in('lp:deck.gone#x')}",
        f"challenge:open:{ann.id}:{stand_in('lp:challenge.gone')}",
        f"quiz:open:{ann.id}:{stand_in('lp:quiz.gone')}",
        f"project:open:{ann.id}:{stand_in('lp:project.gone')}",
        f"concept:open:{ann.id}:{stand_in('lp:concept.gone')}",
        f"checkpoint:open:{ann.id}:{stand_in('lp:checkpoint.9')}",
        f"assess:self-other:{ann.id}:{stand_in('lp:statements.gone')}",
        f"assess:rate-other:{ann.id}:{stand_in('lp:statements.self-assessment')}:9",
        f"guide:open:{ann.id}:{stand_in('lp:module.99')}",
    ):
        result = await press(ann, channel, custom_id)
        assert result.acknowledged
        assert "Something broke" not in words(result)


async def test_a_progress_file_is_kept_as_claims_that_count_for_nothing(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    before = words(await ann.slash(channel, "badges"))
    file = ("PROGRESS.md", "## Level 0\n- [x] 01 — First Cut\n- [ ] 02 — Second\n".encode())
    taken = await ann.slash(channel, "progress", **{"import": file})
    assert "Of 2 boxes you ticked: 1 project." in words(taken)
    assert newest(taken).ephemeral
    shown = await click(ann, taken, "My progress")
    assert "**Claimed from PROGRESS.md** · 1 project\n-# Your own word" in words(shown)
    project = await press(ann, channel, f"project:open:{ann.id}:{stand_in('lp:project.level-0-01')}")
    assert "☐ not built yet · claimed from PROGRESS.md" in words(project)
    assert await bot.db.read(lambda connection: event_log(connection, ann.id)) == []
    assert words(await ann.slash(channel, "badges")) == before
    refused = await ann.slash(channel, "progress", **{"import": ("x.md", b"hello")})
    assert words(refused).startswith("This isn't a PROGRESS.md")
