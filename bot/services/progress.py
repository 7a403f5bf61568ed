"""/progress: what is done per path and level, the streak, recent activity and the next step."""

import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.curriculum import Curriculum, Path, Track
from bot.domain.events import Event, Kind, practice
from bot.domain.learner import Learner, Visibility
from bot.domain.progress import Completion, NextStep, PathState, completions, next_step, path_state
from bot.domain.streak import Streak, streak
from bot.domain.xp import total_xp
from bot.errors import UserError
from bot.services._learner import learner_of, log_of
from bot.store.database import Database
from bot.store.learners import find_visibility
from bot.store.time_off import times_off

RECENT = 5


@dataclass(frozen=True, slots=True)
class Recent:
    """Something that the member practised, on their own day; a warm-up names its level, a review its deck."""

    title: str
    day: date
    kind: Kind


@dataclass(frozen=True, slots=True)
class LevelCount:
    """Topics and projects of a level: done of all."""

    name: str
    title: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything that /progress shows. `levels` holds only the levels in which something is done."""

    learner: Learner
    track: Track | None
    states: tuple[PathState, ...]
    levels: tuple[LevelCount, ...]
    exits: tuple[tuple[Path, Completion], ...]
    projects: int
    challenges: int
    xp: int
    streak: Streak
    recent: tuple[Recent, ...]
    next: NextStep | None

    @property
    def empty(self) -> bool:
        """Whether the member has not done anything yet."""
        return not self.recent


async def own_progress(db: Database, curriculum: Curriculum, user_id: int, now: datetime) -> Progress:
    """A member's own progress."""
    return await db.read(lambda connection: _progress(connection, curriculum, user_id, now))


async def progress_of(
    db: Database, curriculum: Curriculum, viewer_id: int, user_id: int, guild_id: int | None, name: str, now: datetime
) -> Progress:
    """Somebody's progress as another member sees it. Raises UserError unless they chose to be visible in this guild."""

    def look(connection: sqlite3.Connection) -> Progress:
        if user_id != viewer_id:
            if guild_id is None:
                raise UserError("Here I only show your own progress. Look at others in the server that you share.")
            if find_visibility(connection, guild_id, user_id) is not Visibility.VISIBLE:
                raise UserError(
                    "{name} keeps their progress private here. They can show it with /settings, or share it "
                    "themselves with the Share button of /progress.",
                    name=name,
                )
        return _progress(connection, curriculum, user_id, now)

    return await db.read(look)


def _progress(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, now: datetime) -> Progress:
    learner = learner_of(connection, user_id)
    log = log_of(connection, curriculum, user_id)
    done = completions(log)
    practised = practice(log)
    return Progress(
        learner=learner,
        track=curriculum.track(learner.goal),
        states=tuple(path_state(curriculum, path, done) for path in curriculum.paths.values()),
        levels=_levels(curriculum, done),
        exits=tuple((path, done[path.exit.id]) for path in curriculum.paths.values() if path.exit.id in done),
        projects=sum(project in done for project in curriculum.projects),
        challenges=len({event.item for event in log if event.kind is Kind.SOLVED}),
        xp=total_xp(curriculum, log),
        streak=streak(practised, learner.calendar, now, times_off(connection, user_id)),
        recent=tuple(_recent(curriculum, event) for event in reversed(practised[-RECENT:])),
        next=next_step(curriculum, learner.goal, learner.level, done),
    )


def _levels(curriculum: Curriculum, done: dict[str, Completion]) -> tuple[LevelCount, ...]:
    total = Counter(item.level for item in curriculum.items.values())
    reached = Counter(item.level for item in curriculum.items.values() if item.id in done)
    return tuple(
        LevelCount(level.name, level.title, reached[level.name], total[level.name])
        for level in curriculum.levels.values()
        if reached[level.name]
    )


def _recent(curriculum: Curriculum, event: Event) -> Recent:
    return Recent(curriculum.title_of(event.item or ""), event.day, event.kind)
