"""Drawing pictures, beside the event loop and once for each content, and the colours that a member wants."""

import asyncio
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from bot.charts import draw
from bot.domain.pictures import Drawing, Look
from bot.services._learner import ensure_learner
from bot.services.kept import Kept
from bot.store.database import Database
from bot.store.pictures import find_look, save_look

AT_ONCE = 2  # threads that draw
KEPT = 300  # pictures; about 30 KB each


class Gallery:
    """Draws pictures, at most two at once, and keeps the newest."""

    def __init__(self) -> None:
        self._kept: Kept[Drawing, bytes] = Kept(KEPT)
        self._turn = asyncio.Semaphore(AT_ONCE)

    def has(self, drawings: Sequence[Drawing]) -> bool:
        """Whether all of these pictures are there at once."""
        return all(self._kept.get(drawing) is not None for drawing in drawings)

    async def draw(self, drawings: Sequence[Drawing]) -> list[bytes]:
        """The PNGs of some pictures."""
        return [self._kept.get(drawing) or await self._drawn(drawing) for drawing in drawings]

    async def _drawn(self, drawing: Drawing) -> bytes:
        async with self._turn:
            content = self._kept.get(drawing)
            if content is None:
                content = await asyncio.to_thread(draw, drawing)
                self._kept.put(drawing, content)
        return content


async def look_of(db: Database, user_id: int) -> Look:
    """The colours of a member's pictures."""
    return await db.read(lambda connection: find_look(connection, user_id))


async def set_look(db: Database, user_id: int, look: Look, now: datetime) -> None:
    """Save the colours of a member's pictures."""

    def save(connection: sqlite3.Connection) -> None:
        ensure_learner(connection, user_id, now)
        save_look(connection, user_id, look)

    await db.write(save)
