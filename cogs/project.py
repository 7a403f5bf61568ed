"""/project: three projects that fit, other three, and what one has to do to have built one."""

from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.i18n import _
from bot.services.levels import search_levels
from bot.services.projects import Ask, choose_projects
from bot.services.roadmap import search_paths
from cogs._project import offers_text, project_screen
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton
from cogs.ui.layout import GREEN, QUIET, Screen, show
from cogs.ui.state import whole_number


class OpenProject(PersistentButton, custom_id=navigation.PROJECT):
    """To a project."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show what there is to build."""
        await show(interaction, await project_screen(interaction, self.state["project"]))


class OtherProjects(PersistentButton, custom_id="project:more:{owner}:{level}:{path}:{hours}:{number}"):
    """To other three that fit."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them."""
        state = self.state
        hours = whole_number(state["hours"]) if state["hours"] else None
        ask = Ask(state["level"] or None, state["path"] or None, hours, whole_number(state["number"]))
        await show(interaction, await offers_screen(interaction, ask))


async def offers_screen(interaction: Interaction, ask: Ask) -> Screen:
    """Three projects. Raises UserError when the level or the path is unknown."""
    bot, user = interaction.client, interaction.user.id
    chosen = await choose_projects(bot.db, bot.curriculum, user, ask)
    first = iter([GREEN])
    opened = [
        navigation.open_project(user, offer.project.id, offer.project.title, next(first, QUIET))
        for offer in chosen.offers
    ]
    others = OtherProjects(
        _("Other three"),
        owner=user,
        level=chosen.level.name if ask.level else "",
        path=chosen.path.id if chosen.path else "",
        hours=ask.hours or "",
        number=(ask.number + 1) % 1000,
    )
    rest = [others] if chosen.more else []
    return Screen(*offers_text(chosen), opened, [*rest, navigation.open_roadmap(user)])


class ProjectCog(commands.Cog, name="Project"):
    """Projects as a command."""

    @app_commands.command(description=locale_str("Three projects that fit your level, your goal and your time"))
    @app_commands.describe(
        level=locale_str("Around this level; without it, yours"),
        path=locale_str("Only from this path"),
        hours=locale_str("How many hours a week you have for it"),
    )
    async def project(
        self,
        interaction: Interaction,
        level: str | None = None,
        path: str | None = None,
        hours: app_commands.Range[int, 1, 80] | None = None,
    ) -> None:
        """Offer three projects."""
        await show(interaction, await offers_screen(interaction, Ask(level, path, hours)))

    @project.autocomplete("level")
    async def level_choices(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        """The levels whose name or title contains what was typed."""
        found = search_levels(interaction.client.curriculum, current)
        name = _("Level {name} · {title}")
        return [
            app_commands.Choice(name=name.format(name=level.name, title=level.title), value=level.name)
            for level in found
        ]

    @project.autocomplete("path")
    async def path_choices(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        """The paths that contain what was typed."""
        found = search_paths(interaction.client.curriculum, current)
        return [app_commands.Choice(name=path.title, value=path.id) for path in found]


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(ProjectCog())
    bot.add_controls(OpenProject, OtherProjects)
