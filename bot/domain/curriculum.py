"""The curriculum as the bot uses it: paths, tracks, levels, concepts and projects, with their links resolved."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from zlib import crc32

from bot.domain.badges import Badge
from bot.domain.challenge import Challenge
from bot.domain.checkpoints import Checkpoint
from bot.domain.flashcards import Card, Deck
from bot.domain.glossary import Term
from bot.domain.guides import Guide
from bot.domain.imported import Imported, Origin, is_imported, stand_in
from bot.domain.nudges import Nudge
from bot.domain.questions import Assessment, Question, Quiz
from bot.domain.self_assessment import SelfAssessment
from bot.domain.server import Server
from bot.domain.skills import Axis


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


@dataclass(frozen=True, slots=True)
class Example:
    """A program and exactly what it prints."""

    code: str
    output: str


@dataclass(frozen=True, slots=True)
class Concept:
    """One idea, explained: a question to try first, a summary, an example that runs, and the pitfalls."""

    id: str
    title: str
    axis: Axis
    summary: str
    try_first: str
    example: Example
    pitfalls: tuple[str, ...]
    requires: tuple[str, ...]
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """Something to build; `minutes` is the time it usually takes."""

    id: str
    title: str
    brief: str
    must: tuple[str, ...]
    stretch: tuple[str, ...]
    minutes: int
    skills: tuple[str, ...]
    path: str
    level: str
    rubric: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """Points to look at before something counts as finished."""

    id: str
    title: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanDay:
    """One day of a plan, counted from 1, and the id of the challenge that is its task.

    An imported day has no challenge: its `tasks` are the ids of what to build.
    """

    number: int
    title: str
    why: str
    challenge: str
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A way through challenges, one a day in a fixed order."""

    id: str
    title: str
    summary: str
    days: tuple[PlanDay, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """Anything that a member can mark as done, under the id that never changes."""

    id: str
    kind: str
    title: str
    path: str
    level: str | None = None


@dataclass(frozen=True)
class Curriculum:
    """The loaded content. Dictionaries are keyed by id (levels by name, assessments by axis), in the members' order.

    `aliases` leads from former ids to those of today; `retired` holds the titles of what is no longer offered.
    """

    paths: dict[str, Path]
    tracks: dict[str, Track]
    levels: dict[str, Level]
    concepts: dict[str, Concept]
    projects: dict[str, Project]
    challenges: dict[str, Challenge]
    decks: dict[str, Deck] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    quizzes: dict[str, Quiz] = field(default_factory=dict)
    assessments: dict[Axis, Assessment] = field(default_factory=dict)
    self_assessments: dict[str, SelfAssessment] = field(default_factory=dict)
    server: Server | None = None
    badges: dict[str, Badge] = field(default_factory=dict)
    guides: dict[str, Guide] = field(default_factory=dict)
    checklists: dict[str, Checklist] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    checkpoints: dict[str, Checkpoint] = field(default_factory=dict)
    nudges: dict[str, Nudge] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    retired: dict[str, str] = field(default_factory=dict)
    imported: Imported = field(default_factory=Imported)

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every topic, exit criterion and project by id, in the order of the paths; what belongs to none comes last."""
        items = {item.id: item for path in self.paths.values() for item in self._items_of(path)}
        outside = (project for project in self.projects.values() if not project.path)
        return items | {p.id: Item(p.id, "project", p.title, "", p.level) for p in outside}

    def origin_of(self, item_id: str) -> Origin | None:
        """Where an imported item, or the item that a part belongs to, comes from; None for our own."""
        return self.imported.origins.get(item_id.partition("#")[0])

    @cached_property
    def cards(self) -> dict[str, Card]:
        """Every card of every deck by id, in the order of the decks."""
        return {card.id: card for deck in self.decks.values() for card in deck.cards}

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question of every quiz and assessment by id."""
        return {question.id: question for asked in self._asked for question in asked.questions}

    def question(self, question_id: str) -> Question | None:
        """The question of an id, or of a former id of it; None when it is no longer asked."""
        return self.questions.get(self.canonical(question_id))

    @property
    def _asked(self) -> tuple[Quiz | Assessment, ...]:
        return (*self.quizzes.values(), *self.assessments.values())

    @cached_property
    def stand_ins(self) -> dict[str, str]:
        """The ids of imported items and cards by what stands for them; what is no longer offered is among them."""
        known = (*self.imported.origins, *self.cards, *self.retired)
        return {stand_in(item): item for item in known if is_imported(item)}

    @cached_property
    def former_ids(self) -> dict[str, tuple[str, ...]]:
        """The former ids of what has some, by the id of today."""
        former: dict[str, tuple[str, ...]] = {}
        for old, new in self.aliases.items():
            former[new] = (*former.get(new, ()), old)
        return former

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """Every topic of every path by id."""
        return {topic.id: topic for path in self.paths.values() for topic in path.topics}

    @cached_property
    def rules(self) -> int:
        """A number that changes with the rules of badges and levels, and with anything that they count."""
        levels = [(level.id, level.promotion, level.concepts) for level in self.levels.values()]
        counted = [(challenge.id, challenge.level) for challenge in self.challenges.values() if challenge.proved]
        counted += [(quiz.id, quiz.level) for quiz in self.quizzes.values()]
        counted += [(item.id, item.level or "") for item in self.items.values()]
        counted += [(card.id, deck.level) for deck in self.decks.values() for card in deck.cards]
        return crc32(repr((levels, counted, [*self.badges.values()], self.aliases)).encode())

    def item(self, item_id: str) -> Item | None:
        """The item of an id, or of a former id of it; None when there is none."""
        return self.items.get(self.canonical(item_id))

    def canonical(self, item_id: str) -> str:
        """The id of today for an id that may be a former one."""
        return self.aliases.get(item_id, item_id)

    def title_of(self, item_id: str) -> str:
        """How to name an item in a history, also when it is no longer offered."""
        current = self.canonical(item_id)
        return self._titles.get(current) or self.retired.get(current, item_id)

    @cached_property
    def _titles(self) -> dict[str, str]:
        levels = {level.id: level.title for level in self.levels.values()}
        challenges = {challenge.id: challenge.title for challenge in self.challenges.values()}
        plans = {plan.id: plan.title for plan in self.plans.values()}
        decks = {deck.id: deck.title for deck in self.decks.values()}
        asked = {asked.id: asked.title for asked in self._asked}
        asked |= {badge.id: badge.title for badge in self.badges.values()}
        asked |= {page.id: page.title for page in self.imported.pages.values()}
        return asked | decks | levels | challenges | plans | {item.id: item.title for item in self.items.values()}

    def track(self, track_id: str | None) -> Track | None:
        """The track of an id, or of a former id of it; None when there is none."""
        return self.tracks.get(self.canonical(track_id or ""))

    def _items_of(self, path: Path) -> Iterator[Item]:
        for topic in path.topics:
            yield Item(topic.id, "topic", topic.title, path.id, topic.level)
        for project in self.projects.values():
            if project.path == path.id:
                yield Item(project.id, "project", project.title, path.id, project.level)
        yield Item(path.exit.id, "exit", path.exit.title, path.id)
