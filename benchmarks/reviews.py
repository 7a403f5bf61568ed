"""What recording a review costs: python benchmarks/reviews.py

The floor is the same transaction on a plain sqlite3 connection on the event loop; beside it stands Anki's own backend,
which answers as many cards of one collection. Only ratios within one run say something.

All three stay on one core. The interpreter lock lets the event loop and the database's thread work in turn only, and
where the second one is woken on a core that sleeps, the machine's time to wake it is measured, not the bot's (on a
virtual machine 60 µs instead of 20 for an empty hop). `--all-cores` leaves the choice to the system.
"""

import argparse
import asyncio
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from anki.collection import Collection

from bot.curriculum.loader import load
from bot.domain.curriculum import Curriculum
from bot.domain.memory import Rating
from bot.services.flashcards import Rated, record_review, review
from bot.store.database import PRAGMAS, Database

ROOT = Path(__file__).parent.parent
MEMBERS = 2000
CARDS = 100  # of each member, known already
ROUNDS = 12
SINGLE = 100  # reviews of a round, one after the other
TASKS = 16
NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
GUILD = 1


@dataclass(frozen=True)
class Figure:
    """One line of the table: a ratio, and the limit that it has to keep."""

    name: str
    value: float
    least: float = 0.0
    most: float = float("inf")

    @property
    def kept(self) -> bool:
        """Whether the limit is kept."""
        return self.least <= self.value <= self.most

    def __str__(self) -> str:
        """The line."""
        limit = f"at most {self.most}" if self.most < float("inf") else f"at least {self.least}"
        return f"{self.name:<62}{self.value:>7.2f}  {limit:<14} {'ok' if self.kept else 'MISSED'}"


class Reviews:
    """Reviews that never repeat: each member's cards in turn, every one again a minute later than the one before."""

    def __init__(self, curriculum: Curriculum) -> None:
        self.cards = list(curriculum.cards)[:CARDS]
        self.curriculum = curriculum
        self.count = 0

    def take(self) -> tuple[Any, ...]:
        """The arguments of the next review, behind the curriculum."""
        turn, place = divmod(self.count, MEMBERS * CARDS)
        self.count += 1
        user, card = divmod(place * 7919 % (MEMBERS * CARDS), CARDS)  # spread over the file, as members are
        rating = Rating.AGAIN if self.count % 10 == 0 else Rating.GOOD
        now = NOW + timedelta(seconds=self.count)
        return user + 1, GUILD, self.cards[card], rating, 1 + turn, 5.0, now


def fill(path: Path, cards: list[str]) -> None:
    """Members who know all their cards, in bulk."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        members = [(user, "Europe/Berlin", 0) for user in range(1, MEMBERS + 1)]
        connection.executemany("INSERT INTO learner (user_id, zone, created_at) VALUES (?, ?, ?)", members)
        due = int(NOW.timestamp() * 1000) - 3_600_000
        rows = (
            (user, card, 2, None, 9.5, 4.5, due, "2026-05-04", 10, 1, 0)
            for user in range(1, MEMBERS + 1)
            for card in cards
        )
        connection.executemany("INSERT INTO memory VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.commit()


def raw(path: Path, synchronous: str) -> sqlite3.Connection:
    """A plain connection with the settings of the bot's."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.executescript(PRAGMAS)
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    return connection


def at_once(connection: sqlite3.Connection, curriculum: Curriculum, arguments: tuple[Any, ...]) -> None:
    """The floor: the transaction itself, on the event loop."""
    connection.execute("BEGIN IMMEDIATE")
    assert record_review(connection, curriculum, Rated(*arguments))
    connection.execute("COMMIT")


async def through_the_service(db: Database, curriculum: Curriculum, arguments: tuple[Any, ...]) -> None:
    """What a button does."""
    assert await review(db, curriculum, *arguments)


async def one_by_one(work: Callable[[tuple[Any, ...]], Any], reviews: Reviews) -> float:
    """The median time (seconds) of single reviews."""
    times = []
    for _ in range(SINGLE):
        arguments = reviews.take()
        began = time.perf_counter()
        result = work(arguments)
        if asyncio.iscoroutine(result):
            await result
        times.append(time.perf_counter() - began)
    return median(times)


async def throughput(db: Database, reviews: Reviews) -> float:
    """Reviews a second of 16 tasks through the service."""
    share = SINGLE // 2

    async def task() -> None:
        for _ in range(share):
            await through_the_service(db, reviews.curriculum, reviews.take())

    began = time.perf_counter()
    await asyncio.gather(*(task() for _ in range(TASKS)))
    return TASKS * share / (time.perf_counter() - began)


def raw_throughput(connection: sqlite3.Connection, reviews: Reviews) -> float:
    """Reviews a second on the plain connection."""
    count = TASKS * SINGLE // 2
    began = time.perf_counter()
    for _ in range(count):
        at_once(connection, reviews.curriculum, reviews.take())
    return count / (time.perf_counter() - began)


class Anki:
    """Anki's own backend on a collection with as many cards, all due, with FSRS."""

    def __init__(self, folder: Path, cards: int) -> None:
        self.collection = Collection(str(folder / "collection.anki2"))
        self.collection.set_config("fsrs", True)
        config = self.collection.decks.get_config(1)  # type: ignore[arg-type]
        assert config is not None
        config["new"]["perDay"] = config["rev"]["perDay"] = 9999
        self.collection.decks.save(config)
        kind = self.collection.models.by_name("Basic")
        assert kind is not None
        for number in range(cards):
            note = self.collection.new_note(kind)
            note["Front"], note["Back"] = f"What is {number}?", f"It is {number}."
            self.collection.add_note(note, 1)  # type: ignore[arg-type]
        ids = list(self.collection.find_cards(""))
        self.collection.sched.set_due_date(ids, "0")

    def median(self, count: int) -> float:
        """The median time (seconds) of answering a card."""
        times = []
        scheduler: Any = self.collection.sched
        for _ in range(count):
            queued = scheduler.get_queued_cards(fetch_limit=1).cards[0]
            card = self.collection.get_card(queued.card.id)
            card.start_timer()
            answer = scheduler.build_answer(card=card, states=queued.states, rating=2)  # good
            began = time.perf_counter()
            scheduler.answer_card(answer)
            times.append(time.perf_counter() - began)
        return median(times)


async def measure(synchronous: str, folder: Path, curriculum: Curriculum) -> list[Figure]:
    """All ratios at one level of durability."""
    path = folder / f"{synchronous}.db"
    db = await Database.open(path)
    reviews = Reviews(curriculum)
    fill(path, reviews.cards)
    await db._writer._execute(db._writer._conn.execute, f"PRAGMA synchronous = {synchronous}")  # type: ignore[no-untyped-call]
    anki = Anki(Path(tempfile.mkdtemp(dir=folder)), SINGLE * ROUNDS + 10)
    ours, floor, theirs, many, raw_many = [], [], [], [], []
    with closing(raw(path, synchronous)) as connection:
        for _ in range(ROUNDS):
            floor.append(await one_by_one(partial(at_once, connection, curriculum), reviews))
            ours.append(await one_by_one(partial(through_the_service, db, curriculum), reviews))
            theirs.append(anki.median(SINGLE))
            raw_many.append(raw_throughput(connection, reviews))
            many.append(await throughput(db, reviews))
    anki.collection.close()
    await db.close()
    single, against = median(ours) / median(floor), median(ours) / median(theirs)
    print(f"{synchronous}: floor {median(floor) * 1e6:.0f} µs, service {median(ours) * 1e6:.0f} µs, ", end="")
    print(f"Anki {median(theirs) * 1e6:.0f} µs; {TASKS} tasks: {median(many):.0f} reviews a second")
    return [
        Figure(f"{synchronous}: one review / the same SQL on raw sqlite3", single, most=2.0),
        Figure(
            f"{synchronous}: reviews a second of 16 tasks / raw sqlite3", median(many) / median(raw_many), least=0.9
        ),
        Figure(
            f"{synchronous}: one review / Anki's answer_card", against, most=0.9 if synchronous == "NORMAL" else 1.2
        ),
    ]


async def main() -> int:
    """Measure, print, and end with 1 if a limit is missed."""
    curriculum = load(ROOT / "content")
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        for synchronous in ("FULL", "NORMAL"):
            figures += await measure(synchronous, Path(folder), curriculum)
    print(*figures, sep="\n")
    return 0 if all(figure.kept for figure in figures) else 1


def stay_on_one_core() -> None:
    """Bind this process to one of its cores, where the system can do that."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all-cores", action="store_true", help="let the system choose the cores")
    if not parser.parse_args().all_cores:
        stay_on_one_core()
    sys.exit(asyncio.run(main()))
