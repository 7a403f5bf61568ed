"""A roadmap path: stages with weeks and topics, prerequisites, and the exit criterion with its evidence."""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, WithJsonSchema, field_validator, model_validator

from bot.curriculum.schema._base import (
    MAX_ITEM_ID,
    MAX_PATH_ID,
    Document,
    ItemId,
    Key,
    LevelName,
    Link,
    Model,
    Sentence,
    Title,
)
from bot.domain.paths import Evidence, Exit, Path, Stage, Topic

HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
WEEKS = re.compile(r"\d{1,2}(-\d{1,2})?")


def _week_or_range(value: str) -> str:
    if not WEEKS.fullmatch(value):
        raise ValueError(f"cannot be {value!r}; write one week or a range, such as 1 or 3-4")
    return value


Weeks = Annotated[str, AfterValidator(_week_or_range), WithJsonSchema({"type": ["string", "integer"]})]
EvidenceKind = Literal["repository", "deployment", "package", "report", "recording", "description"]


class TopicModel(Model):
    """One thing to learn."""

    key: Key
    title: Title
    outcome: Sentence = Field(description="What one can do afterwards, beginning with a verb: 'Write a loop that …'.")
    practice: Sentence = Field(description="One small thing to try right now, in a few minutes.")
    minutes: int = Field(ge=5, le=240, description="Minutes to read and try it.")
    level: LevelName
    concept: ItemId | None = Field(None, description="The concept that explains it, for example concept.loops.")
    aliases: tuple[Key, ...] = Field((), description="Former keys of this topic: progress under them counts here.")
    status: Literal["active", "retired"] = Field("active", description="retired: no longer offered, kept for history.")


class StageModel(Model):
    """One or more weeks of a path."""

    key: Annotated[Key, StringConstraints(max_length=24)]
    title: Title
    weeks: Weeks = Field(description="One week or a range: '1' or '3-4'.")
    topics: tuple[TopicModel, ...] = Field(min_length=2, max_length=8)
    project: ItemId = Field(description="Something to build in these weeks, for example project.shopping-list.")

    @property
    def first_week(self) -> int:
        return int(self.weeks.split("-")[0])

    @property
    def last_week(self) -> int:
        return int(self.weeks.split("-")[-1])


class EvidenceModel(Model):
    """One kind of proof that counts."""

    kind: EvidenceKind
    what: Sentence = Field(description="What exactly counts, for example 'A public repository with …'.")


class ExitModel(Model):
    """What finishes a path."""

    title: Title
    statement: Sentence
    evidence: tuple[EvidenceModel, ...] = Field(min_length=1, max_length=4)
    checklist: tuple[Sentence, ...] = Field(min_length=3, max_length=6)


class PathModel(Document):
    """A roadmap path: `content/paths/<slug>.yaml`."""

    kind = "path"
    folder = "paths"

    summary: Sentence
    colour: str = Field(description="The accent of its screens, as '#3776AB'.")
    position: int = Field(ge=1, le=99, description="The order among the paths, from 1.")
    weeks: int = Field(ge=1, le=52, description="How many weeks it takes; the stages must add up to it.")
    requires: tuple[ItemId, ...] = Field((), description="Paths to finish before this one.")
    stages: tuple[StageModel, ...] = Field(min_length=2, max_length=10)
    exit: ExitModel

    @model_validator(mode="after")
    def _ids_fit_buttons(self) -> "PathModel":
        if len(self.id) > MAX_PATH_ID:
            raise ValueError(f"the id is {len(self.id)} characters long; a button has room for {MAX_PATH_ID}")
        for topic in self.topics:
            if len(f"{self.id}#{topic.key}") > MAX_ITEM_ID:
                raise ValueError(f"the topic key {topic.key!r} is too long: with the path's id, {MAX_ITEM_ID} at most")
        return self

    @field_validator("colour")
    @classmethod
    def _hex(cls, value: str) -> str:
        if not HEX_COLOUR.fullmatch(value):
            raise ValueError("must be a colour such as '#3776AB'")
        return value

    @model_validator(mode="after")
    def _weeks_add_up(self) -> "PathModel":
        expected = 1
        for stage in self.stages:
            if stage.first_week != expected or stage.last_week < stage.first_week:
                raise ValueError(f"stage {stage.key!r} has weeks {stage.weeks!r}; it should begin with week {expected}")
            expected = stage.last_week + 1
        if expected - 1 != self.weeks:
            raise ValueError(f"the stages end with week {expected - 1}, but weeks says {self.weeks}")
        return self

    @property
    def topics(self) -> tuple[TopicModel, ...]:
        """All topics, retired ones too."""
        return tuple(topic for stage in self.stages for topic in stage.topics)

    def references(self) -> Iterator[Link]:
        """Prerequisites, and what stages and topics name."""
        for index, required in enumerate(self.requires):
            yield Link(f"requires[{index}]", required, "path")
        for s, stage in enumerate(self.stages):
            yield Link(f"stages[{s}].project", stage.project, "project")
            for t, topic in enumerate(stage.topics):
                place = f"stages[{s}].topics[{t}]"
                yield Link(f"{place}.level", f"level.{topic.level}", "level")
                if topic.concept:
                    yield Link(f"{place}.concept", topic.concept, "concept")

    def build(self) -> Path:
        """The path as the bot uses it."""
        return Path(
            id=self.id,
            title=self.title,
            summary=self.summary,
            colour=int(self.colour[1:], 16),
            requires=self.requires,
            stages=tuple(self._stage(stage) for stage in self.stages),
            exit=Exit(
                id=f"{self.id}#exit",
                title=self.exit.title,
                statement=self.exit.statement,
                evidence=tuple(Evidence(proof.kind, proof.what) for proof in self.exit.evidence),
                checklist=self.exit.checklist,
            ),
        )

    def _stage(self, stage: StageModel) -> Stage:
        topics = tuple(
            Topic(
                id=f"{self.id}#{topic.key}",
                title=topic.title,
                outcome=topic.outcome,
                practice=topic.practice,
                minutes=topic.minutes,
                level=topic.level,
                concept=topic.concept,
            )
            for topic in stage.topics
            if topic.status == "active"
        )
        return Stage(stage.key, stage.title, stage.first_week, stage.last_week, topics, stage.project)
