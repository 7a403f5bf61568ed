"""A stand-in for Discord on loopback: the HTTP routes and the gateway that the bot uses, and nothing else.

What Discord would refuse it refuses too, and it remembers every request. One member, one guild, one channel.
"""

import asyncio
import itertools
import json
import time
import zlib
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any, Self

from aiohttp import WSMsgType, web

Json = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAx.Gstand.in-for_a-secret-that-is-never-shown"
APPLICATION, GUILD, CHANNEL, MEMBER = "100000000000000001", "200000000000000002", "300000000000000003", "4" * 18
API, GATEWAY = "/api/v10", "/somewhere/else"
LONG_AGO = "2026-01-01T00:00:00+00:00"
SECONDS_TO_ANSWER = 3.0  # how long Discord waits before it tells the member that the bot did not respond
GUILDS_INTENT = 1
EPHEMERAL, COMPONENTS_V2 = 1 << 6, 1 << 15
DISPATCH, HEARTBEAT, IDENTIFY, HELLO, HEARTBEAT_ACK = 0, 1, 2, 10, 11
COMMAND, COMPONENT, MODAL_SUBMIT = 2, 3, 5
NEW_MESSAGE, UPDATE_MESSAGE, MODAL = 4, 7, 9
BUTTON, TEXT_INPUT, LABEL = 2, 4, 18
TEXT = 3  # an option of a slash command

BOT: Json = {"id": APPLICATION, "username": "bot", "discriminator": "0000", "avatar": None, "bot": True, "flags": 0}
USER: Json = {"id": MEMBER, "username": "ada", "global_name": "Ada", "discriminator": "0", "avatar": None}
ABOUT: Json = {"id": APPLICATION, "name": "bot", "description": "", "icon": None, "verify_key": "0" * 64, "flags": 0}
ABOUT |= {"bot_public": True, "bot_require_code_grant": False, "owner": USER}
SESSIONS: Json = {"total": 1000, "remaining": 999, "reset_after": 14400000, "max_concurrency": 1}

CHANNEL_HERE: Json = {"id": CHANNEL, "guild_id": GUILD, "type": 0, "name": "general", "position": 0, "topic": None}
CHANNEL_HERE |= {"permission_overwrites": [], "nsfw": False, "parent_id": None}
MEMBER_HERE: Json = {"user": USER, "roles": [], "joined_at": LONG_AGO, "deaf": False, "mute": False, "flags": 0}
EVERYONE: Json = {"id": GUILD, "name": "@everyone", "color": 0, "position": 0, "permissions": "0", "hoist": False}
EVERYONE |= {"managed": False, "mentionable": False, "flags": 0}
GUILD_HERE: Json = {"id": GUILD, "name": "Learners", "owner_id": MEMBER, "member_count": 2, "roles": [EVERYONE]}
GUILD_HERE |= {"channels": [CHANNEL_HERE], "members": [MEMBER_HERE | {"user": BOT}]}
GUILD_HERE |= {name: [] for name in ("threads", "emojis", "stickers", "features", "voice_states", "presences")}

INTERACTION: Json = {"version": 1, "application_id": APPLICATION, "context": 0, "entitlements": [], "locale": "en-US"}
INTERACTION |= {"guild_id": GUILD, "guild": {"id": GUILD, "features": [], "locale": "en-US"}, "guild_locale": "en-US"}
INTERACTION |= {"channel_id": CHANNEL, "channel": CHANNEL_HERE, "member": MEMBER_HERE | {"permissions": "0"}}
INTERACTION |= {"authorizing_integration_owners": {"0": GUILD}, "attachment_size_limit": 1 << 23}
INTERACTION |= {"app_permissions": "0"}
MESSAGE: Json = {"type": 20, "channel_id": CHANNEL, "application_id": APPLICATION, "webhook_id": APPLICATION}
MESSAGE |= {"author": BOT, "timestamp": LONG_AGO, "edited_timestamp": None}
MESSAGE |= dict.fromkeys(("tts", "pinned", "mention_everyone"), False)
MESSAGE |= {name: [] for name in ("attachments", "embeds", "mentions", "mention_roles")}


@dataclass(frozen=True)
class Answer:
    """What the bot answered to an interaction: the kind, what was sent, and the message that the member sees now."""

    kind: int
    data: Json
    message: Json | None
    seconds: float

    @property
    def text(self) -> str:
        """All texts of it, one below the other."""
        return "\n".join(part["content"] for part in [self.data, *_walk(self.data)] if part.get("content"))

    @property
    def controls(self) -> list[Json]:
        """Everything with a custom_id in it, from top to bottom."""
        return [part for part in _walk(self.data) if "custom_id" in part]


def _walk(part: Json) -> Iterator[Json]:
    """All components below a message, a modal or a component."""
    for inner in [*part.get("components", []), *filter(None, [part.get("component"), part.get("accessory")])]:
        yield inner
        yield from _walk(inner)


@dataclass
class _Pending:
    """An interaction that waits for its answer; `message` is the one it was pressed on."""

    id: str
    message: Json | None
    began: float
    answer: "asyncio.Future[Answer]"


class _Gateway:
    """One connection of the bot to the gateway."""

    def __init__(self, socket: web.WebSocketResponse, *, compress: bool) -> None:
        self._socket = socket
        self._zlib = zlib.compressobj() if compress else None  # one context for as long as the connection lasts
        self._sequence = itertools.count(1)

    async def send(self, op: int, data: Any = None, event: str | None = None) -> None:
        payload = json.dumps({"op": op, "d": data, "s": next(self._sequence) if event else None, "t": event})
        if self._zlib is None:
            await self._socket.send_str(payload)
        else:
            await self._socket.send_bytes(self._zlib.compress(payload.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH))


class StandIn:
    """`async with StandIn() as discord`: start bots with `discord.api_url`, then act as its one member."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.unknown: list[str] = []  # requests that Discord has no route for
        self.unauthorized: list[str] = []
        self.syncs: list[list[Json]] = []  # the commands of each PUT
        self.identifies: list[Json] = []
        self.callbacks: list[Json] = []  # every attempt to answer an interaction, refused ones too
        self.followups: list[Json] = []
        self.failures = 0  # so many of the next callbacks are answered with 500
        self.token_revoked = False  # the gateway no longer takes it
        self._command_ids: dict[str, str] = {}
        self._ids = itertools.count(900000000000000000)
        self._pending: dict[str, _Pending] = {}
        self._arrivals: asyncio.Queue[_Gateway] = asyncio.Queue()
        self._gateway: _Gateway | None = None
        self._runners: list[web.AppRunner] = []

    async def __aenter__(self) -> Self:
        gateway, api = web.Application(), web.Application(middlewares=[self._guard])
        gateway.router.add_get(GATEWAY, self._serve_gateway)
        self.gateway_url = await self._listen(gateway, "ws") + GATEWAY
        where = {"url": self.gateway_url, "shards": 1, "session_start_limit": SESSIONS}
        api.router.add_get(f"{API}/gateway/bot", _always(where))
        api.router.add_get(f"{API}/users/@me", _always(BOT))
        api.router.add_get(f"{API}/oauth2/applications/@me", _always(ABOUT))
        api.router.add_put(f"{API}/applications/{APPLICATION}/commands", self._put_commands)
        api.router.add_post(f"{API}/interactions/{{id}}/{{token}}/callback", self._post_callback)
        api.router.add_post(f"{API}/webhooks/{APPLICATION}/{{token}}", self._post_followup)
        api.router.add_get("/page/{anything:.*}", _a_page)
        api.router.add_route("*", "/{anything:.*}", self._refuse)
        address = await self._listen(api, "http")
        self.api_url, self.page_url = address + API, address + "/page"
        return self

    async def __aexit__(self, *_error: object) -> None:
        for runner in self._runners:
            await runner.cleanup()

    async def _listen(self, app: web.Application, scheme: str) -> str:
        runner = web.AppRunner(app, shutdown_timeout=1)
        self._runners.append(runner)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return f"{scheme}://127.0.0.1:{runner.addresses[0][1]}"

    # What the member does

    async def connected(self) -> None:
        """Wait until the next bot has identified itself; from here on, interactions go to it."""
        self._gateway = await self._arrivals.get()

    async def slash(self, name: str, *, within: float = SECONDS_TO_ANSWER, **options: str) -> Answer:
        """Type a slash command. Raises TimeoutError when it isn't answered in time (in seconds)."""
        values = [{"name": option, "type": TEXT, "value": value} for option, value in options.items()]
        data = {"id": self._command_ids[name], "name": name, "type": 1, "options": values}
        return await self._interact(COMMAND, data, None, within)

    async def press(self, message: Json | None, control: Json, *, within: float = SECONDS_TO_ANSWER) -> Answer:
        """Press a button of a message, or pick the first option of a select."""
        assert message is not None
        data: Json = {"custom_id": control["custom_id"], "component_type": control["type"], "id": control.get("id", 1)}
        if control["type"] != BUTTON:
            data["values"] = [control["options"][0]["value"]]
        return await self._interact(COMPONENT, data, message, within)

    async def submit(self, modal: Answer, *, within: float = SECONDS_TO_ANSWER, **values: str) -> Answer:
        """Fill in a form and send it."""
        inputs = [{"type": TEXT_INPUT, "custom_id": name, "value": value} for name, value in values.items()]
        labels = [{"type": LABEL, "component": field} for field in inputs]
        data = {"custom_id": modal.data["custom_id"], "components": labels}
        return await self._interact(MODAL_SUBMIT, data, modal.message, within)

    async def _interact(self, kind: int, data: Json, message: Json | None, within: float) -> Answer:
        assert self._gateway is not None, "no bot is connected"
        number = str(next(self._ids))
        payload = INTERACTION | {"id": number, "token": f"answer-to-{number}", "type": kind, "data": data}
        payload |= {"message": message} if message else {}
        pending = _Pending(number, message, time.monotonic(), asyncio.get_running_loop().create_future())
        self._pending[payload["token"]] = pending
        await self._gateway.send(DISPATCH, payload, "INTERACTION_CREATE")
        return await asyncio.wait_for(pending.answer, within)

    # What the bot asks of the HTTP API

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self.requests.append(f"{request.method} {request.path}")
        token_in_path = request.path.startswith((f"{API}/interactions/", f"{API}/webhooks/"))
        if not token_in_path and request.headers.get("Authorization") != f"Bot {TOKEN}":
            self.unauthorized.append(f"{request.method} {request.path}")
            return _error(401, 0, "401: Unauthorized")
        return await handler(request)

    async def _refuse(self, request: web.Request) -> web.Response:
        self.unknown.append(f"{request.method} {request.path}")
        return _error(404, 0, "404: Not Found")

    async def _put_commands(self, request: web.Request) -> web.Response:
        commands: list[Json] = await request.json()
        self.syncs.append(commands)
        self._command_ids = {command["name"]: str(next(self._ids)) for command in commands}
        made = [command | {"id": self._command_ids[command["name"]]} for command in commands]
        return _json([command | {"application_id": APPLICATION, "version": "1"} for command in made])

    async def _post_callback(self, request: web.Request) -> web.Response:
        body: Json = await request.json()
        self.callbacks.append(body)
        if self.failures:
            self.failures -= 1
            return _error(500, 0, "500: Internal Server Error")
        pending = self._pending.get(request.match_info["token"])
        if pending is None or pending.id != request.match_info["id"]:
            return _error(404, 10062, "Unknown interaction")
        if pending.answer.done():
            return _error(400, 40060, "Interaction has already been acknowledged.")
        kind, data = body["type"], body.get("data") or {}
        message = pending.message
        if kind in (NEW_MESSAGE, UPDATE_MESSAGE):
            message = self._message(data, pending.message if kind == UPDATE_MESSAGE else None)
        pending.answer.set_result(Answer(kind, data, message, time.monotonic() - pending.began))
        if request.query.get("with_response") != "1":
            return web.Response(status=204)
        result: Json = {"interaction": {"id": pending.id, "type": COMMAND}}
        if message and kind != MODAL:
            result["interaction"]["response_message_id"] = message["id"]
            result["resource"] = {"type": kind, "message": message}
        return _json(result)

    async def _post_followup(self, request: web.Request) -> web.Response:
        if request.match_info["token"] not in self._pending:
            return _error(404, 10015, "Unknown Webhook")
        if request.content_type == "application/json":
            data: Json = await request.json()
        else:
            data = json.loads(str((await request.post())["payload_json"]))
        self.followups.append(data)
        return _json(self._message(data, None))

    def _message(self, data: Json, before: Json | None) -> Json:
        """A message as Discord shows it to bots: every component has a number."""
        components = json.loads(json.dumps(data.get("components", [])))
        for number, part in enumerate(_walk({"components": components}), 1):
            part.setdefault("id", number)
        seen = before or MESSAGE | {"id": str(next(self._ids)), "flags": data.get("flags", 0)}
        return seen | {"content": data.get("content") or "", "components": components}

    # The gateway

    async def _serve_gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        gateway = _Gateway(socket, compress=request.query.get("compress") == "zlib-stream")
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

    async def _welcome(self, gateway: _Gateway) -> None:
        ready = {"v": 10, "user": BOT, "session_id": "session", "resume_gateway_url": self.gateway_url}
        ready |= {"application": {"id": APPLICATION, "flags": 0}, "guilds": [{"id": GUILD, "unavailable": True}]}
        await gateway.send(DISPATCH, ready, "READY")
        await gateway.send(DISPATCH, GUILD_HERE, "GUILD_CREATE")
        self._arrivals.put_nowait(gateway)


def _always(body: Json) -> Handler:
    async def answer(_request: web.Request) -> web.StreamResponse:
        return _json(body)

    return answer


async def _a_page(_request: web.Request) -> web.StreamResponse:
    """What a web site answers that is no API."""
    return web.Response(text="<!doctype html><title>Welcome</title>", content_type="text/html")


def _json(body: Any, status: int = 200) -> web.Response:
    """An answer whose content type is bare, as Discord's is: discord.py takes one with a charset for text."""
    return web.Response(body=json.dumps(body).encode(), status=status, content_type="application/json")


def _error(status: int, code: int, message: str) -> web.Response:
    return _json({"code": code, "message": message}, status)
