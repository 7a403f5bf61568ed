"""Boards: kept up to date deed by deed, always what the log says, two places around oneself, found through an index."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.curriculum import Curriculum
from bot.domain.events import Kind
from bot.domain.leaderboard import RANKED, Place, Scope, board_week
from bot.domain.learner import Learner
from bot.domain.xp import gains
from bot.errors import UserError
from bot.services._boards import board_row
from bot.services._learner import change_learner, log_of, record
from bot.services.badges import settle
from bot.services.guild_settings import set_setting, set_settings, settings_of
from bot.services.leaderboard import BoardView, join_board, leave_board, set_comparing, view_board
from bot.store.database import Database
from bot.store.leaderboard import Field, Row, count_above, find_row, next_above, next_below, save_row
from tests.cards import ANN, opened

GUILD, FAR = 161803398874989484, 2
NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
DAY = timedelta(days=1)
WEEK = datetime(2026, 5, 11, tzinfo=UTC).date()

deeds = st.sampled_from(
    ["solve", "attempt", "hint", "give up", "review", "build", "undo", "pass a quiz", "wait", "wait long"]
)
steps = st.tuples(deeds, st.integers(0, 3))


def do(connection: sqlite3.Connection, curriculum: Curriculum, deed: str, number: int, now: datetime) -> None:
    """Something that may earn points, or cost some."""
    challenge, project = list(curriculum.challenges)[number], list(curriculum.projects)[number]
    kinds = {"solve": Kind.SOLVED, "attempt": Kind.ATTEMPTED, "hint": Kind.HINTED, "give up": Kind.GAVE_UP}
    if deed in kinds:
        record(connection, ANN, GUILD, kinds[deed], challenge, now)
    elif deed == "review":
        record(connection, ANN, None, Kind.REVIEWED, "deck.first-lines", now)
    elif deed in ("build", "undo"):
        record(connection, ANN, GUILD, Kind.DONE if deed == "build" else Kind.UNDONE, project, now)
    elif deed == "pass a quiz":
        record(connection, ANN, FAR, Kind.QUIZZED, list(curriculum.quizzes)[number], now, passed="1")


def from_the_log(connection: sqlite3.Connection, curriculum: Curriculum, guild: int, now: datetime) -> int:
    """The points of the guild's week, added up without the boards."""
    week = board_week(settings_of(connection, guild).calendar, now)
    log = log_of(connection, curriculum, ANN)
    return sum(gain.points for gain in gains(curriculum, log) if week.begin <= gain.event.at < week.end)


class TestWhateverIsDone:
    @settings(max_examples=60)
    @given(st.lists(steps, min_size=3, max_size=25))
    def test_a_board_that_is_kept_up_to_date_says_what_the_log_says(
        self, curriculum: Curriculum, lived: list[tuple[str, int]]
    ) -> None:
        connection, now = opened(), NOW
        connection.execute("INSERT INTO guild_choice VALUES (2, 'zone', 'Pacific/Auckland')")
        for guild in (GUILD, FAR):
            save_row(connection, board_row(connection, curriculum, guild, ANN, now))
        for deed, number in lived:
            now += {"wait": 2 * DAY, "wait long": 8 * DAY}.get(deed, timedelta(minutes=50))
            do(connection, curriculum, deed, number, now)
            settle(connection, curriculum, ANN, GUILD, now)
            for guild in (GUILD, FAR):
                row = find_row(connection, guild, ANN)
                assert row is not None
                current = row.xp if row.week == board_week(settings_of(connection, guild).calendar, now).monday else 0
                assert current == from_the_log(connection, curriculum, guild, now)
        connection.close()


def crowd(connection: sqlite3.Connection, *points: int, first: int = 1, band: str = "foundations") -> None:
    """Members of whom each has so many points."""
    for user, xp in enumerate(points, first):
        change_learner(connection, Learner(user), NOW)
        save_row(connection, Row(GUILD, user, WEEK, band, "", xp))


async def seen(db: Database, curriculum: Curriculum, user: int = 3, scope: Scope = Scope.BAND) -> BoardView:
    return await view_board(db, curriculum, user, GUILD, scope, NOW)


async def earn(db: Database, curriculum: Curriculum, user: int, *challenges: int) -> None:
    """Solve challenges for beginners, of 50 points each."""
    easy = [challenge.id for challenge in curriculum.challenges.values() if challenge.level == "0"]
    for number in challenges:
        await db.write(lambda c, item=easy[number]: record(c, user, GUILD, Kind.SOLVED, item, NOW))  # type: ignore[misc]


async def test_two_places_before_and_two_behind_are_seen_and_no_more(db: Database, curriculum: Curriculum) -> None:
    await earn(db, curriculum, 3, 0)
    await join_board(db, curriculum, 3, GUILD, NOW)
    await db.write(lambda c: crowd(c, 500, 40, first=11))
    await db.write(lambda c: crowd(c, 90, 10, 60, 20, 70, first=21))
    board = (await seen(db, curriculum)).board
    assert board is not None
    assert [place.xp for place in board.before] == [70, 60]
    assert [place.xp for place in board.behind] == [40, 20]
    assert (board.xp, board.rank) == (50, 5)


async def test_those_of_another_band_another_week_or_another_guild_are_not_seen(
    db: Database, curriculum: Curriculum
) -> None:
    await earn(db, curriculum, 3, 0)
    await join_board(db, curriculum, 3, GUILD, NOW)

    def others(connection: sqlite3.Connection) -> None:
        crowd(connection, 60, first=11, band="builder")
        for user in (12, 13):
            change_learner(connection, Learner(user), NOW)
        save_row(connection, Row(GUILD, 12, WEEK - 7 * DAY, "foundations", "", 60))
        save_row(connection, Row(FAR, 13, WEEK, "foundations", "", 60))

    await db.write(others)
    board = (await seen(db, curriculum)).board
    assert board is not None
    assert (board.before, board.behind, board.rank) == ((), (), 1)


async def test_a_place_behind_very_many_is_not_counted_out(db: Database, curriculum: Curriculum) -> None:
    await join_board(db, curriculum, 3, GUILD, NOW)
    await earn(db, curriculum, 3, 0)
    await db.write(lambda c: crowd(c, *range(51, 51 + RANKED - 1), first=11))
    board = (await seen(db, curriculum)).board
    assert board is not None
    assert board.rank == RANKED
    await db.write(lambda c: crowd(c, 1000, first=900))
    board = (await seen(db, curriculum)).board
    assert board is not None
    assert (board.rank, [place.xp for place in board.before]) == (None, [52, 51])


async def test_who_takes_no_part_is_seen_by_nobody_and_who_leaves_is_gone_at_once(
    db: Database, curriculum: Curriculum
) -> None:
    await earn(db, curriculum, 3, 0)
    await earn(db, curriculum, 4, 0, 1)
    await join_board(db, curriculum, 3, GUILD, NOW)
    assert (await seen(db, curriculum, user=4)).board is None
    board = (await seen(db, curriculum)).board
    assert board is not None
    assert board.before == ()
    await join_board(db, curriculum, 4, GUILD, NOW)
    board = (await seen(db, curriculum)).board
    assert board is not None
    assert board.before == (Place(4, 100),)
    await leave_board(db, 4, GUILD)
    board = (await seen(db, curriculum)).board
    assert board is not None
    assert board.before == ()


async def test_no_comparison_leaves_every_board_and_refuses_new_ones(db: Database, curriculum: Curriculum) -> None:
    for guild in (GUILD, FAR):
        await join_board(db, curriculum, 3, guild, NOW)
    await set_comparing(db, 3, False, NOW)
    assert await seen(db, curriculum) == BoardView(comparing=False, board=None)
    with pytest.raises(UserError, match="no comparison"):
        await join_board(db, curriculum, 3, GUILD, NOW)
    await set_comparing(db, 3, True, NOW)
    assert await seen(db, curriculum) == BoardView(comparing=True, board=None)


async def test_a_new_week_of_the_guild_begins_at_zero(db: Database, curriculum: Curriculum) -> None:
    await set_settings(db, GUILD, None, {"zone": "Pacific/Auckland", "post-hour": "9"}, NOW)
    await earn(db, curriculum, 3, 0)
    await join_board(db, curriculum, 3, GUILD, NOW)
    monday = datetime(2026, 5, 17, 21, tzinfo=UTC)  # nine in the morning, there
    for moment, xp in ((monday - timedelta(minutes=1), 50), (monday, 0)):
        board = (await view_board(db, curriculum, 3, GUILD, Scope.BAND, moment)).board
        assert board is not None
        assert board.xp == xp


async def test_where_boards_are_off_and_outside_of_servers_there_is_a_sentence(
    db: Database, curriculum: Curriculum
) -> None:
    await set_setting(db, GUILD, None, "boards", "off", NOW)
    with pytest.raises(UserError, match="has no board"):
        await seen(db, curriculum)
    with pytest.raises(UserError, match="belongs to a server"):
        await view_board(db, curriculum, 3, None, Scope.BAND, NOW)


@pytest.mark.parametrize("scope", list(Scope))
@pytest.mark.parametrize(
    "query",
    [
        lambda connection, field: next_above(connection, field, 3, 50, 2),
        lambda connection, field: next_below(connection, field, 3, 50, 2),
        lambda connection, field: count_above(connection, field, 50, 100),
    ],
    ids=["above", "below", "count"],
)
async def test_a_board_is_read_from_a_covering_index_without_sorting(
    db: Database, query: Callable[[sqlite3.Connection, Field], object], scope: Scope
) -> None:
    def plan(connection: sqlite3.Connection) -> list[str]:
        statements: list[str] = []
        connection.set_trace_callback(statements.append)
        query(connection, Field(GUILD, WEEK, scope, "x"))
        connection.set_trace_callback(None)
        return [row["detail"] for sql in statements for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]

    steps = await db.read(plan)
    wanted = f"SEARCH board USING COVERING INDEX board_by_{scope} (guild_id=? AND week=? AND {scope}=? AND xp"
    assert all(step.startswith((wanted, "CO-ROUTINE", "SCAN (subquery")) for step in steps), steps
