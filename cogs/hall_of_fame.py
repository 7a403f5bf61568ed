"""/hall-of-fame: whom a server can be proud of; only members who let it see their progress."""

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.curriculum import Curriculum
from bot.i18n import _, ngettext
from bot.services.hall_of_fame import HallOfFame, Helper, LevelPassed, hall_of_fame
from bot.services.settings import load_settings
from cogs.ui import navigation
from cogs.ui.layout import GREEN, Screen, show


def hall_screen(hall: HallOfFame, curriculum: Curriculum, owner: int, *, comparing: bool) -> Screen:
    """Everybody who stands in it; for whoever wants no comparison, helpers stand in no order and without numbers."""
    parts = []
    if hall.finishers:
        lines = [f"<@{found.user_id}> · <t:{int(found.at.timestamp())}:D>" for found in hall.finishers]
        parts.append("\n".join([_("**Finished the thirty days**"), *lines]))
    if hall.levels:
        lines = [_level_line(found, curriculum) for found in hall.levels]
        parts.append("\n".join([_("**Passed a level in the last 30 days**"), *lines]))
    if hall.helpers:
        helpers = hall.helpers if comparing else sorted(hall.helpers, key=lambda helper: helper.user_id)
        lines = [_helper_line(helper) if comparing else f"<@{helper.user_id}>" for helper in helpers]
        parts.append("\n".join([_("**Helped others in the last 30 days**"), *lines]))
    told = _("-# Here stand only members who let this server see their progress.")
    empty = _("Nobody stands here yet. Thirty days finished, a level passed, a thank received: each is a way in.")
    row = [navigation.open_suggestions(owner, GREEN), navigation.open_settings(owner)]
    return Screen(_("## Hall of Fame") + f"\n{told}", *(parts or [empty]), row)


def _level_line(found: LevelPassed, curriculum: Curriculum) -> str:
    level = next((level for level in curriculum.levels.values() if level.id == found.level), None)
    name = _("level {name} · {title}").format(name=level.name, title=level.title) if level else found.level
    return f"<@{found.user_id}> · {name} · <t:{int(found.at.timestamp())}:D>"


def _helper_line(helper: Helper) -> str:
    people = ngettext("thanked by {count} member", "thanked by {count} members", helper.people)
    return f"<@{helper.user_id}> · {people.format(count=helper.people)}"


class HallOfFameCog(commands.Cog, name="HallOfFame"):
    """The Hall of Fame as a command."""

    @app_commands.command(
        name="hall-of-fame", description=locale_str("Who finished the thirty days, passed a level or helped others")
    )
    async def hall(self, interaction: Interaction) -> None:
        """Show it to this member alone."""
        bot, user, guild_id = interaction.client, interaction.user.id, interaction.guild_id
        found = await hall_of_fame(bot.db, bot.curriculum, guild_id, discord.utils.utcnow())
        settings = await load_settings(bot.db, user, guild_id)
        await show(interaction, hall_screen(found, bot.curriculum, user, comparing=settings.comparing))


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(HallOfFameCog())
