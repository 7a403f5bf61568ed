"""A checkout of the curriculum, read and nothing else: known paths only, no link out of it, nothing too large."""

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

MAX_BYTES = 512 * 1024
MAX_FILES = 5_000
NOT_COUNTED = {".git", "__pycache__", ".venv", "node_modules"}


class CheckoutError(Exception):
    """This folder cannot be imported: why, and what to do instead."""


@dataclass(frozen=True, order=True)
class Warning:
    """Something of the checkout that was left out, or taken only in part, and why."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


@dataclass
class Checkout:
    """The folder of a checkout. What cannot be read is a warning, and the rest goes on."""

    root: Path
    warnings: list[Warning] = field(default_factory=list)
    files: int = 0
    newest: float = 0.0
    _texts: dict[str, str | None] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path) -> "Checkout":
        """A checkout. Raises CheckoutError when this is no folder, or one with too many files."""
        if not folder.is_dir():
            raise CheckoutError(f"{folder} is not a folder. Give the path of a checkout of learn.python.")
        root = folder.resolve()
        _refuse_too_many(root)
        return cls(root)

    def warn(self, path: str, message: str) -> None:
        """Note that something was left out."""
        warning = Warning(path, message)
        if warning not in self.warnings:
            self.warnings.append(warning)

    def names(self, folder: str) -> list[str]:
        """The names in a folder, sorted; none when there is no such folder in the checkout."""
        found = self._inside(folder)
        return sorted(entry.name for entry in found.iterdir()) if found and found.is_dir() else []

    def folders(self, folder: str) -> list[str]:
        """The names of the folders in a folder, sorted."""
        inside = ((name, self._inside(f"{folder}/{name}")) for name in self.names(folder))
        return [name for name, found in inside if found and found.is_dir()]

    def has(self, path: str) -> bool:
        """Whether there is such a file or folder in the checkout."""
        found = self._inside(path)
        return found is not None and found.exists()

    def text(self, path: str) -> str | None:
        """The text of a file, every line ended by a line feed alone; None when there is none that may be read."""
        if path not in self._texts:
            self._texts[path] = self._read(path)
        return self._texts[path]

    @property
    def day(self) -> str:
        """The day (UTC) on which the newest file that was read was written: in an archive, the day of its commit."""
        return datetime.fromtimestamp(self.newest, UTC).date().isoformat()

    def _read(self, path: str) -> str | None:
        found = self._inside(path)
        if found is None or not found.is_file():
            return None
        with found.open("rb") as file:
            status = os.fstat(file.fileno())
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            self.warn(path, f"is larger than {MAX_BYTES // 1024} KB, so it was not read")
            return None
        self.files, self.newest = self.files + 1, max(self.newest, status.st_mtime)
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.warn(path, "is not UTF-8 text, so it was not read")
            return None
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")

    def _inside(self, path: str) -> Path | None:
        """Where a path leads; None, with a warning, where that is outside the checkout."""
        try:
            found = (self.root / path).resolve()
        except (OSError, RuntimeError):
            self.warn(path, "is a link that leads nowhere")
            return None
        if not found.is_relative_to(self.root):
            self.warn(path, "is a link that leaves the checkout, so it was not followed")
            return None
        return found


def _refuse_too_many(root: Path) -> None:
    count = 0
    for _folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in NOT_COUNTED]
        count += len(files)
        if count > MAX_FILES:
            raise CheckoutError(f"{root} has more than {MAX_FILES:,} files, so it is no checkout of learn.python.")
