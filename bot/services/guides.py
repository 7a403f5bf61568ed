"""/guide: the way through a field as a member stands on it, and the prompt that fits their level."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.domain.curriculum import Curriculum
from bot.domain.guides import Guide, GuideStep
from bot.domain.levels import Level
from bot.errors import UserError
from bot.services._learner import done_by, learner_of
from bot.services._mastery import masteries_of
from bot.services._names import contains, named, nearest
from bot.store.database import Database

LEARNT = 0.3  # the mastery from which a concept counts as learnt: that of two right answers, for some weeks


@dataclass(frozen=True, slots=True)
class Lesson:
    """Something to learn in a step, and whether it is done."""

    id: str
    title: str
    done: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """A step with its lessons."""

    step: GuideStep
    lessons: tuple[Lesson, ...]

    @property
    def done(self) -> int:
        """How many of its lessons are done."""
        return sum(lesson.done for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class GuideView:
    """A guide as a member sees it. `placed` tells whether they said their level; until then it is the first one."""

    guide: Guide
    level: Level
    placed: bool
    steps: tuple[StepView, ...]

    @property
    def prompt(self) -> str:
        """The prompt for the member's level; under the rule "none" it says whom to ask instead."""
        return self.guide.prompts[self.level.ai]

    @property
    def next(self) -> Lesson | None:
        """The first lesson that is not done."""
        return next((lesson for step in self.steps for lesson in step.lessons if not lesson.done), None)


def find_guide(curriculum: Curriculum, text: str) -> Guide:
    """The guide of an id or a title. Raises UserError with the titles that there are, the nearest first."""
    titles = {guide.title: guide for guide in curriculum.guides.values()}
    found = curriculum.guides.get(curriculum.canonical(text.strip())) or named(text, titles)
    if found:
        return found
    close = nearest(text, titles)
    raise UserError(
        "I have no guide “{text}”. The guides are: {titles}.",
        text=text[:60],
        titles=", ".join(sorted(titles, key=lambda title: title != close)),
    )


def search_guides(curriculum: Curriculum, text: str) -> list[Guide]:
    """The guides whose title or summary contains all words typed."""
    return [guide for guide in curriculum.guides.values() if contains(f"{guide.title} {guide.summary}", text)]


async def view_guide(db: Database, curriculum: Curriculum, user_id: int, name: str, now: datetime) -> GuideView:
    """A guide as a member sees it. Raises UserError when there is none of that name."""
    guide = find_guide(curriculum, name)

    def look(connection: sqlite3.Connection) -> GuideView:
        learner = learner_of(connection, user_id)
        level = curriculum.levels.get(learner.level or "")
        learnt = _learnt(curriculum, done_by(connection, curriculum, user_id))
        masteries = masteries_of(connection, curriculum, user_id, learner.calendar.day(now))
        learnt |= {concept for concept, mastery in masteries.items() if mastery.value >= LEARNT}
        return GuideView(
            guide,
            level or next(iter(curriculum.levels.values())),
            level is not None,
            tuple(_step(curriculum, step, learnt) for step in guide.steps),
        )

    return await db.read(look)


def _step(curriculum: Curriculum, step: GuideStep, learnt: Collection[str]) -> StepView:
    return StepView(step, tuple(Lesson(item, _title(curriculum, item), item in learnt) for item in step.learn))


def _title(curriculum: Curriculum, item: str) -> str:
    concept = curriculum.concepts.get(item)
    return concept.title if concept else curriculum.title_of(item)


def _learnt(curriculum: Curriculum, done: Collection[str]) -> set[str]:
    """What is done, and the concepts whose topics all are."""
    taught = {topic.concept for topic in curriculum.topics.values() if topic.concept}
    missing = {topic.concept for topic in curriculum.topics.values() if topic.id not in done}
    return {*done, *(taught - missing)}
