"""/guide: what to learn in a field in which order, what to ask, a prompt for an AI tutor, where to practise."""

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.curriculum import Curriculum
from bot.domain.guides import Practice
from bot.i18n import _
from bot.services.guides import GuideView, search_guides, view_guide
from cogs._guide import guide_text
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, PersistentSelect, option
from cogs.ui.layout import GREEN, QUIET, Row, Screen, show

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


class PickGuide(PersistentSelect, custom_id="guide:pick:{owner}"):
    """The guides to choose from."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the chosen one."""
        await show(interaction, await guide_screen(interaction, self.chosen))


def guides_screen(interaction: Interaction) -> Screen:
    """All guides, each with what it is about."""
    curriculum, user = interaction.client.curriculum, interaction.user.id
    guides = curriculum.guides.values()
    lines = "\n".join(f"**{guide.title}**\n{guide.summary}" for guide in guides)
    menu = [option(guide.title, guide.id, guide.summary) for guide in guides]
    return Screen(
        _("## The guides\nEach tells what to learn in which order, and how to let an AI tutor help."),
        lines,
        [PickGuide(_("Open a guide"), menu, owner=user)] if menu else [],
        [navigation.open_roadmap(user)],
    )


async def guide_screen(interaction: Interaction, name: str) -> Screen:
    """One guide, for this member. Raises UserError when there is none of that name."""
    bot, user = interaction.client, interaction.user.id
    view = await view_guide(bot.db, bot.curriculum, user, name, discord.utils.utcnow())
    ways = [_to_practice(bot.curriculum, way, user) for way in view.guide.practise]
    return Screen(
        *guide_text(view),
        [*_go_on(view, user), AllGuides(_("All guides"), owner=user)],
        [way for way in ways if way],
    )


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
    title = curriculum.title_of(item)
    match item.partition(".")[0]:
        case "deck":
            return navigation.review_deck(user, item, _("Cards: {title}").format(title=title), QUIET)
        case "quiz":
            return navigation.open_quiz(user, item, _("Quiz: {title}").format(title=title))
        case "challenge":
            return navigation.open_challenge(user, item, _("Challenge: {title}").format(title=title), QUIET)
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
        """The guides that contain what was typed."""
        found = search_guides(interaction.client.curriculum, current)
        return [app_commands.Choice(name=guide.title, value=guide.id) for guide in found[:MAX_CHOICES]]


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(GuideCog())
    bot.add_controls(OpenGuide, AllGuides, PickGuide)
