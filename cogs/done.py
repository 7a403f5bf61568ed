"""/done and /undo: topics, projects and exit criteria."""

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.evidence import MAX_EVIDENCE
from bot.i18n import _
from bot.services.done import Marked, find_item, mark_done, search_items, undo
from cogs._badges import news
from cogs._roadmap import next_text
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton
from cogs.ui.forms import PersistentForm, Values, text_field
from cogs.ui.layout import GOOD, Screen, shortened, show
from cogs.ui.words import bar, plain, topics_done

MAX_CHOICES = 25


class EvidenceForm(PersistentForm, custom_id="done:proof:{owner}:{item}"):
    """Asks for the evidence of an exit criterion."""

    @classmethod
    async def submitted(cls, interaction: Interaction, state: dict[str, str], values: Values) -> None:
        """Mark the criterion as met, with its evidence."""
        await show(interaction, await _mark(interaction, state["item"], values["evidence"]))


class GiveEvidence(PersistentButton, custom_id=navigation.EVIDENCE):
    """To the form that asks for evidence."""

    async def pressed(self, interaction: Interaction) -> None:
        """Open the form."""
        await _ask_for_evidence(interaction, self.state["item"])


class Undo(PersistentButton, custom_id="done:undo:{owner}:{item}"):
    """Takes back what was just marked."""

    async def pressed(self, interaction: Interaction) -> None:
        """Take it back."""
        await show(interaction, await _take_back(interaction, self.state["item"]))


class Redo(PersistentButton, custom_id="done:again:{owner}:{item}"):
    """Marks again what was just taken back."""

    async def pressed(self, interaction: Interaction) -> None:
        """Mark it, asking for evidence where that is needed."""
        if find_item(interaction.client.curriculum, self.state["item"]).kind == "exit":
            await _ask_for_evidence(interaction, self.state["item"])
        else:
            await show(interaction, await _mark(interaction, self.state["item"]))


async def _ask_for_evidence(interaction: Interaction, item_id: str) -> None:
    curriculum = interaction.client.curriculum
    item = find_item(curriculum, item_id)
    counts = curriculum.paths[item.path].exit.evidence[0].what
    field = text_field(
        _("A link, or a sentence about what you built"), "evidence", hint=counts, limit=MAX_EVIDENCE, long=True
    )
    await interaction.response.send_modal(EvidenceForm(item.title, field, owner=interaction.user.id, item=item.id))


async def _mark(interaction: Interaction, item_id: str, evidence: str | None = None) -> Screen:
    bot, user = interaction.client, interaction.user.id
    marked = await mark_done(
        bot.db, bot.curriculum, user, interaction.guild_id, item_id, discord.utils.utcnow(), evidence
    )
    heading = _("☑ Done: **{title}**").format(title=marked.item.title)
    if marked.evidence:
        heading += "\n" + _("-# Evidence: {evidence}").format(evidence=plain(marked.evidence))
    back = Undo(_("Undo"), owner=user, item=marked.item.id)
    return Screen(
        heading,
        _standing(marked),
        *await news(interaction),
        [navigation.open_next_step(user), navigation.open_progress(user), back],
        colour=GOOD,
    )


async def _take_back(interaction: Interaction, item_id: str) -> Screen:
    bot, user = interaction.client, interaction.user.id
    marked = await undo(bot.db, bot.curriculum, user, interaction.guild_id, item_id, discord.utils.utcnow())
    again = Redo(_("Mark it done again"), owner=user, item=marked.item.id)
    return Screen(
        _("☐ Open again: **{title}**").format(title=marked.item.title),
        _standing(marked),
        *await news(interaction),
        [navigation.open_next_step(user), navigation.open_progress(user), again],
    )


def _standing(marked: Marked) -> str:
    state = marked.state
    if state is None:
        return next_text(marked.next)
    count = f"{bar(state.done, state.total)} {topics_done(state.done, state.total)}"
    return f"**{state.path.title}** {count}\n{next_text(marked.next)}"


class Done(commands.Cog):
    """Ticking off, and taking back."""

    @app_commands.command(description=locale_str("Mark a topic, a project or an exit criterion as done"))
    @app_commands.describe(
        item=locale_str("What you have done"),
        evidence=locale_str("For an exit criterion: a link, or a sentence about what you built"),
    )
    async def done(self, interaction: Interaction, item: str, evidence: str | None = None) -> None:
        """Mark an item; an exit criterion without evidence first asks for it."""
        found = find_item(interaction.client.curriculum, item)
        if found.kind == "exit" and evidence is None:
            await _ask_for_evidence(interaction, found.id)
        else:
            await show(interaction, await _mark(interaction, found.id, evidence))

    @app_commands.command(description=locale_str("Take back something that you marked as done"))
    @app_commands.describe(item=locale_str("What isn't done after all"))
    async def undo(self, interaction: Interaction, item: str) -> None:
        """Take an item back."""
        await show(interaction, await _take_back(interaction, item))

    @done.autocomplete("item")
    async def open_items(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        """What is not done yet, the next step first."""
        return await _choices(interaction, current, done=False)

    @undo.autocomplete("item")
    async def done_items(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        """What is done, the latest first."""
        return await _choices(interaction, current, done=True)


async def _choices(interaction: Interaction, text: str, *, done: bool) -> list[app_commands.Choice[str]]:
    bot = interaction.client
    kinds = {"topic": _("Topic"), "project": _("Project"), "exit": _("Exit criterion")}
    found = await search_items(bot.db, bot.curriculum, interaction.user.id, text, done=done)
    return [
        app_commands.Choice(name=shortened(f"{kinds[item.kind]} · {item.title} · {path}", 100), value=item.id)
        for item, path in found[:MAX_CHOICES]
    ]


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(Done())
    bot.add_controls(GiveEvidence, Undo, Redo)
    bot.add_forms(EvidenceForm)
