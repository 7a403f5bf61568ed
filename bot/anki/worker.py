"""The process that reads one file of a member, with bounds on its time and memory. It has no secret, and then it ends.

The file comes on standard input. The answer goes to standard output: what it brings along (or claims) as our own JSON,
or the sentence that refuses it.
"""

import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.anki.notes import read_package
from bot.domain.archive import is_archive, read_archive, write_brought
from bot.domain.brought import NOTHING_KNOWN, Brought, RefusedFileError
from bot.domain.calendar import Calendar
from bot.domain.claims import NO_BOXES, Claims, read_claims
from bot.domain.elsewhere import read_states
from bot.domain.shape import parse

MEMORY = 512 << 20  # bytes of addresses
SECONDS = 15  # of the processor
ZIP = b"PK"


def main(folder: str, *arguments: str) -> None:
    """Read the file, with a folder to unpack it in: as cards in the member's own calendar, or else as claims."""
    set_bounds()
    content = sys.stdin.buffer.read()
    try:
        answer = _read_cards(content, Path(folder), *arguments) if arguments else asdict(read_progress(content))
    except RefusedFileError as refused:
        answer = {"refused": refused.message, "values": refused.values}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())


def _read_cards(content: bytes, folder: Path, zone: str, rollover: str, now: str) -> dict[str, Any]:
    calendar = Calendar(ZoneInfo(zone), int(rollover))
    return _answer(read_file(content, folder, calendar, datetime.fromisoformat(now)))


def read_progress(content: bytes) -> Claims:
    """What is ticked in a `PROGRESS.md`. Raises RefusedFileError when it is none."""
    try:
        return read_claims(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise RefusedFileError(NO_BOXES) from None


def read_file(content: bytes, folder: Path, calendar: Calendar, now: datetime) -> Brought:
    """What a file brings along, recognised by its content. Raises RefusedFileError when it is none that is known."""
    if content.startswith(ZIP):
        return read_package(content, folder)
    document = parse(content) if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")) else None
    if not isinstance(document, Mapping):
        raise RefusedFileError(NOTHING_KNOWN)
    return read_archive(document, now) if is_archive(document) else read_states(document, calendar, now)


def set_bounds() -> None:
    """Let the system end this process when it takes too much; where it cannot, the bot still ends it late."""
    with suppress(ImportError):
        import resource

        for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))


def _answer(brought: Brought) -> dict[str, Any]:
    return write_brought(brought) | {"source": brought.source.value, "skipped": dict(brought.skipped)}


if __name__ == "__main__":
    main(*sys.argv[1:])
