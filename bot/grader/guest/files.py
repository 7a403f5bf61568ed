"""Files in memory, in the place of those of the operating system, which the sandbox doesn't have.

Until `seal` is called, everything reaches the real ones: the guest is still being built.
"""

import builtins
import errno
import io
import os
import posixpath
import stat
from collections.abc import Callable, Iterator
from typing import Any

HOME = "/home/learner"
FIRST_DESCRIPTOR = 1000
Path = Any  # whatever os.fspath takes


class _Disk:
    """Paths and their contents; a folder has None."""

    def __init__(self) -> None:
        self.sealed = False
        self.folder = HOME
        self.contents: dict[str, bytes | None] = {"/": None, "/home": None, HOME: None, "/tmp": None}  # noqa: S108
        self.descriptors: dict[int, str] = {}

    def path(self, path: Path) -> str:
        """The whole path, from the root on."""
        if isinstance(path, int):
            return self.descriptors[path]
        return posixpath.normpath(posixpath.join(self.folder, os.fsdecode(path)))

    def find(self, path: Path) -> bytes | None:
        """What is there; FileNotFoundError if nothing is."""
        try:
            return self.contents[self.path(path)]
        except KeyError:
            raise _error(errno.ENOENT, path) from None

    def file(self, path: Path) -> bytes:
        """The content of the file that is there."""
        content = self.find(path)
        if content is None:
            raise _error(errno.EISDIR, path)
        return content

    def inside(self, path: Path) -> list[str]:
        """The names in a folder."""
        if self.find(path) is not None:
            raise _error(errno.ENOTDIR, path)
        folder = self.path(path)
        return [posixpath.basename(other) for other in self.contents if other != "/" and _parent(other) == folder]

    def add(self, path: Path, content: bytes | None) -> None:
        """Put something where a folder has to be already."""
        if self.contents.get(_parent(self.path(path)), b"") is not None:
            raise _error(errno.ENOENT, path)
        self.contents[self.path(path)] = content


disk = _Disk()
_real_open = io.open
_real = {name: getattr(os, name) for name in dir(os) if not name.startswith("_") and callable(getattr(os, name))}


def _error(number: int, path: Path) -> OSError:
    return OSError(number, os.strerror(number), path if isinstance(path, int) else os.fspath(path))


def _parent(path: str) -> str:
    return posixpath.dirname(path)


class _Content(io.BytesIO):
    """An open file: what is written is on the disk when it is flushed or closed."""

    def __init__(self, path: str, name: Path, mode: str) -> None:
        super().__init__(b"" if "w" in mode or "x" in mode else disk.file(path))
        self.name, self._path = name, path
        vars(self)["mode"] = mode
        self._reads, self._writes = "r" in mode or "+" in mode, mode.strip("bt") != "r"
        if "a" in mode:
            self.seek(0, io.SEEK_END)
        self.flush()

    def readable(self) -> bool:
        return self._reads

    def writable(self) -> bool:
        return self._writes

    def read(self, size: int | None = -1, /) -> bytes:
        if not self._reads:
            raise io.UnsupportedOperation("read")
        return super().read(size)

    def write(self, data: Any, /) -> int:
        if not self._writes:
            raise io.UnsupportedOperation("write")
        return super().write(data)

    def flush(self) -> None:
        super().flush()
        if self._writes:
            disk.add(self._path, self.getvalue())

    def close(self) -> None:
        if not self.closed:
            self.flush()
        super().close()


def open_(
    file: Path,
    mode: str = "r",
    buffering: int = -1,
    encoding: str | None = None,
    errors: str | None = None,
    newline: str | None = None,
    closefd: bool = True,
    opener: Callable[[Path, int], int] | None = None,
) -> Any:
    """What `open` does, in memory."""
    if not disk.sealed or (isinstance(file, int) and file < FIRST_DESCRIPTOR):
        return _real_open(file, mode, buffering, encoding, errors, newline, closefd, opener)
    if len(set(mode)) != len(mode) or len(set(mode) & set("rwax")) != 1 or not set(mode) <= set("rwaxbt+"):
        raise ValueError(f"invalid mode: {mode!r}")
    binary = "b" in mode
    if binary and encoding is not None:
        raise ValueError("binary mode doesn't take an encoding argument")
    path = disk.path(file if opener is None else opener(file, os.O_RDWR | os.O_CREAT))
    _require(path, file, mode)
    content = _Content(path, file if isinstance(file, int) else os.fspath(file), mode)
    if binary:
        return content
    text = io.TextIOWrapper(content, encoding or "utf-8", errors, newline, line_buffering=buffering == 1)
    vars(text)["mode"] = mode
    return text


def _require(path: str, name: Path, mode: str) -> None:
    if "x" in mode and path in disk.contents:
        raise _error(errno.EEXIST, name)
    if "r" in mode and path not in disk.contents:
        raise _error(errno.ENOENT, name)
    if disk.contents.get(path, b"") is None:
        raise _error(errno.EISDIR, name)
    if disk.contents.get(_parent(path), b"") is not None:
        raise _error(errno.ENOENT, name)
    if "a" in mode:
        disk.contents.setdefault(path, b"")


def _stat(path: Path, *, dir_fd: int | None = None, follow_symlinks: bool = True) -> os.stat_result:
    content = disk.find(path)
    kind, size = (stat.S_IFDIR | 0o755, 0) if content is None else (stat.S_IFREG | 0o644, len(content))
    return os.stat_result((kind, hash(disk.path(path)) & 0xFFFFFF, 1, 1, 0, 0, size, 0, 0, 0))


class _Entry:
    """What scandir hands out."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.path = posixpath.join(os.fspath(folder), name)

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        return disk.find(self.path) is None

    def is_file(self, *, follow_symlinks: bool = True) -> bool:
        return not self.is_dir()

    def is_symlink(self) -> bool:
        return False

    def is_junction(self) -> bool:
        return False

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        return _stat(self.path)

    def __fspath__(self) -> str:
        return self.path

    def __repr__(self) -> str:
        return f"<DirEntry {self.name!r}>"


class _Entries:
    """The iterator and context manager that scandir returns."""

    def __init__(self, path: Path = ".") -> None:
        self._entries = iter([_Entry(path, name) for name in disk.inside(path)])

    def __iter__(self) -> Iterator[_Entry]:
        return self._entries

    def __next__(self) -> _Entry:
        return next(self._entries)

    def __enter__(self) -> "_Entries":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """There is nothing to close."""


def _mkdir(path: Path, mode: int = 0o777, *, dir_fd: int | None = None) -> None:
    if disk.path(path) in disk.contents:
        raise _error(errno.EEXIST, path)
    disk.add(path, None)


def _remove(path: Path, *, dir_fd: int | None = None) -> None:
    disk.file(path)
    del disk.contents[disk.path(path)]


def _rmdir(path: Path, *, dir_fd: int | None = None) -> None:
    if disk.inside(path):
        raise _error(errno.ENOTEMPTY, path)
    del disk.contents[disk.path(path)]


def _rename(source: Path, target: Path, **_: object) -> None:
    disk.find(source)
    old, new = disk.path(source), disk.path(target)
    for path in [path for path in disk.contents if path == old or path.startswith(f"{old}/")]:
        disk.add(new + path.removeprefix(old), disk.contents.pop(path))


def _chdir(path: Path) -> None:
    disk.inside(path)
    disk.folder = disk.path(path)


def _open_descriptor(path: Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
    exists = disk.path(path) in disk.contents
    if exists and flags & os.O_CREAT and flags & os.O_EXCL:
        raise _error(errno.EEXIST, path)
    if not exists and flags & os.O_CREAT:
        disk.add(path, b"")
    disk.find(path)
    number = FIRST_DESCRIPTOR + len(disk.descriptors)
    disk.descriptors[number] = disk.path(path)
    return number


def _close(number: int) -> None:
    if number < FIRST_DESCRIPTOR:
        _real["close"](number)


def _write(number: int, data: bytes) -> int:
    if number < FIRST_DESCRIPTOR:
        return int(_real["write"](number, data))
    disk.add(number, disk.file(number) + data)
    return len(data)


INSTEAD: dict[str, Callable[..., Any]] = {
    "stat": _stat,
    "lstat": _stat,
    "listdir": lambda path=".": disk.inside(path),
    "scandir": _Entries,
    "mkdir": _mkdir,
    "remove": _remove,
    "unlink": _remove,
    "rmdir": _rmdir,
    "rename": _rename,
    "replace": _rename,
    "getcwd": lambda: disk.folder,
    "chdir": _chdir,
    "open": _open_descriptor,
    "close": _close,
    "write": _write,
    "utime": lambda path, *_, **__: disk.find(path) and None,
    "access": lambda path, *_, **__: disk.path(path) in disk.contents,
}


def _switch(name: str) -> Callable[..., Any]:
    """The real function until the guest is built, ours from then on."""
    ours, real = INSTEAD[name], _real.get(name, INSTEAD[name])

    def function(*args: Any, **kwargs: Any) -> Any:
        return (ours if disk.sealed else real)(*args, **kwargs)

    function.__name__ = function.__qualname__ = name
    return function


def install() -> None:
    """Take the place of the real functions. To be called first: many modules look them up when they are imported."""
    builtins.open = io.open = open_
    for name in INSTEAD:
        setattr(os, name, _switch(name))


def seal() -> None:
    """From now on, there is only what is in memory."""
    disk.sealed = True
