"""/guide: what to learn in a field in which order, what to ask, a prompt for an AI tutor, where to practise.

The imported modules stand behind our guides: they are more ways into a field, with projects to build.
"""

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.curriculum import Curriculum
from bot.domain.guides import Practice
from bot.errors import UserError
from bot.i18n import _
from bot.services.guides import GuideView, search_guides, view_guide
from bot.services.modules import ModuleView, search_modules, view_module, view_modules
from cogs._guide import guide_text, module_text, modules_text, project_state
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, PersistentSelect, option, press
from cogs.ui.layout import GREEN, Row, Screen, shortened, show
from cogs.ui.state import fill
from cogs.ui.words import marked

MAX_CHOICES = 25


class OpenGuide(PersistentButton, custom_id=navigation.GUIDE):
    """To a guide."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show it."""
        await show(interaction, await guide_screen(interaction, self.state["guide"]))


class AllGuides(PersistentButton, custom_id="guide:all:{owner}"):
    """To all guides."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them."""
        await show(interaction, guides_screen(interaction))


class AllModules(PersistentButton, custom_id="guide:modules:{owner}"):
    """To all imported modules."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them."""
        await show(interaction, await modules_screen(interaction))


class PickProject(PersistentSelect, custom_id="guide:build:{owner}"):
    """The projects of a module to choose from."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the chosen one."""
        await press(interaction, fill(navigation.PROJECT, owner=interaction.user.id, project=self.chosen))


class PickGuide(PersistentSelect, custom_id="guide:pick:{owner}"):
    """The guides, or the modules, to choose from."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the chosen one."""
        await show(interaction, await guide_screen(interaction, self.chosen))


def guides_screen(interaction: Interaction) -> Screen:
    """All guides, each with what it is about, and the way to the modules, if some were imported."""
    curriculum, user = interaction.client.curriculum, interaction.user.id
    guides = curriculum.guides.values()
    lines = "\n".join(f"**{guide.title}**\n{guide.summary}" for guide in guides)
    menu = [option(guide.title, guide.id, guide.summary) for guide in guides]
    more = [_all_modules(curriculum, user)] if curriculum.imported.modules else []
    return Screen(
        _("## The guides\nEach tells what to learn in which order, and how to let an AI tutor help."),
        lines,
        [PickGuide(_("Open a guide"), menu, owner=user)] if menu else [],
        [*more, navigation.open_roadmap(user)],
    )


async def guide_screen(interaction: Interaction, name: str) -> Screen:
    """One guide, or one module, for this member. Raises UserError when there is none of that name."""
    bot, user = interaction.client, interaction.user.id
    module = await view_module(bot.db, bot.curriculum, user, name)
    if module:
        return module_screen(bot.curriculum, module, user)
    view = await view_guide(bot.db, bot.curriculum, user, name, discord.utils.utcnow())
    ways = [_to_practice(bot.curriculum, way, user) for way in view.guide.practise]
    return Screen(
        *guide_text(view),
        [*_go_on(view, user), AllGuides(_("All guides"), owner=user)],
        [way for way in ways if way],
    )


async def modules_screen(interaction: Interaction) -> Screen:
    """All imported modules, each with what it is about. Raises UserError while there are none."""
    bot, user = interaction.client, interaction.user.id
    views = await view_modules(bot.db, bot.curriculum, user)
    if not views:
        raise UserError("There are no modules at the moment. Type /guide to see the guides.")
    menu = [option(view.module.title, view.module.id) for view in views[:MAX_CHOICES]]
    return Screen(
        *modules_text(views, _source(bot.curriculum)),
        [PickGuide(_("Open a module"), menu, owner=user)],
        [AllGuides(_("All guides"), owner=user), navigation.open_roadmap(user)],
    )


def module_screen(curriculum: Curriculum, view: ModuleView, user: int) -> Screen:
    """One module: what to build in it, and the cards that go with it."""
    menu = [option(project_state(project, built=built), project.id) for project, built in view.projects[:MAX_CHOICES]]
    row = [navigation.open_suggestions(user, GREEN)]
    if view.next:
        label = _("Build: {title}").format(title=view.next.title)
        row = [navigation.open_project(user, view.next.id, label, GREEN)]
    cards = [navigation.open_item(user, view.deck.id, view.deck.title)] if view.deck else []
    return Screen(
        *module_text(view),
        [PickProject(_("Open a project"), menu, owner=user)] if len(menu) > 1 else [],
        [*row, *cards, _all_modules(curriculum, user)],
    )


def _all_modules(curriculum: Curriculum, user: int) -> AllModules:
    return AllModules(_("Modules of {source}").format(source=_source(curriculum)), owner=user)


def _source(curriculum: Curriculum) -> str:
    """The name of the curriculum that was imported."""
    return curriculum.imported.snapshot.name if curriculum.imported.snapshot else ""


def _go_on(view: GuideView, user: int) -> Row:
    """To the first thing that is not done."""
    lesson = view.next
    if lesson is None:
        return [navigation.open_suggestions(user, GREEN)]
    label = _("Go on: {title}").format(title=lesson.title)
    match lesson.id.partition(".")[0]:
        case "concept":
            return [navigation.open_concept(user, lesson.id, label, GREEN)]
        case "project":
            return [navigation.open_project(user, lesson.id, label, GREEN)]
    return [navigation.open_topic(user, lesson.id, label, GREEN)]


def _to_practice(curriculum: Curriculum, way: Practice, user: int) -> navigation.Button | None:
    item = way.item or ""
    match item.partition(".")[0]:
        case "deck" | "quiz" | "challenge":
            return navigation.open_item(user, item, curriculum.title_of(item))
        case "path":
            return navigation.open_path(user, item, _("Path: {title}").format(title=curriculum.paths[item].title))
    return None


class GuideCog(commands.Cog, name="Guide"):
    """Guides as a command."""

    @app_commands.command(description=locale_str("What to learn in a field, in which order, and how to ask for help"))
    @app_commands.describe(area=locale_str("The field; without one, all guides"))
    async def guide(self, interaction: Interaction, area: str | None = None) -> None:
        """Show a guide, or all of them."""
        await show(interaction, await guide_screen(interaction, area) if area else guides_screen(interaction))

    @guide.autocomplete("area")
    async def area_choices(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        """The guides that contain what was typed, and behind them the imported modules."""
        curriculum = interaction.client.curriculum
        named = [(guide.title, guide.id) for guide in search_guides(curriculum, current)]
        named += [(marked(m.title, curriculum, m.id), m.id) for m in search_modules(curriculum, current)]
        return [app_commands.Choice(name=shortened(name, 100), value=value) for name, value in named[:MAX_CHOICES]]


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(GuideCog())
    bot.add_controls(OpenGuide, AllGuides, AllModules, PickGuide, PickProject)
