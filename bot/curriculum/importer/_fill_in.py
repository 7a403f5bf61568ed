"""Fill-in challenges: functions with a gap, tests for pytest beside them, and a solution."""

import ast
import re
from collections.abc import Iterator

from bot.curriculum.importer._asserts import Rewritten, rewrite
from bot.curriculum.importer._challenges import ROOT, Task, hints_of, is_stateless, starter_of, with_checks
from bot.curriculum.importer._checkout import Checkout
from bot.curriculum.importer._document import Document, Kind
from bot.curriculum.importer._facts import slug_for
from bot.curriculum.importer._quizzes import parsed
from bot.domain.challenge import Check

FOLDER = f"{ROOT}/fill-in"
FILE = re.compile(r"(?P<number>\d{2})_(?P<slug>[a-z0-9_]+)\.py")
HEAD = re.compile(r"^Fill-In Challenge #?\d+\s*(?:—|–|-{1,2})\s*(?P<title>.+)$")
LEVEL, MINUTES = "1", 25


def read_fill_ins(checkout: Checkout) -> Iterator[Document]:
    """Every fill-in challenge."""
    for name in checkout.names(FOLDER):
        match, path = FILE.fullmatch(name), f"{FOLDER}/{name}"
        if not match or (text := checkout.text(path)) is None:
            continue
        tests = parsed(checkout.text(f"{FOLDER}/tests/test_{match['number']}.py") or "")
        tree = parsed(text)
        if tree is None or tests is None:
            checkout.warn(path, "is no challenge that can be read, or its tests are not")
            continue
        head, _, rest = (ast.get_docstring(tree) or "").partition("\n")
        titled = HEAD.match(head)
        title = titled["title"].strip() if titled else match["slug"].replace("_", " ").capitalize()
        task = Task(
            id=f"lp:challenge.fill-in-{match['number']}",
            title=title[:60],
            level=LEVEL,
            minutes=MINUTES,
            slug=slug_for(f"{title} {match['slug']} {rest}"),
            statement=rest.strip() or head,
            starter=starter_of(text),
            hints=hints_of(text),
            solution=starter_of(checkout.text(f"{FOLDER}/solutions/{match['number']}_solution.py") or "").lstrip("\n"),
            fill_in=True,
        )
        challenge = with_checks(checkout, path, task, _tests(checkout, path, tests, is_stateless(task.starter)))
        if challenge:
            yield Document(Kind.CHALLENGE, path, challenge)


def _tests(checkout: Checkout, path: str, tree: ast.Module, stateless: bool) -> Rewritten:
    """The checks of all test functions; one that asks pytest for something cannot be rewritten."""
    checks, left_out = list[Check](), list[str]()
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef) or not node.name.startswith("test"):
            continue
        fixtures = [argument.arg for argument in node.args.args if argument.arg != "self"]
        if fixtures:
            left_out.append(f"{node.name}: asks pytest for {', '.join(fixtures)}")
            continue
        found = rewrite(node.body, stateless=stateless)
        checks += found.checks
        left_out += found.left_out
    return Rewritten(tuple(checks), tuple(left_out))
