"""What members write in answer to a nudge: explanations in its thread, with votes, and work that they show."""

import hashlib
from typing import Any, Final

import discord

from bot.client import Interaction
from bot.domain.nudges import TeachBack, Votes
from bot.errors import UserError
from bot.i18n import _, speaking
from bot.services.guild_settings import load_guild_settings
from bot.services.nudges import (
    MOST,
    TITLE,
    WORK,
    begin_teach_back,
    checked_words,
    find_nudge,
    remember_message,
    vote,
)
from cogs.ui.controls import PersistentButton
from cogs.ui.forms import PersistentForm, Values, text_field
from cogs.ui.layout import Screen, show_later
from cogs.ui.permissions import require_writing
from cogs.ui.state import OUTDATED, whole_number
from cogs.ui.words import plain

CLEAR, NOT_YET = "clear", "not-yet"
TOO_MANY_THREADS, HAS_A_THREAD, TOO_MANY_EDITS = 160006, 160004, 30046
THREE_DAYS: Final = 4320  # minutes


class Explain(PersistentButton, custom_id="nudge:explain:{level}:{day}:{nudge}"):
    """To the form for an explanation in one's own words."""

    async def pressed(self, interaction: Interaction) -> None:
        """Open it."""
        require_talking(interaction)
        nudge = find_nudge(interaction.client.curriculum, self.state["nudge"])
        hint = _("Two or three sentences; no need to be perfect")
        field = text_field(_("In your own words"), "words", hint=hint, limit=MOST, long=True)
        await interaction.response.send_modal(Explanation(nudge.title, field, **self.state))


class Explanation(PersistentForm, custom_id="nudge:explained:{level}:{day}:{nudge}"):
    """Asks for an explanation."""

    @classmethod
    async def submitted(cls, interaction: Interaction, state: dict[str, str], values: Values) -> None:
        """Put it into the thread of the nudge; explained again, it takes the place of what was there."""
        require_talking(interaction)
        words = checked_words(values["words"])
        bot, user, now = interaction.client, interaction.user, discord.utils.utcnow()
        nudge = find_nudge(bot.curriculum, state["nudge"])
        await interaction.response.defer(ephemeral=True, thinking=True)
        thread = await enter(interaction, nudge.title)
        place = (interaction.guild_id or 0, state["level"], state["day"], nudge.id)
        begun = await begin_teach_back(bot.db, bot.curriculum, user.id, *place, now)
        with speaking(await _language(interaction)):  # of whoever reads it
            screen = explanation_screen(explanation_text(user.display_name, words), begun.number, Votes())
        message_id = await _put(thread, begun, screen)
        await remember_message(bot.db, begun.number, message_id)
        said = _("Your explanation is in {thread}. The others can say whether it is clear.")
        await show_later(interaction, Screen(said.format(thread=thread.mention)))


class Vote(PersistentButton, custom_id="nudge:vote:{number}:{vote}"):
    """Says of an explanation that it is clear, or not yet."""

    async def pressed(self, interaction: Interaction) -> None:
        """Save it, in place of what the member said before, and show how many say what."""
        if self.state["vote"] not in (CLEAR, NOT_YET) or interaction.message is None:
            raise UserError(OUTDATED)
        bot, user, number = interaction.client, interaction.user.id, whole_number(self.state["number"])
        clear, now = self.state["vote"] == CLEAR, discord.utils.utcnow()
        votes = await vote(bot.db, user, interaction.guild_id, number, now, clear=clear)
        view = discord.ui.LayoutView.from_message(interaction.message, timeout=None)
        texts = [item.content for item in view.walk_children() if isinstance(item, discord.ui.TextDisplay)]
        with speaking(await _language(interaction)):
            screen = explanation_screen("\n".join(texts), number, votes)
        await interaction.response.edit_message(view=screen)


class ShowWork(PersistentButton, custom_id="nudge:show:{nudge}"):
    """To the form for something that one built."""

    async def pressed(self, interaction: Interaction) -> None:
        """Open it."""
        require_writing(interaction)
        await interaction.response.send_modal(
            Work(
                _("Show your work"),
                text_field(_("What is it?"), "title", hint=_("A title"), limit=TITLE),
                text_field(_("A link, or a few words about it"), "words", limit=WORK, long=True),
                nudge=self.state["nudge"],
            )
        )


class Work(PersistentForm, custom_id="nudge:shown:{nudge}"):
    """Asks for something that a member built."""

    @classmethod
    async def submitted(cls, interaction: Interaction, state: dict[str, str], values: Values) -> None:
        """Post it where such things are shown, else here."""
        require_writing(interaction)
        title = checked_words(" ".join(values["title"].split()), TITLE, 2)
        words = checked_words(values["words"], WORK, 2)
        await interaction.response.defer(ephemeral=True, thinking=True)
        channel = await _showcase(interaction)
        with speaking(await _language(interaction)):
            heading = _("## {name} shows: {title}")
        heading = heading.format(name=plain(interaction.user.display_name), title=plain(title))
        message = await channel.send(view=Screen(heading, plain(words)), nonce=_nonce(f"work {interaction.id}"))
        await show_later(interaction, Screen(_("It is posted: {link}").format(link=message.jump_url)))


def require_talking(interaction: Interaction) -> None:
    """Raise UserError where a member may not write in threads themselves."""
    if interaction.guild_id is None or not interaction.permissions.send_messages_in_threads:
        raise UserError("You may not write in the threads of this channel, so I can't let you in.")


async def enter(interaction: Interaction, title: str) -> discord.Thread:
    """The thread of the nudge that was pressed, with the member in it; it is made for the first of them.

    Raises UserError when Discord allows no more threads.
    """
    message, guild = interaction.message, interaction.guild
    if message is None or guild is None:
        raise UserError(OUTDATED)
    try:
        thread = guild.get_thread(message.id) or await _made(message, guild, title)
        if thread.archived:
            await thread.edit(archived=False)  # nobody can be added to one that sleeps
    except discord.HTTPException as error:
        if error.code != TOO_MANY_THREADS:
            raise
        raise UserError("This server has as many threads as Discord allows. Try again later.") from None
    await thread.add_user(interaction.user)
    return thread


def explanation_text(name: str, words: str) -> str:
    """An explanation as everybody sees it."""
    return _("**{name}** explains:\n{words}").format(name=plain(name), words=plain(words))


def explanation_screen(text: str, number: int, votes: Votes) -> Screen:
    """An explanation, with how many say that it is clear, or not yet."""
    return Screen(
        text,
        [
            Vote(_counted(_("Clear"), votes.clear), number=number, vote=CLEAR),
            Vote(_counted(_("Not yet"), votes.not_yet), number=number, vote=NOT_YET),
        ],
    )


async def _made(message: discord.Message, guild: discord.Guild, title: str) -> discord.Thread:
    """A new thread at a message, or the one that somebody made meanwhile; it has the id of its message."""
    try:
        return await message.create_thread(name=title[:100], auto_archive_duration=THREE_DAYS)
    except discord.HTTPException as error:
        if error.code != HAS_A_THREAD:
            raise
    found = await guild.fetch_channel(message.id)
    if not isinstance(found, discord.Thread):
        raise UserError(OUTDATED)
    return found


async def _put(thread: discord.Thread, begun: TeachBack, screen: Screen) -> int:
    """Edit the message of an explanation, or send it where there is none, or where it may be edited no more; its id."""
    if begun.message_id is not None:
        there = thread.get_partial_message(begun.message_id)
        try:
            return (await there.edit(view=screen, allowed_mentions=discord.AllowedMentions.none())).id
        except discord.NotFound:
            pass  # somebody deleted it
        except discord.HTTPException as error:
            if error.code != TOO_MANY_EDITS:
                raise
            await there.delete()
    nonce = _nonce(f"explanation {begun.number} after {begun.message_id}")
    return (await thread.send(view=screen, nonce=nonce)).id


async def _language(interaction: Interaction) -> str:
    """The language of what everybody reads in this guild."""
    return (await load_guild_settings(interaction.client.db, interaction.guild_id or 0)).value("language")


async def _showcase(interaction: Interaction) -> discord.abc.Messageable:
    """The channel in which members show what they built, if this one may write there; else where they are."""
    guild = interaction.guild
    if guild is None or interaction.channel_id is None:
        raise UserError(OUTDATED)
    settings = await load_guild_settings(interaction.client.db, guild.id)
    channel = guild.get_channel(settings.channel("showcase-channel") or 0)
    user: Any = interaction.user
    if isinstance(channel, discord.TextChannel) and channel.permissions_for(user).send_messages:
        return channel
    return interaction.client.get_partial_messageable(interaction.channel_id, guild_id=guild.id)


def _counted(label: str, count: int) -> str:
    return f"{label} · {count}" if count else label


def _nonce(name: str) -> str:
    """The same for every attempt to send a thing, and for no other."""
    return hashlib.blake2s(name.encode(), digest_size=12).hexdigest()
