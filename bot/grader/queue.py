"""Who is next: one running submission for each member, members in turn, and no more waiting than can be served."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic

from bot.grader.errors import QueueFullError

GUESS = 0.1  # seconds for a submission, until one was measured
MOST_OF_ONE = 3  # submissions of one member that may wait: nobody fills the queue alone
WEIGHT = 0.2  # of the newest measurement in the average


class FairQueue:
    """Hands out `slots` places, at most one to a member at a time; while nobody waits, at once."""

    def __init__(self, slots: int, bound: int, clock: Callable[[], float] = monotonic) -> None:
        self._free = slots
        self._slots = slots
        self._bound = bound
        self._clock = clock
        self._waiting: dict[int, deque[asyncio.Future[None]]] = {}  # in the order of the members' turns
        self._running: set[int] = set()
        self._usual = GUESS

    @property
    def waiting(self) -> tuple[int, float]:
        """How many submissions wait for a place, and for how long a new one would: seconds, from what others took."""
        count = sum(map(len, self._waiting.values()))
        busy = self._slots - self._free
        return count, (count + busy) / self._slots * self._usual if busy == self._slots else 0.0

    @asynccontextmanager
    async def turn(self, member: int) -> AsyncIterator[Callable[[], None]]:
        """A place while the block lasts. What it gets is to be called when the work really begins, to measure it."""
        await self._enter(member)
        began = self._clock()

        def begin() -> None:
            nonlocal began
            began = self._clock()

        try:
            yield begin
        finally:
            self._usual += WEIGHT * (self._clock() - began - self._usual)
            self._leave(member)

    async def _enter(self, member: int) -> None:
        count, seconds = self.waiting
        if count >= self._bound or len(self._waiting.get(member, ())) >= MOST_OF_ONE:
            raise QueueFullError(count, seconds)
        place = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(member, deque()).append(place)
        self._hand_out()
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():  # it was granted in the same moment
                self._leave(member)
            else:
                self._forget(member, place)
            raise

    def _hand_out(self) -> None:
        """Give the free places to the members whose turn it is."""
        for member in list(self._waiting):
            if not self._free:
                return
            if member in self._running:
                continue
            place = self._waiting[member].popleft()
            if not self._waiting[member]:
                del self._waiting[member]
            if not place.done():
                self._free -= 1
                self._running.add(member)
                place.set_result(None)

    def _leave(self, member: int) -> None:
        self._free += 1
        self._running.discard(member)
        if member in self._waiting:  # whatever else they submitted waits behind everybody
            self._waiting[member] = self._waiting.pop(member)
        self._hand_out()

    def _forget(self, member: int, place: "asyncio.Future[None]") -> None:
        places = self._waiting.get(member, deque())
        if place in places:
            places.remove(place)
        if not places:
            self._waiting.pop(member, None)
