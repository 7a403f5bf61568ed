"""Which Discord a database belongs to: the real one, or the playground with its invented members. Never both."""

import sqlite3
from enum import StrEnum

from bot.store.database import Database, DatabaseError
from bot.store.facts import find_fact, save_fact

FACT = "world"
SEEDED = "seeded"
DAYS_AHEAD = "days_ahead"


class World(StrEnum):
    """Where the members of a database live."""

    DISCORD = "discord"
    PLAYGROUND = "playground"


async def claim(db: Database, world: World) -> None:
    """Claim an unclaimed database for a world. Raises DatabaseError when it belongs to the other one."""

    def find_or_save(connection: sqlite3.Connection) -> str:
        found = find_fact(connection, FACT)
        if found is None:
            save_fact(connection, FACT, world)
        return found or world

    if await db.write(find_or_save) != world:
        mine, other = ("the playground", "real members") if world is World.PLAYGROUND else ("Discord", "the playground")
        raise DatabaseError(
            f"This database belongs to {other}, so it cannot be used for {mine}. "
            "Nothing was changed. Set DATABASE_PATH to another file."
        )


async def is_seeded(db: Database) -> bool:
    """Whether the playground's members have got their past."""
    return await db.read(lambda connection: find_fact(connection, SEEDED)) is not None


async def remember_seeded(db: Database) -> None:
    """Note that the playground's members have got their past."""
    await db.write(lambda connection: save_fact(connection, SEEDED, "yes"))


async def days_ahead(db: Database) -> int:
    """How many days the playground's clock is ahead of the real one."""
    return await db.read(_days_ahead)


async def go_on_a_day(db: Database) -> int:
    """Let the playground's clock be one day more ahead; by how many it is then."""

    def save(connection: sqlite3.Connection) -> int:
        days = _days_ahead(connection) + 1
        save_fact(connection, DAYS_AHEAD, str(days))
        return days

    return await db.write(save)


def _days_ahead(connection: sqlite3.Connection) -> int:
    return int(find_fact(connection, DAYS_AHEAD) or 0)
