"""Files are read in a process of its own: recognised by their content, with a bound on time and memory."""

import asyncio
import json
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.anki import aside
from bot.anki.aside import read_aside
from bot.domain.archive import write_archive
from bot.domain.brought import Brought, BroughtCard, RefusedFileError, Skipped, Source
from bot.domain.calendar import Calendar
from bot.domain.collection import Collection
from bot.domain.flashcards import Card, CardType, Deck
from tests.anki.packages import newest, package
from tests.domain.test_elsewhere import box, leitner, sm2

BERLIN = Calendar(ZoneInfo("Europe/Berlin"), 3)
NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
OWN = Deck("own", "Mine", "", "", None, (Card("own#17", CardType.BASIC, "Front", "Back", "code"),))

pytestmark = pytest.mark.process


async def read(content: bytes) -> Brought:
    return await read_aside(content, BERLIN, NOW)


def document(value: Any) -> bytes:
    return json.dumps(value).encode()


async def test_every_kind_is_recognised_by_its_content() -> None:
    archive = document(write_archive(Collection((OWN,), (), (), 0.9), NOW))
    sources = [
        await read(c) for c in (document(leitner(_0__03=box(2, 1, 0))), document(sm2()), archive, newest(("a", "b")))
    ]
    assert [brought.source for brought in sources] == [Source.LEITNER, Source.SM2, Source.ARCHIVE, Source.ANKI]
    assert sources[0].memories[0].memory.due == datetime(2026, 5, 12, 1, tzinfo=UTC)  # 3:00 in Berlin
    assert sources[2].cards == (BroughtCard("Front", "Back", "code", 17),)
    assert sources[3].cards == (BroughtCard("a", "b"),)


async def test_counts_of_what_was_skipped_arrive() -> None:
    brought = await read(package(("a", "b"), ("a", "b"), ("a", "")))
    assert brought.skipped == {Skipped.TWICE: 1, Skipped.HALF: 1}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"\x7fELF",
        b"[1, 2]",
        b'"text"',
        b"{}",
        b"PK\x05\x06",
        b'{"cards":' * 200_000,
        b"[" * 5_000_000,
        document({"format": "learn-python-cards"}),
        document({"format": "learn-python-cards", "version": 99}),
    ],
)
async def test_anything_else_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(RefusedFileError) as refused:
        await read(content)
    assert str(refused.value).endswith(".")


async def test_a_file_that_needs_too_much_memory_ends_only_its_own_process() -> None:
    with pytest.raises(RefusedFileError, match="too much time or memory"):
        await read(b'{"cards": [' + b"[{}]," * 5_000_000 + b"[]]}")


async def test_a_file_that_takes_too_long_ends_only_its_own_process_and_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(aside, "SECONDS", 0.01)
    with pytest.raises(RefusedFileError, match="too much time or memory"):
        await read(package(("a", "b")))
    assert list(tmp_path.iterdir()) == []


async def test_the_bot_goes_on_while_a_large_file_is_read() -> None:
    rounds = 0

    async def go_on() -> None:
        nonlocal rounds
        while True:
            await asyncio.sleep(0.005)
            rounds += 1

    task = asyncio.create_task(go_on())
    with pytest.raises(RefusedFileError):
        await read(package(*((f"Front {number}", "Back <b>x</b> " * 20) for number in range(20_000))))
    task.cancel()
    assert rounds > 10


async def test_the_process_sees_nothing_of_the_bots_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    assert "secret" not in str(aside._environment())
    assert not {"DISCORD_TOKEN", "HOME"} & set(aside._environment())
    assert "DISCORD_TOKEN" in os.environ
