"""/next: what could come next, one click away; not now, and not this kind."""

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.curriculum import Curriculum
from bot.domain.suggestions import Candidate, Sort
from bot.errors import UserError
from bot.i18n import _
from bot.services.suggestions import Suggestions, accept, decline, silence, suggestions
from cogs._next import kind_name, suggestions_text, title_of
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, PersistentSelect, option, press
from cogs.ui.layout import GREEN, QUIET, Row, Screen, show
from cogs.ui.state import OUTDATED, fill

NOT_NOW, NOT_THIS_KIND, AGAIN = "later", "never", "again"


class OpenNext(PersistentButton, custom_id=navigation.NEXT):
    """To what could come next."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the suggestions of this moment."""
        await show(interaction, await next_screen(interaction))


class Take(PersistentButton, custom_id="next:take:{owner}:{kind}:{item}"):
    """Takes a suggestion."""

    async def pressed(self, interaction: Interaction) -> None:
        """Note it, and go where it leads."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        kind, item = self.state["kind"], self.state["item"]
        taken = await accept(bot.db, bot.curriculum, user, interaction.guild_id, kind, item, now)
        await press(interaction, target(bot.curriculum, user, *taken))


class Refuse(PersistentSelect, custom_id="next:refuse:{owner}"):
    """Not now, not this kind, or a kind again after all."""

    async def pressed(self, interaction: Interaction) -> None:
        """Note it, and show what else there is."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        wish, _colon, about = self.chosen.partition(":")
        kind, _colon, item = about.partition(":")
        if wish == NOT_NOW:
            found = await decline(bot.db, bot.curriculum, user, interaction.guild_id, kind, item, now)
        elif wish in (NOT_THIS_KIND, AGAIN):
            silent = wish == NOT_THIS_KIND
            found = await silence(bot.db, bot.curriculum, user, interaction.guild_id, kind, silent, now)
        else:
            raise UserError(OUTDATED)
        await show(interaction, _screen(found, user))


async def next_screen(interaction: Interaction) -> Screen:
    """What could come next right now."""
    bot, user = interaction.client, interaction.user.id
    return _screen(await suggestions(bot.db, bot.curriculum, user, discord.utils.utcnow()), user)


def target(curriculum: Curriculum, owner: int, kind: Sort, item: str) -> str:
    """The custom_id of the button that leads to what was suggested."""
    match kind:
        case Sort.CARDS:
            return fill(navigation.REVIEW, owner=owner)
        case Sort.WEAK if item in curriculum.decks:
            return fill(navigation.REVIEW_DECK, owner=owner, deck=item)
        case Sort.WEAK:
            return fill(navigation.CONCEPT, owner=owner, concept=item)
        case Sort.TOPIC if item in curriculum.topics:
            return fill(navigation.TOPIC, owner=owner, topic=item)
        case Sort.TOPIC:
            path = curriculum.paths[curriculum.items[item].path]
            return fill(navigation.STAGE, owner=owner, path=path.id, stage=path.stages[-1].key)
        case Sort.PROJECT:
            return fill(navigation.PROJECT, owner=owner, project=item)
        case Sort.REVISIT:
            return fill(navigation.CHALLENGE, owner=owner, challenge=item)
        case Sort.QUIZ:
            return fill(navigation.QUIZ, owner=owner, quiz=item)
        case Sort.ASSESS:
            return fill(navigation.ASSESS, owner=owner)


def _screen(found: Suggestions, user: int) -> Screen:
    first = iter([GREEN])
    taken: Row = [
        Take(title_of(one), style=next(first, QUIET), owner=user, kind=one.kind, item=one.item) for one in found.chosen
    ]
    start = [] if found.placed else [navigation.open_start(QUIET)]
    return Screen(*suggestions_text(found), taken, _refusals(found, user), [*start, navigation.open_roadmap(user)])


def _refusals(found: Suggestions, user: int) -> Row:
    """What one may say instead of taking a suggestion."""
    options = [
        *(_not_now(one) for one in found.chosen),
        *(
            option(_("Not this kind: {kind}").format(kind=kind_name(one.kind)), f"{NOT_THIS_KIND}:{one.kind}")
            for one in found.chosen
        ),
        *(
            option(_("Suggest again: {kind}").format(kind=kind_name(kind)), f"{AGAIN}:{kind}")
            for kind in found.silenced
        ),
    ]
    return [Refuse(_("Not now, or not this kind"), options, owner=user)] if options else []


def _not_now(one: Candidate) -> discord.SelectOption:
    label = _("Not now: {title}").format(title=title_of(one))
    return option(label, f"{NOT_NOW}:{one.kind}:{one.item}", _("It stays away for three days."))


class NextCog(commands.Cog, name="Next"):
    """What could come next as a command."""

    @app_commands.command(description=locale_str("At most three suggestions for right now, each with its reason"))
    async def next(self, interaction: Interaction) -> None:
        """Show them."""
        await show(interaction, await next_screen(interaction))


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(NextCog())
    bot.add_controls(OpenNext, Take, Refuse)
