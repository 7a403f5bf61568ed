"""A board in a small and in a large guild: benchmarks/boards.py [small] [large]

In one guild 10,000 members take part, in the other 100,000. Reading the places around somebody, with their own week
worked out from their log, may take at most 1.8 times as long in the large one; so may noting what somebody has earned.
Measured in turn, with other members each time; the medians count. The database is a file, as real.
"""

import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bot.curriculum.loader import load
from bot.domain.curriculum import Curriculum
from bot.domain.leaderboard import Scope
from bot.services._boards import board_row
from bot.services.guild_settings import settings_of
from bot.services.leaderboard import board_around
from bot.store.database import migrate
from bot.store.leaderboard import save_row

SMALL, LARGE = 10_000, 100_000
NOW = datetime(2026, 5, 14, 18, tzinfo=UTC)
AT = int(NOW.timestamp() * 1000)
LIMIT = 1.8
ROUNDS, RUNS = 15, 40

MEMBERS = """
    WITH RECURSIVE member (id) AS (SELECT :first UNION ALL SELECT id + 1 FROM member WHERE id < :last)
    INSERT INTO learner (user_id, level, zone, created_at) SELECT id, '0', 'UTC', 0 FROM member;
"""
DEEDS = """
    INSERT INTO event (user_id, guild_id, kind, item, at, shift)
    SELECT learner.user_id, :guild, 'solved', item.value, :at, -180
    FROM learner CROSS JOIN json_each(:items) AS item
    WHERE learner.user_id BETWEEN :first AND :last AND item.key <= learner.user_id % 4;
"""
BOARD = """
    INSERT INTO board (guild_id, user_id, week, band, xp)
    SELECT :guild, user_id, '2026-05-11', 'foundations', abs(random()) % 600 FROM learner
    WHERE user_id BETWEEN :first AND :last;
"""


def main(small: int = SMALL, large: int = LARGE) -> int:
    """Measure, print, and end with 1 if a limit is missed."""
    curriculum = load(ROOT / "content")
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(_build(Path(folder, "boards.db"), curriculum, small, large)) as connection,
    ):
        print(f"{small} and {large} members take part")
        guilds = {1: range(1, small + 1), 2: range(small + 1, small + large + 1)}
        reading = _ratio(lambda guild, user: _read(connection, curriculum, guild, user), guilds)
        noting = _ratio(lambda guild, user: _note(connection, curriculum, guild, user), guilds)
    for name, ratio in (("reading the places around somebody", reading), ("noting what somebody earned", noting)):
        print(f"{name}: {ratio:.2f} times as long in the large guild (at most {LIMIT})")
    return 0 if max(reading, noting) <= LIMIT else 1


def _build(path: Path, curriculum: Curriculum, small: int, large: int) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA journal_mode = WAL")
    migrate(connection)
    connection.execute("BEGIN")
    items = json.dumps(list(curriculum.challenges)[:4])
    for guild, first, last in ((1, 1, small), (2, small + 1, small + large)):
        values = {"guild": guild, "first": first, "last": last, "items": items, "at": AT}
        for statement in (MEMBERS, DEEDS, BOARD):
            connection.execute(statement, values)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    return connection


def _ratio(act: Callable[[int, int], None], guilds: dict[int, range]) -> float:
    """How much longer something takes in the second guild than in the first."""
    pick, ratios = Random(7), []
    for _round in range(ROUNDS):
        chosen = {guild: [pick.choice(users) for _ in range(RUNS)] for guild, users in guilds.items()}
        seconds = {guild: _timed(act, guild, users) for guild, users in chosen.items()}
        ratios.append(seconds[2] / seconds[1])
    return median(ratios)


def _timed(act: Callable[[int, int], None], guild: int, users: list[int]) -> float:
    times = []
    for user in users:
        begin = time.perf_counter()
        act(guild, user)
        times.append(time.perf_counter() - begin)
    return median(times)


def _read(connection: sqlite3.Connection, curriculum: Curriculum, guild: int, user: int) -> None:
    settings = settings_of(connection, guild)
    row = board_row(connection, curriculum, guild, user, NOW)
    board_around(connection, settings, row, Scope.BAND, NOW)


def _note(connection: sqlite3.Connection, curriculum: Curriculum, guild: int, user: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    save_row(connection, board_row(connection, curriculum, guild, user, NOW))
    connection.execute("COMMIT")


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
