"""How the HTTP API of Discord reads what it is sent, answers and refuses."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.standin.world import Json

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Gate = Callable[[web.Request], Awaitable[None]]


def always(body: Json) -> Handler:
    """A route that gives everybody the same answer."""

    async def answer(_request: web.Request) -> web.StreamResponse:
        return json_response(body)

    return answer


async def a_page(_request: web.Request) -> web.StreamResponse:
    """What a web site answers that is no API."""
    return web.Response(text="<!doctype html><title>Welcome</title>", content_type="text/html")


async def go_on(_request: web.Request) -> None:
    """A gate that is open."""


async def body_of(request: web.Request) -> tuple[Json, list[str]]:
    """The JSON of a request, and the names of the files that came along."""
    if request.content_type == "application/json":
        return await request.json(), []
    form = await request.post()
    files = [part.filename for part in form.values() if isinstance(part, web.FileField)]
    return json.loads(str(form["payload_json"])), files


def require(sound: bool, problem: str) -> None:
    """Refuse a message as Discord does."""
    if not sound:
        text = json.dumps({"code": 50035, "message": f"Invalid Form Body: {problem}"})
        raise web.HTTPBadRequest(text=text, headers={"Content-Type": "application/json"})


def json_response(body: Any, status: int = 200) -> web.Response:
    """An answer whose content type is bare, as Discord's is: discord.py takes one with a charset for text."""
    return web.Response(body=json.dumps(body).encode(), status=status, content_type="application/json")


def refusal(status: int, code: int, message: str) -> web.Response:
    """An answer that says no, with a code of Discord."""
    return json_response({"code": code, "message": message}, status)
