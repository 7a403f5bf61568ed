"""Hints lead to a solution; only the last one may show a part of it."""

from collections.abc import Iterator

from bot.curriculum._documents import Library, Problem
from bot.curriculum.schema import ChallengeModel

TELLING = 15  # characters from which on a line of the solution gives it away
SHORTEST = 5  # characters of a line that is looked for at all
MOST = 0.5  # of the lines of the solution


def hint_problems(library: Library) -> Iterator[Problem]:
    """The hints before the last one that contain a telling line of the solution, or more than half of its lines."""
    for source, task in library.of(ChallengeModel):
        given = {_plain(line) for line in task.starter.splitlines()}
        lines = [
            line for line in map(_plain, task.solution.splitlines()) if line not in given and len(line) >= SHORTEST
        ]
        for index, hint in enumerate(task.hints[:-1]):
            shown = [line for line in lines if line in _plain(hint)]
            telling = next((line for line in shown if len(line) >= TELLING), None)
            if telling or len(shown) > MOST * len(lines) > 0:
                yield source.problem(
                    f"hints[{index}]",
                    f"shows {telling or shown[0]!r} of the solution. Say it in words, or keep it for the last hint.",
                )


def _plain(text: str) -> str:
    return " ".join(text.split())
