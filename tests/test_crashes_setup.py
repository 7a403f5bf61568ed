"""What a kill -9 and a Discord that fails do to /setup apply: everything is made once, and it goes on by itself."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from bot.domain.curriculum import Curriculum
from bot.store.setup import begin_run
from tests import bots
from tests.bots import Launch
from tests.kills import Stop, eventually, in_database, open_gate, rows
from tests.standin import EPHEMERAL, GUILD, Gate, Json, StandIn

pytestmark = [pytest.mark.process, pytest.mark.xdist_group("sandbox")]
discord, database, launch, connect = bots.discord, bots.database, bots.launch, bots.connect

MANAGE_GUILD = str(1 << 5)
LONG = 30.0
CREATED = 36  # #general is there already


@pytest.fixture
async def begun(database: Path) -> None:
    """An apply that has begun, so that it goes on as soon as a bot comes."""
    await in_database(database, lambda connection: begin_run(connection, int(GUILD), datetime.now(UTC)))


def after(number: int, gate: Gate) -> Gate:
    """A gate that is open for so many requests, and then another one."""
    passed = 0

    async def counted(request: web.Request) -> None:
        nonlocal passed
        passed += 1
        if passed > number:
            await gate(request)

    return counted


def at(*turns: int, answer: type[web.HTTPException]) -> Gate:
    """A gate that answers with an error at some turns."""
    turn = 0

    async def counted(_request: web.Request) -> None:
        nonlocal turn
        turn += 1
        if turn in turns:
            raise answer

    return counted


class TooMany(web.HTTPTooManyRequests):
    """The rate limit, as Discord tells it."""

    def __init__(self) -> None:
        super().__init__(headers={"Via": "1.1 discord"})
        self.body = b'{"message": "You are being rate limited.", "retry_after": 0.2, "global": false}'
        self.headers["Content-Type"] = "application/json"


async def assert_made_once(discord: StandIn, database: Path, curriculum: Curriculum) -> None:
    """Everything is there once, and noted with its id."""
    await eventually(lambda: not rows(database, "SELECT guild_id FROM setup_run"), LONG)
    server = curriculum.server
    assert server is not None
    names = Counter(discord.names())
    assert {name: count for name, count in names.items() if count > 1} == {}
    assert {channel.name for channel in server.channels} | {role.name for role in server.roles} <= names.keys()
    noted = {str(number) for (number,) in rows(database, "SELECT discord_id FROM setup_thing")}
    assert noted - {GUILD} <= discord.channels.keys() | discord.roles.keys()
    assert len(noted) == len(server.channels) + len(server.categories) + len(server.roles) + 1
    assert (discord.unknown, discord.unauthorized) == ([], [])
    assert [request for request in discord.requests if "/members" in request] == []


@pytest.mark.parametrize("done", [0, 16, 25])
async def test_what_discord_never_got_before_kill_minus_nine_is_made_after_the_restart(
    discord: StandIn, connect: Launch, database: Path, curriculum: Curriculum, begun: None, done: int
) -> None:
    stop = Stop()
    discord.before_storing = after(done, stop)
    bot = await connect()
    await eventually(stop.reached.is_set, LONG)
    await bot.kill()
    stop.lose()
    discord.before_storing = open_gate
    assert [found for (found,) in rows(database, "SELECT discord_id FROM setup_thing")].count(None) == 1

    bot = await connect()
    await assert_made_once(discord, database, curriculum)
    assert bot.troubles == []


@pytest.mark.parametrize("done", [0, 16, 25])
async def test_what_discord_made_but_never_answered_before_kill_minus_nine_is_found_after_the_restart(
    discord: StandIn, connect: Launch, database: Path, curriculum: Curriculum, begun: None, done: int
) -> None:
    stop = Stop()
    discord.before_answering = after(done, stop)
    bot = await connect()
    await eventually(stop.reached.is_set, LONG)
    await bot.kill()
    stop.let_through()
    discord.before_answering = open_gate

    bot = await connect()
    await assert_made_once(discord, database, curriculum)
    assert len(discord.creations) == CREATED
    assert bot.troubles == []


async def test_an_error_of_discord_after_it_has_made_something_is_not_followed_by_a_second_one(
    discord: StandIn, connect: Launch, database: Path, curriculum: Curriculum, begun: None
) -> None:
    discord.before_answering = at(3, 17, 22, answer=web.HTTPInternalServerError)
    await connect()
    await assert_made_once(discord, database, curriculum)
    assert len(discord.creations) == CREATED


async def test_a_rate_limit_is_waited_for(
    discord: StandIn, connect: Launch, database: Path, curriculum: Curriculum, begun: None
) -> None:
    discord.before_storing = at(2, 3, 20, answer=TooMany)
    bot = await connect()
    await assert_made_once(discord, database, curriculum)
    assert "We are being rate limited" in bot.output
    assert len(discord.creations) == CREATED + 3


async def test_the_onboarding_is_written_from_the_same_description_and_taken_back_with_the_rest(
    discord: StandIn, connect: Launch, database: Path, curriculum: Curriculum
) -> None:
    before = discord.names()
    discord.permissions = MANAGE_GUILD
    bot = await connect()
    answer = await discord.slash("setup apply")
    ended = answer
    while "Your server is ready" not in ended.text:
        ended = await answer.edited(LONG)
    assert ended.message is not None
    assert ended.message["flags"] & EPHEMERAL
    await assert_made_once(discord, database, curriculum)
    first, second = discord.onboarding["prompts"]
    by_id = {number: channel["name"] for number, channel in discord.channels.items()}
    roles = {number: role["name"] for number, role in discord.roles.items()}
    assert [by_id[number] for number in sorted(first["options"][1]["channel_ids"])] == ["level-3", "level-4", "level-5"]
    assert [roles[number] for number in second["options"][0]["role_ids"]] == ["Daily ping"]
    assert len(discord.onboarding["default_channel_ids"]) == 7
    assert discord.onboarding["enabled"]

    asked = await (await discord.slash("setup undo")).edited(LONG)
    assert "the Onboarding" in asked.text
    undoing = await discord.press(asked.message, asked.controls[0])
    assert "## Removed 37 things" in (await undoing.edited(LONG)).text
    assert discord.names() == ["general", *before[1:]]
    assert not discord.onboarding["enabled"]
    assert bot.troubles == []


async def test_an_onboarding_of_the_guilds_own_stays_as_it_is(
    discord: StandIn, connect: Launch, database: Path, begun: None
) -> None:
    option: Json = {"id": "1", "title": "Tea", "description": None, "channel_ids": [], "role_ids": []}
    prompt: Json = {"id": "2", "type": 0, "title": "Tea or coffee?", "options": [option]}
    prompt |= {"single_select": True, "required": False, "in_onboarding": True}
    discord.onboarding |= {"prompts": [prompt], "enabled": True}
    await connect()
    await eventually(lambda: not rows(database, "SELECT guild_id FROM setup_run"), LONG)
    assert discord.onboarding["prompts"] == [prompt]
    assert "PUT" not in {request.split()[0] for request in discord.requests if "onboarding" in request}


async def test_where_discord_refuses_a_forum_the_channel_is_a_text_channel_and_the_rest_goes_on(
    discord: StandIn, connect: Launch, database: Path, curriculum: Curriculum
) -> None:
    discord.no_forums, discord.permissions = True, MANAGE_GUILD
    bot = await connect()
    ended = answer = await discord.slash("setup apply")
    while "Your server is ready" not in ended.text:
        ended = await answer.edited(LONG)
    assert "This server can have no forum, so #help is a text channel." in ended.text
    await assert_made_once(discord, database, curriculum)
    assert [channel["type"] for channel in discord.channels.values() if channel["name"] == "help"] == [0]
    again = await (await discord.slash("setup plan")).edited(LONG)
    assert "create 0, adopt 0, change 0" in again.text
    assert bot.troubles == []


async def test_an_event_that_discord_made_before_an_error_is_found_and_not_made_again(
    discord: StandIn, connect: Launch
) -> None:
    discord.permissions = MANAGE_GUILD
    discord.before_answering = at(1, answer=web.HTTPInternalServerError)
    bot = await connect()
    moment = (datetime.now(UTC) + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    for _ in range(2):
        said = await (await discord.slash("server office-hours", at=moment)).edited(LONG)
        assert "stands among the server's events" in said.text
    assert [event["name"] for event in discord.events] == ["Office hours"]
    assert len(discord.creations) == 1
    assert bot.troubles == []
