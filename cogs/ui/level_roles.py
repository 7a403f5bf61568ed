"""A member's role follows their level, in the guild in which they set or reach it, and goes with their data."""

import logging
from collections.abc import Iterable

import discord

from bot.client import DISCORD_IS_AWAY, Interaction, LearnBot
from bot.i18n import _
from bot.services.level_roles import forget_role, role_change, turn_level_roles_off
from bot.services.privacy import GivenRoles, note_role
from cogs.ui.layout import Screen
from cogs.ui.owners import write_owner
from cogs.ui.permissions import powers_of

log = logging.getLogger(__name__)

REASON = "level"
UNKNOWN_ROLE = 10011


async def take_roles(bot: LearnBot, user_id: int, given: Iterable[GivenRoles]) -> None:
    """Take roles of guilds from somebody who may have them; one that they don't have costs no request."""
    for found in given:
        try:
            member = await bot.http.get_member(found.guild_id, user_id)
            for role in found.roles & set(map(int, member["roles"])):
                await bot.http.remove_role(found.guild_id, user_id, role, reason="deleted everything")
        except DISCORD_IS_AWAY as error:
            log.info("Guild %s: a role was not taken from somebody who is forgotten: %s", found.guild_id, error)


async def follow_level(interaction: Interaction) -> None:
    """Give the role of the member's level and take those of others. Where Discord doesn't let us, it is turned off."""
    member, guild_id, db = interaction.user, interaction.guild_id, interaction.client.db
    if guild_id is None or not isinstance(member, discord.Member):
        return
    change = await role_change(db, guild_id, member.id, {role.id for role in member.roles})
    known = (member.guild.get_role(role) for role in change.give)
    strong = {role.id for role in known if role and powers_of(role)}  # since it was chosen
    give = [role for role in change.give if role not in strong]
    for roles, ask in ((give, member.add_roles), (change.take, member.remove_roles)):
        for role in roles:
            try:
                await ask(discord.Object(role), reason=REASON)
                await note_role(db, member.id, guild_id, discord.utils.utcnow())
            except discord.NotFound as error:
                if error.code == UNKNOWN_ROLE:
                    await forget_role(db, guild_id, role, discord.utils.utcnow())
            except discord.Forbidden as error:
                log.warning("Guild %s: the roles of levels are turned off: %s", guild_id, error)
                if await turn_level_roles_off(db, guild_id, discord.utils.utcnow()):
                    await write_owner(interaction.client, guild_id, _turned_off_screen, f"levels{guild_id}")
                return
            except DISCORD_IS_AWAY as error:
                log.info("Guild %s: a role of a level is given another time: %s", guild_id, error)


def _turned_off_screen(guild: str) -> Screen:
    text = _(
        "In **{guild}** I no longer give members the role of their level: Discord doesn't let me. I need *Manage "
        "Roles*, and my role must stand above theirs. Everything else goes on. To have it again, mend that and turn "
        "`level-roles` on with /server settings."
    )
    return Screen(text.format(guild=guild))
