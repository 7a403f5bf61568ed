"""Interactions: what a member does, and the routes by which the bot answers."""

import asyncio
import time
from dataclasses import dataclass

from aiohttp import web

from tests.standin.answers import Answer
from tests.standin.guild import Guild
from tests.standin.protocol import COMMAND, DEFERRED_MESSAGE, LOADING, MODAL, NEW_MESSAGE, UPDATE_MESSAGE
from tests.standin.rest import body_of, json_response, refusal
from tests.standin.world import ANSWER, Json


@dataclass
class Pending:
    """An interaction that waits for its answer; `message` is the one it was pressed on, then the one it led to."""

    id: str
    message: Json | None
    began: float
    answer: "asyncio.Future[Answer]"


class Interactions(Guild):
    """Those that wait for their answer and those that have it; each is answered once, then edited or followed up."""

    def __init__(self) -> None:
        super().__init__()
        self.callbacks: list[Json] = []  # every attempt to answer an interaction, refused ones too
        self.followups: list[Json] = []
        self.failures = 0  # so many of the next callbacks are answered with 500
        self._pending: dict[str, Pending] = {}

    async def _post_callback(self, request: web.Request) -> web.Response:
        body, files = await body_of(request)
        self.callbacks.append(body)
        if self.failures:
            self.failures -= 1
            return refusal(500, 0, "500: Internal Server Error")
        pending = self._pending.get(request.match_info["token"])
        if pending is None or pending.id != request.match_info["id"]:
            return refusal(404, 10062, "Unknown interaction")
        if pending.answer.done():
            return refusal(400, 40060, "Interaction has already been acknowledged.")
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
        return json_response(result)

    async def _patch_answer(self, request: web.Request) -> web.Response:
        """Edit what an interaction was answered with, or what it promised by deferring."""
        pending = self._pending.get(request.match_info["token"])
        if pending is None:
            return refusal(404, 10015, "Unknown Webhook")
        if not pending.answer.done() or pending.message is None:
            return refusal(404, 10008, "Unknown Message")
        body, files = await body_of(request)
        loaded = pending.message | {"flags": pending.message["flags"] & ~LOADING}
        pending.message = self._message(body, loaded, files)
        if pending.message["id"] in self.messages:
            self._keep(pending.message)
        first = pending.answer.result()
        edited = Answer(first.kind, body, pending.message, time.monotonic() - pending.began, first.edits)
        first.edits.put_nowait(edited)
        return json_response(pending.message)

    async def _post_followup(self, request: web.Request) -> web.Response:
        if request.match_info["token"] not in self._pending:
            return refusal(404, 10015, "Unknown Webhook")
        data, files = await body_of(request)
        self.followups.append(data)
        return json_response(self._message(data, ANSWER, files))
