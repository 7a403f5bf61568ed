"""The playground: its members, its page, and, in a real browser, the first things that people do in it."""

import asyncio
import os
import re
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
import simcord
from playwright.async_api import Page, async_playwright, expect

from bot.client import LearnBot
from bot.playground.page import render
from bot.playground.seed import seed
from bot.playground.world import CHANNELS, PEOPLE, World, build_world
from bot.services.progress import own_progress
from bot.services.world import World as Kind
from bot.services.world import claim
from bot.store.database import Database
from tests.conftest import ROOT
from tests.screens import click, posts, text_of

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


@pytest.fixture
async def world(env: simcord.Env, bot: LearnBot) -> World:
    """The guild of the playground."""
    return await build_world(env, bot)


async def test_the_simulated_clock_shows_the_present(world: World) -> None:
    assert abs(world.env.now() - datetime.now(UTC)) < timedelta(seconds=30)


async def test_going_on_moves_the_clock_by_a_day_each_time_and_it_follows_the_real_one_from_there(
    world: World,
) -> None:
    for days in (1, 2):
        await world.clock.go_on()
        assert abs(world.clock.now - datetime.now(UTC) - timedelta(days=days)) < timedelta(seconds=30)
    before = world.clock.now
    await asyncio.sleep(0.1)
    await world.clock.follow()
    assert timedelta() < world.clock.now - before < timedelta(seconds=30)


async def test_two_who_go_on_at_once_go_on_by_two_days(world: World) -> None:
    before = world.clock.now
    await asyncio.gather(world.clock.go_on(), world.clock.go_on(), world.clock.follow())
    assert timedelta(days=2) <= world.clock.now - before < timedelta(days=2, minutes=1)


async def test_the_next_day_brings_a_new_challenge_and_the_results_of_the_one_before(
    world: World,
) -> None:
    await world.choose_daily_channel()
    channel = world.channels["daily-challenge"]
    (today,) = posts(channel)
    offered = await world.members["ada"].click(today, label="Foundations")
    await click(world.members["ada"], offered, "Open it")
    for day in (1, 2):
        await world.clock.go_on()
        newest = posts(channel)[-1]
        assert len(posts(channel)) == day + 1
        assert str(world.clock.now.date()) in text_of(newest)
        assert newest.created_at.isoformat(timespec="minutes") == f"{world.clock.now.date()}T00:00+00:00"
        assert "late" not in text_of(newest)
    assert ["This day is over" in text_of(message) for message in posts(channel)] == [True, True, False]


async def test_the_members_are_at_different_stages_as_if_they_had_done_it(world: World, bot: LearnBot) -> None:
    await seed(bot, world)
    now = datetime.now(UTC)
    seen = {}
    for name, member in world.members.items():
        progress = await own_progress(bot.db, bot.curriculum, member.id, now)
        seen[name] = (sum(state.done for state in progress.states), len(progress.exits))
    assert seen == {"olivia": (67, 6), "ada": (0, 0), "ben": (4, 0), "chika": (11, 1), "dmitri": (14, 1)}


async def test_seeding_again_changes_nothing(world: World, bot: LearnBot) -> None:
    counts = []
    for _ in range(2):
        await seed(bot, world)
        counts.append(await bot.db.read(lambda c: c.execute("SELECT count(*) FROM event").fetchone()[0]))
    assert counts[0] == counts[1] > 0


async def test_the_page_offers_every_person_and_every_place(world: World) -> None:
    html = render(world)
    assert all(person.display_name in html for person in PEOPLE)
    assert all(f"#{name}" in html for name, _ in CHANNELS)
    assert html.count("#level-") == 13
    assert "Direct messages with the bot" in html
    assert "<script" not in html


@asynccontextmanager
async def playground(folder: Path) -> AsyncIterator[str]:
    """The playground as a process of its own; gives the address of its page."""
    port = _free_port()
    settings = {"DATABASE_PATH": str(folder / "bot.db"), "PLAYGROUND_PORT": str(port), "DISCORD_TOKEN": ""}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", cwd=ROOT, env={**os.environ, **settings}, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        first = (await process.stdout.readline()).decode()
        assert "playground" in first
        second = (await process.stdout.readline()).decode()
        match = re.search(r"http://127\.0\.0\.1:\d+/", second)
        assert match is not None, second
        yield match.group()
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 5) == 0
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def _free_port() -> int:
    """A port that is free, and the one after it too."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


@pytest.mark.process
async def test_only_its_own_page_may_open_a_place(tmp_path: Path) -> None:
    async with playground(tmp_path) as address, aiohttp.ClientSession() as browser:
        form = {"member": "ben", "place": await place_named(browser, address, "#general")}
        stranger = {"Origin": "https://elsewhere.example"}
        async with browser.post(f"{address}open", data=form, headers=stranger) as answer:
            assert answer.status == 403
        async with browser.get(address, headers={"Host": "elsewhere.example"}) as answer:
            assert answer.status == 403
        async with browser.post(f"{address}open", data=form | {"member": "eve"}) as answer:
            assert answer.status == 404
        for nowhere in ("general", "1"):
            async with browser.post(f"{address}open", data=form | {"place": nowhere}) as answer:
                assert answer.status == 404
        async with browser.post(f"{address}open", data=form, allow_redirects=False) as answer:
            assert answer.status == 303
            assert answer.headers["Location"].startswith("http://127.0.0.1:")


async def place_named(browser: aiohttp.ClientSession, address: str, label: str) -> str:
    """The value of the button of a place on the playground's page."""
    async with browser.get(address) as answer:
        match = re.search(rf'value="(\d+)">{label}<', await answer.text())
    assert match is not None
    return match.group(1)


@pytest.mark.process
async def test_the_page_says_which_day_it_is_and_goes_on_by_a_day_for_good_but_not_for_a_stranger(
    tmp_path: Path,
) -> None:
    async with playground(tmp_path) as address, aiohttp.ClientSession() as browser:
        today = await shown_day(browser, address)
        stranger = {"Origin": "https://elsewhere.example"}
        async with browser.post(f"{address}next-day", headers=stranger) as answer:
            assert answer.status == 403
        async with browser.get(f"{address}next-day") as answer:
            assert answer.status == 405
        assert await shown_day(browser, address) == today
        for days in (1, 2):
            async with browser.post(f"{address}next-day", headers={"Origin": address.rstrip("/")}) as answer:
                assert str(answer.url) == address
            assert await shown_day(browser, address) == today + timedelta(days)
    async with playground(tmp_path) as address, aiohttp.ClientSession() as browser:
        assert await shown_day(browser, address) == today + timedelta(2)


async def shown_day(browser: aiohttp.ClientSession, address: str) -> date:
    """The simulated day that the playground's page shows."""
    async with browser.get(address) as answer:
        match = re.search(r'<time datetime="([\d-]+)">', await answer.text())
    assert match is not None
    return date.fromisoformat(match.group(1))


@asynccontextmanager
async def browser_page() -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = await browser.new_context(viewport={"width": 900, "height": 1100})
        page = await context.new_page()
        page.set_default_timeout(15_000)
        yield page
        await browser.close()


async def enter(page: Page, address: str, person: str, place: str) -> None:
    """Choose who to be and where to go on the playground's page."""
    await page.goto(address)
    await page.get_by_label(person).check()
    await page.get_by_role("button", name=place).first.click()
    await page.get_by_role("textbox", name="Message").wait_for()


async def slash(page: Page, command: str) -> None:
    """Type a slash command and send it, as one does on a keyboard."""
    box = page.get_by_role("textbox", name="Message")
    await box.fill(command)
    await page.get_by_role("option", name=command).first.wait_for()
    await box.press("Enter")
    await page.get_by_role("button", name="Exit command mode").wait_for()
    await page.get_by_role("button", name="Send").click()


async def run_to_its_end(**settings: str) -> tuple[int, str]:
    """Start the bot with settings that cannot work; gives its exit code and what it said."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "playground", cwd=ROOT, env={**os.environ, **settings},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    output, _ = await asyncio.wait_for(process.communicate(), 15)
    return process.returncode or 0, output.decode()


@pytest.mark.process
@pytest.mark.parametrize("taken", [0, 1])
async def test_a_taken_port_is_said_in_one_sentence_before_any_address_is_printed(tmp_path: Path, taken: int) -> None:
    port = _free_port()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port + taken))
        other.listen()
        settings = {"DATABASE_PATH": str(tmp_path / "bot.db"), "PLAYGROUND_PORT": str(port)}
        code, output = await run_to_its_end(**settings)
    assert code == 1
    assert f"The playground cannot use port {port + taken}" in output
    assert "Traceback" not in output
    assert "http://" not in output


@pytest.mark.process
async def test_the_playground_refuses_the_database_of_real_members(tmp_path: Path) -> None:
    db = await Database.open(tmp_path / "bot.db")
    await claim(db, Kind.DISCORD)
    await db.close()
    code, output = await run_to_its_end(DATABASE_PATH=str(tmp_path / "bot.db"), PLAYGROUND_PORT=str(_free_port()))
    assert code == 1
    assert "This database belongs to real members" in output
    assert "Traceback" not in output


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium, or Chrome from its maker")
async def test_in_a_browser_a_path_is_picked_a_topic_marked_and_progress_changes_and_stays(tmp_path: Path) -> None:
    async with browser_page() as page:
        async with playground(tmp_path) as address:
            await enter(page, address, "Ben", "#general")
            await slash(page, "/progress")
            await expect(page.get_by_text("4 of 9 topics")).to_be_visible()
            await expect(page.get_by_role("img", name="Bars of paths: Python Fundamentals 4 of 9")).to_be_visible()
            await slash(page, "/roadmap")
            await page.get_by_role("combobox", name="Open a path").click()
            await page.get_by_role("option", name="Python Fundamentals").click()
            await page.get_by_role("button", name="Mark “Comprehensions” done").click()
            await expect(page.get_by_text("Comprehensions · done today")).to_be_visible()
            await slash(page, "/progress")
            await expect(page.get_by_text("5 of 9 topics").last).to_be_visible()
        async with playground(tmp_path) as address:
            await enter(page, address, "Ben", "Direct messages with the bot")
            await slash(page, "/progress")
            await expect(page.get_by_text("5 of 9 topics")).to_be_visible()


async def begin_an_answer(page: Page) -> None:
    """Open the first of today's three challenges whose answer is written: in some, it is picked from a few."""
    for door in ("Foundations", "Builder", "Architect"):
        await page.get_by_role("button", name=door).click()
        await page.get_by_role("button", name="Open it").last.click()
        await expect(page.get_by_role("button", name="Hint 1 of").last).to_be_visible()
        write = page.get_by_role("button", name="Write my answer")
        if await write.count():
            await write.click()
            return
    raise AssertionError("nothing is written today")


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium, or Chrome from its maker")
@pytest.mark.sandbox
@pytest.mark.xdist_group("sandbox")
async def test_in_a_browser_a_newcomer_opens_the_daily_challenge_and_the_next_day_brings_another_and_its_results(
    tmp_path: Path,
) -> None:
    async with playground(tmp_path) as address, browser_page() as page:
        await enter(page, address, "Ada", "#daily-challenge")
        await begin_an_answer(page)
        await page.get_by_role("textbox", name="Your answer").fill("print('Hello')")
        await page.get_by_role("button", name="Submit").click()
        verdict = page.get_by_role("heading", name="checks pass · attempt 1")
        await expect(verdict).to_be_visible(timeout=15_000)
        start = await page.context.new_page()
        await start.goto(address)
        first = await start.locator("time").get_attribute("datetime")
        await start.get_by_role("button", name="Go on to the next day").click()
        await expect(start.get_by_text("1 day ahead of the real clock")).to_be_visible()
        second = await start.locator("time").get_attribute("datetime")
        for _still_open in range(2):
            await expect(page.get_by_role("heading", name=f"Daily challenge · {first}")).to_be_visible()
            await expect(page.get_by_role("paragraph").filter(has_text="This day is over")).to_be_visible()
            await expect(page.get_by_text("Yesterday: 1 tried · 0 solved").last).to_be_visible()
            await expect(page.get_by_role("heading", name=f"Daily challenge · {second}")).to_be_visible()
            await enter(page, address, "Ada", "#daily-challenge")


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium, or Chrome from its maker")
async def test_in_a_browser_an_owner_makes_an_empty_server_a_community_and_finds_its_channels(tmp_path: Path) -> None:
    async with playground(tmp_path) as address, browser_page() as page:
        await enter(page, address, "Olivia", "#general · A new server")
        await slash(page, "/setup plan")
        await page.get_by_role("button", name="Apply").click()
        await expect(page.get_by_role("heading", name="Your server is ready")).to_be_visible(timeout=30_000)
        await enter(page, address, "Olivia", "#level-3 · A new server")
