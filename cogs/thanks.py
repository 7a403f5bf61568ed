"""/thanks and *Thank*: thanks count, messages don't. Private, but for one quiet line where somebody was thanked."""

import logging

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import DISCORD_IS_AWAY, Interaction, LearnBot
from bot.i18n import _, ngettext
from bot.services.thanks import MENTOR_LEVEL, Message, Thanks, mentor_role, thank, thanks_of
from cogs.ui.controls import PersistentButton
from cogs.ui.layout import GREEN, QUIET, Screen, show
from cogs.ui.roles import has_role, set_own_role
from cogs.ui.words import plain

log = logging.getLogger(__name__)

ON, OFF = "1", "0"


class SetMentor(PersistentButton, custom_id="thanks:mentor:{owner}:{on}"):
    """Takes the role of a mentor, or gives it back."""

    async def pressed(self, interaction: Interaction) -> None:
        """Change the role, and show how it stands."""
        bot, user = interaction.client, interaction.user.id
        wanted = self.state["on"] == ON
        role = await mentor_role(bot.db, bot.curriculum, user, interaction.guild_id, wanted=wanted)
        await set_own_role(interaction, role, wanted=wanted, reason="chosen with /thanks")
        await show(interaction, await thanks_screen(interaction, mentor=wanted))


async def thanks_screen(
    interaction: Interaction, member: discord.User | discord.Member | None = None, *, mentor: bool | None = None
) -> Screen:
    """What a member was thanked for; `mentor` tells whether they have the role, where that has just changed."""
    bot, viewer = interaction.client, interaction.user
    shown = member or viewer
    found = await thanks_of(
        bot.db,
        bot.curriculum,
        viewer.id,
        shown.id,
        interaction.guild_id,
        plain(shown.display_name),
        discord.utils.utcnow(),
    )
    own = shown.id == viewer.id
    heading = _("## Your thanks") if own else _("## Thanks for {name}").format(name=plain(shown.display_name))
    has = mentor if mentor is not None else has_role(viewer, found.mentor_role)
    if not has and not (found.may_mentor and found.mentor_role):
        return Screen(heading, *_facts(found, own=own))
    return Screen(heading, *_facts(found, own=own), _mentor_text(has=has), [_mentor_button(viewer.id, has=has)])


def _facts(found: Thanks, *, own: bool) -> list[str]:
    counts = found.counts
    if not counts.received:
        parts = [_("No thanks here yet. They come with answers: one kind hint in the help channel is enough.")]
    else:
        times = ngettext("Thanked **{count} time**", "Thanked **{count} times**", counts.received)
        people = ngettext("by {count} member", "by {count} members", counts.people)
        lately = _("{count} of them in the last 30 days").format(count=counts.lately)
        parts = [f"{times.format(count=counts.received)} {people.format(count=counts.people)} · {lately}"]
        lines = "\n".join(
            f"- <t:{int(thank.at.timestamp())}:D> "
            f"https://discord.com/channels/{thank.guild_id}/{thank.channel_id}/{thank.message_id}"
            for thank in found.recent
        )
        parts.append(_("**What for, lately**\n{lines}").format(lines=lines))
    if found.to_show:
        parts.append(
            _(
                "-# To be a mentor here, show that you are at level {level} or above: /assess quick takes some minutes."
            ).format(level=MENTOR_LEVEL)
        )
    if own and counts.said:
        said = ngettext("You have said thanks {count} time.", "You have said thanks {count} times.", counts.said)
        parts.append("-# " + said.format(count=counts.said))
    return parts


def _mentor_text(*, has: bool) -> str:
    if has:
        return _("You are a **mentor** here: members see in you somebody to ask. You can stop whenever you like.")
    return _("You know enough to be a **mentor** here, if you like: members then see in you somebody to ask.")


def _mentor_button(owner: int, *, has: bool) -> SetMentor:
    if has:
        return SetMentor(_("Stop being a mentor"), style=QUIET, owner=owner, on=OFF)
    return SetMentor(_("Be a mentor"), style=GREEN, owner=owner, on=ON)


@app_commands.context_menu(name="Thank")
async def thank_for_this(interaction: Interaction, message: discord.Message) -> None:
    """Thank the author of a message."""
    author = message.author
    about = Message(interaction.guild_id, message.channel.id, message.id, author.id, author.bot)
    first = await thank(interaction.client.db, interaction.user.id, about, discord.utils.utcnow())
    name = plain(author.display_name)
    await interaction.response.send_message(_("Your thanks to {name} arrived.").format(name=name), ephemeral=True)
    if first and interaction.permissions.send_messages:
        await _say_it(interaction, name, message.jump_url)


async def _say_it(interaction: Interaction, name: str, link: str) -> None:
    """One quiet line for everybody, at the first thank for a message; that it was said is stored already."""
    by = plain(interaction.user.display_name)
    line = _("💛 **{by}** says thanks to **{name}**: {link}").format(by=by, name=name, link=link)
    try:
        await interaction.followup.send(
            line, silent=True, suppress_embeds=True, allowed_mentions=discord.AllowedMentions.none()
        )
    except DISCORD_IS_AWAY as error:
        log.info("A thank was not shown: %s", error)


class ThanksCog(commands.Cog, name="Thanks"):
    """Thanks as a command."""

    @app_commands.command(description=locale_str("What you, or another member, were thanked for; and being a mentor"))
    @app_commands.describe(member=locale_str("Another member; without one, yourself"))
    async def thanks(self, interaction: Interaction, member: discord.User | None = None) -> None:
        """Show it to this member alone."""
        await show(interaction, await thanks_screen(interaction, member))


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(ThanksCog())
    bot.tree.add_command(thank_for_this)
    bot.add_controls(SetMentor)
