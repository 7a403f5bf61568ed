"""What the tests of imported items share: our content with everything of a small checkout beside it."""

from pathlib import Path
from typing import Any

import pytest

from bot.curriculum.importer import Kind, read
from bot.domain.curriculum import Curriculum
from bot.services.imports import take_in, with_imported
from bot.store.database import Database
from bot.store.imported import imported_items, save_verified
from tests.checkouts import FILES, checkout, deck, project
from tests.screens import components, ids, words

SOURCE = "From [learn.python](<https://github.com/travisjneuman/learn.python/blob/HEAD/"
LONGEST = "a" * 49
KEY = "b" * 40
DECK = f"lp:deck.{LONGEST}"
CHECKPOINT = "lp:checkpoint.1"
UNPROVED = "lp:challenge.browser-0-1"


@pytest.fixture
async def curriculum(db: Database, curriculum: Curriculum, tmp_path: Path) -> Curriculum:
    """Our content, with everything of a small checkout beside it, and names as long as they may be."""
    long = {
        f"practice/flashcards/{LONGEST}-cards.json": deck("A " + "very " * 18 + "long deck", (KEY, "Long.", "")),
        f"concepts/{LONGEST}.md": "# A page with a long name\n\nIt explains.\n",
        f"concepts/quizzes/{LONGEST}-quiz.py": FILES["concepts/quizzes/how-loops-work-quiz.py"],
        "projects/level-0/04-last-cut/README.md": project("Last " + "very " * 18 + "long cut"),
    }
    await take_in(db, read(checkout(tmp_path, **long), "2026-05-30"))
    for item in await db.read(imported_items):
        if item.kind == Kind.CHALLENGE:
            kept = tuple(range(30))
            await db.write(lambda c, item=item, kept=kept: save_verified(c, item.id, item.hash, kept))  # type: ignore[misc]
    return await with_imported(db, curriculum)


def assert_fits(*results: Any) -> None:
    """Every control keeps to Discord's limits, and no two are alike."""
    for result in results:
        custom_ids = ids(result)
        assert custom_ids
        assert len(custom_ids) == len(set(custom_ids))
        assert max(map(len, custom_ids)) <= 100
        assert all(len(part.get("label", "")) <= 80 for part in components(result))
        assert len(words(result)) <= 4000
        assert len(components(result)) <= 40
