"""Imported items through Discord: in the same commands as ours, with their source, and with ids that fit a button."""

from dataclasses import replace
from datetime import date

import pytest
import simcord

from bot.client import LearnBot
from bot.domain.imported import stand_in
from bot.grader import Grader
from bot.services._short import short_exercise
from bot.store.events import event_log
from bot.store.flashcards import memories
from tests import imported
from tests.checkout_texts import SOLUTION
from tests.imported import DECK, KEY, LONGEST, SOURCE, UNPROVED, assert_fits
from tests.screens import click, labels, newest, press, words

curriculum = imported.curriculum


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
