"""Copies of the database as those see them who manage a server, and those who delete what is known of them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import simcord

from bot.client import LearnBot
from bot.domain.curriculum import Curriculum
from bot.grader import Grader
from bot.store.backups import backups_of, folder_of
from bot.store.database import Database
from tests import daily
from tests.screens import words

owner = daily.owner


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """A database in a file."""
    opened = await Database.open(tmp_path / "bot.db")
    yield opened
    await opened.close()


@pytest.fixture
def bot(db: Database, curriculum: Curriculum, grader: Grader) -> LearnBot:
    """The real bot, which keeps two copies."""
    return LearnBot(db, curriculum, grader, backups=2)


async def test_a_start_brings_the_copy_that_is_due_and_the_status_tells_when_it_was_made(
    bot: LearnBot, env: simcord.Env, owner: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assert bot.db.path is not None
    (moment,) = backups_of(bot.db.path)
    said = words(await owner.slash(channel, "server status"))
    assert f"Last backup: <t:{int(moment.timestamp())}:R>" in said
    assert str(folder_of(bot.db.path)) not in said
    await env.advance_time(25 * 60 * 60)
    for _ in range(2):
        await bot.catch_up()
    assert len(backups_of(bot.db.path)) == 2


async def test_a_copy_that_fails_is_logged_and_tried_again_and_stops_nothing(
    bot: LearnBot, env: simcord.Env, caplog: pytest.LogCaptureFixture
) -> None:
    assert bot.db.path is not None
    folder = folder_of(bot.db.path)
    for copy in folder.iterdir():
        copy.unlink()
    folder.rmdir()
    folder.write_text("a file where the folder should be")
    await bot.catch_up()
    (fault,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert "The database could not be copied, I try again within the hour" in fault.getMessage()
    caplog.clear()
    folder.unlink()
    await bot.catch_up()
    assert len(backups_of(bot.db.path)) == 1


async def test_whoever_wants_to_delete_everything_is_told_how_long_copies_are_kept(
    ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assert "copies of my database for 2 days" in words(await ann.slash(channel, "privacy"))
