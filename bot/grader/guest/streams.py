"""Standard input, output and error of a member's program, in memory and bounded."""

import io
import sys


class OutputLimitError(BaseException):
    """The program printed too much; not an Exception, so that `except Exception` doesn't swallow it."""


class _Printed(io.BytesIO):
    """What was printed, up to so many bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit
        self.exceeded = False

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        room = self.limit - self.tell()
        if len(data) > room:
            self.exceeded = True
            super().write(data[:room])
            raise OutputLimitError
        return super().write(data)

    def close(self) -> None:
        """Stay open: a program that closes its output has printed what it has printed."""


class Streams:
    """The three streams of one run; with `together`, errors are printed between the rest, as in a terminal."""

    def __init__(self, stdin: str, limit: int, *, together: bool) -> None:
        self.printed = _Printed(limit)
        self._out = _text(self.printed, "strict")
        self._complaints = self.printed if together else _Printed(limit)
        self._errors = _text(self._complaints, "backslashreplace")
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode("utf-8", "replace")), "utf-8")
        sys.stdout, sys.stderr = self._out, self._errors
        self.start = 0

    @property
    def exceeded(self) -> bool:
        """Whether more was printed than is allowed."""
        return self.printed.exceeded or self._complaints.exceeded

    def mark(self) -> None:
        """Forget what was printed so far."""
        self._flush()
        self.start = self.printed.tell()

    def text(self) -> str:
        """What was printed since the mark."""
        self._flush()
        return self.printed.getvalue()[self.start :].decode("utf-8", "replace")

    def _flush(self) -> None:
        for stream in (self._out, self._errors):
            if not stream.closed:
                try:
                    stream.flush()
                except OutputLimitError:
                    continue  # it is noted where it happened


def _text(printed: _Printed, errors: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(printed, "utf-8", errors, newline="\n", line_buffering=True)
