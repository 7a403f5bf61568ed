"""A career or a specialist track: the order of paths, the skills, and the usual time."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, model_validator

from bot.curriculum.schema._base import Document, ItemId, Key, Link, Model, Sentence, Title
from bot.domain.paths import Skill, Step, Track


class StepModel(Model):
    """One stop of a track: a path, or something beyond the six paths."""

    path: ItemId | None = Field(None, description="A path of the roadmap.")
    until: Key | None = Field(None, description="Only up to and with this stage of the path.")
    title: Title | None = Field(None, description="For a step beyond the six paths.")
    note: str = Field("", max_length=240)

    @model_validator(mode="after")
    def _path_or_title(self) -> "StepModel":
        if (self.path is None) == (self.title is None):
            raise ValueError("write either path (a path of the roadmap) or title (a step beyond them)")
        if self.title is not None and (self.until is not None or not self.note):
            raise ValueError("a step beyond the paths has a title and a note, and no until")
        return self


class SkillModel(Model):
    """A skill that a track requires."""

    title: Title
    proof: Sentence = Field(description="What shows that one has this skill.")
    topics: tuple[ItemId, ...] = Field((), description="Topics that teach it, for example path.web-development#models.")


class MonthsModel(Model):
    """A span of time."""

    least: int = Field(ge=1, le=120)
    most: int = Field(ge=1, le=120)


class TrackModel(Document):
    """A career or a specialist track: `content/tracks/<slug>.yaml`."""

    kind = "track"
    folder = "tracks"

    sort: Literal["career", "specialist"]
    summary: Sentence
    position: int = Field(ge=1, le=99)
    months: MonthsModel | None = Field(None, description="The usual time in months; careers only.")
    builds_on: ItemId | None = Field(None, description="The track whose skills are taken for granted.")
    steps: tuple[StepModel, ...] = Field(min_length=2, max_length=8)
    skills: tuple[SkillModel, ...] = Field(min_length=3, max_length=10)

    def references(self) -> Iterator[Link]:
        """What it builds on, its paths, and the topics that teach its skills."""
        if self.builds_on:
            yield Link("builds_on", self.builds_on, "track")
        for index, step in enumerate(self.steps):
            if step.path:
                yield Link(f"steps[{index}].path", step.path, "path")
        for s, skill in enumerate(self.skills):
            for t, topic in enumerate(skill.topics):
                yield Link(f"skills[{s}].topics[{t}]", topic, "path")

    def build(self, path_titles: dict[str, str]) -> Track:
        """The track as the bot uses it; a step without a title of its own takes its path's."""
        return Track(
            id=self.id,
            title=self.title,
            kind=self.sort,
            summary=self.summary,
            months=(self.months.least, self.months.most) if self.months else None,
            builds_on=self.builds_on,
            steps=tuple(
                Step(step.title or path_titles[step.path or ""], step.path, step.until, step.note)
                for step in self.steps
            ),
            skills=tuple(Skill(skill.title, skill.proof, skill.topics) for skill in self.skills),
        )
