"""What an author may write in each kind of file. The committed JSON Schemas are generated from these models."""

import re
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from bot.domain.curriculum import (
    Concept,
    Evidence,
    Example,
    Exit,
    Level,
    Path,
    Project,
    Promotion,
    Skill,
    Stage,
    Step,
    Topic,
    Track,
    WarmUp,
)

MAX_PATH_ID = 36
MAX_ITEM_ID = 60
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
WEEKS = re.compile(r"(\d+)(?:-(\d+))?")
HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

Key = Annotated[str, StringConstraints(pattern=rf"^{SLUG}$", max_length=40)]
ItemId = Annotated[str, StringConstraints(pattern=rf"^[a-z]+\.{SLUG}(?:#{SLUG})?$", max_length=MAX_ITEM_ID)]
Title = Annotated[str, StringConstraints(min_length=3, max_length=60)]
Sentence = Annotated[str, StringConstraints(min_length=10, max_length=240)]
Prose = Annotated[str, StringConstraints(min_length=40, max_length=600)]
Code = Annotated[str, StringConstraints(strip_whitespace=False, min_length=1, max_length=900)]
LevelName = Literal["00", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "elite"]
EvidenceKind = Literal["repository", "deployment", "package", "report", "recording", "description"]
AiRule = Literal["none", "explain", "hints", "review", "pair", "free"]


class Model(BaseModel):
    """Strict about keys, so that a typo is a problem and not a silence."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Document(Model):
    """What every file has, whatever its kind."""

    kind: ClassVar[str]
    folder: ClassVar[str]

    id: ItemId = Field(description="kind.slug; the slug is the file's name. It never changes and is never reused.")
    title: Title
    aliases: tuple[ItemId, ...] = Field(
        (), description="Former ids of this item: progress kept under them counts here."
    )
    status: Literal["active", "retired"] = Field(
        "active", description="retired: no longer offered, but what members did with it stays theirs."
    )

    @field_validator("id")
    @classmethod
    def _of_this_kind(cls, value: str) -> str:
        if not value.startswith(f"{cls.kind}.") or "#" in value:
            raise ValueError(f"must look like {cls.kind}.some-words")
        return value


class TopicModel(Model):
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
    key: Annotated[Key, StringConstraints(max_length=24)]
    title: Title
    weeks: str = Field(pattern=r"^\d+(-\d+)?$", description="One week or a range: '1' or '3-4'.")
    topics: tuple[TopicModel, ...] = Field(min_length=2, max_length=8)
    project: ItemId = Field(description="Something to build in these weeks, for example project.shopping-list.")

    @property
    def first_week(self) -> int:
        return int(self.weeks.split("-")[0])

    @property
    def last_week(self) -> int:
        return int(self.weeks.split("-")[-1])


class EvidenceModel(Model):
    kind: EvidenceKind
    what: Sentence = Field(description="What exactly counts, for example 'A public repository with …'.")


class ExitModel(Model):
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
        for topic in (topic for stage in self.stages for topic in stage.topics):
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

    def build(self) -> Path:
        """The path as the bot uses it."""
        return Path(
            id=self.id,
            title=self.title,
            summary=self.summary,
            colour=int(self.colour[1:], 16),
            position=self.position,
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


class StepModel(Model):
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
    title: Title
    proof: Sentence = Field(description="What shows that one has this skill.")
    topics: tuple[ItemId, ...] = Field((), description="Topics that teach it, for example path.web-development#models.")


class MonthsModel(Model):
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

    def build(self, path_titles: dict[str, str]) -> Track:
        """The track as the bot uses it; a step without a title of its own takes its path's."""
        return Track(
            id=self.id,
            title=self.title,
            kind=self.sort,
            summary=self.summary,
            position=self.position,
            months=(self.months.least, self.months.most) if self.months else None,
            builds_on=self.builds_on,
            steps=tuple(
                Step(step.title or path_titles[step.path or ""], step.path, step.until, step.note)
                for step in self.steps
            ),
            skills=tuple(Skill(skill.title, skill.proof, skill.topics) for skill in self.skills),
        )


class WarmUpModel(Model):
    prompt: Sentence
    code: Code
    options: tuple[Annotated[str, StringConstraints(min_length=1, max_length=40)], ...] = Field(
        min_length=3, max_length=4, description="What the code might print; one of them is what it prints."
    )
    answer: str = Field(description="The option that the code prints; the linter runs it.")
    explanation: Sentence

    @model_validator(mode="after")
    def _answer_is_an_option(self) -> "WarmUpModel":
        if self.answer not in self.options:
            raise ValueError(f"answer {self.answer!r} is not one of the options")
        return self

    def build(self) -> WarmUp:
        return WarmUp(self.prompt, self.code, self.options, self.options.index(self.answer), self.explanation)


class PromotionModel(Model):
    challenges: int = Field(ge=0, le=100)
    quizzes: int = Field(ge=0, le=100)
    mature_cards: int = Field(ge=0, le=1000)
    projects: int = Field(ge=0, le=20)


class LevelModel(Document):
    """A level: `content/levels/<name>.yaml`."""

    kind = "level"
    folder = "levels"

    name: LevelName
    theme: Sentence
    recognise: str = Field(
        min_length=10,
        max_length=100,
        description="The sentence in which one recognises oneself: 'I have never …'.",
    )
    position: int = Field(ge=0, le=99)
    concepts: tuple[ItemId, ...] = Field((), description="The concepts that this level is about.")
    unlocks: tuple[Sentence, ...] = Field((), max_length=5, description="What one may use from this level on.")
    ai: AiRule = Field(description="How an AI tutor may help at this level.")
    channel: Key
    promotion: PromotionModel
    warm_up: WarmUpModel

    def build(self) -> Level:
        """The level as the bot uses it."""
        return Level(
            id=self.id,
            name=self.name,
            title=self.title,
            theme=self.theme,
            recognise=self.recognise,
            position=self.position,
            concepts=self.concepts,
            unlocks=self.unlocks,
            ai=self.ai,
            channel=self.channel,
            promotion=Promotion(**self.promotion.model_dump()),
            warm_up=self.warm_up.build(),
        )


class ExampleModel(Model):
    code: Code = Field(description="A whole program; it is run, and must print just `output`.")
    output: Annotated[str, StringConstraints(strip_whitespace=False, max_length=400)]


class ConceptModel(Document):
    """A concept: `content/concepts/<slug>.yaml`."""

    kind = "concept"
    folder = "concepts"

    summary: Annotated[str, StringConstraints(min_length=100, max_length=1000)]
    try_first: Sentence = Field(description="A question to think about before reading.")
    example: ExampleModel
    pitfalls: tuple[Sentence, ...] = Field(min_length=1, max_length=4)
    requires: tuple[ItemId, ...] = Field((), description="Concepts to know before.")
    links: tuple[str, ...] = Field((), max_length=4, description="Pages of the official documentation.")

    @field_validator("links")
    @classmethod
    def _web_addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if any(not link.startswith("https://") for link in value):
            raise ValueError("every link must begin with https://")
        return value

    def build(self) -> Concept:
        """The concept as the bot uses it."""
        return Concept(
            id=self.id,
            title=self.title,
            summary=self.summary,
            try_first=self.try_first,
            example=Example(self.example.code, self.example.output),
            pitfalls=self.pitfalls,
            requires=self.requires,
            links=self.links,
        )


class ProjectModel(Document):
    """Something to build: `content/projects/<slug>.yaml`."""

    kind = "project"
    folder = "projects"

    brief: Prose
    must: tuple[Sentence, ...] = Field(min_length=3, max_length=6, description="What it has to do.")
    stretch: tuple[Sentence, ...] = Field(min_length=1, max_length=4, description="For those who want more.")
    minutes: int = Field(ge=15, le=3000)
    skills: tuple[Title, ...] = Field(min_length=2, max_length=6)
    path: ItemId
    level: LevelName
    rubric: tuple[Sentence, ...] = Field(min_length=3, max_length=6, description="How one knows that it is good.")

    def build(self) -> Project:
        """The project as the bot uses it."""
        return Project(
            id=self.id,
            title=self.title,
            brief=self.brief,
            must=self.must,
            stretch=self.stretch,
            minutes=self.minutes,
            skills=self.skills,
            path=self.path,
            level=self.level,
            rubric=self.rubric,
        )


KINDS: tuple[type[Document], ...] = (PathModel, TrackModel, LevelModel, ConceptModel, ProjectModel)


def json_schema(model: type[Document]) -> dict[str, Any]:
    """The JSON Schema of one kind of file, for editors that complete and check while one types."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
