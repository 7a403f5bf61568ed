"""/study-room: a thread for a few who build the same project this week; and the job that closes it afterwards."""

from contextlib import suppress

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.client import Interaction, LearnBot
from bot.domain.curriculum import Project
from bot.i18n import _, ngettext
from bot.services.study_rooms import (
    SEATS,
    Rooms,
    RoomView,
    find_project,
    leave_seat,
    search_projects,
    take_seat,
    view_rooms,
)
from cogs._study_rooms import Threads
from cogs.ui import navigation
from cogs.ui.controls import PersistentButton, PersistentSelect, option
from cogs.ui.layout import GREEN, Block, Screen, defer, shortened, show, show_later
from cogs.ui.state import whole_number

MAX_CHOICES = 25
SHOWN = 10  # rooms that are told; the others are in the list
MINUTES = 5  # from one look at what is to be closed to the next
JOB = "study rooms: close"


class AllRooms(PersistentButton, custom_id=navigation.STUDY_ROOMS):
    """To the rooms of this week."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them."""
        await show(interaction, await rooms_screen(interaction))


class OpenAgain(PersistentButton, custom_id="study-room:again:{room}"):
    """From a room that is closed to those of this week, for whoever presses it."""

    async def pressed(self, interaction: Interaction) -> None:
        """Show them to this member alone."""
        await show(interaction, await rooms_screen(interaction))


class JoinRoom(PersistentButton, custom_id="study-room:join:{owner}:{project}"):
    """Into a room for a project."""

    async def pressed(self, interaction: Interaction) -> None:
        """Let the member in."""
        await enter(interaction, self.state["project"])


class PickRoom(PersistentSelect, custom_id="study-room:pick:{owner}"):
    """The projects that have a room with a free seat."""

    async def pressed(self, interaction: Interaction) -> None:
        """Let the member in."""
        await enter(interaction, self.chosen)


class LeaveRoom(PersistentButton, custom_id="study-room:leave:{owner}:{room}"):
    """Out of a room."""

    async def pressed(self, interaction: Interaction) -> None:
        """Give the seat back, and take the member out of the thread."""
        bot, user = interaction.client, interaction.user
        thread_id = await leave_seat(bot.db, user.id, whole_number(self.state["room"]))
        await defer(interaction)
        thread = interaction.guild.get_thread(thread_id) if interaction.guild and thread_id else None
        if thread:
            with suppress(discord.NotFound):  # the thread is gone, or the member has left it already
                await thread.remove_user(user)
        await show_later(interaction, await rooms_screen(interaction))


async def enter(interaction: Interaction, project_id: str) -> None:
    """Give the member a seat, and let them into the thread, which is made for the first of them."""
    bot, user, now = interaction.client, interaction.user, discord.utils.utcnow()
    seat = await take_seat(bot.db, bot.curriculum, user.id, interaction.guild_id, project_id, now)
    await defer(interaction)
    cog = bot.get_cog("StudyRoom")
    assert isinstance(cog, StudyRoom)
    thread = await cog.threads.enter(seat, interaction.guild, user)
    said = _("Come in: {thread}").format(thread=thread.mention)
    row = [navigation.open_study_rooms(user.id), LeaveRoom(_("Leave"), owner=user.id, room=seat.room.room_id)]
    await show_later(interaction, Screen(said, row))


async def rooms_screen(interaction: Interaction, project: Project | None = None) -> Screen:
    """The rooms of this week, and a room for a project: the one that was asked for, or that suits the member now."""
    bot, user = interaction.client, interaction.user.id
    rooms = await view_rooms(bot.db, bot.curriculum, user, interaction.guild_id, discord.utils.utcnow())
    about = _(
        "Up to {count} members build the same project in a thread of their own, until <t:{moment}:F>. "
        "Only those who sit in a room read there."
    ).format(count=SEATS, moment=int(rooms.ends.timestamp()))
    lines = [_room_line(view) for view in rooms.rooms[:SHOWN]] or [_("No room is open yet this week.")]
    blocks: list[Block] = [_("## Study rooms"), about, "\n".join(lines)]
    wanted = project or rooms.own
    if wanted:
        label = _("Room for {project}").format(project=wanted.title)
        blocks.append([JoinRoom(label, style=GREEN, owner=user, project=wanted.id), navigation.open_suggestions(user)])
    choices = _choices(rooms)
    if choices:
        blocks.append([PickRoom(_("Sit down with others …"), choices, owner=user)])
    return Screen(*blocks)


def _room_line(view: RoomView) -> str:
    room = view.room
    name = _("**{project}**, room {number}").format(project=view.project.title, number=room.number)
    free = ngettext("{count} seat free", "{count} seats free", view.free) if view.free else _("full")
    line = f"{name} · {free.format(count=view.free)}"
    if view.mine and room.thread_id:
        line += " · " + _("yours: {thread}").format(thread=f"<#{room.thread_id}>")
    return line


def _choices(rooms: Rooms) -> list[discord.SelectOption]:
    free = {view.project.id: view.project for view in rooms.rooms if view.free and not view.mine}
    return [
        option(project.title, project.id, _("level {level}").format(level=project.level))
        for project in list(free.values())[:MAX_CHOICES]
    ]


class StudyRoom(commands.Cog):
    """Study rooms as a command, and the job that closes them."""

    def __init__(self, bot: LearnBot) -> None:
        self.bot = bot
        self.threads = Threads(bot, OpenAgain)

    async def cog_load(self) -> None:
        """Look every few minutes what is to be closed."""
        self.bot.scheduler.add_job(self.close_rooms, "interval", minutes=MINUTES, id=JOB, replace_existing=True)

    async def cog_unload(self) -> None:
        """Look no more."""
        if self.bot.scheduler.get_job(JOB):  # not when the scheduler stopped first
            self.bot.scheduler.remove_job(JOB)

    async def catch_up(self) -> None:
        """Close what was to be closed meanwhile."""
        await self.close_rooms()

    async def close_rooms(self) -> None:
        """Close the rooms whose week is over."""
        await self.threads.close_all()

    @app_commands.command(
        name="study-room", description=locale_str("A thread for a few who build the same project this week")
    )
    @app_commands.describe(project=locale_str("What you want to build with others"))
    async def study_room(self, interaction: Interaction, project: str | None = None) -> None:
        """Show the rooms of this week."""
        wanted = find_project(interaction.client.curriculum, project) if project else None
        await show(interaction, await rooms_screen(interaction, wanted))

    @study_room.autocomplete("project")
    async def project_choices(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        """The projects that contain what was typed."""
        found = search_projects(interaction.client.curriculum, current)
        name = _("Level {level} · {title}")
        named = [(name.format(level=project.level, title=project.title), project.id) for project in found[:MAX_CHOICES]]
        return [app_commands.Choice(name=shortened(name, 100), value=value) for name, value in named]


async def setup(bot: LearnBot) -> None:
    """Add the feature."""
    await bot.add_cog(StudyRoom(bot))
    bot.add_controls(AllRooms, OpenAgain, JoinRoom, PickRoom, LeaveRoom)
