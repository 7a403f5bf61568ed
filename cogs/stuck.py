"""/stuck and *Explain this error*: what an error means, in private; then a question to people, if it is wanted."""

import logging
import re
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import DISCORD_IS_AWAY, Interaction, LearnBot
from bot.domain.stuck import HelpQuestion
from bot.errors import UserError
from bot.i18n import _, ngettext, speaking
from bot.services.guild_settings import load_guild_settings
from bot.services.stuck import (
    Asking,
    Help,
    StuckView,
    begin_asking,
    describe,
    draft_of,
    explain_error,
    not_posted,
    posted,
    settle,
    tags_of,
    view_question,
)
from bot.services.thanks import Message, thank
from cogs._help_post import HelpChannel, close_post, find_posted, help_channel, helpers_in, send_question
from cogs._said import text_of
from cogs._stuck import ask_text, help_text, post_files, post_text, prompt_text
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, PersistentSelect, option
from cogs.ui.forms import PersistentForm, Values, text_field
from cogs.ui.layout import GREEN, QUIET, Screen, defer, show, show_later
from cogs.ui.once import UncertainError, is_refusal
from cogs.ui.state import whole_number
from cogs.ui.words import plain

log = logging.getLogger(__name__)

NEW = "new"
MAX_WANT, MAX_TRIED, MAX_ERROR, MAX_CODE = 600, 1200, 4000, 4000
HELPER = re.compile(r"([0-9]{1,20})-([0-9]{1,20})-([0-9]{1,20})")  # a member, and the place of their message
SOLVED = "stuck:solved:{asker}:{question}"


class StuckForm(PersistentForm, custom_id="stuck:question:{owner}:{question}"):
    """The four things that one says to be helped."""

    @classmethod
    async def submitted(cls, interaction: Interaction, state: dict[str, str], values: Values) -> None:
        """Keep it, and show what can be said at once."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        draft = None if state["question"] == NEW else whole_number(state["question"])
        words = {name: values[name] for name in ("want", "tried", "error", "code")}
        view = await describe(bot.db, bot.curriculum, user, interaction.guild_id, words, now, draft)
        await show(interaction, stuck_screen(interaction, view))


class OpenStuck(PersistentButton, custom_id=navigation.STUCK):
    """To the form, from somewhere else."""

    async def pressed(self, interaction: Interaction) -> None:
        """Open it."""
        await interaction.response.send_modal(await _form(interaction))


class ChangeQuestion(PersistentButton, custom_id="stuck:change:{owner}:{question}"):
    """To the form, with what was written filled in."""

    async def pressed(self, interaction: Interaction) -> None:
        """Open it."""
        bot, number = interaction.client, whole_number(self.state["question"])
        view = await view_question(bot.db, bot.curriculum, interaction.user.id, interaction.guild_id, number)
        await interaction.response.send_modal(form_of(interaction.user.id, view.question))


class Ask(PersistentButton, custom_id="stuck:ask:{owner}:{question}"):
    """Posts the question in the help channel, once."""

    async def pressed(self, interaction: Interaction) -> None:
        """Claim it, post it, and lead there."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        number = whole_number(self.state["question"])
        await defer(interaction)
        asking = await begin_asking(bot.db, bot.curriculum, user, interaction.guild_id, number, now)
        if isinstance(asking, Asking):
            thread = await _post(interaction, asking)
            await posted(bot.db, user, number, thread, now)
        view = await view_question(bot.db, bot.curriculum, user, interaction.guild_id, number)
        await show_later(interaction, asked_screen(view))


class MarkSolved(PersistentButton, custom_id=SOLVED):
    """On a question in the help channel: the asker says that it is solved."""

    async def pressed(self, interaction: Interaction) -> None:
        """Close the post, and ask who helped."""
        user = interaction.user.id
        if self.state["asker"] != str(user):
            raise UserError("Only the member who asked can say that this is solved. You can still add what you know.")
        await interaction.response.defer(ephemeral=True, thinking=True)
        await settle(interaction.client.db, user, whole_number(self.state["question"]), discord.utils.utcnow())
        refused = ""
        try:
            await close_post(interaction, plain(interaction.user.display_name))
        except discord.Forbidden:
            refused = _("\n-# I may not change the post here; somebody who manages the server can let me.")
        except discord.HTTPException as error:
            if not is_refusal(error):
                raise
            log.info("A question that is solved was not closed: %s", error)
            refused = _("\n-# Discord didn't let me change the post; press again later if you like.")
        helpers = await helpers_in(interaction, user)
        await show_later(interaction, solved_screen(user, helpers, refused))


class ThankHelpers(PersistentSelect, custom_id="stuck:thank:{owner}"):
    """Those who wrote in the thread of a question, to be thanked."""

    async def pressed(self, interaction: Interaction) -> None:
        """Thank the chosen ones, each for their newest message, and say so once in the thread."""
        await interaction.response.defer(ephemeral=True)
        said, refusals = await _thank_all(interaction, self.item.values)
        if said:
            names = ", ".join(f"<@{helper}>" for helper in said)
            name = plain(interaction.user.display_name)
            line = _("💛 **{name}** says thanks to {names}.").format(name=name, names=names)
            await interaction.followup.send(line, allowed_mentions=discord.AllowedMentions.none())
        heard = ngettext("Your thanks arrived.", "Your {count} thanks arrived.", len(said)).format(count=len(said))
        await show_later(interaction, Screen("\n".join(([heard] if said else []) + refusals)))


CONTROLS = (OpenStuck, ChangeQuestion, Ask, MarkSolved, ThankHelpers)


def form_of(owner: int, draft: HelpQuestion | None) -> StuckForm:
    """The form, empty or with a draft filled in."""
    want, tried, error, code = (draft.want, draft.tried, draft.error, draft.code) if draft else ("", "", "", "")
    return StuckForm(
        _("I'm stuck"),
        text_field(_("What do you want it to do?"), "want", value=want, limit=MAX_WANT, long=True),
        text_field(_("What have you tried?"), "tried", value=tried, limit=MAX_TRIED, long=True, required=False),
        text_field(
            _("The error, whole"), "error", hint=_("From “Traceback” to its last line"), value=error[-MAX_ERROR:],
            limit=MAX_ERROR, long=True, required=False,
        ),
        text_field(_("The code"), "code", value=code[:MAX_CODE], limit=MAX_CODE, long=True, required=False),
        discord.ui.TextDisplay(_("-# Only you see the answer. Keys and passwords are taken out before it is kept.")),
        owner=owner,
        question=draft.question_id if draft else NEW,
    )  # fmt: skip


def stuck_screen(interaction: Interaction, view: StuckView) -> Screen:
    """What can be said at once, and the ways on: the concept, people, or changing what was written."""
    user, question = interaction.user.id, view.question
    row = _concept_button(user, view.help)
    if view.help_channel is not None and question.thread_id is None:
        row.append(Ask(_("Ask people"), style=QUIET if row else GREEN, owner=user, question=question.question_id))
    if question.claimed_at is None:
        row.append(ChangeQuestion(_("Change it"), owner=user, question=question.question_id))
    here = interaction.guild_id is not None
    return Screen(*help_text(view.help), prompt_text(view.help, question), ask_text(view, here=here), row)


def error_screen(user: int, found: Help) -> Screen:
    """An error of any message, explained."""
    row = [*_concept_button(user, found), navigation.open_stuck(user, _("I have this too"))]
    return Screen(*help_text(found), prompt_text(found), row)


def asked_screen(view: StuckView) -> Screen:
    """Where the question stands now."""
    heading = _("## Your question is out\nPeople can see it here: <#{thread}>").format(thread=view.question.thread_id)
    advice = _(
        "You are mentioned there, so you hear of answers. When it is solved, press *Mark as solved* on it: it helps "
        "the next one who has the same."
    )
    return Screen(heading, advice, _concept_button(view.question.user_id, view.help))


def post_screen(view: StuckView) -> Screen:
    """The question as everybody sees it."""
    question = view.question
    button = MarkSolved(_("Mark as solved"), style=GREEN, asker=question.user_id, question=question.question_id)
    return Screen(*post_text(view), [button], files=post_files(question))


def solved_screen(user: int, helpers: list[discord.Message], refused: str) -> Screen:
    """Solved; and who may be thanked."""
    heading = _("## Solved, well done") + refused
    if not helpers:
        return Screen(
            heading + "\n" + _("If you found it yourself, write in a line how: the next one will be glad of it.")
        )
    menu = ThankHelpers(
        _("Thank those who helped"),
        [
            option(message.author.display_name, f"{message.author.id}-{message.channel.id}-{message.id}")
            for message in helpers
        ],
        owner=user,
    )
    menu.item.max_values = len(helpers)
    return Screen(heading + "\n" + _("Who helped you? Thanks are counted, messages aren't."), [menu])


async def _form(interaction: Interaction) -> StuckForm:
    user = interaction.user.id
    return form_of(user, await draft_of(interaction.client.db, user, discord.utils.utcnow()))


def _concept_button(user: int, found: Help) -> list[discord.ui.Item[Any]]:
    if found.concept is None:
        return []
    label = _("Read: {concept}").format(concept=found.concept.title)
    return [navigation.open_concept(user, found.concept.id, label, GREEN)]


async def _post(interaction: Interaction, asking: Asking) -> int:
    """Send a claimed question, unless it is there already; the id of where it stands."""
    db, question = interaction.client.db, asking.view.question
    try:
        channel = help_channel(interaction.guild, asking.channel_id, interaction.user)
        there = await _find(interaction, channel, question) if asking.doubtful else None
        return there or await _send(interaction, channel, asking.view)
    except (UserError, discord.Forbidden, discord.NotFound):
        await not_posted(db, question.question_id)
        raise
    except (UncertainError, *DISCORD_IS_AWAY) as error:
        if is_refusal(error):
            await not_posted(db, question.question_id)
            raise UserError(
                "Discord didn't take your question in {channel}: {reason}. It is kept. You can change it and ask "
                "again, or show somebody who manages the server what Discord said.",
                channel=f"<#{asking.channel_id}>",
                reason=discord.utils.escape_markdown(error.text[:200]),
            ) from error
        raise UserError(
            "Discord didn't say whether it took your question. It is kept: press again in a minute, and I look first "
            "whether it is there."
        ) from error


async def _send(interaction: Interaction, channel: HelpChannel, view: StuckView) -> int:
    """Send a question; where Discord doesn't say whether it took it, look whether it is there."""
    bot = interaction.client
    settings = await load_guild_settings(bot.db, channel.guild.id)
    with speaking(settings.value("language")):
        screen = post_screen(view)
    names = [tag.name for tag in channel.available_tags] if isinstance(channel, discord.ForumChannel) else []
    try:
        return await send_question(bot, channel, view.question, screen, tags_of(view, bot.curriculum, names))
    except UncertainError:
        there = await _find(interaction, channel, view.question)
        if there is None:
            raise
        return there


async def _find(interaction: Interaction, channel: HelpChannel, question: HelpQuestion) -> int | None:
    mark, me = SOLVED.format(asker=question.user_id, question=question.question_id), interaction.client.user
    return await find_posted(channel, question, me.id if me else 0, mark)


async def _thank_all(interaction: Interaction, chosen: list[str]) -> tuple[list[int], list[str]]:
    """Thank each of the chosen; whom it reached, and why it did not reach others."""
    said, refusals = [], []
    for value in chosen:
        match = HELPER.fullmatch(value)
        if match is None:
            continue
        helper, channel, message = map(int, match.groups())
        about = Message(interaction.guild_id, channel, message, helper)
        try:
            await thank(interaction.client.db, interaction.user.id, about, discord.utils.utcnow())
        except UserError as refusal:
            refusals.append(f"<@{helper}>: " + _(refusal.message).format(**refusal.values))
        else:
            said.append(helper)
    return said, refusals


@app_commands.context_menu(name="Explain this error")
async def explain_this_error(interaction: Interaction, message: discord.Message) -> None:
    """Explain the error in a message, for this member alone."""
    bot = interaction.client
    await interaction.response.defer(ephemeral=True, thinking=True)
    found = await explain_error(bot.db, bot.curriculum, interaction.user.id, await text_of(message))
    await show_later(interaction, error_screen(interaction.user.id, found))


class Stuck(commands.Cog):
    """Help as a command."""

    @app_commands.command(description=locale_str("Stuck? Find out what an error means, and ask people if you like"))
    async def stuck(self, interaction: Interaction) -> None:
        """Ask what it is about."""
        await interaction.response.send_modal(await _form(interaction))


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(Stuck())
    bot.tree.add_command(explain_this_error)
    bot.add_controls(*CONTROLS)
    bot.add_forms(StuckForm)
