"""What the screens about where one stands cost a member with years of history: python benchmarks/standing.py

Processor time of all threads for what /next, /badges, /levels and /quiz do beside Discord's part; badges and levels are
decided anew each time, as they are after something was done.
"""

import asyncio
import gc
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.pictures import NOW, SHIFT, fill
from bot.curriculum.loader import load
from bot.domain.curriculum import Curriculum
from bot.domain.events import Event, Kind
from bot.services.badges import look_at_badges, new_badges
from bot.services.levels import look_at_levels
from bot.services.quiz import open_quiz, result
from bot.services.sitting import answer
from bot.services.suggestions import suggestions
from bot.store.database import Database
from bot.store.events import append_event

ANN = 1
MOST = 100.0  # milliseconds
ROUNDS = 7

Screen = Callable[[], Awaitable[object]]


def screens(db: Database, curriculum: Curriculum) -> dict[str, Screen]:
    """What is measured, by its name."""

    async def after_an_event(look: Callable[..., Awaitable[object]]) -> None:
        await db.write(lambda connection: append_event(connection, ANN, Event(Kind.STARTED, NOW, SHIFT)))
        await look(db, curriculum, ANN, None, NOW)

    return {
        "/next": lambda: suggestions(db, curriculum, ANN, NOW),
        "/badges": lambda: after_an_event(look_at_badges),
        "/levels": lambda: after_an_event(look_at_levels),
        "badges that are decided anew": lambda: after_an_event(new_badges),
        "/quiz, a round from its first question to its result": lambda: quiz_round(db, curriculum),
    }


async def quiz_round(db: Database, curriculum: Curriculum) -> None:
    """Begin a round, answer all that it asks, and look at the result."""
    here = await open_quiz(db, curriculum, ANN, None, None, NOW)
    while here.asked:
        question = here.asked.question
        given = question.answers[0] if question.answers else question.right
        here = await answer(db, curriculum, ANN, here.sitting.sitting_id, here.asked.place, given, NOW)
    await result(db, curriculum, here)


async def milliseconds(screen: Screen) -> float:
    """The processor time of a screen, the median of some rounds."""
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time()
        await screen()
        spent.append(1000 * (time.process_time() - began))
    return median(spent)


async def main() -> int:
    """Measure, print, and end with 1 if a limit is missed."""
    curriculum = load(ROOT / "content")
    gc.collect()
    gc.freeze()  # as the bot does at its start
    with tempfile.TemporaryDirectory() as folder:
        db = await Database.open(Path(folder) / "bot.db")
        fill(Path(folder) / "bot.db", curriculum, 1)
        found = {name: await milliseconds(screen) for name, screen in screens(db, curriculum).items()}
        await db.close()
    for name, value in found.items():
        print(f"{name:<55}{value:>7.1f} ms  at most {MOST:.0f} ms  {'ok' if value <= MOST else 'MISSED'}")
    return 0 if max(found.values()) <= MOST else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
