"""Thanks in the database: who may say one, and what is left when somebody goes."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.curriculum import Curriculum
from bot.domain.events import Kind
from bot.errors import UserError
from bot.services import privacy
from bot.services.start import Answers, start
from bot.services.thanks import Message, thank, thanks_of
from bot.store.database import Database
from bot.store.events import event_log
from bot.store.learners import find_learner

NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
ANN, BOB, CY, GUILD = 314159265358979323, 271828182845904523, 141421356237309504, 161803398874989484


def about(author: int, message: int = 1) -> Message:
    return Message(GUILD, 7, message, author)


async def meet(db: Database, curriculum: Curriculum, *members: int) -> None:
    for member in members:
        await start(db, curriculum, member, GUILD, Answers("2", "track.data-engineer", 20, "UTC", 3), NOW)


async def counts(db: Database, curriculum: Curriculum, member: int, now: datetime = NOW) -> tuple[int, int, int]:
    found = (await thanks_of(db, curriculum, member, member, GUILD, "x", now)).counts
    return found.received, found.lately, found.people


async def rows(db: Database, table: str) -> list[tuple[object, ...]]:
    def look(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
        return [tuple(row) for row in connection.execute(f"SELECT * FROM {table}")]

    return await db.read(look)


async def test_a_thank_stands_in_the_log_of_the_receiver_and_names_nobody(db: Database, curriculum: Curriculum) -> None:
    await meet(db, curriculum, ANN, BOB)
    assert await thank(db, ANN, about(BOB), NOW)
    log = await db.read(lambda connection: event_log(connection, BOB, (Kind.THANKED,)))
    assert [set(event.details) for event in log] == [{"thank"}]
    assert str(ANN) not in (await privacy.export(db, BOB, NOW)).decode()
    assert str(BOB) not in (await privacy.export(db, ANN, NOW)).decode()


async def test_whoever_goes_takes_their_part_along_and_leaves_the_other(db: Database, curriculum: Curriculum) -> None:
    await meet(db, curriculum, ANN, BOB)
    await thank(db, ANN, about(BOB), NOW)
    await privacy.delete(db, ANN)
    assert await counts(db, curriculum, BOB) == (1, 1, 0)
    await privacy.delete(db, BOB)
    assert await rows(db, "thank") == []
    assert await rows(db, "thank_part") == []


async def test_nothing_is_kept_about_somebody_who_does_not_use_the_bot(db: Database, curriculum: Curriculum) -> None:
    await meet(db, curriculum, ANN)
    assert await thank(db, ANN, about(BOB), NOW)
    assert await db.read(lambda connection: find_learner(connection, BOB)) is None
    assert str(BOB) not in str(await rows(db, "thank")) + str(await rows(db, "thank_part"))
    with pytest.raises(UserError, match="already"):
        await thank(db, ANN, about(BOB), NOW)


async def test_a_pair_counts_once_a_day_and_a_message_once(db: Database, curriculum: Curriculum) -> None:
    await meet(db, curriculum, ANN, BOB, CY)
    await thank(db, ANN, about(BOB, 1), NOW)
    assert not await thank(db, CY, about(BOB, 1), NOW)
    with pytest.raises(UserError, match="tomorrow"):
        await thank(db, ANN, about(BOB, 2), NOW)
    with pytest.raises(UserError, match="already"):
        await thank(db, ANN, about(BOB, 1), NOW + timedelta(days=1))
    await thank(db, ANN, about(BOB, 2), NOW + timedelta(days=1))
    assert await counts(db, curriculum, BOB, NOW + timedelta(days=40)) == (3, 0, 2)


async def test_nobody_says_thanks_all_day(db: Database, curriculum: Curriculum) -> None:
    await meet(db, curriculum, ANN)
    for number in range(20):
        await thank(db, ANN, about(1000 + number, number + 1), NOW)
    with pytest.raises(UserError, match="Keep some for tomorrow"):
        await thank(db, ANN, about(BOB, 99), NOW)


async def test_thanks_need_a_server(db: Database) -> None:
    with pytest.raises(UserError, match="for servers"):
        await thank(db, ANN, Message(None, 7, 1, BOB), NOW)
