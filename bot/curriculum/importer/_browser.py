"""Exercises of the browser pages: `browser/level-<n>.html` holds an object literal, read and never run."""

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.curriculum.importer._challenges import Task, hints_of, made, starter_of
from bot.curriculum.importer._checkout import Checkout
from bot.curriculum.importer._document import Document, Kind
from bot.curriculum.importer._facts import slug_for
from bot.curriculum.importer._javascript import JavaScriptError, read_literal
from bot.curriculum.importer._quizzes import parsed

FOLDER = "browser"
FILE = re.compile(r"level-(?P<level>\d{1,2})\.html")
BEGINS = re.compile(r"\bEXERCISES\s*=\s*(?=\{)")
TITLE = re.compile(r"^Exercise\s+\d+\s*(?:—|–|-{1,2}|:)\s*(?P<title>.+)$")
TRIES = re.compile(r"^# Try it.*\Z", re.MULTILINE | re.DOTALL)
MINUTES = 20


def read_browser(checkout: Checkout) -> Iterator[Document]:
    """Every exercise of every page."""
    for name in checkout.names(FOLDER):
        match, path = FILE.fullmatch(name), f"{FOLDER}/{name}"
        if not match or (text := checkout.text(path)) is None:
            continue
        begin = BEGINS.search(text)
        try:
            found = read_literal(text, begin.end()) if begin else None
        except JavaScriptError as error:
            checkout.warn(path, f"its exercises could not be read: {error}")
            continue
        if not isinstance(found, Mapping):
            checkout.warn(path, "has no exercises that could be read")
            continue
        for number, entry in found.items():
            yield from _exercise(checkout, path, match["level"], number, entry)


def _exercise(checkout: Checkout, path: str, level: str, number: str, entry: Any) -> Iterator[Document]:
    texts = (
        [entry.get(name) for name in ("title", "description", "code", "check")] if isinstance(entry, Mapping) else []
    )
    if not (re.fullmatch(r"\d{1,3}", number) and len(texts) == 4 and all(isinstance(text, str) for text in texts)):
        checkout.warn(path, f"exercise {number[:20]!r} lacks a title, a description, code or a check")
        return
    title, description, code, check = map(str, texts)
    titled = TITLE.match(title)
    title = (titled["title"] if titled else title)[:60]
    block = list(_statements(check))
    if not block:
        checkout.warn(path, f"the check of exercise {number} is no Python that I can read")
        return
    task = Task(
        id=f"lp:challenge.browser-{level}-{number}",
        title=title,
        level=level,
        minutes=MINUTES,
        slug=slug_for(f"{title} {description}"),
        statement=description,
        starter=starter_of(TRIES.sub("", code)),
        hints=hints_of(code),
    )
    challenge = made(checkout, f"{path}, exercise {number}", task, block)
    if challenge:
        yield Document(Kind.CHALLENGE, path, challenge)


def _statements(check: str) -> Iterator[ast.stmt]:
    """The statements of a check. A message that only a newer Python can read is left away: it says nothing to us."""
    whole = parsed(check)
    if whole is not None:
        yield from whole.body
        return
    waiting = ""
    for line in check.split("\n"):
        waiting += line + "\n"
        tree = parsed(waiting) or parsed(_without_message(waiting))
        if tree is not None:
            yield from tree.body
            waiting = ""


def _without_message(statement: str) -> str:
    """An assert up to the comma before its message.

    >>> _without_message('assert f(1, 2) == "a, b", f"got {f("x")}"')
    'assert f(1, 2) == "a, b"'
    """
    for match in re.finditer(",", statement):
        tree = parsed(statement[: match.start()])
        if tree is not None and tree.body and isinstance(tree.body[-1], ast.Assert):
            return statement[: match.start()]
    return statement
