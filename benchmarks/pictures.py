"""What /progress with its pictures costs for a member with two years of history: python benchmarks/pictures.py

Processor time of all threads, from reading the database to the finished screen, at first and when nothing has changed;
and how long the event loop stands still at most while the pictures of twenty such members are drawn at once.
"""

import asyncio
import gc
import json
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent.parent))

from bot.curriculum.loader import load
from bot.domain.curriculum import Curriculum
from bot.services._mastery import recompute
from bot.services.pictures import Gallery, look_of
from bot.services.progress import KeptProgress, own_progress
from bot.store.database import Database
from cogs._pictures import sketches
from cogs.progress import full_screen
from cogs.ui.layout import Picture, Screen

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 5, 14, 20, tzinfo=UTC)
DAYS = 730
EVENTS, REVIEWS, ANSWERS = 3600, 15_000, 2000
MEMBERS = 20
ROUNDS = 7
SHIFT = -60  # Berlin in summer, the day begins at three


@dataclass(frozen=True)
class Figure:
    """One line of the table: milliseconds, and how many there may be."""

    name: str
    value: float
    most: float

    @property
    def kept(self) -> bool:
        """Whether the limit is kept."""
        return self.value <= self.most

    def __str__(self) -> str:
        """The line."""
        return f"{self.name:<62}{self.value:>7.1f} ms  at most {self.most:.0f} ms  {'ok' if self.kept else 'MISSED'}"


def moments(chance: random.Random, count: int) -> list[int]:
    """So many moments of the two years, in milliseconds, oldest first; on one day of seven there are none."""
    found: set[int] = set()
    while len(found) < count:
        day = chance.randrange(DAYS)
        if day % 7:
            found.add(int((NOW - timedelta(days=day, minutes=chance.randrange(600))).timestamp() * 1000) + len(found))
    return sorted(found)


def events(curriculum: Curriculum, chance: random.Random, user: int) -> Iterator[tuple[object, ...]]:
    """A log of tries, hints, solutions, and topics that were done."""
    challenges, items = list(curriculum.challenges), list(curriculum.items)
    kinds = ["attempted"] * 5 + ["solved"] * 2 + ["hinted", "opened", "done", "undone", "reviewed", "answered"]
    for at in moments(chance, EVENTS):
        kind = chance.choice(kinds)
        item = chance.choice(items if kind in ("done", "undone") else challenges)
        yield user, kind, item, at, SHIFT, json.dumps({"evidence": "https://example.org"} if kind == "done" else {})


def reviews(curriculum: Curriculum, chance: random.Random, user: int) -> Iterator[tuple[object, ...]]:
    """A log of reviews of all cards."""
    cards = list(curriculum.cards)
    for number, at in enumerate(moments(chance, REVIEWS)):
        rating = chance.choice([1, 3, 3, 3, 4])
        due = at + chance.randrange(90) * 86_400_000
        row = (user, at, cards[number % len(cards)], number // len(cards) + 1, SHIFT, rating, 6.0, 0.9, 9, 2, 9.5, 4.5)
        yield (*row, 2, 12.0, 4.5, due)


def fill(path: Path, curriculum: Curriculum, members: int) -> None:
    """Members with two years of history, in bulk."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA synchronous = OFF")
        for user in range(1, members + 1):
            _fill_one(connection, curriculum, user)
            recompute(connection, curriculum, user)
        connection.commit()


def _fill_one(connection: sqlite3.Connection, curriculum: Curriculum, user: int) -> None:
    chance = random.Random(user)
    learner = (user, "3", "track.backend-engineer", 30, "Europe/Berlin", 0)
    connection.execute(
        "INSERT INTO learner (user_id, level, goal, minutes, zone, created_at) VALUES (?, ?, ?, ?, ?, ?)", learner
    )
    connection.executemany(
        "INSERT INTO event (user_id, kind, item, at, shift, details) VALUES (?, ?, ?, ?, ?, ?)",
        events(curriculum, chance, user),
    )
    connection.executemany(f"INSERT INTO review VALUES ({', '.join('?' * 16)})", reviews(curriculum, chance, user))
    day = 86_400_000
    now = int(NOW.timestamp() * 1000)
    memory = (
        (user, card, 2, None, 12.0, 4.5, now + chance.randrange(-3, 40) * day, "2026-05-01", 20, 25, 1)
        for card in curriculum.cards
    )
    connection.executemany(f"INSERT INTO memory VALUES ({', '.join('?' * 11)})", memory)
    sitting = connection.execute(
        "INSERT INTO sitting (user_id, kind, item, questions, at, shift) VALUES (?, 'quiz', 'quiz.x', '[]', ?, ?)",
        (user, now, SHIFT),
    ).lastrowid
    questions = list(curriculum.questions)
    answers = (
        (user, sitting, place, questions[place % len(questions)], at, SHIFT, "[0]", chance.choice([0.0, 1.0, 1.0]))
        for place, at in enumerate(moments(chance, ANSWERS))
    )
    connection.executemany("INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?)", answers)


@dataclass
class Bot:
    """What a process of the bot keeps."""

    db: Database
    curriculum: Curriculum
    gallery: Gallery
    kept: KeptProgress

    async def progress(self, user: int) -> Screen:
        """What /progress does, but for Discord's part."""
        view = await own_progress(self.db, self.curriculum, user, NOW, self.kept)
        found = sketches(view, await look_of(self.db, user))
        contents = await self.gallery.draw([sketch.drawing for sketch in found])
        pictures = [
            Picture(sketch.name, content, sketch.words) for sketch, content in zip(found, contents, strict=True)
        ]
        return full_screen(view, pictures, user)


async def cpu(bot: Bot) -> float:
    """The processor time (milliseconds) of one /progress."""
    began = time.process_time()
    await bot.progress(1)
    return 1000 * (time.process_time() - began)


async def longest_stall(bot: Bot) -> float:
    """How long (milliseconds) the event loop stands still at most while everybody looks at once."""
    longest, done = 0.0, False

    async def tick() -> None:
        nonlocal longest
        while not done:
            began = time.perf_counter()
            await asyncio.sleep(0.001)
            longest = max(longest, time.perf_counter() - began)

    ticking = asyncio.create_task(tick())
    await asyncio.gather(*(bot.progress(user) for user in range(1, MEMBERS + 1)))
    done = True
    await ticking
    return 1000 * longest


async def measure(path: Path, curriculum: Curriculum) -> list[Figure]:
    """All figures."""
    db = await Database.open(path)
    fill(path, curriculum, MEMBERS)
    await cpu(Bot(db, curriculum, Gallery(), KeptProgress()))  # fonts and palettes, once in a process
    bots = [Bot(db, curriculum, Gallery(), KeptProgress()) for _ in range(ROUNDS)]
    first = [await cpu(bot) for bot in bots]
    again = [await cpu(bot) for bot in bots for _ in range(ROUNDS)]
    stalls = [await longest_stall(Bot(db, curriculum, Gallery(), KeptProgress())) for _ in range(3)]
    await db.close()
    return [
        Figure("/progress after two years, at first: processor time", median(first), 200),
        Figure("the same while nothing has changed: processor time", median(again), 10),
        Figure(f"{MEMBERS} of them at once: longest stall of the event loop", median(stalls), 50),
    ]


async def main() -> int:
    """Measure, print, and end with 1 if a limit is missed."""
    curriculum = load(ROOT / "content")
    gc.collect()
    gc.freeze()  # as the bot does at its start
    with tempfile.TemporaryDirectory() as folder:
        figures = await measure(Path(folder) / "bot.db", curriculum)
    print(*figures, sep="\n")
    return 0 if all(figure.kept for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
