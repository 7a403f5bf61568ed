"""/assess: questions that follow the answers, or rating oneself; an estimate and suggestions at the end."""

from collections.abc import Mapping

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.assessment import Depth
from bot.domain.self_assessment import Page, SelfView
from bot.errors import UserError
from bot.i18n import _
from bot.services.assess import Unfinished, choice, mistakes, open_assessment, result
from bot.services.self_assess import STATEMENTS, rate, view_self
from bot.services.settings import set_level
from bot.services.start import load_learner
from cogs._assess import (
    BEGIN,
    INSTEAD,
    LEVEL,
    MISTAKES,
    RESULT,
    button,
    choice_screen,
    instead_screen,
    left_screen,
    result_screen,
)
from cogs._questions import explained_texts, show_standing
from cogs._self_assess import (
    RATE,
    RATE_OTHER,
    SELF,
    SELF_OTHER,
    keys_of,
    page_name,
    self_screen,
    statement_fields,
)
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton
from cogs.ui.forms import PersistentForm, Values
from cogs.ui.layout import GREEN, QUIET, Screen, show
from cogs.ui.level_roles import follow_level
from cogs.ui.state import OUTDATED, whole_number


class OpenChoice(PersistentButton, custom_id=navigation.ASSESS):
    """To the three depths and rating oneself."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them."""
        bot, user = interaction.client, interaction.user.id
        found = await choice(bot.db, bot.curriculum, user, discord.utils.utcnow())
        await show(interaction, choice_screen(found, user))


class Begin(PersistentButton, custom_id=BEGIN):
    """Begins an assessment, or goes on with it."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show its question."""
        await _open(interaction, _depth(self.state["depth"]))


class BeginInstead(PersistentButton, custom_id=INSTEAD):
    """Leaves the assessment that is under way for another one."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the first question."""
        await _open(interaction, _depth(self.state["depth"]), instead=True)


class OpenResult(PersistentButton, custom_id=RESULT):
    """Back to what an assessment came to."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show it."""
        await _show_result(interaction, whole_number(self.state["sitting"]))


class OpenMistakes(PersistentButton, custom_id=MISTAKES):
    """To a question that went wrong."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show it with its explanation."""
        sitting, number = whole_number(self.state["sitting"]), whole_number(self.state["number"])
        await show(interaction, await _mistake_screen(interaction, sitting, number))


class TakeLevel(PersistentButton, custom_id=LEVEL):
    """Takes the level that was suggested."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it, and say what it changes."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        level = await set_level(bot.db, bot.curriculum, user, interaction.guild_id, self.state["level"], now)
        said = _("## Your level is {name} · {title}\n*{recognise}*").format(
            name=level.name, title=level.title, recognise=level.recognise
        )
        freely = _("Nothing is closed to you because of it: look ahead or back as you like, and change it with /start.")
        back = button(_("Back to the result"), QUIET, RESULT, owner=user, sitting=self.state["sitting"])
        learner = await load_learner(bot.db, user)
        onward = navigation.open_next_step(user) if learner.goal else navigation.open_start()
        await show(interaction, Screen(said, freely, [onward, back]))
        await follow_level(interaction)


class OpenSelf(PersistentButton, custom_id=SELF):
    """To rating oneself."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show how far one is, or how one sees oneself."""
        await _show_self(interaction, _statements(self.state))


class OpenOther(OpenSelf, custom_id=SELF_OTHER):
    """To rating oneself by imported statements."""


class RatePage(PersistentButton, custom_id=RATE):
    """To the statements of a page."""

    async def pressed(self, interaction: Interaction) -> None:
        """Open them as a form."""
        bot, user = interaction.client, interaction.user.id
        view = (await view_self(bot.db, bot.curriculum, user, _statements(self.state))).view
        page = _page(view, self.state["page"])
        kind = RateOtherForm if "statements" in self.state else RateForm
        form = kind(page_name(page), *statement_fields(page, view), **self.state)
        await interaction.response.send_modal(form)


class RateOther(RatePage, custom_id=RATE_OTHER):
    """To a page of imported statements."""


class RateForm(PersistentForm, custom_id="assess:rated:{owner}:{page}"):
    """The ratings of a page."""

    @classmethod
    async def submitted(cls, interaction: Interaction, state: dict[str, str], values: Values) -> None:
        """Save them, and show what is left."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        number, statements = whole_number(state["page"]), _statements(state)
        page = _page((await view_self(bot.db, bot.curriculum, user, statements)).view, state["page"])
        rated = {statement: whole_number(values[key]) for key, statement in keys_of(page).items()}
        asked = await rate(bot.db, bot.curriculum, user, number, rated, now, statements)
        await show(interaction, self_screen(asked, user, number))


class RateOtherForm(RateForm, custom_id="assess:rated-other:{owner}:{statements}:{page}"):
    """The ratings of a page of imported statements."""


async def _open(interaction: Interaction, depth: Depth, *, instead: bool = False) -> None:
    bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
    guild = interaction.guild_id
    opened = await open_assessment(bot.db, bot.curriculum, user, guild, depth, now, instead=instead)
    if isinstance(opened, Unfinished):
        await show(interaction, instead_screen(opened, depth, user))
    else:
        await show_standing(interaction, opened)


async def _show_result(interaction: Interaction, sitting: int) -> None:
    bot, user = interaction.client, interaction.user.id
    came = await result(bot.db, bot.curriculum, user, sitting, discord.utils.utcnow())
    await show(interaction, result_screen(came, user) if came else left_screen(user))


async def _show_self(interaction: Interaction, statements: str = STATEMENTS) -> None:
    bot, user = interaction.client, interaction.user.id
    await show(interaction, self_screen(await view_self(bot.db, bot.curriculum, user, statements), user))


async def _mistake_screen(interaction: Interaction, sitting: int, number: int) -> Screen:
    """A question that went wrong, with what was answered, what is right, and why."""
    bot, user = interaction.client, interaction.user.id
    missed = await mistakes(bot.db, bot.curriculum, user, sitting)
    if number not in range(len(missed)):
        raise UserError(OUTDATED)
    found = missed[number]

    def to(label: str, page: int, style: discord.ButtonStyle = QUIET) -> discord.ui.Item[discord.ui.LayoutView]:
        return button(label, style, MISTAKES, owner=user, sitting=sitting, number=page)

    row = [to(_("Next one"), number + 1, GREEN)] if number + 1 < len(missed) else []
    row += [to(_("One back"), number - 1)] if number else []
    row.append(button(_("Back to the result"), QUIET if row else GREEN, RESULT, owner=user, sitting=sitting))
    heading = _("## Mistake {number} of {total}").format(number=number + 1, total=len(missed))
    return Screen(*explained_texts(heading, found.question, found.answer), row)


def _depth(text: str) -> Depth:
    if text not in tuple(Depth):
        raise UserError(OUTDATED)
    return Depth(text)


def _statements(state: Mapping[str, str]) -> str:
    """The statements that a control is about: ours, unless it names others."""
    return state.get("statements", STATEMENTS)


def _page(view: SelfView, text: str) -> Page:
    number = whole_number(text)
    if number not in range(len(view.assessment.pages)):
        raise UserError(OUTDATED)
    return view.assessment.pages[number]


class Assess(commands.GroupCog, group_name="assess", group_description=locale_str("Find out where you stand")):
    """Assessments as commands."""

    @app_commands.command(description=locale_str("A first impression: 5 to 7 questions, about 4 minutes"))
    async def quick(self, interaction: Interaction) -> None:
        """Begin, or go on where one was."""
        await _open(interaction, Depth.QUICK)

    @app_commands.command(description=locale_str("Every field at least twice: 16 to 20 questions, about 12 minutes"))
    async def full(self, interaction: Interaction) -> None:
        """Begin, or go on where one was."""
        await _open(interaction, Depth.FULL)

    @app_commands.command(description=locale_str("The surest: 32 to 40 questions, about 25 minutes"))
    async def deep(self, interaction: Interaction) -> None:
        """Begin, or go on where one was."""
        await _open(interaction, Depth.DEEP)

    @app_commands.command(name="self", description=locale_str("Rate yourself on statements, from first steps on"))
    async def myself(self, interaction: Interaction) -> None:
        """Begin, go on, or see how one sees oneself."""
        await _show_self(interaction)


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(Assess())
    bot.add_controls(OpenChoice, Begin, BeginInstead, OpenResult, OpenMistakes, TakeLevel)
    bot.add_controls(OpenSelf, OpenOther, RatePage, RateOther)
    bot.add_forms(RateForm, RateOtherForm)
