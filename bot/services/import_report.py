"""What an import and its verification came to, in lines for whoever runs the bot."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.curriculum.importer import Found
from bot.services.imports import Changes
from bot.services.maintain import printable
from bot.services.verify import Verified

MOST = 20  # lines of one kind; the rest is counted


def import_lines(found: Found, changes: Changes, *, dry_run: bool) -> list[str]:
    """Figures, changes and warnings of an import."""
    return [printable(line) for line in _import_lines(found, changes, dry_run=dry_run)]


def _import_lines(found: Found, changes: Changes, *, dry_run: bool) -> Iterator[str]:
    snapshot = found.snapshot
    yield f"{snapshot.name}, snapshot of {snapshot.day}, {snapshot.licence} licence, {snapshot.url}"
    yield from (f"  {name}: {count}" for name, count in found.figures.items())
    yield from _listed("created", changes.created)
    yield from _listed("updated", changes.updated)
    yield from _listed("retired", changes.retired)
    yield from _listed("back again", changes.returned)
    yield from _listed("renamed", [f"{item}: {old} → {new}" for item, (old, new) in changes.renamed.items()])
    yield from _listed("warning", [str(warning) for warning in found.warnings])
    counts = (
        f"{len(changes.created)} created, {len(changes.updated)} updated, {len(changes.retired)} retired, "
        f"{len(changes.unchanged)} unchanged, {len(found.warnings)} warnings"
    )
    yield f"{found.files} files read: {counts}."
    if dry_run:
        yield "This was a dry run: nothing was stored."
    elif changes.any:
        yield "Now run `python -m bot verify`, so that the challenges are offered, and start the bot again."


def verify_lines(results: Sequence[Verified]) -> list[str]:
    """What came of the challenges, and every problem."""
    return [printable(line) for line in _verify_lines(results)]


def _verify_lines(results: Sequence[Verified]) -> Iterator[str]:
    for result in results:
        yield from (f"{result.id} ({result.title}): {problem}" for problem in result.problems)
    solved = [result for result in results if result.passed is not None]
    offered = Counter(result.offered for result in results)
    checks = sum(result.checks for result in solved)
    yield (
        f"{len(results)} challenges run, {len(solved)} of them with a solution, which passes "
        f"{sum(result.passed or 0 for result in solved)} of {checks} checks."
    )
    yield (
        f"Untouched starters pass {sum(result.baseline for result in results)} checks, which do not count; "
        f"{sum(len(result.kept) for result in results)} checks count. "
        f"{offered[True]} challenges are offered, {offered[False]} are not."
    )
    unproved = sum(result.offered and result.passed is None for result in results)
    yield f"{unproved} of those offered have no solution: they are practice, and count for no XP, badge or level."


def _listed(name: str, entries: Sequence[str]) -> Iterator[str]:
    yield from (f"  {name}: {entry}" for entry in entries[:MOST])
    if len(entries) > MOST:
        yield f"  {name}: … and {len(entries) - MOST} more"
