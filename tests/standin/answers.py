"""What the bot answered, and how it reads."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.standin.world import Json


@dataclass(frozen=True)
class Answer:
    """What the bot answered to an interaction: the kind, what was sent, and the message that the member sees now."""

    kind: int
    data: Json
    message: Json | None
    seconds: float
    edits: "asyncio.Queue[Answer]" = field(default_factory=asyncio.Queue, compare=False)

    async def edited(self, within: float) -> "Answer":
        """What it became when it was edited; each call waits for one edit more."""
        return await asyncio.wait_for(self.edits.get(), within)

    @property
    def text(self) -> str:
        """All texts of it, one below the other."""
        return words(self.data)

    @property
    def controls(self) -> list[Json]:
        """Everything with a custom_id in it, from top to bottom."""
        return [part for part in walk(self.data) if "custom_id" in part]


def words(message: Json) -> str:
    """All texts of a message, one below the other."""
    return "\n".join(part["content"] for part in [message, *walk(message)] if part.get("content"))


def walk(part: Json) -> Iterator[Json]:
    """All components below a message, a modal or a component."""
    for inner in [*part.get("components", []), *filter(None, [part.get("component"), part.get("accessory")])]:
        yield inner
        yield from walk(inner)
