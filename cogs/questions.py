"""Answering a question, whatever it belongs to: by a button, ticks, typing, or putting parts in order."""

import discord
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.questions import MAX_TYPED, UNKNOWN, Given, QuestionType
from bot.errors import UserError
from bot.i18n import _
from bot.services.reports import MAX_WORDS, report
from bot.services.sitting import Standing, answer, current, question_at
from cogs._questions import (
    BACK,
    CHOOSE,
    NEXT,
    OFF,
    ORDER,
    TICK,
    TYPE,
    UNKNOWN_ANSWER,
    letters_and_words,
    question_screen,
    question_text,
    show_standing,
)
from cogs.ui.controls import PersistentButton, PersistentSelect
from cogs.ui.forms import PersistentForm, Values, checkbox_field, text_field
from cogs.ui.layout import GOOD, GREEN, Screen, show
from cogs.ui.state import OUTDATED, whole_number

State = dict[str, str]


class Choose(PersistentButton, custom_id=CHOOSE):
    """One of the options."""

    async def pressed(self, interaction: Interaction) -> None:
        """Answer with it."""
        await _answer(interaction, self.state, (whole_number(self.state["option"]),))


class Tick(PersistentButton, custom_id=TICK):
    """To the boxes of the options."""

    async def pressed(self, interaction: Interaction) -> None:
        """Open them."""
        standing = await _standing(interaction, self.state)
        asked = standing.asked
        if asked is None or not _is_now(standing, self.state) or asked.question.type is not QuestionType.MULTI:
            await show_standing(interaction, standing)
            return
        boxes = checkbox_field(_("Tick every answer that is right"), "options", letters_and_words(asked))
        text = discord.ui.TextDisplay[discord.ui.LayoutView](question_text(asked.question))
        await interaction.response.send_modal(TickForm(_("Your answer"), text, boxes, **self.state))


class TickForm(PersistentForm, custom_id="question:ticked:{owner}:{sitting}:{place}"):
    """The boxes that were ticked."""

    @classmethod
    async def submitted(cls, interaction: Interaction, state: State, values: Values) -> None:
        """Answer with them."""
        await _answer(interaction, state, tuple(sorted(map(whole_number, values.several("options")))))


class Type(PersistentButton, custom_id=TYPE):
    """To the line for a typed answer."""

    async def pressed(self, interaction: Interaction) -> None:
        """Open it."""
        standing = await _standing(interaction, self.state)
        if standing.asked is None or not _is_now(standing, self.state):
            await show_standing(interaction, standing)
            return
        line = text_field(_("Your answer"), "answer", limit=MAX_TYPED)
        text = discord.ui.TextDisplay[discord.ui.LayoutView](question_text(standing.asked.question))
        await interaction.response.send_modal(TypeForm(_("Your answer"), text, line, **self.state))


class TypeForm(PersistentForm, custom_id="question:typed:{owner}:{sitting}:{place}"):
    """What was typed."""

    @classmethod
    async def submitted(cls, interaction: Interaction, state: State, values: Values) -> None:
        """Answer with it."""
        await _answer(interaction, state, values["answer"])


class Order(PersistentSelect, custom_id=ORDER):
    """The parts that are not in their place yet."""

    async def pressed(self, interaction: Interaction) -> None:
        """Put one in its place; the last one sends the answer in."""
        await _place(interaction, self.state, (*_digits(self.state["order"]), whole_number(self.chosen)))


class TakeBack(PersistentButton, custom_id=BACK):
    """Takes the last part back."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the question without it."""
        await _place(interaction, self.state, _digits(self.state["order"])[:-1])


class Unknown(PersistentButton, custom_id=UNKNOWN_ANSWER):
    """Not to know it."""

    async def pressed(self, interaction: Interaction) -> None:
        """Answer so, which saves a guess."""
        await _answer(interaction, self.state, UNKNOWN)


class Next(PersistentButton, custom_id=NEXT):
    """On to the next question."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show it, or the end."""
        await show_standing(interaction, await _standing(interaction, self.state))


class Off(PersistentButton, custom_id=OFF):
    """Something's off with a question."""

    async def pressed(self, interaction: Interaction) -> None:
        """Ask what."""
        words = text_field(_("What is wrong?"), "words", limit=MAX_WORDS, long=True)
        await interaction.response.send_modal(OffForm(_("Something's off"), words, **self.state))


class OffForm(PersistentForm, custom_id="question:report:{owner}:{sitting}:{place}"):
    """What is wrong with a question."""

    @classmethod
    async def submitted(cls, interaction: Interaction, state: State, values: Values) -> None:
        """File the report."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        sitting, place = whole_number(state["sitting"]), whole_number(state["place"])
        question = await question_at(bot.db, bot.curriculum, user, sitting, place)
        await report(bot.db, bot.curriculum, user, question, values["words"], now)
        said = _("Thank you. Whoever looks after the questions will read it.")
        onward = Next(_("Go on"), style=GREEN, owner=user, sitting=sitting)
        await show(interaction, Screen(said, [onward], colour=GOOD))


async def _answer(interaction: Interaction, state: State, given: Given) -> None:
    bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
    sitting, place = whole_number(state["sitting"]), whole_number(state["place"])
    await show_standing(interaction, await answer(bot.db, bot.curriculum, user, sitting, place, given, now))


async def _standing(interaction: Interaction, state: State) -> Standing:
    bot, now = interaction.client, discord.utils.utcnow()
    return await current(bot.db, bot.curriculum, interaction.user.id, whole_number(state["sitting"]), now)


async def _place(interaction: Interaction, state: State, order: tuple[int, ...]) -> None:
    """Show a question with some of its parts in their places; with all of them, it is answered."""
    standing = await _standing(interaction, state)
    asked = standing.asked if _is_now(standing, state) else None
    if asked is not None and asked.question.type is not QuestionType.ORDER:
        raise UserError(OUTDATED)
    if asked is None or len(order) >= len(asked.order):
        await _answer(interaction, state, order)
    elif len(set(order)) < len(order) or not set(order) <= set(asked.order):
        raise UserError(OUTDATED)
    else:
        await show(interaction, question_screen(interaction.client.curriculum, standing.sitting, asked, order))


def _is_now(standing: Standing, state: State) -> bool:
    """Whether a control belongs to the question that is to be answered now."""
    return standing.asked is not None and standing.asked.place == whole_number(state["place"])


def _digits(text: str) -> tuple[int, ...]:
    return tuple(map(whole_number, text))


class Questions(commands.Cog):
    """Questions; they are reached from quizzes and assessments."""


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(Questions())
    bot.add_controls(Choose, Tick, Type, Order, TakeBack, Unknown, Next, Off)
    bot.add_forms(TickForm, TypeForm, OffForm)
