"""An exception as what a member can learn from: type, message, their line, and a traceback of their frames only."""

import builtins
import traceback
from collections.abc import Iterator
from pathlib import PurePosixPath
from types import TracebackType

SOLUTION, CHECK = "solution.py", "<check>"
OURS = str(PurePosixPath(__file__).parent)
MAX_NAMES, MAX_MESSAGE, HEAD, TAIL = 16, 2000, 1500, 2400


def describe(error: BaseException) -> dict[str, object]:
    """What is reported of an exception. Its own methods may raise anything as well."""
    answer: dict[str, object] = {"end": "error", "type": type(error).__name__, **_family(type(error))}
    answer["line"] = _line(error)
    for key, make in (("message", _message), ("traceback", _traceback)):
        try:
            answer[key] = make(error)
        except BaseException as other:
            answer[key] = f"<it cannot be shown: {type(other).__name__}>"
    return answer


def _family(kind: type[BaseException]) -> dict[str, list[str]]:
    """The names of the type and of those that it inherits from, Python's own apart from all others."""
    family: dict[str, list[str]] = {"own": [], "builtin": []}
    for ancestor in kind.__mro__:
        name = ancestor.__name__
        family["builtin" if getattr(builtins, name, None) is ancestor else "own"].append(name)
    return {key: names[:MAX_NAMES] for key, names in family.items()}


def _line(error: BaseException) -> int | None:
    """The line of the solution in which it was raised, or which cannot be read."""
    if isinstance(error, SyntaxError) and error.filename == SOLUTION:
        return error.lineno
    lines = [line for file, line in _places(error.__traceback__) if file == SOLUTION]
    return lines[-1] if lines else None


def raised_in(error: BaseException) -> str:
    """The name of the file that raised it."""
    return [file for file, _ in _places(error.__traceback__)][-1]


def _places(trace: TracebackType | None) -> Iterator[tuple[str, int]]:
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next


def _message(error: BaseException) -> str:
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    return str(text)[:MAX_MESSAGE]


def _traceback(error: BaseException) -> str:
    report = traceback.TracebackException.from_exception(error)
    _keep_theirs(report)
    text = "".join(report.format())
    return text if len(text) <= HEAD + TAIL else f"{text[:HEAD]}\n  ...\n{text[-TAIL:]}"


def _keep_theirs(report: traceback.TracebackException | None) -> None:
    """Drop the frames of the sandbox and of the check, here and in what it was caused by."""
    while report is not None:
        report.stack[:] = [
            frame for frame in report.stack if frame.filename != CHECK and not frame.filename.startswith(OURS)
        ]
        for part in report.exceptions or ():
            _keep_theirs(part)
        _keep_theirs(report.__cause__)
        report = report.__context__
