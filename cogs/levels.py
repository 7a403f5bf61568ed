"""/levels: the thirteen levels, from the first line of code to open problems, and what passes each."""

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.levels import Level
from bot.domain.promotion import Part, Work
from bot.i18n import _, ngettext
from bot.services.checkpoints import checkpoint_after
from bot.services.levels import LevelView, find_level, look_at_levels, passed_level
from bot.services.settings import set_level
from cogs._badges import news_blocks
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, PersistentSelect, option
from cogs.ui.layout import GOOD, Screen, show
from cogs.ui.level_roles import follow_level
from cogs.ui.permissions import require_writing
from cogs.ui.words import ai_rule, bar, plain


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


class TakeLevel(PersistentButton, custom_id=navigation.TAKE_LEVEL):
    """On to another level."""

    async def pressed(self, interaction: Interaction) -> None:
        """Make it the member's own, and show it."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        level = await set_level(bot.db, bot.curriculum, user, interaction.guild_id, self.state["level"], now)
        await show(interaction, await level_screen(interaction, level.name))
        await follow_level(interaction)


class ShareLevel(PersistentButton, custom_id=navigation.SHARE_LEVEL):
    """Posts where the member is that they passed a level."""

    async def pressed(self, interaction: Interaction) -> None:
        """Post it for everybody here."""
        bot, user = interaction.client, interaction.user
        require_writing(interaction)
        level = await passed_level(bot.db, bot.curriculum, user.id, self.state["level"], discord.utils.utcnow())
        await interaction.response.send_message(view=shared_screen(level, user.display_name))


async def levels_screen(interaction: Interaction) -> Screen:
    """All levels, a line each."""
    bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
    found, views = await look_at_levels(bot.db, bot.curriculum, user, interaction.guild_id, now)
    told = news_blocks(found, user)
    lines = "\n".join(_line(view) for view in views)
    menu = [option(_name(view.level), view.level.name, view.level.recognise) for view in views]
    return Screen(
        _("## The levels"),
        *told,
        lines,
        [PickLevel(_("Open a level"), menu, owner=user)],
        [navigation.open_assessment(user), navigation.open_checkpoints(user), navigation.open_roadmap(user)],
    )


async def level_screen(interaction: Interaction, name: str) -> Screen:
    """What one level is about, and what of it the member has done."""
    bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
    level = find_level(bot.curriculum, name)
    found, views = await look_at_levels(bot.db, bot.curriculum, user, interaction.guild_id, now)
    view, told = next(view for view in views if view.level == level), news_blocks(found, user)
    parts = [
        f"## {_name(view.level)}\n{level.theme}\n*{level.recognise}*",
        _("**What you may use here**\n{lines}").format(lines=_bullets(level.unlocks)),
        _("**An AI tutor at this level** {rule}").format(rule=ai_rule(level.ai)),
        _promotion_text(view),
    ]
    if view.concepts:
        parts.insert(1, _concepts_text(view))
    if view.items:
        parts.append(_("**On the roadmap**\n{lines}").format(lines="\n".join(_items(view))))
    levels = OpenLevels(_("All levels"), owner=user)
    checkpoint = checkpoint_after(bot.curriculum, level.name)
    back = [navigation.open_checkpoint(user, checkpoint)] if checkpoint else []
    return Screen(*parts, *told, [levels, *back, navigation.open_roadmap(user)])


def shared_screen(level: Level, name: str) -> Screen:
    """A passed level as everybody sees it."""
    heading = _("## {member} has passed level {name} · {title}").format(
        member=plain(name), name=level.name, title=level.title
    )
    return Screen(heading, level.theme, [navigation.open_own_progress()], colour=GOOD)


def _name(level: Level) -> str:
    return _("Level {name} · {title}").format(name=level.name, title=level.title)


def _line(view: LevelView) -> str:
    here = _(" · ☑ passed") if view.passed else ""
    here += _(" ← you are here") if view.own else ""
    if not view.items:
        return f"**{_name(view.level)}**{here}"
    done = _("{done} of {total} done").format(done=view.done, total=len(view.items))
    return f"**{_name(view.level)}** · {done}{here}"


def _items(view: LevelView) -> list[str]:
    state = {True: _("☑ {title} · done"), False: _("☐ {title} · open")}
    return [state[done].format(title=item.title) for item, done in view.items]


def _concepts_text(view: LevelView) -> str:
    """The concepts of a level; where its rule counts solid ones, which are, and what makes them so."""
    counted = any(part.work is Work.CONCEPTS for part in view.standing.parts)
    named = (
        _("{title} (☑ solid)").format(title=title) if counted and solid else title for title, solid in view.concepts
    )
    text = _("**Concepts:** {concepts}").format(concepts=", ".join(named))
    if not counted:
        return text
    return text + "\n" + _("-# Solid: shown well several times of late, with cards, questions or challenges.")


def _bullets(lines: tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _promotion_text(view: LevelView) -> str:
    """What passes a level, and how far the member is."""
    parts = view.standing.parts
    if not parts:
        return _("There is nothing here yet that could pass this level; it is open all the same.")
    work = ", ".join(_amount(part.work, part.needed) for part in parts)
    lines = [_("**It counts as passed with** {work}.").format(work=work)]
    if view.passed:
        lines.append(_("☑ You passed it on {day}.").format(day=view.passed.isoformat()))
    lines += [_part_line(part) for part in parts]
    if view.standing.short:
        lines.append(_("-# There is no more at this level yet. Whoever passes it now keeps it when more comes."))
    return "\n".join(lines)


def _part_line(part: Part) -> str:
    done, state = min(part.done, part.needed), "☑" if part.met else "☐"
    amount = _("{done} of {amount}").format(done=done, amount=_amount(part.work, part.needed))
    return f"{state} {bar(done, part.needed)} {amount}"


def _amount(work: Work, count: int) -> str:
    return {
        Work.CHALLENGES: ngettext("{count} challenge", "{count} challenges", count),
        Work.QUIZZES: ngettext("{count} quiz", "{count} quizzes", count),
        Work.CARDS: ngettext("{count} mature card", "{count} mature cards", count),
        Work.PROJECTS: ngettext("{count} project", "{count} projects", count),
        Work.CONCEPTS: ngettext("{count} solid concept", "{count} solid concepts", count),
    }[work].format(count=count)


class Levels(commands.Cog):
    """The levels as a command."""

    @app_commands.command(description=locale_str("The thirteen levels: what each is about, and how far you are"))
    @app_commands.describe(level=locale_str("Open this level right away"))
    async def levels(self, interaction: Interaction, level: str | None = None) -> None:
        """Show all levels, or one of them; and catch up with the role, where the level was set elsewhere."""
        screen = await level_screen(interaction, level) if level else await levels_screen(interaction)
        await show(interaction, screen)
        await follow_level(interaction)

    @levels.autocomplete("level")
    async def level_choices(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        """The levels whose name or title contains what was typed."""
        levels = interaction.client.curriculum.levels.values()
        named = [(_name(level), level.name) for level in levels]
        return [app_commands.Choice(name=n, value=v) for n, v in named if current.casefold() in n.casefold()]


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(Levels())
    bot.add_controls(OpenLevels, PickLevel, TakeLevel, ShareLevel)
