"""What those who manage a server may choose, and what I need in a channel."""

import discord

from bot.client import Interaction
from bot.errors import UserError

TO_POST = discord.Permissions(view_channel=True, send_messages=True, read_message_history=True)
# What I give to nobody with a role: over other members, their messages, or the server.
POWERS = discord.Permissions.elevated() | discord.Permissions(
    mention_everyone=True,
    mute_members=True,
    deafen_members=True,
    move_members=True,
    moderate_members=True,
    manage_nicknames=True,
    manage_events=True,
    manage_expressions=True,
    view_audit_log=True,
)


def require_manager(interaction: Interaction) -> None:
    """Raise UserError for whoever may not manage the server."""
    if not interaction.permissions.manage_guild:
        raise UserError("Only members who may manage this server can choose that. Ask one of them.")


def require_writing(interaction: Interaction) -> None:
    """Raise UserError where a member may not write themselves."""
    if interaction.guild_id is not None and not interaction.permissions.send_messages:
        raise UserError("You may not write in this channel, so I don't either. Share it where you may.")


def require_permissions(channel: discord.abc.GuildChannel, needed: discord.Permissions = TO_POST) -> None:
    """Raise UserError when I lack a permission in a channel, and name it."""
    allowed = channel.permissions_for(channel.guild.me)
    missing = [name for name, wanted in needed if wanted and not getattr(allowed, name)]
    if missing:
        raise UserError(
            "I lack these permissions in {channel}: {names}. Give them to me and try again.",
            channel=channel.mention,
            names=", ".join(name.replace("_", " ") for name in missing),
        )


def require_assignable(role: discord.Role) -> None:
    """Raise UserError for a role that I cannot give to members, and say why."""
    name, me = discord.utils.escape_markdown(role.name), role.guild.me
    if role.is_default() or role.managed:
        raise UserError("The role {role} belongs to Discord or to an app. Choose one that I can give.", role=name)
    if not me.guild_permissions.manage_roles:
        raise UserError("I lack the permission to manage roles. Give it to me and try again.")
    if role >= me.top_role:
        raise UserError(
            "The role {role} stands above mine. Move mine above it in the server's list of roles, and try again.",
            role=name,
        )
    if powers := powers_of(role):
        raise UserError(
            "The role {role} gives power over others ({names}), and members may get this one by themselves. Choose "
            "one without.",
            role=name,
            names=", ".join(powers),
        )


def require_below(user: discord.User | discord.Member, role: discord.Role) -> None:
    """Raise UserError for a role that a member could not give themselves, since it stands as high as theirs."""
    if isinstance(user, discord.Member) and user.id != role.guild.owner_id and role >= user.top_role:
        raise UserError(
            "The role {role} stands as high as yours, or above it, so you can't have me give it. Choose one below "
            "yours, or ask the owner of the server.",
            role=discord.utils.escape_markdown(role.name),
        )


def powers_of(role: discord.Role) -> list[str]:
    """What a role may do that nobody gets by themselves."""
    return [name.replace("_", " ") for name, held in role.permissions & POWERS if held]
