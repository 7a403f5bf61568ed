"""One failing check: what the rules look at, and how they say what they found."""

import ast
import builtins
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from bot.domain.challenge import Check, Relation
from bot.domain.explain._code import (
    MAX_CODE,
    UNKNOWN,
    Broken,
    Function,
    called,
    functions,
    literal,
    names,
    parse,
)
from bot.domain.verdict import Fault, Outcome

MAX_SHOWN = 200
MAX_NAMES = 300
MAX_NAME = 60
NO_FAULT = Fault("", "", None, "")


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a check failed, in plain words.

    `rule` is a key that stays, `message` a gettext message with named fields, `values` what fills them, `concept` the
    id of what to read next.
    """

    rule: str
    message: str
    values: dict[str, object]
    concept: str | None


@dataclass(frozen=True)
class Case:
    """A check that failed, and what can be read from it. Whatever comes from the guest may be a lie."""

    code: str
    check: Check
    outcome: Outcome
    shown: bool

    def say(
        self,
        rule: str,
        concept: str | None,
        message: str,
        bare: str = "",
        *,
        facts: dict[str, object] | None = None,
        **values: object,
    ) -> Explanation:
        """The explanation with its values, or the bare message if they are secret or one of them is not known.

        `facts` come from the member's code alone, so they are no secret; `values` come from the check or its outcome.
        """
        everything = {name: value for name, value in {**(facts or {}), **values}.items() if f"{{{name}}}" in message}
        if (values and not self.shown) or any(value is None for value in everything.values()):
            return Explanation(rule, bare, {}, concept)
        fields = {name: short(value) if isinstance(value, str) else value for name, value in everything.items()}
        return Explanation(rule, message, fields, concept)

    @cached_property
    def parsed(self) -> ast.Module | Broken:
        """The member's code as a tree, or why there is none."""
        return parse(self.code)

    @property
    def tree(self) -> ast.Module:
        """The member's code as a tree; an empty one if it can't be read."""
        return self.parsed if isinstance(self.parsed, ast.Module) else ast.Module([], [])

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the code, as far as we look."""
        return self.code[:MAX_CODE].splitlines()

    @property
    def fault(self) -> Fault:
        """The exception, or one without a type."""
        return self.outcome.fault or NO_FAULT

    @property
    def line(self) -> int | None:
        """The line of the exception, if it is one of the member's."""
        line = self.fault.line
        return line if line is not None and 1 <= line <= len(self.lines) else None

    def text_of(self, line: int | None) -> str:
        """A line of the code without the space around it."""
        return self.lines[line - 1].strip() if line is not None and 1 <= line <= len(self.lines) else ""

    @cached_property
    def got(self) -> object:
        """What the member's function returned, if its repr is a literal."""
        return literal(self.outcome.got)

    @cached_property
    def pair(self) -> tuple[object, object] | None:
        """Got and expected, if this is about two values and both are known."""
        if self.check.relation is not Relation.EQUALS or self.got is UNKNOWN:
            return None
        return self.got, self.check.expected

    @cached_property
    def test(self) -> ast.Module:
        """What the check does, as a tree."""
        parsed = parse(f"{self.check.setup}\n{self.check.expression}")
        return parsed if isinstance(parsed, ast.Module) else ast.Module([], [])

    @cached_property
    def function(self) -> Function | None:
        """The function or method of the member's code that the check is about."""
        known = {function.name: function for function in functions(self.tree)}
        expression = parse(self.check.expression)
        if isinstance(expression, Broken):
            return None
        wanted = [*called(expression), *called(self.test)]
        return next((known[name] for name in wanted if name in known), None)

    @cached_property
    def names(self) -> list[str]:
        """The names that the code defines, by its own text."""
        return names(self.tree)


def short(text: str) -> str:
    """A text cut to what a message bears, in one line, without the back-ticks that would end the code it stands in."""
    text = " ".join(text.replace("`", "ˋ").splitlines())
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1]}…"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like another one: also if only case or underscores differ.

    >>> nearest("totl", ["count", "total"]), nearest("countWords", ["count_words"]), nearest("x", ["total"])
    ('total', 'count_words', None)
    """
    if len(name) > MAX_NAME:
        return None
    candidates = [other for other in list(known)[:MAX_NAMES] if len(other) <= MAX_NAME and other != name]
    plain = {_plain(other): other for other in reversed(candidates)}
    if _plain(name) in plain:
        return plain[_plain(name)]
    found = get_close_matches(name, candidates, n=1, cutoff=0.7)
    return found[0] if found else None


def _plain(name: str) -> str:
    return name.lower().replace("_", "")


BUILTINS = [name for name in dir(builtins) if not name.startswith("_")]
OTHER_EXCEPTIONS = {"JSONDecodeError", "InvalidOperation", "FrozenInstanceError", "SystemExit"}


def public_type(name: str) -> str | None:
    """The type of an exception if it is one of Python's own: a name made up by the code may carry a secret."""
    found = getattr(builtins, name, None)
    known = isinstance(found, type) and issubclass(found, BaseException)
    return name if known or name in OTHER_EXCEPTIONS else None
