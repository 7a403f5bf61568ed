"""The process that holds the sandbox. It is started as a script, isolated, with an empty environment: it has no secret.

    worker.py BOT build SOURCE GUEST       the guest, from its source, as WebAssembly
    worker.py BOT compile GUEST COMPILED   WebAssembly as native code
    worker.py BOT serve COMPILED           orders on standard input, answers on standard output, until the input ends

BOT is the process that it must not outlive.

An order is a length (4 bytes, big-endian) and JSON: `seconds`, `memory` (bytes) and `order`, which the guest gets.
An answer is a length, a byte that says who speaks (the guest, or this process of how the guest ended), and text.
"""

import ctypes
import importlib
import json
import math
import os
import queue
import signal
import struct
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

PR_SET_PDEATHSIG = 1


def die_with_parent(bot: int) -> None:
    """On Linux, ask to be killed when the bot is, or end if it is gone already. Elsewhere the input's end tells."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != bot:
            sys.exit("the bot is gone")


if __name__ == "__main__":
    die_with_parent(int(sys.argv[1]))  # before the long imports, in which the bot may stop

import wasmtime  # noqa: E402
from wasmtime import component  # noqa: E402

HEADER = struct.Struct(">I")
MAX_ANSWER = 512 * 1024
GUEST, TIMEOUT, MEMORY, STACK, EXIT, CRASH = b"G", b"T", b"M", b"S", b"X", b"C"
WASM_STACK = 32 << 20  # of native stack; Python's own checks of the depth come first
GRACE = 1.5  # seconds after which a guest that doesn't end takes this process along; the bot is quicker, if it lives
LOOK = 0.1  # seconds between two looks at the clock: a thread for each run would cost more than many runs
WARM_UP = {"do": "run", "code": "print(sum(range(3)))", "setup": "", "expression": "", "stdin": "", "output": 100}


def build(source: str, guest: str) -> None:
    """Make the guest from the folder that holds its packages."""
    world = str(Path(source, "bot/grader/guest/world.wit"))
    sys.argv = ["componentize-py", "-q", "-d", world, "-w", "sandbox"]
    sys.argv += ["componentize", "-p", source, "bot.grader.guest.app", "-o", guest]
    sys.exit(importlib.import_module("componentize_py").script())


def make_engine() -> wasmtime.Engine:
    """An engine whose guests can be interrupted; native code fits only the engine of the same settings."""
    config = wasmtime.Config()
    config.epoch_interruption = True
    config.wasm_component_model = True
    stack = 1 << 20
    with suppress(AttributeError, ImportError):  # not public: without it, recursion is less deep, and nothing else
        bindings = importlib.import_module("wasmtime._ffi")
        bindings.wasmtime_config_async_stack_size_set(config.ptr(), WASM_STACK + (1 << 20))
        stack = WASM_STACK
    config.max_wasm_stack = stack
    return wasmtime.Engine(config)


def compile_guest(guest: str, compiled: str) -> None:
    """Compile the guest once; every later start only maps the file into memory."""
    native = component.Component(make_engine(), Path(guest).read_bytes()).serialize()
    Path(compiled).write_bytes(native)


class Sandbox:
    """Runs orders, each in a new instance of the guest, which knows nothing of the one before."""

    def __init__(self, compiled: str) -> None:
        self._engine = make_engine()
        self._guest = component.Component.deserialize_file(self._engine, compiled)
        self._linker = component.Linker(self._engine)
        self._linker.add_wasip2()
        self._end = math.inf  # when the time of the run is up
        self._interrupted = False
        self._lock = threading.Lock()
        threading.Thread(target=self._watch, daemon=True).start()

    def run(self, order: object, seconds: float, memory: int) -> bytes:
        """The answer to one order: who speaks, and what they say."""
        self._end = time.monotonic() + seconds
        try:
            answer = self._call(json.dumps(order), memory).encode("utf-8", "replace")
            return GUEST + answer if len(answer) < MAX_ANSWER else CRASH + b"the answer is too long"
        except wasmtime.ExitTrap:
            return EXIT
        except (wasmtime.Trap, wasmtime.WasmtimeError) as error:
            return _ending(str(error))
        finally:
            with self._lock:  # or the next run might be interrupted in the place of this one
                self._end, self._interrupted = math.inf, False

    def _call(self, order: str, memory: int) -> str:
        store = wasmtime.Store(self._engine)
        try:
            store.set_limits(memory_size=memory)
            store.set_epoch_deadline(1)
            store.set_wasi(wasmtime.WasiConfig())  # no files, environment, arguments, network or streams
            function = self._linker.instantiate(store, self._guest).get_func(store, "run")
            assert function is not None
            return str(function(store, order))
        finally:
            store.close()  # now: a run that was interrupted would keep its memory until the garbage is collected

    def _watch(self) -> None:
        """Interrupt a run when its time is up; if even that doesn't end it, end the process."""
        while True:
            time.sleep(min(max(self._end - time.monotonic(), 0.001), LOOK))
            with self._lock:
                if time.monotonic() < self._end:
                    continue
                if self._interrupted:
                    os._exit(3)
                self._engine.increment_epoch()
                self._interrupted = True
                self._end += GRACE


def _ending(message: str) -> bytes:
    if "wasm trap: interrupt" in message:
        return TIMEOUT
    if "call stack exhausted" in message:
        return STACK
    if "memory" in message and "allocat" in message:
        return MEMORY
    return CRASH + message[-300:].encode("utf-8", "replace")


def harden() -> list[str]:
    """Give up what isn't needed any more: a second wall, where the system has one. Returns what was done."""
    done = []
    with suppress(ImportError, OSError, ValueError):
        resource = importlib.import_module("resource")
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        os.nice(5)
        done.append("rlimits")
    with suppress(ImportError, OSError):
        landlock = importlib.import_module("landlockpy")
        if landlock.supported():
            with landlock.Ruleset() as rules:
                rules.restrict()  # allows no file and no connection
            done.append("landlock")
    return done


def serve(compiled: str) -> None:
    """Answer orders in a thread with a stack for deep recursion; this one only reads, to notice the end of the bot."""
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nothing, descriptor)  # so that nothing gets between the answers
    orders: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.stack_size(WASM_STACK + (16 << 20))
    threading.Thread(target=_answer_all, args=(compiled, orders, sink), daemon=True).start()
    while (order := _read(source)) is not None:
        orders.put(order)
    os._exit(0)


def _answer_all(compiled: str, orders: "queue.SimpleQueue[bytes]", sink: BinaryIO) -> None:
    try:
        threading.stack_size(0)
        sandbox = Sandbox(compiled)
        hello = sandbox.run(WARM_UP, 60, 128 << 20)  # before hardening: whatever is loaded late is loaded now
        if not hello.startswith(GUEST):
            raise RuntimeError(hello)
        _write(sink, GUEST + json.dumps(harden()).encode())
        while True:
            task = json.loads(orders.get())
            _write(sink, sandbox.run(task["order"], task["seconds"], task["memory"]))
    except BaseException as error:
        with suppress(OSError):
            _write(sink, CRASH + repr(error)[:300].encode("utf-8", "replace"))
        os._exit(4)


def _read(source: BinaryIO) -> bytes | None:
    """The next frame; None at the end."""
    header = source.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    frame = source.read(HEADER.unpack(header)[0])
    return frame if len(frame) == HEADER.unpack(header)[0] else None


def _write(sink: BinaryIO, answer: bytes) -> None:
    sink.write(HEADER.pack(len(answer)) + answer)
    sink.flush()


def main(step: str, *arguments: str) -> None:
    """Do one of the things that the first lines of this file list. The making gives way to the bot."""
    if step != "serve" and hasattr(os, "nice"):
        os.nice(10)
    match step, arguments:
        case "build", (source, guest):
            build(source, guest)
        case "compile", (guest, compiled):
            compile_guest(guest, compiled)
        case "serve", (compiled,):
            serve(compiled)


if __name__ == "__main__":
    main(*sys.argv[2:])
