"""What is loaded when the guest is built: what isn't in memory then doesn't exist at run time."""

import functools
import importlib
import importlib.util
import io
import os
import pkgutil
import sys
import time
import warnings
import zoneinfo
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

# Of no use without a screen, a network or processes, or with an effect when they are imported.
SKIPPED = {
    "__main__", "_pyrepl", "antigravity", "ctypes", "curses", "ensurepip", "idlelib", "lib2to3", "multiprocessing",
    "pydoc_data", "test", "this", "tkinter", "turtle", "turtledemo", "venv", "webbrowser", "wsgiref", "xmlrpc",
}  # fmt: skip
SLICE = 0.02  # seconds; the host can stop the guest between two slices of a sleep, never within one
_sleep_once = time.sleep


def load_everything() -> None:
    """Import every standard module that can be imported here, and make the changes that the sandbox needs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in sorted(sys.stdlib_module_names - SKIPPED):
            _import_all(name)
    _load_time_zones()
    _spare_the_c_stack()
    vars(time)["sleep"] = sleep


def sleep(seconds: float, /) -> None:
    """Sleep in short slices, so that a sleep ends when its time is up."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        _sleep_once(min(left, SLICE))


def _import_all(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except BaseException:  # what can't be imported is missing at run time, whatever the reason
        return
    for child in pkgutil.iter_modules(getattr(module, "__path__", ())):
        if child.name not in ("__main__", "tests", "test"):
            _import_all(f"{name}.{child.name}")


def _load_time_zones() -> None:
    """Keep the files of tzdata in memory, and make zoneinfo look there."""
    zones = dict(_zone_files(Path(str(importlib.import_module("tzdata").__file__)).parent / "zoneinfo"))

    def load_tzdata(key: str) -> io.BytesIO:
        if key not in zones:
            raise zoneinfo.ZoneInfoNotFoundError(f"No time zone found with key {key}")
        return io.BytesIO(zones[key])

    vars(importlib.import_module("zoneinfo._common"))["load_tzdata"] = load_tzdata
    zoneinfo.reset_tzpath(())
    zoneinfo.available_timezones = lambda: set(zones)


def _zone_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path, _, files in os.walk(folder):
        for file in files:
            content = (Path(path) / file).read_bytes()
            if content.startswith(b"TZif"):
                yield (Path(path) / file).relative_to(folder).as_posix(), content


def _spare_the_c_stack() -> None:
    """Give members the lru_cache that is written in Python: a cached recursion would use up the small stack of C."""
    pure = _without("_functools", "functools")
    for name in ("lru_cache", "cache"):
        setattr(functools, name, getattr(pure, name))


def _without(accelerator: str, name: str) -> ModuleType:
    """A second copy of a module that did not find its accelerator in C."""
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    fast = sys.modules[accelerator]
    sys.modules[accelerator] = None  # type: ignore[assignment]
    try:
        spec.loader.exec_module(module)
    finally:
        sys.modules[accelerator] = fast
    return module
