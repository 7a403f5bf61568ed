"""/challenge: a task, an answer by form or file, a verdict in plain words, hints, and the model solution in the end."""

import asyncio
from datetime import timedelta

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.challenge import Challenge, ChallengeKind
from bot.domain.pasted import decode_file
from bot.errors import UserError
from bot.i18n import _
from bot.scheduler import run_in
from bot.services.challenge import (
    ChallengeView,
    choose_challenge,
    give_up,
    is_challenge,
    latest_challenge,
    open_challenge,
    remember_share,
    search_challenges,
    solution_to_share,
    take_hint,
)
from bot.services.grading import grade_what_waits, last_verdict
from bot.services.run import code_in
from cogs._badges import news
from cogs._challenge import hint_text, solution_text
from cogs._grading import actions, hand_in, next_challenge, task_screen, verdict_screen
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton
from cogs.ui.forms import PersistentForm, Values, text_field, upload_field
from cogs.ui.layout import Screen, defer, shortened, show
from cogs.ui.permissions import require_writing
from cogs.ui.state import whole_number
from cogs.ui.words import code_block, marked, origin_text, plain

WAITING = "challenge: grade what waits"
AGAIN = timedelta(minutes=2)
MAX_CHOICES = 25
MAX_TYPED = 4000
MAX_FILE_BYTES = 100_000
SECONDS_TO_FETCH = 20


class AnswerForm(PersistentForm, custom_id="challenge:answer:{owner}:{challenge}"):
    """The place for an answer: typed or pasted, or a file."""

    @classmethod
    async def submitted(cls, interaction: Interaction, state: dict[str, str], values: Values) -> None:
        """Store the answer, have it graded, and show the verdict."""
        uploaded = values.file("file")
        if uploaded:
            await defer(interaction)  # Discord may take its time to hand the file over
        text = await _read(uploaded) if uploaded else values["code"]
        await hand_in(interaction, state["challenge"], text)


class OpenChallenge(PersistentButton, custom_id=navigation.CHALLENGE):
    """To the task itself."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show it."""
        await show(interaction, await challenge_screen(interaction, self.state["challenge"]))


class Write(PersistentButton, custom_id=navigation.WRITE):
    """To the form for an answer, the last one filled in."""

    async def pressed(self, interaction: Interaction) -> None:
        """Open the form."""
        view = await _open(interaction, self.state["challenge"])
        last = view.effort.last.code if view.effort.last else view.challenge.starter
        if view.challenge.kind is ChallengeKind.PREDICT:
            last = ""
        fits = len(last) <= MAX_TYPED
        code = text_field(
            _("Your answer"), "code", value=last if fits else None, limit=MAX_TYPED, long=True, required=False
        )
        upload = upload_field(_("Or a .py file"), "file", hint=_("If you attach one, it counts instead of the text."))
        form = AnswerForm(view.challenge.title, code, upload, owner=interaction.user.id, challenge=view.challenge.id)
        await interaction.response.send_modal(form)


class Choose(PersistentButton, custom_id=navigation.CHOOSE):
    """One of the things that a program might print."""

    async def pressed(self, interaction: Interaction) -> None:
        """Take it as the answer."""
        view = await _open(interaction, self.state["challenge"])
        chosen = whole_number(self.state["option"])
        if not 0 <= chosen < len(view.challenge.options):
            raise UserError("This challenge has changed since you opened it. Open it again.")
        await hand_in(interaction, view.challenge.id, view.challenge.options[chosen])


class Hint(PersistentButton, custom_id=navigation.HINT):
    """One more hint."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the next hint, and note that it was taken."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        number = whole_number(self.state["number"])
        view = await take_hint(bot.db, bot.curriculum, user, interaction.guild_id, self.state["challenge"], number, now)
        await show(interaction, Screen(hint_text(view, number), *origin_text(view.origin), *actions(view, user)))


class GiveUp(PersistentButton, custom_id=navigation.GIVE_UP):
    """To the model solution: after the hints and some time, or after solving."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show the model solution, if it is time."""
        bot, user, now = interaction.client, interaction.user.id, discord.utils.utcnow()
        view = await give_up(bot.db, bot.curriculum, user, interaction.guild_id, self.state["challenge"], now)
        await show(interaction, Screen(*solution_text(view), [next_challenge(user)]))


class LastVerdict(PersistentButton, custom_id=navigation.VERDICT):
    """To the verdict on the newest answer, which may have come while the member was away."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show it."""
        bot, user = interaction.client, interaction.user.id
        graded = await last_verdict(bot.db, bot.curriculum, user, self.state["challenge"])
        await show(interaction, verdict_screen(graded, bot.curriculum))


class Another(PersistentButton, custom_id=navigation.ANOTHER):
    """To a challenge that is not solved yet."""

    async def pressed(self, interaction: Interaction) -> None:
        """Choose one and show it."""
        await show(interaction, await challenge_screen(interaction, None))


class Share(PersistentButton, custom_id=navigation.SHARE):
    """Posts the member's solution where they are, covered until somebody wants to see it."""

    async def pressed(self, interaction: Interaction) -> None:
        """Post it for everybody here."""
        bot, user, guild_id = interaction.client, interaction.user.id, interaction.guild_id
        require_writing(interaction)
        solution = await solution_to_share(bot.db, bot.curriculum, user, guild_id, self.state["challenge"])
        challenge = bot.curriculum.challenges[solution.challenge]
        await interaction.response.send_message(view=shared_screen(interaction, challenge, solution.code))
        await remember_share(bot.db, solution, guild_id, discord.utils.utcnow())
        told = await news(interaction)
        if told:
            await interaction.followup.send(view=Screen(*told), ephemeral=True)


CONTROLS = (OpenChallenge, Write, Choose, Hint, GiveUp, LastVerdict, Another, Share)


async def challenge_screen(interaction: Interaction, challenge_id: str | None, level: str | None = None) -> Screen:
    """A task; without an id, one that the member has not solved."""
    bot, user = interaction.client, interaction.user.id
    if challenge_id is None or not is_challenge(bot.curriculum, challenge_id):
        challenge_id = (await choose_challenge(bot.db, bot.curriculum, user, level, challenge_id)).id
    return task_screen(await _open(interaction, challenge_id), user)


def shared_screen(interaction: Interaction, challenge: Challenge, code: str) -> Screen:
    """A solution that its author chose to show, covered as a spoiler."""
    name = plain(interaction.user.display_name)
    heading = _("**{name}** solved **{title}**").format(name=name, title=challenge.title)
    return Screen(heading, covered=[code_block(code)])


async def _open(interaction: Interaction, challenge_id: str) -> ChallengeView:
    bot, now = interaction.client, discord.utils.utcnow()
    return await open_challenge(bot.db, bot.curriculum, interaction.user.id, interaction.guild_id, challenge_id, now)


async def _read(file: discord.Attachment) -> str:
    if file.size > MAX_FILE_BYTES:
        raise UserError(
            "That file has {size} KB; an answer has at most {limit}. Attach only your .py file.",
            size=file.size // 1000,
            limit=MAX_FILE_BYTES // 1000,
        )
    try:
        content = await asyncio.wait_for(file.read(), SECONDS_TO_FETCH)
    except (discord.HTTPException, TimeoutError):
        raise UserError("That file cannot be fetched from Discord right now. Paste your code, or try again.") from None
    text = decode_file(content)
    if text is None:
        raise UserError("That file isn't UTF-8 text. Save your program as UTF-8 and attach it again.")
    return text


@app_commands.context_menu(name="Grade this code")
async def grade_this_code(interaction: Interaction, message: discord.Message) -> None:
    """Grade the code block of a message against the challenge that this member opened last."""
    bot = interaction.client
    code = code_in(message.content)
    challenge = await latest_challenge(bot.db, bot.curriculum, interaction.user.id)
    await hand_in(interaction, challenge.id, code)


class ChallengeCog(commands.Cog, name="Challenge"):
    """Challenges as a command."""

    def __init__(self, bot: LearnBot) -> None:
        self.bot = bot

    @app_commands.command(description=locale_str("Solve a task that is graded right here"))
    @app_commands.describe(
        challenge=locale_str("A challenge by its title or topic; without one I choose"),
        level=locale_str("Only challenges of this level"),
    )
    async def challenge(self, interaction: Interaction, challenge: str | None = None, level: str | None = None) -> None:
        """Show a task."""
        await show(interaction, await challenge_screen(interaction, challenge, level))

    @challenge.autocomplete("challenge")
    async def challenge_choices(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        """The challenges that contain what was typed, of the level if one is given."""
        level = getattr(interaction.namespace, "level", None)
        found = search_challenges(interaction.client.curriculum, current, level)
        curriculum, name = interaction.client.curriculum, _("Level {level} · {title}")
        named = [
            (marked(name.format(level=c.level, title=c.title), curriculum, c.id), c.id) for c in found[:MAX_CHOICES]
        ]
        return [app_commands.Choice(name=shortened(name, 100), value=value) for name, value in named]

    @challenge.autocomplete("level")
    async def level_choices(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        """The levels."""
        levels = interaction.client.curriculum.levels.values()
        named = [
            (_("Level {name} · {title}").format(name=level.name, title=level.title), level.name) for level in levels
        ]
        return [app_commands.Choice(name=n, value=v) for n, v in named if current.casefold() in n.casefold()]

    async def cog_load(self) -> None:
        """Grade, in the background, what a stop left behind."""
        run_in(self.bot.scheduler, timedelta(), self.grade_what_waits, name=WAITING)

    async def grade_what_waits(self) -> None:
        """Grade what was stored but not graded; if the sandbox cannot take it yet, again in a while."""
        now = discord.utils.utcnow()
        if not await grade_what_waits(self.bot.db, self.bot.grader, self.bot.curriculum, now):
            run_in(self.bot.scheduler, AGAIN, self.grade_what_waits, name=WAITING)

    @commands.Cog.listener()
    async def on_answer_left_waiting(self) -> None:
        """Plan for an answer that could not be graded at once."""
        run_in(self.bot.scheduler, AGAIN, self.grade_what_waits, name=WAITING)


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(ChallengeCog(bot))
    bot.tree.add_command(grade_this_code)
    bot.add_controls(*CONTROLS)
    bot.add_forms(AnswerForm)
