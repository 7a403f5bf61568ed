"""The channel and the direct messages: what is written there, by the bot or by anybody, and how Discord shows it."""

import itertools
import json
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from tests.standin.answers import walk
from tests.standin.protocol import CHANNEL, COMPONENTS_V2, EPHEMERAL, SNOWFLAKES_BEGAN, V2_COMPONENTS
from tests.standin.rest import Gate, body_of, go_on, json_response, refusal, require
from tests.standin.world import BOT, MESSAGE, Json


class Channel:
    """The messages that everybody sees, and the routes to read, post and edit them."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: dict[str, Json] = {}  # what everybody sees in the channel or gets directly, oldest first
        self.posts: list[Json] = []  # every attempt to post
        self.before_storing: Gate = go_on  # each post passes them; to refuse or to lose one, they raise
        self.before_answering: Gate = go_on
        self._nonces: dict[str, str] = {}
        self._count = itertools.count()

    def write(self, author: Json, **message: Any) -> str:
        """Write a message in the channel, as whoever it may be, and return its id."""
        written = self._keep(self._message(message, MESSAGE | {"author": author}))
        return str(written["id"])

    def minutes_pass(self) -> None:
        """From here on, Discord knows no nonce of before."""
        self._nonces.clear()

    async def _get_messages(self, request: web.Request) -> web.Response:
        """The newest messages, or the first ones after an id; in both cases the newest comes first."""
        limit, after = int(request.query.get("limit", 50)), int(request.query.get("after", 0))
        if not 1 <= limit <= 100:
            return refusal(400, 50035, "Invalid Form Body")
        here = [m for m in self.messages.values() if m["channel_id"] == request.match_info["channel"]]
        found = [message for message in here if int(message["id"]) > after]
        return json_response((found[:limit] if after else found[-limit:])[::-1])

    async def _post_message(self, request: web.Request) -> web.Response:
        body, files = await body_of(request)
        self.posts.append(body)
        await self.before_storing(request)
        nonce = body.get("nonce", "")
        known = self.messages.get(self._nonces.get(nonce, "")) if body.get("enforce_nonce") else None
        message = known or self._keep(
            self._message(body, MESSAGE | {"channel_id": request.match_info["channel"]}, files)
        )
        self._nonces[nonce] = message["id"]
        await self.before_answering(request)
        return json_response(message | {"nonce": nonce})

    async def _patch_message(self, request: web.Request) -> web.Response:
        before = self.messages.get(request.match_info["id"])
        if before is None:
            return refusal(404, 10008, "Unknown Message")
        if before["author"] != BOT:
            return refusal(403, 50005, "Cannot edit a message authored by another user")
        body, files = await body_of(request)
        return json_response(self._keep(self._message(body, before, files)))

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
        parts = list(walk(message))
        addresses = {f"attachment://{file['filename']}": file["url"] for file in message["attachments"]}
        for number, part in enumerate(parts, 1):
            part.setdefault("id", number)
            for place in _places(part):
                require(place["url"] in {*addresses, *addresses.values()}, "an attachment that was not sent")
                place["url"] = addresses.get(place["url"], place["url"])
        v2 = bool(message["flags"] & COMPONENTS_V2)
        require(v2 or all(part["type"] not in V2_COMPONENTS for part in parts), "components without their flag")
        require(not (v2 and message["content"]), "content beside components")
        return message

    def _keep(self, message: Json) -> Json:
        """Show a message in the channel, unless it is for one member only."""
        if not message["flags"] & EPHEMERAL:
            self.messages[message["id"]] = message
        return message

    def _new_id(self) -> str:
        """An id as Discord gives them: whoever looks for what came after a moment compares them."""
        return str((int(time.time() * 1000) - SNOWFLAKES_BEGAN) << 22 | next(self._count) & 0x3FFFFF)


def _places(part: Json) -> list[Json]:
    """Where a component names the address of a file or a picture."""
    return [part[name] for name in ("file", "media") if name in part] + [
        item["media"] for item in part.get("items", [])
    ]


def _attachment(number: str, name: str) -> Json:
    address = f"https://cdn.discordapp.com/attachments/{CHANNEL}/{number}/{name}"
    return {"id": number, "filename": name, "size": 1, "url": address, "proxy_url": address}
