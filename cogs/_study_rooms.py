"""The screens of study rooms, and the threads themselves: made once, found again, closed with a summary."""

import logging
from datetime import timedelta

import discord
from discord.http import Route

from bot.client import DISCORD_IS_AWAY, LearnBot
from bot.errors import UserError
from bot.i18n import _, ngettext, speaking
from bot.services.study_rooms import SEATS, Closing, Seat, close_room, leave_seat, note_thread, take_closings
from cogs.ui.controls import PersistentButton
from cogs.ui.layout import Screen
from cogs.ui.once import UncertainError, is_refusal, make_once
from cogs.ui.turns import Turns

log = logging.getLogger(__name__)

TOO_MANY_THREADS = 160006
CLOCK_TOLERANCE = timedelta(minutes=2)  # Discord's clock is not ours


class Threads:
    """The threads of study rooms; `again` is the button on the summary, by which it is found again."""

    def __init__(self, bot: LearnBot, again: type[PersistentButton]) -> None:
        self.bot = bot
        self._again = again
        self._turns = Turns()  # one for each room

    async def enter(self, seat: Seat, guild: discord.Guild | None, member: discord.abc.Snowflake) -> discord.Thread:
        """The thread of a room, with the member in it; where it cannot be had, the seat is given back."""
        try:
            async with self._turns.of(seat.room.room_id):  # two members at once find one thread
                thread = await self._existing(guild, seat) or await self._make(guild, seat)
            if thread.archived:
                await thread.edit(archived=False)  # nobody can be added to one that sleeps
            await thread.add_user(member)
        except Exception as error:
            if seat.fresh:
                await leave_seat(self.bot.db, member.id, seat.room.room_id)
            if isinstance(error, discord.HTTPException) and error.code == TOO_MANY_THREADS:
                raise UserError(
                    "This server has as many threads as Discord allows, so no room can be opened now. Try again later."
                ) from None
            raise
        return thread

    async def _existing(self, guild: discord.Guild | None, seat: Seat) -> discord.Thread | None:
        """The thread that was noted, or that was made just before the bot stopped."""
        if guild is None:
            return None
        if seat.room.thread_id is not None:
            try:
                found = guild.get_thread(seat.room.thread_id) or await guild.fetch_channel(seat.room.thread_id)
            except discord.NotFound:
                return None
            return found if isinstance(found, discord.Thread) else None
        if not seat.lost:
            return None
        lost = await self._find(guild, thread_name(seat))
        if lost:
            await note_thread(self.bot.db, seat.room.room_id, lost.id)
        return lost

    async def _make(self, guild: discord.Guild | None, seat: Seat) -> discord.Thread:
        channel = guild.get_channel(seat.channel_id) if guild else None
        if not isinstance(channel, discord.TextChannel):
            raise UserError("The channel for study rooms is gone. Somebody who manages this server can choose another.")
        thread = await self._new_thread(channel, thread_name(seat))
        await note_thread(self.bot.db, seat.room.room_id, thread.id)
        with speaking(seat.language):
            await thread.send(view=welcome_screen(seat), nonce=f"study-begin-{seat.room.room_id}")
        return thread

    async def _new_thread(self, channel: discord.TextChannel, name: str) -> discord.Thread:
        """Make a private thread; where Discord doesn't say whether it did, look whether it is there."""
        week = 10080  # minutes
        kind = discord.ChannelType.private_thread.value
        fields = {"name": name, "type": kind, "auto_archive_duration": week, "invitable": False}
        route = Route("POST", "/channels/{channel_id}/threads", channel_id=channel.id)
        try:
            made = await channel.guild.fetch_channel(await make_once(self.bot, route, fields))
        except UncertainError:
            found = await self._find(channel.guild, name)
            if found is None:
                raise UserError(
                    "Discord didn't say whether it opened the room. Try again in a minute: I look first whether it is "
                    "there."
                ) from None
            return found
        assert isinstance(made, discord.Thread)
        return made

    async def _find(self, guild: discord.Guild, name: str) -> discord.Thread | None:
        """The thread of a name that I made."""
        own = self.bot.user.id if self.bot.user else 0
        threads = await guild.active_threads()
        return next((thread for thread in threads if thread.name == name and thread.owner_id == own), None)

    async def close_all(self) -> None:
        """Close the rooms whose week is over; what is wrong about one does no harm to the others."""
        for closing in await take_closings(self.bot.db, self.bot.curriculum, discord.utils.utcnow()):
            number = closing.room.room_id
            try:
                with speaking(closing.language):
                    await self._close(closing)
            except DISCORD_IS_AWAY as error:
                if not is_refusal(error):
                    log.warning("Study room %s is closed another time: %s", number, error)
                    continue
                log.info("Study room %s cannot be closed with a summary, and counts as closed: %s", number, error)
            except Exception:
                log.exception("Study room %s could not be closed", number)
                continue
            await close_room(self.bot.db, number)

    async def _close(self, closing: Closing) -> None:
        """Send the summary, unless it is there, and put the thread to sleep."""
        if closing.room.thread_id is None:
            return
        thread = await self.bot.fetch_channel(closing.room.thread_id)
        if not isinstance(thread, discord.Thread):
            return
        if not (closing.doubtful and await self._is_told(thread, closing)):
            again = self._again(_("Rooms of this week"), room=closing.room.room_id)
            await thread.send(view=summary_screen(closing, again), nonce=f"study-end-{closing.room.room_id}")
        await thread.edit(archived=True)

    async def _is_told(self, thread: discord.Thread, closing: Closing) -> bool:
        """Whether the summary was sent before the bot stopped."""
        begin = (closing.room.closing_at or closing.room.ends_at) - CLOCK_TOLERANCE
        mark = self._again.id_for({"room": closing.room.room_id})
        async for message in thread.history(limit=None, after=begin):
            view = discord.ui.LayoutView.from_message(message, timeout=None)
            ids = [str(getattr(item, "custom_id", "")) for item in view.walk_children()]
            if self.bot.user and message.author.id == self.bot.user.id and mark in ids:
                return True
        return False


def thread_name(seat: Seat) -> str:
    """The same whenever and by whomever it is asked for, and different for every room of a guild."""
    ending = f" · {seat.room.week} · {seat.room.number}"
    return seat.project.title[: 100 - len(ending)] + ending


def welcome_screen(seat: Seat) -> Screen:
    """The first message of a room."""
    heading = _("## A room for {project}").format(project=seat.project.title)
    text = _(
        "Up to {count} of you build this until <t:{moment}:F>. Say what you begin with, ask when you are stuck, and "
        "show what runs. Then the room is closed with a summary, and a new one opens on Monday."
    )
    return Screen(heading, text.format(count=SEATS, moment=int(seat.room.ends_at.timestamp())))


def summary_screen(closing: Closing, again: PersistentButton) -> Screen:
    """The last message of a room, with the way to those of the new week."""
    here = ngettext("{count} of you was here this week.", "{count} of you were here this week.", closing.members)
    lines = [here.format(count=closing.members)]
    if closing.built:
        built = ngettext("{count} has built it. Well done!", "{count} have built it. Well done!", closing.built)
        lines.append(built.format(count=closing.built))
    else:
        lines.append(_("It takes as long as it takes: the next room for it opens with the new week."))
    heading = _("## {project}: this room is closed").format(project=closing.title)
    return Screen(heading, "\n".join(lines), [again])
