"""What is done, what is open, and the one next step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.curriculum import Curriculum
from bot.domain.events import Event, Kind
from bot.domain.paths import Path, Stage, Topic, Track


@dataclass(frozen=True, slots=True)
class Completion:
    """An item that is done, since when and since which day of the member's own, and what proves it."""

    item: str
    at: datetime
    day: date
    evidence: str | None = None


Done = Mapping[str, Completion]


def completions(log: Iterable[Event]) -> dict[str, Completion]:
    """What is done at the end of a log (oldest first), by item; done again, it keeps its day and has new evidence."""
    done: dict[str, Completion] = {}
    for event in log:
        if event.item and event.kind is Kind.DONE:
            evidence, before = event.details.get("evidence"), done.get(event.item)
            at, day = (before.at, before.day) if before else (event.at, event.day)
            done[event.item] = Completion(event.item, at, day, evidence)
        elif event.item and event.kind is Kind.UNDONE:
            done.pop(event.item, None)
    return done


@dataclass(frozen=True, slots=True)
class PathState:
    """How far a member is in a path: topics done of all, the open prerequisites, and the finished exit, if it is."""

    path: Path
    done: int
    total: int
    missing: tuple[Path, ...]
    exit: Completion | None

    @property
    def complete(self) -> bool:
        """Whether the path counts as walked: every topic done, or its exit criterion met."""
        return self.exit is not None or self.done == self.total


def path_state(curriculum: Curriculum, path: Path, done: Done) -> PathState:
    """The state of one path."""
    missing = tuple(
        required
        for required in (curriculum.paths[name] for name in path.requires if name in curriculum.paths)
        if not path_state(curriculum, required, done).complete
    )
    return PathState(path, sum(t.id in done for t in path.topics), len(path.topics), missing, done.get(path.exit.id))


def stage_reached(path: Path, done: Done) -> Stage:
    """The first stage with an open topic, or the last one."""
    return next((s for s in path.stages if any(t.id not in done for t in s.topics)), path.stages[-1])


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one next thing to do: a topic of a path, or, without a topic, the path's exit criterion."""

    path: Path
    stage: Stage
    topic: Topic | None

    @property
    def item(self) -> str:
        """The id to mark as done."""
        return self.topic.id if self.topic else self.path.exit.id


def next_step(curriculum: Curriculum, goal: str | None, level: str | None, done: Done) -> NextStep | None:
    """The next step on the way to a goal (the id of a track); None when all of it is done.

    What lies below the member's own level is taken as known: it stays open, but it is not suggested first.
    """
    track = curriculum.track(goal)
    steps = [step for path, stages in route(curriculum, track) for step in _open_steps(path, stages, done)]
    floor = curriculum.levels[level].position if level in curriculum.levels else 0

    def within_reach(step: NextStep) -> bool:
        return step.topic is None or curriculum.levels[step.topic.level].position >= floor

    return next(filter(within_reach, steps), steps[0] if steps else None)


def route(curriculum: Curriculum, track: Track | None) -> list[tuple[Path, tuple[Stage, ...]]]:
    """The paths of a track in order, each with the stages that it asks for; without a track, all six paths."""
    if track is None:
        return [(path, path.stages) for path in curriculum.paths.values()]
    return [
        (path, path.stages[: path.index_of(step.until) + 1] if step.until else path.stages)
        for step in track.steps
        if step.path and (path := curriculum.paths[step.path])
    ]


def _open_steps(path: Path, stages: tuple[Stage, ...], done: Done) -> list[NextStep]:
    steps = [NextStep(path, stage, topic) for stage in stages for topic in stage.topics if topic.id not in done]
    if stages == path.stages and path.exit.id not in done:
        steps.append(NextStep(path, path.stages[-1], None))
    return steps if path.exit.id not in done else []
