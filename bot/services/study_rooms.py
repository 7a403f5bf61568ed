"""/study-room: a thread for up to five members who build the same project this week; closed when the week is over."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.domain.curriculum import Curriculum, Project
from bot.domain.events import Kind
from bot.domain.leaderboard import board_week
from bot.domain.progress import completions
from bot.errors import UserError
from bot.services._learner import ensure_learner, log_of
from bot.services.buddies import seeker_of
from bot.services.guild_settings import settings_of
from bot.store.database import Database
from bot.store.study_rooms import (
    Room,
    add_room,
    add_seat,
    claim_closing,
    delete_seat,
    find_room,
    members_of,
    rooms_of_week,
    rooms_to_close,
    rooms_with,
    set_closed,
    set_thread,
)

SEATS = 5
ROOMS_A_WEEK = 50  # of a guild
SEATS_OF_ONE = 3  # rooms of a guild in which one member sits in a week
BATCH = 20  # rooms that are closed in one round


@dataclass(frozen=True, slots=True)
class RoomView:
    """A room of this week as a member sees it; `mine`: they sit in it."""

    room: Room
    project: Project
    mine: bool

    @property
    def free(self) -> int:
        """How many may still come in."""
        return SEATS - self.room.members


@dataclass(frozen=True, slots=True)
class Rooms:
    """The rooms of this week, until when they are open, and the project that suits the member now."""

    rooms: tuple[RoomView, ...]
    ends: datetime
    own: Project | None


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat in a room: where its thread is, or is to be, and in which language it is opened.

    `fresh`: the member has it since now; `lost`: a thread may have been made without being noted.
    """

    room: Room
    project: Project
    channel_id: int
    language: str
    fresh: bool
    lost: bool


@dataclass(frozen=True, slots=True)
class Closing:
    """A room to close: how many sat in it, how many of them have built the project.

    `doubtful`: an earlier attempt may have sent the summary.
    """

    room: Room
    title: str
    members: int
    built: int
    language: str
    doubtful: bool


async def view_rooms(db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, now: datetime) -> Rooms:
    """The rooms of a guild's week. Looking stores nothing."""

    def look(connection: sqlite3.Connection) -> Rooms:
        _channel(connection, guild_id)
        week = board_week(settings_of(connection, guild_id or 0).calendar, now)
        mine = rooms_with(connection, user_id, week.monday)
        found = [
            RoomView(room, project, room.room_id in mine)
            for room in rooms_of_week(connection, guild_id or 0, week.monday)
            if (project := curriculum.projects.get(curriculum.canonical(room.project))) and room.members
        ]
        suits = seeker_of(connection, curriculum, user_id, now).project
        return Rooms(tuple(found), week.end, curriculum.projects.get(suits or ""))

    return await db.read(look)


def find_project(curriculum: Curriculum, text: str) -> Project:
    """The project of an id or a title. Raises UserError when there is none."""
    found = curriculum.projects.get(curriculum.canonical(text))
    named = [p for p in curriculum.projects.values() if p.title.casefold() == text.strip().casefold()]
    if not (found or named):
        raise UserError(
            "I don't know the project “{text}”. Pick one from the list that appears while you type.", text=text[:60]
        )
    return found or named[0]


def search_projects(curriculum: Curriculum, text: str) -> list[Project]:
    """The projects whose title contains all words typed."""
    words = text.casefold().split()
    return [project for project in curriculum.projects.values() if all(w in project.title.casefold() for w in words)]


async def take_seat(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, project_id: str, now: datetime
) -> Seat:
    """A seat in a room of this week: the member's own, else one in a room that has some, else in a new room."""
    project = find_project(curriculum, project_id)

    def save(connection: sqlite3.Connection) -> Seat:
        channel_id = _channel(connection, guild_id)
        settings = settings_of(connection, guild_id or 0)
        week = board_week(settings.calendar, now)
        rooms = rooms_of_week(connection, guild_id or 0, week.monday)
        mine = rooms_with(connection, user_id, week.monday)
        of_project = [room for room in rooms if curriculum.canonical(room.project) == project.id]
        own = next((room for room in of_project if room.room_id in mine), None)
        if own is None and sum(room.room_id in mine for room in rooms) >= SEATS_OF_ONE:
            raise UserError(
                "You sit in {count} study rooms this week. Leave one of them, and there is a seat for you here.",
                count=SEATS_OF_ONE,
            )
        room = own or next((room for room in of_project if room.members < SEATS), None)
        if room is None and len(rooms) >= ROOMS_A_WEEK:
            raise UserError("All study rooms of this week are taken. New ones open on Monday.")
        room_id = room.room_id if room else 0
        if room is None:
            number = len(of_project) + 1
            room_id = add_room(connection, guild_id or 0, project.id, week.monday, number, week.end, now)
        ensure_learner(connection, user_id, now)
        add_seat(connection, room_id, user_id, now)
        taken = find_room(connection, room_id)
        assert taken is not None
        lost = room is not None and room.thread_id is None
        return Seat(taken, project, channel_id, settings.value("language"), fresh=own is None, lost=lost)

    return await db.write(save)


async def note_thread(db: Database, room_id: int, thread_id: int) -> None:
    """Note the thread of a room."""
    await db.write(lambda connection: set_thread(connection, room_id, thread_id))


async def leave_seat(db: Database, user_id: int, room_id: int) -> int | None:
    """Give up a seat, if the member has it; the thread that they are to be taken out of."""

    def save(connection: sqlite3.Connection) -> int | None:
        room = find_room(connection, room_id)
        if room is None or user_id not in members_of(connection, room_id):
            return None
        delete_seat(connection, room_id, user_id)
        return room.thread_id

    return await db.write(save)


async def take_closings(db: Database, curriculum: Curriculum, now: datetime) -> list[Closing]:
    """The rooms whose week is over, each claimed by this call or, in doubt, by an earlier one."""

    def take(connection: sqlite3.Connection) -> list[Closing]:
        found = []
        for room in rooms_to_close(connection, now, BATCH):
            claim_closing(connection, room.room_id, now)
            found.append(_closing(connection, curriculum, room))
        return found

    return await db.write(take)


async def close_room(db: Database, room_id: int) -> None:
    """Note that a room is closed."""
    await db.write(lambda connection: set_closed(connection, room_id))


def _channel(connection: sqlite3.Connection, guild_id: int | None) -> int:
    """Where the threads of a guild are. Raises UserError where there are none."""
    if guild_id is None:
        raise UserError("Study rooms belong to a server. Type /study-room in the server that you mean.")
    channel_id = settings_of(connection, guild_id).channel("study-channel")
    if channel_id is None:
        raise UserError(
            "This server has no channel for study rooms yet. Somebody who manages it can choose one: /server settings"
        )
    return channel_id


def _closing(connection: sqlite3.Connection, curriculum: Curriculum, room: Room) -> Closing:
    members, project = members_of(connection, room.room_id), curriculum.canonical(room.project)
    built = 0
    for user_id in members:
        done = completions(log_of(connection, curriculum, user_id, (Kind.DONE, Kind.UNDONE)))
        built += project in done and done[project].at >= room.made_at
    return Closing(
        room,
        curriculum.title_of(project),
        len(members),
        built,
        settings_of(connection, room.guild_id).value("language"),
        doubtful=room.closing_at is not None,
    )
