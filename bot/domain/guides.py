"""Guides: what to learn in a field in which order, what to ask, and how to let an AI tutor help."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step: `learn` holds the ids of topics, concepts and projects in the order in which they are learnt."""

    title: str
    why: str
    learn: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Practice:
    """Where in this bot to practise: a command, and the deck, quiz, challenge or path that it is about, if any."""

    command: str
    item: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide to a field. `prompts` has one for each rule for AI tutors; for "none" it says whom to ask instead."""

    id: str
    title: str
    summary: str
    steps: tuple[GuideStep, ...]
    questions: tuple[str, ...]
    prompts: Mapping[str, str]
    practise: tuple[Practice, ...]
