"""asyncio without sockets: an event loop that only ever waits for its own timers."""

import asyncio
import time
from asyncio import base_events, unix_events
from collections.abc import Sequence


class _Sleeper:
    """Stands in for a selector: nothing can arrive from outside, so waiting is sleeping."""

    def select(self, timeout: float | None) -> Sequence[object]:
        if timeout is None:
            raise RuntimeError("the event loop waits for something that can never happen")
        if timeout > 0:
            time.sleep(timeout)
        return ()

    def close(self) -> None:
        """There is nothing to close."""


class Loop(base_events.BaseEventLoop):
    """The event loop of the sandbox."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = _Sleeper()

    def _process_events(self, event_list: Sequence[object]) -> None:
        """None ever comes."""

    def _write_to_self(self) -> None:
        """There is no other thread that could have to wake this one."""


def install() -> None:
    """Make asyncio.run and the like use this loop."""
    policy = vars(unix_events)["_DefaultEventLoopPolicy"]
    policy._loop_factory = Loop
    vars(asyncio).update(SelectorEventLoop=Loop, EventLoop=Loop)
