"""Whether what the guest reports is what was expected, found out without believing or decoding anything it says.

The expected value is brought into the form in which the guest writes values (`guest/encode.py`), and that form is
walked; of the guest's answer only what has a place in it is ever looked at. So the work is bounded by our own data,
and an answer that is forged gains nothing: to be taken for the expected value, it has to be the expected value.
"""

import builtins
import math
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import cast

TOLERANCE = 1e-9
LONGEST_NUMBER = 40
MAX_BASES = 2  # unrelated types of Python's own from which one exception can inherit

SCALARS: dict[type, Callable[..., object]] = {
    bool: bool,
    int: hex,
    float: repr,
    str: str,
    complex: repr,
    bytes: bytes.hex,
    bytearray: bytearray.hex,
    Decimal: str,
    Fraction: str,
    date: date.isoformat,
    datetime: datetime.isoformat,
    time: time.isoformat,
    timedelta: repr,
}
SEQUENCES: dict[type, str] = {list: "list", tuple: "tuple", set: "set", frozenset: "set"}


def form_of(value: object) -> list[object]:
    """The tagged form of a value that a check expects.

    >>> form_of([1, (True, 2.5)])
    ['list', [['int', '0x1'], ['tuple', [['bool', True], ['float', '2.5']]]]]
    """
    kind = type(value)
    if value is None:
        return ["none"]
    if kind in SCALARS:
        return [kind.__name__, SCALARS[kind](value)]
    if kind in SEQUENCES:
        return [SEQUENCES[kind], [form_of(part) for part in cast("Sequence[object]", value)]]
    if isinstance(value, dict):
        return ["dict", [[form_of(key), form_of(item)] for key, item in value.items()]]
    raise TypeError(f"a check cannot expect a {kind.__name__}")


def matches(got: object, expected: list[object]) -> bool:
    """Whether the guest's form is the expected one: True is not 1, 1 is not 1.0, a tuple is not a list.

    >>> matches(["int", "0x1"], form_of(True)), matches(["float", "0.30000000000000004"], form_of(0.3))
    (False, True)
    """
    if not isinstance(got, list) or len(got) != len(expected) or got[0] != expected[0]:
        return False
    match expected:
        case ["none"]:
            return True
        case ["float", str(number)]:
            return _close(got[1], float(number))
        case ["list" | "tuple", list(parts)]:
            return _same_length(got[1], parts) and all(map(matches, got[1], parts))
        case ["set", list(parts)]:
            return _same_length(got[1], parts) and _paired(got[1], parts, matches)
        case ["dict", list(pairs)]:
            return _same_length(got[1], pairs) and _paired(got[1], pairs, _same_pair)
        case [_, content]:
            return type(got[1]) is type(content) and bool(got[1] == content)
    return False


def _close(got: object, expected: float) -> bool:
    if not isinstance(got, str) or len(got) > LONGEST_NUMBER:
        return False
    try:
        number = float(got)
    except ValueError:
        return False
    both_nan = math.isnan(number) and math.isnan(expected)
    return both_nan or math.isclose(number, expected, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def _same_length(got: object, expected: list[object]) -> bool:
    return isinstance(got, list) and len(got) == len(expected)


def _same_pair(got: object, expected: list[list[object]]) -> bool:
    return isinstance(got, list) and len(got) == len(expected) and all(map(matches, got, expected))


def _paired(got: list[object], expected: list[object], same: Callable[..., bool]) -> bool:
    """Whether each expected part has a partner of its own, in whatever order they come."""
    left = list(got)
    for part in expected:
        partner = next((i for i, other in enumerate(left) if same(other, part)), None)
        if partner is None:
            return False
        del left[partner]
    return True


def same_text(got: str, expected: str) -> bool:
    """Whether two outputs are the same but for spaces at the ends of lines and empty lines at the end."""
    return _trimmed(got) == _trimmed(expected)


def _trimmed(text: str) -> list[str]:
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def is_raised(expected: str, own: Sequence[str], claimed: Sequence[str]) -> bool:
    """Whether an exception of these types is of the expected type or of one derived from it.

    `own` are the names of the types that Python doesn't come with, `claimed` those of Python's own. Of the latter the
    guest is believed two that don't derive from each other, as an exception may inherit from both; what these derive
    from is looked up here. A forged answer could therefore claim what `raise` with such a type would show as well:
    that a function always raises it. That passes checks that expect it, and fails all that expect a value.

    >>> is_raised("LookupError", [], ["KeyError"]), is_raised("ValueError", ["ValueError"], ["Exception"])
    (True, False)
    """
    if not _builtin(expected):
        return expected in own
    leaves: list[type] = []
    for kind in filter(None, map(_builtin, claimed)):
        if not any(issubclass(leaf, kind) for leaf in leaves):
            leaves.append(kind)
    return any(expected == ancestor.__name__ for leaf in leaves[:MAX_BASES] for ancestor in leaf.__mro__)


def _builtin(name: str) -> type[BaseException] | None:
    """Python's own exception of this name, in any version since 3.11."""
    kind = getattr(builtins, name, None)
    return kind if isinstance(kind, type) and issubclass(kind, BaseException) else None
