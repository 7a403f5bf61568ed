"""The levels: what each is about, what it unlocks, and what passes it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WarmUp:
    """An exercise so small that it works at once: what does this code print?"""

    prompt: str
    code: str
    options: tuple[str, ...]
    answer: int
    explanation: str


@dataclass(frozen=True, slots=True)
class Promotion:
    """How much of each kind of work passes a level, and how many of its concepts are to be solid then."""

    challenges: int
    quizzes: int
    mature_cards: int
    projects: int
    concepts: int = 0


@dataclass(frozen=True, slots=True)
class Level:
    """One of the 13 levels, from 00 to elite; `recognise` is the sentence in which one sees oneself."""

    id: str
    name: str
    title: str
    theme: str
    recognise: str
    position: int
    concepts: tuple[str, ...]
    unlocks: tuple[str, ...]
    ai: str
    channel: str
    promotion: Promotion
    warm_up: WarmUp
