"""A stand-in for Discord on loopback: the HTTP routes and the gateway that the bot uses, and nothing else.

What Discord would refuse it refuses too, and it remembers every request. One member, one guild, one channel.
"""

import asyncio
import itertools
import json
import time
import zlib
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Self

from aiohttp import WSMsgType, web

Json = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Gate = Callable[[web.Request], Awaitable[None]]

TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAx.Gstand.in-for_a-secret-that-is-never-shown"
APPLICATION, GUILD, CHANNEL, MEMBER = "100000000000000001", "200000000000000002", "300000000000000003", "4" * 18
API, GATEWAY = "/api/v10", "/somewhere/else"
LONG_AGO = "2026-01-01T00:00:00+00:00"
SECONDS_TO_ANSWER = 3.0  # how long Discord waits before it tells the member that the bot did not respond
GUILDS_INTENT = 1
EPHEMERAL, LOADING, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 15
SNOWFLAKES_BEGAN = 1420070400000  # ids of Discord hold the milliseconds since then
DISPATCH, HEARTBEAT, IDENTIFY, HELLO, HEARTBEAT_ACK = 0, 1, 2, 10, 11
COMMAND, COMPONENT, MODAL_SUBMIT = 2, 3, 5
NEW_MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE_MESSAGE, MODAL = 4, 5, 6, 7, 9
BUTTON, TEXT_INPUT, LABEL, FILE_UPLOAD = 2, 4, 18, 19
V2_COMPONENTS = range(9, 18)
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
MESSAGE: Json = {"type": 0, "channel_id": CHANNEL, "author": BOT, "content": "", "edited_timestamp": None}
MESSAGE |= dict.fromkeys(("tts", "pinned", "mention_everyone"), False)
MESSAGE |= {name: [] for name in ("attachments", "components", "embeds", "mentions", "mention_roles")}
ANSWER: Json = {"type": 20, "application_id": APPLICATION, "webhook_id": APPLICATION}


@dataclass(frozen=True)
class Answer:
    """What the bot answered to an interaction: the kind, what was sent, and the message that the member sees now."""

    kind: int
    data: Json
    message: Json | None
    seconds: float
    edits: "asyncio.Queue[Answer]" = field(default_factory=asyncio.Queue, compare=False)

    async def edited(self, within: float) -> "Answer":
        """What it became when it was edited; each call waits for one edit more."""
        return await asyncio.wait_for(self.edits.get(), within)

    @property
    def text(self) -> str:
        """All texts of it, one below the other."""
        return words(self.data)

    @property
    def controls(self) -> list[Json]:
        """Everything with a custom_id in it, from top to bottom."""
        return [part for part in _walk(self.data) if "custom_id" in part]


def words(message: Json) -> str:
    """All texts of a message, one below the other."""
    return "\n".join(part["content"] for part in [message, *_walk(message)] if part.get("content"))


def _walk(part: Json) -> Iterator[Json]:
    """All components below a message, a modal or a component."""
    for inner in [*part.get("components", []), *filter(None, [part.get("component"), part.get("accessory")])]:
        yield inner
        yield from _walk(inner)


@dataclass
class _Pending:
    """An interaction that waits for its answer; `message` is the one it was pressed on, then the one it led to."""

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
        self.messages: dict[str, Json] = {}  # what everybody sees in the channel, oldest first
        self.posts: list[Json] = []  # every attempt to post there
        self.before_storing: Gate = _go_on  # each post passes them; to refuse or to lose one, they raise
        self.before_answering: Gate = _go_on
        self._nonces: dict[str, str] = {}
        self.token_revoked = False  # the gateway no longer takes it
        self._command_ids: dict[str, str] = {}
        self._count = itertools.count()
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
        api.router.add_patch(f"{API}/webhooks/{APPLICATION}/{{token}}/messages/@original", self._patch_answer)
        api.router.add_get(f"{API}/channels/{CHANNEL}", _always(CHANNEL_HERE))
        api.router.add_get(f"{API}/channels/{CHANNEL}/messages", self._get_messages)
        api.router.add_post(f"{API}/channels/{CHANNEL}/messages", self._post_message)
        api.router.add_patch(f"{API}/channels/{CHANNEL}/messages/{{id}}", self._patch_message)
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
        """Fill in a form and send it, without files."""
        inputs: list[Json] = [{"type": TEXT_INPUT, "custom_id": n, "value": value} for n, value in values.items()]
        uploads = [control for control in modal.controls if control["type"] == FILE_UPLOAD]
        inputs += [{"type": FILE_UPLOAD, "custom_id": upload["custom_id"], "values": []} for upload in uploads]
        labels = [{"type": LABEL, "component": field} for field in inputs]
        data = {"custom_id": modal.data["custom_id"], "components": labels}
        return await self._interact(MODAL_SUBMIT, data, modal.message, within)

    async def send_form(self, custom_id: str, member: str, *, within: float, **values: str) -> Answer:
        """Send a form as any member, however they came by it."""
        labels = [
            {"type": LABEL, "component": {"type": TEXT_INPUT, "custom_id": n, "value": v}} for n, v in values.items()
        ]
        return await self._interact(MODAL_SUBMIT, {"custom_id": custom_id, "components": labels}, None, within, member)

    async def _interact(
        self, kind: int, data: Json, message: Json | None, within: float, member: str = MEMBER
    ) -> Answer:
        assert self._gateway is not None, "no bot is connected"
        number = self._new_id()
        payload = INTERACTION | {"id": number, "token": f"answer-to-{number}", "type": kind, "data": data}
        payload |= {"message": message} if message else {}
        payload["member"] = INTERACTION["member"] | {"user": USER | {"id": member}}
        pending = _Pending(number, message, time.monotonic(), asyncio.get_running_loop().create_future())
        self._pending[payload["token"]] = pending
        await self._gateway.send(DISPATCH, payload, "INTERACTION_CREATE")
        return await asyncio.wait_for(pending.answer, within)

    def write(self, author: Json, **message: Any) -> str:
        """Write a message in the channel, as whoever it may be, and return its id."""
        written = self._keep(self._message(message, MESSAGE | {"author": author}))
        return str(written["id"])

    def minutes_pass(self) -> None:
        """From here on, Discord knows no nonce of before."""
        self._nonces.clear()

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
        self._command_ids = {command["name"]: self._new_id() for command in commands}
        made = [{"description": ""} | command | {"id": self._command_ids[command["name"]]} for command in commands]
        return _json([{"description": "", "application_id": APPLICATION, "version": "1"} | command for command in made])

    async def _post_callback(self, request: web.Request) -> web.Response:
        body, files = await _body(request)
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
        if kind == NEW_MESSAGE:
            pending.message = self._keep(self._message(data, ANSWER, files))
        elif kind == UPDATE_MESSAGE:
            pending.message = self._message(data, pending.message or {}, files)
        elif kind == DEFERRED_MESSAGE:
            pending.message = self._keep(self._message(data, ANSWER | {"flags": LOADING}))
        pending.answer.set_result(Answer(kind, data, pending.message, time.monotonic() - pending.began))
        if request.query.get("with_response") != "1":
            return web.Response(status=204)
        result: Json = {"interaction": {"id": pending.id, "type": COMMAND}}
        if pending.message and kind != MODAL:
            result["interaction"]["response_message_id"] = pending.message["id"]
            result["resource"] = {"type": kind, "message": pending.message}
        return _json(result)

    async def _patch_answer(self, request: web.Request) -> web.Response:
        """Edit what an interaction was answered with, or what it promised by deferring."""
        pending = self._pending.get(request.match_info["token"])
        if pending is None:
            return _error(404, 10015, "Unknown Webhook")
        if not pending.answer.done() or pending.message is None:
            return _error(404, 10008, "Unknown Message")
        body, files = await _body(request)
        loaded = pending.message | {"flags": pending.message["flags"] & ~LOADING}
        pending.message = self._message(body, loaded, files)
        if pending.message["id"] in self.messages:
            self._keep(pending.message)
        first = pending.answer.result()
        edited = Answer(first.kind, body, pending.message, time.monotonic() - pending.began, first.edits)
        first.edits.put_nowait(edited)
        return _json(pending.message)

    async def _post_followup(self, request: web.Request) -> web.Response:
        if request.match_info["token"] not in self._pending:
            return _error(404, 10015, "Unknown Webhook")
        data, files = await _body(request)
        self.followups.append(data)
        return _json(self._message(data, ANSWER, files))

    async def _get_messages(self, request: web.Request) -> web.Response:
        """The newest messages, or the first ones after an id; in both cases the newest comes first."""
        limit, after = int(request.query.get("limit", 50)), int(request.query.get("after", 0))
        if not 1 <= limit <= 100:
            return _error(400, 50035, "Invalid Form Body")
        found = [message for message in self.messages.values() if int(message["id"]) > after]
        return _json((found[:limit] if after else found[-limit:])[::-1])

    async def _post_message(self, request: web.Request) -> web.Response:
        body, files = await _body(request)
        self.posts.append(body)
        await self.before_storing(request)
        nonce = body.get("nonce", "")
        known = self.messages.get(self._nonces.get(nonce, "")) if body.get("enforce_nonce") else None
        message = known or self._keep(self._message(body, MESSAGE, files))
        self._nonces[nonce] = message["id"]
        await self.before_answering(request)
        return _json(message | {"nonce": nonce})

    async def _patch_message(self, request: web.Request) -> web.Response:
        before = self.messages.get(request.match_info["id"])
        if before is None:
            return _error(404, 10008, "Unknown Message")
        if before["author"] != BOT:
            return _error(403, 50005, "Cannot edit a message authored by another user")
        body, files = await _body(request)
        return _json(self._keep(self._message(body, before, files)))

    def _message(self, data: Json, before: Json, files: Sequence[str] = ()) -> Json:
        """A message as Discord shows it to bots: every component has a number, every file an address.

        Without an id in `before` it is a new one.
        """
        now = datetime.now(UTC).isoformat()
        seen = MESSAGE | {"id": self._new_id(), "timestamp": now, "flags": 0} | before
        message: Json = seen | {"flags": seen["flags"] | data.get("flags", 0)}
        message["content"] = data.get("content", seen["content"]) or ""
        message["components"] = json.loads(json.dumps(data.get("components", seen["components"])))
        if "attachments" in data:
            message["attachments"] = [_attachment(self._new_id(), name) for name in files]
        parts = list(_walk(message))
        addresses = {f"attachment://{file['filename']}": file["url"] for file in message["attachments"]}
        for number, part in enumerate(parts, 1):
            part.setdefault("id", number)
            if "file" in part:
                address = part["file"]["url"]
                _require(address in addresses or address in addresses.values(), "an attachment that was not sent")
                part["file"] = {"url": addresses.get(address, address)}
        v2 = bool(message["flags"] & COMPONENTS_V2)
        _require(v2 or all(part["type"] not in V2_COMPONENTS for part in parts), "components without their flag")
        _require(not (v2 and message["content"]), "content beside components")
        return message

    def _keep(self, message: Json) -> Json:
        """Show a message in the channel, unless it is for one member only."""
        if not message["flags"] & EPHEMERAL:
            self.messages[message["id"]] = message
        return message

    def _new_id(self) -> str:
        """An id as Discord gives them: whoever looks for what came after a moment compares them."""
        return str((int(time.time() * 1000) - SNOWFLAKES_BEGAN) << 22 | next(self._count) & 0x3FFFFF)

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


async def _go_on(_request: web.Request) -> None:
    """A gate that is open."""


async def _body(request: web.Request) -> tuple[Json, list[str]]:
    """The JSON of a request, and the names of the files that came along."""
    if request.content_type == "application/json":
        return await request.json(), []
    form = await request.post()
    files = [part.filename for part in form.values() if isinstance(part, web.FileField)]
    return json.loads(str(form["payload_json"])), files


def _attachment(number: str, name: str) -> Json:
    address = f"https://cdn.discordapp.com/attachments/{CHANNEL}/{number}/{name}"
    return {"id": number, "filename": name, "size": 1, "url": address, "proxy_url": address}


def _require(sound: bool, problem: str) -> None:
    """Refuse a message as Discord does."""
    if not sound:
        text = json.dumps({"code": 50035, "message": f"Invalid Form Body: {problem}"})
        raise web.HTTPBadRequest(text=text, headers={"Content-Type": "application/json"})


def _json(body: Any, status: int = 200) -> web.Response:
    """An answer whose content type is bare, as Discord's is: discord.py takes one with a charset for text."""
    return web.Response(body=json.dumps(body).encode(), status=status, content_type="application/json")


def _error(status: int, code: int, message: str) -> web.Response:
    return _json({"code": code, "message": message}, status)
