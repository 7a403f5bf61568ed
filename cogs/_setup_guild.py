"""A guild's channels and roles as Discord tells them, and the requests that make, change and remove them."""

from collections.abc import Iterable, Mapping
from typing import Any

import discord
from discord.http import Route

from bot.client import DISCORD_IS_AWAY, LearnBot
from bot.domain.server import Server
from bot.domain.setup import Look, Overwrite, Seen, Snapshot, Step, Thing
from bot.domain.setup_plan import Ids
from bot.domain.setup_undo import Usage
from cogs.ui.once import UncertainError, certain_or_not, make_once
from cogs.ui.permissions import POWERS

REASON = "/setup"  # in the guild's audit log
CATEGORY, TEXT, NEWS, FORUM = 4, 0, 5, 15
KINDS = {CATEGORY: "category", TEXT: "text", NEWS: "text", FORUM: "forum"}
BAD_REQUEST = 400
NO_SUCH_KIND = 50024  # this guild can't have a channel of this kind
NO_EMOJI = {"moderated": False, "emoji_id": None, "emoji_name": None}
PAGE, PAGES = 100, 5  # messages that are looked through before a channel is removed

Json = Mapping[str, Any]


async def snapshot_of(bot: LearnBot, guild: discord.Guild) -> Snapshot:
    """What there is in a guild now, asked of Discord: what the bot remembers of it may lag behind."""
    channels = await bot.http.get_all_guild_channels(guild.id)
    roles: list[Json] = [dict(role) for role in await bot.http.get_roles(guild.id)]
    mine = {role.id for role in guild.me.roles} | {guild.id}
    allowed = 0
    for role in roles:
        allowed |= int(role["permissions"]) if int(role["id"]) in mine else 0
    if allowed & discord.Permissions(administrator=True).value or guild.owner_id == guild.me.id:
        allowed = discord.Permissions.all().value
    community = "COMMUNITY" in guild.features
    return Snapshot(
        guild.id,
        guild.me.id,
        (*(_seen_channel(dict(channel)) for channel in channels), *map(_seen_role, roles)),
        allowed,
        max((role["position"] for role in roles if int(role["id"]) in mine), default=0),
        community,
        await _onboarding_of(guild) if community else None,
        mine=frozenset(mine),
        everyone=next((int(role["permissions"]) for role in roles if int(role["id"]) == guild.id), 0),
        powers=POWERS.value,
    )


async def make(bot: LearnBot, snapshot: Snapshot, step: Step, look: Look) -> int:
    """Make a thing, and return its id. Raises UncertainError when nobody knows whether it was made."""
    if step.thing is Thing.ROLE:
        fields = {"name": look.name, "permissions": "0", **_role_fields(look, ("colour", "mentionable", "hoist"))}
        return await make_once(
            bot, Route("POST", "/guilds/{guild_id}/roles", guild_id=snapshot.guild_id), fields, REASON
        )
    if step.thing is Thing.CATEGORY:
        payload: dict[str, Any] = {"name": look.name, "type": CATEGORY}
    else:
        kind = FORUM if look.kind == KINDS[FORUM] else TEXT
        fields = _channel_fields(snapshot, look, ("topic", "parent", "access"))
        payload = {"name": look.name, "type": kind, **fields}
    route = Route("POST", "/guilds/{guild_id}/channels", guild_id=snapshot.guild_id)
    return await make_once(bot, route, payload, REASON)


async def change(
    bot: LearnBot, snapshot: Snapshot, thing: Thing, discord_id: int, look: Look, fields: Iterable[str]
) -> None:
    """Change some fields of a thing; to do it twice does no harm."""
    fields = tuple(fields)
    try:
        if thing is Thing.ROLE:
            values = _role_fields(look, fields)
            await bot.http.edit_role(snapshot.guild_id, discord_id, reason=REASON, **values)
            return
        values = _channel_fields(snapshot, look, fields)
        if "tags" in fields:
            values["available_tags"] = await _tags(bot, discord_id, look)
        await bot.http.edit_channel(discord_id, reason=REASON, **values)
    except discord.NotFound as error:
        raise UncertainError from error  # it is gone, so the plan is another now
    except DISCORD_IS_AWAY as error:
        raise certain_or_not(error) from error


async def remove(bot: LearnBot, guild_id: int, thing: Thing, discord_id: int) -> None:
    """Remove a thing; one that is gone already is as good."""
    try:
        if thing is Thing.ROLE:
            await bot.http.delete_role(guild_id, discord_id, reason=REASON)
        else:
            await bot.http.delete_channel(discord_id, reason=REASON)
    except discord.NotFound:
        return


async def write_onboarding(guild: discord.Guild, server: Server, ids: Ids) -> None:
    """Write Discord's onboarding from the description."""
    wish = server.onboarding
    if wish is None:
        return

    def places(keys: Iterable[str]) -> list[discord.Object]:
        found = {ids.get((Thing.CHANNEL, server.channel_key(key))) for key in keys}
        return [discord.Object(number) for number in sorted(filter(None, found))]

    prompts = [
        discord.OnboardingPrompt(
            type=discord.OnboardingPromptType.multiple_choice,
            title=prompt.title,
            single_select=prompt.single,
            required=prompt.required,
            options=[
                discord.OnboardingPromptOption(
                    title=option.title,
                    description=option.description or None,
                    channels=places(option.channels),
                    roles=[number for key in option.roles if (number := ids.get((Thing.ROLE, key)))],
                )
                for option in prompt.options
            ],
        )
        for prompt in wish.prompts
    ]
    shown: list[Any] = places(wish.default_channels)
    await guild.edit_onboarding(prompts=prompts, default_channels=shown, enabled=True, reason=REASON)


async def clear_onboarding(guild: discord.Guild) -> None:
    """Take Discord's onboarding back."""
    await guild.edit_onboarding(prompts=[], default_channels=[], enabled=False, reason=REASON)


async def usage_of(bot: LearnBot, guild: discord.Guild, channels: Iterable[int]) -> Usage:
    """Which of these channels others have used, and how many members each role has."""
    used, unread = set(), set()
    threads = await bot.http.get_active_threads(guild.id)
    parents = {int(thread["parent_id"]) for thread in threads["threads"]}
    for channel in channels:
        try:
            if channel in parents or await _has_old_threads(bot, channel) or await _is_used(bot, guild.me.id, channel):
                used.add(channel)
        except (discord.HTTPException, UncertainError):
            unread.add(channel)
    try:
        counts = {role.id: count for role, count in (await guild.role_member_counts()).items()}
    except discord.HTTPException:
        return Usage(frozenset(used), frozenset(unread), None)
    return Usage(frozenset(used), frozenset(unread), counts)


def _role_fields(look: Look, names: Iterable[str]) -> dict[str, Any]:
    values = {"name": look.name, "colour": look.colour, "mentionable": look.mentionable, "hoist": look.hoist}
    return {"color" if name == "colour" else name: values[name] for name in names}


def _channel_fields(snapshot: Snapshot, look: Look, names: Iterable[str]) -> dict[str, Any]:
    overwrites = [
        {
            "id": str(overwrite.target),
            "type": int(overwrite.target == snapshot.bot_id),
            "allow": str(overwrite.allow),
            "deny": str(overwrite.deny),
        }
        for overwrite in sorted(look.access, key=lambda overwrite: overwrite.target)
    ]
    values = {"name": look.name, "topic": look.topic, "parent_id": look.parent, "permission_overwrites": overwrites}
    keys = {"name": "name", "topic": "topic", "parent": "parent_id", "access": "permission_overwrites"}
    return {keys[name]: values[keys[name]] for name in names if name in keys}


async def _tags(bot: LearnBot, forum: int, look: Look) -> list[Json]:
    """The tags of a forum, those that it has keep their ids."""
    there: Any = await bot.http.get_channel(forum)
    known = {tag["name"]: tag for tag in there.get("available_tags") or ()}
    return [known.get(name, {"name": name, **NO_EMOJI}) for name in look.tags]


async def _is_used(bot: LearnBot, bot_id: int, channel_id: int) -> bool:
    """Whether anybody but the bot has written in a channel, or began a thread. Raises UncertainError for a long one."""
    channel: Any = await bot.http.get_channel(channel_id)
    if channel["type"] == FORUM:
        return channel.get("last_message_id") is not None
    before = None
    for _ in range(PAGES):
        messages: list[Any] = list(await bot.http.logs_from(channel_id, PAGE, before=before))
        if any(int(message["author"]["id"]) != bot_id or "thread" in message for message in messages):
            return True
        if len(messages) < PAGE:
            return False
        before = int(messages[-1]["id"])
    raise UncertainError


async def _has_old_threads(bot: LearnBot, channel_id: int) -> bool:
    """Whether threads sleep in a channel, such as those of study rooms: no message there tells of a private one."""
    for ask in (bot.http.get_public_archived_threads, bot.http.get_joined_private_archived_threads):
        try:
            if (await ask(channel_id, limit=2))["threads"]:
                return True
        except discord.HTTPException as error:
            if error.status != BAD_REQUEST:  # a forum has no private threads
                raise
    return False


async def _onboarding_of(guild: discord.Guild) -> Look | None:
    try:
        there = await guild.onboarding()
    except discord.HTTPException:
        return None
    return Look("", tags=tuple(prompt.title for prompt in there.prompts))


def _seen_channel(data: Json) -> Seen:
    number, kind = int(data["id"]), data["type"]
    overwrites = [
        Overwrite(int(each["id"]), int(each["allow"]), int(each["deny"]))
        for each in data.get("permission_overwrites") or ()
    ]
    parent = data.get("parent_id")
    return Seen(
        number,
        Thing.CATEGORY if kind == CATEGORY else Thing.CHANNEL,
        Look(
            data["name"],
            KINDS.get(kind, f"other-{kind}"),
            topic=data.get("topic") or "",
            parent=int(parent) if parent else None,
            tags=tuple(tag["name"] for tag in data.get("available_tags") or ()),
            access=frozenset(overwrites),
        ),
        discord.utils.snowflake_time(number),
    )


def _seen_role(data: Json) -> Seen:
    number = int(data["id"])
    return Seen(
        number,
        Thing.ROLE,
        Look(data["name"], colour=data["color"], mentionable=data["mentionable"], hoist=data["hoist"]),
        discord.utils.snowflake_time(number),
        data["position"],
        data["managed"],
        int(data["permissions"]) & POWERS.value,
    )
