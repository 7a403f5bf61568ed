"""Everybody gets their turn, and nobody waits in a queue that is too long."""

import asyncio
from collections.abc import Callable

import pytest

from bot.grader.errors import QueueFullError
from bot.grader.queue import FairQueue


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


class Crowd:
    """Members whose submissions end when the test says so."""

    def __init__(self, slots: int = 1, bound: int = 100, clock: Callable[[], float] = lambda: 0.0) -> None:
        self.queue = FairQueue(slots, bound, clock)
        self.began: list[str] = []
        self.ends: dict[str, asyncio.Event] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def submit(self, member: int, name: str) -> None:
        self.ends[name] = asyncio.Event()
        self.tasks[name] = asyncio.create_task(self._work(member, name))
        await settle()

    async def _work(self, member: int, name: str) -> None:
        async with self.queue.turn(member) as begin:
            begin()
            self.began.append(name)
            await self.ends[name].wait()

    async def end(self, name: str) -> None:
        self.ends[name].set()
        await settle()


async def test_members_take_turns_however_much_one_of_them_submits() -> None:
    crowd = Crowd()
    for name in ("a1", "a2", "a3", "b1", "c1", "b2"):
        await crowd.submit(ord(name[0]), name)
    for name in ("a1", "b1", "c1", "a2", "b2", "a3"):
        assert crowd.began[-1] == name
        await crowd.end(name)
    assert crowd.queue.waiting == (0, 0.0)


async def test_a_member_runs_one_submission_at_a_time_even_if_there_is_room() -> None:
    crowd = Crowd(slots=3)
    for name in ("a1", "a2", "b1"):
        await crowd.submit(ord(name[0]), name)
    assert crowd.began == ["a1", "b1"]
    await crowd.end("a1")
    assert crowd.began == ["a1", "b1", "a2"]


async def test_a_full_queue_says_how_long_it_is() -> None:
    crowd = Crowd(bound=2)
    for name in ("a1", "b1", "c1"):
        await crowd.submit(ord(name[0]), name)
    with pytest.raises(QueueFullError) as caught:
        async with crowd.queue.turn(9):
            pytest.fail("there is no room")
    assert caught.value.count == 2
    for name in ("a1", "b1", "c1"):
        await crowd.end(name)
    assert crowd.began == ["a1", "b1", "c1"]


async def test_whoever_gives_up_loses_their_place_and_blocks_nobody() -> None:
    crowd = Crowd()
    for name in ("a1", "b1", "c1", "d1"):
        await crowd.submit(ord(name[0]), name)
    crowd.tasks["b1"].cancel()  # while it waits
    crowd.tasks["a1"].cancel()  # while it runs
    await settle()
    crowd.ends["c1"].set()
    crowd.tasks["d1"].cancel()
    await settle()
    await crowd.submit(5, "e1")
    assert crowd.began == ["a1", "c1", "e1"]


async def test_a_place_that_is_given_to_someone_who_just_left_goes_to_the_next() -> None:
    crowd = Crowd()
    for name in ("a1", "b1", "c1"):
        await crowd.submit(ord(name[0]), name)
    crowd.ends["a1"].set()
    await asyncio.sleep(0)  # a1 leaves and hands its place to b1, who has not woken up yet
    crowd.tasks["b1"].cancel()
    await settle()
    assert crowd.began[-1] == "c1"
    await crowd.end("c1")
    assert crowd.queue.waiting == (0, 0.0)


async def test_the_waiting_time_comes_from_what_others_took() -> None:
    now = 0.0
    crowd = Crowd(slots=2, clock=lambda: now)
    for number in range(60):
        await crowd.submit(number, f"{number}")
        now += 3.0
        await crowd.end(f"{number}")
    for number in range(6):
        await crowd.submit(number, f"again {number}")
    count, seconds = crowd.queue.waiting
    assert count == 4
    assert seconds == pytest.approx((4 + 2) / 2 * 3.0, rel=0.01)
