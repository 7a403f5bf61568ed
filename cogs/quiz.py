"""/quiz: a round of five questions, private and untimed; it waits for as long as one likes."""

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.quiz import MISTAKES
from bot.i18n import _
from bot.services.quiz import open_quiz, practise, search_quizzes
from cogs._questions import show_standing
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton
from cogs.ui.layout import shortened
from cogs.ui.words import marked

MAX_CHOICES = 25


class OpenQuiz(PersistentButton, custom_id=navigation.QUIZ):
    """To a quiz."""

    async def pressed(self, interaction: Interaction) -> None:
        """Go on with it, or begin a round."""
        await _open(interaction, self.state["quiz"])


class AnotherQuiz(PersistentButton, custom_id=navigation.ANOTHER_QUIZ):
    """To the quiz that suits best now."""

    async def pressed(self, interaction: Interaction) -> None:
        """Go on with one that is unfinished, or begin a round."""
        await _open(interaction, None)


class Practise(PersistentButton, custom_id=navigation.PRACTISE):
    """To the mistakes of a quiz, or of all."""

    async def pressed(self, interaction: Interaction) -> None:
        """Ask them again."""
        await _open(interaction, self.state["quiz"], only_mistakes=True)


async def _open(interaction: Interaction, topic: str | None, *, only_mistakes: bool = False) -> None:
    bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
    if topic and (only_mistakes or topic == MISTAKES):
        standing = await practise(bot.db, bot.curriculum, user, interaction.guild_id, topic, now)
    else:
        standing = await open_quiz(bot.db, bot.curriculum, user, interaction.guild_id, topic, now)
    await show_standing(interaction, standing)


class QuizCog(commands.Cog, name="Quiz"):
    """Quizzes as a command."""

    @app_commands.command(description=locale_str("Five questions, untimed, with an explanation after each"))
    @app_commands.describe(topic=locale_str("What it is about; without it, what suits you best"))
    async def quiz(self, interaction: Interaction, topic: str | None = None) -> None:
        """Go on where one was, or begin a round."""
        await _open(interaction, topic)

    @quiz.autocomplete("topic")
    async def topic_choices(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        """The quizzes whose title or concept contains what was typed, and one's own mistakes."""
        curriculum = interaction.client.curriculum
        found = search_quizzes(curriculum, current)
        own = [(_("My mistakes"), MISTAKES)] if current.casefold() in _("My mistakes").casefold() else []
        level = _("Level {level} · {title}")
        named = [
            (marked(level.format(level=quiz.level, title=quiz.title), curriculum, quiz.id), quiz.id) for quiz in found
        ]
        return [
            app_commands.Choice(name=shortened(name, 100), value=value) for name, value in [*own, *named][:MAX_CHOICES]
        ]


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(QuizCog())
    bot.add_controls(OpenQuiz, AnotherQuiz, Practise)
