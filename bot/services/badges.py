"""Badges and passed levels: decided after something was done, each given once, and what /badges shows."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.badges import Proof, Standing, nearest_first
from bot.domain.curriculum import Curriculum
from bot.domain.deeds import First, History
from bot.domain.events import Event, Kind, held, in_time
from bot.domain.levels import Level
from bot.domain.mastery import SOLID
from bot.domain.settling import decide, noted_proof, standings
from bot.services._boards import refresh_boards
from bot.services._cohorts import refresh_cohorts
from bot.services._learner import learner_of, log_of
from bot.services._mastery import masteries_of
from bot.store.badges import Reached, find_mark, matured_cards, newest_mark, right_answers, save_mark
from bot.store.database import Database
from bot.store.events import append_event
from bot.store.learners import find_learner
from bot.store.time_off import times_off

LOOKS = frozenset({Kind.OPENED, Kind.ACCEPTED, Kind.DECLINED, Kind.SILENCED})  # what proves nothing
DECIDING = tuple(kind for kind in Kind if kind not in LOOKS)


@dataclass(frozen=True, slots=True)
class Earned:
    """A badge that a member has, since their own day, with what proved it in words; all but the title may be gone."""

    title: str
    symbol: str
    evidence: str
    day: date


@dataclass(frozen=True, slots=True)
class Passed:
    """A level that a member has passed; `next` is the one to go on to, unless they are there or beyond."""

    level: Level
    next: Level | None


@dataclass(frozen=True, slots=True)
class News:
    """What has changed: new badges, levels passed, and the titles of what was taken back."""

    badges: tuple[Earned, ...] = ()
    levels: tuple[Passed, ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of deciding: the news, and the history and the standings as they are now, where they are known."""

    news: News
    history: History | None = None
    standings: list[Standing] | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """The badges that a member has, newest first, and those ahead, nearest first; `today` is the member's own."""

    earned: tuple[Earned, ...]
    ahead: tuple[Standing, ...]
    today: date


async def new_badges(db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, now: datetime) -> News:
    """Decide about a member's badges and levels; what is new since it was last decided."""
    return await db.write(lambda connection: settle(connection, curriculum, user_id, guild_id, now))


async def badges_of(
    db: Database, curriculum: Curriculum, user_id: int, now: datetime, settling: Settled | None = None
) -> Board:
    """A member's badges as they were last decided; `settling` is what came of deciding just now."""

    def look(connection: sqlite3.Connection) -> Board:
        today = learner_of(connection, user_id).calendar.day(now)
        known = (settling and settling.history) or history_of(connection, curriculum, user_id, today)
        awarded = held(known.log, Kind.AWARDED)
        found = (settling and settling.standings) or standings(curriculum, known, today)
        proofs = {state.badge.id: state.proof for state in found if state.proof}
        earned = [_earned(curriculum, item, proofs.get(item) or noted_proof(event)) for item, event in awarded.items()]
        newest = sorted(earned, key=lambda badge: badge.day, reverse=True)
        ahead = nearest_first(state for state in found if state.badge.id not in awarded)
        return Board(tuple(newest), tuple(ahead), today)

    return await db.read(look)


async def look_at_badges(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, now: datetime
) -> tuple[News, Board]:
    """Decide about a member's badges and levels, and the badges that they have then."""
    settling = await db.write(lambda connection: settled(connection, curriculum, user_id, guild_id, now))
    return settling.news, await badges_of(db, curriculum, user_id, now, settling)


def settle(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, guild_id: int | None, now: datetime
) -> News:
    """Note in the log which badges and levels are earned or lost; read nothing while nothing is new."""
    return settled(connection, curriculum, user_id, guild_id, now).news


def settled(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, guild_id: int | None, now: datetime
) -> Settled:
    """Do so, and hand on what was found out on the way: a long history is not to be walked twice for one screen."""
    learner = find_learner(connection, user_id)
    if learner is None or newest_mark(connection, user_id, curriculum.rules) == find_mark(connection, user_id):
        return Settled(News())
    history = history_of(connection, curriculum, user_id, learner.calendar.day(now))
    found = decide(curriculum, history, now, learner.calendar.shift(now))
    decided = found.events
    for event in decided:
        append_event(connection, user_id, replace(event, guild_id=guild_id))
    save_mark(connection, user_id, newest_mark(connection, user_id, curriculum.rules))
    refresh_boards(connection, curriculum, user_id, now)
    refresh_cohorts(connection, curriculum, user_id, now)
    news = _news(curriculum, decided, curriculum.levels.get(learner.level or ""))
    if decided:
        return Settled(news, replace(history, log=[*history.log, *decided]))
    return Settled(news, history, found.standings)


def history_of(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, today: date) -> History:
    """Everything that a member's badges and levels follow from."""
    masteries = masteries_of(connection, curriculum, user_id, today)
    return History(
        log=in_time(log_of(connection, curriculum, user_id, DECIDING)),
        matured=_firsts(curriculum, matured_cards(connection, user_id)),
        right=_firsts(curriculum, right_answers(connection, user_id)),
        off=times_off(connection, user_id),
        solid=frozenset(concept for concept, mastery in masteries.items() if mastery.value >= SOLID),
    )


def _firsts(curriculum: Curriculum, reached: Iterable[Reached]) -> list[First]:
    """Under the ids of today; where two became one, the earlier counts."""
    first: dict[str, First] = {}
    for found in reached:
        item = curriculum.canonical(found.item)
        first.setdefault(item, First(item, found.day))
    return list(first.values())


def _news(curriculum: Curriculum, decided: Iterable[Event], own: Level | None) -> News:
    items: dict[Kind, list[str]] = {Kind.PASSED: [], Kind.AWARDED: [], Kind.WITHDRAWN: []}
    proofs: dict[str, Proof] = {}
    for event in decided:
        item = event.item or ""
        items[event.kind].append(item)
        proofs[item] = noted_proof(event)
    levels = {level.id: level for level in curriculum.levels.values()}
    return News(
        tuple(_earned(curriculum, item, proofs[item]) for item in items[Kind.AWARDED]),
        tuple(Passed(levels[item], _onward(curriculum, levels[item], own)) for item in items[Kind.PASSED]),
        tuple(curriculum.title_of(item) for item in items[Kind.WITHDRAWN]),
    )


def _onward(curriculum: Curriculum, level: Level, own: Level | None) -> Level | None:
    """The level after one, unless the member is there or beyond."""
    after = [other for other in curriculum.levels.values() if other.position > level.position]
    following = min(after, key=lambda other: other.position, default=None)
    return following if following and (own is None or own.position < following.position) else None


def _earned(curriculum: Curriculum, badge_id: str, proof: Proof) -> Earned:
    badge = curriculum.badges.get(badge_id)
    if badge is None:
        return Earned(curriculum.title_of(badge_id), "", "", proof.day)
    evidence = badge.evidence.format(
        count=f"{proof.count:,}",
        item=_title(curriculum, proof.item),
        level=proof.level or "–",
        tries=proof.tries,
        away=proof.away,
    )
    return Earned(badge.title, badge.symbol, evidence, proof.day)


def _title(curriculum: Curriculum, item: str | None) -> str:
    """How to name what proved a badge: cards and questions by what they belong to, but topics by themselves."""
    if item is None:
        return "–"
    title = curriculum.title_of(item)
    return title if title != item else curriculum.title_of(item.partition("#")[0])
