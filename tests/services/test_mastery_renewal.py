"""Everybody's evidence is derived anew when it is outdated, while the bot goes on."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.domain.curriculum import Curriculum
from bot.domain.mastery import RULES
from bot.domain.memory import Rating
from bot.services import mastery as renewal
from bot.services._mastery import recompute
from bot.services.flashcards import review
from bot.services.mastery import renew, version_of
from bot.store.database import Database
from bot.store.facts import find_fact
from tests.cards import NOW
from tests.concepts import CARDS, LOOPS, NAMES, about_concepts

MEMBERS = range(1, 40)
Row = tuple[object, ...]


def rows(connection: sqlite3.Connection) -> list[Row]:
    """All evidence that there is."""
    sql = "SELECT user_id, concept, day, source, shown, weight FROM evidence ORDER BY 1, 2, 3, 4"
    return [tuple(row) for row in connection.execute(sql)]


def forget(connection: sqlite3.Connection) -> None:
    """Have a database that was there before evidence was."""
    connection.execute("DELETE FROM evidence")
    connection.execute("DELETE FROM fact")


async def everybody_reviews(db: Database, content: Curriculum, card: str, number: int = 0) -> None:
    """Every member reviews a card."""
    for member in MEMBERS:
        assert await review(db, content, member, None, card, Rating.GOOD, number, 4.0, NOW)


@pytest.fixture
def content(curriculum: Curriculum) -> Curriculum:
    """Few cards about concepts."""
    return about_concepts(curriculum)


async def test_what_happened_before_there_was_evidence_counts_too_and_is_derived_once(
    db: Database, content: Curriculum
) -> None:
    await everybody_reviews(db, content, "deck.few#c0")
    noted = await db.read(rows)
    await db.write(forget)
    assert await renew(db, content) == len(MEMBERS)
    assert await db.read(rows) == noted
    assert len(noted) == len(MEMBERS)
    assert await renew(db, content) == 0


async def test_it_is_derived_anew_when_a_card_gets_another_concept_or_a_rule_changes(
    db: Database, content: Curriculum, curriculum: Curriculum, monkeypatch: pytest.MonkeyPatch
) -> None:
    await everybody_reviews(db, content, "deck.few#c0")
    assert await renew(db, content) == len(MEMBERS)
    other = about_concepts(curriculum, {**CARDS, "deck.few#c0": NAMES})
    assert await renew(db, other) == len(MEMBERS)
    assert {row[1] for row in await db.read(rows)} == {NAMES}
    monkeypatch.setattr(renewal, "RULES", RULES + 1)
    assert await renew(db, other) == len(MEMBERS)


async def test_what_members_do_meanwhile_counts_once(tmp_path: Path, content: Curriculum) -> None:
    db = await Database.open(tmp_path / "bot.db")
    await everybody_reviews(db, content, "deck.few#c0")
    await db.write(forget)
    await asyncio.gather(
        renew(db, content),
        everybody_reviews(db, content, "deck.few#c1"),
        everybody_reviews(db, content, "deck.few#c0", 1),
    )
    derived = await db.read(rows)
    assert derived == [(member, LOOPS, str(NOW.date()), "cards", 900, 900) for member in MEMBERS]
    await db.close()


async def test_cut_short_it_begins_again(db: Database, content: Curriculum, monkeypatch: pytest.MonkeyPatch) -> None:
    await everybody_reviews(db, content, "deck.few#c0")
    await db.write(forget)
    begun: list[int] = []

    def fails(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int) -> None:
        begun.append(user_id)
        if len(begun) > 10:
            raise asyncio.CancelledError
        recompute(connection, curriculum, user_id)

    monkeypatch.setattr(renewal, "recompute", fails)
    with pytest.raises(asyncio.CancelledError):
        await renew(db, content)
    assert await db.read(lambda connection: find_fact(connection, renewal.FACT)) is None
    monkeypatch.undo()
    assert await renew(db, content) == len(MEMBERS)
    assert await db.read(lambda connection: find_fact(connection, renewal.FACT)) == version_of(content)
    assert len(await db.read(rows)) == len(MEMBERS)
