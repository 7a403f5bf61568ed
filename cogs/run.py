"""/run and its context menus: run a program in the sandbox, or have it graded, wherever the code stands."""

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.errors import UserError
from bot.i18n import _
from bot.services.run import code_in, run_code
from cogs._challenge import run_text
from cogs.ui.forms import PersistentForm, Values, text_field
from cogs.ui.layout import Screen, show_later

MAX_TYPED = 4000
RUNS, PER_SECONDS = 5, 60.0


class RunForm(PersistentForm, custom_id="run:code"):
    """The place for a program and what it reads."""

    @classmethod
    async def submitted(cls, interaction: Interaction, state: dict[str, str], values: Values) -> None:
        """Run it."""
        await _run(interaction, values["code"], values["stdin"])


async def _run(interaction: Interaction, code: str, stdin: str = "") -> None:
    cog = interaction.client.get_cog("Run")
    assert isinstance(cog, Run)
    cog.count(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    outcome, explanation = await run_code(interaction.client.grader, interaction.user.id, code, stdin)
    await show_later(interaction, Screen(*run_text(outcome, explanation)))


@app_commands.context_menu(name="Run this code")
async def run_this_code(interaction: Interaction, message: discord.Message) -> None:
    """Run the code block of a message, for this member alone."""
    await _run(interaction, code_in(message.content))


class Run(commands.Cog):
    """Running code as a command."""

    def __init__(self) -> None:
        self._runs = commands.CooldownMapping[Interaction].from_cooldown(RUNS, PER_SECONDS, lambda i: i.user.id)

    def count(self, interaction: Interaction) -> None:
        """Count a run of this member. Raises UserError when there were too many of late."""
        seconds = self._runs.update_rate_limit(interaction)
        if seconds is not None:
            raise UserError("That was quick. Try again in {seconds} seconds.", seconds=round(seconds) + 1)

    @app_commands.command(description=locale_str("Run a Python program in the sandbox"))
    async def run(self, interaction: Interaction) -> None:
        """Ask for the program."""
        code = text_field(_("Your program"), "code", hint="print(2 + 2)", limit=MAX_TYPED, long=True)
        stdin = text_field(_("What it reads with input()"), "stdin", limit=1000, long=True, required=False)
        await interaction.response.send_modal(RunForm(_("Run Python"), code, stdin))


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(Run())
    bot.tree.add_command(run_this_code)
    bot.add_forms(RunForm)
