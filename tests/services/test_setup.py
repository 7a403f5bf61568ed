"""What is noted about the making of a server, without Discord."""

import sqlite3
from datetime import UTC, datetime

import pytest

from bot.domain.curriculum import Curriculum
from bot.domain.server import Server
from bot.domain.setup import Look, Origin, Overwrite, Plan, Record, Seen, Snapshot, Thing
from bot.errors import UserError
from bot.services.guild_settings import load_guild_settings
from bot.services.setup import Planned, begin, described, forget_what_was_made, load_records, settle, unfinished
from bot.store.database import Database
from bot.store.setup import save_record, save_server_file

NOW = datetime(2026, 5, 1, tzinfo=UTC)
GUILD = 9
LOOK = Look(
    "general",
    "text",
    "Everything",
    5,
    ("a", "ü"),
    frozenset({Overwrite(1, 2, 3), Overwrite(4, 5, 1 << 46)}),
    7,
    True,
    True,
)
MADE = Record(Thing.CHANNEL, "general", Origin.CREATED, LOOK, NOW, 50)
CLAIMED = Record(Thing.CHANNEL, "help", Origin.CREATED, LOOK, NOW)
MINE = Record(Thing.ROLE, "mentor", Origin.ADOPTED, Look("Mentor"), NOW, 60)


@pytest.fixture
async def noted(db: Database, curriculum: Curriculum) -> None:
    """A channel that was made, one in doubt, and a role that was there; the guild uses all of them."""

    def save(connection: sqlite3.Connection) -> None:
        for record in (MADE, CLAIMED, MINE):
            save_record(connection, GUILD, record, NOW)

    await db.write(save)
    assert curriculum.server is not None
    await settle(db, made(curriculum.server), None, NOW)


def made(server: Server) -> Planned:
    """A guild in which all that was noted is there."""
    seen = [Seen(record.discord_id, record.thing, record.look, NOW) for record in (MADE, MINE) if record.discord_id]
    return Planned(Plan((), (), (), 0), server, None, Snapshot(GUILD, 1, tuple(seen), 0, 0), running=False)


async def test_what_is_noted_is_the_same_when_it_is_read_again(db: Database, noted: None) -> None:
    assert sorted(await load_records(db, GUILD), key=lambda record: record.key) == [MADE, CLAIMED, MINE]
    assert await load_records(db, GUILD + 1) == []


async def test_a_guild_uses_what_there_is_and_nothing_that_is_in_doubt(db: Database, noted: None) -> None:
    settings = await load_guild_settings(db, GUILD)
    assert (settings.channel("general-channel"), settings.role("mentor-role")) == (50, 60)
    assert settings.channel("help-channel") is None


async def test_a_simulated_discord_that_begins_anew_keeps_what_was_there_and_nothing_that_was_made(
    db: Database, noted: None
) -> None:
    await begin(db, GUILD, NOW)
    await forget_what_was_made(db, NOW)
    assert await load_records(db, GUILD) == [MINE]
    assert await unfinished(db) == []
    settings = await load_guild_settings(db, GUILD)
    assert (settings.channel("general-channel"), settings.role("mentor-role")) == (None, 60)


async def test_a_file_that_fitted_once_and_no_longer_does_is_named_with_what_to_do(
    db: Database, curriculum: Curriculum
) -> None:
    await db.write(lambda connection: save_server_file(connection, GUILD, "mine.yaml", "title: Abc\nold: 1", NOW))
    with pytest.raises(UserError, match=r"^Your file no longer fits\..* mine\.yaml:"):
        await described(db, curriculum, GUILD)
