"""The bot as a process of its own, against a stand-in for Discord: starts, signals, crashes, wrong settings."""

import json
import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.curriculum import Curriculum
from tests import bots
from tests.bots import BotProcess, Launch, stored
from tests.conftest import ROOT
from tests.standin import (
    COMPONENTS_V2,
    DEFERRED_MESSAGE,
    EPHEMERAL,
    MEMBER,
    MODAL,
    NEW_MESSAGE,
    TOKEN,
    UPDATE_MESSAGE,
    Answer,
    StandIn,
)

pytestmark = pytest.mark.process
discord, database, launch, connect = bots.discord, bots.database, bots.launch, bots.connect

STOP_SECONDS = 5.0
DRAWN_SECONDS = 5.0
BROKEN = "Something broke"


def assert_screen(answer: Answer) -> None:
    """A private message of components, every one of them with a custom_id that Discord takes."""
    assert answer.kind == NEW_MESSAGE
    assert answer.data["flags"] == COMPONENTS_V2 | EPHEMERAL
    assert_custom_ids(answer)
    assert BROKEN not in answer.text


async def shown_progress(discord: StandIn) -> Answer:
    """What /progress shows to the member alone once its pictures are drawn."""
    promise = await discord.slash("progress")
    assert (promise.kind, promise.data["flags"]) == (DEFERRED_MESSAGE, EPHEMERAL)
    answer = await promise.edited(within=DRAWN_SECONDS)
    assert_custom_ids(answer)
    assert BROKEN not in answer.text
    assert answer.message is not None
    assert {file["filename"] for file in answer.message["attachments"]} == {"practice.png", "ahead.png"}
    return answer


def assert_custom_ids(answer: Answer) -> None:
    """At most 100 characters each, and no two alike in one message."""
    custom_ids = [control["custom_id"] for control in answer.controls]
    assert custom_ids
    assert all(0 < len(custom_id) <= 100 for custom_id in custom_ids)
    assert len(set(custom_ids)) == len(custom_ids)


def assert_plain(bot: BotProcess, *words: str) -> None:
    """The bot's last words are a sentence for people, with these words in it, and no secret."""
    output = bot.output
    assert "Traceback" not in output
    assert TOKEN not in output
    said = [line for line in output.splitlines() if not line.startswith("{")]
    assert len(said) == 1, said
    assert said[0].endswith(".")
    for word in words:
        assert word in said[0]


async def test_the_bot_connects_where_the_api_says_and_sends_its_commands_only_when_they_are_new(
    discord: StandIn, connect: Launch
) -> None:
    first = await connect()
    assert len(discord.syncs) == 1
    assert {"roadmap", "done", "undo", "progress"} <= {command["name"] for command in discord.syncs[0]}
    await first.kill()

    await connect()
    assert len(discord.syncs) == 1
    assert len([request for request in discord.requests if request.startswith("PUT ")]) == 1
    assert len(discord.identifies) == 2
    assert (discord.unknown, discord.unauthorized) == ([], [])


async def test_the_roadmap_is_answered_privately_in_time_and_with_sound_custom_ids(
    discord: StandIn, connect: Launch
) -> None:
    bot = await connect()
    answer = await discord.slash("roadmap")
    assert answer.seconds < 3
    assert_screen(answer)
    assert len(discord.callbacks) == 1
    assert (discord.unknown, discord.unauthorized, discord.followups, bot.troubles) == ([], [], [], [])


async def test_what_was_answered_as_done_is_still_done_after_kill_minus_nine(
    discord: StandIn, connect: Launch, curriculum: Curriculum
) -> None:
    bot = await connect()
    topic = next(iter(curriculum.paths.values())).stages[0].topics[-1]  # not the one that is suggested next
    assert topic.title not in (await discord.slash("progress")).text
    answer = await discord.slash("done", item=topic.id)
    await bot.kill()
    assert_screen(answer)
    assert topic.title in answer.text

    await connect()
    assert topic.title in (await shown_progress(discord)).text


async def test_every_control_of_a_message_from_before_a_restart_still_works(discord: StandIn, connect: Launch) -> None:
    bot = await connect()
    before = await discord.slash("roadmap")
    await bot.kill()

    bot = await connect()
    assert len(before.controls) >= 4
    for control in before.controls:
        answer = await discord.press(before.message, control)
        assert answer.kind in (UPDATE_MESSAGE, MODAL), control
        assert_custom_ids(answer)
        assert BROKEN not in answer.text
    assert (discord.unknown, bot.troubles) == ([], [])


async def test_a_form_from_before_a_restart_can_still_be_sent_in(
    discord: StandIn, connect: Launch, database: Path, curriculum: Curriculum
) -> None:
    bot = await connect()
    criterion = next(iter(curriculum.paths.values())).exit
    form = await discord.slash("done", item=criterion.id)
    assert form.kind == MODAL
    assert form.data["custom_id"] == f"done:proof:{MEMBER}:{criterion.id}"
    await bot.kill()

    await connect()
    answer = await discord.submit(form, evidence="https://example.org/tip-splitter")
    assert_screen(answer)
    assert criterion.title in answer.text
    assert "https://example.org/tip-splitter" in answer.text
    assert stored(database) == [("done", criterion.id), ("awarded", "badge.path-walked")]
    assert criterion.title in (await shown_progress(discord)).text


async def test_a_member_is_answered_although_discord_failed_twice_and_the_topic_is_marked_once(
    discord: StandIn, connect: Launch, database: Path, curriculum: Curriculum
) -> None:
    await connect()
    topic = next(iter(curriculum.paths.values())).stages[0].topics[0]
    discord.failures = 2
    answer = await discord.slash("done", item=topic.id, within=10)
    assert_screen(answer)
    assert topic.title in answer.text
    assert len(discord.callbacks) == 3
    assert discord.callbacks[0] == discord.callbacks[2]
    assert stored(database) == [("done", topic.id)]
    assert "already done" in (await discord.slash("done", item=topic.id)).text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
async def test_a_signal_ends_the_bot_in_good_order(
    discord: StandIn, connect: Launch, database: Path, curriculum: Curriculum, number: signal.Signals
) -> None:
    bot = await connect()
    topic = next(iter(curriculum.paths.values())).stages[0].topics[0]
    await discord.slash("done", item=topic.id)
    bot.process.send_signal(number)
    assert await bot.ended(within=STOP_SECONDS) == 0
    assert bot.troubles == []

    log = database.with_name("bot.db-wal")
    assert not log.exists() or log.stat().st_size == 0
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert stored(database) == [("done", topic.id)]


async def test_a_wrong_token_is_refused_in_one_sentence_that_does_not_show_it(discord: StandIn, launch: Launch) -> None:
    wrong = TOKEN[:-5] + "wrong"
    bot = await launch(DISCORD_TOKEN=wrong)
    assert await bot.ended() == 1
    assert_plain(bot, "DISCORD_TOKEN")
    assert wrong not in bot.output
    assert discord.unauthorized == ["GET /api/v10/users/@me"]


async def test_the_token_is_in_no_line_of_the_most_detailed_log(discord: StandIn, connect: Launch) -> None:
    bot = await connect(LOG_LEVEL="DEBUG")
    await discord.slash("roadmap")
    await discord.slash("done", item=TOKEN)  # at this level discord.py logs whatever comes in, a slip of the owner too
    bot.process.send_signal(signal.SIGTERM)
    assert await bot.ended(within=STOP_SECONDS) == 0
    lines = bot.err.read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["level"] for line in lines} >= {"DEBUG", "INFO"}
    assert TOKEN not in bot.output


@pytest.mark.parametrize(
    ("key", "value", "allowed"),
    [
        ("PLAYGROUND_PORT", "abc", ["whole number"]),
        ("PLAYGROUND_PORT", "80", ["1024", "65534"]),
        ("BACKUPS", "-1", ["0", "365"]),
        ("LOG_LEVEL", "loud", ["DEBUG", "INFO", "WARNING", "ERROR"]),
    ],
)
async def test_a_wrong_setting_is_named_with_its_value_and_what_is_allowed(
    launch: Launch, database: Path, key: str, value: str, allowed: list[str]
) -> None:
    bot = await launch(**{key: value})
    assert await bot.ended() == 2
    assert_plain(bot, key, f"'{value}'", *allowed)
    assert not database.exists()


async def test_an_api_that_cannot_be_reached_is_said_in_one_sentence(launch: Launch) -> None:
    bot = await launch(DISCORD_API_URL="http://127.0.0.1:9/api/v10")
    assert await bot.ended() == 1
    assert_plain(bot, "127.0.0.1:9", "DISCORD_API_URL")


async def test_an_address_that_is_not_discords_is_said_in_one_sentence(launch: Launch, discord: StandIn) -> None:
    bot = await launch(DISCORD_API_URL=discord.page_url)
    assert await bot.ended() == 1
    assert_plain(bot, "DISCORD_API_URL")


async def test_a_token_that_the_gateway_refuses_is_said_in_one_sentence(launch: Launch, discord: StandIn) -> None:
    discord.token_revoked = True
    bot = await launch()
    assert await bot.ended() == 1
    assert_plain(bot, "DISCORD_TOKEN")


async def test_sync_sends_the_commands_once_more_and_leaves(launch: Launch, connect: Launch, discord: StandIn) -> None:
    bot = await connect()
    await bot.kill()
    bot = await launch("sync")
    assert await bot.ended() == 0
    assert len(discord.syncs) == 2
    assert "The slash commands are sent." in bot.output


async def test_a_database_of_a_newer_bot_is_refused_and_left_as_it_is(
    discord: StandIn, launch: Launch, database: Path
) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript("CREATE TABLE future (name TEXT); PRAGMA user_version = 999;")
    before = database.read_bytes()
    bot = await launch()
    assert await bot.ended() == 1
    assert_plain(bot, str(database), "999")
    assert database.read_bytes() == before
    assert [file.name for file in database.parent.glob("bot.db*")] == ["bot.db"]
    assert discord.requests == []


async def test_a_typo_in_the_content_is_named_with_its_file_and_key(
    discord: StandIn, launch: Launch, tmp_path: Path
) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    file = sorted((content / "paths").glob("*.yaml"))[0]
    file.write_text(file.read_text(encoding="utf-8").replace("\nsummary:", "\nsumary:", 1), encoding="utf-8")
    bot = await launch(CONTENT_DIR=str(content))
    assert await bot.ended() == 1
    assert "Traceback" not in bot.output
    assert file.name in bot.output
    assert "sumary" in bot.output
    assert discord.requests == []
