"""/stuck in the database: kept before it is sent, claimed once, solved once."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.curriculum import Curriculum
from bot.domain.events import Kind
from bot.domain.stuck import HelpQuestion
from bot.errors import UserError
from bot.services.guild_settings import set_setting
from bot.services.stuck import (
    Asking,
    StuckView,
    begin_asking,
    describe,
    draft_of,
    explain_error,
    not_posted,
    posted,
    settle,
    tags_of,
    view_question,
)
from bot.store.database import Database
from bot.store.events import event_log

NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
ANN, BOB, GUILD, CHANNEL, THREAD = 11, 22, 100, 700, 701
SOON, LATER = NOW + timedelta(seconds=30), NOW + timedelta(minutes=2)


async def write(db: Database, curriculum: Curriculum, now: datetime = NOW, **words: str) -> StuckView:
    return await describe(db, curriculum, ANN, GUILD, {"want": "count birds", **words}, now)


@pytest.fixture
async def channel(db: Database) -> None:
    """The guild has a help channel."""
    await set_setting(db, GUILD, None, "help-channel", str(CHANNEL), NOW)


async def ask(db: Database, curriculum: Curriculum, view: StuckView, now: datetime = NOW) -> Asking | HelpQuestion:
    return await begin_asking(db, curriculum, ANN, GUILD, view.question.question_id, now)


async def kinds(db: Database) -> list[Kind]:
    return [event.kind for event in await db.read(lambda connection: event_log(connection, ANN))]


async def test_a_question_is_claimed_once_and_leads_to_its_thread_from_then_on(
    db: Database, curriculum: Curriculum, channel: None
) -> None:
    view = await write(db, curriculum)
    asking = await ask(db, curriculum, view)
    assert isinstance(asking, Asking)
    assert (asking.channel_id, asking.doubtful) == (CHANNEL, False)
    with pytest.raises(UserError, match="being posted"):
        await ask(db, curriculum, view, SOON)
    for _ in range(2):
        await posted(db, ANN, view.question.question_id, THREAD, NOW)
    there = await ask(db, curriculum, view, SOON)
    assert isinstance(there, HelpQuestion)
    assert there.thread_id == THREAD
    assert await kinds(db) == [Kind.ASKED]


async def test_a_claim_of_which_nothing_is_known_is_doubtful_after_a_minute(
    db: Database, curriculum: Curriculum, channel: None
) -> None:
    view = await write(db, curriculum)
    await ask(db, curriculum, view)
    again = await ask(db, curriculum, view, LATER)
    assert isinstance(again, Asking)
    assert again.doubtful


async def test_what_was_certainly_not_posted_can_be_asked_at_once(
    db: Database, curriculum: Curriculum, channel: None
) -> None:
    view = await write(db, curriculum)
    await ask(db, curriculum, view)
    await not_posted(db, view.question.question_id)
    again = await ask(db, curriculum, view, SOON)
    assert isinstance(again, Asking)
    assert not again.doubtful


async def test_without_a_help_channel_nothing_is_claimed(db: Database, curriculum: Curriculum) -> None:
    view = await write(db, curriculum)
    with pytest.raises(UserError, match="no help channel"):
        await ask(db, curriculum, view)
    kept = await view_question(db, curriculum, ANN, GUILD, view.question.question_id)
    assert kept.question.claimed_at is None


async def test_nobody_fills_the_help_channel_alone(db: Database, curriculum: Curriculum, channel: None) -> None:
    for number in range(5):
        view = await write(db, curriculum, want=f"question {number}")
        await ask(db, curriculum, view)
        await posted(db, ANN, view.question.question_id, THREAD + number, NOW)
    more = await write(db, curriculum)
    with pytest.raises(UserError, match="5 questions since yesterday"):
        await ask(db, curriculum, more)
    assert isinstance(await ask(db, curriculum, more, NOW + timedelta(hours=25)), Asking)


async def test_a_question_is_solved_once(db: Database, curriculum: Curriculum, channel: None) -> None:
    view = await write(db, curriculum)
    number = view.question.question_id
    await settle(db, ANN, number, NOW)  # it was not asked yet
    await ask(db, curriculum, view)
    await posted(db, ANN, number, THREAD, NOW)
    await settle(db, BOB, number, NOW)
    assert await kinds(db) == [Kind.ASKED]
    for _ in range(2):
        await settle(db, ANN, number, NOW)
    assert await kinds(db) == [Kind.ASKED, Kind.RESOLVED]


async def test_a_draft_is_filled_in_again_for_an_hour(db: Database, curriculum: Curriculum) -> None:
    assert await draft_of(db, ANN, NOW) is None
    view = await write(db, curriculum, code="print(1)")
    draft = await draft_of(db, ANN, NOW + timedelta(minutes=59))
    assert draft == view.question
    assert await draft_of(db, ANN, NOW + timedelta(minutes=61)) is None


async def test_old_drafts_are_forgotten_when_a_new_one_is_written(db: Database, curriculum: Curriculum) -> None:
    old = await write(db, curriculum)
    await write(db, curriculum, NOW + timedelta(days=31))
    with pytest.raises(UserError, match="isn't here any more"):
        await view_question(db, curriculum, ANN, GUILD, old.question.question_id)


async def test_what_is_stored_has_no_secrets(db: Database, curriculum: Curriculum) -> None:
    view = await write(db, curriculum, code="password = 'tern-and-gull'", error='File "/home/ann/x.py", line 1')
    stored = await view_question(db, curriculum, ANN, GUILD, view.question.question_id)
    assert view.help.secrets == 1
    assert "tern-and-gull" not in stored.question.code
    assert "/home/ann" not in stored.question.error


async def test_the_member_s_program_helps_to_explain(db: Database, curriculum: Curriculum) -> None:
    error = "  File \"x.py\", line 2, in <module>\nNameError: name 'brd' is not defined"
    view = await write(db, curriculum, error=error, code="```py\nbird = 3\nprint(brd)\n```")
    assert view.help.reading is not None
    assert view.help.reading.advice.values["near"] == "bird"
    assert view.question.code == "bird = 3\nprint(brd)\n"


async def test_tags_fit_the_error_and_the_level_where_it_is_known(db: Database, curriculum: Curriculum) -> None:
    names = ["Solved", "Level 00 to 2", "Errors", "Tools and set-up", "Packaging"]
    assert tags_of(await write(db, curriculum), curriculum, names) == []
    pip = await write(db, curriculum, error="bash: pip: command not found")
    assert tags_of(pip, curriculum, names) == ["Errors", "Tools and set-up", "Packaging"]


async def test_explaining_keeps_nothing(db: Database, curriculum: Curriculum) -> None:
    found = await explain_error(db, curriculum, ANN, "I get KeyError: 'tern'")
    assert found.concept is not None
    assert await kinds(db) == []
    assert await draft_of(db, ANN, NOW) is None


async def test_of_a_huge_text_only_the_end_is_read_so_that_nobody_waits_for_it(
    db: Database, curriculum: Curriculum
) -> None:
    far = "password = 'tern-and-gull'\n" + "x = 1\n" * 50_000
    found = await explain_error(db, curriculum, ANN, far + "KeyError: 'tern'")
    assert found.concept is not None
    assert found.secrets == 0  # it was not even looked at
