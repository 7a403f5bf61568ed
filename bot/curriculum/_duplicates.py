"""No two items say the same: runs of words that two of them share, each weighed by how rare it is."""

import ast
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from bot.curriculum._documents import Library, Problem, Source
from bot.curriculum.schema import Item

RUN = 3  # words and signs in a run
COMMON = 30  # a run that more items share is a form, as "What does this print?", and tells nothing
TOO_NEAR = 0.45  # of the weight of both: short programs that differ in the one thing that they ask reach 0.42
ANY_NAME = "name"
WORD = re.compile(r"\w+|[^\w\s]")

Run = tuple[str, ...]


@dataclass(frozen=True)
class _Said:
    """An item of a file, and every run of words in it."""

    source: Source
    item: Item
    runs: frozenset[Run]


def duplicate_problems(library: Library) -> Iterator[Problem]:
    """The pairs of cards, questions, tasks and the like that say nearly the same."""
    said = [
        _Said(source, item, _runs(item))
        for source in library.sources
        if source.document.status == "active"
        for item in source.document.items()
    ]
    for (first, second), nearness in sorted(_near(said).items()):
        if nearness >= TOO_NEAR:
            one, other = said[first], said[second]
            yield other.source.problem(
                other.item.key,
                f"{other.item.name!r} says nearly the same as {one.item.name!r} in {one.source.file} "
                f"({nearness:.0%} of both). Ask about something else, or take one of the two out.",
            )


def _near(items: list[_Said]) -> dict[tuple[int, int], float]:
    """How near each two items are that share a run which is not common: from 0 to 1."""
    holders: dict[Run, list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        for run in item.runs:
            holders[run].append(number)
    weight = {run: math.log(1 + len(items) / len(found)) for run, found in holders.items()}
    whole = [math.fsum(weight[run] for run in sorted(item.runs)) for item in items]
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for run, found in holders.items():
        if len(found) <= COMMON:
            for pair in combinations(found, 2):
                shared[pair] += weight[run]
    return {pair: both / (whole[pair[0]] + whole[pair[1]] - both) for pair, both in shared.items()}


def _runs(item: Item) -> frozenset[Run]:
    """Every run of words in an item, whatever their case, marks of code, and the names that a program gives itself."""
    words = WORD.findall(item.text.casefold().replace("`", ""))
    own = _own_names(item.code)
    words += [ANY_NAME if word in own else word.casefold() for word in WORD.findall(item.code)]
    return frozenset(tuple(words[start : start + RUN]) for start in range(max(len(words) - RUN + 1, 1)))


def _own_names(code: str) -> set[str]:
    """The names that a program gives: without them, a copy that only calls things otherwise would pass for another."""
    try:
        nodes = list(ast.walk(ast.parse(code)))
    except SyntaxError:
        return set()
    stored = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    defined = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)}
    return stored | defined | {node.arg for node in nodes if isinstance(node, ast.arg)}
