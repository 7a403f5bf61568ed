"""Deriving everybody's mastery anew: benchmarks/mastery.py [members] [events]

A thousand members have left a million events (reviews mostly, some answers and challenges) within two years. Deriving
what all of them have shown from these logs, as the bot does after a change of the rules, may take a minute. How long
others wait meanwhile is told beside it. Then a review is recorded with and without noting it for mastery, in turn: it
may take a third longer. The database is made in a temporary folder and takes 0.2 GB.
"""

import asyncio
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks._stalls import Stalls
from bot.curriculum.loader import load
from bot.domain.curriculum import Curriculum
from bot.domain.memory import Rating
from bot.services import flashcards
from bot.services._mastery import masteries_of, note_review
from bot.services.flashcards import Rated, record_review
from bot.services.mastery import renew
from bot.store.database import Database, migrate
from bot.store.facts import save_fact

MEMBERS, EVENTS = 1000, 1_000_000
NOW = datetime(2026, 5, 14, 18, tzinfo=UTC)
DAYS = 730
LIMIT, GROWTH = 60.0, 1.33
ANSWERS, TRIES = 25, 50  # one event of so many is an answer; an attempt, with its submission and its hint
ROUNDS, RUNS = 30, 100
DAY = 86_400_000  # milliseconds


def main(members: int = MEMBERS, events: int = EVENTS) -> int:
    """Measure, print, and end with 1 if a limit is missed."""
    curriculum = load(ROOT / "content")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bot.db")
        logged = _build(path, curriculum, members, events)
        quick = asyncio.run(_renew_all(path, curriculum, members, logged))
        light = _record_reviews(path, curriculum, members)
        return 0 if quick and light else 1


def _build(path: Path, curriculum: Curriculum, members: int, events: int) -> int:
    """A database with so many members and at least so many events in their logs; how many there are."""
    begin, share = time.perf_counter(), events // members
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        migrate(connection)
        connection.execute("BEGIN")
        for user in range(1, members + 1):
            connection.execute(
                "INSERT INTO learner (user_id, zone, created_at) VALUES (?, 'Europe/Berlin', 0)", (user,)
            )
            connection.execute(
                "INSERT INTO sitting (sitting_id, user_id, kind, item, questions, at, shift) "
                "VALUES (?, ?, 'quiz', 'quiz', '[]', 0, 0)",
                (user, user),
            )
            _fill(connection, curriculum, user, share)
        connection.execute("COMMIT")
        logs = ("review", "answer", "submission", "event")
        logged = sum(int(connection.execute(f"SELECT count(*) FROM {log}").fetchone()[0]) for log in logs)
    size = path.stat().st_size / 1e9
    seconds = time.perf_counter() - begin
    print(f"{members} members, {logged} events in their logs, {size:.2f} GB, made in {seconds:.0f} s", flush=True)
    return logged


def _fill(connection: sqlite3.Connection, curriculum: Curriculum, user: int, events: int) -> None:
    """One member's logs: moments spread over two years, cards, questions and challenges in turn."""
    cards = [card.id for card in curriculum.cards.values() if card.concept]
    questions, challenges = list(curriculum.questions), list(curriculum.challenges)
    moments = [int(NOW.timestamp() * 1000) - DAYS * DAY + number * DAYS * DAY // events for number in range(events)]
    reviews, answers, submissions, log = [], [], [], []
    for number, at in enumerate(moments):
        if number % ANSWERS == 1:
            answers.append((user, user, number, questions[number % len(questions)], at, number % 3 / 2))
        elif number % TRIES == 2:
            challenge = challenges[(number // TRIES + user) % len(challenges)]
            submissions.append((user, challenge, at, number % 6))
            log += [(user, "hinted", challenge, at - 1), (user, "attempted", challenge, at)]
        elif number % TRIES not in (3, 4):  # as many as a try takes
            card = cards[(number * 7 + user) % len(cards)]
            reviews.append((user, at, card, number + 1, 1 + number % 4, 2 if number % 3 else 1))
    connection.executemany(
        "INSERT INTO review VALUES (?, ?, ?, ?, -60, ?, 5.0, 0.9, 1, ?, 5.0, 5.0, 2, 5.0, 5.0, 0)", reviews
    )
    connection.executemany("INSERT INTO answer VALUES (?, ?, ?, ?, ?, -60, '[0]', ?)", answers)
    connection.executemany(
        "INSERT INTO submission (user_id, challenge, code, at, shift, passed, total, report) "
        "VALUES (?, ?, 'print(1)', ?, -60, ?, 5, '[]')",
        ((user, challenge, at, min(passed, 5)) for user, challenge, at, passed in submissions),
    )
    connection.executemany("INSERT INTO event (user_id, kind, item, at, shift) VALUES (?, ?, ?, ?, -60)", log)


async def _renew_all(path: Path, curriculum: Curriculum, members: int, logged: int) -> bool:
    """Derive everything anew while others look at the clock and write now and then; whether it was quick."""
    db = await Database.open(path)
    waits: list[float] = []
    stalls, writing = Stalls(), asyncio.create_task(_write(db, waits))
    begin = time.perf_counter()
    assert await renew(db, curriculum) == members
    seconds = time.perf_counter() - begin
    longest = stalls.longest()
    stalls.stop()
    writing.cancel()
    rows = await db.read(lambda c: int(c.execute("SELECT count(*) FROM evidence").fetchone()[0]))
    begin = time.perf_counter()
    known = await db.read(lambda connection: masteries_of(connection, curriculum, 1, NOW.date()))
    single = time.perf_counter() - begin
    await db.close()
    print(f"derived anew from {logged} events in {seconds:.1f} s (at most {LIMIT:.0f} s); {rows} rows of evidence")
    print(f"meanwhile: longest stall of the event loop {longest * 1000:.0f} ms, ", end="")
    print(f"others' writes waited {median(waits) * 1000:.0f} ms, the longest {max(waits) * 1000:.0f} ms")
    print(f"one member's mastery of {len(known)} concepts is read in {single * 1000:.1f} ms")
    return seconds <= LIMIT and bool(known)


async def _write(db: Database, waits: list[float]) -> None:
    """How long somebody else's write takes, again and again."""
    while True:
        begin = time.perf_counter()
        await db.write(lambda connection: save_fact(connection, "benchmark", "x"))
        waits.append(time.perf_counter() - begin)
        await asyncio.sleep(0.02)


def _record_reviews(path: Path, curriculum: Curriculum, members: int) -> bool:
    """What noting a review adds to recording it, in rounds that alternate; whether it is little."""
    taken = _reviews(curriculum, members)
    times: dict[bool, list[float]] = {True: [], False: []}
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA synchronous = NORMAL")
        for number in range(2 * ROUNDS):
            noted = number % 2 == 0
            flashcards.note_review = note_review if noted else lambda *_: None
            times[noted] += [_timed(connection, curriculum, next(taken)) for _ in range(RUNS)]
    flashcards.note_review = note_review
    more, less = median(times[True]), median(times[False])
    print(f"recording a review: {less * 1e6:.0f} µs without noting it for mastery, {more * 1e6:.0f} µs with it", end="")
    print(f": {more / less:.2f} times as long (at most {GROWTH})")
    return more / less <= GROWTH


def _reviews(curriculum: Curriculum, members: int) -> Iterator[Rated]:
    """First reviews of cards about concepts, by one member after the other."""
    cards = [card.id for card in curriculum.cards.values() if card.concept]
    for number in range(members * len(cards)):
        place, user = divmod(number, members)
        yield Rated(user + 1, None, cards[place], Rating.GOOD, 0, 5.0, NOW + timedelta(seconds=number))


def _timed(connection: sqlite3.Connection, curriculum: Curriculum, rated: Rated) -> float:
    begin = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    assert record_review(connection, curriculum, rated)
    connection.execute("COMMIT")
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
