"""What was worked out before and is still true."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """The values that were asked for last, each under the stamp of what it was made from; for several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Key, tuple[object, Value]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key, stamp: object = None) -> Value | None:
        """The value of a key, unless it is not there or was made from something else."""
        with self._lock:
            found = self._values.get(key)
            if found is None or found[0] != stamp:
                return None
            self._values.move_to_end(key)
            return found[1]

    def put(self, key: Key, value: Value, stamp: object = None) -> None:
        """Keep a value; the one that was asked for longest ago gives way."""
        with self._lock:
            self._values[key] = (stamp, value)
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)

    def forget(self, key: Key) -> None:
        """Keep nothing of a key."""
        with self._lock:
            self._values.pop(key, None)
