"""What a kill -9 between claim, sending and confirming does to reminders: each is sent once, late rather than never."""

import asyncio
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.learner import Learner
from bot.domain.reminder import QuietHours, Reminding
from bot.store.learners import save_learner
from bot.store.reminders import StoredReminder, save_reminder
from tests import bots
from tests.bots import Launch
from tests.kills import (
    eventually,
    in_database,
    kill_before_discord_answers,
    kill_before_discord_gets_it,
    kill_before_it_is_confirmed,
    open_gate,
    refusing,
    rows,
)
from tests.standin import BOT, DIRECT, MEMBER, USER, Json, StandIn, words

pytestmark = [pytest.mark.process, pytest.mark.sandbox, pytest.mark.xdist_group("sandbox")]
discord, database, launch, connect = bots.discord, bots.database, bots.launch, bots.connect

CROWD = 40


async def wish(database: Path, *members: int) -> None:
    """Have members who are due since a minute, at this hour of their day, which is not about to end."""
    now = datetime.now(UTC)
    rollover = 6 if now.hour in (2, 3) else 3
    reminding = Reminding(on=True, hour=now.hour, quiet=QuietHours(0, 0))
    due = now - timedelta(minutes=1)

    def save(connection: sqlite3.Connection) -> None:
        for member in members:
            save_learner(connection, Learner(member, rollover=rollover), now)
            save_reminder(connection, StoredReminder(member, reminding, due, since=due, seen_at=due))

    await in_database(database, save)


@pytest.fixture
async def wished(database: Path) -> None:
    """The member is due."""
    await wish(database, int(MEMBER))


def confirmed(database: Path) -> list[int | None]:
    """The message of every claim."""
    return [message for (message,) in rows(database, "SELECT message_id FROM reminder_message ORDER BY message_id")]


def received(discord: StandIn) -> list[Json]:
    """The reminders in the direct messages."""
    return [m for m in discord.messages.values() if m["author"] == BOT and m["channel_id"] == DIRECT]


async def assert_reminded_once(discord: StandIn, database: Path) -> Json:
    """The database confirms one message, and it is the only one that was received. Returns it."""
    await eventually(lambda: confirmed(database) and confirmed(database)[-1])
    (message,) = received(discord)
    assert confirmed(database) == [int(message["id"])]
    assert (discord.unknown, discord.unauthorized) == ([], [])
    ((next_at,),) = rows(database, "SELECT next_at FROM reminder")
    assert next_at / 1000 > time.time()
    return message


async def test_a_reminder_that_discord_never_got_before_kill_minus_nine_is_sent_after_the_restart(
    discord: StandIn, connect: Launch, database: Path, wished: None
) -> None:
    await kill_before_discord_gets_it(discord, connect)
    assert confirmed(database) == [None]
    assert received(discord) == []

    bot = await connect()
    message = await assert_reminded_once(discord, database)
    assert "Today's challenge" in words(message)
    assert len(discord.posts) == 2
    assert bot.troubles == []


async def test_a_reminder_that_discord_got_but_never_answered_before_kill_minus_nine_is_found_by_its_buttons(
    discord: StandIn, connect: Launch, database: Path, wished: None
) -> None:
    await kill_before_discord_answers(discord, connect)
    assert confirmed(database) == [None]

    discord.write(USER, channel_id=DIRECT, content="Thank you!")
    bot = await connect()
    await assert_reminded_once(discord, database)
    assert len(discord.posts) == 1
    assert bot.troubles == []


async def test_a_reminder_that_was_sent_but_not_confirmed_before_kill_minus_nine_is_confirmed_after_the_restart(
    discord: StandIn, connect: Launch, database: Path, wished: None
) -> None:
    await kill_before_it_is_confirmed(discord, connect, database)
    assert confirmed(database) == [None]

    bot = await connect()
    await assert_reminded_once(discord, database)
    assert len(discord.posts) == 1
    assert bot.troubles == []


async def test_a_kill_minus_nine_before_the_claim_leaves_the_member_due(
    discord: StandIn, connect: Launch, database: Path, wished: None
) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        bot = await connect(LOG_LEVEL="DEBUG")
        connection.execute("BEGIN IMMEDIATE")
        await asyncio.sleep(0.5)
        await bot.kill()
        connection.execute("ROLLBACK")
    if confirmed(database) == []:
        ((next_at,),) = rows(database, "SELECT next_at FROM reminder")
        assert next_at / 1000 < time.time()
    await connect()
    await assert_reminded_once(discord, database)


async def test_errors_of_discord_and_a_restart_make_one_reminder_although_it_had_stored_the_first_attempt(
    discord: StandIn, connect: Launch, database: Path, wished: None
) -> None:
    discord.before_answering = refusing(True, True)
    bot = await connect()
    await eventually(lambda: len(discord.posts) == 2)
    bot.process.terminate()
    assert await bot.ended() == 0
    assert bot.troubles == []
    assert len({post["nonce"] for post in discord.posts}) == 1
    assert all(post["enforce_nonce"] for post in discord.posts)
    discord.minutes_pass()

    discord.before_answering = open_gate
    bot = await connect()
    await assert_reminded_once(discord, database)
    assert bot.troubles == []


async def test_a_crowd_is_reminded_at_a_steady_pace_while_commands_are_answered_at_once(
    discord: StandIn, connect: Launch, database: Path
) -> None:
    await wish(database, *range(700000000000000000, 700000000000000000 + CROWD))
    begin = time.monotonic()
    bot = await connect()
    await eventually(lambda: received(discord))
    seconds = [(await discord.slash("remind")).seconds for _ in range(5)]
    assert max(seconds) < 1
    assert len(received(discord)) < CROWD
    await eventually(lambda: len(received(discord)) == CROWD, within=30)
    assert time.monotonic() - begin > 0.09 * CROWD
    await eventually(lambda: None not in confirmed(database))
    assert len(confirmed(database)) == CROWD
    assert bot.troubles == []
