"""The gateway: who may connect, what a bot is told at once, and the way for interactions."""

import asyncio
import itertools
import json
import zlib
from typing import Any

from aiohttp import WSMsgType, web

from tests.standin.protocol import (
    APPLICATION,
    DISPATCH,
    GUILD,
    GUILDS_INTENT,
    HEARTBEAT,
    HEARTBEAT_ACK,
    HELLO,
    IDENTIFY,
    TOKEN,
)
from tests.standin.world import BOT, GUILD_HERE, Json


class Connection:
    """One connection of the bot to the gateway."""

    def __init__(self, socket: web.WebSocketResponse, *, compress: bool) -> None:
        self._socket = socket
        self._zlib = zlib.compressobj() if compress else None  # one context for as long as the connection lasts
        self._sequence = itertools.count(1)

    async def send(self, op: int, data: Any = None, event: str | None = None) -> None:
        """Send a payload; events are numbered."""
        payload = json.dumps({"op": op, "d": data, "s": next(self._sequence) if event else None, "t": event})
        if self._zlib is None:
            await self._socket.send_str(payload)
        else:
            await self._socket.send_bytes(self._zlib.compress(payload.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH))


class Gateway:
    """The bots that have identified themselves, and the one that interactions go to."""

    gateway_url: str  # where it listens, from the start of the servers on

    def __init__(self) -> None:
        super().__init__()
        self.identifies: list[Json] = []
        self.token_revoked = False  # the gateway no longer takes it
        self._arrivals: asyncio.Queue[Connection] = asyncio.Queue()
        self._gateway: Connection | None = None

    async def connected(self) -> None:
        """Wait until the next bot has identified itself; from here on, interactions go to it."""
        self._gateway = await self._arrivals.get()

    async def _serve_gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        gateway = Connection(socket, compress=request.query.get("compress") == "zlib-stream")
        await gateway.send(HELLO, {"heartbeat_interval": 41250})
        async for received in socket:
            if received.type != WSMsgType.TEXT:
                break
            payload: Json = received.json()
            if payload["op"] == HEARTBEAT:
                await gateway.send(HEARTBEAT_ACK)
            elif payload["op"] == IDENTIFY:
                self.identifies.append(payload["d"])
                if payload["d"]["token"] != TOKEN or self.token_revoked:
                    await socket.close(code=4004, message=b"Authentication failed.")
                elif payload["d"]["intents"] != GUILDS_INTENT:
                    await socket.close(code=4014, message=b"Disallowed intent(s).")
                else:
                    await self._welcome(gateway)
        return socket

    async def _welcome(self, gateway: Connection) -> None:
        ready = {"v": 10, "user": BOT, "session_id": "session", "resume_gateway_url": self.gateway_url}
        ready |= {"application": {"id": APPLICATION, "flags": 0}, "guilds": [{"id": GUILD, "unavailable": True}]}
        await gateway.send(DISPATCH, ready, "READY")
        await gateway.send(DISPATCH, GUILD_HERE, "GUILD_CREATE")
        self._arrivals.put_nowait(gateway)
