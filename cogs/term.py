"""/term: what a word of the trade means, in one sentence and with an example."""

from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.glossary import Term
from bot.i18n import _
from bot.services.glossary import find_term, search_terms
from cogs.ui import navigation
from cogs.ui.layout import GREEN, Screen, show
from cogs.ui.words import code_block

MAX_CHOICES = 25


def term_screen(interaction: Interaction, name: str) -> Screen:
    """A term, and the way to what explains more. Raises UserError when there is none of that name."""
    curriculum, user = interaction.client.curriculum, interaction.user.id
    term = find_term(curriculum, name)
    concept = curriculum.concepts[term.concept]
    label = _("More: {concept}").format(concept=concept.title)
    return Screen(*term_text(term), [navigation.open_concept(user, concept.id, label, GREEN)])


def term_text(term: Term) -> list[str]:
    """What it means, what else it is called, and an example with what it prints."""
    heading = f"## {term.name}\n{term.meaning}"
    if term.also:
        heading += "\n" + _("-# also: {words}").format(words=", ".join(term.also))
    example = _("{code}\nprints\n{output}").format(code=code_block(term.code), output=code_block(term.output, "text"))
    return [heading, example]


class TermCog(commands.Cog, name="Term"):
    """The glossary as a command."""

    @app_commands.command(description=locale_str("What a word means, in one sentence: argument, iterable, scope …"))
    @app_commands.describe(word=locale_str("The word that you met"))
    async def term(self, interaction: Interaction, word: str) -> None:
        """Explain a word."""
        await show(interaction, term_screen(interaction, word))

    @term.autocomplete("word")
    async def word_choices(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        """The words that contain what was typed."""
        found = search_terms(interaction.client.curriculum, current)
        return [app_commands.Choice(name=term.name, value=term.id) for term in found[:MAX_CHOICES]]


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(TermCog())
