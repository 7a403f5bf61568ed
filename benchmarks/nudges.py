"""Nudges for many guilds: benchmarks/nudges.py [guilds]

A thousand guilds (or as many as are given), each with a channel for every level and half a year of nudges behind it,
are to get them in the same minute. Claiming each post, choosing its nudge and building it must leave the event loop
free (no stall above 50 ms) and be done within that minute. Only Discord is missing: no channel is silent, and a post
counts as sent as soon as it is built. The database is a file, as real.
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
from bot.domain.curriculum import Curriculum
from bot.domain.guild_jobs import NUDGES
from bot.grader import Grader
from bot.services.guild_settings import change_settings
from bot.services.posts import Due, claim, confirm, take_due
from bot.store.database import Database, migrate
from cogs._posting import NotNow
from cogs.nudges import NudgePoster
from cogs.posts import SENDERS

GUILDS = 1_000
MEMBERS = 20  # of each guild, visible there, who took up a project this week
NOW = datetime(2026, 5, 14, 9, tzinfo=UTC)
STALL, MINUTE = 0.050, 60.0
HISTORY = [NOW.date() - timedelta(days=count) for count in range(62, 180, 2)]

LEARNERS = """
    WITH RECURSIVE member (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM member WHERE id < :members)
    INSERT INTO learner (user_id, level, zone, created_at) SELECT id, '0', 'UTC', 0 FROM member;
"""
MEMBERSHIPS = """
    INSERT INTO membership (guild_id, user_id, visibility)
    SELECT guild_id, user_id, 'visible' FROM (SELECT DISTINCT guild_id FROM guild_choice) CROSS JOIN learner;
"""
TOOK_UP = """
    INSERT INTO event (user_id, guild_id, kind, item, at, shift)
    SELECT user_id, guild_id, 'accepted', item.value, :at, -180 FROM membership CROSS JOIN json_each(:items) AS item;
"""
GIVEN = """
    INSERT INTO nudge_given (guild_id, level, day, channel_id, nudge, kind)
    SELECT guild_id, level.value, day.value, 7 + level.key, :nudge, 'tip'
    FROM (SELECT DISTINCT guild_id FROM guild_choice) CROSS JOIN json_each(:levels) AS level
    CROSS JOIN json_each(:days) AS day;
"""


class Offline(NudgePoster):
    """Without asking Discord whether a channel is silent."""

    async def _is_silent(self, due: Due) -> bool:
        return False


def main(guilds: int = GUILDS) -> int:
    """Measure, print, and end with 1 if a limit is missed."""
    curriculum = load(ROOT / "content")
    gc.collect()
    gc.freeze()  # as the bot does once it has loaded its content
    with tempfile.TemporaryDirectory() as folder:
        path = _build(Path(folder, "guilds.db"), guilds, curriculum)
        return 0 if asyncio.run(_post_all(path, curriculum, guilds)) else 1


def _build(path: Path, guilds: int, curriculum: Curriculum) -> Path:
    """A database with so many guilds, each of which is due now in the channels of all levels."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA synchronous = OFF")
        migrate(connection)
        connection.execute("BEGIN")
        channels = {job.channel: str(7 + number) for number, job in enumerate(NUDGES)}
        values = {"zone": "UTC", "post-hour": "9", "nudge-days": "0123456", "nudges": "on", **channels}
        for guild in range(1, guilds + 1):
            change_settings(connection, guild, None, values, NOW - timedelta(days=3))
        connection.execute("DELETE FROM audit")
        connection.execute(LEARNERS, {"members": MEMBERS})
        connection.execute(MEMBERSHIPS)
        at = int((NOW - timedelta(hours=5)).timestamp() * 1000)
        connection.execute(TOOK_UP, {"at": at, "items": json.dumps(list(curriculum.projects)[:5])})
        levels, days = json.dumps([job.level for job in NUDGES]), json.dumps([str(day) for day in HISTORY])
        connection.execute(GIVEN, {"nudge": next(iter(curriculum.nudges)), "levels": levels, "days": days})
        connection.execute("COMMIT")
    return path


async def _post_all(path: Path, curriculum: Curriculum, guilds: int) -> bool:
    """What a round does, but for Discord, and how long the event loop had to wait meanwhile."""
    db = await Database.open(path)
    bot = LearnBot(db, curriculum, Grader(Path(path.parent, "grader")))
    posters = {job.kind: Offline(bot, job.kind) for job in NUDGES}
    stalls = Stalls()
    await asyncio.sleep(0.5)
    idle = stalls.longest()
    begin, built, more = time.perf_counter(), 0, True
    while more:
        batch = await take_due(db, NOW)
        waiting = deque(batch.due)
        built += sum(await asyncio.gather(*(_some(db, posters, waiting) for _ in range(SENDERS))))
        more = batch.more
    seconds = time.perf_counter() - begin
    longest = stalls.longest()
    stalls.stop()
    await db.close()
    wanted = guilds * len(NUDGES)
    print(f"{built} of {wanted} nudges decided in {seconds:.1f} s (at most {MINUTE:.0f} s)", end="; longest stall ")
    print(f"{longest * 1000:.0f} ms (at most {STALL * 1000:.0f} ms), {idle * 1000:.0f} ms while idle")
    return built == wanted and seconds <= MINUTE and longest <= STALL


async def _some(db: Database, posters: dict[str, Offline], waiting: deque[tuple[int, str]]) -> int:
    built = 0
    while waiting:
        guild_id, kind = waiting.popleft()
        due = await claim(db, kind, guild_id, NOW)
        if due is None or isinstance(await posters[kind].compose(due), NotNow):
            continue
        await confirm(db, due.post, 1)
        built += 1
    return built


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
