"""/levels: the thirteen levels, from the first line of code to open problems."""

from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.i18n import _, ngettext
from bot.services.levels import LevelView, view_level, view_levels
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, PersistentSelect, option
from cogs.ui.layout import Screen, show
from cogs.ui.words import ai_rule


class OpenLevels(PersistentButton, custom_id=navigation.LEVELS):
    """To all levels."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them."""
        await show(interaction, await levels_screen(interaction))


class PickLevel(PersistentSelect, custom_id="levels:pick:{owner}"):
    """The levels to choose from."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the chosen one."""
        await show(interaction, await level_screen(interaction, self.chosen))


async def levels_screen(interaction: Interaction) -> Screen:
    """All levels, a line each."""
    user = interaction.user.id
    views = await view_levels(interaction.client.db, interaction.client.curriculum, user)
    lines = "\n".join(_line(view) for view in views)
    menu = [option(_name(view), view.level.name, view.level.recognise) for view in views]
    return Screen(
        _("## The levels"),
        lines,
        [PickLevel(_("Open a level"), menu, owner=user)],
        [navigation.open_roadmap(user)],
    )


async def level_screen(interaction: Interaction, name: str) -> Screen:
    """What one level is about, and what of it the member has done."""
    bot, user = interaction.client, interaction.user.id
    view = await view_level(bot.db, bot.curriculum, user, name)
    level = view.level
    parts = [
        f"## {_name(view)}\n{level.theme}\n*{level.recognise}*",
        _("**What you may use here**\n{lines}").format(lines=_bullets(level.unlocks)),
        _("**An AI tutor at this level** {rule}").format(rule=ai_rule(level.ai)),
        _("**It counts as passed with** {work}.").format(work=_promotion(view)),
    ]
    if view.concepts:
        parts.insert(1, _("**Concepts:** {concepts}").format(concepts=", ".join(view.concepts)))
    if view.items:
        parts.append(_("**On the roadmap**\n{lines}").format(lines="\n".join(_items(view))))
    levels = OpenLevels(_("All levels"), owner=user)
    return Screen(*parts, [levels, navigation.open_roadmap(user)])


def _name(view: LevelView) -> str:
    return _("Level {name} · {title}").format(name=view.level.name, title=view.level.title)


def _line(view: LevelView) -> str:
    here = _(" ← you are here") if view.own else ""
    if not view.items:
        return f"**{_name(view)}**{here}"
    done = _("{done} of {total} done").format(done=view.done, total=len(view.items))
    return f"**{_name(view)}** · {done}{here}"


def _items(view: LevelView) -> list[str]:
    state = {True: _("☑ {title} · done"), False: _("☐ {title} · open")}
    return [state[done].format(title=item.title) for item, done in view.items]


def _bullets(lines: tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _promotion(view: LevelView) -> str:
    rule = view.level.promotion
    return ", ".join(
        (
            ngettext("{count} challenge", "{count} challenges", rule.challenges).format(count=rule.challenges),
            ngettext("{count} quiz", "{count} quizzes", rule.quizzes).format(count=rule.quizzes),
            ngettext("{count} mature card", "{count} mature cards", rule.mature_cards).format(count=rule.mature_cards),
            ngettext("{count} project", "{count} projects", rule.projects).format(count=rule.projects),
        )
    )


class Levels(commands.Cog):
    """The levels as a command."""

    @app_commands.command(description=locale_str("The thirteen levels: what each is about, and how far you are"))
    @app_commands.describe(level=locale_str("Open this level right away"))
    async def levels(self, interaction: Interaction, level: str | None = None) -> None:
        """Show all levels, or one of them."""
        screen = await level_screen(interaction, level) if level else await levels_screen(interaction)
        await show(interaction, screen)

    @levels.autocomplete("level")
    async def level_choices(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        """The levels whose name or title contains what was typed."""
        views = await view_levels(interaction.client.db, interaction.client.curriculum, interaction.user.id)
        return [
            app_commands.Choice(name=_name(view), value=view.level.name)
            for view in views
            if current.casefold() in _name(view).casefold()
        ]


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(Levels())
    bot.add_controls(OpenLevels, PickLevel)
