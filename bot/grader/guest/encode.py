"""A value as tagged JSON in which True, 1 and 1.0 differ, and so do a tuple and a list."""

import collections
import datetime
import decimal
import fractions
import itertools
import types
from collections.abc import Callable, Iterable
from typing import Any

MAX_PARTS, MAX_CHARACTERS, MAX_DEPTH, MAX_REPR = 10_000, 100_000, 40, 1000
Form = list[object]

DICTS = (dict, collections.OrderedDict, collections.defaultdict, collections.Counter)
# What hands out its items one by one counts as the list of them; only types of Python itself, not members' own.
ITERATORS = (
    types.GeneratorType, map, filter, zip, enumerate, reversed, type(iter([])), type(iter(())), type(iter(range(0))),
    type(reversed([])), type(iter({})), type(iter(set())), type(iter("")),
    *(kind for kind in vars(itertools).values() if isinstance(kind, type)),
)  # fmt: skip
SCALARS: dict[type, Callable[..., object]] = {
    bool: bool,
    int: hex,  # any number of digits
    float: repr,
    complex: repr,
    bytes: bytes.hex,
    bytearray: bytearray.hex,
    decimal.Decimal: str,
    fractions.Fraction: str,
    datetime.date: datetime.date.isoformat,
    datetime.datetime: datetime.datetime.isoformat,
    datetime.time: datetime.time.isoformat,
    datetime.timedelta: repr,
}


class TooBigError(Exception):
    """More than any check can expect."""


class Encoder:
    """Encodes one value, and stops when it turns out to be bigger than any that is expected."""

    def __init__(self) -> None:
        self._parts, self._characters = MAX_PARTS, MAX_CHARACTERS

    def encode(self, value: Any, depth: int = 0) -> Form:
        """The tagged form: the name of the type, then its content."""
        kind: type[Any] = type(value)
        self._spend(1, 0, depth)
        if value is None:
            return ["none"]
        if kind is str:
            return ["str", self._text(value)]
        if kind in SCALARS:
            return [kind.__name__, self._text(SCALARS[kind](value))]
        if kind is tuple or _is_named_tuple(value):
            return ["tuple", self._all(tuple.__iter__(value), depth)]
        if kind is list or kind is collections.deque or kind in ITERATORS:
            return ["list", self._all(value, depth)]
        if kind in (set, frozenset):
            return ["set", self._all(value, depth)]
        if kind in DICTS:
            return ["dict", [self._all(pair, depth) for pair in dict.items(value)]]
        return ["object", kind.__qualname__[:80]]

    def _all(self, values: Iterable[object], depth: int) -> list[Form]:
        return [self.encode(value, depth + 1) for value in values]

    def _text(self, content: object) -> object:
        if isinstance(content, str):
            self._spend(0, len(content), 0)
        return content

    def _spend(self, parts: int, characters: int, depth: int) -> None:
        self._parts -= parts
        self._characters -= characters
        if self._parts < 0 or self._characters < 0 or depth > MAX_DEPTH:
            raise TooBigError


def encode(value: object) -> Form:
    """The tagged form of a value, or of the fact that it is too big."""
    try:
        return Encoder().encode(value)
    except TooBigError:
        return ["too big"]


def _is_named_tuple(value: object) -> bool:
    """Whether it is what namedtuple makes: equal to a tuple in Python, and so here."""
    return type(value).__bases__ == (tuple,) and isinstance(getattr(type(value), "_fields", None), tuple)


def settle(value: Any) -> Any:
    """The value, or the list of what an iterator hands out."""
    if type(value) in ITERATORS:
        return list(itertools.islice(value, MAX_PARTS))
    return value


def show(value: object) -> str:
    """The repr, cut short; or what kept it from being made."""
    try:
        return repr(value)[:MAX_REPR]
    except Exception as error:  # a member's own __repr__ may raise anything
        return f"<{type(value).__name__} whose repr raised {type(error).__name__}>"
