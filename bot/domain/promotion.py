"""Passing a level: how much of its rule a member has, and which levels that passes. It never blocks anything."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.curriculum import Curriculum, Level
from bot.domain.deeds import History
from bot.domain.events import Kind
from bot.domain.progress import completions


class Work(StrEnum):
    """The kinds of work that pass a level."""

    CHALLENGES = "challenges"
    QUIZZES = "quizzes"
    CARDS = "mature cards"
    PROJECTS = "projects"
    CONCEPTS = "concepts"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a rule. `needed` is what the rule asks for or, where a level offers fewer, as many as there are."""

    work: Work
    done: int
    needed: int

    @property
    def met(self) -> bool:
        """Whether there is enough of it."""
        return self.done >= self.needed


@dataclass(frozen=True, slots=True)
class LevelStanding:
    """How far somebody is with a level. Without a part, there is nothing yet that could pass it.

    `short`: the level offers less than its rule asks for.
    """

    level: Level
    parts: tuple[Part, ...]
    short: bool = False

    @property
    def met(self) -> bool:
        """Whether the rule is met."""
        return bool(self.parts) and all(part.met for part in self.parts)


def level_standings(curriculum: Curriculum, history: History) -> tuple[LevelStanding, ...]:
    """How far a member is with each level, from 00 on.

    A challenge counts once it is solved, also after giving it up: a level whose challenges are few must stay open to
    everybody. What is no longer offered counts no more, as it is not asked for either; nor is one that is not proved.
    """
    offered, done = _offered(curriculum), _done(curriculum, history)
    for level in curriculum.levels.values():
        offered[Work.CONCEPTS][level.name] = len(level.concepts)
        done[Work.CONCEPTS][level.name] = len(history.solid & {*level.concepts})
    return tuple(_standing(level, offered, done) for level in curriculum.levels.values())


def _standing(level: Level, offered: Mapping[Work, Counter[str]], done: Mapping[Work, Counter[str]]) -> LevelStanding:
    rule = level.promotion
    asked = {
        Work.CHALLENGES: rule.challenges,
        Work.QUIZZES: rule.quizzes,
        Work.CARDS: rule.mature_cards,
        Work.PROJECTS: rule.projects,
        Work.CONCEPTS: rule.concepts,
    }
    needed = {work: min(count, offered[work][level.name]) for work, count in asked.items()}
    parts = tuple(Part(work, done[work][level.name], count) for work, count in needed.items() if count)
    return LevelStanding(level, parts, short=needed != asked)


def _levels(curriculum: Curriculum) -> dict[Work, dict[str, str]]:
    """The level of everything that can pass one, by kind and id."""
    return {
        Work.CHALLENGES: {c.id: c.level for c in curriculum.challenges.values() if c.proved},
        Work.QUIZZES: {quiz.id: quiz.level for quiz in curriculum.quizzes.values()},
        Work.CARDS: {card.id: deck.level for deck in curriculum.decks.values() for card in deck.cards},
        Work.PROJECTS: {project.id: project.level for project in curriculum.projects.values()},
    }


def _offered(curriculum: Curriculum) -> dict[Work, Counter[str]]:
    offered = {work: Counter(levels.values()) for work, levels in _levels(curriculum).items()}
    return offered | {Work.CONCEPTS: Counter()}


def _done(curriculum: Curriculum, history: History) -> dict[Work, Counter[str]]:
    log, levels = history.log, _levels(curriculum)
    passed = {event.item for event in log if event.kind is Kind.QUIZZED and event.details.get("passed") == "1"}
    done: dict[Work, Collection[str | None]] = {
        Work.CHALLENGES: {event.item for event in log if event.kind is Kind.SOLVED},
        Work.QUIZZES: passed,
        Work.CARDS: {first.item for first in history.matured},
        Work.PROJECTS: completions(log).keys(),
    }
    counted = {
        work: Counter(levels[work][item] for item in items if item in levels[work]) for work, items in done.items()
    }
    return counted | {Work.CONCEPTS: Counter()}
