"""Posts for many guilds: benchmarks/posts.py [guilds]

A thousand guilds (or as many as are given) are to get their posts in the same minute. Finding out who, claiming each
post, deciding what it says and building it must leave the event loop free (no stall above 50 ms) and be done within
that minute. Only Discord is missing: a post counts as sent as soon as it is built. The database is a file, as real.
"""

import asyncio
import gc
import json
import sqlite3
import sys
import tempfile
import time
from collections import deque
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks._stalls import Stalls
from bot.client import LearnBot
from bot.curriculum.loader import load
from bot.domain.challenge import Challenge
from bot.domain.curriculum import Curriculum
from bot.domain.guild_jobs import JOBS
from bot.grader import Grader
from bot.services.daily import KIND
from bot.services.guild_settings import change_settings
from bot.services.posts import claim, confirm, take_due
from bot.store.database import Database, migrate
from cogs._posting import NotNow
from cogs.daily import DailyPoster
from cogs.posts import SENDERS

GUILDS = 1_000
MEMBERS = 20  # of each guild, who tried yesterday's challenges
NOW = datetime(2026, 5, 14, 9, tzinfo=UTC)
STALL, MINUTE = 0.050, 60.0

LEARNERS = """
    WITH RECURSIVE member (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM member WHERE id < :members)
    INSERT INTO learner (user_id, level, zone, created_at) SELECT id, '0', 'UTC', 0 FROM member;
"""
TRIED = """
    INSERT INTO event (user_id, guild_id, kind, item, at, shift)
    SELECT learner.user_id, guild.guild_id, 'attempted', item.value, :at, -180
    FROM learner CROSS JOIN (SELECT DISTINCT guild_id FROM guild_choice) AS guild CROSS JOIN json_each(:items) AS item;
"""


def main(guilds: int = GUILDS) -> int:
    """Measure, print, and end with 1 if a limit is missed."""
    curriculum = load(ROOT / "content")
    gc.collect()
    gc.freeze()  # as the bot does at its start
    with tempfile.TemporaryDirectory() as folder:
        path = _build(Path(folder, "guilds.db"), guilds, list(curriculum.challenges.values())[:10])
        return 0 if asyncio.run(_post_all(path, curriculum, guilds)) else 1


def _build(path: Path, guilds: int, challenges: list[Challenge]) -> Path:
    """A database with so many guilds, each of which is due now and has every job that there is."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA synchronous = OFF")
        migrate(connection)
        connection.execute("BEGIN")
        channels = {job.channel: "7" for job in JOBS} | {job.switch: "on" for job in JOBS}
        for guild in range(1, guilds + 1):
            values = {"zone": "UTC", "post-hour": "9", **channels}
            change_settings(connection, guild, None, values, NOW - timedelta(days=3))
        connection.execute(LEARNERS, {"members": MEMBERS})
        at = int((NOW - timedelta(hours=5)).timestamp() * 1000)
        connection.execute(TRIED, {"at": at, "items": json.dumps([challenge.id for challenge in challenges])})
        connection.execute("COMMIT")
    return path


async def _post_all(path: Path, curriculum: Curriculum, guilds: int) -> bool:
    """What a round does, but for Discord, and how long the event loop had to wait meanwhile."""
    db = await Database.open(path)
    poster = DailyPoster(LearnBot(db, curriculum, Grader(Path(path.parent, "grader"))), KIND)
    stalls = Stalls()
    await asyncio.sleep(0.5)
    idle = stalls.longest()
    begin, built, more = time.perf_counter(), 0, True
    while more:
        batch = await take_due(db, NOW)
        waiting = deque(guild for guild, kind in batch.due if kind == KIND)
        built += sum(await asyncio.gather(*(_some(db, poster, waiting) for _ in range(SENDERS))))
        more = batch.more
    seconds = time.perf_counter() - begin
    longest = stalls.longest()
    stalls.stop()
    await db.close()
    print(f"{built} of {guilds} posts decided in {seconds:.1f} s (at most {MINUTE:.0f} s)", end="; longest stall ")
    print(f"{longest * 1000:.0f} ms (at most {STALL * 1000:.0f} ms), {idle * 1000:.0f} ms while idle")
    return built == guilds and seconds <= MINUTE and longest <= STALL


async def _some(db: Database, poster: DailyPoster, waiting: deque[int]) -> int:
    built = 0
    while waiting:
        due = await claim(db, KIND, waiting.popleft(), NOW)
        if due is None or isinstance(await poster.compose(due), NotNow):
            continue
        await confirm(db, due.post, 1)
        built += 1
    return built


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
