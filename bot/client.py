"""The Discord client: what every feature shares. Features are cogs, found by their file names."""

import logging
import re
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol, TypeAlias, runtime_checkable

import aiohttp
import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.config import DISCORD_API_URL
from bot.domain.curriculum import Curriculum
from bot.errors import UserError
from bot.grader import Grader
from bot.i18n import LOCALE_DIR, _, catalogue, sentence, speak
from bot.scheduler import make_scheduler
from bot.services.commands import is_synced, remember_sync
from bot.services.pictures import Gallery
from bot.services.progress import KeptProgress
from bot.services.settings import language_of
from bot.store.database import Database

log = logging.getLogger(__name__)

MAX_CONTENT = 2000  # characters of a message

Interaction: TypeAlias = "discord.Interaction[LearnBot]"

# Whether a request that ended like this was carried out is not known.
DISCORD_IS_AWAY = (discord.HTTPException, aiohttp.ClientError, OSError)
INTERACTION_IS_GONE = {10062, 40060, 50027}
NO_PERMISSION = {50001, 50013}
DESCRIPTIONS = {
    app_commands.TranslationContextLocation.command_description,
    app_commands.TranslationContextLocation.parameter_description,
}


class Form(Protocol):
    """A kind of modal that is recognised by its custom_id when it is sent in."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The custom_ids of this kind, the state as named groups."""

    async def receive(self, interaction: Interaction, state: dict[str, str]) -> None:
        """Answer one that was sent in."""


@runtime_checkable
class Punctual(Protocol):
    """A feature that does something by itself at certain times."""

    async def catch_up(self) -> None:
        """Do what is due and not done yet, and plan what comes next; twice is as good as once."""


class LearnBot(commands.Bot):
    """The bot: a client with the database, the curriculum and the scheduler that its cogs use."""

    def __init__(
        self,
        db: Database,
        curriculum: Curriculum,
        grader: Grader,
        api_url: str = DISCORD_API_URL,
        backups: int = 0,
    ) -> None:
        """`backups`: so many daily copies of the database are kept."""
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # this bot has no voice to lose
        super().__init__(
            command_prefix=(),
            help_command=None,
            tree_cls=LearnTree,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        self.db = db
        self.curriculum = curriculum
        self.grader = grader
        self.backups = backups
        self.gallery = Gallery()
        self.kept_progress = KeptProgress()
        self.scheduler = make_scheduler()
        self._api_url = api_url
        self.forms: dict[re.Pattern[str], Form] = {}
        self.controls: dict[re.Pattern[str], type[discord.ui.DynamicItem[Any]]] = {}
        logging.getLogger("discord.app_commands.tree").addFilter(_worth_logging)

    async def setup_hook(self) -> None:
        """Load the features, then tell Discord about the commands if they have changed."""
        if self._api_url != DISCORD_API_URL:
            await self._use_gateway_of_the_api()
        for name in cog_names():
            await self.load_extension(name)
        await self.tree.set_translator(CommandTranslator())
        await self.sync_commands()
        self.scheduler.start()

    async def sync_commands(self) -> None:
        """Send the slash commands to Discord unless it knows them already: it takes only 200 new ones a day."""
        translator = self.tree.translator or CommandTranslator()
        commands = [await command.get_translated_payload(self.tree, translator) for command in self.tree.get_commands()]
        application_id = self.application_id or 0
        if await is_synced(self.db, application_id, commands):
            return
        await self.tree.sync()
        await remember_sync(self.db, application_id, commands)
        log.info("%s slash commands sent to Discord", len(commands))

    def add_forms(self, *forms: "Form") -> None:
        """Make forms answer, also when they were opened before a restart."""
        self.forms.update({form.pattern: form for form in forms})

    def add_controls(self, *controls: type[discord.ui.DynamicItem[Any]]) -> None:
        """Make buttons and selects answer, for as long as their messages exist."""
        self.add_dynamic_items(*controls)
        self.controls.update({control.__discord_ui_compiled_template__: control for control in controls})

    async def on_interaction(self, interaction: Interaction) -> None:
        """Give a submitted form to its class, and answer what belongs to no feature any more.

        Commands and the controls of today's features find their way by themselves.
        """
        data: Any = interaction.data or {}
        custom_id = str(data.get("custom_id", ""))
        known: Iterable[re.Pattern[str]] = ()
        if interaction.type is discord.InteractionType.modal_submit:
            known = self.forms
        elif interaction.type is discord.InteractionType.component:
            known = self.controls
        else:
            return
        match = next(filter(None, (pattern.fullmatch(custom_id) for pattern in known)), None)
        if match is None:
            gone = UserError("This is from an older version of me and no longer works. Type the command again.")
            await answer_error(interaction, gone)
        elif match.re in self.forms:
            await self.forms[match.re].receive(interaction, match.groupdict())

    async def on_ready(self) -> None:
        """Do what was missed while the bot was away."""
        await self.catch_up()

    async def catch_up(self) -> None:
        """Let the features do what is due: after a start, and while the playground goes on to the next day."""
        for name, cog in list(self.cogs.items()):  # a stop in between takes them out
            if isinstance(cog, Punctual):
                try:
                    await cog.catch_up()
                except Exception:
                    log.exception("%s could not do what is due", name)

    async def close(self) -> None:
        """Stop the jobs, then leave Discord."""
        if self.scheduler.running:
            self.scheduler.shutdown(wait=False)
        await super().close()

    async def _use_gateway_of_the_api(self) -> None:
        """Connect where this API says; discord.py asks only when it shards by itself."""
        _shards, address, _limits = await self.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(address)


def use_api(url: str) -> None:
    """Send every REST call, webhook and interaction answer of this process to an API base."""
    Route.BASE = url


def cog_names() -> list[str]:
    """The modules of all features: every file in `cogs` whose name does not begin with an underscore."""
    spec = find_spec("cogs")
    folders = spec.submodule_search_locations if spec else None
    return sorted(f"cogs.{file.stem}" for folder in folders or () for file in Path(folder).glob("[!_]*.py"))


class LearnTree(app_commands.CommandTree[LearnBot]):
    """The slash commands; whatever goes wrong in one ends in `answer_error`."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Speak the member's language from here on."""
        try:
            await speak_with(interaction)
        except Exception as error:
            await answer_error(interaction, error)
            return False
        return True

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Answer every error of a command."""
        await answer_error(interaction, error)


class CommandTranslator(app_commands.Translator):
    """Descriptions of commands in the languages for which there is a translation."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """A description in a language; None keeps the English one, and names of commands are the same everywhere."""
        if context.location not in DESCRIPTIONS:
            return None
        translated = catalogue(locale.value, LOCALE_DIR).gettext(string.message)
        return translated if translated != string.message else None


def _worth_logging(record: logging.LogRecord) -> bool:
    """A choice that came too late for a fast typist is nobody's fault."""
    error = record.exc_info[1] if record.exc_info else None
    return not (isinstance(error, discord.HTTPException) and error.code in INTERACTION_IS_GONE)


async def speak_with(interaction: Interaction) -> None:
    """Use the language that the member chose, else the one that their Discord has."""
    chosen = await language_of(interaction.client.db, interaction.user.id)
    speak(chosen or interaction.locale.value)


async def answer_error(interaction: Interaction, error: Exception) -> None:
    """Answer whatever went wrong in one sentence, and log only what is our fault."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    if interaction.client.is_closed():
        log.info("Stopped before interaction %s was answered", interaction.id)
        return
    if isinstance(cause, discord.HTTPException) and cause.code in INTERACTION_IS_GONE:
        log.warning("Discord had closed the interaction before it was answered: %s", cause)
        return
    try:
        await answer_privately(interaction, _words_for(interaction, cause))
    except Exception as failure:
        log.warning("An error could not be answered: %s", failure)


async def answer_privately(interaction: Interaction, text: str) -> None:
    """Say something that only this member sees, as an answer or as a follow-up; more than Discord takes is cut."""
    text = text[:MAX_CONTENT]
    if interaction.response.is_done():
        await interaction.followup.send(text, ephemeral=True)
    else:
        await interaction.response.send_message(text, ephemeral=True)


def _words_for(interaction: Interaction, cause: Exception) -> str:
    if isinstance(cause, UserError):
        return sentence(cause)
    if isinstance(cause, discord.Forbidden) and cause.code in NO_PERMISSION:
        return _("I'm not allowed to do that here. Somebody who manages this server can give me the permission.")
    if isinstance(cause, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return _("This command has changed. Restart Discord (or wait a minute) and try again.")
    log.error("Interaction %s failed", interaction.id, exc_info=cause)
    return _("Something broke on my side. Nothing that you had saved is lost; please try again in a moment.")
