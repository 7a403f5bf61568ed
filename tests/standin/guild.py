"""The guild's channels, roles and onboarding: listed, made, changed and removed as Discord does it."""

from typing import Any

from aiohttp import web

from tests.standin.channel import Channel
from tests.standin.protocol import API, CHANNEL, GUILD
from tests.standin.rest import body_of, json_response, refusal, require
from tests.standin.world import BOT, BOT_ROLE, CHANNEL_HERE, EVERYONE, Json

CATEGORY, FORUM = 4, 15
EXTERNAL = 3  # an event at a place in words
PER_GUILD, PER_CATEGORY = 500, 50
NEEDED, WRITABLE = 7, 5  # default channels of an onboarding
SEND_MESSAGES = 1 << 11


class Guild(Channel):
    """What can be made in the guild, and the routes to do so."""

    def __init__(self) -> None:
        super().__init__()
        self.channels: dict[str, Json] = {CHANNEL: dict(CHANNEL_HERE)}
        self.roles: dict[str, Json] = {role["id"]: dict(role) for role in (EVERYONE, BOT_ROLE)}
        self.holders: dict[str, int] = {}  # how many members have a role
        self.onboarding: Json = {"guild_id": GUILD, "prompts": [], "default_channel_ids": [], "enabled": False}
        self.no_forums = False  # as in a guild that may have none
        self.events: list[Json] = []  # scheduled ones
        self.creations: list[Json] = []  # every attempt to make a channel, a role or an event

    def add_guild_routes(self, api: web.Application) -> None:
        """Answer for the guild."""
        guild, role, channel = f"{API}/guilds/{GUILD}", f"{API}/guilds/{GUILD}/roles/{{id}}", f"{API}/channels/{{id}}"
        api.router.add_get(f"{guild}/channels", self._get_channels)
        api.router.add_post(f"{guild}/channels", self._post_channel)
        api.router.add_get(f"{guild}/roles", self._get_roles)
        api.router.add_post(f"{guild}/roles", self._post_role)
        api.router.add_get(f"{guild}/roles/member-counts", self._get_member_counts)
        api.router.add_get(f"{guild}/threads/active", self._get_threads)
        api.router.add_get(f"{guild}/scheduled-events", self._get_events)
        api.router.add_post(f"{guild}/scheduled-events", self._post_event)
        api.router.add_get(f"{guild}/onboarding", self._get_onboarding)
        api.router.add_put(f"{guild}/onboarding", self._put_onboarding)
        api.router.add_patch(role, self._patch_role)
        api.router.add_delete(role, self._delete_role)
        api.router.add_get(f"{channel}/threads/archived/public", self._get_threads)
        api.router.add_get(f"{channel}/users/@me/threads/archived/private", self._get_threads)
        api.router.add_get(channel, self._get_channel)
        api.router.add_patch(channel, self._patch_channel)
        api.router.add_delete(channel, self._delete_channel)

    def names(self) -> list[str]:
        """The names of all channels, categories and roles."""
        return [each["name"] for each in (*self.channels.values(), *self.roles.values())]

    async def _get_channels(self, _request: web.Request) -> web.Response:
        return json_response(list(self.channels.values()))

    async def _get_roles(self, _request: web.Request) -> web.Response:
        return json_response(list(self.roles.values()))

    async def _get_member_counts(self, _request: web.Request) -> web.Response:
        return json_response({role: self.holders.get(role, 0) for role in self.roles})

    async def _get_threads(self, _request: web.Request) -> web.Response:
        return json_response({"threads": [], "members": []})

    async def _get_onboarding(self, _request: web.Request) -> web.Response:
        return json_response(self.onboarding)

    async def _get_channel(self, request: web.Request) -> web.Response:
        found = self.channels.get(request.match_info["id"])
        return json_response(found) if found else refusal(404, 10003, "Unknown Channel")

    async def _post_channel(self, request: web.Request) -> web.Response:
        body, _files = await body_of(request)
        self.creations.append(body)
        await self.before_storing(request)
        if body["type"] == FORUM and self.no_forums:
            return refusal(400, 50024, "Cannot execute action on this channel type")
        inside = [each for each in self.channels.values() if each["parent_id"] == str(body.get("parent_id"))]
        require(len(self.channels) < PER_GUILD, "Maximum number of server channels reached (500)")
        require(len(inside) < PER_CATEGORY, "Maximum number of channels in category reached (50)")
        parent = str(body["parent_id"]) if body.get("parent_id") else None
        require(parent is None or parent in self.channels, "Category does not exist")
        made: Json = CHANNEL_HERE | {"permission_overwrites": []} | body
        made |= {"id": self._new_id(), "parent_id": parent, "guild_id": GUILD, "last_message_id": None}
        made |= {"available_tags": []} if body["type"] == FORUM else {}
        self.channels[made["id"]] = made
        await self.before_answering(request)
        return json_response(made)

    async def _post_role(self, request: web.Request) -> web.Response:
        body, _files = await body_of(request)
        self.creations.append(body)
        await self.before_storing(request)
        made = EVERYONE | {"color": 0, "hoist": False, "mentionable": False} | body
        made |= {"id": self._new_id(), "position": 1, "managed": False}
        self.roles[made["id"]] = made
        await self.before_answering(request)
        return json_response(made)

    async def _get_events(self, _request: web.Request) -> web.Response:
        return json_response(self.events)

    async def _post_event(self, request: web.Request) -> web.Response:
        body, _files = await body_of(request)
        self.creations.append(body)
        await self.before_storing(request)
        require(body["privacy_level"] == 2, "privacy level")
        at_a_place = body["entity_type"] == EXTERNAL
        require(bool(body.get("entity_metadata") if at_a_place else body.get("channel_id")), "no place")
        require(not at_a_place or "scheduled_end_time" in body, "an end is needed")
        made: Json = {"channel_id": None, "entity_id": None, "entity_metadata": None, "status": 1} | body
        made |= {"id": self._new_id(), "guild_id": GUILD, "creator_id": BOT["id"], "creator": BOT}
        self.events.append(made)
        await self.before_answering(request)
        return json_response(made)

    async def _patch_channel(self, request: web.Request) -> web.Response:
        body, _files = await body_of(request)
        channel = self.channels.get(request.match_info["id"])
        if channel is None:
            return refusal(404, 10003, "Unknown Channel")
        require("available_tags" not in body or channel["type"] == FORUM, "tags are for forums")
        for tag in body.get("available_tags", ()):
            tag.setdefault("id", self._new_id())
        channel |= body
        return json_response(channel)

    async def _patch_role(self, request: web.Request) -> web.Response:
        body, _files = await body_of(request)
        role = self.roles.get(request.match_info["id"])
        if role is None:
            return refusal(404, 10011, "Unknown Role")
        role |= body
        return json_response(role)

    async def _delete_channel(self, request: web.Request) -> web.Response:
        gone = self.channels.pop(request.match_info["id"], None)
        if gone is None:
            return refusal(404, 10003, "Unknown Channel")
        for channel in self.channels.values():
            if channel["parent_id"] == gone["id"]:
                channel["parent_id"] = None
        return json_response(gone)

    async def _delete_role(self, request: web.Request) -> web.Response:
        gone = self.roles.pop(request.match_info["id"], None)
        return web.Response(status=204) if gone else refusal(404, 10011, "Unknown Role")

    async def _put_onboarding(self, request: web.Request) -> web.Response:
        body, _files = await body_of(request)
        if body["enabled"]:
            shown = [self.channels.get(str(number)) for number in body["default_channel_ids"]]
            require(all(shown) and len(shown) >= NEEDED, "at least 7 default channels")
            require(sum(map(_is_writable, filter(None, shown))) >= WRITABLE, "at least 5 writable default channels")
            for option in (option for prompt in body["prompts"] for option in prompt["options"]):
                require(bool(option["channel_ids"] or option["role_ids"]), "an option without roles and channels")
                require({str(each) for each in option["role_ids"]} <= self.roles.keys(), "an unknown role")
        prompts: list[Any] = body["prompts"]
        for prompt in prompts:
            prompt |= {"id": self._new_id()}
            prompt["options"] = [
                option
                | {"id": self._new_id(), "emoji": {"id": None, "name": None, "animated": False}}
                | {"channel_ids": [str(each) for each in option["channel_ids"]]}
                | {"role_ids": [str(each) for each in option["role_ids"]]}
                for option in prompt["options"]
            ]
        shown_ids = [str(number) for number in body["default_channel_ids"]]
        self.onboarding |= body | {"default_channel_ids": shown_ids, "mode": 0}
        return json_response(self.onboarding)


def _is_writable(channel: Json) -> bool:
    denied = [int(each["deny"]) for each in channel["permission_overwrites"] if each["id"] == GUILD]
    return not any(bits & SEND_MESSAGES for bits in denied)
