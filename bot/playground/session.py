"""One run of the playground: the bot in its simulated Discord, our page, and the place that is open."""

import asyncio
import os
import socket
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import simcord
from aiohttp import web
from simcord.backend.errors import SetupError
from simcord.preview import Preview

from bot.client import LearnBot
from bot.config import Config
from bot.playground.clock import PATIENCE_SECONDS
from bot.playground.gaps import fill_gaps
from bot.playground.page import DIRECT_MESSAGE, render
from bot.playground.seed import seed
from bot.playground.world import World, build_world
from bot.services.commands import forget_sync
from bot.services.posts import forget_posts
from bot.services.setup import forget_what_was_made
from bot.services.world import World as Kind
from bot.services.world import claim

Viewer: TypeAlias = simcord.MemberActor | simcord.UserHandle
Builder: TypeAlias = Callable[[Config, Path], AbstractAsyncContextManager[LearnBot]]

LOOPBACK = "127.0.0.1"
CLOCK_SECONDS = 20


class PlaygroundError(Exception):
    """The playground cannot start, in a sentence that says what to do."""


async def run_playground(config: Config, build: Builder) -> None:
    """Run until cancelled."""
    async with build(config, config.playground_database_path) as bot:
        bot.backups = 0  # nothing here would be missed
        await claim(bot.db, Kind.PLAYGROUND)
        await forget_sync(bot.db)  # the simulated Discord begins without commands,
        await forget_posts(bot.db)  # without messages,
        await forget_what_was_made(bot.db, datetime.now(UTC))  # and without channels
        fill_gaps()
        async with simcord.run(bot, check_errors=False, settle_timeout=PATIENCE_SECONDS) as env:
            world = await build_world(env, bot)
            await seed(bot, world)
            await world.choose_daily_channel()
            await _serve(world, config.playground_port)


async def _serve(world: World, port: int) -> None:
    _require_free(port, port + 1)
    place = OpenPlace(world, port + 1)
    runner = web.AppRunner(_application(world, place, port), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, port).start()
        print(f"Playground: http://{LOOPBACK}:{port}/ (Ctrl-C stops it)", flush=True)
        await _keep_time(world)
    finally:
        await place.close()
        await runner.cleanup()


def _require_free(*ports: int) -> None:
    """Raise PlaygroundError when one of the ports is taken: the page's own, or the one of the open place."""
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name == "posix")
            try:
                probe.bind((LOOPBACK, port))
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                raise PlaygroundError(
                    f"The playground cannot use port {port}: {reason}. Set PLAYGROUND_PORT to another."
                ) from None


async def _keep_time(world: World) -> None:
    """Let the simulated clock go on, except while somebody acts; never ends by itself."""
    while True:
        await asyncio.sleep(CLOCK_SECONDS)
        with suppress(SetupError, TimeoutError):
            await world.clock.follow()


class OpenPlace:
    """The one channel or direct message that is open in the browser: SimCord previews one at a time."""

    def __init__(self, world: World, port: int) -> None:
        self._world = world
        self._port = port
        self._preview: Preview | None = None
        self._lock = asyncio.Lock()

    async def open(self, member: str, place: str) -> str:
        """Open a place as a member, closing the one before; its address.

        Raises KeyError or ValueError for no such place.
        """
        async with self._lock:
            viewers: tuple[Viewer, ...]
            if place == DIRECT_MESSAGE:
                user = self._world.members[member].user
                channel, viewers = user.dm_channel, (user,)
            else:
                channel, viewers = self._world.find(member, int(place))
            await self.close()
            self._preview = await self._patiently(channel, viewers)
            return self._preview.url

    async def refresh(self) -> None:
        """Show in it what was written there meanwhile, unless somebody acts: then they see it anyway."""
        if self._preview:
            with suppress(SetupError, TimeoutError):
                await self._preview.refresh()

    async def close(self) -> None:
        """Close what is open."""
        if self._preview:
            await self._preview.close()
            self._preview = None

    async def _patiently(self, channel: simcord.ChannelHandle, viewers: Sequence[Viewer]) -> Preview:
        """SimCord refuses while another action is under way; wait for that to end."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                with suppress(SetupError):
                    preview = self._world.env.preview(channel, viewers=viewers, layout="channel", port=self._port)
                    return await preview.__aenter__()
                await asyncio.sleep(0.1)


def _application(world: World, place: OpenPlace, port: int) -> web.Application:
    hosts = {f"{name}:{port}" for name in (LOOPBACK, "localhost")}

    @web.middleware
    async def only_from_here(request: web.Request, handler: Callable[..., object]) -> web.StreamResponse:
        """Refuse pages of other sites that send a browser here, also by a host name that leads to this machine."""
        origin = request.headers.get("Origin")
        if request.host not in hosts or origin not in (None, *(f"http://{host}" for host in hosts)):
            raise web.HTTPForbidden(text="The playground answers only to its own page.")
        response: web.StreamResponse = await handler(request)  # type: ignore[misc]
        return response

    async def index(_request: web.Request) -> web.Response:
        return web.Response(text=render(world), content_type="text/html")

    async def open_place(request: web.Request) -> web.Response:
        form = await request.post()
        try:
            address = await place.open(str(form.get("member")), str(form.get("place")))
        except (KeyError, ValueError):
            raise web.HTTPNotFound(text="There is no such member or place. Go back and pick one.") from None
        except TimeoutError:
            raise web.HTTPServiceUnavailable(
                text="The place cannot be opened right now. Go back and try again."
            ) from None
        raise web.HTTPSeeOther(address)

    async def go_on(_request: web.Request) -> web.Response:
        try:
            await world.clock.go_on()
        except TimeoutError:
            raise web.HTTPServiceUnavailable(
                text="The bot is busy; the next day comes as soon as it isn't. Go back and wait a moment."
            ) from None
        await place.refresh()
        raise web.HTTPSeeOther("/")

    application = web.Application(middlewares=[only_from_here])
    application.add_routes([web.get("/", index), web.post("/open", open_place), web.post("/next-day", go_on)])
    return application
