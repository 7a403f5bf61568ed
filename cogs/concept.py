"""/concept: a question to try first, then the explanation, and what to practise it with."""

from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.i18n import _
from bot.services.concepts import (
    ConceptView,
    PageView,
    find_concept,
    find_page,
    find_term,
    search_concepts,
    search_pages,
    search_terms,
    view_concept,
)
from cogs._concept import concept_text, page_text, question_text, term_text
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton
from cogs.ui.layout import GREEN, QUIET, Row, Screen, shortened, show
from cogs.ui.words import marked

MAX_CHOICES = 25
MAX_REQUIRED = 2  # buttons; with those to practise, a screen has five at most


class OpenConcept(PersistentButton, custom_id=navigation.CONCEPT):
    """To a concept, at its question."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the question alone."""
        await show(interaction, question_screen(interaction, self.state["concept"]))


class ShowConcept(PersistentButton, custom_id="concept:show:{owner}:{concept}"):
    """To the explanation."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show it, with what there is to practise."""
        bot, user = interaction.client, interaction.user.id
        view = await view_concept(bot.db, bot.curriculum, user, self.state["concept"])
        await show(interaction, Screen(*concept_text(view), _practice(view, user), _before(view, user)))


def question_screen(interaction: Interaction, name: str) -> Screen:
    """The question to try first, or an imported page or word. Raises UserError when there is no such concept."""
    term = find_term(interaction.client.curriculum, name)
    if term:
        return Screen(*term_text(*term), [navigation.open_roadmap(interaction.user.id)])
    page = find_page(interaction.client.curriculum, name)
    if page:
        return Screen(*page_text(page), _beside_page(page, interaction.user.id))
    concept = find_concept(interaction.client.curriculum, name)
    reveal = ShowConcept(_("Show me"), style=GREEN, owner=interaction.user.id, concept=concept.id)
    return Screen(*question_text(concept), [reveal])


def _beside_page(view: PageView, user: int) -> Row:
    """The quiz about an imported page, and our own words about its concept."""
    row: list[navigation.Button] = []
    if view.quiz:
        row.append(navigation.open_quiz(user, view.quiz.id, _("Quiz on it"), GREEN))
    if view.concept:
        label = _("In short: {concept}").format(concept=view.concept.title)
        row.append(navigation.open_concept(user, view.concept.id, label))
    return row or [navigation.open_roadmap(user)]


def _practice(view: ConceptView, user: int) -> Row:
    """What there is about the concept; the first of it is the next thing to do."""
    row: list[navigation.Button] = []
    first = iter([GREEN])
    if view.quiz:
        row.append(navigation.open_quiz(user, view.quiz.id, _("Quiz on it"), next(first, QUIET)))
    if view.deck:
        row.append(navigation.review_deck(user, view.deck.id, _("Cards on it"), next(first, QUIET)))
    if view.challenge:
        row.append(navigation.open_challenge(user, view.challenge.id, _("Challenge on it"), next(first, QUIET)))
    return row or [navigation.open_roadmap(user)]


def _before(view: ConceptView, user: int) -> Row:
    return [
        navigation.open_concept(user, required.id, _("First: {concept}").format(concept=required.title))
        for required in view.requires[:MAX_REQUIRED]
    ]


class ConceptCog(commands.Cog, name="Concept"):
    """Concepts as a command."""

    @app_commands.command(description=locale_str("One idea explained: a question first, then an example and pitfalls"))
    @app_commands.describe(name=locale_str("What you want to understand"))
    async def concept(self, interaction: Interaction, name: str) -> None:
        """Show the question of a concept."""
        await show(interaction, question_screen(interaction, name))

    @concept.autocomplete("name")
    async def concept_choices(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        """The concepts that contain what was typed."""
        curriculum = interaction.client.curriculum
        named = [(concept.title, concept.id) for concept in search_concepts(curriculum, current)]
        named += [(marked(page.title, curriculum, page.id), page.id) for page in search_pages(curriculum, current)]
        named += [(marked(term.title, curriculum, term.id), term.id) for term in search_terms(curriculum, current)]
        return [app_commands.Choice(name=shortened(name, 100), value=value) for name, value in named[:MAX_CHOICES]]


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(ConceptCog())
    bot.add_controls(OpenConcept, ShowConcept)
