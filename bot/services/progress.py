"""/progress: what is done per path and level, skills, the days of half a year, cards to come and the next step."""

import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.curriculum import Curriculum
from bot.domain.events import Event, Kind, in_time, practice
from bot.domain.learner import Learner
from bot.domain.paths import Path, Track
from bot.domain.pictures import FORTNIGHT, heat
from bot.domain.progress import Completion, NextStep, PathState, completions, next_step, path_state
from bot.domain.skills import Axis
from bot.domain.streak import Streak, streak
from bot.domain.xp import total_xp
from bot.errors import UserError
from bot.services._activity import answers_of, things_by_day
from bot.services._learner import learner_of, log_of
from bot.services._mastery import axes_of
from bot.services.flashcards import forecast
from bot.services.guild_settings import settings_of
from bot.services.kept import Kept
from bot.store.activity import traces
from bot.store.database import Database
from bot.store.learners import is_visible
from bot.store.time_off import times_off

RECENT = 5
EARLIER = 30  # days before, with which skills are compared
KEPT = 500  # members
QUARTER = 900  # seconds: in every zone a day begins at a quarter of an hour


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
class SkillState:
    """How much of an axis was shown, from 0 to 100, now and 30 days ago; None: nothing yet."""

    axis: Axis
    now: int | None
    before: int | None


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything that /progress shows. `levels` holds only the levels in which something is done.

    `heat` counts what was done on each day of half a year, oldest first, today last; `forecast` the cards of each of
    the next days, today first.
    """

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
    skills: tuple[SkillState, ...]
    heat: tuple[int, ...]
    forecast: tuple[int, ...]

    @property
    def empty(self) -> bool:
        """Whether the member has not done anything yet."""
        return not self.recent


class KeptProgress(Kept[int, Progress]):
    """The progress of the members who looked last, to be shown again while nothing about it has changed."""

    def __init__(self) -> None:
        super().__init__(KEPT)


async def own_progress(
    db: Database, curriculum: Curriculum, user_id: int, now: datetime, kept: KeptProgress | None = None
) -> Progress:
    """A member's own progress."""
    return await db.read(lambda connection: _progress(connection, curriculum, user_id, now, kept))


async def progress_of(
    db: Database,
    curriculum: Curriculum,
    viewer_id: int,
    user_id: int,
    guild_id: int | None,
    name: str,
    now: datetime,
    kept: KeptProgress | None = None,
) -> Progress:
    """Somebody's progress as another member sees it. Raises UserError unless they and the guild let others look."""

    def look(connection: sqlite3.Connection) -> Progress:
        if user_id != viewer_id:
            if guild_id is None:
                raise UserError("Here I only show your own progress. Look at others in the server that you share.")
            if not settings_of(connection, guild_id).on("profiles"):
                raise UserError(
                    "In this server everybody's progress stays private. {name} can still share theirs with the Share "
                    "button of /progress.",
                    name=name,
                )
            if not is_visible(connection, guild_id, user_id):
                raise UserError(
                    "{name} keeps their progress private here. They can show it with /settings, or share it "
                    "themselves with the Share button of /progress.",
                    name=name,
                )
        return _progress(connection, curriculum, user_id, now, kept)

    return await db.read(look)


def _progress(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, now: datetime, kept: KeptProgress | None
) -> Progress:
    """A member's progress, from what is kept if that was derived from the same rows in the same quarter of an hour."""
    learner = learner_of(connection, user_id)
    counts = answers_of(connection, learner, now)
    stamp = (learner, now.timestamp() // QUARTER, counts, traces(connection, user_id))
    found = kept.get(user_id, stamp) if kept is not None else None
    if found is None:
        found = _derived(connection, curriculum, learner, counts, now)
        if kept is not None:
            kept.put(user_id, found, stamp)
    return found


def _derived(
    connection: sqlite3.Connection, curriculum: Curriculum, learner: Learner, counts: Counter[date], now: datetime
) -> Progress:
    """A member's progress; `counts` are the cards and questions of each day."""
    user_id = learner.user_id
    log = in_time(log_of(connection, curriculum, user_id))
    done = completions(log)
    practised = practice(log)
    rhythm = streak(practised, learner.calendar, now, times_off(connection, user_id))
    return Progress(
        learner=learner,
        track=curriculum.track(learner.goal),
        states=tuple(path_state(curriculum, path, done) for path in curriculum.paths.values()),
        levels=_levels(curriculum, done),
        exits=tuple((path, done[path.exit.id]) for path in curriculum.paths.values() if path.exit.id in done),
        projects=sum(project in done for project in curriculum.projects),
        challenges=len({event.item for event in log if event.kind is Kind.SOLVED}),
        xp=total_xp(curriculum, log),
        streak=rhythm,
        recent=tuple(_recent(curriculum, event) for event in reversed(practised[-RECENT:])),
        next=next_step(curriculum, learner.goal, learner.level, done),
        skills=_skills(connection, curriculum, user_id, rhythm.today),
        heat=heat(things_by_day(counts, practised), rhythm.today),
        forecast=forecast(connection, curriculum, learner, learner.calendar.day(now), FORTNIGHT),
    )


def _skills(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, today: date
) -> tuple[SkillState, ...]:
    now = axes_of(connection, curriculum, user_id, today)
    before = axes_of(connection, curriculum, user_id, today, EARLIER)
    return tuple(SkillState(axis, _hundredths(now[axis]), _hundredths(before[axis])) for axis in Axis)


def _hundredths(share: float) -> int | None:
    """A share from 0 to 1 as it is shown; whoever has shown anything has at least 1."""
    return max(round(100 * share), 1) if share else None


def _levels(curriculum: Curriculum, done: dict[str, Completion]) -> tuple[LevelCount, ...]:
    own = [item for item in curriculum.items.values() if item.path]  # what is imported lies beside the levels' way
    total = Counter(item.level for item in own)
    reached = Counter(item.level for item in own if item.id in done)
    return tuple(
        LevelCount(level.name, level.title, reached[level.name], total[level.name])
        for level in curriculum.levels.values()
        if reached[level.name]
    )


def _recent(curriculum: Curriculum, event: Event) -> Recent:
    return Recent(curriculum.title_of(event.item or ""), event.day, event.kind)
