"""Small mistakes put into a program on purpose: checks are worth something if they notice them."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest

from bot.curriculum._mistakes import Change, mistakes_at, silent_parts

MOST = 12


@dataclass(frozen=True, slots=True)
class Mutant:
    """A program with one mistake in it, and what was changed in which line (from 1) of the original."""

    line: int
    what: str
    code: str


def mutants(code: str, most: int = MOST) -> tuple[Mutant, ...]:
    """At most so many mutants of a program, always the same: one of each kind of mistake in turn.

    >>> [mutant.what for mutant in mutants("def is_child(age):\\n    return age < 18\\n", 2)]
    ['return age < 18 -> return None', 'return age < 18 -> return age <= 18']
    """
    kinds: dict[str, list[Mutant]] = defaultdict(list)
    original = ast.unparse(ast.parse(code))
    seen = {original}
    for place, kind, change in _sites(ast.parse(code)):
        tree = ast.parse(code)
        node = list(ast.walk(tree))[place]
        line = next(part.lineno for part in ast.walk(node) if isinstance(part, ast.expr | ast.stmt | ast.pattern))
        change(node)
        mutated = ast.unparse(ast.fix_missing_locations(tree))
        if mutated not in seen:
            seen.add(mutated)
            kinds[kind].append(Mutant(line, _difference(original, mutated), mutated + "\n"))
    mixed = chain.from_iterable(zip_longest(*kinds.values()))
    return tuple([mutant for mutant in mixed if mutant][:most])


def _sites(tree: ast.Module) -> Iterator[tuple[int, str, Change]]:
    """What can be changed where: the place of the node in the order of `ast.walk`, the kind of mistake, the change."""
    silent = silent_parts(tree)
    for place, node in enumerate(ast.walk(tree)):
        if node not in silent:
            for kind, change in mistakes_at(node):
                yield place, kind, change


def _difference(original: str, mutated: str) -> str:
    """The first line that is another now, before and after."""
    pairs = zip_longest(original.splitlines(), mutated.splitlines(), fillvalue="")
    before, after = next((old.strip(), new.strip()) for old, new in pairs if old != new)
    return f"{before} -> {after}"
