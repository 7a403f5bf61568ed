"""The roadmap's paths with their stages and topics, and the tracks that lead over several of them."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to learn in a path; `minutes` is the time to read and try it."""

    id: str
    title: str
    outcome: str
    practice: str
    minutes: int
    level: str
    concept: str | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of a path, from its first to its last week (counted from 1, both included)."""

    key: str
    title: str
    first_week: int
    last_week: int
    topics: tuple[Topic, ...]
    project: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One kind of proof that an exit criterion accepts."""

    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class Exit:
    """What a member shows to have finished a path."""

    id: str
    title: str
    statement: str
    evidence: tuple[Evidence, ...]
    checklist: tuple[str, ...]


@dataclass(frozen=True)
class Path:
    """One of the six roadmap paths; `requires` holds the ids of the paths to finish before."""

    id: str
    title: str
    summary: str
    colour: int
    requires: tuple[str, ...]
    stages: tuple[Stage, ...]
    exit: Exit

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """All topics in the order in which they are learnt."""
        return tuple(topic for stage in self.stages for topic in stage.topics)

    @property
    def weeks(self) -> int:
        """How many weeks the path takes."""
        return self.stages[-1].last_week

    def stage_of(self, topic_id: str) -> Stage:
        """The stage that holds a topic of this path."""
        return next(stage for stage in self.stages if any(topic.id == topic_id for topic in stage.topics))

    def index_of(self, stage_key: str) -> int:
        """The position of a stage, from 0."""
        return next(index for index, stage in enumerate(self.stages) if stage.key == stage_key)


@dataclass(frozen=True, slots=True)
class Step:
    """One stop of a track: a path, walked up to and with the stage `until`, or something beyond the six paths."""

    title: str
    path: str | None = None
    until: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill that a track requires, the topics that teach it, and what shows that one has it."""

    title: str
    proof: str
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Track:
    """A career or a specialist track: the order of paths, the skills, and the usual time in months."""

    id: str
    title: str
    kind: str
    summary: str
    months: tuple[int, int] | None
    builds_on: str | None
    steps: tuple[Step, ...]
    skills: tuple[Skill, ...]
