"""What a kill -9 at the worst moment, and a Discord that fails, do to posts and answers: at most once, never lost."""

import asyncio
import json
import sqlite3
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from bot.domain.challenge import Challenge, ChallengeKind, Measure
from bot.domain.curriculum import Curriculum
from bot.domain.guild import Post
from bot.domain.guild_settings import GuildSettings
from bot.grader import prepare
from bot.services.guild_settings import change_settings
from bot.store.posts import claim_post, confirm_post
from tests import bots
from tests.bots import Launch, stored
from tests.conftest import CACHE
from tests.kills import (
    SOON,
    eventually,
    in_database,
    kill_before_discord_answers,
    kill_before_discord_gets_it,
    kill_before_it_is_confirmed,
    refusing,
    rows,
)
from tests.standin import (
    BOT,
    CHANNEL,
    COMPONENTS_V2,
    DEFERRED_MESSAGE,
    DEFERRED_UPDATE,
    GUILD,
    USER,
    Answer,
    Json,
    StandIn,
    words,
)

pytestmark = [pytest.mark.process, pytest.mark.sandbox, pytest.mark.xdist_group("sandbox")]
discord, database, launch, connect = bots.discord, bots.database, bots.launch, bots.connect
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")

LATE = "late"
SLOWLY = "\n\nimport time\n\ntime.sleep(0.12)\n"  # at every check


@pytest.fixture(autouse=True, scope="module")
def compiled() -> None:
    """The sandbox is made before the first bot starts."""
    prepare(CACHE, print)


@pytest.fixture
async def posting(database: Path) -> GuildSettings:
    """A guild whose day began two to three hours ago, so that its post is due as soon as a bot comes."""
    now = datetime.now(UTC)
    values = {"daily-channel": CHANNEL, "post-hour": str((now - timedelta(hours=2)).hour)}
    chosen = now - timedelta(days=3)
    await in_database(database, lambda connection: change_settings(connection, int(GUILD), None, values, chosen))
    return GuildSettings(int(GUILD), values)


def posts(database: Path) -> list[tuple[str, int | None]]:
    """The day and the message of every post that was claimed."""
    return rows(database, "SELECT day, message_id FROM post ORDER BY day")


async def assert_posted_once(discord: StandIn, database: Path, setting: GuildSettings) -> Json:
    """The database confirms one post, of today, and it is the only message of the bot. Returns it."""
    await eventually(lambda: posts(database) and posts(database)[-1][1])
    ours = [message for message in discord.messages.values() if message["author"] == BOT]
    assert [(str(setting.calendar.day(datetime.now(UTC))), int(message["id"])) for message in ours] == posts(database)
    assert (discord.unknown, discord.unauthorized) == ([], [])
    return ours[0]


async def test_a_post_that_discord_never_got_before_kill_minus_nine_is_sent_after_the_restart(
    discord: StandIn, connect: Launch, database: Path, posting: GuildSettings
) -> None:
    await kill_before_discord_gets_it(discord, connect)
    assert [message for _day, message in posts(database)] == [None]
    assert not discord.messages

    discord.write(USER, content="Where is today's challenge?")
    bot = await connect()
    await assert_posted_once(discord, database, posting)
    assert len(discord.posts) == 2
    assert bot.troubles == []


async def test_a_post_that_discord_got_but_never_answered_before_kill_minus_nine_is_found_after_the_restart(
    discord: StandIn, connect: Launch, database: Path, posting: GuildSettings
) -> None:
    button = {"type": 1, "components": [{"type": 2, "style": 2, "label": "?", "custom_id": "somebody:elses"}]}
    discord.write(USER, content="Good morning")
    discord.write(USER | {"bot": True}, content="Press me", components=[button])
    await kill_before_discord_answers(discord, connect)
    assert [message for _day, message in posts(database)] == [None]

    discord.write(USER, content="I go first")
    bot = await connect()
    await assert_posted_once(discord, database, posting)
    assert len(discord.posts) == 1
    assert bot.troubles == []


async def test_a_post_that_was_sent_but_not_confirmed_before_kill_minus_nine_is_confirmed_after_the_restart(
    discord: StandIn, connect: Launch, database: Path, posting: GuildSettings
) -> None:
    await kill_before_it_is_confirmed(discord, connect, database)
    assert [message for _day, message in posts(database)] == [None]

    bot = await connect()
    await assert_posted_once(discord, database, posting)
    assert len(discord.posts) == 1
    assert bot.troubles == []


@pytest.mark.parametrize("confirmed", [True, False], ids=["confirmed", "in-doubt"])
async def test_a_post_that_was_missed_while_the_bot_was_down_comes_late_and_says_so_and_yesterdays_gets_its_results(
    discord: StandIn, connect: Launch, database: Path, posting: GuildSettings, confirmed: bool
) -> None:
    now = datetime.now(UTC) - timedelta(days=1)
    yesterday = Post(posting.guild_id, "daily", posting.calendar.day(now), int(CHANNEL), now)
    door = {"type": 2, "style": 2, "label": "?", "custom_id": f"daily:door:{yesterday.day}:builder"}
    message_id = int(discord.write(BOT, flags=COMPONENTS_V2, components=[{"type": 1, "components": [door]}]))

    def post_yesterday(connection: sqlite3.Connection) -> None:
        claim_post(connection, yesterday.guild_id, "daily", yesterday.day, yesterday.channel_id, now)
        if confirmed:
            confirm_post(connection, yesterday, message_id)

    await in_database(database, post_yesterday)
    bot = await connect()
    await eventually(lambda: rows(database, "SELECT day FROM post WHERE closed"))
    before, today = discord.messages.values()
    assert LATE in words(today)
    assert str(posting.calendar.day(datetime.now(UTC))) in words(today)
    assert str(yesterday.day) in words(before)
    assert "over" in words(before)
    assert posts(database) == [(str(yesterday.day), message_id), (str(yesterday.day + timedelta(1)), int(today["id"]))]
    assert len(discord.posts) == 1
    assert (discord.unknown, bot.troubles) == ([], [])


async def test_three_errors_of_discord_in_a_row_and_a_restart_make_one_post_although_it_had_stored_the_first_attempt(
    discord: StandIn, connect: Launch, database: Path, posting: GuildSettings
) -> None:
    discord.before_storing = refusing(False, False, True)
    discord.before_answering = refusing(True, True)
    bot = await connect()
    await eventually(lambda: len(discord.posts) == 3)
    bot.process.terminate()
    assert await bot.ended() == 0
    assert bot.troubles == []
    assert len(discord.messages) == 1
    assert len({post["nonce"] for post in discord.posts}) == 1
    assert all(post["enforce_nonce"] for post in discord.posts)
    discord.minutes_pass()

    bot = await connect()
    await assert_posted_once(discord, database, posting)
    assert len(discord.posts) == 3
    assert bot.troubles == []


async def test_a_connection_that_breaks_off_during_the_post_is_one_warning_and_the_post_stays_in_doubt(
    discord: StandIn, connect: Launch, database: Path, posting: GuildSettings
) -> None:
    async def hang_up(request: web.Request) -> None:
        assert request.transport
        request.transport.abort()

    discord.before_answering = hang_up
    bot = await connect()
    await eventually(lambda: bot.troubles)
    assert posts(database) == [(str(posting.calendar.day(datetime.now(UTC))), None)]
    assert [json.loads(line)["level"] for line in bot.troubles] == ["WARNING"]
    assert len(discord.posts) == 1


def some_function(curriculum: Curriculum) -> Challenge:
    """A challenge whose model solution also passes with a sentence more at its end."""
    challenges = curriculum.challenges.values()
    return next(c for c in challenges if c.kind is ChallengeKind.FUNCTION and c.measure == Measure())


async def hand_in(discord: StandIn, challenge: Challenge, code: str) -> Answer:
    """Open a challenge, write an answer, and wait until it is acknowledged."""
    task = await discord.slash("challenge", challenge=challenge.id)
    write = next(control for control in task.controls if control["custom_id"].startswith("challenge:write:"))
    form = await discord.press(task.message, write)
    answer = await discord.submit(form, code=code)
    assert answer.kind == DEFERRED_UPDATE
    return answer


def deeds(database: Path) -> list[tuple[str, str]]:
    """What the member did, but for looking at the task, and what the bot adds to it."""
    return [(kind, item) for kind, item in stored(database) if kind not in ("opened", "awarded")]


async def assert_solved_once(discord: StandIn, database: Path, challenge: Challenge) -> None:
    """The member's answer is graded, counts once, and the task says that it is solved."""
    await eventually(lambda: rows(database, "SELECT report FROM submission WHERE report IS NOT NULL"))
    assert deeds(database) == [("attempted", challenge.id), ("solved", challenge.id)]
    ((passed, total),) = rows(database, "SELECT passed, total FROM submission")
    assert passed == total == len(challenge.all_checks)
    assert "☑ solved" in (await discord.slash("challenge", challenge=challenge.id)).text
    assert (discord.unknown, discord.unauthorized) == ([], [])


@pytest.mark.parametrize("seconds", [0.0, 0.7], ids=["at-once", "in-the-middle"])
async def test_an_answer_that_was_acknowledged_before_kill_minus_nine_is_graded_by_itself_after_the_restart(
    discord: StandIn, connect: Launch, database: Path, curriculum: Curriculum, seconds: float
) -> None:
    challenge = some_function(curriculum)
    bot = await connect()
    await hand_in(discord, challenge, challenge.solution + SLOWLY)
    await asyncio.sleep(seconds)
    await bot.kill()
    assert rows(database, "SELECT report FROM submission") == [(None,)]
    assert deeds(database) == [("attempted", challenge.id)]

    bot = await connect()
    await assert_solved_once(discord, database, challenge)
    assert bot.troubles == []


async def test_an_answer_from_before_the_sandbox_is_ready_is_promised_and_then_graded(
    discord: StandIn, connect: Launch, database: Path, curriculum: Curriculum, tmp_path: Path
) -> None:
    fcntl = pytest.importorskip("fcntl")
    challenge = some_function(curriculum)
    cache = tmp_path / "cache" / "grader"
    cache.mkdir(parents=True, mode=0o700)
    for file in CACHE.glob("*.[nw]a*"):
        (cache / file.name).symlink_to(file)
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # as another bot that is making it
        bot = await connect(CACHE_DIR=str(tmp_path / "cache"))
        answer = await hand_in(discord, challenge, challenge.solution)
        promise = await answer.edited(within=SOON)
        assert "saved" in promise.text
        assert rows(database, "SELECT report FROM submission") == [(None,)]
    assert "Solved" in (await answer.edited(within=SOON)).text
    await assert_solved_once(discord, database, challenge)
    assert (discord.followups, bot.troubles) == ([], [])


def workers_of(parent: int) -> set[int]:
    """The processes of the sandbox that a bot has started."""
    processes = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]
    return {process for process in processes if is_worker(process) and parent_of(process) == parent}


def is_worker(process: int) -> bool:
    try:
        return b"worker.py" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


def parent_of(process: int) -> int | None:
    try:
        return int(Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
    except OSError:
        return None


@linux_only
async def test_no_worker_of_the_sandbox_outlives_kill_minus_nine_of_the_bot_in_the_middle_of_an_endless_loop(
    discord: StandIn, connect: Launch
) -> None:
    bot = await connect()
    form = await discord.slash("run")
    await eventually(lambda: len(workers_of(bot.process.pid)) == 2)
    answer = await discord.submit(form, code="while True: pass", stdin="")
    assert answer.kind == DEFERRED_MESSAGE
    await asyncio.sleep(0.3)
    workers = workers_of(bot.process.pid)
    assert len(workers) == 2
    await bot.kill()
    await eventually(lambda: not any(map(is_worker, workers)), within=1)


@linux_only
async def test_the_making_of_the_sandbox_does_not_outlive_kill_minus_nine_of_the_bot(
    connect: Launch, tmp_path: Path
) -> None:
    bot = await connect(CACHE_DIR=str(tmp_path / "cache"), TMPDIR=str(tmp_path))
    await eventually(lambda: workers_of(bot.process.pid))
    makers = workers_of(bot.process.pid)
    await bot.kill()
    await eventually(lambda: not any(map(is_worker, makers)), within=1)
