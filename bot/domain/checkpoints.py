"""Review checkpoints: after some levels, what to say from memory, and what to repeat."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recall:
    """Something to say without looking it up, and what belongs into the answer."""

    ask: str
    answer: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A look back after the level `after`; `again` holds the ids of decks, quizzes and challenges to repeat."""

    id: str
    title: str
    after: str
    summary: str
    recall: tuple[Recall, ...]
    again: tuple[str, ...]
