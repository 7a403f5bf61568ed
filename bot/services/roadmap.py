"""/roadmap: the six paths, the tracks, and where a member is on them."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bot.domain.curriculum import Concept, Curriculum, Project
from bot.domain.learner import Learner
from bot.domain.paths import Path, Skill, Stage, Step, Topic, Track
from bot.domain.progress import Completion, Done, NextStep, PathState, next_step, path_state, stage_reached
from bot.errors import UserError
from bot.services._learner import done_by, learner_of
from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class Overview:
    """All six paths with the member's progress, their track if they chose one, and the next step."""

    learner: Learner
    track: Track | None
    states: tuple[PathState, ...]
    done: Done
    next: NextStep | None


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage of a path as the member sees it."""

    learner: Learner
    state: PathState
    stage: Stage
    done: dict[str, Completion]
    project: Project

    @property
    def index(self) -> int:
        """The position of the stage in its path, from 0."""
        return self.state.path.index_of(self.stage.key)

    @property
    def next_topic(self) -> Topic | None:
        """The first open topic of this stage."""
        return next((topic for topic in self.stage.topics if topic.id not in self.done), None)


@dataclass(frozen=True, slots=True)
class TopicView:
    """One topic, with the concept that explains it, and since when it is done."""

    learner: Learner
    path: Path
    stage: Stage
    topic: Topic
    concept: Concept | None
    done: Completion | None


@dataclass(frozen=True, slots=True)
class TrackStop:
    """One step of a track: topics done of all for a path, and whether the member is here."""

    step: Step
    done: int
    total: int
    here: bool


@dataclass(frozen=True, slots=True)
class TrackView:
    """A track with the member's place on it; each skill with whether all topics that teach it are done."""

    track: Track
    chosen: bool
    stops: tuple[TrackStop, ...]
    skills: tuple[tuple[Skill, bool], ...]
    next: NextStep | None


async def overview(db: Database, curriculum: Curriculum, user_id: int) -> Overview:
    """The six paths of a member."""
    learner, done = await _load(db, curriculum, user_id)
    return Overview(
        learner,
        curriculum.track(learner.goal),
        tuple(path_state(curriculum, path, done) for path in curriculum.paths.values()),
        done,
        next_step(curriculum, learner.goal, learner.level, done),
    )


async def view_stage(
    db: Database, curriculum: Curriculum, user_id: int, path_id: str, stage_key: str | None = None
) -> StageView:
    """A stage of a path; without a key, the one that the member has reached."""
    path = find_path(curriculum, path_id)
    learner, done = await _load(db, curriculum, user_id)
    stage = next((stage for stage in path.stages if stage.key == stage_key), None) or stage_reached(path, done)
    return StageView(
        learner,
        path_state(curriculum, path, done),
        stage,
        done,
        curriculum.projects[stage.project],
    )


async def view_topic(db: Database, curriculum: Curriculum, user_id: int, topic_id: str) -> TopicView:
    """One topic of a path."""
    topic = curriculum.topics.get(curriculum.canonical(topic_id))
    if topic is None:
        raise UserError("This topic is no longer offered. Type /roadmap to see what there is now.")
    path = curriculum.paths[curriculum.items[topic.id].path]
    learner, done = await _load(db, curriculum, user_id)
    concept = curriculum.concepts.get(topic.concept or "")
    return TopicView(learner, path, path.stage_of(topic.id), topic, concept, done.get(topic.id))


async def view_track(db: Database, curriculum: Curriculum, user_id: int, track_id: str) -> TrackView:
    """A track as an ordered way, with 'you are here' at its first unfinished path."""
    track = curriculum.track(track_id)
    if track is None:
        raise UserError("This track is no longer offered. Type /roadmap to see what there is now.")
    learner, done = await _load(db, curriculum, user_id)
    following = next_step(curriculum, track.id, learner.level, done)
    return TrackView(
        track,
        track == curriculum.track(learner.goal),
        tuple(_stop(curriculum, step, done, following) for step in track.steps),
        tuple((skill, bool(skill.topics) and all(t in done for t in skill.topics)) for skill in track.skills),
        following,
    )


def find_path(curriculum: Curriculum, text: str) -> Path:
    """The path of an id or a title, however it is capitalised. Raises UserError with the nearest title."""
    by_name = {name.casefold(): path for path in curriculum.paths.values() for name in (path.id, path.title)}
    found = by_name.get(curriculum.canonical(text).casefold().strip())
    if found is None:
        close = get_close_matches(text.casefold(), [path.title.casefold() for path in curriculum.paths.values()], n=1)
        suggestion = by_name[close[0]] if close else next(iter(curriculum.paths.values()))
        raise UserError(
            "There is no path “{text}”. Did you mean “{title}”? Pick one from the list that appears while you type.",
            text=text[:60],
            title=suggestion.title,
        )
    return found


def search_paths(curriculum: Curriculum, text: str) -> Sequence[Path]:
    """The paths whose title or summary contains what was typed, for autocomplete."""
    words = text.casefold()
    return [path for path in curriculum.paths.values() if words in f"{path.title} {path.summary}".casefold()]


def _stop(curriculum: Curriculum, step: Step, done: Done, following: NextStep | None) -> TrackStop:
    if step.path is None:
        return TrackStop(step, 0, 0, here=False)
    path = curriculum.paths[step.path]
    last = path.index_of(step.until) if step.until else len(path.stages)
    topics = [topic for stage in path.stages[: last + 1] for topic in stage.topics]
    here = following is not None and following.path.id == path.id
    return TrackStop(step, sum(topic.id in done for topic in topics), len(topics), here)


async def _load(db: Database, curriculum: Curriculum, user_id: int) -> tuple[Learner, dict[str, Completion]]:
    def load(connection: sqlite3.Connection) -> tuple[Learner, dict[str, Completion]]:
        return learner_of(connection, user_id), done_by(connection, curriculum, user_id)

    return await db.read(load)
