"""Roles that members take and give back by themselves."""

import discord

from bot.client import Interaction
from bot.errors import UserError
from bot.services.privacy import note_role
from cogs.ui.permissions import powers_of


async def set_own_role(interaction: Interaction, role_id: int, *, wanted: bool, reason: str) -> None:
    """Give a member a role, or take it back. Raises UserError where that can't be done, and says who can mend it."""
    user = interaction.user
    if not isinstance(user, discord.Member):
        raise UserError("Roles belong to a server. Type the command there.")
    known = user.guild.get_role(role_id)
    if wanted and known and powers_of(known):  # since it was chosen
        raise UserError(
            "That role gives power over others by now, so I don't give it. Somebody who manages the server can choose "
            "another."
        )
    try:
        if wanted:
            await user.add_roles(discord.Object(role_id), reason=reason)
            await note_role(interaction.client.db, user.id, user.guild.id, discord.utils.utcnow())
        else:
            await user.remove_roles(discord.Object(role_id), reason=reason)
    except discord.Forbidden:
        raise UserError(
            "I may not change that role: I need *Manage Roles*, and the role must stand below mine. Somebody who "
            "manages the server can mend it."
        ) from None
    except discord.NotFound:
        raise UserError("That role is gone. Somebody who manages the server can choose another.") from None


def has_role(user: discord.User | discord.Member, role_id: int | None) -> bool:
    """Whether somebody has a role here."""
    return role_id is not None and isinstance(user, discord.Member) and user.get_role(role_id) is not None
