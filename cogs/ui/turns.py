"""One after the other, where two at once would make a thing twice."""

import asyncio
from weakref import WeakValueDictionary


class Turns:
    """A lock for each id, such as that of a guild; one that nobody holds or waits for is forgotten."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def of(self, number: int) -> asyncio.Lock:
        """The lock of an id."""
        return self._locks.setdefault(number, asyncio.Lock())
