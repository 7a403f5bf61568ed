"""A challenge as a puzzle: the lines of its solution, shuffled, to be put in order without typing."""

import hashlib
from collections.abc import Sequence
from string import ascii_lowercase

from bot.domain.challenge import Challenge, ChallengeKind

LEAST_LINES = 3
MOST_LINES = 25  # as many as a select has options, and as there are letters to name them but one
WIDEST = 90
KINDS = (ChallengeKind.FUNCTION, ChallengeKind.CLASS, ChallengeKind.PROGRAM, ChallengeKind.FILL_IN, ChallengeKind.FIX)


def puzzle_lines(challenge: Challenge) -> tuple[str, ...]:
    """The lines of a puzzle, shuffled the same way every time; empty for a challenge that makes no puzzle."""
    lines = [line for line in challenge.solution.splitlines() if line.strip()]
    fits = LEAST_LINES <= len(lines) <= MOST_LINES and all(len(line) <= WIDEST for line in lines)
    if challenge.kind not in KINDS or not fits:
        return ()
    numbered = sorted(enumerate(lines), key=lambda entry: hashlib.sha256(f"{challenge.id}:{entry}".encode()).digest())
    return tuple(line for _, line in numbered)


def letters(order: Sequence[int]) -> str:
    """The positions of lines as letters, so that they fit a custom_id.

    >>> letters([2, 0])
    'ca'
    """
    return "".join(ascii_lowercase[index] for index in order)


def positions(text: str, count: int) -> list[int] | None:
    """The positions of letters; None when they are not different positions below `count`.

    >>> positions("ca", 3), positions("cc", 3), positions("z", 3)
    ([2, 0], None, None)
    """
    order = [ascii_lowercase.find(letter) for letter in text]
    fits = len(set(order)) == len(order) and all(0 <= index < count for index in order)
    return order if fits else None
