"""Study rooms: at most five in one, one each for a project and week, closed once when the week is over."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.curriculum import Curriculum
from bot.errors import UserError
from bot.services.done import mark_done
from bot.services.guild_settings import set_settings
from bot.services.study_rooms import (
    SEATS,
    Seat,
    close_room,
    find_project,
    leave_seat,
    note_thread,
    take_closings,
    take_seat,
    view_rooms,
)
from bot.store.database import Database

GUILD, CHANNEL = 161803398874989484, 7
NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
MONDAY = datetime(2026, 5, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def channel(db: Database) -> None:
    await set_settings(db, GUILD, None, {"study-channel": str(CHANNEL), "post-hour": "0"}, NOW)


@pytest.fixture
def project(curriculum: Curriculum) -> str:
    return next(iter(curriculum.projects))


async def sits(
    db: Database, curriculum: Curriculum, user: int, project: str, now: datetime = NOW, guild: int = GUILD
) -> Seat:
    return await take_seat(db, curriculum, user, guild, project, now)


async def test_a_room_holds_five_and_the_sixth_opens_another(
    db: Database, curriculum: Curriculum, project: str
) -> None:
    seats = [await sits(db, curriculum, user, project) for user in range(1, SEATS + 3)]
    assert [seat.room.number for seat in seats] == [1] * SEATS + [2] * 2
    assert [seat.room.members for seat in seats] == [1, 2, 3, 4, 5, 1, 2]
    await leave_seat(db, 2, seats[0].room.room_id)
    assert (await sits(db, curriculum, 99, project)).room.number == 1


async def test_whoever_comes_again_has_the_same_seat(db: Database, curriculum: Curriculum, project: str) -> None:
    first, again = [await sits(db, curriculum, 1, project) for _ in range(2)]
    assert (first.fresh, again.fresh, again.room.members) == (True, False, 1)
    assert (first.lost, again.lost) == (False, True)
    await note_thread(db, first.room.room_id, 55)
    noted = await sits(db, curriculum, 1, project)
    assert (noted.room.thread_id, noted.lost) == (55, False)


async def test_nobody_takes_up_all_rooms_of_a_week_alone(db: Database, curriculum: Curriculum) -> None:
    projects = list(curriculum.projects)
    seats = [await sits(db, curriculum, 1, project) for project in projects[:3]]
    with pytest.raises(UserError, match="You sit in 3 study rooms this week"):
        await sits(db, curriculum, 1, projects[3])
    assert not (await sits(db, curriculum, 1, projects[0])).fresh
    await leave_seat(db, 1, seats[0].room.room_id)
    assert (await sits(db, curriculum, 1, projects[3])).fresh


async def test_another_project_another_guild_and_another_week_have_rooms_of_their_own(
    db: Database, curriculum: Curriculum, project: str
) -> None:
    other = list(curriculum.projects)[1]
    await set_settings(db, 2, None, {"study-channel": "8"}, NOW)
    seats = [
        await sits(db, curriculum, 1, project),
        await sits(db, curriculum, 1, other),
        await sits(db, curriculum, 1, project, guild=2),
        await sits(db, curriculum, 1, project, now=MONDAY),
    ]
    assert len({seat.room.room_id for seat in seats}) == 4
    shown = await view_rooms(db, curriculum, 1, GUILD, NOW)
    assert [(view.project.id, view.mine, view.free) for view in shown.rooms] == [
        (project, True, SEATS - 1),
        (other, True, SEATS - 1),
    ]


async def test_when_the_week_is_over_each_room_is_closed_once_also_after_a_stop_in_between(
    db: Database, curriculum: Curriculum, project: str
) -> None:
    for user in (1, 2, 3):
        seat = await sits(db, curriculum, user, project)
    await mark_done(db, curriculum, 2, None, project, NOW + timedelta(hours=1))
    assert await take_closings(db, curriculum, MONDAY - timedelta(seconds=1)) == []
    (closing,) = await take_closings(db, curriculum, MONDAY)
    assert (closing.members, closing.built, closing.doubtful) == (3, 1, False)
    (again,) = await take_closings(db, curriculum, MONDAY + timedelta(minutes=5))
    assert (again.doubtful, again.room.closing_at) == (True, MONDAY)
    await close_room(db, seat.room.room_id)
    assert await take_closings(db, curriculum, MONDAY + timedelta(days=9)) == []


@pytest.mark.parametrize(
    ("zone", "monday"),
    [
        ("Europe/Berlin", datetime(2026, 10, 25, 23, tzinfo=UTC)),  # after the hour that came twice
        ("America/New_York", datetime(2026, 11, 2, 5, tzinfo=UTC)),
        ("Pacific/Auckland", datetime(2026, 9, 27, 11, tzinfo=UTC)),  # after the hour that was skipped
    ],
)
async def test_a_week_in_which_the_clocks_change_ends_at_the_guilds_midnight(
    db: Database, curriculum: Curriculum, project: str, zone: str, monday: datetime
) -> None:
    await set_settings(db, GUILD, None, {"zone": zone}, NOW)
    seat = await sits(db, curriculum, 1, project, now=monday - timedelta(days=3))
    assert seat.room.ends_at == monday


async def test_where_there_is_no_channel_and_for_what_is_no_project_there_is_a_sentence(
    db: Database, curriculum: Curriculum, project: str
) -> None:
    with pytest.raises(UserError, match="no channel for study rooms"):
        await sits(db, curriculum, 1, project, guild=2)
    with pytest.raises(UserError, match="belong to a server"):
        await take_seat(db, curriculum, 1, None, project, NOW)
    with pytest.raises(UserError, match="don't know the project"):
        find_project(curriculum, "a castle")
    assert find_project(curriculum, curriculum.projects[project].title.upper()).id == project
