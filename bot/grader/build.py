"""The guest as native code, built once for each version of its source and kept in a folder that only we can write to.

What is in that folder is executed, so it has to be ours alone.
"""

import hashlib
import os
import platform
import shutil
import stat
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from bot.grader.errors import GraderError
from bot.grader.pool import SCRIPT, command, environment

GUEST = Path(__file__).with_name("guest")
PACKAGE = Path("bot", "grader", "guest")
FORGOTTEN = 30 * 24 * 3600  # seconds after which a version that nobody used is deleted
POLL = 0.1  # seconds between two looks at whether a step has ended or is to be given up

GIVEN_UP = "Building the sandbox was given up."

Say = Callable[[str], None]


def prepare(cache: Path, say: Say, stop: threading.Event | None = None) -> Path:
    """The compiled guest, from the cache or made now, which takes half a minute; `stop` gives up on it."""
    _make_private(cache)
    try:
        return _prepared(cache, say, stop or threading.Event())
    except (OSError, ImportError) as error:
        raise GraderError(f"The sandbox cannot be built: {error}") from error


def _prepared(cache: Path, say: Say, stop: threading.Event) -> Path:
    guest, compiled = _names(cache)
    with _alone(cache / "lock", stop):
        if not guest.exists() and not compiled.exists():
            say("Building the sandbox for members' code (this happens once, about 15 seconds) ...")
            with tempfile.TemporaryDirectory() as source:
                _lay_out(Path(source))
                _make("build", source, guest, stop)
        if not compiled.exists():
            say("Compiling it for this machine (this happens once, about 15 seconds) ...")
            _make("compile", str(guest), compiled, stop)
        for file in (guest, compiled):
            if file.exists():
                os.utime(file)
        _forget_old(cache)
    return compiled


def discard(cache: Path) -> None:
    """Forget the compiled guest of this version: it turned out not to work."""
    _names(cache)[1].unlink(missing_ok=True)


def _names(cache: Path) -> tuple[Path, Path]:
    """The files of this version: the guest, and its native code."""
    source = hashlib.sha256()
    for file in sorted(GUEST.iterdir()):
        if file.is_file():
            source.update(f"{file.name}\0".encode() + file.read_bytes() + b"\0")
    source.update(f"{version('componentize-py')} {version('tzdata')}".encode())
    native = source.copy()
    native.update(SCRIPT.read_bytes() + f"{version('wasmtime')} {platform.system()} {platform.machine()}".encode())
    return cache / f"{source.hexdigest()[:32]}.wasm", cache / f"{native.hexdigest()[:32]}.native"


def _make_private(cache: Path) -> None:
    try:
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = cache.stat(follow_symlinks=False)
    except OSError as error:
        raise GraderError(f"The folder for the sandbox cannot be used: {error}") from None
    if os.name != "posix":
        return  # a folder in the user's own profile is private on Windows
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid() or status.st_mode & 0o077:
        raise GraderError(f"{cache} must be a folder of yours that nobody else can open: chmod 700, or delete it.")


@contextmanager
def _alone(lock: Path, stop: threading.Event) -> Iterator[None]:
    """Only one process at a time, where the system has such locks; elsewhere two would do the work twice."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with lock.open("w") as file:
        while not _locked(fcntl.flock, file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB):
            if stop.wait(POLL):
                raise GraderError(GIVEN_UP)
        yield


def _locked(flock: Callable[[int, int], None], file: int, how: int) -> bool:
    try:
        flock(file, how)
    except BlockingIOError:
        return False
    return True


def _lay_out(source: Path) -> None:
    """A folder with what the guest needs and nothing else: its own modules under their names, and the time zones."""
    shutil.copytree(GUEST, source / PACKAGE, ignore=shutil.ignore_patterns("__pycache__"))
    for package in list(PACKAGE.parents)[:-1]:
        (source / package / "__init__.py").touch()
    zones = find_spec("tzdata")
    assert zones is not None
    assert zones.origin is not None
    shutil.copytree(Path(zones.origin).parent, source / "tzdata", ignore=shutil.ignore_patterns("__pycache__"))


def _make(step: str, source: str, target: Path, stop: threading.Event) -> None:
    """Run one step in a process of its own; the result appears under its name only when it is complete."""
    part = target.with_suffix(f".part{os.getpid()}")
    try:
        _run(command(step, source, str(part)), stop)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _run(arguments: list[str], stop: threading.Event) -> None:
    with tempfile.TemporaryFile() as said, tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(  # noqa: S603
            arguments, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=environment(), cwd=folder
        )
        try:
            while process.poll() is None:
                if stop.wait(POLL):
                    raise GraderError(GIVEN_UP)
        finally:
            process.kill()
            process.wait()
        if process.returncode:
            said.seek(0)
            reason = said.read().decode("utf-8", "replace")[-1000:].strip()
            raise GraderError(f"The sandbox cannot be built (exit code {process.returncode}): {reason}")


def _forget_old(cache: Path) -> None:
    for file in cache.iterdir():
        if file.name != "lock" and file.stat().st_mtime < time.time() - FORGOTTEN:
            file.unlink(missing_ok=True)
