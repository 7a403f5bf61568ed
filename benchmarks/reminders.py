"""Reminders for many members: benchmarks/reminders.py [members]

First, ten thousand are due in the same minute: deciding what each is told must leave the event loop free (no stall
above 50 ms) and be done within that minute. Then selecting who is due, and a member's next card, are compared between
ten thousand members and a million (or as many as are given), each with twenty cards: they may take 1.8 times as long.
The databases are made in a temporary folder and take about two gigabytes.
"""

import asyncio
import gc
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks._stalls import Stalls
from bot.curriculum.loader import load
from bot.domain.curriculum import Curriculum
from bot.domain.reminder import Claim
from bot.services.flashcards import Scope, session
from bot.services.remind import BATCH, claim_due, decide
from bot.store.database import Database, migrate
from bot.store.reminders import due_reminders

FEW, MANY = 10_000, 1_000_000
CARDS = 20
NOW = datetime(2026, 5, 14, 18, tzinfo=UTC)
STALL, MINUTE, GROWTH = 0.050, 60.0, 1.8
DECIDERS = 4  # as many as there are senders
ROUNDS, RUNS = 30, 100

MEMBERS = """
    WITH RECURSIVE member (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM member WHERE id < :members)
    INSERT INTO learner (user_id, level, zone, created_at) SELECT id, '0', 'UTC', 0 FROM member;
"""
REMINDERS = """
    INSERT INTO reminder (user_id, enabled, hour, weekdays, quiet_from, quiet_to, topics, next_at, since, seen_at)
    SELECT user_id, 1, 18, '0123456', 22, 7, 'cards,daily,streak,report',
        :now + CASE WHEN user_id <= :due THEN 0 ELSE 60000 + user_id % 86400000 END, :since, :since
    FROM learner;
"""
MEMORIES = """
    INSERT INTO memory (user_id, card, state, stability, difficulty, due, day, interval, reviews, lapses)
    SELECT user_id, card, 2, 10.0, 5.0, :now + (user_id * 7 + number * 13) % 40 * 86400000 - 172800000, '2026-05-04',
        10, 3, 0
    FROM learner CROSS JOIN chosen ORDER BY user_id, card;
"""
REVIEWED = """
    INSERT INTO event (user_id, kind, item, at, shift)
    SELECT user_id, 'reviewed', 'deck', :now - day * 86400000, -180 FROM learner CROSS JOIN (
        SELECT 1 AS day UNION ALL SELECT 2 UNION ALL SELECT 4
    );
"""


def main(members: int = MANY) -> int:
    """Measure, print, and end with 1 if a limit is missed."""
    curriculum = load(ROOT / "content")
    gc.collect()
    gc.freeze()  # as the bot does at its start
    with tempfile.TemporaryDirectory() as folder:
        crowd = _build(Path(folder, "crowd.db"), curriculum, FEW, due=FEW)
        free = asyncio.run(_decide_all(crowd, curriculum))
        few = _build(Path(folder, "few.db"), curriculum, FEW, due=BATCH)
        many = _build(Path(folder, "many.db"), curriculum, members, due=BATCH)
        return 0 if _compare(few, many, curriculum, members) and free else 1


def _build(path: Path, curriculum: Curriculum, members: int, due: int) -> Path:
    """A database with so many members, of whom some are due now."""
    begin, millis = time.perf_counter(), int(NOW.timestamp() * 1000)
    values = {"members": members, "due": due, "now": millis, "since": millis - 5 * 86_400_000}
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        migrate(connection)
        connection.execute("CREATE TEMP TABLE chosen (number INTEGER, card TEXT)")
        connection.executemany("INSERT INTO chosen VALUES (?, ?)", enumerate(list(curriculum.cards)[:CARDS]))
        connection.execute("BEGIN")
        for statement in (MEMBERS, REMINDERS, MEMORIES, REVIEWED):
            connection.execute(statement, values)
        connection.execute("COMMIT")
    size = path.stat().st_size / 1e9
    print(f"{path.name}: {members} members, {size:.2f} GB, made in {time.perf_counter() - begin:.0f} s", flush=True)
    return path


async def _decide_all(path: Path, curriculum: Curriculum) -> bool:
    """Claim and decide everything that is due, as a wave does, and watch the event loop meanwhile."""
    db = await Database.open(path)
    stalls = Stalls()
    await asyncio.sleep(0.5)
    idle = stalls.longest()
    begin, said = time.perf_counter(), 0
    more = True
    while more:
        batch = await claim_due(db, NOW)
        waiting = list(batch.claims)
        said += sum(await asyncio.gather(*(_decide_some(db, curriculum, waiting) for _ in range(DECIDERS))))
        more = batch.more
    seconds = time.perf_counter() - begin
    longest = stalls.longest()
    stalls.stop()
    await db.close()
    print(f"{said} of {FEW} reminders decided in {seconds:.1f} s (at most {MINUTE:.0f} s)", end="; longest stall ")
    print(f"{longest * 1000:.0f} ms (at most {STALL * 1000:.0f} ms), {idle * 1000:.0f} ms while idle")
    return said == FEW and seconds <= MINUTE and longest <= STALL


async def _decide_some(db: Database, curriculum: Curriculum, waiting: list[Claim]) -> int:
    said = 0
    while waiting:
        said += await decide(db, curriculum, waiting.pop(), NOW) is not None
    return said


def _compare(few: Path, many: Path, curriculum: Curriculum, members: int) -> bool:
    """How much longer things take among many members, in rounds that alternate between the two databases."""
    chance = random.Random(1)
    with closing(_open(few)) as small, closing(_open(many)) as large:

        def select(connection: sqlite3.Connection, _user: int) -> object:
            return due_reminders(connection, NOW, BATCH)

        def next_card(connection: sqlite3.Connection, user: int) -> object:
            found = session(connection, curriculum, user, Scope(), NOW + timedelta(minutes=1)).card
            assert found is not None
            return found

        good = True
        for name, work, runs in (("who is due", select, 5), ("the next card", next_card, RUNS)):
            times: dict[int, list[float]] = {FEW: [], members: []}
            for _ in range(ROUNDS):
                for connection, size in ((small, FEW), (large, members)):
                    times[size] += [_timed(work, connection, chance.randint(1, size)) for _ in range(runs)]
            less, more = median(times[FEW]), median(times[members])
            print(f"{name}: {less * 1e6:.0f} µs among {FEW} members, {more * 1e6:.0f} µs among {members}", end="")
            print(f": {more / less:.2f} times as long (at most {GROWTH})")
            good &= more / less <= GROWTH
        return good


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _timed(work: Callable[[sqlite3.Connection, int], object], connection: sqlite3.Connection, user: int) -> float:
    begin = time.perf_counter()
    work(connection, user)
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
