"""Having a member's file read in a process of its own: whatever the file does there, the bot goes on."""

import asyncio
import json
import os
import re
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.domain.archive import read_archive
from bot.domain.brought import Brought, RefusedFileError, Skipped, Source
from bot.domain.calendar import Calendar
from bot.domain.claims import MAX_CLAIMS, Claims
from bot.domain.translatable import gettext_noop as N_  # noqa: N812

SECONDS = 20.0  # for everything, the start of the process included
ITEM = re.compile(r"lp:(?:project|challenge|quiz)\.[a-z0-9-]{1,60}")
MAX_ANSWER = 16 << 20  # bytes
ROOT = Path(__file__).parents[2]
UNREADABLE = N_("This file takes too much time or memory to read, so nothing was taken from it. Export fewer cards.")


async def read_aside(content: bytes, calendar: Calendar, now: datetime) -> Brought:
    """What a file brings along. Raises RefusedFileError, a sentence, when nothing can be taken from it."""
    with TemporaryDirectory() as folder:  # made here, so that it goes away whatever becomes of the process
        answer = await _ask(content, folder, str(calendar.zone), str(calendar.rollover), now.isoformat())
    return await asyncio.to_thread(_brought, answer, now)


async def read_claims_aside(content: bytes) -> Claims:
    """What a `PROGRESS.md` claims. Raises RefusedFileError, a sentence, when it is none."""
    with TemporaryDirectory() as folder:
        answer: dict[str, Any] = json.loads(await _ask(content, folder))
    if "refused" in answer:
        raise RefusedFileError(answer["refused"], **answer["values"])
    items = tuple(str(item) for item in answer["items"] if ITEM.fullmatch(str(item)))
    return Claims(items[:MAX_CLAIMS], int(answer["boxes"]), int(answer["unknown"]))


async def _ask(content: bytes, *arguments: str) -> bytes:
    pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-B", "-m", "bot.anki.worker", *arguments),
        cwd=ROOT,
        env=_environment(),
        stdin=pipe,
        stdout=pipe,
        stderr=nothing,
    )
    try:
        answer, _errors = await asyncio.wait_for(process.communicate(content), SECONDS)
    except TimeoutError:
        raise RefusedFileError(UNREADABLE) from None
    finally:
        await _end(process)
    if process.returncode or len(answer) > MAX_ANSWER:
        raise RefusedFileError(UNREADABLE)
    return answer


def _brought(content: bytes, now: datetime) -> Brought:
    """The answer, read as strictly as if a member had sent it."""
    answer: dict[str, Any] = json.loads(content)
    if "refused" in answer:
        raise RefusedFileError(answer["refused"], **answer["values"])
    read = read_archive(answer, now)
    skipped = {Skipped(reason): int(count) for reason, count in answer["skipped"].items()}
    return Brought(Source(answer["source"]), read.cards, read.memories, skipped, read.suspended)


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _environment() -> dict[str, str]:
    """What the process gets to see of the bot's environment: nothing, but for what Windows cannot start without."""
    return {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if os.name == "nt" and name in os.environ}
