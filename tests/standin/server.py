"""The servers on loopback: every route that the bot uses, and a refusal for all others."""

from typing import Self

from aiohttp import web

from tests.standin.gateway import Gateway
from tests.standin.interactions import Interactions
from tests.standin.protocol import API, APPLICATION, CHANNEL, GATEWAY, TOKEN
from tests.standin.rest import Handler, a_page, always, json_response, refusal
from tests.standin.world import ABOUT, BOT, DIRECT_HERE, SESSIONS, Json


class Server(Interactions, Gateway):
    """Listens while its context lasts, and remembers every request."""

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[str] = []
        self.unknown: list[str] = []  # requests that Discord has no route for
        self.unauthorized: list[str] = []
        self.syncs: list[list[Json]] = []  # the commands of each PUT
        self._command_ids: dict[str, str] = {}
        self._runners: list[web.AppRunner] = []

    async def __aenter__(self) -> Self:
        gateway, api = web.Application(), web.Application(middlewares=[self._guard])
        gateway.router.add_get(GATEWAY, self._serve_gateway)
        self.gateway_url = await self._listen(gateway, "ws") + GATEWAY
        where = {"url": self.gateway_url, "shards": 1, "session_start_limit": SESSIONS}
        api.router.add_get(f"{API}/gateway/bot", always(where))
        api.router.add_get(f"{API}/users/@me", always(BOT))
        api.router.add_get(f"{API}/oauth2/applications/@me", always(ABOUT))
        api.router.add_put(f"{API}/applications/{APPLICATION}/commands", self._put_commands)
        api.router.add_post(f"{API}/interactions/{{id}}/{{token}}/callback", self._post_callback)
        api.router.add_post(f"{API}/webhooks/{APPLICATION}/{{token}}", self._post_followup)
        api.router.add_patch(f"{API}/webhooks/{APPLICATION}/{{token}}/messages/@original", self._patch_answer)
        api.router.add_post(f"{API}/users/@me/channels", always(DIRECT_HERE))
        self.add_guild_routes(api)
        messages = f"{API}/channels/{{channel}}/messages"
        api.router.add_get(messages, self._get_messages)
        api.router.add_post(messages, self._post_message)
        api.router.add_patch(f"{API}/channels/{CHANNEL}/messages/{{id}}", self._patch_message)
        api.router.add_get("/page/{anything:.*}", a_page)
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

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self.requests.append(f"{request.method} {request.path}")
        token_in_path = request.path.startswith((f"{API}/interactions/", f"{API}/webhooks/"))
        if not token_in_path and request.headers.get("Authorization") != f"Bot {TOKEN}":
            self.unauthorized.append(f"{request.method} {request.path}")
            return refusal(401, 0, "401: Unauthorized")
        return await handler(request)

    async def _refuse(self, request: web.Request) -> web.Response:
        self.unknown.append(f"{request.method} {request.path}")
        return refusal(404, 0, "404: Not Found")

    async def _put_commands(self, request: web.Request) -> web.Response:
        commands: list[Json] = await request.json()
        self.syncs.append(commands)
        self._command_ids = {command["name"]: self._new_id() for command in commands}
        made = [{"description": ""} | command | {"id": self._command_ids[command["name"]]} for command in commands]
        return json_response(
            [{"description": "", "application_id": APPLICATION, "version": "1"} | command for command in made]
        )
