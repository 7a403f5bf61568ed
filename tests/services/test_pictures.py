"""Pictures are drawn beside the event loop, few at once, and once for each content."""

import asyncio
import threading
import time

import pytest

from bot.charts import draw
from bot.domain.pictures import Drawing, Look, Skill, SkillsPicture
from bot.services.kept import Kept
from bot.services.pictures import AT_ONCE, Gallery, look_of, set_look
from bot.store.database import Database
from tests.cards import ANN, NOW


def radar(value: int) -> SkillsPicture:
    return SkillsPicture(Look.DARK, "Skills", (Skill("One", value, None),) * 8, "now", "before")


class Watched:
    """Draws as ever, and remembers in which threads, how often, and how many at once."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._lock = threading.Lock()
        self.threads: list[int] = []
        self.now = self.most = 0
        monkeypatch.setattr("bot.services.pictures.draw", self)

    def __call__(self, drawing: Drawing) -> bytes:
        with self._lock:
            self.threads.append(threading.get_ident())
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.02)
        content = draw(drawing)
        with self._lock:
            self.now -= 1
        return content


async def test_equal_pictures_are_drawn_once_however_many_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    watched, gallery = Watched(monkeypatch), Gallery()
    assert not gallery.has([radar(50)])
    found = await asyncio.gather(*(gallery.draw([radar(50)]) for _ in range(2)))
    again = await gallery.draw([radar(50), radar(50)])
    assert gallery.has([radar(50)])
    assert not gallery.has([radar(50), radar(51)])
    assert {content for contents in [*found, again] for content in contents} == {draw(radar(50))}
    assert len(watched.threads) <= AT_ONCE  # two who ask in the same moment may both draw


async def test_nothing_is_drawn_on_the_thread_of_the_loop_and_at_most_two_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    watched, gallery = Watched(monkeypatch), Gallery()
    await asyncio.gather(*(gallery.draw([radar(value)]) for value in range(1, 9)))
    assert len(watched.threads) == 8
    assert threading.get_ident() not in watched.threads
    assert watched.most == AT_ONCE


def test_what_is_kept_gives_way_to_what_was_asked_for_later_and_is_never_of_another_stamp() -> None:
    kept: Kept[str, int] = Kept(2)
    kept.put("one", 1, stamp="a")
    kept.put("two", 2)
    assert kept.get("one", "a") == 1
    assert kept.get("one", "b") is None
    kept.put("three", 3)
    assert kept.get("two") is None
    assert kept.get("one", "a") == 1
    kept.forget("one")
    assert kept.get("one", "a") is None


def test_many_threads_may_keep_and_ask_at_once() -> None:
    kept: Kept[int, int] = Kept(10)
    wrong = []

    def work(first: int) -> None:
        for number in range(first, first + 2000):
            kept.put(number % 40, number % 40)
            found = kept.get(number % 40)
            if found not in (None, number % 40):
                wrong.append(found)

    threads = [threading.Thread(target=work, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert sum(kept.get(number) is not None for number in range(40)) == 10


async def test_pictures_are_dark_until_a_member_chooses_otherwise(db: Database) -> None:
    assert await look_of(db, ANN) is Look.DARK
    for look in (Look.LIGHT, Look.DARK, Look.LIGHT):
        await set_look(db, ANN, look, NOW)
        assert await look_of(db, ANN) is look
