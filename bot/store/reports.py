"""Reports that something is off with an item of the content, for its maintainers."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.store._time import to_millis


@dataclass(frozen=True, slots=True)
class Reported:
    """An item with how many members reported it, and what they wrote."""

    item: str
    count: int
    words: tuple[str, ...]


def add_report(db: sqlite3.Connection, user_id: int, item: str, words: str, now: datetime) -> None:
    """File a member's report; a second one about the same item replaces the first."""
    db.execute(
        """
        INSERT INTO report (item, user_id, at, words) VALUES (:item, :user_id, :now, :words)
        ON CONFLICT (item, user_id) DO UPDATE SET at = excluded.at, words = excluded.words
        """,
        {"item": item, "user_id": user_id, "now": to_millis(now), "words": words},
    )


def reported_items(db: sqlite3.Connection) -> list[Reported]:
    """Everything that was reported, what most members found first."""
    found: dict[str, list[str]] = {}
    for row in db.execute("SELECT item, words FROM report ORDER BY item, at"):
        found.setdefault(row["item"], []).append(row["words"])
    reports = [Reported(item, len(words), tuple(filter(None, words))) for item, words in found.items()]
    return sorted(reports, key=lambda report: -report.count)
