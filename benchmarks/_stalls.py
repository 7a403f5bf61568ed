"""How long the event loop stands still, for the benchmarks that watch it."""

import asyncio
import time

PROBE = 0.001  # seconds between two looks at the clock


class Stalls:
    """From its making on, looks at the clock again and again, and notes how much later than it wished it could."""

    def __init__(self) -> None:
        self._late: list[float] = []
        self._looking = asyncio.create_task(self._look())

    def longest(self) -> float:
        """The longest stall (seconds) since this was asked before; counting begins anew."""
        longest, self._late = max(self._late, default=0.0), []
        return longest

    def stop(self) -> None:
        """Look no more."""
        self._looking.cancel()

    async def _look(self) -> None:
        while True:
            wished = time.perf_counter() + PROBE
            await asyncio.sleep(PROBE)
            self._late.append(time.perf_counter() - wished)
