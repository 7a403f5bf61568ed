"""Routes of Discord that the bot uses and SimCord doesn't know."""

from typing import Any

from simcord.http.router import RequestContext, route


def fill_gaps() -> None:
    """Let SimCord answer them; twice is as good as once."""
    route("GET", "/guilds/{guild_id}/roles/member-counts")(_member_counts)


def _member_counts(ctx: RequestContext) -> Any:
    guild = ctx.backend.get_guild(ctx.int_arg("guild_id"))
    holders = [number for member in guild.members.values() for number in member.role_ids]
    return {str(role): holders.count(role) for role in guild.roles}
